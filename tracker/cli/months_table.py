"""The table that `months`, `total` and `demo` print for people: its columns, cells and notes."""

import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import click

from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_NOTES
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.cli.text_table import format_table
from tracker.entries.types import Limit
from tracker.i18n import (
    N_label,
    _,
    _label,
    _label_plural,
    format_amount,
    format_date,
    format_limit_percent,
    format_percent,
)
from tracker.money import Cents, Hundredths
from tracker.months import Month
from tracker.text_width import measure_cells


def print_months_table(
    rows: Sequence[MonthRow],
    current: Month,
    summed: Sequence[MonthRow] = (),
    *,
    without: Collection[str] = (),
    marks_estimates: bool = True,
) -> None:
    """Print the columns a person compares, as many as the terminal has room for.

    A group has a row below that of all groups if it asked for or was given anything. If the rows
    are totals, `summed` are the months' rows that they add up. Notes below them say which months a
    column covers if it doesn't cover all of them. Without `marks_estimates` the caller says below
    how what was given is known.
    """
    basis = MonthCoverage.from_rows(summed) if summed else None
    width = PIPED_COLUMNS
    if sys.stdout.isatty():
        width = shutil.get_terminal_size((PIPED_COLUMNS, 0)).columns
    has_several_groups = len({row.group for row in rows}) > 1
    shown_rows = [
        row for row in rows if not has_several_groups or row.group == ALL_GROUPS or row.has_activity
    ]
    hidden_headings = set(without) if has_several_groups else {GROUP, *without}
    columns = [
        column
        for column in _select_columns(summed, marks_estimates=marks_estimates)
        if column.heading not in hidden_headings
    ]
    for dropped_heading in (None, *DROPPABLE_COLUMNS):
        columns = [column for column in columns if column.heading != dropped_heading]
        lines = list(_format_rows(shown_rows, columns, current))
        if max(map(measure_cells, lines)) <= width:
            break
    notes = (
        *_describe_basis(columns, basis),
        *_describe_payments_to_come(shown_rows, columns, current),
        *_describe_omitted_costs(shown_rows, columns),
        *_describe_open_asks(shown_rows),
        *_describe_unknown_payments(shown_rows),
        *(_describe_estimates(shown_rows) if marks_estimates else ()),
    )
    for line in (*lines, *notes):
        click.echo(line)


def _select_columns(summed: Sequence[MonthRow], *, marks_estimates: bool) -> list["MonthsColumn"]:
    """Return all columns. In totals, the limit is that of their months."""
    cells: dict[str, Callable[[MonthRow, Month], str]] = {}
    if summed:
        cells[LIMIT] = partial(_format_limit_in_total, summed=summed)
    if not marks_estimates:
        cells[GIVEN] = lambda row, _now: _format_given(row)
    return [
        replace(column, format_cell=cells.get(column.heading, column.format_cell))
        for column in COLUMNS
    ]


def _describe_basis(
    columns: Sequence["MonthsColumn"], basis: MonthCoverage | None
) -> Iterator[str]:
    """Yield which months a column covers if it doesn't cover all of them."""
    if basis is None:
        return
    shown_headings = [column.heading for column in columns]
    for part, headings, text in (
        (
            basis.income_note,
            INCOME_COLUMNS,
            _label("{columns}: {months}, from your first income entry on"),
        ),
        (
            basis.living_costs_note,
            LEFT_COLUMNS,
            _label("{columns}: {months}, those with income, food and rent recorded"),
        ),
    ):
        names = ", ".join(_label(heading) for heading in shown_headings if heading in headings)
        if part and names:
            yield text.format(columns=names, months=part)


def _describe_payments_to_come(
    rows: Sequence[MonthRow], columns: Sequence["MonthsColumn"], current: Month
) -> Iterator[str]:
    """Yield the regular payments to come that the column of what is left subtracts."""
    to_come = max((row.upcoming_payments for row in rows if row.left is not None), default=0)
    if to_come and any(column.heading == LEFT for column in columns):
        yield _label("{column}: minus {amount} in regular payments until {day}").format(
            column=_label(LEFT), amount=format_amount(to_come), day=format_date(current.last_day)
        )


def _describe_omitted_costs(
    rows: Sequence[MonthRow], columns: Sequence["MonthsColumn"]
) -> Iterator[str]:
    """Yield which costs the person left out of these columns."""
    names = ", ".join(
        _label(column.heading) for column in columns if column.heading in LEFT_COLUMNS
    )
    for cost, note in NOT_COUNTED_NOTES.items():
        if names and any(row.left is not None and cost in row.skipped_costs for row in rows):
            yield _(note).format(columns=names)


def _describe_unknown_payments(rows: Sequence[MonthRow]) -> Iterator[str]:
    """Yield how many payments are not counted because their amount is unknown."""
    count = sum(row.given_open for row in rows if row.group == rows[0].group)
    if count:
        yield _label_plural(
            "{column}: without one payment whose amount you don’t know (×?)",
            "{column}: without {count} payments whose amount you don’t know (×?)",
            count,
        ).format(column=_label(GIVEN), count=count)


def _describe_open_asks(rows: Sequence[MonthRow]) -> Iterator[str]:
    """Yield how many asks are not counted because they named no amount."""
    count = sum(row.asked_open for row in rows if row.group == rows[0].group)
    if count:
        yield _label_plural(
            "{column}: without one ask that named no amount (×?)",
            "{column}: without {count} asks that named no amount (×?)",
            count,
        ).format(column=_label(ASKED), count=count)


