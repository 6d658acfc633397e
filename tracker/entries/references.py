"""Entries that belong to one another: what an edit or a deletion of one means for the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.entries.types import Ask, Entry, LaterAnswer, Payment, Refund, StoredEntry, Withdrawal
from tracker.entries.validation import EntryProblem, find_problem

FindReferences = Callable[[int], Sequence[StoredEntry]]
"""The entries whose `for` names a number, in the order of their own numbers."""


class ReferenceConflict(ValueError):
    """An edit that an entry belonging to the edited one contradicts; `number` is that entry's."""

    def __init__(self, number: int, problem: EntryProblem) -> None:
        """Keep which entry does not fit, and why."""
        super().__init__(problem.message)
        self.number = number
        self.problem = problem


@dataclass(frozen=True, slots=True)
class DeletionPlan:
    """What a deletion does: entries that go, and entries that stay but belong elsewhere now."""

    deleted_entries: tuple[StoredEntry, ...]
    """The deleted entry, then those that say nothing without it."""
    changed_entries: tuple[StoredEntry, ...]
    """The others as they will be."""


def update_references(
    number: int, entry: Entry, find_references: FindReferences
) -> list[StoredEntry]:
    """The entries that take kind and group from an edited one, as they will be.

    `entry` is what the entry of that number becomes. Raises ReferenceConflict where one of them
    would no longer make sense.
    """
    return list(_update_references(number, entry, find_references))


def _update_references(
    number: int, entry: Entry, find_references: FindReferences
) -> Iterator[StoredEntry]:
    for item in find_references(number):
        fitted = copy_kind_and_group(item.entry, entry)
        wrong = find_problem(fitted, entry)
        if wrong is not None:
            raise ReferenceConflict(item.number, wrong)
        if fitted != item.entry:
            yield replace(item, entry=fitted)
            yield from _update_references(item.number, fitted, find_references)


def copy_kind_and_group(entry: Entry, target: Entry) -> Entry:
    """An entry with the kind and the group of the one that it belongs to."""
    if isinstance(entry, Ask | LaterAnswer | Withdrawal | Payment | Refund) and isinstance(
        target, Ask | Payment
    ):
        return replace(entry, kind=target.kind, group=target.group)
    return entry


def plan_deletion(item: StoredEntry, find_references: FindReferences) -> DeletionPlan:
    """What goes with an entry that is deleted, and what stays without it."""
    tied = find_references(item.number)
    gone = [other for other in tied if isinstance(other.entry, LaterAnswer | Withdrawal | Refund)]
    repeats = [other for other in tied if isinstance(other.entry, Ask)]
    payments = [other for other in tied if isinstance(other.entry, Payment)]
    changed = [*_detach_payments(payments), *_relink_repeats(item.entry, repeats)]
    return DeletionPlan((item, *gone), tuple(changed))


def _detach_payments(items: Iterable[StoredEntry]) -> Iterator[StoredEntry]:
    for item in items:
        if isinstance(item.entry, Payment):
            yield replace(item, entry=replace(item.entry, for_entry=None))


def _relink_repeats(deleted: Entry, repeats: Sequence[StoredEntry]) -> Iterator[StoredEntry]:
    """Repeats of a deleted ask: they stay the same ask, tied to what it repeated or to the first.

    One that is dated before the first cannot repeat it and stands alone.
    """
    target: int | None = getattr(deleted, "for_entry", None)
    since = None
    for item in repeats:
        if not isinstance(item.entry, Ask):
            continue
        tie = target if since is None or item.entry.day >= since else None
        yield replace(item, entry=replace(item.entry, for_entry=tie))
        if target is None:
            target, since = item.number, item.entry.day
