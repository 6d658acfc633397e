"""One row of `entries.csv` made into the entry it was, held to every rule of an entry line."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from tracker.entries.flat_row import (
    ENTRY_TYPES,
    FlatRow,
    InvalidFlatRowError,
    build_entry,
    flatten_entry,
)
from tracker.entries.grammar import (
    ALLOWED_FIELDS,
    DEPENDENT_TYPES,
    FUTURE_TYPES,
    RANGE_TYPES,
    SOURCE_WORDS,
    list_kinds,
)
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import (
    Answer,
    Ask,
    Cost,
    Entry,
    Goal,
    Payment,
    Refund,
    StoredEntry,
)
from tracker.entries.validation import find_problem
from tracker.export.tables.answer_cells import (
    AnswerCells,
    UnknownAnswerError,
    format_answers,
    has_promise,
    parse_answers,
)
from tracker.export.tables.csv_dialect import LIST_SEPARATOR, Dialect
from tracker.export.tables.entries_csv import MET_ANSWER
from tracker.i18n import _error
from tracker.importing.cell_parsers import (
    EVIDENCE_WORDS,
    MEANS,
    PERIODS,
    build_unknown_word_error,
    describe_other_currency,
    format_cell,
    parse_day_cell,
    parse_hundredths_cell,
    parse_id_cell,
    parse_minutes_cell,
    parse_month_cell,
    parse_number_cell,
    parse_text_cell,
    parse_word_cell,
)
from tracker.importing.errors import CellError
from tracker.importing.name_matcher import NameMatcher
from tracker.money import format_canonical

_FIELD_COLUMNS = {"day": "date", "amount": "amount_low", "low": "amount_low", "high": "amount_high"}
_FIELD_COLUMNS |= {"met": "answers"}
"""The column of a field, where it has another name."""


class ParsedRow(NamedTuple):
    """A row that was read: its line, and the entry on it."""

    line: int
    number: int
    """As the bundle numbers it, and so does `for_entry`."""
    id: str
    logged_on: date
    columns: FlatRow
    entry: Entry | None
    """None where the entry that it belongs to stayed out of the bundle, and it cannot be alone."""
    target_id: str | None
    """The id of the entry that it belongs to."""

    @property
    def is_orphan(self) -> bool:
        """Whether the entry that it belongs to stayed out, so it is none by itself."""
        return self.entry is None

    def list_entries(self) -> tuple[StoredEntry, ...]:
        """Return the entry with its number in the bundle, or nothing if it cannot be alone."""
        if self.entry is None:
            return ()
        return (StoredEntry(self.number, self.id, self.logged_on, self.entry),)


def is_missing_group(row: FlatRow) -> bool:
    """Return whether a row names no group though it could, as no line does after one that does."""
    return row.group is None and row.for_entry is None and "group" in ALLOWED_FIELDS[row.type]


class RowParser:
    """The rows of one bundle, read by their numbers. It knows what came before."""

    def __init__(
        self,
        dialect: Dialect,
        context: ParseContext,
        today: date,
        target_cells: Collection[str],
        *,
        has_open_payments: bool = True,
    ) -> None:
        """Use the book's `context`. Only entries in `target_cells` are kept for later rows.

        In tables of format 1 no payment had an amount that is not known: an empty one was lost.
        """
        self._has_open_payments = has_open_payments
        self._decimal = dialect.decimal
        self._currency = context.currency
        self._today = today
        self._target_cells = target_cells
        self._number = 0
        self._ids: set[str] = set()
        self._targets: dict[int, tuple[str, Entry]] = {}
        self._names = NameMatcher(context)

    def parse(self, line: int, cells: Sequence[str]) -> ParsedRow:
        """Return the entry of a row, its cells in the order of `ALL_COLUMNS`. Raises CellError."""
        number, id_ = self._parse_number(cells[0]), self._parse_id(cells[1])
        logged_on = parse_day_cell(cells[3], "logged_on")
        row, answers = self._parse_columns(cells)
        is_orphan = row.for_entry is None and row.type in DEPENDENT_TYPES
        # In place of the entry that was left out, so the other cells are checked, too.
        complete_row = row._replace(for_entry=number) if is_orphan else row
        try:
            entry = build_entry(complete_row)
        except InvalidFlatRowError as error:
            raise build_entry_error(error, complete_row) from error
        _refuse_nought(entry, complete_row)
        self._refuse_lost_amount(entry, complete_row)
        target_id, target = self._targets.get(row.for_entry or 0, (None, None))
        if not is_orphan:
            _refuse_problem(entry, target)
            if answers.words or answers.pledged is not None or answers.every is not None:
                _refuse_promise(entry, target, answers, self._decimal)
        self._check_day(entry)
        if cells[0] in self._target_cells:
            self._targets[number] = id_, entry
        named_row = self._match_names(row)
        if is_orphan:
            return ParsedRow(line, number, id_, logged_on, named_row, None, None)
        if named_row is not row:
            entry = build_entry(named_row)
        return ParsedRow(line, number, id_, logged_on, named_row, entry, target_id)

    def _parse_number(self, cell: str) -> int:
        if not cell:
            raise CellError(
                "entry",
                _error(
                    "The number is missing. Remove this line from the table. To add a new "
                    "entry, type “tracker log”."
                ),
            )
        number = parse_number_cell(cell, "entry")
        if number <= self._number:
            raise CellError(
                "entry",
                _error("Entry {number} is here twice. Give each entry its own number.").format(
                    number=number
                ),
            )
        self._number = number
        return number

    def _parse_id(self, cell: str) -> str:
        if not cell:
            raise CellError(
                "id",
                _error(
                    "The ID is missing. Remove this line from the table. To add a new "
                    "entry, type “tracker log”."
                ),
            )
        id_ = parse_id_cell(cell)
        if id_ in self._ids:
            raise CellError(
                "id",
                _error("Another entry has the ID {id}. Remove one of the two lines.").format(
                    id=id_
                ),
            )
        self._ids.add(id_)
        return id_

    def _parse_columns(self, cells: Sequence[str]) -> tuple[FlatRow, AnswerCells]:
        """Return the flat row, and its answers as they are written."""
        (_number, _id, day, _logged_on, type_, group, label, kind, every, until, low, high, percent,
         currency, answers, pledged, pledged_every, for_entry, campaign, hours, circumstances,
         words, by, ref, evidence, own_words, event, for_month, hours_high, minutes,
         note) = cells  # fmt: skip
        if type_ not in ENTRY_TYPES:
            raise build_unknown_word_error(type_, "type", dict.fromkeys(ENTRY_TYPES))
        if currency != self._currency:
            raise CellError("currency", describe_other_currency(currency, self._currency))
        decimal = self._decimal
        answer_cells, is_met = AnswerCells(), False
        if answers or pledged or pledged_every:
            answer_cells, is_met = _parse_answer_cells(
                type_, answers, pledged, pledged_every, decimal
            )
        # Most cells of most rows are empty: a call for each would be half of the work.
        return FlatRow(
            type=type_,
            day=parse_day_cell(day, "date"),
            group=parse_text_cell(group, "group") if group else None,
            label=parse_text_cell(label, "label") if label else None,
            kind=kind or None,
            every=parse_word_cell(every, "every", PERIODS) if every else None,
            until=parse_day_cell(until, "until") if until else None,
            low=parse_hundredths_cell(low, "amount_low", decimal) if low else None,
            high=parse_hundredths_cell(high, "amount_high", decimal) if high else None,
            percent=parse_hundredths_cell(percent, "percent", decimal) if percent else None,
            answers=_build_answers(answer_cells) if answer_cells.words else (),
            met=is_met,
            for_entry=parse_number_cell(for_entry, "for_entry") if for_entry else None,
            campaign=parse_text_cell(campaign, "campaign") if campaign else None,
            hours=parse_hundredths_cell(hours, "hours", decimal) if hours else None,
            circumstances=_parse_tags(circumstances) if circumstances else (),
            words=parse_text_cell(words, "words") if words else None,
            by=parse_word_cell(by, "by", MEANS) if by else None,
            ref=parse_text_cell(ref, "ref") if ref else None,
            evidence=parse_word_cell(evidence, "evidence", EVIDENCE_WORDS),
            private_note=_parse_note(note, "private_note") if note else None,
            for_month=parse_month_cell(for_month, "for_month") if for_month else None,
            event=parse_text_cell(event, "event") if event else None,
            hours_high=parse_hundredths_cell(hours_high, "hours_high", decimal)
            if hours_high
            else None,
            minutes=parse_minutes_cell(minutes, "minutes") if minutes else None,
            own_words=_parse_note(own_words, "own_words") if own_words else None,
        ), answer_cells

    def _refuse_lost_amount(self, entry: Entry, row: FlatRow) -> None:
        if (
            not self._has_open_payments
            and isinstance(entry, Payment | Refund)
            and entry.amount is None
        ):
            raise _build_field_error("amount", row)

    def _check_day(self, entry: Entry) -> None:
        if entry.day > self._today and entry.word not in FUTURE_TYPES:
            raise CellError(
                "date",
                _error("{day} is in the future. Import this entry once it has happened.").format(
                    day=entry.day
                ),
            )

    def _match_names(self, row: FlatRow) -> FlatRow:
        """Return the row with every name as the book writes it."""
        names = self._names
        if row.group is not None and (group := names.match_group(row.group)) != row.group:
            row = row._replace(group=group)
        if row.circumstances and (tags := names.match_tags(row.circumstances)) != row.circumstances:
            row = row._replace(circumstances=tags)
        if (
            row.campaign is not None
            and (name := names.match_campaign(row.campaign)) != row.campaign
        ):
            row = row._replace(campaign=name)
        if row.event is not None and (name := names.match_event(row.event)) != row.event:
            row = row._replace(event=name)
        return row


def _build_answers(cells: AnswerCells) -> tuple[Answer, ...]:
    try:
        return parse_answers(cells)
    except UnknownAnswerError as error:
        raise CellError(
            "answers",
            _error(
                "“{word}” isn’t an answer. Write no, later, silent, yes, pledged or gave."
            ).format(word=format_cell(error.word)),
        ) from error


def _parse_answer_cells(
    type_: str, answers: str, pledged: str, every: str, decimal: str
) -> tuple[AnswerCells, bool]:
    """Return the cells of answers, and whether a goal is met, which is one of them."""
    cells = AnswerCells(
        tuple(answers.split(LIST_SEPARATOR)) if answers else (),
        parse_hundredths_cell(pledged, "pledged", decimal) if pledged else None,
        parse_word_cell(every, "pledged_every", PERIODS) if every else None,
    )
    if type_ == Goal.word and cells.words == (MET_ANSWER,):
        return cells._replace(words=()), True
    return cells, False


def _parse_tags(cell: str) -> tuple[str, ...]:
    return tuple(parse_text_cell(cell, "circumstances").split(LIST_SEPARATOR))


def _parse_note(cell: str, column: str) -> str:
    note = parse_text_cell(cell, column)
    if note != note.strip():
        raise CellError(column, _error("This text starts or ends with a space. Remove it."))
    return note


def build_entry_error(error: InvalidFlatRowError, row: FlatRow) -> CellError:
    """Return the fix for a row that makes no entry."""
    return _build_field_error(error.column, row)


def _build_field_error(field: str, row: FlatRow) -> CellError:
    """Return the fix for a missing field, or one that the type does not have."""
    column = _FIELD_COLUMNS.get(field, field)
    if field == "kind" and row.kind is not None and (kinds := list_kinds(row.type)):
        return build_unknown_word_error(row.kind, column, dict.fromkeys(kinds))
    if field == "high" and "amount" in ALLOWED_FIELDS[row.type] and row.type not in RANGE_TYPES:
        return CellError(
            column,
            _error(
                "An entry of type {type} has the same amount in both columns. Write it in both."
            ).format(type=row.type),
        )
    if field == "kind" and row.type == Cost.word:
        return CellError(
            column,
            _error(
                "A cost is money that the group didn’t get, so it has no kind. If the group got it,"
                " write paid in the column type."
            ),
        )
    if field == "answers" and row.type in SOURCE_WORDS:
        return CellError(
            column,
            _error(
                "An entry of type {type} has no answer. If they asked you, write ask in the column"
                " type. If it was someone else’s answer, write it in own_words."
            ).format(type=row.type),
        )
    if getattr(row, "low" if field == "amount" else field) in (None, ()):
        return CellError(
            column,
            _error("An entry of type {type} needs this. Fill in this cell.").format(type=row.type),
        )
    return CellError(
        column,
        _error("An entry of type {type} has nothing here. Leave this cell empty.").format(
            type=row.type
        ),
    )


def _refuse_problem(entry: Entry, target: Entry | None) -> None:
    problem = find_problem(entry, target)
    if problem is not None:
        raise CellError(_FIELD_COLUMNS.get(problem.field, problem.field), problem.message)


def _refuse_nought(entry: Entry, row: FlatRow) -> None:
    """Refuse an amount of 0 in a column that the type does not have."""
    if 0 in (row.low, row.high, row.percent, row.hours):
        for name, value, entry_value in zip(row._fields, row, flatten_entry(entry), strict=True):
            if value != entry_value:
                raise _build_field_error(name, row)


def _refuse_promise(entry: Entry, target: Entry | None, cells: AnswerCells, decimal: str) -> None:
    """Refuse `pledged` and `pledged_every` where they are not what the answers promise."""
    ask = entry if isinstance(entry, Ask) else target
    expected = format_answers(getattr(entry, "answers", ()), ask if isinstance(ask, Ask) else None)
    for column, cell, right in (
        ("pledged", cells.pledged, expected.pledged),
        ("pledged_every", cells.every, expected.every),
    ):
        if cell != right:
            if not has_promise(getattr(entry, "answers", ())):
                raise CellError(
                    column, _error("These answers don’t include a yes. Leave this cell empty.")
                )
            if right is None:
                raise CellError(
                    column, _error("The ask has no value for this. Leave this cell empty.")
                )
            value = format_canonical(right) if isinstance(right, int) else str(right)
            raise CellError(
                column,
                _error("You said yes to what was asked. Write “{value}” here.").format(
                    value=value.replace(".", decimal)
                ),
            )
