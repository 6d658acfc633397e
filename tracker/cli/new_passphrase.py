"""A new passphrase: typed twice, read from a file, or six random words that are shown once."""

import shutil
import sys
import textwrap
from pathlib import Path

import click

from tracker.book.database.connection import normalize_passphrase
from tracker.book.database.errors import InvalidPassphraseError, PassphraseNeededError
from tracker.book.files.passphrase_strength import describe_weakness
from tracker.cli.safe_output import unwrap_stream
from tracker.cli.secret_prompt import MOST_TRIES, ask_twice
from tracker.cli.session import Session, read_first_line
from tracker.cli.terminal_prompt import is_interactive
from tracker.i18n import _, _error, _label, quote_for_shell

INDENT = "  "


def ask_new_passphrase() -> str:
    """Return a passphrase that a person types twice, and warn if it is weak."""
    click.echo(_("If you forget the passphrase, nobody can open the notebook or reset it."))
    passphrase = ask_twice(_label("New passphrase"), normalize_passphrase, InvalidPassphraseError)
    _warn_of_weakness(passphrase)
    return passphrase


def read_new_passphrase(session: Session, file: Path) -> str:
    """Return the first line of a file. On standard input the notebook's passphrase comes first."""
    line = session.read_input_line() if str(file) == "-" else read_first_line(file)
    passphrase = normalize_passphrase(line)
    _warn_of_weakness(passphrase)
    return passphrase


def make_six_words() -> str:
    """Return six random words. In a terminal the person types them once to confirm them."""
    from tracker.export.report.password import generate_six_words

    words = generate_six_words()
    if not is_interactive():
        print_six_words(words)
        return words
    from tracker.app.terminal_echo import discard_input, use_alternate_screen

    with use_alternate_screen(unwrap_stream(sys.stdout)):
        print_six_words(words)
        click.echo(_("Write them down where only you look. Tracker doesn’t save them."))
        for _try in range(MOST_TRIES):
            typed: str = click.prompt(_label("Type the six words"), err=True)
            if typed.split() == words.split():
                return words
            click.echo(
                _error("These aren’t the six words. Check them and type them again."), err=True
            )
    discard_input()
    raise PassphraseNeededError(
        _error("You didn’t type the six words, so nothing was changed. Run the command again.")
    )


def print_six_words(words: str) -> None:
    """Print six words below a heading, wrapped between words."""
    click.echo(_("These six words open it. You won’t see them again:"))
    room = max(1, shutil.get_terminal_size().columns - len(INDENT))
    for line in textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False):
        click.echo(f"{INDENT}{line}")


def describe_missing_passphrase(session: Session) -> str:
    """Return a warning that the notebook has no passphrase, and how to set one."""
    book = "" if session.named_path is None else f"--book {quote_for_shell(session.named_path)} "
    return _(
        "Your notebook has no passphrase. Anyone with the file can read it. To set "
        "one, type: {command}"
    ).format(command=f"tracker {book}passphrase")


def _warn_of_weakness(passphrase: str) -> None:
    weakness = describe_weakness(passphrase)
    if weakness:
        click.echo(weakness, err=True)
