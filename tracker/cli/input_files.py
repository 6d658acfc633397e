"""Text that comes in: files and standard input, as lines of UTF-8."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.i18n import _error, _label

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class InputText:
    """A text: its name for messages, and its lines without their ends."""

    name: str
    lines: list[str]


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
    lines = [
        _decode_line(line.removesuffix(b"\r"), name, number)
        for number, line in enumerate(raw.split(b"\n"), start=1)
    ]
    return InputText(name, lines)


def _decode_line(line: bytes, name: str, number: int) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8")) + 1
        raise InputEncodingError(
            _error(
                "{file}, line {line}, column {column}: This isn’t UTF-8 text. Save "
                "the file as UTF-8 and try again. Nothing was saved."
            ).format(file=name, line=number, column=column)
        ) from error
