"""All entries of a book read once, in batches of columns, without an object for each entry.

Tables and the check code of an export are made of them.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, islice
from operator import ne
from pathlib import Path
from typing import Any

from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.day_range import find_outside_range
from tracker.book.database.row_check import check_columns
from tracker.book.database.row_mapping import ROW_COLUMNS, Row, read_rows
from tracker.book.witness.hashes import Witness, build_witness
from tracker.book.witness.witness import hash_rows, load_secret
from tracker.entries.types import AnswerWord, Ask, LaterAnswer, Refund, Withdrawal
from tracker.months import EARLIEST, LATEST

BATCH_SIZE = 500
"""How many entries are read at once, before other work can continue."""
_TIED_TYPES = frozenset((LaterAnswer.word, Withdrawal.word, Refund.word))
"""The types that say nothing without the entry they are for."""
_PROMISED_ASKS = """SELECT number, high, every FROM entries
    WHERE type = 'ask' AND number IN (SELECT value FROM json_each(?))"""


class EntryBatch:
    """Some entries, column by column, with the values of the file.

    Beside `ROW_COLUMNS` there are `ask_high` and `ask_every`: of the ask that an entry is or
    answers.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take over rows."""
        self.columns: dict[str, Sequence[Any]] = dict(
            zip(ROW_COLUMNS, zip(*rows, strict=True), strict=True)
        )

    def __len__(self) -> int:
        return len(self.columns["number"])

    def keep(self, flags: Sequence[bool]) -> None:
        """Keep the entries of which the flag is set."""
        if not all(flags):
            for name, values in self.columns.items():
                self.columns[name] = list(compress(values, flags))

    def map_values(self, name: str, build: Callable[[Any], Any]) -> bool:
        """Replace the values of a column by what `build` makes of each different one but None.

        Return whether any changed.
        """
        values = self.columns[name]
        self.columns[name] = map_distinct(values, build)
        return any(map(ne, values, self.columns[name]))


def map_distinct(values: Sequence[Any], build: Callable[[Any], Any]) -> Sequence[Any]:
    """Return what `build` makes of values, called once for each different one but None."""
    different = set(values)
    if different <= {None}:
        return values
    built = {value: build(value) for value in different if value is not None}
    built[None] = None
    return tuple(map(built.__getitem__, values))


class EntryReading:
    """One pass over the entries of a book."""

    def __init__(self, connection: Connection, path: Path, *, with_witness: bool) -> None:
        """Read through the book's connection, and hash the entries only `with_witness`."""
        self._connection = connection
        self._path = path
        self._with_witness = with_witness
        self._secret = b""
        self._hashes: list[bytes] = []
        self.entry_count = 0
        """How many entries were read so far, with those that figures do not count."""

    def read_batches(self) -> Iterator[EntryBatch]:
        """Yield the entries that figures count, as they do, in the order of their numbers.

        Raises BookError.
        """
        with translate_db_errors(self._path):
            self._secret = load_secret(self._connection) if self._with_witness else b""
            outside = find_outside_range(self._connection)
            rows = read_rows(self._connection, "ORDER BY e.number")
            while batch := list(islice(rows, BATCH_SIZE)):
                self.entry_count += len(batch)
                if self._with_witness:
                    self._hashes += hash_rows(self._secret, batch)
                if counted := self._select_counted(EntryBatch(batch), outside):
                    self._add_promises(counted)
                    yield counted

    def make_witness(self) -> Witness:
        """Return the check code of the entries that were read."""
        return build_witness(self._secret, self._hashes)

    def _select_counted(self, batch: EntryBatch, outside: frozenset[int]) -> EntryBatch | None:
        """Return the entries of a batch that figures count, like `day_range.filter_counted`."""
        columns = batch.columns
        if outside:
            batch.keep(
                [
                    number not in outside and not (tied in outside and type_ in _TIED_TYPES)
                    for number, tied, type_ in zip(
                        columns["number"], columns["for_entry"], columns["type"], strict=True
                    )
                ]
            )
            batch.map_values("for_entry", lambda tied: None if tied in outside else tied)
        if not batch:
            return None
        check_columns(columns)
        batch.map_values("until", lambda day: day if _is_in_range(day) else None)
        return batch

    def _add_promises(self, batch: EntryBatch) -> None:
        """Add of each ask, and of the ask of each later answer, what it asked for."""
        columns = batch.columns
        asked = {
            tied
            for type_, tied, answers in zip(
                columns["type"], columns["for_entry"], columns["answers"], strict=True
            )
            if type_ == LaterAnswer.word and any(word == AnswerWord.YES for word, *_rest in answers)
        }
        promises: dict[int, Sequence[Any]] = {
            number: promise
            for number, *promise in (
                self._connection.execute(_PROMISED_ASKS, [json.dumps(list(asked))]) if asked else ()
            )
        }
        found = [
            (high, every) if type_ == Ask.word else promises.get(tied, (None, None))
            for type_, tied, high, every in zip(
                *(columns[name] for name in ("type", "for_entry", "high", "every")), strict=True
            )
        ]
        columns["ask_high"], columns["ask_every"] = zip(*found, strict=True)


def _is_in_range(day: str) -> bool:
    return str(EARLIEST) <= day <= str(LATEST)
