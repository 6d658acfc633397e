"""References between entries (`for 5`): what an edit or a deletion of one means for the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.entries.types import Ask, Entry, LaterAnswer, Payment, Refund, StoredEntry, Withdrawal
from tracker.entries.validation import EntryProblem, find_problem

FindReferences = Callable[[int], Sequence[StoredEntry]]
"""The entries whose `for` names a number, in the order of their own numbers."""


class ReferenceConflictError(ValueError):
    """An edit that contradicts entry `number`, which belongs to the edited one."""

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
    deleted = (
        other for other in referring if isinstance(other.entry, LaterAnswer | Withdrawal | Refund)
    )
    payments, repeats = list[StoredEntry](), list[StoredEntry]()
    # The ask that a repeat now repeats: what the deleted one repeated, or the first of them. One
    # that is dated before the first cannot repeat it and is alone.
    target: int | None = getattr(item.entry, "for_entry", None)
    since = date.min
    for other in referring:
        entry = other.entry
        if isinstance(entry, Payment):
            payments.append(replace(other, entry=replace(entry, for_entry=None)))
        elif isinstance(entry, Ask):
            new_target = target if entry.day >= since else None
            repeats.append(replace(other, entry=replace(entry, for_entry=new_target)))
            if target is None:
                target, since = other.number, entry.day
    return DeletionPlan((item, *deleted), (*payments, *repeats))
