"""`tracker months` and `tracker total`: the share of income that goes to the group."""

import json
from collections.abc import Iterable, Sequence

import click

from tracker.cli.parameters import MonthType, refuse_reversed
from tracker.cli.session import Session
from tracker.cli.tables import table
from tracker.entries.names import group_named
from tracker.entries.refusal import Refusal
from tracker.entries.tokens import tokens
from tracker.figures.monthly import ALL, Monthly, Row
from tracker.figures.table import cells
from tracker.figures.total import totals
from tracker.months import Month
from tracker.texts import _, shown_amount, shown_percent

FORMATS = click.Choice(["table", "json", "csv"])


@click.command("months")
@click.option("--group", metavar="G", help=_("Only this group: its name or number (- asks)."))
@click.option("--from", "first", type=MonthType(), metavar="YYYY-MM", help=_("The first month."))
@click.option("--to", "last", type=MonthType(), metavar="YYYY-MM", help=_("The last month."))
@click.option("--format", "format_", type=FORMATS, default="table", show_default=True)
@click.pass_obj
def months_command(
    session: Session, group: str | None, first: Month | None, last: Month | None, format_: str
) -> None:
    """Show what was asked and given, month by month, against income."""
    _print(_rows(session, group, first, last), format_)


@click.command("total")
@click.option("--group", metavar="G", help=_("Only this group: its name or number (- asks)."))
@click.option("--from", "first", type=MonthType(), metavar="YYYY-MM", help=_("The first month."))
@click.option("--to", "last", type=MonthType(), metavar="YYYY-MM", help=_("The last month."))
@click.option("--format", "format_", type=FORMATS, default="table", show_default=True)
@click.pass_obj
def total_command(
    session: Session, group: str | None, first: Month | None, last: Month | None, format_: str
) -> None:
    """Show the sum over a period; shares are of the months whose income is known."""
    _print(totals(_rows(session, group, first, last)), format_)


def _rows(
    session: Session, group: str | None, first: Month | None, last: Month | None
) -> list[Row]:
    refuse_reversed(first, last, reversed_=bool(first and last and first > last))
    if group == "-":
        group = click.get_text_stream("stdin").readline().strip()
    with session.open(writing=False) as book:
        label = chosen_group(group, book.known().groups, book.known().group_numbers)
        facts = book.facts(session.today)
    return Monthly(facts).rows(first, last, label)


def chosen_group(
    name: str | None, groups: dict[str, str], numbers: dict[int, str]
) -> str | None:
    """The label of a group named by label or number; None when none was named."""
    from tracker.entries.known import Known

    if name is None:
        return None
    quoted = name.strip().removeprefix("@").replace('"', '""')
    known = Known("EUR", groups=groups, group_numbers=numbers)
    try:
        (token,) = tokens(f'@"{quoted}"')
        return group_named(token, known)
    except Refusal as error:
        hint = ", ".join(groups.values()) or _("none yet")
        raise click.UsageError(
            _("There is no group {name} in this book; it has: {groups}.").format(
                name=name[:30], groups=hint
            )
        ) from error


def _print(rows: Sequence[Row], format_: str) -> None:
    if format_ == "json":
        click.echo(json.dumps([cells(row) for row in rows], ensure_ascii=False, indent=2))
    elif format_ == "csv":
        from tracker.sharing.months_csv import months_csv

        click.echo(months_csv(rows), nl=False)
    elif not rows:
        click.echo(_("Nothing is logged yet; tracker log notes the first entry."))
    else:
        for line in _table(rows):
            click.echo(line)


def _table(rows: Sequence[Row]) -> Iterable[str]:
    """The columns a person compares: what came in, was asked, given, and what is left."""
    head = [_("month"), _("group"), _("income"), _("to live on"), _("asked"), _("said yes to"),
            _("given"), _("of income"), _("after needs"), _("left"), _("my line")]  # fmt: skip
    lines = [
        [
            str(row.month) if row.last is None else f"{row.month} – {row.last}",
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
        for row in rows
    ]
    if len({row.group for row in rows}) == 1:
        for line in (head, *lines):
            del line[1]
        return table(head, lines, right=range(1, 9))
    return table(head, lines, right=range(2, 10))


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
        return "–" if row.months_over_limit is None else _("above in {count} months").format(
            count=row.months_over_limit)
    return {None: "–", True: _("above"), False: _("within")}[row.over_limit]


