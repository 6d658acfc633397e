"""Reading whole texts of entry lines, as a book does."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import pytest

from tests.strategies import CURRENCY, TODAY
from tracker.entries.gifts import TextTies
from tracker.entries.known import Known
from tracker.entries.line import Days, read_line
from tracker.entries.refusal import Refusal
from tracker.entries.types import Entry

GROUP = "circle"


def known_book(currency: str = CURRENCY) -> Known:
    """An empty book made for one group."""
    return Known(currency, default_group=GROUP, groups={GROUP: GROUP}, group_numbers={1: GROUP})


def read_text(
    lines: Iterable[str], known: Known | None = None, today: date = TODAY, *, typed: bool = False
) -> list[Entry]:
    """The entries of lines, each taken into what is known before the next is read."""
    known = known or Known(CURRENCY)
    entries: list[Entry] = []
    text = list(lines)
    ties = TextTies(text)
    for at, line in enumerate(text):
        below = partial(ties.below, at)
        for entry in read_line(line, known, Days.on(today), typed=typed, below=below):
            known.add(entry)
            entries.append(entry)
    return entries


def read_one(line: str, *before: str, today: date = TODAY, typed: bool = False) -> Entry:
    """The entry of a line in a book of `circle` that already has those lines before it."""
    known = known_book()
    read_text(before, known, today)
    return read_text([line], known, today, typed=typed)[0]


def refused(
    line: str,
    *before: str,
    today: date = TODAY,
    currency: str = CURRENCY,
    typed: bool = False,
) -> Refusal:
    """Why a line is refused in a book of `circle` that already has those lines before it."""
    known = known_book(currency)
    read_text(before, known, today)
    with pytest.raises(Refusal) as caught:
        read_line(line, known, Days.on(today), typed=typed)
    return caught.value


def refusal_of(line: str, known: Known, *, typed: bool = False) -> Refusal | None:
    """Why a line is refused; None when it is read."""
    try:
        read_line(line, known, Days.on(TODAY), typed=typed)
    except Refusal as refusal:
        return refusal
    return None


def pointed_at(line: str, refusal: Refusal) -> str:
    """The part of the line over which the caret stands."""
    return line[refusal.column - 1 : refusal.column - 1 + refusal.length]
