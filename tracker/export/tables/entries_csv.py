"""The columns of `entries.csv`, in files and in JSON alike."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.types import Ask, Observation, StoredEntry
from tracker.export.tables.answer_cells import AnswerCells, format_answers
from tracker.export.tables.csv_dialect import LIST_SEPARATOR, Dialect, Stream
from tracker.export.tables.formula_guard import guard_text
from tracker.money import Cents, format_canonical, format_short
from tracker.months import Month

# Data: in people's files since 0.1. Never rename.
ENTRY_COLUMNS = (
    "entry",
    "id",
    "date",
    "logged_on",
    "type",
    "group",
    "label",
    "kind",
    "every",
    "until",
    "amount_low",
    "amount_high",
    "percent",
    "currency",
    "answers",
    "pledged",
    "pledged_every",
    "for_entry",
    "campaign",
    "hours",
    "circumstances",
    "words",
    "by",
    "ref",
    "evidence",
    # Since format 2. Optional in a table that is imported.
    "own_words",
    "event",
    "for_month",
    "hours_high",
    "minutes",
)
"""As docs/reference/files.md, "entries.csv", orders them."""
PRIVATE_NOTE_COLUMN = "private_note"
"""The column that is there only if the person ticked it."""

LATER_COLUMNS = ENTRY_COLUMNS[ENTRY_COLUMNS.index("own_words") :]
"""Columns that tables of format 1 do not have."""
NUMBER_COLUMNS = ("amount_low", "amount_high", "percent", "pledged", "hours", "hours_high")
"""Columns whose cells carry the decimal character of the dialect."""
LIST_COLUMNS = ("answers", "circumstances")
DAY_COLUMNS = ("date", "logged_on", "until")
"""Columns with a day, or with its month if days are left out."""
TEXT_COLUMNS = (
    *("group", "label", "campaign", "circumstances", "words", "ref", "own_words", "event"),
    PRIVATE_NOTE_COLUMN,
)
"""Columns with a person's own words, the only ones that could contain a formula."""
# Data: in people's files since 0.1. Never rename.
MET_ANSWER = "met"
"""The answer of a goal that the group says is reached."""

EntryCell: TypeAlias = str | int | list[str] | None
FindEntry: TypeAlias = Callable[[int], StoredEntry | None]
RedactRow: TypeAlias = Callable[[FlatRow], FlatRow]


