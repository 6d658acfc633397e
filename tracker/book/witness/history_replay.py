"""What stood in a book after each of its changes, worked out from its history.

A change that was taken back stands here as well, from when it was made to when it was taken back:
its number, and the newest one there was when that happened, say which others stood at the time.
What an undone change had deleted is kept since schema 5; while one stood that was undone before,
what stood cannot be known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """A change of a book; `undone_after` is None while it stands."""

    number: int
    undone_after: int | None


class Step(NamedTuple):
    """What came to stand and what no longer stood, from one change to the next one."""

    came: Sequence[bytes] = ()
    went: Sequence[bytes] = ()


class Past:
    """The leaves that each change made, and the entries that it ended, by their numbers."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._made: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        self._ended: defaultdict[int, list[int]] = defaultdict(list)

    def made(self, change: int, number: int, leaf: bytes) -> None:
        """A change made an entry what this leaf says."""
        self._made[change][number] = leaf

    def ended(self, change: int, number: int) -> None:
        """A change ended what an entry had been."""
        self._ended[change].append(number)

    def steps(self, changes: Iterable[Change]) -> Iterator[Step]:
        """From an empty book, change by change; `changes` in the order of their numbers."""
        standing: dict[int, bytes] = {}
        before: list[tuple[Change, Mapping[int, bytes | None]]] = []
        """The changes that stand, and what each found."""
        for change in changes:
            touched: dict[int, bytes | None] = {}
            while before and _is_gone(before[-1][0], change):
                for number, leaf in before.pop()[1].items():
                    touched.setdefault(number, standing.get(number))
                    _put(standing, number, leaf)
            after = dict.fromkeys(self._ended[change.number], None) | self._made[change.number]
            found = {number: standing.get(number) for number in after}
            for number, leaf in after.items():
                touched.setdefault(number, found[number])
                _put(standing, number, leaf)
            before.append((change, found))
            pairs = [(leaf, standing.get(number)) for number, leaf in touched.items()]
            yield Step(
                [new for old, new in pairs if new is not None and new != old],
                [old for old, new in pairs if old is not None and new != old],
            )


def _is_gone(change: Change, later: Change) -> bool:
    """Whether a change had been taken back when a later one was made."""
    return change.undone_after is not None and change.undone_after < later.number


def _put(standing: dict[int, bytes], number: int, leaf: bytes | None) -> None:
    if leaf is None:
        standing.pop(number, None)
    else:
        standing[number] = leaf
