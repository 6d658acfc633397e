"""`tracker months` and `tracker total`: the share of income that goes to the group."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

import click

from tracker.cli.options import csv_output, dialect_option, format_option, range_options
from tracker.cli.parameters import refuse_reversed
from tracker.cli.session import Session
from tracker.cli.tables import table
from tracker.entries.known import Known
from tracker.entries.names import group_named
from tracker.entries.refusal import Refusal
from tracker.entries.tokens import tokens
from tracker.figures.monthly import ALL, Monthly, Row
from tracker.figures.table import cells
from tracker.figures.total import totals
from tracker.months import Month
from tracker.texts import _, shown_amount, shown_percent


@click.command("months")
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
    _print(_rows(session, group, first, last), format_, dialect, session.today)


@click.command("total")
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
    """Show the sums over a period.

    Shares are of the months whose income is known.
    """
    _print(totals(_rows(session, group, first, last)), format_, dialect, session.today)


def _rows(
    session: Session, group: str | None, first: Month | None, last: Month | None
) -> list[Row]:
    refuse_reversed(first, last, reversed_=bool(first and last and first > last))
    if group == "-":
        group = session.line_of_input()
    with session.open(writing=False) as book:
        label = chosen_group(group, book.known()) if group is not None else None
        facts = book.facts(session.today)
    return Monthly(facts).rows(first, last, label)


def chosen_group(name: str | None, known: Known) -> str | None:
    """The label of a group named by label or number; None when none was named."""
    if name is None:
        return None
    quoted = name.strip().removeprefix("@").replace('"', '""')
    try:
        (token,) = tokens(f'@"{quoted}"')
        return group_named(token, known)
    except Refusal as error:
        raise click.UsageError(
            _("There is no group {name} in this book; it has: {groups}.").format(
                name=name.strip()[:30], groups=", ".join(known.groups.values()) or _("none yet")
            )
        ) from error


def _print(rows: Sequence[Row], format_: str, dialect: str | None, today: date) -> None:
    if format_ == "json":
        click.echo(json.dumps([cells(row) for row in rows], ensure_ascii=False, indent=2))
    elif format_ == "csv":
        from tracker.sharing.dialect import Dialect
        from tracker.sharing.months_csv import write

        write(csv_output(), Dialect(dialect) if dialect else Dialect.local(), rows)
    elif not rows:
        click.echo(_("Nothing is logged yet; tracker log notes the first entry."), err=True)
    else:
        print_table(rows, Month.of(today))


def print_table(rows: Sequence[Row], current: Month) -> None:
    """Print the columns a person compares: what came in, was asked, given, and what is left."""
    for line in _table(rows, current):
        click.echo(line)


def _table(rows: Sequence[Row], current: Month) -> Iterator[str]:
    head = [_("month"), _("group"), _("income"), _("to live on"), _("asked"), _("said yes to")]
    head += [_("given"), _("of income"), _("after needs"), _("left"), _("my line")]
    lines = [_cells(row, current) for row in rows]
    if len({row.group for row in rows}) == 1:
        for line in (head, *lines):
            del line[1]
    return table(head, lines, right=range(len(head) - 9, len(head) - 1))


def _cells(row: Row, current: Month) -> list[str]:
    return [
        _months(row, current),
        _("all") if row.group == ALL else row.group,
        _amount(row.income),
        shown_amount(row.needs),
        _asked(row),
        shown_amount(row.pledged),
        shown_amount(row.given),
        _share(row.share_given),
        _share(row.share_after_needs),
        _amount(row.left),
        _line(row),
    ]


def _months(row: Row, current: Month) -> str:
    months = str(row.month) if row.last is None else f"{row.month} – {row.last}"
    if current in (row.month, row.last):
        return _("{month} so far").format(month=months)
    return months


def _amount(cents: int | None) -> str:
    return "–" if cents is None else shown_amount(cents)


def _share(hundredths: int | None) -> str:
    return "–" if hundredths is None else shown_percent(hundredths, 2)


def _asked(row: Row) -> str:
    if row.asked_low == row.asked_high:
        text = shown_amount(row.asked_low)
    else:
        text = f"{shown_amount(row.asked_low)} – {shown_amount(row.asked_high)}"
    return f"{text} + {row.asked_open} ×?" if row.asked_open else text


def _line(row: Row) -> str:
    if row.last is not None:
        count = row.months_over_limit
        return "–" if count is None else _("above in {count}").format(count=count)
    return {None: "–", True: _("above"), False: _("within")}[row.over_limit]
