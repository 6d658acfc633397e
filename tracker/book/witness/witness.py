"""Check codes of a book: made from its current entries, and compared with them later."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.errors import BookError
from tracker.book.database.row_mapping import (
    BATCH_SIZE,
    Row,
    build_stored_entry,
    extract_history_fields,
    from_json,
    read_rows,
)
from tracker.book.database.store import Store
from tracker.book.witness.hashes import (
    HashBuckets,
    Witness,
    build_witness,
    count_padding,
    hash_entries,
    hash_entry,
    make_padding,
    serialize_entries,
    serialize_hashed_entry,
)
from tracker.book.witness.history_replay import HistoryDelta, HistoryReplay, ReplayedChange
from tracker.entries.types import StoredEntry
from tracker.i18n import _error


@dataclass(frozen=True, slots=True)
class WitnessComparison:
    """What became of the entries that a witness is about, by their numbers, in order."""

    unchanged: tuple[int, ...]
    """They are as they were then."""
    changed: tuple[int, ...]
    """They were there, and say something else now."""
    taken_out: tuple[int, ...]
    """They were there, and are no more."""
    newer: tuple[int, ...]
    """They are there now, and were not then."""
    unknown: int
    """Hashes that nothing in this book ever had: it may be an older copy."""


def load_secret(connection: Connection) -> bytes:
    """Return the secret from which the hashes of a book's entries are made."""
    (row,) = connection.execute("SELECT secret FROM witness")
    return bytes(row[0])


def hash_rows(secret: bytes, rows: Sequence[Row]) -> Iterator[bytes]:
    """Yield the hash of the entry of each row."""
    return hash_entries(secret, serialize_entries(list(map(_list_hashed_fields, rows))))


def _list_hashed_fields(row: Row) -> dict[str, Any]:
    fields = extract_history_fields(row)
    # Data: in people's notebooks since 0.1. Never rename.
    fields["entry"], fields["id"], fields["logged_on"] = row[:3]
    return fields


