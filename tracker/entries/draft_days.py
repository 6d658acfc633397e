"""The day of a line that is not read yet: of a draft, and of a line of a paste."""

import re
from datetime import date, timedelta

from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.grammar import DAY_WORDS
from tracker.entries.parse_error import ParseError
from tracker.entries.phrases.days import rewrite_day
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext
from tracker.entries.tokenizer import Token, span_tokens, tokenize
from tracker.months import is_in_range

_WORDS_BEFORE_MARKS = re.compile(r"(?:\s*[^\s\"'#@+]+){1,8}")
"""The words at the beginning of a line, without an open quote."""


def find_day(line: str, context: PhraseContext) -> tuple[date | None, bool]:
    """Return the day that a line names, and whether it says nothing else, or None if it names none.

    Of several days that a line alone may be, such as `12/10`, it is the likeliest, else None.
    """
    try:
        tokens = tokenize(line.strip().rstrip(":"))
        try:
            rewritten = rewrite_day(tokens, context)
        except PhraseChoiceError as choice:
            is_whole = choice.token.length == span_tokens(tokens).length
            rewritten = tokenize(choice.texts[0]) if is_whole else []
    except ParseError:
        return None, False
    if not rewritten or not looks_like_day(rewritten[0]):
        return None, False
    try:
        return read_day(rewritten[0], context.today), len(rewritten) == 1
    except ParseError:
        return None, False


def pin_day(line: str, today: date) -> str:
    """Return a line for a draft: a day before it that moves on, like `last night`, becomes a date.

    One that is the same day next week, like `sat 7 nov`, stays as it was typed.
    """
    # On a day that no entry may have, the word says more than a date would.
    place, day = _find_leading_day(line, today) if is_in_range(today) else (None, None)
    if place is None or day is None:
        return line
    _place, next_day = _find_leading_day(line, today + timedelta(days=7))
    if day == next_day:
        return line
    start = place.column - 1
    return f"{line[:start]}{day}{line[start + place.length :]}"


def add_missing_day(line: str, day: date, undated_day: date) -> str:
    """Return a draft of another day. One without a date of its own gets that day."""
    if day == undated_day or not line.strip() or _names_one_day(line, day, undated_day):
        return line
    first = line.split(None, 1)[0]
    # A word that was not pinned was laid aside on a day that nobody knows (`kept`).
    return line if first.casefold() in DAY_WORDS else f"{day} {line}"


def _names_one_day(line: str, *todays: date) -> bool:
    """Return whether a line names a day that is the same on each of these days."""
    days = {find_day(line, PhraseContext(today, ""))[0] for today in todays}
    return len(days) == 1 and None not in days


def _find_leading_day(line: str, today: date) -> tuple[Token | None, date | None]:
    """Return the place of the day with which a line begins, and the day, or None if it has none."""
    words = _WORDS_BEFORE_MARKS.match(line)
    try:
        tokens = tokenize(words[0] if words else line)
        first = rewrite_day(tokens, PhraseContext(today, ""))[0]
        if looks_like_day(first) and first.column == tokens[0].column:
            return first, read_day(first, today)
    except (ParseError, PhraseChoiceError, IndexError, OverflowError):
        return None, None
    return None, None
