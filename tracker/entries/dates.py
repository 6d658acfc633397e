"""Dates on an entry line: `2025-10-02`, `yesterday`, `thu`."""

import re
from datetime import date, timedelta

from tracker.entries.grammar import DAY_WORDS, WEEKDAYS
from tracker.entries.tokenizer import Token, TokenMark
from tracker.i18n import _error
from tracker.months import EARLIEST, LATEST, is_in_range

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})?")
_LIKE_A_DATE = re.compile(r"[0-9]{1,4}([-./])[0-9]{1,2}\1[0-9]{0,4}")


def looks_like_day(token: Token) -> bool:
    """Return whether a token is a date, a word for one, or another way to write one."""
    return token.mark is TokenMark.WORD and is_day_word(token.folded_text)


def is_day_word(word: str) -> bool:
    """Return whether a word in lower case is a date, a word for one, or looks like one."""
    return word in DAY_WORDS or _LIKE_A_DATE.fullmatch(word) is not None


def read_day(token: Token, today: date) -> date:
    """Return the day that a token names. Raise ParseError where no entry may have it."""
    day = _resolve_day(token, today)
    if not is_in_range(day):
        raise token.build_error(
            _error("Tracker can’t use this date. Type one from {first} to {last}.").format(
                first=EARLIEST, last=LATEST
            )
        )
    return day


def _resolve_day(token: Token, today: date) -> date:
    if _ISO.fullmatch(token.text):
        return _parse_iso_day(token)
    word = token.folded_text
    if word == "today":
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    if word in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS.index(word)) % 7 or 7
        return today - timedelta(days=back)
    return _parse_iso_day(token)


def _parse_iso_day(token: Token) -> date:
    if not _ISO.fullmatch(token.text):
        # A day with dots that exists was read before, as a phrase.
        is_impossible = _DOTTED.fullmatch(token.text) is not None
        message = _describe_missing_date(token.text) if is_impossible else describe_wrong_date()
        raise token.build_error(message)
    try:
        return date.fromisoformat(token.text)
    except ValueError as error:
        raise token.build_error(_describe_missing_date(token.text)) from error


def _describe_missing_date(text: str) -> str:
    return _error("There’s no such date as {date}. Check the day and the month.").format(
        date=text.rstrip(".")
    )


def describe_wrong_date() -> str:
    """Return the error message for a text that isn't a date."""
    return _error("Tracker can’t read this date. Type it, e.g. 2025-10-02, yesterday or thu")
