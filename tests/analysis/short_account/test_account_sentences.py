"""A short account: what it says, what is never in it, and that the income can't be worked out."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker.analysis.short_account
from tests.analysis.book_factory import LATE_TODAY, BookFactory
from tests.analysis.dense_books import SLOW
from tests.analysis.loaded_book import LoadedBook, load_book
from tests.factories import copy_empty_book
from tests.strategies import books, count_examples
from tests.texts.message_scan import find_messages
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.analysis.short_account.account_facts import AccountFacts, count_account_in_steps
from tracker.analysis.short_account.account_sentences import MOST, build_account
from tracker.analysis.short_account.coarse_numbers import FINE_STEPS, SHARE_STEPS, round_to_step
from tracker.entries.types import Entry, Income
from tracker.i18n import HIDDEN_NUMBER, NumberFormat
from tracker.steps import finish_steps

LEAST_RATIO = Fraction(110, 90)
"""From the lowest to the highest income: the best guess is off by 10 % or more."""
THREE_MEETINGS = "2026-01-05 meeting\n2026-01-06 meeting\n2026-01-07 meeting\n"
HALF_A_YEAR = """\
2026-01-01 income 1000/month
2026-01-01 limit 2%
2026-01-05 meeting 2h #no_money
2026-02-02 meeting 2h
2026-02-02 ask 30/month dues no no "you have to" : so I left
2026-03-02 meeting 2h
2026-03-02 seen 50-400 donation +!cellar #public_pledge
2026-03-20 meeting 2h #help_received #!wet_shoes
2026-03-20 ask 30/month dues for last no #no_accepted
2026-04-10 meeting 2h
2026-04-10 paid 20 event
2026-05-10 meeting 2h #no_money
2026-06-20 meeting 2h
2026-06-20 ask 55 merch gave 55
2026-06-21 heard 70 donation
"""


def count_account(
    book: LoadedBook, group: str | None = "circle", *, has_share: bool = True
) -> AccountFacts:
    """Return the facts of the account of a group."""
    return count_facts(
        book.pattern_facts, MonthlyTable(book.monthly_facts), group, has_share=has_share
    )


def count_facts(
    pattern_facts: PatternFacts, table: MonthlyTable, group: str | None, *, has_share: bool = True
) -> AccountFacts:
    """Return the same of the facts of a book."""
    return finish_steps(count_account_in_steps(pattern_facts, table, group, has_share=has_share))


def tell(
    book_factory: BookFactory, lines: str, *, has_share: bool = True, is_hidden: bool = False
) -> tuple[str, ...]:
    """Return the account of a book of these lines."""
    facts = count_account(load_book(book_factory, lines), has_share=has_share)
    sentences = build_account(facts, "EUR", NumberFormat(is_hidden))
    return tuple(sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in sentences)


def test_half_a_year_is_told(book_factory: BookFactory) -> None:
    assert tell(book_factory, HALF_A_YEAR) == (
        "I met with a group about 8 times, over about half a year.",
        (
            "I wrote down for most of these meetings whether money came up. It did at about two in"
            " three of them."
        ),
        "The largest monthly payment I was asked for was about 3 % of my income.",
        "Others had to name an amount in front of everyone. I saw that once.",
        "I said no a few times, and once I was asked again within a month.",
        "I gave about 80 EUR in all.",
        "They accepted a no once, and they helped me once.",
        "I saw others being asked for money, or giving it, once. I heard of it once.",
    )


def test_without_an_income_there_are_amounts(book_factory: BookFactory) -> None:
    lines = HALF_A_YEAR.replace("2026-01-01 income 1000/month\n", "")
    told = tell(book_factory, lines)
    assert "The largest monthly payment I was asked for was about 30 EUR." in told
    assert "I gave about 80 EUR in all." in told
    assert tell(book_factory, HALF_A_YEAR, has_share=False) == told


def test_a_share_of_what_was_given_stands_where_nothing_regular_was_asked(
    book_factory: BookFactory,
) -> None:
    lines = f"2026-01-01 income 1000/month\n{THREE_MEETINGS}2026-01-05 paid 21 merch\n"
    assert tell(book_factory, lines + "2026-01-05 ask 55 donation no\n") == (
        "I met with a group about 3 times, over a few days.",
        "I was asked for money at about one in three of these meetings.",
        "I was asked for money once.",
        "The most I was asked for at once was about 60 EUR.",
        "I said no once.",
        "I gave less than 1 % of my income.",
    )


def test_an_unknown_amount_is_told_and_no_share_is(book_factory: BookFactory) -> None:
    lines = (
        f"2026-01-01 income 1000/month\n{THREE_MEETINGS}"
        "2026-02-06 ask 20 merch no\n2026-01-05 paid ? merch\n"
    )
    assert tell(book_factory, lines)[-1] == "I gave money, but I don’t know how much."
    assert tell(book_factory, lines + "2026-01-05 paid 21 merch\n")[-1] == (
        "I gave about 20 EUR in all, and more that I don’t know the amount of."
    )


def test_good_and_plain_things_are_told_as_well(book_factory: BookFactory) -> None:
    lines = "".join(f"2026-0{month}-05 meeting #no_money #help_received\n" for month in (1, 2, 3))
    assert tell(book_factory, lines) == (
        "I met with a group about 3 times, over about two months.",
        "Money came up at none of these meetings.",
        "I gave no money.",
        "They helped me a few times.",
    )


def test_a_period_other_than_a_month_is_not_called_one(book_factory: BookFactory) -> None:
    lines = f"{THREE_MEETINGS}2026-01-06 ask 10/week dues no\n"
    assert "The largest regular payment I was asked for comes to about 40 EUR a month." in tell(
        book_factory, lines
    )
    assert "The largest regular payment I was asked for was about 5 % of my income." in tell(
        book_factory, f"2026-01-01 income 900/month\n{lines}"
    )


@pytest.mark.parametrize(
    ("recorded", "words"), [(3, "some"), (4, "about half"), (5, "about half"), (6, "most")]
)
def test_for_how_many_meetings_it_was_written_down_is_told_by_its_part(
    book_factory: BookFactory, recorded: int, words: str
) -> None:
    tags = ["#no_money"] * recorded + [""] * (9 - recorded)
    lines = [f"2026-0{month}-05 meeting {tag}\n" for month, tag in enumerate(tags, 1)]
    assert tell(book_factory, "".join(lines))[1] == (
        f"I wrote down for {words} of these meetings whether money came up. It did at none of them."
    )


def test_after_one_evening_there_is_nothing_to_recognise(book_factory: BookFactory) -> None:
    evening = "2026-01-05 meeting\n2026-01-05 ask 30/month dues no\n2026-01-05 ask 5 merch gave\n"
    assert tell(book_factory, evening) == ()
    assert tell(book_factory, f"{evening}2026-01-12 meeting\n") == ()
    assert "I said no once." in tell(
        book_factory, f"{evening}2026-01-12 meeting\n2026-01-19 meeting\n"
    )


@pytest.mark.parametrize(
    "lines", ["2026-01-01 limit 20\n", "2026-01-05 meeting\n2026-01-01 income 900/month\n"]
)
def test_too_little_is_no_account(book_factory: BookFactory, lines: str) -> None:
    assert tell(book_factory, lines) == ()


def test_no_amount_and_no_share_is_shown_while_amounts_are_hidden(
    book_factory: BookFactory,
) -> None:
    told = tell(book_factory, HALF_A_YEAR, is_hidden=True)
    assert [sentence for sentence in told if re.search(r"\d", sentence)] == [
        "I met with a group about 8 times, over about half a year."
    ]
    assert f"I gave about {HIDDEN_NUMBER} EUR in all." in told


def list_values(value: object) -> Iterator[object]:
    """Yield every value in a value."""
    if is_dataclass(value):
        for each in fields(value):
            yield from list_values(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from list_values(item)
    else:
        yield value


FOLDER = Path(tracker.analysis.short_account.__file__).parent
VOCABULARY = {
    word
    for file in FOLDER.glob("*.py")
    for message in find_messages(file)
    for word in re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", message.text))
} | {"EUR"}
"""The words of the sentences themselves."""


@settings(SLOW, max_examples=count_examples(50))
@given(entries=books())
def test_no_word_and_no_number_of_a_notebook_is_in_its_account(
    book_factory: BookFactory, entries: list[Entry]
) -> None:
    """Every word is one of the sentences' own, and every number is a step of the ladder."""
    with copy_empty_book(book_factory.folder / "any.db") as book:
        book.log(entries, LATE_TODAY)
        pattern_facts = book.ask_queries.load_pattern_facts(LATE_TODAY)
        monthly_facts = book.load_monthly_facts(LATE_TODAY)
    for group in (None, *monthly_facts.groups):
        facts = count_facts(pattern_facts, MonthlyTable(monthly_facts), group)
        texts = {value for value in list_values(facts) if isinstance(value, str)}
        assert texts <= {"money_came_up", "meetings_with_ask"}
        sentences = build_account(facts, "EUR", NumberFormat())
        assert len(sentences) <= MOST
        text = " ".join(sentences)
        assert set(re.findall(r"[^\W\d_]+", text)) <= VOCABULARY
        for number, percent in re.findall(r"(\d[\d,.]*\d|\d)(\s%)?", text):
            whole = int(number.replace(",", ""))
            assert round_to_step(Fraction(whole), SHARE_STEPS if percent else FINE_STEPS) == whole
        assert text.count("%") <= 1


