"""The asks of dense random notebooks are those that are chosen when all of them are built."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.export.report.reports import open_book_of
from tests.export.report.second_ask_selection import build_all_asks, choose_asks, has_yes_after_no
from tests.strategies import EXAMPLES, number_entries
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.book.book import Book
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Income,
    Kind,
    LaterAnswer,
    Payment,
    Refund,
    StoredEntry,
    Withdrawal,
)
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.ask_loading import ReportAsks, load_report_asks
from tracker.export.report.ask_selection import PROPOSED_COUNT
from tracker.export.report.report_ask import ReportAsk
from tracker.months import Month, Period

FIRST, DAYS, STEP = date(2025, 1, 1), 200, 10
TODAY = FIRST + timedelta(days=DAYS)
GROUPS = ("circle", "choir", "anna", None)
TAGS = ("in_public", "no_accepted", "deadline", "anna_asked", "no_not_accepted")
KINDS = (Kind.DUES, Kind.DONATION)
CHOICES = (
    ExportSelection(),
    ExportSelection(words=False, own_words=False, labels=False),
    ExportSelection(groups={"circle": "circle", "choir": "the second"}),
    ExportSelection(first=Month(2025, 3), last=Month(2025, 5)),
    ExportSelection(last=Month(2025, 4), groups={"circle": "it", "anna": "the third"}),
)
SEEDS = range(30 * EXAMPLES)


class DenseNotebook:
    """Asks that are repeated, answered and paid in all ways, all on a few days."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.items: list[StoredEntry] = []
        self.entries: list[Entry] = []

    def make(self, count: int) -> list[StoredEntry]:
        makers = (*[self.make_ask] * 6, *[self.make_later] * 3, self.make_withdrawal)
        makers += (*[self.make_payment] * 4, self.make_refund, self.make_income)
        while len(self.entries) < count:
            self.random.choice(makers)()
        return number_entries(self.entries, TODAY)

    def find(self, *types: type[Entry]) -> int | None:
        """The number of one of the last entries of these types."""
        found = [n for n, each in enumerate(self.entries, 1) if isinstance(each, types)][-9:]
        return self.random.choice(found) if found else None

    def entry(self, number: int) -> Entry:
        return self.entries[number - 1]

    def day(self, after: int | None = None) -> date:
        start = 0 if after is None else (self.entry(after).day - FIRST).days
        return FIRST + timedelta(days=self.random.randrange(start, DAYS + 1, STEP))

    def maybe(self, value: str) -> str | None:
        return self.random.choice((None, None, value))

    def tags(self) -> tuple[str, ...]:
        return tuple(self.random.sample(TAGS, self.random.choice((0, 0, 1, 2, 3))))

    def answers(self, least: int) -> tuple[Answer, ...]:
        words = self.random.choices(
            (AnswerWord.NO, AnswerWord.LATER, AnswerWord.YES, AnswerWord.GAVE, AnswerWord.PLEDGED),
            (6, 2, 1, 1, 1),
            k=self.random.randint(least, 2),
        )
        return tuple(Answer(word, 900 if word is AnswerWord.PLEDGED else None) for word in words)

    def make_ask(self) -> None:
        earlier = self.random.choice((None, self.find(Ask)))
        before = None if earlier is None else self.entry(earlier)
        high = self.random.choice((None, 500, 500, 700, 90_000))
        self.entries.append(
            Ask(
                day=self.day(earlier),
                low=high,
                high=high,
                kind=before.kind if isinstance(before, Ask) else self.random.choice(KINDS),
                group=before.group if isinstance(before, Ask) else self.random.choice(GROUPS),
                every=self.random.choice((None, None, Period.MONTH)) if high else None,
                for_entry=earlier,
                answers=self.answers(0),
                circumstances=self.tags(),
                words=self.maybe("anna wants it"),
                own_words=self.maybe("I was tired"),
            )
        )

    def make_later(self) -> None:
        number = self.find(Ask)
        if number is not None and isinstance(ask := self.entry(number), Ask):
            self.entries.append(
                LaterAnswer(
                    day=self.day(number),
                    for_entry=number,
                    kind=ask.kind,
                    group=ask.group,
                    answers=self.answers(1),
                    circumstances=self.tags(),
                    words=self.maybe("choir, too"),
                )
            )

    def make_withdrawal(self) -> None:
        number = self.find(Ask)
        if number is not None and isinstance(ask := self.entry(number), Ask):
            self.entries.append(
                Withdrawal(day=self.day(number), for_entry=number, kind=ask.kind, group=ask.group)
            )

    def make_payment(self) -> None:
        number = self.random.choice((None, self.find(Ask), self.find(Ask)))
        ask = None if number is None else self.entry(number)
        every = self.random.choice((None, Period.MONTH))
        self.entries.append(
            Payment(
                day=self.random.choice((ask.day, self.day(number))) if ask else self.day(),
                amount=self.random.choice((0, 300, 400)) if every else 300,
                kind=ask.kind if isinstance(ask, Ask) else self.random.choice(KINDS),
                group=ask.group if isinstance(ask, Ask) else self.random.choice(GROUPS),
                every=every,
                until=self.random.choice((None, TODAY - timedelta(days=9))) if every else None,
                label=self.random.choice((None, "anna", "choir")),
                for_entry=number,
            )
        )

    def make_refund(self) -> None:
        number = self.find(Payment)
        if number is not None and isinstance(paid := self.entry(number), Payment):
            self.entries.append(
                Refund(
                    day=self.day(number),
                    for_entry=number,
                    amount=100,
                    kind=paid.kind,
                    group=paid.group,
                )
            )

    def make_income(self) -> None:
        self.entries.append(Income(day=self.day(), amount=self.random.choice((40_000, 90_000))))


