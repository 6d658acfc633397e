"""Timelines, each built when it is read: the same as are made of all entries of a book."""

from datetime import date

from hypothesis import given, settings

from tests.analysis.dense_books import DENSE, ONLY_ASKS, SLOW, TODAYS
from tests.analysis.second_days import select_counted
from tests.factories import log_lines, make_book_in_memory
from tests.strategies import books, count_examples
from tracker.analysis.asks.timeline import build_timelines
from tracker.book.book import Book
from tracker.charts.timeline_text import build_timeline_legend, find_step_kinds, has_several_groups
from tracker.entries.types import Entry

RANGES = (
    (None, None),
    (date(2026, 1, 15), None),
    (None, date(2026, 2, 1)),
    (date(2026, 2, 1), date(2026, 2, 28)),
)


def assert_same_as_of_all_entries(book: Book, today: date) -> None:
    items = select_counted(list(book.load_entries()))
    queries = book.timeline_queries
    groups = [None, "nobody", *{getattr(item.entry, "group", None) for item in items}]
    for group in dict.fromkeys(groups):
        for first, last in RANGES:
            expected = build_timelines(items, today, group, first, last)
            timelines = queries.load_timelines(today, group, first, last)
            assert list(timelines) == expected
            assert [timelines[place] for place in range(len(timelines))] == expected
            assert timelines.has_several_groups == has_several_groups(expected)
            for item in items:
                assert timelines.find_places(item.number) == [
                    place
                    for place, timeline in enumerate(expected)
                    if item.number in timeline.entries
                ]
            kinds = queries.find_step_kinds(timelines, today, group)
            legend = list(build_timeline_legend(find_step_kinds(expected)))
            assert list(build_timeline_legend(kinds)) == legend
            timelines.read_all()
            assert timelines[:3] == expected[:3]


@settings(SLOW, max_examples=count_examples(40))
@given(books(ONLY_ASKS), TODAYS)
def test_each_timeline_is_the_same_as_of_all_entries(entries: list[Entry], today: date) -> None:
    with make_book_in_memory() as book:
        book.log(entries, today)
        assert_same_as_of_all_entries(book, today)


@settings(SLOW, max_examples=count_examples(30))
@given(books(DENSE), TODAYS)
def test_so_it_is_with_payments_and_refunds(entries: list[Entry], today: date) -> None:
    with make_book_in_memory() as book:
        book.log(entries, today)
        assert_same_as_of_all_entries(book, today)


def test_a_regular_payment_that_a_later_one_ends_belongs_to_both_timelines() -> None:
    with make_book_in_memory() as book:
        log_lines(
            book,
            "2026-03-01 paid 12/month dues @!circle",
            "2026-01-05 ask 10/month dues yes",
            "2026-01-06 paid 10/month dues for 2",
            "2026-03-02 ask 20/month dues",
            "2026-03-03 returned 1 for 3",
            "2026-04-01 paid 20/month dues for 4",
        )
        assert_same_as_of_all_entries(book, date(2026, 4, 2))
        timelines = book.timeline_queries.load_timelines(date(2026, 4, 2))
        assert [timeline.entries[0] for timeline in timelines] == [4, 1], "ended by entry 1"
