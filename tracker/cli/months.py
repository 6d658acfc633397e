"""`tracker months` and `tracker total`: the share of income that goes to the group."""

import json
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple

import click

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_NOTES
from tracker.analysis.monthly.evidence import GivenByEvidence, sum_group_by_evidence
from tracker.analysis.monthly.evidence_text import describe_evidence
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.cli.open_book import opened
from tracker.cli.options import csv_output, dialect_option, format_option, range_options
from tracker.cli.param_types import refuse_reversed
from tracker.cli.safe_output import for_programs
from tracker.cli.session import Session
from tracker.cli.text_table import shown_width, table
from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import N_, _, format_amount, format_date, format_percent
from tracker.months import Month


@click.command(
    "months",
    help=_("Show what was asked and given, month by month."),
)
@range_options
@format_option("table", "json", "csv")
@dialect_option
@click.pass_obj
def months_command(
    session: Session,
    group: str | None,
    first: Month | None,
    last: Month | None,
    format_: str,
    dialect: str | None,
) -> None:
    """Show what was asked and given, month by month."""
    read = _read(session, group, first, last)
    _print(_told(read.rows, format_), format_, dialect, session.today, read)


@click.command(
    "total",
    help=_("Show the sums over a period.\n\nShares are of the months whose income is known."),
)
@range_options
@format_option("table", "json", "csv")
@dialect_option
@click.pass_obj
def total_command(
    session: Session,
    group: str | None,
    first: Month | None,
    last: Month | None,
    format_: str,
    dialect: str | None,
) -> None:
    """Show the sums over a period."""
    read = _read(session, group, first, last, wants_evidence=format_ == "table")
    rows = _told(read.rows, format_)
    sums = sum_by_group(rows)
    _print(sums, format_, dialect, session.today, read, MonthCoverage.from_rows(rows))
    for line in _known(sums, read.known):
        click.echo(line)


class _Read(NamedTuple):
    """What a table is made of."""

    rows: list[MonthRow]
    known: GivenByEvidence
    """How what was given is known, if that was wanted."""
    nothing: str
    """What is said where there is no month to show."""
    is_part: bool
    """Whether one group was asked for, and something was given besides."""


def _told(rows: list[MonthRow], format_: str) -> list[MonthRow]:
    """Return the rows as people are told them; for programs as they are."""
    return [adjust_amount_left(row) for row in rows] if format_ == "table" else rows


def _read(
    session: Session,
    group: str | None,
    first: Month | None,
    last: Month | None,
    *,
    wants_evidence: bool = False,
) -> _Read:
    """Read the rows of the months, and what is told of them."""
    refuse_reversed(first, last, reversed_=bool(first and last and first > last))
    if group == "-":
        group = session.line_of_input()
    with opened(session, writing=False) as book:
        label = chosen_group(group, book.load_parse_context()) if group is not None else None
        facts = book.load_monthly_facts(session.today)
        monthly = MonthlyTable(facts)
        rows = monthly.build_rows(first, last, label)
        nothing = _nothing(facts, narrowed=bool(first or last or group))
        known: GivenByEvidence = {}
        if rows and wants_evidence:
            known = book.ask_queries.sum_given_by_evidence(facts, rows[0].month, rows[-1].month)
        return _Read(rows, known, nothing, monthly.has_other_gifts(label))


def _nothing(facts: MonthlyFacts, *, narrowed: bool) -> str:
    """What is said where there is no month to show."""
    if wrong := explain_empty_table(facts):
        return wrong
    if narrowed:
        return _("There is nothing in these months; without --from and --to all are shown.")
    return _("Nothing is logged yet; tracker log notes the first entry.")


def _known(sums: Sequence[MonthRow], known: GivenByEvidence) -> Iterator[str]:
    """A line for each total in which something was given: how that is known."""
    for row in sums:
        parts = sum_group_by_evidence(known, row.group)
        if not parts:
            continue
        given, told = format_amount(row.given), describe_evidence(parts)
        if row.group == sums[0].group:
            yield _("of {given} given: {parts}").format(given=given, parts=told)
        else:
            yield _("{group}, of {given} given: {parts}").format(
                group=row.group, given=given, parts=told
            )


