"""What every command gets: the path of the notebook, its passphrase, and today.

Every command takes in its input before it opens the book, and closes the book before it prints. So
a pager or a slow pipe never keeps it from another window.
"""

import os
import sys
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import click

from tracker.book.database.connection import normalize_passphrase
from tracker.book.database.errors import PassphraseNeededError
from tracker.cli.file_readers import describe_readers
from tracker.cli.terminal_prompt import ask_hidden, is_interactive, skip_terminal_input
from tracker.clock import Clock, FixedClock, SystemClock, find_local_time
from tracker.i18n import _, _error, _label, make_printable

LONGEST_LINE = 65536
"""Bytes that a passphrase, or another first line that is read, may have."""
OptionText = TypeVar("OptionText", str, str | None)


@dataclass
class Session:
    """One run of the command line."""

    named_path: Path | None
    clock: Clock
    passphrase_file: Path | None = None
    _passphrase: str | None = field(default=None, repr=False)

    @classmethod
    def from_options(
        cls, book: Path | None, passphrase_file: Path | None, today: date | None
    ) -> "Session":
        """Return the session that the global options ask for."""
        clock = FixedClock(today, find_local_time()) if today else SystemClock()
        return cls(book, clock, skip_terminal_input(passphrase_file))

    @cached_property
    def path(self) -> Path:
        """Return the notebook's file, and print a message if it is in the current folder."""
        if self.place_message:
            click.echo(self.place_message, err=True)
        return self.unannounced_path

    @cached_property
    def unannounced_path(self) -> Path:
        """Return the notebook's file, found when it is first needed."""
        from tracker.cli.data_folder import find_book

        return find_book(self.named_path)

    @property
    def place_message(self) -> str:
        """Return a message if the notebook is in the current folder, else an empty string."""
        if self.named_path is not None:
            return ""
        from tracker.cli.data_folder import LOCAL_BOOK

        if self.unannounced_path != Path(LOCAL_BOOK):
            return ""
        return _("Tracker uses the notebook in this folder: {path}").format(
            path=make_printable(Path(LOCAL_BOOK).absolute())
        )

    @property
    def today(self) -> date:
        """The local calendar day."""
        return self.clock.today()

    def read_input_line(self) -> str:
        """Return the next line of standard input, after the passphrase where that comes first."""
        self.read_given_passphrase()
        return read_first_line(Path("-"))

    def read_option(self, text: OptionText) -> OptionText:
        """Return the value of an option, or for `-` the next line of standard input."""
        return self.read_input_line() if text == "-" else text

    def read_given_passphrase(self) -> str | None:
        """Return the passphrase from the given file, or None."""
        if self._passphrase is None and self.passphrase_file is not None:
            self._passphrase = normalize_passphrase(read_first_line(self.passphrase_file))
        return self._passphrase

    def pop_passphrase(self) -> str | None:
        """Return the passphrase from the given file, and forget it here."""
        passphrase, self._passphrase = self.read_given_passphrase(), None
        return passphrase

    def ask_passphrase(self) -> str:
        """Return the passphrase a person types. Raises PassphraseNeededError without a terminal."""
        if not is_interactive():
            raise PassphraseNeededError(
                _error("This notebook is encrypted. Give its passphrase with --passphrase-file.")
            )
        self._passphrase = normalize_passphrase(ask_hidden(_label("Passphrase")))
        return self._passphrase


def read_first_line(file: Path) -> str:
    """Return the first line of a file or of standard input, and leave the rest unread."""
    try:
        if str(file) == "-":
            line = sys.stdin.buffer.readline(LONGEST_LINE + 1)
        else:
            with file.open("rb") as stream:
                line = stream.readline(LONGEST_LINE + 1)
                readers = describe_readers(file, os.fstat(stream.fileno()))
            if readers:
                click.echo(readers, err=True)
        if len(line) > LONGEST_LINE:
            raise PassphraseNeededError(
                _error(
                    "The first line of {file} is too long. It can have at most {most} bytes."
                ).format(file=make_printable(file), most=LONGEST_LINE)
            )
        return line.decode("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        raise PassphraseNeededError(
            _error("{file} can’t be read ({reason}). Check its name and try again.").format(
                file=make_printable(file), reason=error.strerror
            )
        ) from error
    except UnicodeDecodeError as error:
        raise PassphraseNeededError(
            _error("{file} isn’t UTF-8 text. Choose another file.").format(
                file=make_printable(file)
            )
        ) from error
