"""The export that a command reads: a folder, a zip of it, a table, or a summary."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import make_visible
from tracker.cli.options import Command
from tracker.cli.secret_prompt import retry_prompt
from tracker.cli.session import Session, read_first_line
from tracker.cli.terminal_prompt import ask_hidden, is_interactive, skip_terminal_input
from tracker.i18n import _, _error, _label

if TYPE_CHECKING:
    from tracker.importing.bundle_reader import BundleContents


def password_option(command: Command) -> Command:
    """Add the option for the file with the summary's password. A terminal asks for it."""
    option = click.option(
        "--password-file",
        type=click.Path(path_type=Path, allow_dash=True),
        help=_(
            "Read the summary’s password from the first line of this file (- for standard input)."
        ),
    )
    return option(command)


def read_bundle_argument(
    session: Session, path: Path, password_file: Path | None
) -> "BundleContents":
    """Return the export at a path.

    Raises ImportingError, or PassphraseNeededError for the password's file.
    """
    from tracker.importing.bundle_reader import find_bundle
    from tracker.importing.errors import WrongReportPasswordError
    from tracker.importing.packed_bundle import (
        find_bundle_in_pdf,
        find_bundle_in_zip,
        is_pdf,
        is_zip,
    )

    file = skip_terminal_input(password_file)

    def ask() -> str | None:
        if file is not None:
            # On standard input the book's own passphrase comes first.
            session.read_given_passphrase()
            return read_first_line(file)
        if not is_interactive():
            return None
        return ask_hidden(_label("Password for {file}").format(file=make_visible(path.name)))

    if is_pdf(path):
        if file is None and is_interactive():
            return retry_prompt(lambda: find_bundle_in_pdf(path, ask), WrongReportPasswordError)
        return find_bundle_in_pdf(path, ask)
    return find_bundle_in_zip(path) if is_zip(path) else find_bundle(path)


@contextmanager
def translate_import_errors(*, is_viewing: bool = False) -> Iterator[None]:
    """Turn an import error into one sentence for the person."""
    from tracker.importing.errors import BundleFileError, ImportingError

    try:
        yield
    except BundleFileError as error:
        text = (
            _error("Tracker can’t show this: {reason}").format(reason=error.reason)
            if is_viewing
            else str(error)
        )
        raise click.ClickException(text) from error
    except ImportingError as error:
        raise click.ClickException(str(error)) from error
