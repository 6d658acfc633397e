"""Reading whole texts of entry lines, as a book does."""

from datetime import date

import pytest

from tests.factories import CURRENCY, known_book, read_entries
from tests.strategies import LAST_DAY
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry


def read_entry(line: str, *before: str, today: date = LAST_DAY, typed: bool = False) -> Entry:
    """The entry of a line in a book of `circle` that already has those lines before it."""
    known = known_book()
    read_entries(before, known, today)
    return read_entries([line], known, today, typed=typed)[0]


def refusal_in(
    line: str,
    *before: str,
    today: date = LAST_DAY,
    currency: str = CURRENCY,
    typed: bool = False,
) -> ParseError:
    """Why a line is refused in a book of `circle` that already has those lines before it."""
    known = known_book(currency)
    read_entries(before, known, today)
    with pytest.raises(ParseError) as caught:
        read_line(line, known, LineDays.from_today(today), typed=typed)
    return caught.value


def find_parse_error_in(
    line: str, context: ParseContext, *, typed: bool = False
) -> ParseError | None:
    """Why a line is refused; None when it is read."""
    try:
        read_line(line, context, LineDays.from_today(LAST_DAY), typed=typed)
    except ParseError as refusal:
        return refusal
    return None


def text_at_caret(line: str, refusal: ParseError) -> str:
    """The part of the line over which the caret stands."""
    return line[refusal.column - 1 : refusal.column - 1 + refusal.length]
