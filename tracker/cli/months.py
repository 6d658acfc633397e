"""`tracker months`: what was asked and given, month by month or year by year."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import click

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.evidence import GivenByEvidence, sum_given_by_evidence
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_year
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.months_table import ALL_GROUPS_COLUMNS, print_months_table
from tracker.cli.open_book import open_session_book
from tracker.cli.options import (
    BY_YEAR,
    by_option,
    dialect_option,
    format_option,
    open_csv_output,
    range_options,
)
from tracker.cli.param_types import refuse_reversed_range
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.i18n import _
from tracker.months import Month


@click.command(
    "months",
    help=_(
        "Show asked and given per month.\n\nWith --by year, there is one row for each calendar "
        "year and group. Shares are worked out from the months with a known income."
    ),
)
@by_option
@range_options
@format_option("table", "json", "csv")
@dialect_option
@click.pass_obj
def months_command(
    session: Session,
    by: str,
    group: str | None,
    first: Month | None,
    last: Month | None,
    format_: str,
    dialect: str | None,
) -> None:
    """Show asked and given per month or year."""
    data = load_months_data(session, group, first, last)
    rows = prepare_rows(data.rows, format_)
    if by == BY_YEAR:
        print_rows(sum_by_year(rows), format_, dialect, session.today, data, rows)
    else:
        print_rows(rows, format_, dialect, session.today, data)


class MonthsData(NamedTuple):
    """The rows of a table, and what is printed beside them."""

    rows: list[MonthRow]
    evidence: GivenByEvidence
    """The evidence for what was given, if it was wanted."""
    empty_message: str
    """The message if there is no month to show."""
    is_part: bool
    """Whether one group was asked for, and something was given besides."""


def prepare_rows(rows: list[MonthRow], format_: str) -> list[MonthRow]:
    """Return the rows as people see them, or unchanged for programs."""
    return [adjust_amount_left(row) for row in rows] if format_ == "table" else rows


def load_months_data(
    session: Session,
    group: str | None,
    first: Month | None,
    last: Month | None,
    *,
    wants_evidence: bool = False,
) -> MonthsData:
    """Return the rows of the months, and what is printed beside them."""
    refuse_reversed_range(first, last)
    group = session.read_option(group)
    with open_session_book(session, is_writing=False) as book:
        label = find_chosen_group(group, book.load_parse_context())
        facts = book.load_monthly_facts(session.today)
        table = MonthlyTable(facts)
        rows = table.build_rows(first, last, label)
        empty_message = _describe_empty(facts, is_narrowed=bool(first or last or group))
        evidence: GivenByEvidence = {}
        if rows and wants_evidence:
            evidence = sum_given_by_evidence(facts, rows[0].month, rows[-1].month)
        return MonthsData(rows, evidence, empty_message, table.has_other_gifts(label))


def _describe_empty(facts: MonthlyFacts, *, is_narrowed: bool) -> str:
    """Return the sentence for a table without a month."""
    if reason := explain_empty_table(facts):
        return reason
    if is_narrowed:
        return _("Nothing found. Leave out --from, --to and --group to see all months.")
    return _("No entries yet. To add the first one, type: tracker log")


def print_rows(
    rows: Sequence[MonthRow],
    format_: str,
    dialect: str | None,
    today: date,
    data: MonthsData,
    summed: Sequence[MonthRow] = (),
) -> None:
    """Print rows in the chosen format, and below totals of `summed` the months they cover."""
    if format_ == "json":
        text = json.dumps([serialize_row(row) for row in rows], ensure_ascii=False, indent=2)
        click.echo(text, file=get_program_output())
    elif format_ == "csv":
        from tracker.export.tables.csv_dialect import Dialect
        from tracker.export.tables.months_csv import write_months_csv

        write_months_csv(
            open_csv_output(), Dialect(dialect) if dialect else Dialect.from_locale(), rows
        )
    elif not rows:
        click.echo(data.empty_message, err=True)
    else:
        print_months_table(
            rows,
            Month.from_date(today),
            summed,
            without=ALL_GROUPS_COLUMNS if data.is_part else (),
            marks_estimates=not data.evidence,
        )
