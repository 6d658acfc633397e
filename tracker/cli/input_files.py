"""Text that comes in: files and standard input, as lines of UTF-8."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import click

from tracker.i18n import _error, _label

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class InputText:
    """A text: its name for messages, and its bytes, which are UTF-8."""

    name: str
    raw: bytes

    def __iter__(self) -> Iterator[str]:
        """Yield the lines without their ends. Only one of them is kept in memory."""
        for line in BytesIO(self.raw):
            yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8")


class InputEncodingError(ValueError):
    """A text that is not UTF-8. The message gives the place."""


def read_input_text(file: Path) -> InputText:
    """Read a file, or standard input for `-`.

    Raises InputEncodingError, or ClickException without it.
    """
    name = _label("standard input") if str(file) == "-" else str(file)
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except FileNotFoundError as error:
        raise click.ClickException(
            _error(
                "There’s no file {file}. Nothing was saved. To add a line itself, "
                "type: echo '…' | tracker log"
            ).format(file=name)
        ) from error
    except OSError as error:
        raise click.ClickException(
            _error("{file} can’t be read ({reason}). Nothing was saved.").format(
                file=name, reason=error.strerror
            )
        ) from error
    raw = raw.removeprefix(BYTE_ORDER_MARK)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _build_encoding_error(raw, name, error.start) from error
    return InputText(name, raw)


def _build_encoding_error(raw: bytes, name: str, at: int) -> InputEncodingError:
    """Return the error with the line and the column of a byte that is no UTF-8."""
    line_start = raw.rfind(b"\n", 0, at) + 1
    return InputEncodingError(
        _error(
            "{file}, line {line}, column {column}: This isn’t UTF-8 text. Save "
            "the file as UTF-8 and try again. Nothing was saved."
        ).format(
            file=name,
            line=raw.count(b"\n", 0, at) + 1,
            column=len(raw[line_start:at].decode("utf-8")) + 1,
        )
    )
