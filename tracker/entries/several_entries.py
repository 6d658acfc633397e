"""A line that says several entries: `paid 20 ticket, 15 t-shirt`.

An amount is never shared out. Each part is an entry that could be typed alone.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date

from tracker.entries.draft_days import find_day
from tracker.entries.grammar import SOURCE_WORDS
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.phrases.phrase import PhraseContext
from tracker.entries.phrases.type_words import names_type
from tracker.entries.tokenizer import TokenMark, tokenize
from tracker.entries.types import Entry

_LONGEST = 300
_MAX_PARTS = 6
_LIST_TYPES = frozenset({"ask", "paid", "cost", "need", *SOURCE_WORDS})
"""Types of which a line may list several: `paid 20 ticket, 15 t-shirt`."""
_OTHER_SUMS = frozenset({"income", "received", "returned", "wage", "limit", "goal"})
_BETWEEN = re.compile(r"\s*[,;.](?=\s)|\s+(?:and|und|then)(?=\s)")
_TO_BOTH = re.compile(
    r",?\s+(?P<answer>[^\s,\d]+(?:\s[^\s,\d]+)?)\s+to both\s*[.!]*\s*$", re.IGNORECASE
)

ReadOne = Callable[[str, ParseContext], tuple[Entry, ...]]
"""Reads a line that is one entry, and raises ParseError."""


def read_several(
    line: str, context: ParseContext, today: date, read_one: ReadOne
) -> tuple[Entry, ...] | None:
    """Return the entries of a line that says several, in their order, or None for any other line.

    Each part is an entry by itself, if need be with the day and the type of the one before it.
    `context` is left as it is.
    """
    if len(line) > _LONGEST:
        return None
    ending = _TO_BOTH.search(line)
    answer = f" {ending['answer']}" if ending else ""
    rest = line[: ending.start()] if ending else line
    return _read_parts(rest, answer, context, today, read_one)


def _read_parts(
    line: str, answer: str, context: ParseContext, today: date, read_one: ReadOne
) -> tuple[Entry, ...] | None:
    places = list(_BETWEEN.finditer(line))
    if not places or len(places) >= _MAX_PARTS or not _has_only_words(line):
        return None
    for place in reversed(places):
        if not line[: place.start()].strip():
            continue
        first_entries = _read(line[: place.start()] + answer, context, read_one)
        if not first_entries:
            # There is nothing before the separator, or nothing that is understood.
            continue
        next_context = context.copy()
        for entry in first_entries:
            next_context.add_entry(entry)
        for rest in _list_rests(first_entries[0], line[place.end() :].strip(), today):
            entries = _read(rest + answer, next_context, read_one)
            entries = entries or _read_parts(rest, answer, next_context, today, read_one)
            if entries:
                return (*first_entries, *entries)
    return None


def _list_rests(entry: Entry, rest: str, today: date) -> Iterator[str]:
    """Yield a part with the type and the day of the entry before it, with its day, and alone.

    A part that names a day itself gets no other.
    """
    part = _BETWEEN.split(rest, maxsplit=1)[0]
    day = f"{entry.day} " if find_day(part, PhraseContext(today, ""))[0] is None else ""
    with suppress(ParseError):
        if not names_type(tokenize(rest)):
            if entry.word in _LIST_TYPES:
                yield f"{day}{entry.word} {rest}"
            elif entry.word in _OTHER_SUMS:
                # What is no such sum is no ask for that, either.
                return
    yield f"{day}{rest}"
    yield rest


def _read(line: str, context: ParseContext, read_one: ReadOne) -> tuple[Entry, ...] | None:
    try:
        return read_one(line, context)
    except ParseError:
        return None


def _has_only_words(line: str) -> bool:
    """Return whether a line has no quotes, own words or note, in which commas divide nothing."""
    try:
        tokens = tokenize(line)
    except ParseError:
        return False
    marks = (TokenMark.WORDS, TokenMark.LABEL, TokenMark.OWN_WORDS, TokenMark.NOTE)
    return not any(token.mark in marks for token in tokens)