class EntryTableWriter:
    """Writes entries as rows. It remembers the asks it saw, for the answers to them."""

    def __init__(
        self,
        currency: str,
        find: FindEntry = lambda number: None,
        redact: RedactRow = lambda row: row,
        *,
        days: bool = True,
    ) -> None:
        """Write with this currency. `find` returns an ask of the book that is not among these.

        `redact` removes from a row what isn't shown. Without `days` each becomes its month.
        """
        self._format_day: Callable[[date], str] = date.isoformat if days else _format_month
        self._currency = currency
        self._find_entry = find
        self._redact_row = redact
        self._asks: dict[int, Ask] = {}
        self.used_tags: set[str] = set()
        """The tags in the rows so far, as they are shown."""
        self.has_tags_of_others = False
        """Whether some of them say how others were asked."""

    def build_cells(self, item: StoredEntry) -> dict[str, EntryCell]:
        """Return an entry by column, with its private note. Numbers of entries are integers.

        Amounts are text with two decimals, hours are as short as possible, lists are lists. None
        means that it was not recorded, or that the type does not have it.
        """
        values = self._build_values(item)
        return dict(zip((*ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN), values, strict=True))

    def _build_values(self, item: StoredEntry) -> list[Any]:
        """Return the cells in the order of the columns. Words of fixed lists are StrEnums."""
        row = flatten_entry(item.entry)
        low = None if row.low is None else format_canonical(row.low)
        if isinstance(item.entry, Ask):
            self._asks[item.number] = item.entry
        answers = (
            format_answers(row.answers, self._find_ask(item, row)) if row.answers else AnswerCells()
        )
        row = self._redact_row(row)
        self.used_tags.update(row.circumstances)
        self.has_tags_of_others |= bool(row.circumstances) and isinstance(item.entry, Observation)
        return [
            item.number,
            item.id,
            self._format_day(row.day),
            self._format_day(item.logged_on),
            row.type,
            row.group,
            row.label,
            row.kind,
            row.every,
            self._format_day(row.until) if row.until else None,
            low,
            low if row.high == row.low else _format_amount(row.high),
            _format_amount(row.percent),
            self._currency,
            [MET_ANSWER] if row.met else list(answers.words),
            _format_amount(answers.pledged),
            answers.every,
            row.for_entry,
            row.campaign,
            None if row.hours is None else format_short_hours(row.hours),
            list(row.circumstances),
            row.words,
            row.by,
            row.ref,
            row.evidence,
            row.own_words,
            row.event,
            None if row.for_month is None else str(row.for_month),
            None if row.hours_high is None else format_short_hours(row.hours_high),
            row.minutes,
            row.private_note,
        ]

    def _find_ask(self, item: StoredEntry, row: FlatRow) -> Ask | None:
        """Return the ask that an entry is or answers. None if it cannot be found."""
        if isinstance(item.entry, Ask) or row.for_entry is None:
            return self._asks.get(item.number)
        if row.for_entry not in self._asks:
            asked_item = self._find_entry(row.for_entry)
            if asked_item is not None and isinstance(asked_item.entry, Ask):
                self._asks[asked_item.number] = asked_item.entry
        return self._asks.get(row.for_entry)

    def write_table(
        self, stream: Stream, dialect: Dialect, items: Iterable[StoredEntry], *, private_notes: bool
    ) -> None:
        """Write `entries.csv` row by row. Private notes are included only if asked for."""
        dialect.write_rows(stream, [list_columns(private_notes=private_notes)])
        self.write_rows(stream, dialect, items, private_notes=private_notes)

    def write_rows(
        self, stream: Stream, dialect: Dialect, items: Iterable[StoredEntry], *, private_notes: bool
    ) -> None:
        """Write more rows, below the head or other rows."""
        width = len(list_columns(private_notes=private_notes))
        dialect.write_rows(stream, self._format_rows(items, dialect, width))

    def _format_rows(
        self, items: Iterable[StoredEntry], dialect: Dialect, width: int
    ) -> Iterator[list[Any]]:
        decimal = dialect.decimal
        text_indexes = [index for index in _TEXT_INDEXES if index < width]
        for item in items:
            row = self._build_values(item)[:width]
            for index in _LIST_INDEXES:
                row[index] = LIST_SEPARATOR.join(row[index])
            for index in text_indexes:
                row[index] = row[index] and guard_text(row[index])
            if decimal != ".":
                for index in _NUMBER_INDEXES:
                    row[index] = row[index] and row[index].replace(".", decimal)
            yield row


_TEXT_INDEXES = tuple((*ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN).index(name) for name in TEXT_COLUMNS)
_NUMBER_INDEXES = tuple(ENTRY_COLUMNS.index(name) for name in NUMBER_COLUMNS)
_LIST_INDEXES = tuple(ENTRY_COLUMNS.index(name) for name in LIST_COLUMNS)


def list_columns(*, private_notes: bool) -> tuple[str, ...]:
    """Return the columns of a table with or without private notes."""
    return (*ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN) if private_notes else ENTRY_COLUMNS


def _format_month(day: date) -> str:
    return str(Month.from_date(day))


def format_short_hours(hundredths: int) -> str:
    """Return hours as short as possible: `16`, `1.5`."""
    text = format_short(hundredths)
    return text.rstrip("0") if "." in text else text


def _format_amount(cents: Cents | None) -> str | None:
    return None if cents is None else format_canonical(cents)
