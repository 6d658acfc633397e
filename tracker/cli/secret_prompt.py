"""A passphrase or password that a person types in a terminal: asked for up to three times.

If a command ended after the first mistake, the next try might be typed at the shell's prompt and
saved in its history.
"""

from collections.abc import Callable
from typing import TypeVar

import click

from tracker.cli.terminal_prompt import TypedTextError, ask_hidden
from tracker.i18n import _error, _label

Result = TypeVar("Result")
MOST_TRIES = 3
"""How many times a person is asked."""


class DifferentSecretsError(click.ClickException):
    """The two typed texts differ."""

    exit_code = 1


def retry_prompt(attempt: Callable[[], Result], *errors: type[Exception]) -> Result:
    """Return the result of an attempt that asks a person. Repeat it after one of `errors`.

    Meanwhile the terminal shows nothing that is typed. After the last try, the error says what to
    do, and text that was typed ahead is discarded before the shell can read it.
    """
    from tracker.app.terminal_echo import discard_input, suppress_echo

    again: tuple[type[Exception], ...] = (TypedTextError, *errors)
    with suppress_echo():
        for _try in range(MOST_TRIES - 1):
            try:
                return attempt()
            except again as error:
                click.echo(str(error), err=True)
        try:
            return attempt()
        except again as error:
            discard_input()
            raise type(error)(
                _error(
                    "That was the third try, so nothing was done. Run the command again, and "
                    "wait until it asks before you type."
                )
            ) from error


def ask_twice(question: str, check: Callable[[str], str], error: type[Exception]) -> str:
    """Return what a person typed twice, as `check` returns it. It raises `error` for bad text.

    Raises that or DifferentSecretsError after the last try.
    """

    def attempt() -> str:
        typed = ask_hidden(question)
        checked = check(typed)
        if ask_hidden(_label("Repeat it")) != typed:
            raise DifferentSecretsError(_error("These don’t match. Type it again, then repeat it."))
        return checked

    return retry_prompt(attempt, DifferentSecretsError, error)
