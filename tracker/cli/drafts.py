"""`tracker drafts`: lists unfinished entries, and edits, saves or deletes them."""

import json
import sys
from itertools import chain, pairwise

import click

from tracker.book.book import Book
from tracker.book.stores.drafts import Draft
from tracker.cli.messages import (
    LineError,
    describe_parse_error,
    format_numbered_entry,
    make_visible,
)
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option
from tracker.cli.reading_choice import ask_which_reading
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.cli.text_table import fit_to_terminal, format_table
from tracker.cli.unsaved_lines import rescue_lines
from tracker.entries.draft_days import pin_day
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.line_writer import write_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.readings import build_question
from tracker.entries.tokenizer import TokenMark, tokenize
from tracker.entries.types import Ask, Entry
from tracker.i18n import _, _error, _label, ngettext

_DRAFT_NUMBER = click.IntRange(1, 10**12)


@click.group(
    "drafts",
    invoke_without_command=True,
    help=_(
        "List drafts, which are unfinished entries.\n\n"
        "Drafts aren’t counted. To finish one, type “tracker drafts edit N”, then "
        "“tracker drafts log N”."
    ),
)
@format_option("table", "json")
@click.pass_context
def drafts_command(ctx: click.Context, format_: str) -> None:
    """List drafts. Its commands edit, save and delete them."""
    if ctx.invoked_subcommand is not None:
        return
    with open_session_book(ctx.ensure_object(Session), is_writing=False) as book:
        drafts = book.drafts.load_all()
    if format_ == "json":
        rows = [{"number": each.number, "day": str(each.day), "line": each.text} for each in drafts]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2), file=get_program_output())
        return
    table = [[str(draft.number), str(draft.day), draft.text] for draft in drafts]
    for line in format_table(
        [[_label("draft"), _label("day"), _label("line")], *table], right=(0,)
    ):
        if drafts:
            click.echo(fit_to_terminal(line))
    if not drafts:
        click.echo(_("There are no drafts."), err=True)


@drafts_command.command(
    "edit",
    help=_(
        "Change the line of draft N. The draft keeps its day.\n\n"
        "In a terminal, Tracker asks for the line. Otherwise it reads it from "
        "standard input."
    ),
)
@click.argument("number", type=_DRAFT_NUMBER, metavar="N")
@click.option("--line", help=_("The new line (- reads it from standard input)."))
@click.pass_obj
def edit_command(session: Session, number: int, line: str | None) -> None:
    """Change the line of a draft, which keeps its day."""
    if line is None and not sys.stdin.isatty():
        line = "-"
    line = session.read_option(line)
    with open_session_book(session, is_writing=True) as book:
        draft = _find_draft(book, number)
        context = book.load_parse_context()
        if line is None:
            line = _ask_line(draft, context, session)
        if is_skipped(line):
            raise click.UsageError(
                _error(
                    "A draft can’t be empty. To delete it, type: tracker drafts drop {number}"
                ).format(number=number)
            )
        text = pin_day(line, session.today)
        with rescue_lines(session, book, [line]):
            book.drafts.save(text, draft.day, number)
        new_draft = Draft(number, draft.day, text)
        error = _find_error(new_draft, context, session)
    click.echo(_("Draft {number} saved.").format(number=number))
    if error is None:
        click.echo(
            _("To save it as an entry, type: tracker drafts log {number}").format(number=number)
        )
    else:
        click.echo(_describe_error(new_draft, error), err=True)


@drafts_command.command(
    "log",
    help=_(
        "Save drafts N as entries, as one change.\n\n"
        "A draft that Tracker doesn’t understand stays a draft, and the exit code "
        "is 2. An entry gets the day of its draft, unless its line names another "
        "one."
    ),
)
@click.argument("numbers", nargs=-1, required=True, type=_DRAFT_NUMBER, metavar="N...")
@click.pass_obj
def log_drafts_command(session: Session, numbers: tuple[int, ...]) -> int | None:
    """Save drafts as entries, as one change, except those with a mistake."""
    with open_session_book(session, is_writing=True) as book:
        drafts = [_find_draft(book, number) for number in dict.fromkeys(numbers)]
        context = book.load_parse_context()
        first = context.next_number
        understood: dict[int, tuple[Entry, ...]] = {}
        errors: list[str] = []
        for draft in drafts:
            try:
                entries = _read_draft(draft, context, session)
            except ParseError as error:
                errors.append(_describe_error(draft, error))
                continue
            understood[draft.number] = entries
            for entry in entries:
                context.add_entry(entry)
        all_entries = list(chain.from_iterable(understood.values()))
        if all_entries:
            book.log(all_entries, session.today)
            for number in understood:
                book.drafts.delete(number)
    for number, entry in enumerate(all_entries, start=first):
        click.echo(format_numbered_entry(number, entry))
    for text in errors:
        click.echo(text, err=True)
    if not errors:
        return None
    click.echo(
        ngettext(
            "Tracker didn’t understand {count} draft. To change it, type: tracker drafts edit N",
            "Tracker didn’t understand {count} drafts. To change one, type: tracker drafts edit N",
            len(errors),
        ).format(count=len(errors)),
        err=True,
    )
    return LineError.exit_code


