"""Writes `entries.csv` from batches of columns, as they are read from the file.

Each different value of a column is formatted once. The cells are those of
`entries_csv.EntryTableWriter`, which a test compares.

The table is kept in memory until it is saved. A temporary file would leave an encrypted notebook
readable on the disk.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from tracker.book.entry_batches import EntryBatch, map_distinct
from tracker.entries.types import Answer, AnswerWord, Goal, Source
from tracker.export.tables.answer_cells import AnswerCells, format_answer_cells
from tracker.export.tables.csv_dialect import LIST_SEPARATOR, Dialect, Stream
from tracker.export.tables.entries_csv import MET_ANSWER, format_short_hours, list_columns
from tracker.export.tables.formula_guard import guard_text
from tracker.money import Cents, format_canonical
from tracker.months import Period

_OTHERS = tuple(source.value for source in Source)
_TEXTS = ("group", "label", "campaign", "words", "ref", "own_words", "event", "private_note")
_MONTH_LENGTH = len("2026-01")
_NO_ANSWERS = AnswerCells()


class EntryBatchWriter:
    """Writes entries as rows of a table."""

    def __init__(
        self,
        stream: Stream,
        dialect: Dialect,
        currency: str,
        *,
        days: bool = True,
        private_notes: bool = False,
    ) -> None:
        """Write the head. Without `days` each becomes its month."""
        self._stream = stream
        self._dialect = dialect
        self._currency = currency
        self._format_day: Callable[[str], str] = str if days else itemgetter(slice(_MONTH_LENGTH))
        self._names = list_columns(private_notes=private_notes)
        self.used_tags: set[str] = set()
        """The tags in the rows so far, as they are shown."""
        self.has_tags_of_others = False
        """Whether some of them say how others were asked."""
        dialect.write_rows(stream, [self._names])

    def write(self, batch: EntryBatch) -> None:
        """Write more rows."""
        if not batch:
            return
        columns = batch.columns
        for tags in filter(None, columns["circumstances"]):
            self.used_tags.update(tags)
        self.has_tags_of_others |= any(
            tags and type_ in _OTHERS
            for tags, type_ in zip(columns["circumstances"], columns["type"], strict=True)
        )
        cells = self._format_columns(columns)
        rows = zip(*(cells[name] for name in self._names), strict=True)
        self._dialect.write_rows(self._stream, rows)

    def _format_columns(self, columns: dict[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
        """Return the cells of each column of the table, by its name."""
        number = partial(self._format_number, format_canonical)
        hours = partial(self._format_number, format_short_hours)
        answers = list(_format_answers(columns))
        return {
            **columns,
            **{name: map_distinct(columns[name], guard_text) for name in _TEXTS},
            "entry": columns["number"],
            "date": map_distinct(columns["day"], self._format_day),
            "logged_on": map_distinct(columns["logged_on"], self._format_day),
            "until": map_distinct(columns["until"], self._format_day),
            "amount_low": map_distinct(columns["low"], number),
            "amount_high": map_distinct(columns["high"], number),
            "percent": map_distinct(columns["percent"], number),
            "currency": [self._currency] * len(columns["number"]),
            "answers": [LIST_SEPARATOR.join(each.words) for each in answers],
            "pledged": map_distinct([each.pledged for each in answers], number),
            "pledged_every": [each.every for each in answers],
            "hours": map_distinct(columns["hours"], hours),
            "hours_high": map_distinct(columns["hours_high"], hours),
            "circumstances": [
                guard_text(LIST_SEPARATOR.join(tags)) if tags else None
                for tags in columns["circumstances"]
            ],
        }

    def _format_number(self, format_value: Callable[[int], str], value: int) -> str:
        return format_value(value).replace(".", self._dialect.decimal)


def _format_answers(columns: dict[str, Sequence[Any]]) -> Iterator[AnswerCells]:
    """Yield the cells of the answers of each entry. A goal that was reached has one of its own."""
    for type_, answers, met, high, every in zip(
        *(columns[name] for name in ("type", "answers", "met", "ask_high", "ask_every")),
        strict=True,
    ):
        if answers:
            promises = any(answer[0] == AnswerWord.YES for answer in answers)
            asked = (high, every) if promises else (None, None)
            yield _format_answers_of_entry(tuple(answers), *asked)
        elif met and type_ == Goal.word:
            yield AnswerCells((MET_ANSWER,))
        else:
            yield _NO_ANSWERS


@lru_cache(maxsize=4096)
def _format_answers_of_entry(
    answers: Sequence[tuple[str, Cents | None, str | None]],
    asked: Cents | None,
    every: str | None,
) -> AnswerCells:
    """Return answers as cells. Most entries have the same few."""
    return format_answer_cells(
        [
            Answer(AnswerWord(word), amount, Period(period) if period else None)
            for word, amount, period in answers
        ],
        asked,
        Period(every) if every else None,
    )
