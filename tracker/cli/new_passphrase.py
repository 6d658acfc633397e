"""A new passphrase: typed twice, read from a file, or six random words that are shown once."""

import sys
from pathlib import Path

import click

from tracker.book.driver import checked_passphrase
from tracker.book.errors import NeedsPassphrase
from tracker.book.guessing import told_of
from tracker.cli.for_eyes import unguarded
from tracker.cli.session import Session, first_line, hidden_answer, on_terminal
from tracker.texts import N_, _

SIX_WORDS = N_("These six words open it, and are kept nowhere: {words}")
TRIES = 3
"""How often the six words may be typed."""


def typed_passphrase() -> str:
    """A passphrase that a person types twice, and what there is to know of it."""
    click.echo(_("Nobody can open the book without the passphrase, and nobody can reset it."))
    passphrase = hidden_answer(_("New passphrase"), again=_("Once more"))
    _tell(passphrase)
    return checked_passphrase(passphrase)


def read_passphrase(session: Session, file: Path) -> str:
    """The first line of a file; of standard input the line after the passphrase that it has now."""
    line = session.line_of_input() if str(file) == "-" else first_line(file)
    passphrase = checked_passphrase(line)
    _tell(passphrase)
    return passphrase


def six_words_shown() -> str:
    """Six random words; on a terminal they are typed once, so that they are known to be noted."""
    from tracker.sharing.report.password import six_words

    words = six_words()
    if not on_terminal():
        click.echo(_(SIX_WORDS).format(words=words))
        return words
    from tracker.app.unseen import wiped_afterwards

    with wiped_afterwards(unguarded(sys.stdout)):
        click.echo(_(SIX_WORDS).format(words=words))
        click.echo(_("Write them down where only you look; the book has them nowhere."))
        for _try in range(TRIES):
            typed: str = click.prompt(_("Type them once"), err=True)
            if typed.split() == words.split():
                return words
            click.echo(_("These are not the six words; look once more."), err=True)
    raise NeedsPassphrase(_("The words were not typed, so nothing was changed."))


def _tell(passphrase: str) -> None:
    told = told_of(passphrase)
    if told:
        click.echo(told, err=True)
