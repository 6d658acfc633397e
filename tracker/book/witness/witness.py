"""The witnesses of a book: made from its entries as they stand, and compared with them later."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from tracker.book.database.connection import Connection, sentences
from tracker.book.database.errors import BookError
from tracker.book.database.row_mapping import SELECT, fields_of, from_json, logged
from tracker.book.witness.hashes import (
    Leaves,
    Witness,
    entry_text,
    fill,
    fills_beside,
    leaf,
    witness_of,
)
from tracker.book.witness.history_replay import Change, Past, Step
from tracker.entries.types import StoredEntry
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the entries that a witness is about, by their numbers, in order."""

    unchanged: tuple[int, ...]
    """They stand as they stood then."""
    changed: tuple[int, ...]
    """They stood then, and say something else now."""
    taken_out: tuple[int, ...]
    """They stood then, and stand no more."""
    newer: tuple[int, ...]
    """They stand now, and did not then."""
    unknown: int
    """Leaves that nothing in this book ever had: it may be an older copy."""


class Witnessing:
    """The witnesses of a book. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read through the book's connection."""
        self._connection = connection
        self._path = path

    def witness(self) -> Witness:
        """The witness of what stands now."""
        with sentences(self._path):
            secret = self._secret()
            return witness_of(secret, [each for _number, each in self._standing(secret)])

    def compared(self, leaves: Collection[str]) -> Compared:
        """What became of the entries that these leaves are of; BookError for another book's."""
        with sentences(self._path):
            compared = self._compared(self._secret(), {bytes.fromhex(each) for each in leaves})
        if compared is None:
            raise BookError(
                _("This was not made from this book; name the one it was made from with --book.")
            )
        return compared

    def stood(self, leaves: Collection[str]) -> dict[int, StoredEntry]:
        """The entries that these leaves are of, as they stood then, by their numbers.

        Private notes are those of now: no witness is of them.
        """
        with sentences(self._path):
            secret, wanted = self._secret(), {bytes.fromhex(each) for each in leaves}
            found: dict[int, StoredEntry] = {}
            for number, id_, logged_on, fields in self._connection.execute(
                "SELECT entry, id, logged_on, fields FROM versions"
            ):
                if leaf(secret, entry_text(number, id_, logged_on, json.loads(fields))) in wanted:
                    entry = from_json(number, fields)
                    found[number] = StoredEntry(number, id_, date.fromisoformat(logged_on), entry)
            for row in self._connection.execute(SELECT):
                number, id_, logged_on = row[:3]
                if leaf(secret, entry_text(number, id_, logged_on, fields_of(row))) in wanted:
                    found[number] = logged(row)
        return found

    def found(self, root: str) -> Witness | None:
        """The witness that had this root, made anew from history.

        None where there was none, or where it cannot be worked out
        (`tracker.book.witness.history_replay`).
        """
        with sentences(self._path):
            return self._found(self._secret(), root)

    def _secret(self) -> bytes:
        (row,) = self._connection.execute("SELECT secret FROM witness")
        return bytes(row[0])

    def _standing(self, secret: bytes) -> Iterator[tuple[int, bytes]]:
        """Each entry that stands: its number and its leaf."""
        for row in self._connection.execute(SELECT):
            number, id_, logged_on = row[:3]
            yield number, leaf(secret, entry_text(number, id_, logged_on, fields_of(row)))

    def _former(self, secret: bytes) -> Iterator[tuple[int, bytes, int, int]]:
        """Each former version: its number, its leaf, the changes that made and that ended it."""
        for number, id_, logged_on, fields, began, ended in self._connection.execute(
            "SELECT entry, id, logged_on, fields, made_by, change FROM versions"
        ):
            text = entry_text(number, id_, logged_on, json.loads(fields))
            yield number, leaf(secret, text), began, ended

    def _compared(self, secret: bytes, leaves: set[bytes]) -> Compared | None:
        """What became of them; None where not one leaf is this book's."""
        fills = {fill(secret, place) for place in range(len(leaves))}
        standing = dict(self._standing(secret))
        former = [(number, each) for number, each, *_changes in self._former(secret)]
        known = fills.union(standing.values(), (each for _number, each in former))
        if leaves.isdisjoint(known):
            return None
        unchanged = {number for number, each in standing.items() if each in leaves}
        then = {number for number, each in former if each in leaves} - unchanged
        return Compared(
            unchanged=tuple(sorted(unchanged)),
            changed=tuple(sorted(then & standing.keys())),
            taken_out=tuple(sorted(then - standing.keys())),
            newer=tuple(sorted(standing.keys() - unchanged - then)),
            unknown=len(leaves - known),
        )

    def _found(self, secret: bytes, root: str) -> Witness | None:
        """Go from the empty book through all that ever stood, until it has this root."""
        leaves = Leaves(fill(secret, place) for place in range(fills_beside(0)))
        count = 0
        for step in chain([Step()], self._steps(secret)):
            _follow(leaves, step, secret, count)
            count += len(step.came) - len(step.went)
            if leaves.root() == root:
                return leaves.witness()
        return None

    def _steps(self, secret: bytes) -> Iterator[Step]:
        past = Past()
        made_by: dict[int, int] = dict(
            self._connection.execute("SELECT number, change FROM entries")
        )
        for number, each in self._standing(secret):
            past.made(made_by[number], number, each)
        for number, each, began, ended in self._former(secret):
            past.made(began, number, each)
            past.ended(ended, number)
        for change, number in self._connection.execute(
            "SELECT change, entry FROM undone_deletions"
        ):
            past.ended(change, number)
        changes = self._connection.execute(
            "SELECT number, undone_after FROM changes ORDER BY number"
        ).fetchall()
        return past.steps(Change(number, undone) for number, undone in changes)


def _follow(leaves: Leaves, step: Step, secret: bytes, count: int) -> None:
    """Bring leaves, of which `count` are of entries, and their fills one change on."""
    before, after = fills_beside(count), fills_beside(count + len(step.came) - len(step.went))
    for each in chain(step.went, (fill(secret, place) for place in range(after, before))):
        leaves.take(each)
    for each in chain(step.came, (fill(secret, place) for place in range(before, after))):
        leaves.put(each)
