"""Which entries a book had after each of its changes, worked out from its history.

A change that was undone counts here as well, from when it was made to when it was undone. Its
number, and the newest one there was when that happened, say which others held at the time. What an
undone change had deleted is kept since schema 5. While a change held that was undone before that
schema, which entries the book had cannot be known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class ReplayedChange(NamedTuple):
    """A change of a book. `undone_after` is None while it is not undone."""

    number: int
    undone_after: int | None


class HistoryDelta(NamedTuple):
    """The hashes that were added and removed from one change to the next one."""

    added_hashes: Sequence[bytes] = ()
    removed_hashes: Sequence[bytes] = ()


class HistoryReplay:
    """The hashes that each change made, and the entries that it ended, by their numbers."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._hashes_by_change: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        self._ends_by_change: defaultdict[int, list[int]] = defaultdict(list)

    def add_version(self, change: int, number: int, entry_hash: bytes) -> None:
        """Record that a change made the entry of this hash."""
        self._hashes_by_change[change][number] = entry_hash

    def add_end(self, change: int, number: int) -> None:
        """Add that a change ended what an entry had been."""
        self._ends_by_change[change].append(number)

    def replay(self, changes: Iterable[ReplayedChange]) -> Iterator[HistoryDelta]:
        """From an empty book, change by change. `changes` in the order of their numbers."""
        current_hashes: dict[int, bytes] = {}
        open_changes: list[tuple[ReplayedChange, Mapping[int, bytes | None]]] = []
        """The changes that hold, and what each replaced."""
        for change in changes:
            touched: dict[int, bytes | None] = {}
            while open_changes and _is_undone_before(open_changes[-1][0], change):
                for number, entry_hash in open_changes.pop()[1].items():
                    touched.setdefault(number, current_hashes.get(number))
                    _set_hash(current_hashes, number, entry_hash)
            after = (
                dict.fromkeys(self._ends_by_change[change.number], None)
                | self._hashes_by_change[change.number]
            )
            former_hashes = {number: current_hashes.get(number) for number in after}
            for number, entry_hash in after.items():
                touched.setdefault(number, former_hashes[number])
                _set_hash(current_hashes, number, entry_hash)
            open_changes.append((change, former_hashes))
            pairs = [
                (entry_hash, current_hashes.get(number)) for number, entry_hash in touched.items()
            ]
            yield HistoryDelta(
                [new for old, new in pairs if new is not None and new != old],
                [old for old, new in pairs if old is not None and new != old],
            )


def _is_undone_before(change: ReplayedChange, later: ReplayedChange) -> bool:
    """Return whether a change had been undone when a later one was made."""
    return change.undone_after is not None and change.undone_after < later.number


def _set_hash(current_hashes: dict[int, bytes], number: int, entry_hash: bytes | None) -> None:
    if entry_hash is None:
        current_hashes.pop(number, None)
    else:
        current_hashes[number] = entry_hash
