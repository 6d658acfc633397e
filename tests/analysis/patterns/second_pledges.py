"""The pledges computed a second time, naively: what was given for each.

- A chain is an ask with all that is tied to it. An entry that says yes or pledges, and a payment
  for it, stand behind the pattern also where the pledge never occurred (refused or taken back on
  its day).
- Payments `for` an ask come first, the others after them, each in the order of day and number.
  One `for` an ask counts for its chain, also beyond what was pledged; one without fills the
  pledges of its group and kind that had begun and were not reached yet: by first occurrence, then
  by number. One of unknown amount is named with the first of them and fills nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.analysis.monthly import second_computation
from tests.analysis.second_book import FoundPattern, SecondBook, find_root, list_days
from tracker.entries.types import AnswerWord, Ask, Payment, StoredEntry


@dataclass
class SecondPledge:
    """An ask with all that is tied to it, and what was pledged and given to it up to today."""

    root: int
    ask: Ask
    start: date | None
    """The first day on which something was pledged."""
    pledged: int
    promises: list[int]
    """The entries that say yes or pledge."""
    given: int = 0
    unknown: int = 0
    """Payments for it of an unknown amount."""


def _find_pledges(book: SecondBook) -> Iterator[SecondPledge]:
    for item in book.items:
        if not isinstance(item.entry, Ask) or item.entry.for_entry or not book.is_of_group(item):
            continue
        references = second_computation._find_references(item.number, book.items)
        occurred = []
        for day in list_days(item.entry.day, book.today):
            promise = second_computation._find_promise(day, references)
            if promise and second_computation._is_occurrence(
                day, promise.day, promise.every, promise.until
            ):
                occurred.append((day, promise.cents))
        pledged = sum(cents for _day, cents in occurred)
        start = occurred[0][0] if occurred else None
        promises = [reference.number for reference in references if _is_promise(reference)]
        yield SecondPledge(item.number, item.entry, start, pledged, promises)


def _is_promise(item: StoredEntry) -> bool:
    words = {answer.word for answer in getattr(item.entry, "answers", ())}
    return bool(words & {AnswerWord.YES, AnswerWord.PLEDGED})


def compute_pledges(book: SecondBook) -> FoundPattern:
    pledges = sorted(
        _find_pledges(book), key=lambda pledge: (pledge.start or book.today, pledge.root)
    )
    payments = sorted(
        (day, item.number, item.entry)
        for item in book.items
        if isinstance(item.entry, Payment)
        for day in book.find_payment_days(item)
    )
    payments.sort(key=lambda payment: payment[2].for_entry is None)
    used: set[tuple[int, int]] = set()
    for day, number, payment in payments:
        amount = payment.amount or 0
        if payment.for_entry is not None:
            root = find_root(book, payment.for_entry)
            for pledge in pledges:
                if pledge.root == root and pledge.promises:
                    pledge.given += amount
                    pledge.unknown += payment.amount is None
                    used.add((root, number))
            continue
        rest = amount
        for pledge in pledges:
            same = (pledge.ask.group, pledge.ask.kind) == (payment.group, payment.kind)
            part = min(rest, pledge.pledged - pledge.given)
            if same and pledge.start and pledge.start <= day and part > 0:
                pledge.given += part
                rest -= part
                used.add((pledge.root, number))
        if payment.amount is None:
            _add_unknown(day, number, payment, pledges, used)
    in_range = [pledge for pledge in pledges if book.is_in_range(pledge.ask.day)]
    roots = {pledge.root for pledge in in_range}
    paid_for = {number for root, number in used if root in roots}
    promised = {number for pledge in in_range for number in pledge.promises}
    total = sum(pledge.pledged for pledge in in_range)
    return FoundPattern(
        "pledges",
        count=sum(min(pledge.given, pledge.pledged) for pledge in in_range),
        total=total,
        value=None,
        has_enough=total >= 1,
        aside_count=sum(pledge.unknown for pledge in in_range),
        entries=tuple(sorted(paid_for | promised)),
        total_entries=tuple(sorted(promised)),
        counted_entries=tuple(sorted(paid_for)),
        gave_more=any(pledge.given > pledge.pledged for pledge in in_range),
    )


def _add_unknown(
    day: date,
    number: int,
    payment: Payment,
    pledges: list[SecondPledge],
    used: set[tuple[int, int]],
) -> None:
    """Name a payment of unknown amount with the first pledge that it may have been for."""
    for pledge in pledges:
        same = (pledge.ask.group, pledge.ask.kind) == (payment.group, payment.kind)
        has_begun = pledge.start is not None and pledge.start <= day
        if same and has_begun and pledge.given < pledge.pledged:
            pledge.unknown += 1
            used.add((pledge.root, number))
            return
