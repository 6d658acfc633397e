"""The dialects of our CSV files: the separator of cells, and the decimal character."""

import csv
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import StringIO
from typing import Protocol

from tracker.i18n import has_decimal_comma

ENCODING = "utf-8-sig"
"""UTF-8 with the byte order mark, without which Excel reads umlauts wrongly."""
LINE_END = "\r\n"
LIST_SEPARATOR = "; "
"""Between the parts of a list in one cell."""


class Stream(Protocol):
    """Where text is written to."""

    def write(self, text: str, /) -> object:
        """Take a piece of text."""


class Dialect(StrEnum):
    """The two ways in which spreadsheet programs read a table, by the locale they run in."""

    # Data: in people's scripts since 0.1; never rename.
    COMMA = "comma"
    SEMICOLON = "semicolon"

    @classmethod
    def from_locale(cls) -> "Dialect":
        """Return the dialect that spreadsheet programs expect in the person's locale."""
        return cls.SEMICOLON if has_decimal_comma() else cls.COMMA

    @property
    def separator(self) -> str:
        """What stands between two cells."""
        return ";" if self is Dialect.SEMICOLON else ","

    @property
    def decimal(self) -> str:
        """What stands before the decimals of a number cell; text cells never change."""
        return "," if self is Dialect.SEMICOLON else "."

    def write_rows(self, stream: Stream, rows: Iterable[Iterable[str | int | None]]) -> None:
        """Write rows, every cell quoted; None is an empty cell."""
        csv.writer(
            stream, delimiter=self.separator, lineterminator=LINE_END, quoting=csv.QUOTE_ALL
        ).writerows(rows)

    def read_rows(self, raw: bytes) -> Iterator[list[str]]:
        """Return the rows of a table in this dialect, its head first; cells keep their guard."""
        return csv.reader(StringIO(raw.decode(ENCODING), newline=""), delimiter=self.separator)
