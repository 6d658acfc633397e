"""Search for entries: read the search line, and find entries bit by bit."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date

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
from tracker.i18n import N_error, _error

SMALLEST_WINDOW, LARGEST_WINDOW = 100, 6_400
"""Entries that are searched at a time. A key press waits for no more than these."""
YIELD_SECONDS = 0.001
"""Seconds that other tasks get. With a pause of 0 they would get one step only."""
TAG_ERRORS = (
    N_error("There’s no such tag. Check the spelling."),
    N_error("There’s no such tag. Did you mean {suggestion}?"),
)
GROUP_ERRORS = (
    N_error("There’s no such group. Check the spelling."),
    N_error("There’s no such group. Did you mean {suggestion}?"),
)
NAME_ERRORS = (
    N_error("There’s no such campaign or event. Check the spelling."),
    N_error("There’s no such campaign or event. Did you mean {suggestion}?"),
)
"""The errors for an unknown name, without and with a suggestion."""
_UNSEARCHABLE_WORDS = frozenset({"last", "ref"})
"""Words of the entry line that can't be searched for."""


@dataclass(frozen=True, slots=True)
class SearchState:
    """The state of a search line: what it searches for, or why it is not understood."""

    search_filter: EntryFilter | None = None
    """None if nothing is searched for, and all entries are listed."""
    completions: tuple[Completion, ...] = ()
    """The completions at the cursor."""
    refusal: str = ""
    notice: str = ""
    """A sentence about the words that are not searched for."""
    is_word_unfinished: bool = False
    """Whether the refused word is still being typed. `search_filter` is then of those before it."""


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
    """Return which words are not searched for, without an unfinished last one such as `for 2`."""
    words = search_filter.ignored_words if search_filter else []
    is_last_unfinished = bool(words) and line.endswith(words[-1])
    return describe_ignored(words[:-1] if is_last_unfinished else words)


def _parse_search_before(
    line: str, start: int, parse_context: ParseContext, today: date
) -> EntryFilter | None:
    """Return the search of a line whose last word, from `start` on, is still being typed."""
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
    """Raise ParseError for a name that the notebook doesn't have."""
    match token.mark:
        case TokenMark.TAG:
            names, (unknown, suggesting) = parse_context.tags, TAG_ERRORS
        case TokenMark.GROUP:
            names, (unknown, suggesting) = parse_context.groups, GROUP_ERRORS
            if token.text.isascii() and token.text.isdigit():
                names = names | {
                    str(number): label for number, label in parse_context.group_numbers.items()
                }
        case TokenMark.CAMPAIGN:
            names = parse_context.campaigns | parse_context.events
            unknown, suggesting = NAME_ERRORS
        case _:
            return
    if token.folded_text in names:
        return
    hint = find_near_word(token.text, names.values()) or find_similar_word(
        token.text, names.values()
    )
    if hint:
        raise token.build_error(_error(suggesting).format(suggestion=f"{token.mark.value}{hint}"))
    raise token.build_error(_error(unknown))


async def search_entries(
    book: Book, search_filter: EntryFilter
) -> AsyncGenerator[list[StoredEntry], None]:
    """Yield the entries that match, a few days of the book at a time, newest first.

    Where little is found, more days are searched at a time.
    """
    last: date | None = date.max
    size = SMALLEST_WINDOW
    while last is not None:
        items, last = book.search.load_window(search_filter, last, size)
        if len(items) < SMALLEST_WINDOW:
            size = min(2 * size, LARGEST_WINDOW)
        yield items
        await asyncio.sleep(YIELD_SECONDS)


async def find_unmatched(book: Book, line: str, parse_context: ParseContext, today: date) -> str:
    """Return a sentence about the parts of a search line that match no entry."""
    parts = list(list_parts(line, parse_context, today))
    return describe_unmatched([text for text, part in parts if not await _has_match(book, part)])


async def _has_match(book: Book, search_filter: EntryFilter) -> bool:
    async with aclosing(search_entries(book, search_filter)) as batches:
        async for batch in batches:
            if batch:
                return True
    return False


def build_newest_first_key(item: StoredEntry) -> tuple[int, int]:
    """Return a sort key: newest day first, and by number within a day."""
    return (-item.entry.day.toordinal(), -item.number)