@st.composite
def money_lines(draw: st.DrawFn) -> str:
    """Lines about money asked and given by two groups, with a regular income."""
    lines = ["2026-01-01 income 1000/month", *(f"2026-0{n}-02 meeting" for n in (1, 2, 3))]
    amounts = st.integers(1, 400)
    groups = st.sampled_from(("@circle", "@choir"))
    for _ask in range(draw(st.integers(0, 3))):
        period = draw(st.sampled_from(("", "/week", "/month", "/year")))
        lines.append(f"2026-02-03 ask {draw(amounts)}{period} dues no {draw(groups)}")
    payments = draw(st.lists(st.tuples(amounts, groups), max_size=3))
    lines += [f"2026-03-03 paid {amount} merch {group}" for amount, group in payments]
    return "\n".join(lines) + "\n"


class AccountsByIncome:
    """The accounts of both groups, as they would be with another income."""

    def __init__(self, book: LoadedBook) -> None:
        """Keep what does not depend on the income."""
        self._book = book

    def tell(self, cents: int) -> tuple[tuple[str, ...], ...]:
        """Return both accounts for an income of so many cents a month."""
        facts = self._book.monthly_facts
        entries = [
            replace(item, entry=replace(item.entry, amount=cents))
            if isinstance(item.entry, Income)
            else item
            for item in facts.other_entries
        ]
        table = MonthlyTable(replace(facts, other_entries=entries))
        return tuple(
            build_account(
                count_facts(self._book.pattern_facts, table, group, has_share=has_share),
                "EUR",
                NumberFormat(),
            )
            for group, has_share in (("circle", True), ("choir", False))
        )

    def find_end(self, inside: int, outside: int) -> int:
        """Return the last income on the way from inside to outside with the same accounts."""
        told = self.tell(inside)
        while abs(outside - inside) > 1:
            middle = (inside + outside) // 2
            if self.tell(middle) == told:
                inside = middle
            else:
                outside = middle
        return inside


@settings(SLOW, max_examples=count_examples(50))
@given(lines=money_lines(), income=st.integers(10_000, 1_000_000))
def test_the_income_cannot_be_told_better_than_to_ten_percent(
    book_factory: BookFactory, lines: str, income: int
) -> None:
    """The reader knows every amount, every day and both accounts, and tries every income."""
    book = load_book(book_factory, lines.replace("@choir", "@!choir", 1))
    accounts = AccountsByIncome(book)
    assert accounts.tell(income)[0]
    lowest = accounts.find_end(income, 1)
    highest = accounts.find_end(income, 100_000_000)
    assert Fraction(highest, lowest) >= LEAST_RATIO


def test_the_search_for_incomes_finds_what_a_share_tells(book_factory: BookFactory) -> None:
    """Thirty a month are about 3 %: so it is something between 750 and 1,200."""
    accounts = AccountsByIncome(load_book(book_factory, HALF_A_YEAR + "2026-07-01 meeting @!choir"))
    lowest, highest = accounts.find_end(100_000, 1), accounts.find_end(100_000, 100_000_000)
    assert (lowest // 1000, highest // 1000) == (75, 120)
