"""`tracker new`: makes the book."""

from collections.abc import Callable
from pathlib import Path

import click

from tracker.book.book import Book
from tracker.book.database.errors import PassphraseNeededError
from tracker.book.open_book import create_book, refuse_taken_path
from tracker.cli.data_folder import LOCAL_BOOK
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import ask_new_passphrase, make_six_words
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _, find_local_currency
from tracker.money import explain_currency_refusal


@click.command(
    "new",
    help=_("Make the book (it asks for the passphrase twice)."),
)
@click.option("--currency", metavar="EUR", help=_("Three letters; without it, the locale's."))
@click.option("--group", metavar="NAME", help=_("The group's name (- is standard input)."))
@click.option("--no-passphrase", is_flag=True, help=_("Do not encrypt the book."))
@click.option("--six-words", is_flag=True, help=_("Take six random words, which are shown once."))
@click.option("--here", is_flag=True, help=_("Keep it in this folder, as tracker.db."))
@click.pass_obj
def new_command(
    session: Session,
    currency: str | None,
    group: str | None,
    no_passphrase: bool,
    six_words: bool,
    here: bool,
) -> None:
    """Make the book (it asks for the passphrase twice)."""
    if here:
        if session.named_path is not None:
            raise click.UsageError(_("Choose either --here or --book."))
        session.path = Path.cwd() / LOCAL_BOOK
    if six_words and (no_passphrase or session.passphrase_file is not None):
        raise click.UsageError(_("Choose six words, a passphrase of your own, or none."))
    words = make_six_words if six_words else None
    with create_session_book(
        session, currency=currency, group=group, plain=no_passphrase, make_passphrase=words
    ) as book:
        encryption = _("encrypted") if book.encrypted else _("not encrypted")
        click.echo(
            _("Made a book in {currency}, {kept}, at {path}").format(
                currency=book.currency, kept=encryption, path=make_visible(book.path)
            )
        )


def create_session_book(
    session: Session,
    *,
    currency: str | None,
    group: str | None,
    plain: bool,
    make_passphrase: Callable[[], str] | None = None,
) -> Book:
    """Make the session's book, asking on a terminal for what was not said; it is open.

    `make_passphrase` gives a passphrase instead of the person.
    """
    refuse_taken_path(session.path)
    code = _check_currency(currency or find_local_currency())
    if make_passphrase is not None:
        passphrase: str | None = make_passphrase()
    else:
        passphrase = None if plain else _read_new_passphrase(session)
    name = _read_group(session, group, may_ask=not plain and passphrase is not None)
    return create_book(session.path, currency=code, group=name, passphrase=passphrase)


def _check_currency(text: str) -> str:
    code = text.upper()
    if reason := explain_currency_refusal(code):
        raise click.UsageError(
            _("{why} Name it with --currency: tracker new --currency EUR").format(why=reason)
        )
    return code


def _read_new_passphrase(session: Session) -> str:
    passphrase = session.read_given_passphrase()
    if passphrase is not None:
        return passphrase
    if not is_interactive():
        raise PassphraseNeededError(
            _(
                "The book is to be encrypted: give a passphrase with --passphrase-file,"
                " or choose --no-passphrase."
            )
        )
    return ask_new_passphrase()


def _read_group(session: Session, group: str | None, *, may_ask: bool) -> str | None:
    """Return the group's name as an entry line would make it; None when there is none yet."""
    if group == "-":
        group = session.read_input_line()
    elif group is None and may_ask and is_interactive() and session.passphrase_file is None:
        group = click.prompt(
            _("What do you call the group? (enter skips)"), default="", show_default=False, err=True
        )
    if group is None or not group.strip():
        return None
    quoted = group.strip().replace('"', '""')
    try:
        (token,) = tokenize(f'@!"{quoted}"')
        return find_group(token, ParseContext("EUR"))
    except ParseError as error:
        raise click.UsageError(
            _("This name cannot be used: {why}.").format(why=error.message)
        ) from error
