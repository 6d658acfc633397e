"""References between entries (`for 5`): what an edit or a deletion of one means for the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.entries.types import Ask, Entry, LaterAnswer, Payment, Refund, StoredEntry, Withdrawal
from tracker.entries.validation import EntryProblem, find_problem

FindReferences = Callable[[int], Sequence[StoredEntry]]
"""The entries whose `for` names a number, in the order of their own numbers."""


class ReferenceConflictError(ValueError):
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
    """Return the entries that take kind and group from an edited one, as they will be.

    `entry` is what the entry of that number becomes. Raises ReferenceConflictError where one of
    them would no longer make sense.
    """
    return list(_update_references(number, entry, find_references))


def _update_references(
    number: int, entry: Entry, find_references: FindReferences
) -> Iterator[StoredEntry]:
    for item in find_references(number):
        updated = copy_kind_and_group(item.entry, entry)
        problem = find_problem(updated, entry)
        if problem is not None:
            raise ReferenceConflictError(item.number, problem)
        if updated != item.entry:
            yield replace(item, entry=updated)
            yield from _update_references(item.number, updated, find_references)


def copy_kind_and_group(entry: Entry, target: Entry) -> Entry:
    """Return an entry with the kind and the group of the one that it belongs to."""
    if isinstance(entry, Ask | LaterAnswer | Withdrawal | Payment | Refund) and isinstance(
        target, Ask | Payment
    ):
        return replace(entry, kind=target.kind, group=target.group)
    return entry


def plan_deletion(item: StoredEntry, find_references: FindReferences) -> DeletionPlan:
    """Return what is deleted together with an entry, and what changes without it."""
    referring = find_references(item.number)
    deleted = [
        other for other in referring if isinstance(other.entry, LaterAnswer | Withdrawal | Refund)
    ]
    repeats = [other for other in referring if isinstance(other.entry, Ask)]
    payments = [other for other in referring if isinstance(other.entry, Payment)]
    changed = [*_detach_payments(payments), *_relink_repeats(item.entry, repeats)]
    return DeletionPlan((item, *deleted), tuple(changed))


def _detach_payments(items: Iterable[StoredEntry]) -> Iterator[StoredEntry]:
    for item in items:
        if isinstance(item.entry, Payment):
            yield replace(item, entry=replace(item.entry, for_entry=None))


def _relink_repeats(deleted: Entry, repeats: Sequence[StoredEntry]) -> Iterator[StoredEntry]:
    """Yield the repeats of a deleted ask: they refer to what it repeated, or to the first of them.

    One that is dated before the first cannot repeat it and stands alone.
    """
    target: int | None = getattr(deleted, "for_entry", None)
    since = None
    for item in repeats:
        if not isinstance(item.entry, Ask):
            continue
        new_target = target if since is None or item.entry.day >= since else None
        yield replace(item, entry=replace(item.entry, for_entry=new_target))
        if target is None:
            target, since = item.number, item.entry.day
