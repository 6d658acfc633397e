"""The pledges once more, naively: what was given against them, chain by chain.

- A chain is an ask with all that is tied to it. An entry that says yes or pledges, and a payment
  for it, stand behind the pattern also where the pledge never occurred (refused or taken back on
  its day).
- Payments `for` an ask come first, the others after them, each in the order of day and number.
  One `for` an ask counts for its chain, also beyond what was pledged; one without fills the
  pledges of its group and kind that had begun and were not reached yet: by first occurrence, then
  by number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.analysis.monthly import second_computation as monthly
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


def _find_pledges(seen: SecondBook) -> Iterator[SecondPledge]:
    for item in seen.items:
        if not isinstance(item.entry, Ask) or item.entry.for_entry or not seen.is_of_group(item):
            continue
        tied = monthly._find_references(item.number, seen.items)
        occurred = []
        for day in list_days(item.entry.day, seen.today):
            promise = monthly._find_promise(day, tied)
            if promise and monthly._is_occurrence(day, promise.day, promise.every, promise.until):
                occurred.append((day, promise.cents))
        pledged = sum(cents for _day, cents in occurred)
        start = occurred[0][0] if occurred else None
        promises = [one.number for one in tied if _is_promise(one)]
        yield SecondPledge(item.number, item.entry, start, pledged, promises)


def _is_promise(item: StoredEntry) -> bool:
    words = {answer.word for answer in getattr(item.entry, "answers", ())}
    return bool(words & {AnswerWord.YES, AnswerWord.PLEDGED})


def compute_pledges(seen: SecondBook) -> FoundPattern:
    chains = sorted(_find_pledges(seen), key=lambda chain: (chain.start or seen.today, chain.root))
    paid = sorted(
        (day, item.number, item.entry)
        for item in seen.items
        if isinstance(item.entry, Payment)
        for day in seen.find_payment_days(item)
    )
    paid.sort(key=lambda one: one[2].for_entry is None)
    used: set[tuple[int, int]] = set()
    for day, number, payment in paid:
        if payment.for_entry is not None:
            root = find_root(seen, payment.for_entry)
            for chain in chains:
                if chain.root == root and chain.promises:
                    chain.given += payment.amount
                    used.add((root, number))
            continue
        rest = payment.amount
        for chain in chains:
            same = (chain.ask.group, chain.ask.kind) == (payment.group, payment.kind)
            part = min(rest, chain.pledged - chain.given)
            if same and chain.start and chain.start <= day and part > 0:
                chain.given += part
                rest -= part
                used.add((chain.root, number))
    told = [chain for chain in chains if seen.is_in_range(chain.ask.day)]
    roots = {chain.root for chain in told}
    paid_for = {number for root, number in used if root in roots}
    promised = {number for chain in told for number in chain.promises}
    entries = tuple(sorted(paid_for | promised))
    count = sum(min(chain.given, chain.pledged) for chain in told)
    of = sum(chain.pledged for chain in told)
    of_entries, counted = tuple(sorted(promised)), tuple(sorted(paid_for))
    return "pledges", count, of, None, of >= 1, entries, 0, of_entries, counted, ()