def list_rows(book: Book, choice: ExportSelection) -> list[MonthRow]:
    return MonthlyTable(book.load_monthly_facts(TODAY)).build_rows(choice.first, choice.last)


def list_choices(asks: Sequence[ReportAsk]) -> Iterator[tuple[int, ...] | None]:
    """The proposed asks, none, some, and one by each of the entries behind it."""
    yield None
    yield ()
    yield tuple(ask.number for ask in asks[::7])
    yield from ((ask.timeline.entries[-1],) for ask in asks[:5])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_chosen_asks_are_those_of_all_that_are_built(tmp_path: Path, seed: int) -> None:
    items = DenseNotebook(seed).make(90)
    with open_book_of(tmp_path, items, TODAY) as book:
        for choice in CHOICES:
            last = min(TODAY, choice.last.last_day) if choice.last else TODAY
            rows = list_rows(book, choice)
            pseudonyms = Pseudonyms(choice, ("circle", "choir", "anna"), {})
            asks = build_all_asks(book, rows, choice, last, pseudonyms)
            facts = book.ask_queries.load_pattern_facts(last)
            for numbers in list_choices(asks):
                found = load_report_asks(book, facts, rows, choice, numbers, pseudonyms)
                assert found == choose_asks(asks, numbers)


def test_these_notebooks_have_all_that_makes_a_choice_hard(tmp_path: Path) -> None:
    """Without this the test above could pass on asks that are all alike."""
    found: list[ReportAsks] = []
    for seed in SEEDS[:9]:
        with open_book_of(tmp_path / str(seed), DenseNotebook(seed).make(90), TODAY) as book:
            for choice in (CHOICES[0], CHOICES[3]):
                asks = build_all_asks(book, list_rows(book, choice), choice, TODAY)
                found.append(choose_asks(asks, None))
    asks = [ask for each in found for ask in each.offered]
    kinds = {step.kind.value for ask in asks for step in ask.timeline.steps}
    assert kinds >= {"asked again", "yes", "no", "gave", "paid", "pays", "ended", "returned"}
    assert any(map(has_yes_after_no, asks))
    assert any(ask.has_earlier_start for ask in asks)
    assert all(each.total > len(each.shown) for each in found)
    assert max(each.total for each in found) > 4 * PROPOSED_COUNT


def test_of_many_asks_the_newest_are_offered(tmp_path: Path) -> None:
    ask = Ask(day=FIRST, low=500, high=500, kind=Kind.DUES)
    entries = [replace(ask, day=FIRST + timedelta(days=n % 100)) for n in range(250)]
    choice = ExportSelection()
    with open_book_of(tmp_path, number_entries(entries, TODAY), TODAY) as book:
        rows = list_rows(book, choice)
        facts = book.ask_queries.load_pattern_facts(TODAY)
        found = load_report_asks(book, facts, rows, choice, None, Pseudonyms(choice, (), {}))
        assert found == choose_asks(build_all_asks(book, rows, choice, TODAY), None)
    assert (found.total, len(found.offered)) == (250, 200)
    assert found.offered[0].number == 200