@drafts_command.command("drop", help=_("Delete drafts N for good. Undo can’t bring them back."))
@click.argument("numbers", nargs=-1, required=True, type=_DRAFT_NUMBER, metavar="N...")
@click.option("--yes", is_flag=True, help=_("Don’t ask first."))
@click.pass_obj
def drop_command(session: Session, numbers: tuple[int, ...], yes: bool) -> None:
    """Delete drafts for good."""
    with open_session_book(session, is_writing=True) as book:
        drafts = [_find_draft(book, number) for number in dict.fromkeys(numbers)]
        for draft in drafts:
            click.echo(f"{draft.number:>4}  {draft.day}  {make_visible(draft.text)}")
        if not yes:
            if not is_interactive():
                raise click.UsageError(
                    _error("This can’t be undone. To delete it anyway, add --yes.")
                )
            click.confirm(_("Delete it for good?"), abort=True, err=True)
        for draft in drafts:
            book.drafts.delete(draft.number)
    click.echo(
        ngettext("{count} draft deleted.", "{count} drafts deleted.", len(drafts)).format(
            count=len(drafts)
        )
    )


def _find_draft(book: Book, number: int) -> Draft:
    for draft in book.drafts.load_all():
        if draft.number == number:
            return draft
    raise click.ClickException(
        _error("There’s no draft {number}. To see all drafts, type: tracker drafts").format(
            number=number
        )
    )


def _ask_line(draft: Draft, context: ParseContext, session: Session) -> str:
    """Return the new line for a draft. Pressing enter keeps the old one."""
    error = _find_error(draft, context, session)
    if error is not None:
        click.echo(_describe_error(draft, error), err=True)
        if isinstance(error, AmbiguousLineError):
            chosen = ask_which_reading(error.readings, error.question)
            if chosen is not None:
                return chosen
    line: str = click.prompt(_label("New line"), default=draft.text, prompt_suffix=" › ")
    return line


def _find_error(draft: Draft, context: ParseContext, session: Session) -> ParseError | None:
    try:
        _read_draft(draft, context, session)
    except ParseError as error:
        return error
    return None


def _describe_error(draft: Draft, error: ParseError) -> str:
    place = _label("draft {number}").format(number=draft.number)
    return describe_parse_error(place, draft.text, error)


def _read_draft(draft: Draft, context: ParseContext, session: Session) -> tuple[Entry, ...]:
    """Return the entries of a draft, or raise ParseError if they aren't certain.

    It was written earlier: `last friday` may mean another day by now, and `for last` another entry.
    """
    found: list[tuple[Entry, ...]] = []
    errors: list[AmbiguousLineError] = []
    refusal: ParseError | None = None
    for day in dict.fromkeys((draft.day, session.today)):
        try:
            entries = _read_on(draft, context, LineDays(day, draft.day))
        except AmbiguousLineError as error:
            errors.append(error)
        except ParseError as error:
            refusal = error
        else:
            found += [] if entries in found else [entries]
    questions = [reading for error in errors for reading in error.readings]
    if errors and not found and set(questions) == set(errors[0].readings):
        raise errors[0]
    if questions or len(found) > 1:
        if any(len(entries) > 1 for entries in found):
            message = _error("Tracker can’t tell which day this means. Type the date.")
            raise ParseError(message, 1, len(draft.text))
        questions += [_write_line(entries[0], context) for entries in found]
        raise build_question(list(dict.fromkeys(questions)), draft.text)
    if not found:
        raise refusal or ParseError(
            _error("This draft isn’t an entry yet. Change its line or delete it."), 1
        )
    if line := _name_last(draft.text, found[0][0], context):
        raise build_question([line], draft.text)
    return found[0]


def _read_on(draft: Draft, context: ParseContext, days: LineDays) -> tuple[Entry, ...]:
    """Return the entries of a draft as a file has them, or else as a person writes."""
    try:
        return read_line(draft.text, context, days, keeps_own_words=True)
    except AmbiguousLineError:
        raise
    except ParseError:
        return read_line(draft.text, context, days, typed=True)


def _name_last(text: str, entry: Entry, context: ParseContext) -> str | None:
    """Return a line with the number of the entry it is for, where it does not say the number."""
    target: int | None = getattr(entry, "for_entry", None)
    tokens = tokenize(text)
    words = [token.folded_text if token.mark is TokenMark.WORD else "" for token in tokens]
    if target is None or str(target) in words:
        return None
    for before, token in pairwise(tokens):
        if (before.folded_text, token.folded_text) == ("for", "last"):
            end = token.column - 1 + token.length
            return f"{text[: token.column - 1]}{target}{text[end:]}"
    return _write_line(entry, context)


def _write_line(entry: Entry, context: ParseContext) -> str:
    ask = context.find_entry(getattr(entry, "for_entry", None) or 0)
    return write_line(entry, context.currency, ask.every if isinstance(ask, Ask) else None)
