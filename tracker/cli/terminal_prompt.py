"""Whether a person at the terminal can be asked, and what that person types unseen."""

import sys
from pathlib import Path

import click

from tracker.i18n import _error


def is_interactive() -> bool:
    """Return whether a person is at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def skip_terminal_input(file: Path | None) -> Path | None:
    """Return the file that holds a secret; None for a terminal, which would show what is typed.

    There it is asked for, unseen, as it is where no file was named.
    """
    return None if file is not None and str(file) == "-" and is_interactive() else file


class TypedTextError(click.ClickException):
    """What was typed is no text."""


def ask_hidden(question: str, *, default: str | None = None) -> str:
    """Return what a person types on a terminal unseen; raises TypedTextError.

    Where nothing is typed it is the default, without one it is asked for until something is.
    """
    from tracker.app.terminal_echo import suppress_password_echo

    with suppress_password_echo():
        try:
            typed: str = click.prompt(
                question, default=default, show_default=False, hide_input=True, err=True
            )
        except UnicodeDecodeError as error:
            raise TypedTextError(
                _error("Your terminal sent text that isn’t UTF-8. Check the terminal’s encoding.")
            ) from error
    return typed
