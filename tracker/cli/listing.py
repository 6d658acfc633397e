"""`tracker entries`: the entries, picked by the grammar's own words."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date

import click

from tracker.cli.parameters import EndType, refuse_reversed
from tracker.cli.session import Session
from tracker.cli.tables import table
from tracker.entries.filtering import read_filter, read_filter_words
from tracker.entries.reading import reading
from tracker.entries.refusal import Refusal
from tracker.entries.types import Logged
from tracker.entries.writing import write_lines
from tracker.texts import _, ngettext

FORMATS = click.Choice(["table", "json", "csv", "lines"])


@click.command("entries")
@click.argument("words", nargs=-1)
@click.option("--from", "first", type=EndType(last=False), metavar="DATE", help=_("The first day."))
@click.option("--to", "last", type=EndType(last=True), metavar="DATE", help=_("The last day."))
@click.option("--format", "format_", type=FORMATS, default="table", show_default=True)
@click.pass_obj
def entries_command(
    session: Session, words: tuple[str, ...], first: date | None, last: date | None, format_: str
) -> None:
    """List entries, picked by WORDS of the entry line.

    For example: tracker entries ask no '#in_public' "holes in shoes". A - reads the words from
    standard input. Lines are written so that log reads them into a new book.
    """
    refuse_reversed(first, last, reversed_=bool(first and last and first > last))
    line = sys.stdin.readline() if words == ("-",) else None
    with session.open(writing=False) as book:
        known = book.known()
        try:
            wanted = (
                read_filter_words(words, known, session.today)
                if line is None
                else read_filter(line.rstrip("\r\n"), known, session.today)
            )
        except Refusal as refusal:
            raise click.UsageError(f"{refusal.message}.") from refusal
        items = [item for item in book.entries(first, last) if wanted.picks(item.entry)]
        if format_ == "lines":
            items = _with_targets(items, book.find)
    _print(items, format_, known.currency)


def _with_targets(items: list[Logged], find: Callable[[int], Logged | None]) -> list[Logged]:
    """The entries and those they belong to, so that their lines can be read back."""
    found = {item.number: item for item in items}
    waiting = list(items)
    while waiting:
        number: int | None = getattr(waiting.pop().entry, "for_entry", None)
        if number is not None and number not in found:
            target = find(number)
            if target is not None:
                found[number] = target
                waiting.append(target)
    came_along = len(found) - len(items)
    if came_along:
        click.echo(
            ngettext(
                "{count} entry came along, because others belong to it.",
                "{count} entries came along, because others belong to them.",
                came_along,
            ).format(count=came_along),
            err=True,
        )
    return [found[number] for number in sorted(found)]


def _print(items: list[Logged], format_: str, currency: str) -> None:
    if format_ == "lines":
        for line in write_lines(items, currency):
            click.echo(line)
    elif format_ == "json":
        from tracker.sharing.entries_csv import entry_cells

        cells = list(entry_cells(items, currency))
        click.echo(json.dumps(cells, ensure_ascii=False, indent=2))
    elif format_ == "csv":
        from tracker.sharing.entries_csv import entries_csv

        click.echo(entries_csv(items, currency), nl=False)
    elif not items:
        click.echo(_("No entries were found."), err=True)
    else:
        for line in _table(items):
            click.echo(line)


def _table(items: list[Logged]) -> Iterator[str]:
    head = [_("entry"), _("day"), _("what"), _("amount"), _("for"), _("answers"), _("more")]
    groups = {getattr(item.entry, "group", None) for item in items} - {None}
    rows = []
    for item in items:
        told = reading(item.entry)
        more = [told.more, told.how, f"“{told.said}”" if told.said else ""]
        if len(groups) > 1:
            more.insert(0, told.group)
        rows.append(
            [
                str(item.number),
                str(item.entry.day),
                told.what,
                told.amount,
                told.kind,
                told.answers,
                ", ".join(part for part in more if part),
            ]
        )
    return table(head, rows, right=(0, 3))
