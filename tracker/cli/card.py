"""`tracker card`: a few lines for the room, to copy by hand, or as a PDF if a file is named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from tracker.analysis.asks.card import (
    MOST_LINES,
    SYNC_SENTENCE,
    CardFigures,
    build_default_lines,
    clean_lines,
    describe_call,
    describe_food_day,
    describe_left,
    find_card_figures,
    find_line_refusal,
)
from tracker.analysis.monthly.table import MonthlyTable
from tracker.book.book import Book
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.helplines import describe_helpline, list_phone_helplines
from tracker.i18n import _, _error, _error_plural, _label
from tracker.months import Month

# Data: in people's scripts since 0.1. Never rename.
HELPLINE = "helpline"
"""The word for the number of a helpline."""


@click.command(
    "card",
    help=_(
        "Print a card for the room: a few lines to copy by hand.\n\n"
        "Without options it has two lines. The second one names your limit, if you have one. It "
        "works without a notebook, too. What you type here is not saved. With --to, the card is "
        "also saved as a small PDF."
    ),
)
@click.option(
    "--line",
    "lines",
    multiple=True,
    metavar="TEXT",
    help=_(
        "Your own line, in place of the two. You can give four (- reads it from standard input)."
    ),
)
@click.option("--left", is_flag=True, help=_("Add what is left this month."))
@click.option("--food", is_flag=True, help=_("Add what a day of food costs."))
@click.option(
    "--call",
    metavar="NUMBER",
    help=_(
        "Add a number to call. Type helpline for one in your country, or - to be asked for a "
        "number, which is not saved."
    ),
)
@click.option(
    "--to",
    "file",
    metavar="FILE.pdf",
    type=click.Path(path_type=Path),
    help=_("Save the card as a PDF. The notebook remembers where, and not what is on it."),
)
@click.pass_obj
def card_command(
    session: Session,
    lines: Sequence[str],
    left: bool,
    food: bool,
    call: str | None,
    file: Path | None,
) -> None:
    """Print the card, and save it where a file is named."""
    if file is not None and file.suffix.lower() != ".pdf":
        raise click.UsageError(_error("The file name must end in .pdf, e.g. page.pdf"))
    if len(lines) > MOST_LINES:
        raise click.UsageError(
            _error_plural(
                "A card has at most {most} line of your own. Leave some out.",
                "A card has at most {most} lines of your own. Leave some out.",
                MOST_LINES,
            ).format(most=MOST_LINES)
        )
    own_lines = [_read_text(session, line, _label("Line")) for line in lines]
    number = _find_number(session, call)
    is_book_needed = left or food or not lines or file is not None
    with _open_existing_book(session, is_needed=is_book_needed, is_writing=bool(file)) as book:
        figures = _load_figures(book, session)
        texts = tuple(
            clean_lines(
                [
                    *(own_lines or build_default_lines(figures)),
                    *_describe_figures(figures, left=left, food=food),
                    *([describe_call(number)] if number else ()),
                ]
            )
        )
        if not texts:
            raise click.UsageError(_error("There’s nothing on the card. Type a line for it."))
        if file is not None:
            _save_card(texts, file, book, session)
    click.echo("\n".join(texts))
    click.echo(_(SYNC_SENTENCE), err=True)
    if file is not None:
        click.echo(_("Card saved: {file}").format(file=make_visible(file)), err=True)


@contextmanager
def _open_existing_book(
    session: Session, *, is_needed: bool, is_writing: bool
) -> Iterator[Book | None]:
    """Open the notebook if something of it is needed. Without a notebook there is None."""
    if is_needed and session.path.exists():
        with open_session_book(session, is_writing=is_writing) as book:
            yield book
    else:
        yield None


def _load_figures(book: Book | None, session: Session) -> CardFigures:
    if book is None:
        return CardFigures()
    current = Month.from_date(session.today)
    return find_card_figures(MonthlyTable(book.load_monthly_facts(session.today, since=current)))


def _describe_figures(figures: CardFigures, *, left: bool, food: bool) -> Iterator[str]:
    """Yield the lines that were asked for. Raise ClickException where a figure is not known."""
    if left:
        if figures.left is None:
            raise click.ClickException(
                _error(
                    "Tracker doesn’t know what is left this month. It needs your income, food and "
                    "rent."
                )
            )
        yield describe_left(figures.left)
    if food:
        if figures.food_day is None:
            raise click.ClickException(
                _error("Tracker doesn’t know what food costs. Log it, e.g. need food 200/month")
            )
        yield describe_food_day(figures.food_day)


def _read_text(session: Session, text: str, label: str) -> str:
    """Return a text for the card. For `-` it is asked for, or read from standard input."""
    if text == "-":
        session.read_given_passphrase()
        text = click.prompt(label, err=True) if is_interactive() else session.read_input_line()
    if refusal := find_line_refusal(text):
        raise click.UsageError(refusal)
    return text


def _find_number(session: Session, call: str | None) -> str:
    """Return the number to call, or an empty text."""
    if call != HELPLINE:
        return _read_text(session, call or "", _label("Number to call"))
    helplines = list_phone_helplines()
    if not helplines:
        raise click.ClickException(
            _error("Tracker has no number for your country. Type another one after --call.")
        )
    click.echo(describe_helpline(helplines[0]), err=True)
    return helplines[0].phone_number


def _save_card(texts: Sequence[str], file: Path, book: Book | None, session: Session) -> None:
    """Write the PDF. The notebook keeps its place, but no fingerprint: see SaveCardScreen."""
    from tracker.charts.image.matplotlib_loader import ImageError
    from tracker.export.files.export_folder import ExportError, write_file
    from tracker.export.report.card import typeset_card

    try:
        content = typeset_card(texts)
        if book is None:
            write_file(content, file)
            return
        with book.export_log.record_while_writing(file.absolute(), session.today):
            write_file(content, file)
    except (ExportError, ImageError) as error:
        raise click.ClickException(str(error)) from error
