"""Whether a person can be asked in the terminal, and what that person types unseen."""

import sys
from pathlib import Path

import click

from tracker.i18n import _error


def is_interactive() -> bool:
    """Return whether a person is at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def skip_terminal_input(file: Path | None) -> Path | None:
    """Return the file that holds a secret, or None for a terminal, which would show it.

    There a prompt asks for it instead.
    """
    return None if file is not None and str(file) == "-" and is_interactive() else file


class TypedTextError(click.ClickException):
    """The terminal sent something that is not text."""


def ask_hidden(question: str, *, default: str | None = None) -> str:
    """Return what a person types unseen in a terminal, or raise TypedTextError.

    Without an answer, return the default. Without a default, ask again.
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