def chosen_group(name: str | None, known: ParseContext) -> str | None:
    """The label of a group named by label or number; None when none was named."""
    if name is None:
        return None
    bare = name.strip().removeprefix("@").strip()
    if not bare:
        raise click.UsageError(
            _("The name of a group is missing; this book has: {groups}.").format(
                groups=", ".join(known.groups.values()) or _("none yet")
            )
        )
    quoted = bare.replace('"', '""')
    try:
        (token,) = tokenize(f'@"{quoted}"')
        return find_group(token, known)
    except ParseError as error:
        raise click.UsageError(
            _("There is no group {name} in this book; it has: {groups}.").format(
                name=name.strip()[:30], groups=", ".join(known.groups.values()) or _("none yet")
            )
        ) from error


def _print(
    rows: Sequence[MonthRow],
    format_: str,
    dialect: str | None,
    today: date,
    read: _Read,
    basis: MonthCoverage | None = None,
) -> None:
    if format_ == "json":
        told = json.dumps([serialize_row(row) for row in rows], ensure_ascii=False, indent=2)
        click.echo(told, file=for_programs())
    elif format_ == "csv":
        from tracker.export.tables.csv_dialect import Dialect
        from tracker.export.tables.months_csv import write_months_csv

        write_months_csv(csv_output(), Dialect(dialect) if dialect else Dialect.from_locale(), rows)
    elif not rows:
        click.echo(read.nothing, err=True)
    else:
        print_table(rows, Month.from_date(today), basis, without=OF_ALL if read.is_part else ())


def print_table(
    rows: Sequence[MonthRow],
    current: Month,
    basis: MonthCoverage | None = None,
    *,
    without: Collection[str] = (),
) -> None:
    """Print the columns a person compares, as many as the terminal has room for.

    A group's row stands below that of all groups, where the group asked or was given anything.
    Below totals stands on which months those of the columns rest that do not rest on all.
    """
    width = shutil.get_terminal_size((PIPED, 0)).columns if sys.stdout.isatty() else PIPED
    several = len({row.group for row in rows}) > 1
    shown = [row for row in rows if not several or row.group == ALL_GROUPS or _has_something(row)]
    columns = [
        column
        for column in _columns(basis)
        if (several or column.head != GROUP) and column.head not in without
    ]
    for dropped in (None, *LESS_NEEDED):
        columns = [column for column in columns if column.head != dropped]
        lines = list(_table(shown, columns, current))
        if max(map(shown_width, lines)) <= width:
            break
    resting = _resting(columns, basis) if basis else ()
    below = (*resting, *_to_come(shown, columns, current), *_not_counted(shown, columns))
    for line in (*lines, *below):
        click.echo(line)


def _columns(basis: MonthCoverage | None) -> list["Column"]:
    """All columns; in totals my line with the months of which its side is known."""
    if basis is None:
        return list(COLUMNS)
    in_total = partial(_line_in_total, lined=basis.with_limit)
    return [replace(column, cell=in_total) if column.head == LINE else column for column in COLUMNS]


def _resting(columns: Sequence["Column"], basis: MonthCoverage) -> Iterator[str]:
    """On which months the columns rest that do not rest on all of them."""
    shown = [column.head for column in columns]
    for part, heads, text in (
        (basis.income_note, OF_INCOME, _("{columns}: {months}, since an income was noted")),
        (
            basis.living_costs_note,
            OF_LEFT,
            _("{columns}: {months}, where income, food and rent are known"),
        ),
    ):
        named = ", ".join(_(head) for head in shown if head in heads)
        if part and named:
            yield text.format(columns=named, months=part)


def _to_come(
    rows: Sequence[MonthRow], columns: Sequence["Column"], current: Month
) -> Iterator[str]:
    """What the column of what is left takes off that was not given so far."""
    to_come = max((row.upcoming_payments for row in rows if row.left is not None), default=0)
    if to_come and any(column.head == LEFT for column in columns):
        yield _("{column}: less {amount} in regular payments until {day}").format(
            column=_(LEFT), amount=format_amount(to_come), day=format_date(current.last_day)
        )


