"""Entries that belong to one another: what an edit or a deletion of one means for the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.entries.types import Answered, Ask, Entry, Logged, Paid, Returned, Withdrew
from tracker.entries.validation import Problem, problem

TiedTo = Callable[[int], Sequence[Logged]]
"""The entries whose `for` names a number, in the order of their own numbers."""


class DoesNotFit(ValueError):
    """An edit that an entry belonging to the edited one contradicts; `number` is that entry's."""

    def __init__(self, number: int, problem: Problem) -> None:
        """Keep which entry does not fit, and why."""
        super().__init__(problem.message)
        self.number = number
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Removal:
    """What a deletion does: entries that go, and entries that stay but belong elsewhere now."""

    gone: tuple[Logged, ...]
    """The deleted entry, then those that say nothing without it."""
    changed: tuple[Logged, ...]
    """The others as they will be."""


def refitted(number: int, entry: Entry, tied_to: TiedTo) -> list[Logged]:
    """The entries that take kind and group from an edited one, as they will be.

    `entry` is what the entry of that number becomes. Raises DoesNotFit where one of them would
    no longer make sense.
    """
    return list(_refitted(number, entry, tied_to))


def _refitted(number: int, entry: Entry, tied_to: TiedTo) -> Iterator[Logged]:
    for item in tied_to(number):
        fitted = like(item.entry, entry)
        wrong = problem(fitted, entry)
        if wrong is not None:
            raise DoesNotFit(item.number, wrong)
        if fitted != item.entry:
            yield replace(item, entry=fitted)
            yield from _refitted(item.number, fitted, tied_to)


def like(entry: Entry, target: Entry) -> Entry:
    """An entry with the kind and the group of the one that it belongs to."""
    if isinstance(entry, Ask | Answered | Withdrew | Paid | Returned) and isinstance(
        target, Ask | Paid
    ):
        return replace(entry, kind=target.kind, group=target.group)
    return entry


def removal(item: Logged, tied_to: TiedTo) -> Removal:
    """What goes with an entry that is deleted, and what stays without it."""
    tied = tied_to(item.number)
    gone = [other for other in tied if isinstance(other.entry, Answered | Withdrew | Returned)]
    repeats = [other for other in tied if isinstance(other.entry, Ask)]
    payments = [other for other in tied if isinstance(other.entry, Paid)]
    changed = [*_untied(payments), *_joined(item.entry, repeats)]
    return Removal((item, *gone), tuple(changed))


def _untied(items: Iterable[Logged]) -> Iterator[Logged]:
    for item in items:
        if isinstance(item.entry, Paid):
            yield replace(item, entry=replace(item.entry, for_entry=None))


def _joined(deleted: Entry, repeats: Sequence[Logged]) -> Iterator[Logged]:
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
