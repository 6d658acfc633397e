"""Which asks the summary shows one by one, and the five that it proposes: chosen by flat facts.

A book may have 34,000 asks. Timelines are built only of those that are chosen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import nsmallest
from operator import attrgetter, itemgetter

from tracker.analysis.asks.timeline_steps import (
    ANSWER_STEPS,
    AskThread,
    StepKind,
    find_recurrence_ends,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.analysis.patterns.pattern_facts import AnswerFact, AskFact, PatternFacts
from tracker.book.report_queries import LinkedEntry
from tracker.entries.types import Payment, StoredEntry
from tracker.export.privacy.selection import ExportSelection
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month

PROPOSED_COUNT = 5
"""How many asks are proposed: so few fit on a second page and are read to the end."""
MAX_OFFERED = 200
"""Asks that are offered, newest first. Nobody could read through more."""
NO_ACCEPTED_TAG = "no_accepted"
_YES_STEPS = (StepKind.YES, StepKind.GAVE)
_NO_TAGS: frozenset[str] = frozenset()

_AnswerKey = tuple[date, int, int]
"""The day of an answer, its entry and its position there: in this order they were given."""


@dataclass(slots=True, eq=False)
class AskChoice:
    """An included ask with its repeats, as far as it is chosen by."""

    root: int
    """The number of its first ask, included or not."""
    first: AskFact
    last: AskFact
    """The included asks that were asked first and last."""
    first_day: date
    last_day: date
    """The days on which something happened first and last."""
    highest_number: int
    """The highest number of the entries behind it."""
    ask_count: int = 0
    share_of_income: Hundredths | None = None
    """The largest share of a month's income that it asked for, None without an income."""
    circumstances: frozenset[str] = _NO_TAGS
    """All tags of the ask and of the answers to it."""
    has_words: bool = False
    """Whether there are words that were said, and that are included."""
    first_no: _AnswerKey | None = None
    last_yes: _AnswerKey | None = None

    @property
    def number(self) -> int:
        """The number of its first included ask."""
        return self.first.number

    @property
    def highest_amount(self) -> Cents:
        """The largest amount that it asked for, 0 where it named none."""
        return max(self.first.high or 0, self.last.high or 0)

    @property
    def has_yes_after_no(self) -> bool:
        """Whether a yes or a gift followed a no."""
        return bool(self.first_no and self.last_yes and self.first_no < self.last_yes)

    def add_ask(self, ask: AskFact, share_of_income: Hundredths | None) -> None:
        """Add an ask. They come in the order of their numbers."""
        self.ask_count += 1
        if ask.day < self.first.day:
            self.first = ask
        if ask.day >= self.last.day:
            self.last = ask
        if share_of_income is not None:
            self.share_of_income = max(share_of_income, self.share_of_income or 0)
        self.add_step(ask.number, ask.day)

    def add_step(self, number: int, day: date) -> None:
        """Add something that happened on a day, and the number of its entry."""
        self.first_day = min(self.first_day, day)
        self.last_day = max(self.last_day, day)
        self.highest_number = max(self.highest_number, number)

    def add_answer(self, answer: AnswerFact) -> None:
        """Add an answer."""
        kind, key = ANSWER_STEPS[answer.word], answer[:3]
        if kind is StepKind.NO:
            self.first_no = min(key, self.first_no or key)
        elif kind in _YES_STEPS:
            self.last_yes = max(key, self.last_yes or key)


