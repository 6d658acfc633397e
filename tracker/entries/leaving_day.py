"""Reads the last day with a group, or of a payment to it, as a person types it into a dialog."""

from datetime import date

from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _error


def find_day_refusal(text: str, today: date, *, is_needed: bool = False) -> str:
    """Return why the typed last day is refused, or an empty text if it is accepted.

    No day at all is accepted where none is needed.
    """
    try:
        day = parse_leaving_day(text, today)
    except ParseError as error:
        return error.message
    if day is None and is_needed:
        return _error("Type the day, e.g. 2025-11-05.")
    if day and day > today:
        return _error("This day is in the future. Type a day up to today.")
    return ""


def parse_leaving_day(text: str, today: date) -> date | None:
    """Return the typed day, or None without one. Raises ParseError."""
    tokens = tokenize(text)
    if not tokens:
        return None
    if len(tokens) > 1 or not looks_like_day(tokens[0]):
        raise tokens[0].build_error(
            _error("This isn’t a date. Type one such as “2025-10-02”, “yesterday” or “thu”.")
        )
    return read_day(tokens[0], today)