def _not_counted(rows: Sequence[MonthRow], columns: Sequence["Column"]) -> Iterator[str]:
    """Say which costs the person left out, below columns that would be lower with them."""
    named = ", ".join(_(column.head) for column in columns if column.head in OF_LEFT)
    for cost, told in NOT_COUNTED_NOTES.items():
        if named and any(row.left is not None and cost in row.skipped_costs for row in rows):
            yield _(told).format(columns=named)


def _has_something(row: MonthRow) -> bool:
    return any((row.asked_high, row.asked_open, row.pledged, row.given, row.returned, row.received))


def _table(rows: Sequence[MonthRow], columns: "Sequence[Column]", current: Month) -> Iterator[str]:
    shared_shown = [row.group == ALL_GROUPS or row.group == rows[0].group for row in rows]
    lines = [
        [column.cell(row, current) if whole or not column.shared else "" for column in columns]
        for row, whole in zip(rows, shared_shown, strict=True)
    ]
    right = [index for index, column in enumerate(columns) if column.right]
    return table([_(column.head) for column in columns], lines, right=right)


def _months(row: MonthRow, current: Month) -> str:
    months = str(row.month) if row.last is None else f"{row.month} – {row.last}"
    if current in (row.month, row.last):
        return _("{month} so far").format(month=months)
    return months


def _amount(cents: int | None) -> str:
    return "–" if cents is None else format_amount(cents)


def _share(hundredths: int | None) -> str:
    return "–" if hundredths is None else format_percent(hundredths, 2)


def _asked(row: MonthRow) -> str:
    if row.asked_low == row.asked_high:
        text = format_amount(row.asked_low)
    else:
        text = f"{format_amount(row.asked_low)} – {format_amount(row.asked_high)}"
    return f"{text} + {row.asked_open} ×?" if row.asked_open else text


def _line_in_total(row: MonthRow, _current: Month, *, lined: int) -> str:
    if row.months_over_limit is None:
        return "–"
    return _("above in {count} of {total}").format(count=row.months_over_limit, total=lined)


def _line(row: MonthRow) -> str:
    return {None: "–", True: _("above"), False: _("within")}[row.over_limit]


@dataclass(frozen=True)
class Column:
    """A column of the table for people; a shared one says the same of every group."""

    head: str
    cell: Callable[[MonthRow, Month], str]
    shared: bool = False
    right: bool = True


GROUP, LINE = N_("group"), N_("my line")
INCOME, SHARE, AFTER_NEEDS, LEFT = N_("income"), N_("of income"), N_("after needs"), N_("left")
OF_INCOME, OF_LEFT = (INCOME, SHARE), (AFTER_NEEDS, LEFT)
"""Columns of what is known since an income was noted, and where income and costs are."""
OF_ALL = (LEFT, LINE)
"""Columns that would be false of one group, where something was given besides."""
COLUMNS = (
    Column(N_("month"), _months, shared=True, right=False),
    Column(
        GROUP, lambda row, _now: _("all") if row.group == ALL_GROUPS else row.group, right=False
    ),
    Column(INCOME, lambda row, _now: _amount(row.income), shared=True),
    Column(N_("to live on"), lambda row, _now: _amount(row.needs), shared=True),
    Column(N_("asked"), lambda row, _now: _asked(row)),
    Column(N_("said yes to"), lambda row, _now: format_amount(row.pledged)),
    Column(N_("given"), lambda row, _now: format_amount(row.given)),
    Column(SHARE, lambda row, _now: _share(row.share_given)),
    Column(AFTER_NEEDS, lambda row, _now: _share(row.share_after_needs), shared=True),
    Column(LEFT, lambda row, _now: _amount(row.left), shared=True),
    Column(LINE, lambda row, _now: _line(row), shared=True, right=False),
)
LESS_NEEDED = (AFTER_NEEDS, "said yes to", "to live on", LINE, INCOME)
"""Columns that a narrow terminal goes without, the first one first."""
PIPED = 400
"""Columns where no terminal sets a width."""
