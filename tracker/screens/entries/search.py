"""What entries are looked for, read while it is typed; and those that are found, bit by bit."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.book.book import Book
from tracker.entries.completion import Completion, complete
from tracker.entries.entry_filter import Filter, read_filter
from tracker.entries.parse_context import Known
from tracker.entries.parse_error import LONGEST_LINE, Refusal, closest, nearest
from tracker.entries.tokenizer import Mark, Token, tokens
from tracker.entries.types import Logged
from tracker.i18n import _

SLICE = 6
"""Days, beside the newest, that are read at a time: a key waits for no more than these."""
PAUSE = 0.001
"""Seconds in which others have their turn; a pause of none lets them have one step only."""
_NOT_LOOKED_FOR = frozenset({"last", "ref"})
"""Words of the entry line that pick nothing."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A line as it stands: what it asks for, or why it is not understood."""

    wanted: Filter | None = None
    """None: nothing is looked for, all entries are there."""
    ways: tuple[Completion, ...] = ()
    """How it may go on at the cursor."""
    refusal: str = ""
    is_begun: bool = False
    """Whether what is refused is still being typed; `wanted` is then what stands before it."""


def sought(line: str, cursor: int, known: Known, today: date) -> Sought:
    """Read what is looked for while it is being typed."""
    before = line[:cursor]
    ways = tuple(
        way
        for way in (complete(before, known) if len(line) <= LONGEST_LINE else ())
        if way.text not in _NOT_LOOKED_FOR
    )
    try:
        return Sought(_filter(line, known, today), ways)
    except Refusal as refusal:
        at = refusal.column - 1
        if at + refusal.length < len(line):
            return Sought(None, ways, refusal.sentence)
        return Sought(_before(line, at, known, today), ways, refusal.sentence, is_begun=True)


def _before(line: str, at: int, known: Known, today: date) -> Filter | None:
    """What a line asks for whose last word, from `at` on, is still being typed."""
    quote = line[at : at + 1]
    for text in (line + quote if quote in ('"', "'") else "", line[:at]):
        try:
            wanted = _filter(text, known, today)
        except Refusal:
            continue
        if wanted is not None:
            return wanted
    return None


def _filter(line: str, known: Known, today: date) -> Filter | None:
    if not line.strip():
        return None
    for token in tokens(line):
        _refuse_unknown(token, known)
    return read_filter(line, known, today)


def _refuse_unknown(token: Token, known: Known) -> None:
    """Refuse a name that no entry has; the entry line would say how to make it."""
    match token.mark:
        case Mark.TAG:
            names, sentence = known.tags, _("this tag is not known")
        case Mark.GROUP:
            names, sentence = known.groups, _("this group is not known")
            if token.text.isascii() and token.text.isdigit():
                names = names | {
                    str(number): label for number, label in known.group_numbers.items()
                }
        case Mark.CAMPAIGN:
            names, sentence = known.campaigns, _("this campaign is not known")
        case _:
            return
    if token.folded in names:
        return
    hint = nearest(token.text, names.values()) or closest(token.text, names.values())
    if hint:
        name = token.mark.value + hint
        sentence = _("{sentence}; did you mean {name}?").format(sentence=sentence, name=name)
    raise token.refused(sentence)


async def found(book: Book, wanted: Filter) -> AsyncGenerator[list[Logged], None]:
    """The entries that are picked, a few days of the book at a time, the newest first."""
    last = date.max
    while newest := book.latest(1, last):
        last = newest[0].entry.day
        first = date.fromordinal(max(1, last.toordinal() - SLICE))
        items = [item for item in book.entries(first, last) if wanted.picks(item.entry)]
        yield sorted(items, key=newest_first)
        if first == date.min:
            return
        last = first - timedelta(days=1)
        await asyncio.sleep(PAUSE)


def newest_first(item: Logged) -> tuple[int, int]:
    """Orders entries by day, the newest first; those of one day by number."""
    return (-item.entry.day.toordinal(), -item.number)