def _hash_all(secret: bytes, rows: Iterable[Row]) -> Iterator[tuple[Row, bytes]]:
    """Yield each row with the hash of its entry."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH_SIZE)):
        yield from zip(batch, hash_rows(secret, batch), strict=True)


class WitnessQueries(Store):
    """The witnesses of a book."""

    def make_witness(self) -> Witness:
        """Return the witness of the current entries."""
        with translate_db_errors(self._path):
            secret = load_secret(self._connection)
            return build_witness(
                secret, [entry_hash for _number, entry_hash in self._hash_current(secret)]
            )

    def compare(self, hashes: Collection[str]) -> WitnessComparison:
        """Return what became of the entries of these hashes. Raises BookError if none is known."""
        with translate_db_errors(self._path):
            comparison = self._compare(
                load_secret(self._connection), {bytes.fromhex(digits) for digits in hashes}
            )
        if comparison is None:
            raise BookError(
                _error(
                    "This wasn’t made from this notebook. Use --book to choose the "
                    "notebook it was made from."
                )
            )
        return comparison

    def load_witnessed_entries(self, hashes: Collection[str]) -> dict[int, StoredEntry]:
        """Return the entries that these hashes are of, as they were then, by their numbers.

        Private notes are those of now: no witness is of them.
        """
        with translate_db_errors(self._path):
            secret, wanted_hashes = (
                load_secret(self._connection),
                {bytes.fromhex(digits) for digits in hashes},
            )
            entries: dict[int, StoredEntry] = {}
            for number, id_, logged_on, fields in self._connection.execute(
                "SELECT entry, id, logged_on, fields FROM versions"
            ):
                if (
                    hash_entry(
                        secret, serialize_hashed_entry(number, id_, logged_on, json.loads(fields))
                    )
                    in wanted_hashes
                ):
                    entry = from_json(number, fields)
                    entries[number] = StoredEntry(number, id_, date.fromisoformat(logged_on), entry)
            for row, row_hash in _hash_all(secret, read_rows(self._connection)):
                if row_hash in wanted_hashes:
                    entries[row[0]] = build_stored_entry(row)
        return entries

    def find_witness(self, root: str) -> Witness | None:
        """Return the witness that had this root, made again from history.

        None where there was none, or where it cannot be worked out
        (`tracker.book.witness.history_replay`).
        """
        with translate_db_errors(self._path):
            return self._find_witness(load_secret(self._connection), root)

    def _hash_current(self, secret: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the number and the hash of each current entry."""
        for row, row_hash in _hash_all(secret, read_rows(self._connection)):
            yield row[0], row_hash

    def _hash_former(self, secret: bytes) -> Iterator[tuple[int, bytes, int, int]]:
        """Yield each former version: number, hash, and the changes that made and ended it."""
        for number, id_, logged_on, fields, made_by, ended_by in self._connection.execute(
            "SELECT entry, id, logged_on, fields, made_by, change FROM versions"
        ):
            text = serialize_hashed_entry(number, id_, logged_on, json.loads(fields))
            yield number, hash_entry(secret, text), made_by, ended_by

    def _compare(self, secret: bytes, hashes: set[bytes]) -> WitnessComparison | None:
        """Return what became of them, or None if no hash is this book's."""
        padding = {make_padding(secret, index) for index in range(len(hashes))}
        current = dict(self._hash_current(secret))
        former = [
            (number, entry_hash) for number, entry_hash, *_changes in self._hash_former(secret)
        ]
        known_hashes = padding.union(
            current.values(), (entry_hash for _number, entry_hash in former)
        )
        if hashes.isdisjoint(known_hashes):
            return None
        unchanged = {number for number, entry_hash in current.items() if entry_hash in hashes}
        witnessed = {number for number, entry_hash in former if entry_hash in hashes} - unchanged
        return WitnessComparison(
            unchanged=tuple(sorted(unchanged)),
            changed=tuple(sorted(witnessed & current.keys())),
            taken_out=tuple(sorted(witnessed - current.keys())),
            newer=tuple(sorted(current.keys() - unchanged - witnessed)),
            unknown=len(hashes - known_hashes),
        )

    def _find_witness(self, secret: bytes, root: str) -> Witness | None:
        """Replay the history from the empty book on, until it has this root."""
        buckets = HashBuckets(make_padding(secret, index) for index in range(count_padding(0)))
        count = 0
        for delta in chain([HistoryDelta()], self._replay_history(secret)):
            _apply_delta(buckets, delta, secret, count)
            count += len(delta.added_hashes) - len(delta.removed_hashes)
            if buckets.compute_root() == root:
                return buckets.make_witness()
        return None

    def _replay_history(self, secret: bytes) -> Iterator[HistoryDelta]:
        replay = HistoryReplay()
        made_by: dict[int, int] = dict(
            self._connection.execute("SELECT number, change FROM entries")
        )
        for number, entry_hash in self._hash_current(secret):
            replay.add_version(made_by[number], number, entry_hash)
        for number, entry_hash, began_with, ended_by in self._hash_former(secret):
            replay.add_version(began_with, number, entry_hash)
            replay.add_end(ended_by, number)
        for change, number in self._connection.execute(
            "SELECT change, entry FROM undone_deletions"
        ):
            replay.add_end(change, number)
        changes = self._connection.execute(
            "SELECT number, undone_after FROM changes ORDER BY number"
        ).fetchall()
        return replay.replay(ReplayedChange(number, undone) for number, undone in changes)


def _apply_delta(buckets: HashBuckets, delta: HistoryDelta, secret: bytes, count: int) -> None:
    """Bring buckets, with `count` hashes of entries and their padding, one change on."""
    padding_before, padding_after = (
        count_padding(count),
        count_padding(count + len(delta.added_hashes) - len(delta.removed_hashes)),
    )
    for entry_hash in chain(
        delta.removed_hashes,
        (make_padding(secret, index) for index in range(padding_after, padding_before)),
    ):
        buckets.remove(entry_hash)
    for entry_hash in chain(
        delta.added_hashes,
        (make_padding(secret, index) for index in range(padding_before, padding_after)),
    ):
        buckets.add(entry_hash)