class IncludedAsks:
    """The asks that a summary may show, the one in which something happened last first."""

    def __init__(
        self,
        facts: PatternFacts,
        linked_entries: Iterable[LinkedEntry],
        rows: Iterable[MonthRow],
        selection: ExportSelection,
    ) -> None:
        """Put together the asks of these facts, under the labels of the book.

        `rows` have the income of the months.
        """
        self._selection = selection
        self._income = {
            row.month: row.income for row in rows if row.group == ALL_GROUPS and row.income
        }
        self._find_month = cache(Month.from_date)
        self._roots: dict[int, int] = {}
        """The number of the first ask of each ask, included or not."""
        self._choices: dict[int, AskChoice] = {}
        """By the number of the first ask."""
        self._of_entry: dict[int, AskChoice] = {}
        """By the numbers of the included entries behind them."""
        self._regular_payments: dict[int, AskChoice] = {}
        self._ends: list[tuple[int, AskChoice]] = []
        """The numbers of entries that end regular payments, which may belong to other asks, too."""
        self._ask_times: list[tuple[date, int, AskChoice]] = []
        self._add_asks(facts.asks)
        self._add_linked_entries(linked_entries)
        for answer in facts.answers:
            if choice := self._of_entry.get(answer.entry):
                choice.add_answer(answer)

    def _add_asks(self, asks: Iterable[AskFact]) -> None:
        includes, roots, choices = self._includes, self._roots, self._choices
        for ask in asks:
            number, day = ask.number, ask.day
            root = roots[number] = roots.get(ask.for_entry or number, number)
            if not includes(ask.group, day):
                continue
            choice = choices.get(root)
            if choice is None:
                choice = choices[root] = AskChoice(root, ask, ask, day, day, number)
            choice.add_ask(ask, self._calculate_share(ask))
            self._of_entry[number] = choice
            self._ask_times.append((day, number, choice))

    def _calculate_share(self, ask: AskFact) -> Hundredths | None:
        if not self._income:
            return None
        return calculate_share(ask.high or 0, self._income.get(self._find_month(ask.day)))

    def _add_linked_entries(self, linked_entries: Iterable[LinkedEntry]) -> None:
        """Add what belongs to an included ask, in the order of numbers."""
        # What belongs to something else than an ask or its payment belongs to no ask.
        targets = dict(self._of_entry)
        for entry in linked_entries:
            choice = targets.get(entry.for_entry)
            if choice is None or not self._includes(entry.group, entry.day):
                continue
            self._of_entry[entry.number] = choice
            choice.highest_number = max(choice.highest_number, entry.number)
            if entry.is_payment:
                # Money that comes back belongs to its payment.
                targets[entry.number] = choice
            if entry.is_payment and entry.is_regular:
                self._regular_payments[entry.number] = choice
            else:
                choice.add_step(entry.number, entry.day)

    def _includes(self, group: GroupLabel, day: date) -> bool:
        return self._selection.includes_group(group) and self._selection.includes_day(day)

    def add_regular_payments(self, items: Sequence[StoredEntry], today: date) -> None:
        """Add when these regular payments, as they are shown, began and ended."""
        ends = find_recurrence_ends(items, today)
        threads: dict[AskChoice, list[tuple[int, Payment]]] = {}
        for item in items:
            choice = self._regular_payments.get(item.number)
            if choice is not None and isinstance(item.entry, Payment):
                threads.setdefault(choice, []).append((item.number, item.entry))
        for choice, payments in threads.items():
            for step in AskThread([], payments=payments).build_steps(ends):
                choice.add_step(step.number, step.day)
                self._ends.append((step.number, choice))

    def add_tags(
        self, tags_by_entry: Mapping[int, Sequence[str]], replace_tag: Callable[[str], str]
    ) -> None:
        """Add how the person was asked or answered, in the words of `replace_tag`."""
        shown: dict[tuple[str, ...], frozenset[str]] = {}
        for number, choice in self._of_entry.items():
            if tags := tuple(tags_by_entry.get(number, ())):
                if tags not in shown:
                    shown[tags] = frozenset(map(replace_tag, tags))
                choice.circumstances = shown[tags] | choice.circumstances

    def add_words(self, numbers: Iterable[int]) -> None:
        """Add which entries say what was said."""
        for number in numbers:
            if choice := self._of_entry.get(number):
                choice.has_words = True

    def __len__(self) -> int:
        return len(self._choices)

    def list_newest_first(self) -> list[AskChoice]:
        """Return the asks, the one in which something happened last first."""
        return sorted(
            self._choices.values(), key=attrgetter("last_day", "highest_number"), reverse=True
        )

    def find_with_entries(self, numbers: Iterable[int]) -> set[AskChoice]:
        """Return the asks behind which any of these entries is."""
        wanted = set(numbers)
        return {self._of_entry[number] for number in wanted & self._of_entry.keys()} | {
            choice for number, choice in self._ends if number in wanted
        }

    def list_entry_numbers(self, chosen: Iterable[AskChoice]) -> list[int]:
        """Return the numbers of all entries of these asks, and of asks of theirs left out."""
        wanted = set(chosen)
        roots = {choice.root for choice in wanted}
        numbers = {number for number, root in self._roots.items() if root in roots}
        numbers |= {number for number, choice in self._of_entry.items() if choice in wanted}
        return sorted(numbers)

    def list_times(self) -> Iterator[tuple[Month, GroupLabel]]:
        """Yield in which month the person was asked, and by which group, in the order of days."""
        for day, _number, choice in sorted(self._ask_times, key=itemgetter(0, 1)):
            yield self._find_month(day), choice.first.group


def propose_asks(asks: Sequence[AskChoice]) -> list[AskChoice]:
    """Return the five asks that show most, or all if there are fewer, of these, newest first.

    They are one by each of these rules, the newest among equals:

    - It asked for the largest share of a month's income (or amount, where no income is known).
    - A yes or a gift followed a no.
    - It has words that were said, and the most tags.
    - A no was accepted.
    - It is the newest.

    Where these are fewer than five, those that were asked most often follow.

    A no that was accepted is among them, because a summary without anything fair is not believed.
    """
    chosen: list[AskChoice] = []
    for fits, rank in _PROPOSAL_RULES:
        matching = (ask for ask in asks if fits(ask) and ask not in chosen)
        # `max` takes the first of equals, and the newest comes first.
        best = max(matching, key=rank, default=None) if rank else next(matching, None)
        if best is not None:
            chosen.append(best)
    others = (ask for ask in asks if ask not in chosen)
    return chosen + nsmallest(PROPOSED_COUNT - len(chosen), others, key=lambda ask: -ask.ask_count)


def select_asks(asks: IncludedAsks, numbers: Sequence[int] | None) -> set[AskChoice]:
    """Return the asks of these numbers. A repeat selects its whole ask.

    None selects the five proposed asks. A number that is not included is ignored.
    """
    if numbers is None:
        return set(propose_asks(asks.list_newest_first()))
    return asks.find_with_entries(numbers)


def list_offered_asks(asks: IncludedAsks) -> list[AskChoice]:
    """Return the asks that can be chosen, the one that began last first."""
    return sorted(asks.list_newest_first(), key=attrgetter("first_day"), reverse=True)[:MAX_OFFERED]


_Rank = tuple[int, int]
_PROPOSAL_RULES: Sequence[
    tuple[Callable[[AskChoice], bool], Callable[[AskChoice], _Rank] | None]
] = (
    (
        lambda ask: ask.highest_amount > 0,
        lambda ask: (ask.share_of_income or 0, ask.highest_amount),
    ),
    (lambda ask: ask.has_yes_after_no, None),
    (lambda ask: ask.has_words, lambda ask: (len(ask.circumstances), 0)),
    (lambda ask: NO_ACCEPTED_TAG in ask.circumstances, None),
    (lambda _ask: True, None),
)
"""Which asks a rule is about, and by what it chooses among them, if not the newest."""
