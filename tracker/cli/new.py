"""`tracker new`: creates a notebook.

`--no-passphrase` asks nothing more, because the option says what is wanted.
"""

from collections.abc import Callable
from pathlib import Path

import click

from tracker.book.book import Book
from tracker.book.database.errors import PassphraseNeededError
from tracker.book.open_book import create_book, refuse_taken_path
from tracker.book.stores.computer_use import (
    SHARED_PLAIN_WARNING,
    ComputerUse,
    build_use_settings,
)
from tracker.cli.data_folder import LOCAL_BOOK
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import ask_new_passphrase, make_six_words
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _, _error, find_local_currency
from tracker.money import explain_currency_refusal

COMPUTER_WORDS = {
    "no": ComputerUse.NOBODY,
    "own-login": ComputerUse.OWN_LOGIN,
    "this-login": ComputerUse.SAME_LOGIN,
}
"""The words for who else uses the computer."""


@click.command(
    "new",
    help=_("Create a notebook.\n\nTracker asks for a passphrase, then asks you to repeat it."),
)
@click.option(
    "--currency", metavar="EUR", help=_("Currency, as three letters. Default: that of your locale.")
)
@click.option(
    "--group", metavar="NAME", help=_("Name of the group (- reads it from standard input).")
)
@click.option(
    "--no-passphrase",
    is_flag=True,
    help=_("Don’t encrypt the notebook. Anyone with the file can then read it."),
)
@click.option("--six-words", is_flag=True, help=_("Use six random words, shown once."))
@click.option(
    "--computer",
    type=click.Choice(list(COMPUTER_WORDS)),
    help=_(
        "Who else uses this computer: nobody, others with their own login, or others with this "
        "login. Tracker then has no default folder for files. With a passphrase, it locks after 2 "
        "minutes."
    ),
)
@click.option("--here", is_flag=True, help=_("Create it in this folder, as tracker.db."))
@click.pass_obj
def new_command(
    session: Session,
    currency: str | None,
    group: str | None,
    no_passphrase: bool,
    six_words: bool,
    computer: str | None,
    here: bool,
) -> None:
    """Create a notebook."""
    if here:
        if session.named_path is not None:
            raise click.UsageError(_error("--here and --book don’t work together. Leave one out."))
        session.path = Path.cwd() / LOCAL_BOOK
    if six_words and (no_passphrase or session.passphrase_file is not None):
        raise click.UsageError(
            _error("Choose only one: --six-words, a passphrase of your own, or --no-passphrase.")
        )
    words = make_six_words if six_words else None
    with create_session_book(
        session,
        currency=currency,
        group=group,
        plain=no_passphrase,
        make_passphrase=words,
        use=COMPUTER_WORDS[computer] if computer else None,
    ) as book:
        text = (
            _("Created an encrypted notebook in {currency}: {path}")
            if book.encrypted
            else _("Created a notebook in {currency}, not encrypted: {path}")
        )
        click.echo(text.format(currency=book.currency, path=make_visible(book.path)))


def create_session_book(
    session: Session,
    *,
    currency: str | None,
    group: str | None,
    plain: bool,
    make_passphrase: Callable[[], str] | None = None,
    use: ComputerUse | None = None,
) -> Book:
    """Create the session's notebook and return it open. A terminal asks for what is missing.

    `make_passphrase` returns a passphrase instead of the person. `use` says who else uses the
    computer.
    """
    refuse_taken_path(session.path)
    code = _check_currency(currency or find_local_currency())
    if use is None and not plain and is_interactive() and session.passphrase_file is None:
        use = _ask_computer_use()
    if plain and use is ComputerUse.SAME_LOGIN:
        click.echo(_(SHARED_PLAIN_WARNING), err=True)
    if make_passphrase is not None:
        passphrase: str | None = make_passphrase()
    else:
        passphrase = None if plain else _read_new_passphrase(session)
    name = _read_group(session, group, may_ask=not plain and passphrase is not None)
    return create_book(
        session.path,
        currency=code,
        group=name,
        passphrase=passphrase,
        settings=build_use_settings(use, {}) if use else {},
    )


def _ask_computer_use() -> ComputerUse:
    """Return who else uses the computer, as the person says."""
    word = click.prompt(
        _("Does anyone else use this computer? Type no, own-login or this-login"),
        type=click.Choice(list(COMPUTER_WORDS)),
        default="no",
        show_choices=False,
        err=True,
    )
    return COMPUTER_WORDS[word]


def _check_currency(text: str) -> str:
    code = text.upper()
    if reason := explain_currency_refusal(code):
        raise click.UsageError(
            _error("{reason} For example: tracker new --currency EUR").format(reason=reason)
        )
    return code


def _read_new_passphrase(session: Session) -> str:
    passphrase = session.read_given_passphrase()
    if passphrase is not None:
        return passphrase
    if not is_interactive():
        raise PassphraseNeededError(
            _error(
                "Tracker can ask for a passphrase only in a terminal. Here, use "
                "--passphrase-file, --six-words or --no-passphrase."
            )
        )
    return ask_new_passphrase()


def _read_group(session: Session, group: str | None, *, may_ask: bool) -> str | None:
    """Return the group's name as an entry line would make it, or None."""
    if group == "-":
        group = session.read_input_line()
    elif group is None and may_ask and is_interactive() and session.passphrase_file is None:
        group = click.prompt(
            _("What do you call the group? (Press enter to skip.)"),
            default="",
            show_default=False,
            err=True,
        )
    if group is None or not group.strip():
        return None
    quoted = group.strip().replace('"', '""')
    try:
        (token,) = tokenize(f'@!"{quoted}"')
        return find_group(token, ParseContext("EUR"))
    except ParseError as error:
        raise click.UsageError(
            _error("Tracker can’t use this name: {reason}").format(reason=error.message)
        ) from error
