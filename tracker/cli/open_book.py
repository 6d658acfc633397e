"""Opens the session's notebook: asks for its passphrase, and offers to create a missing one."""

from contextlib import suppress

import click

from tracker.book.book import Book
from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import (
    BookError,
    BookNotFoundError,
    InvalidPassphraseError,
    WrongPassphraseError,
)
from tracker.book.open_book import open_book
from tracker.cli.new import create_session_book
from tracker.cli.secret_prompt import retry_prompt
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.i18n import _, make_printable


def open_with_prompt(session: Session, *, is_writing: bool) -> Book:
    """Open an encrypted notebook, asking for its passphrase up to three times."""

    def attempt() -> Book:
        return open_book(session.path, session.ask_passphrase(), is_writing=is_writing)

    return retry_prompt(attempt, WrongPassphraseError, InvalidPassphraseError)


def open_session_book(session: Session, *, is_writing: bool) -> Book:
    """Open the notebook. In a terminal, ask for its passphrase, or offer to create it."""
    book = _open_or_create(session, is_writing=is_writing)
    if is_writing:
        # Where the settings are damaged, everything else can be saved.
        with suppress(BookError):
            book.record_opening(session.clock.now(), book.settings.load_all())
    return book


def _open_or_create(session: Session, *, is_writing: bool) -> Book:
    try:
        passphrase = session.read_given_passphrase()
        if passphrase is None and is_encrypted(session.path):
            return open_with_prompt(session, is_writing=is_writing)
        return open_book(session.path, passphrase, is_writing=is_writing)
    except BookNotFoundError:
        if not is_interactive():
            raise
        click.echo(
            _("There’s no notebook at {path} yet.").format(path=make_printable(session.path)),
            err=True,
        )
        if not click.confirm(_("Create one now?"), default=True, err=True):
            raise
        return create_session_book(session, currency=None, group=None, plain=False)
