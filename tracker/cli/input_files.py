"""Text that comes in: files and standard input, as lines of UTF-8."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.i18n import _

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class InputText:
    """A text: its name for messages, and its lines without their ends."""

    name: str
    lines: list[str]


class InputEncodingError(ValueError):
    """A text that is not UTF-8; the message names the place."""


def read_input_text(file: Path) -> InputText:
    """Read a file, or standard input for `-`.

    Raises InputEncodingError, or ClickException without it.
    """
    name = _("standard input") if str(file) == "-" else str(file)
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except FileNotFoundError as error:
        raise click.ClickException(
            _(
                "There is no file {name}, and nothing was saved; to note a line itself:"
                " echo '…' | tracker log"
            ).format(name=name)
        ) from error
    except OSError as error:
        raise click.ClickException(
            _("{name} cannot be read ({why}); nothing was saved.").format(
                name=name, why=error.strerror
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
            _(
                "{name}, line {line}, column {column}: this is not UTF-8; save the file as UTF-8"
                " and try again. Nothing was saved."
            ).format(name=name, line=number, column=column)
        ) from error
