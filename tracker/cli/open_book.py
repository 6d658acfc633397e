"""The session's book, opened: its passphrase asked for, and a missing book offered to be made."""

import click

from tracker.book.book import Book
from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import (
    BookNotFoundError,
    InvalidPassphraseError,
    WrongPassphraseError,
)
from tracker.book.open_book import open_book
from tracker.cli.new import make_book
from tracker.cli.secret_prompt import try_again
from tracker.cli.session import Session, on_terminal
from tracker.i18n import _, make_printable


def opened_by_asking(session: Session, *, writing: bool) -> Book:
    """Open an encrypted book by the passphrase that a person types, up to three times."""

    def attempt() -> Book:
        return open_book(session.path, session.asked_passphrase(), is_writing=writing)

    return try_again(attempt, WrongPassphraseError, InvalidPassphraseError)


def opened(session: Session, *, writing: bool) -> Book:
    """Open the book; on a terminal ask for its passphrase, and offer to make one."""
    try:
        passphrase = session.given_passphrase()
        if passphrase is None and is_encrypted(session.path):
            return opened_by_asking(session, writing=writing)
        return open_book(session.path, passphrase, is_writing=writing)
    except BookNotFoundError:
        if not on_terminal():
            raise
        click.echo(
            _("There is no book at {path} yet.").format(path=make_printable(session.path)), err=True
        )
        if not click.confirm(_("Make one now?"), default=True, err=True):
            raise
        return make_book(session, currency=None, group=None, plain=False)
