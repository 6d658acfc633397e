"""Reading entry lines in tests: the entry of a line, its error, and the part that is marked."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.factories import CURRENCY, make_parse_context, read_entries
from tests.strategies import LAST_DAY
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry
from tracker.i18n import CONTEXT_SEPARATOR


def read_entry(line: str, *before: str, today: date = LAST_DAY, typed: bool = False) -> Entry:
    """Return the entry of a line in a book of `circle` that already has those lines before it."""
    context = make_parse_context()
    read_entries(before, context, today)
    return read_entries([line], context, today, typed=typed)[0]


def find_parse_error(
    line: str,
    *before: str,
    today: date = LAST_DAY,
    currency: str = CURRENCY,
    typed: bool = False,
) -> ParseError:
    """Return the error of a line in a book of `circle` that already has those lines before it."""
    context = make_parse_context(currency)
    read_entries(before, context, today)
    with pytest.raises(ParseError) as caught:
        read_line(line, context, LineDays.from_today(today), typed=typed)
    return caught.value


def find_parse_error_in(
    line: str, context: ParseContext, *, typed: bool = False
) -> ParseError | None:
    """Return the error of a line; None when it is read."""
    try:
        read_line(line, context, LineDays.from_today(LAST_DAY), typed=typed)
    except ParseError as error:
        return error
    return None


def translate_label(label: str, words: Mapping[str, str]) -> str:
    """Return a label as a catalog with these words would translate it, whatever its context."""
    text = label.rpartition(CONTEXT_SEPARATOR)[2]
    return words.get(text, text)


def find_marked_part(line: str, error: ParseError) -> str:
    """Return the part of the line that an error marks."""
    return line[error.column - 1 : error.column - 1 + error.length]
