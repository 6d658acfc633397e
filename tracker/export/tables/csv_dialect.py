"""The dialects of our CSV files: the separator of cells, and the decimal character."""

import csv
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import BytesIO, TextIOWrapper
from typing import Protocol

from tracker.i18n import has_decimal_comma

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark. Without it Excel reads umlauts wrongly."""
LINE_END = "\r\n"
LIST_SEPARATOR = "; "
"""Between the parts of a list in one cell."""


class Stream(Protocol):
    """Something that text is written to."""

    def write(self, text: str, /) -> object:
        """Take a piece of text."""


class Dialect(StrEnum):
    """The two ways in which spreadsheet programs read a table, by the locale they run in."""

    # Data: in people's scripts since 0.1. Never rename.
    COMMA = "comma"
    SEMICOLON = "semicolon"

    @classmethod
    def from_locale(cls) -> "Dialect":
        """Return the dialect that spreadsheet programs expect in the person's locale."""
        return cls.SEMICOLON if has_decimal_comma() else cls.COMMA

    @property
    def separator(self) -> str:
        """The character between two cells."""
        return ";" if self is Dialect.SEMICOLON else ","

    @property
    def decimal(self) -> str:
        """The character before the decimals in a number cell. Text cells never change."""
        return "," if self is Dialect.SEMICOLON else "."

    def write_rows(self, stream: Stream, rows: Iterable[Iterable[str | int | None]]) -> None:
        """Write rows with every cell quoted. None is an empty cell."""
        csv.writer(
            stream, delimiter=self.separator, lineterminator=LINE_END, quoting=csv.QUOTE_ALL
        ).writerows(rows)

    def read_rows(self, raw: bytes) -> Iterator[list[str]]:
        """Return the rows of a table in this dialect, its head first. Cells keep their guard."""
        text = TextIOWrapper(BytesIO(raw), encoding=ENCODING, newline="")
        return csv.reader(text, delimiter=self.separator)
