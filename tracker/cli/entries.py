"""`tracker entries`: lists entries, filtered by words of the entry line.

`--format lines` has private notes, because without them it would not read back to the same entries.
The other formats have them with `--private-notes`.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date

import click

from tracker.book.book import Book
from tracker.book.database.day_range import filter_counted, list_days
from tracker.cli.open_book import open_session_book
from tracker.cli.options import dialect_option, format_option, open_csv_output, private_notes_option
from tracker.cli.param_types import RangeEndType, refuse_reversed_range
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.cli.text_table import fit_to_terminal, format_table
from tracker.entries.entry_description import build_description
from tracker.entries.entry_filter import (
    EntryFilter,
    describe_ignored,
    describe_unmatched,
    list_parts,
    parse_filter,
    parse_filter_words,
)
from tracker.entries.line_writer import write_lines
from tracker.entries.parse_error import ParseError
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _label, has_visible_days, join_list, ngettext
from tracker.months import Month, is_in_range


@click.command(
    "entries",
    help=_(
        "List or search entries.\n\n"
        "WORDS are words of the entry line, for example: tracker entries ask no "
        "'#in_public' \"wet gloves\". With -, they are read from standard input. "
        "With --format lines, you get lines that tracker log can read into a new "
        "notebook. They include private notes, and the entries that other lines "
        "belong to."
    ),
)
@click.argument("words", nargs=-1)
@click.option(
    "--from",
    "first",
    type=RangeEndType(last=False),
    metavar="DATE",
    help=_("First day to include."),
)
@click.option(
    "--to", "last", type=RangeEndType(last=True), metavar="DATE", help=_("Last day to include.")
)
@format_option("table", "json", "csv", "lines")
@dialect_option
@private_notes_option
@click.pass_obj
def entries_command(
    session: Session,
    words: tuple[str, ...],
    first: date | None,
    last: date | None,
    format_: str,
    dialect: str | None,
    private_notes: bool,
) -> None:
    """List or search entries."""
    refuse_reversed_range(first, last)
    line = session.read_input_line() if words == ("-",) else None
    with open_session_book(session, is_writing=False) as book:
        entry_filter = _read_filter(book, words, line, session.today)
        if entry_filter.ignored_words:
            click.echo(describe_ignored(entry_filter.ignored_words), err=True)
        items = list(book.search.find_entries(entry_filter, first, last))
        found_nothing = "" if items else _find_unmatched(book, words, line, (first, last), session)
        invalid_numbers = [
            item.number for item in items if not all(map(is_in_range, list_days(item.entry)))
        ]
        if format_ == "lines":
            items = list(
                filter_counted(
                    items, {item.number for item in book.day_repair.load_outside_range()}
                )
            )
            lines = list(write_lines(_add_targets(items, book.find_entry), book.currency))
            stream = get_program_output()
        elif format_ in ("json", "csv"):
            _print_columns(book, items, format_, dialect, private_notes=private_notes)
            return
        else:
            lines = [fit_to_terminal(line) for line in format_entries_table(items)]
            stream = sys.stdout
    for text in lines:
        click.echo(text, file=stream)
    if invalid_numbers:
        _warn_of_invalid_days(invalid_numbers, are_left_out=format_ == "lines")
    if not items:
        click.echo(_("No entries found."), err=True)
    if found_nothing:
        click.echo(found_nothing, err=True)


def _warn_of_invalid_days(numbers: list[int], *, are_left_out: bool) -> None:
    """Print which entries have a wrong date, and how to see a likelier one."""
    if are_left_out:
        click.echo(
            _("These lines leave out entries and end dates with a date that can’t be right."),
            err=True,
        )
    click.echo(
        ngettext(
            "The date of entry {numbers} can’t be right. To see a suggested one, "
            "type: tracker check --repair",
            "The dates of entries {numbers} can’t be right. To see suggested ones, "
            "type: tracker check --repair",
            len(numbers),
        ).format(numbers=join_list(map(str, numbers))),
        err=True,
    )


def _read_filter(book: Book, words: tuple[str, ...], line: str | None, today: date) -> EntryFilter:
    context = book.load_parse_context()
    try:
        if line is None:
            return parse_filter_words(words, context, today)
        return parse_filter(line, context, today)
    except ParseError as error:
        raise click.UsageError(error.message) from error


def _find_unmatched(
    book: Book,
    words: tuple[str, ...],
    line: str | None,
    days: tuple[date | None, date | None],
    session: Session,
) -> str:
    """Return which words match no entry in this range, when all of them together match none."""

    def has_match(entry_filter: EntryFilter) -> bool:
        return any(True for _item in book.search.find_entries(entry_filter, *days))

    parts = list_parts(words if line is None else line, book.load_parse_context(), session.today)
    return describe_unmatched(
        [text for text, part in parts if not has_match(part)] if has_match(EntryFilter()) else []
    )


def _add_targets(
    items: list[StoredEntry], find: Callable[[int], StoredEntry | None]
) -> list[StoredEntry]:
    """Return the entries and those they belong to. Without these, the lines can't be read back."""
    items_by_number = {item.number: item for item in items}
    pending = list(items)
    while pending:
        number: int | None = getattr(pending.pop().entry, "for_entry", None)
        if number is not None and number not in items_by_number:
            target = find(number)
            if target is not None:
                items_by_number[number] = target
                pending.append(target)
    came_along = len(items_by_number) - len(items)
    if came_along:
        click.echo(
            ngettext(
                "{count} more entry is included because others belong to it.",
                "{count} more entries are included because others belong to them.",
                came_along,
            ).format(count=came_along),
            err=True,
        )
    return [items_by_number[number] for number in sorted(items_by_number)]


def _print_columns(
    book: Book, items: list[StoredEntry], format_: str, dialect: str | None, *, private_notes: bool
) -> None:
    from tracker.export.tables.csv_dialect import Dialect
    from tracker.export.tables.entries_csv import PRIVATE_NOTE_COLUMN, EntryTableWriter

    columns = EntryTableWriter(book.currency, book.find_entry)
    if format_ == "csv":
        csv_dialect = Dialect(dialect) if dialect else Dialect.from_locale()
        columns.write_table(open_csv_output(), csv_dialect, items, private_notes=private_notes)
        return
    rows = [columns.build_cells(item) for item in items]
    if not private_notes:
        for row in rows:
            del row[PRIVATE_NOTE_COLUMN]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2), file=get_program_output())


def format_entries_table(items: list[StoredEntry]) -> Iterator[str]:
    """Return the lines of a table of entries, with months if no days are shown."""
    if not items:
        return iter(())
    headings = [
        _label("entry"),
        _label("day"),
        _label("type"),
        _label("amount"),
        _label("for", "heading"),
        _label("answers"),
        _label("details"),
    ]
    groups = {getattr(item.entry, "group", None) for item in items} - {None}
    rows = []
    for item in items:
        description = build_description(item.entry)
        group = description.group if len(groups) > 1 else ""
        more = (
            group,
            description.details,
            description.tags,
            f"“{description.words}”" if description.words else "",
            description.own_words,
        )
        rows.append(
            [
                str(item.number),
                str(item.entry.day if has_visible_days() else Month.from_date(item.entry.day)),
                description.type_label,
                description.amount,
                description.kind,
                description.answers,
                ", ".join(part for part in more if part),
            ]
        )
    return format_table([headings, *rows], right=(0, 3))
