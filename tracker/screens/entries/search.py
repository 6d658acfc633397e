"""Search for entries: read the words of the search line, and find entries bit by bit."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.book.book import Book
from tracker.entries.completion import Completion, find_completions
from tracker.entries.entry_filter import (
    EntryFilter,
    describe_ignored,
    describe_unmatched,
    list_parts,
    parse_filter,
)
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, ParseError
from tracker.entries.tokenizer import Token, TokenMark, tokenize
from tracker.entries.types import StoredEntry
from tracker.entries.word_matching import find_near_word, find_similar_word
from tracker.i18n import _

DAYS_PER_READ = 6
"""Days, beside the newest, that are read at a time: a key waits for no more than these."""
YIELD_SECONDS = 0.001
"""Seconds in which others have their turn; a pause of none lets them have one step only."""
_UNSEARCHABLE_WORDS = frozenset({"last", "ref"})
"""Words of the entry line that pick nothing."""


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search line as it stands: what it searches for, or why it is not understood."""

    search_filter: EntryFilter | None = None
    """None: nothing is looked for, all entries are there."""
    completions: tuple[Completion, ...] = ()
    """How it may go on at the cursor."""
    refusal: str = ""
    notice: str = ""
    """Which words pick nothing."""
    is_word_unfinished: bool = False
    """Whether what is refused is still being typed; `wanted` is then what stands before it."""


def parse_search(line: str, cursor: int, parse_context: ParseContext, today: date) -> SearchState:
    """Read a search line that is being typed."""
    text_before = line[:cursor]
    completions = tuple(
        completion
        for completion in (
            find_completions(text_before, parse_context) if len(line) <= LONGEST_LINE else ()
        )
        if completion.text not in _UNSEARCHABLE_WORDS
    )
    try:
        search_filter = _parse_filter(line, parse_context, today)
        return SearchState(
            search_filter, completions, notice=_describe_ignored(search_filter, line)
        )
    except ParseError as error:
        start = error.column - 1
        if start + error.length < len(line):
            return SearchState(None, completions, error.message)
        return SearchState(
            _parse_search_before(line, start, parse_context, today),
            completions,
            error.message,
            is_word_unfinished=True,
        )


def _describe_ignored(search_filter: EntryFilter | None, line: str) -> str:
    """Return which words pick nothing; the last one may still be typed: `for 2`."""
    words = search_filter.ignored_words if search_filter else []
    is_last_unfinished = bool(words) and line.endswith(words[-1])
    return describe_ignored(words[:-1] if is_last_unfinished else words)


def _parse_search_before(
    line: str, start: int, parse_context: ParseContext, today: date
) -> EntryFilter | None:
    """Return what a line searches for whose last word, from `start` on, is still being typed."""
    quote = line[start : start + 1]
    for text in (line + quote if quote in ('"', "'") else "", line[:start]):
        try:
            search_filter = _parse_filter(text, parse_context, today)
        except ParseError:
            continue
        if search_filter is not None:
            return search_filter
    return None


def _parse_filter(line: str, parse_context: ParseContext, today: date) -> EntryFilter | None:
    if not line.strip():
        return None
    for token in tokenize(line):
        _refuse_unknown(token, parse_context)
    return parse_filter(line, parse_context, today)


def _refuse_unknown(token: Token, parse_context: ParseContext) -> None:
    """Raise ParseError for a name that no entry has."""
    match token.mark:
        case TokenMark.TAG:
            names, sentence = parse_context.tags, _("this tag is not known")
        case TokenMark.GROUP:
            names, sentence = parse_context.groups, _("this group is not known")
            if token.text.isascii() and token.text.isdigit():
                names = names | {
                    str(number): label for number, label in parse_context.group_numbers.items()
                }
        case TokenMark.CAMPAIGN:
            names = parse_context.campaigns | parse_context.events
            sentence = _("this name is not known")
        case _:
            return
    if token.folded_text in names:
        return
    hint = find_near_word(token.text, names.values()) or find_similar_word(
        token.text, names.values()
    )
    if hint:
        name = token.mark.value + hint
        sentence = _("{sentence}; did you mean {name}?").format(sentence=sentence, name=name)
    raise token.build_error(sentence)


async def search_entries(
    book: Book, search_filter: EntryFilter
) -> AsyncGenerator[list[StoredEntry], None]:
    """Yield the entries that match, a few days of the book at a time, the newest first."""
    last = date.max
    while newest := book.load_latest(1, last):
        last = newest[0].entry.day
        first = date.fromordinal(max(1, last.toordinal() - DAYS_PER_READ))
        items = [
            item for item in book.load_entries(first, last) if search_filter.is_match(item.entry)
        ]
        yield sorted(items, key=build_newest_first_key)
        if first == date.min:
            return
        last = first - timedelta(days=1)
        await asyncio.sleep(YIELD_SECONDS)


async def find_unmatched(book: Book, line: str, parse_context: ParseContext, today: date) -> str:
    """Return which parts of a search line match no entry at all."""
    parts = list(list_parts(line, parse_context, today))
    return describe_unmatched([text for text, part in parts if not await _has_match(book, part)])


async def _has_match(book: Book, search_filter: EntryFilter) -> bool:
    async with aclosing(search_entries(book, search_filter)) as batches:
        async for batch in batches:
            if batch:
                return True
    return False


def build_newest_first_key(item: StoredEntry) -> tuple[int, int]:
    """Return a key that sorts by day, the newest first; those of one day by number."""
    return (-item.entry.day.toordinal(), -item.number)
