"""What the command line prints: sanitized for people, unchanged for programs.

Names and quotes are saved as they were typed, also with characters that reverse a line. Files and
programs get them unchanged, a terminal never does.

One stream sees to it, and in the app one filter over every line (`app/line_filters.py`), not each
place that prints. What joins letters or emoji stays, because people's words need it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from tracker.i18n import sanitize_text


class SafeStream:
    """A stream that people read. It sanitizes what is written and passes on everything else."""

    def __init__(self, stream: TextIO) -> None:
        """Wrap this stream."""
        self.raw_stream = stream

    def write(self, text: str) -> int:
        """Write a sanitized text."""
        self.raw_stream.write(sanitize_text(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self.raw_stream, name)


@contextmanager
def protect_output() -> Iterator[None]:
    """Sanitize everything written to standard output and standard error."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, SafeStream(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def get_program_output() -> TextIO:
    """Return standard output for programs. A terminal gets sanitized text."""
    return sys.stdout if sys.stdout.isatty() else unwrap_stream(sys.stdout)


def unwrap_stream(stream: TextIO) -> TextIO:
    """Return the raw stream, which takes colours. Sanitize a person's text first."""
    return stream.raw_stream if isinstance(stream, SafeStream) else stream
