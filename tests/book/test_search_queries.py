"""A search finds what the filter picks among all entries, and reads little else."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.dense_books import DENSE, SLOW
from tests.book.reads import count_reads
from tests.factories import TODAY, log_lines, make_book_in_memory
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.book import Book
from tracker.entries.entry_filter import EntryFilter, parse_filter
from tracker.entries.flat_row import flatten_entry
from tracker.entries.types import Entry, StoredEntry

LINES = (
    "2026-01-01 income 950/month",
    "2026-01-05 ask 30/month dues no #in_public “It is \N{FULLWIDTH LATIN CAPITAL LETTER D}INNER”",
    "2026-01-06 ask 10-50 donation pledged 20 +!campaign:roof “only the price of a Dinner”",
    "2026-01-07 answered yes for 2",
    "2026-01-08 paid 12 merch Café @!circle by cash // Straße",
    "2026-01-09 meeting 2-3h",
    "2026-01-10 seen 50 donation +!event:weekend",
    "2026-01-11 paid ? other",
    "2026-01-12 goal 500 +roof met",
)
WORDS = (
    *("ask", "no", "dues", "dinner", "DINNER", "cafe", "café", "CAFÉ", "strasse", "straße"),
    *("2026-01-06", "january", "30", "12.00", "2h", "10-50", "?", "met", "by cash", "cash"),
    *("for 2", "yes", "pledged", "until 2026-02-01", "#in_public", "+roof", "+weekend", "@circle"),
    *("merch", "monthly", "estimated", "ask yes", "ask dinner", '"price of"', "2%", "event", "k"),
)


def parse(book: Book, line: str) -> EntryFilter:
    return parse_filter(line, book.load_parse_context(), TODAY)


def search_in_windows(book: Book, wanted: EntryFilter, size: int) -> Iterator[StoredEntry]:
    last: date | None = date.max
    while last is not None:
        items, last = book.search.load_window(wanted, last, size)
        yield from items


def assert_found(book: Book, wanted: EntryFilter) -> None:
    picked = [item for item in book.load_entries() if wanted.is_match(item.entry)]
    assert list(book.search.find_entries(wanted)) == picked
    day = date(2026, 1, 7)
    assert list(book.search.find_entries(wanted, day, day)) == [
        item for item in picked if item.entry.day == day
    ]
    picked.sort(key=lambda item: (item.entry.day, item.number), reverse=True)
    for size in (0, 2, 1000):
        assert list(search_in_windows(book, wanted, size)) == picked


@pytest.mark.parametrize("line", WORDS)
def test_what_is_found_is_what_the_filter_picks(line: str) -> None:
    with make_book_in_memory() as book:
        log_lines(book, *LINES)
        assert_found(book, parse(book, line))


def test_each_word_of_these_finds_something() -> None:
    with make_book_in_memory() as book:
        log_lines(book, *LINES)
        for line in ("dinner", "café", "strasse", "met", "10-50", "+roof", "@circle", "2h", "?"):
            assert list(book.search.find_entries(parse(book, line))), line


@settings(SLOW, max_examples=count_examples(40))
@given(books(DENSE), st.data())
def test_so_it_is_with_any_part_of_any_entry(entries: list[Entry], data: st.DataObject) -> None:
    with make_book_in_memory() as book:
        book.log(entries, LAST_DAY)
        for row in map(flatten_entry, entries[:6]):
            texts = [text for text in (row.words, row.label, row.own_words, row.ref) if text]
            wanted = EntryFilter(
                types=data.draw(st.sampled_from([set(), {row.type}])),
                kinds=data.draw(st.sampled_from([set(), {row.kind} - {None}])),
                groups=data.draw(st.sampled_from([set(), {row.group} - {None}])),
                days=data.draw(st.sampled_from([set(), {row.day}])),
                tags=set(row.circumstances[:1]),
                answers={answer.word.value for answer in row.answers[:1]},
                texts=[text[1:4].swapcase() for text in texts[:1] if text[1:4]],
            )
            assert_found(book, wanted)


def test_hostile_words_are_searched_for_like_others() -> None:
    with make_book_in_memory() as book:
        log_lines(book, *LINES)
        for text in ("%", "_", "'", "\x00", "\ud800", "ﬁ", json.dumps("x")):
            assert_found(book, EntryFilter(texts=[text], tags={text}))
            assert_found(book, EntryFilter(texts=[text], campaigns={text}))
        assert_found(book, EntryFilter(texts=["e"] * 3_000))


def test_what_does_not_match_is_not_built() -> None:
    with make_book_in_memory() as book:
        log_lines(book, *["2026-01-05 ask 5 dues no", "2026-01-06 paid 7 merch"] * 50)
        log_lines(book, '2026-01-07 ask 9 dues "soup"')
        wanted = EntryFilter(texts=["SOUP"])
        with count_reads(book) as reads:
            assert len(list(search_in_windows(book, wanted, 1000))) == 1
        # The window, the groups, the entries, their answers and their tags.
        assert (reads.entries, reads.statements) == (1, 5)
