"""What the command line prints: for eyes without what could harm, for programs as it is.

A group's name or what was said is kept as it was written, also with signs that turn a line around;
a file or a program gets it so, and a terminal never.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from tracker.i18n import sanitize_text


class SafeStream:
    """A stream that people read; all but writing to it is done by the stream itself."""

    def __init__(self, stream: TextIO) -> None:
        """Write to this one."""
        self.raw_stream = stream

    def write(self, text: str) -> int:
        """Write a text without what could harm."""
        self.raw_stream.write(sanitize_text(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self.raw_stream, name)


@contextmanager
def protect_output() -> Iterator[None]:
    """Send nothing that could harm to standard output and standard error."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, SafeStream(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def get_program_output() -> TextIO:
    """Return standard output for what programs read; a terminal gets it without what could harm."""
    return sys.stdout if sys.stdout.isatty() else unwrap_stream(sys.stdout)


def unwrap_stream(stream: TextIO) -> TextIO:
    """Return the stream that takes colours; make harmless before what a person wrote."""
    return stream.raw_stream if isinstance(stream, SafeStream) else stream