def _describe_estimates(rows: Sequence[MonthRow]) -> Iterator[str]:
    """Yield how much of what was given is estimated, and how it is marked."""
    estimated = sum(row.given_estimated for row in rows if row.group == rows[0].group)
    if estimated:
        yield _label("{column}: {amount} of it is estimated (~)").format(
            column=_label(GIVEN), amount=format_amount(estimated)
        )


def _format_rows(
    rows: Sequence[MonthRow], columns: "Sequence[MonthsColumn]", current: Month
) -> Iterator[str]:
    shows_shared = [row.group == ALL_GROUPS or row.group == rows[0].group for row in rows]
    lines = [
        [
            column.format_cell(row, current) if has_shared or not column.is_shared else ""
            for column in columns
        ]
        for row, has_shared in zip(rows, shows_shared, strict=True)
    ]
    headings = [_label(column.heading) for column in columns]
    right_columns = [index for index, column in enumerate(columns) if column.is_right_aligned]
    return format_table([headings, *lines], right=right_columns)


def _format_months(row: MonthRow, current: Month) -> str:
    months = str(row.month) if row.last is None else f"{row.month} – {row.last}"
    if current in (row.month, row.last):
        return _label("{month} so far").format(month=months)
    return months


def _format_amount(cents: int | None) -> str:
    return "–" if cents is None else format_amount(cents)


def _format_share(hundredths: int | None) -> str:
    return "–" if hundredths is None else format_percent(hundredths, 2)


def _format_share_given(row: MonthRow, share: Hundredths | None) -> str:
    return _format_share(share if row.knows_given else None)


def _format_asked(row: MonthRow) -> str:
    if row.asked_low == row.asked_high:
        text = format_amount(row.asked_low)
    else:
        text = f"{format_amount(row.asked_low)} – {format_amount(row.asked_high)}"
    return _add_open_count(text, row.asked_high, row.asked_open)


def _add_open_count(text: str, cents: Cents, count: int) -> str:
    """Return a sum, and how many unknown amounts are missing from it."""
    if not count:
        return text
    return f"{text} + {count} ×?" if cents else f"{count} ×?"


def _format_given(row: MonthRow) -> str:
    return _add_open_count(format_amount(row.given), row.given, row.given_open)


def _format_marked_given(row: MonthRow) -> str:
    """Return what was given, with a mark if some of it is estimated."""
    return f"~{_format_given(row)}" if row.given_estimated else _format_given(row)


# A limit is shown beside the month, and never whether it was kept. That would be a verdict.
def _format_limit_in_total(row: MonthRow, _current: Month, *, summed: Sequence[MonthRow]) -> str:
    """Return the limit of the months of a total, unless they had several."""
    last = row.last or row.month
    limits = {
        (month.limit.amount is not None, _format_limit(month.limit))
        for month in summed
        if month.limit and row.month <= month.month <= last
    }
    if len(limits) > 1:
        return _label("several", "limits")
    is_amount, text = limits.pop() if limits else (False, _format_limit(None))
    return _label("{amount} a month").format(amount=text) if is_amount else text


def _format_limit(limit: Limit | None) -> str:
    """Return a limit as the person wrote it, which they can look at beside what they gave."""
    if limit is None:
        return "–"
    if limit.percent is not None:
        return format_limit_percent(limit.percent)
    return format_amount(limit.amount or 0)


@dataclass(frozen=True)
class MonthsColumn:
    """A column of the table for people. A shared one is the same for every group."""

    heading: str
    format_cell: Callable[[MonthRow, Month], str]
    is_shared: bool = False
    is_right_aligned: bool = True


GROUP, INCOME, LIVING_COSTS = N_label("group"), N_label("income"), N_label("living costs")
ASKED, SAID_YES, GIVEN = (
    N_label("asked", "column"),
    N_label("said yes to", "column"),
    N_label("given", "column"),
)
SHARE, AFTER_COSTS = N_label("share of income"), N_label("after living costs")
LEFT, LIMIT = N_label("left", "column"), N_label("my limit")
INCOME_COLUMNS, LEFT_COLUMNS = (INCOME, SHARE), (AFTER_COSTS, LEFT)
"""Columns that need an income, and columns that need income and living costs."""
ALL_GROUPS_COLUMNS = (LEFT, LIMIT)
"""Columns that would be wrong for one group if others were given something."""
COLUMNS = (
    MonthsColumn(N_label("month"), _format_months, is_shared=True, is_right_aligned=False),
    MonthsColumn(
        GROUP,
        lambda row, _now: _label("all", "groups") if row.group == ALL_GROUPS else row.group,
        is_right_aligned=False,
    ),
    MonthsColumn(INCOME, lambda row, _now: _format_amount(row.income), is_shared=True),
    MonthsColumn(LIVING_COSTS, lambda row, _now: _format_amount(row.needs), is_shared=True),
    MonthsColumn(ASKED, lambda row, _now: _format_asked(row)),
    MonthsColumn(SAID_YES, lambda row, _now: format_amount(row.pledged)),
    MonthsColumn(GIVEN, lambda row, _now: _format_marked_given(row)),
    MonthsColumn(SHARE, lambda row, _now: _format_share_given(row, row.share_given)),
    MonthsColumn(
        AFTER_COSTS,
        lambda row, _now: _format_share_given(row, row.share_after_needs),
        is_shared=True,
    ),
    MonthsColumn(LEFT, lambda row, _now: _format_amount(row.left), is_shared=True),
    MonthsColumn(
        LIMIT, lambda row, _now: _format_limit(row.limit), is_shared=True, is_right_aligned=False
    ),
)
DROPPABLE_COLUMNS = (AFTER_COSTS, SAID_YES, LIVING_COSTS, LIMIT, INCOME)
"""Columns that a narrow terminal leaves out, in this order."""
PIPED_COLUMNS = 400
"""Columns where no terminal sets a width."""
