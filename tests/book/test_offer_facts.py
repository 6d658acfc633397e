"""What decides which screens are offered, as the book reads it with one statement."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.book.reads import count_reads
from tests.factories import LAST_MONTH, TODAY, log_lines, make_book, make_empty_book
from tracker.analysis.screen_offers import OfferFacts, ScreenOffers
from tracker.book.book import Book
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.screens.shell.app_context import AppContext


@pytest.mark.parametrize(
    ("lines", "count", "has_two_months"),
    [
        ((), 0, False),
        (("2026-11-01 income 950/month", "2026-10-01 need food 260/month"), 0, False),
        (("2026-10-01 meeting 2h", "2026-11-01 meeting 2h", "wrote: it was nice"), 0, False),
        (("2026-11-01 ask 5 dues", "2026-11-02 seen donation"), 2, False),
        (("2026-10-01 ask 5 dues", "2026-11-02 heard donation"), 2, True),
        (("2026-10-31 seen donation", "2026-11-01 paid 5 dues"), 1, True),
        (("2026-10-31 ask 5 dues", "2026-11-01 answered no for 1"), 1, True),
        (("2026-10-20 paid 5/month dues",), 0, True),
        (("2026-11-01 paid 5/month dues",), 0, False),
        (("2026-10-20 paid 5/month dues until 2026-10-30",), 0, False),
        (tuple(f"2026-11-0{day} ask 5 dues" for day in range(1, 8)), 3, False),
    ],
)
def test_what_was_asked_seen_heard_or_given_is_counted_up_to_today(
    tmp_path: Path, lines: Sequence[str], count: int, *, has_two_months: bool
) -> None:
    with make_empty_book(tmp_path / "book.db", "circle") as book:
        log_lines(book, *lines)
        facts = book.load_offer_facts(TODAY)
    assert facts == OfferFacts(TODAY if lines else None, count, has_two_months)


def test_what_is_later_than_today_is_not_counted(tmp_path: Path) -> None:
    lines = ("2026-10-01 ask 5 dues", "2026-11-02 ask 5 dues")
    with open_book(make_book(tmp_path / "book.db", *lines)) as book:
        facts = book.load_offer_facts(LAST_MONTH)
    assert facts == OfferFacts(TODAY, 1, has_two_months=False)


def test_the_week_begins_when_the_first_entry_is_saved_whatever_its_day(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "2025-01-01 ask 5 dues", first_saved=LAST_MONTH)
    with open_book(path) as book:
        log_lines(book, "ask 5 dues")
        assert book.load_offer_facts(TODAY).first_saved == LAST_MONTH
        book.delete(1, TODAY)
        assert book.load_offer_facts(TODAY).first_saved == TODAY


def load_offers(book: Book, *days: date) -> list[ScreenOffers]:
    """Return what is offered on these days, one after the other in one app."""
    context = AppContext(book, FixedClock(TODAY))
    offers = []
    for day in days:
        context.clock = FixedClock(day)
        offers.append(context.offers)
    return offers


def test_offers_are_read_once_until_the_book_or_the_day_changes(story_path: Path) -> None:
    with open_book(story_path) as book:
        context = AppContext(book, FixedClock(TODAY))
        with count_reads(book) as reads:
            assert [context.offers, context.offers] == 2 * [ScreenOffers()]
        assert reads.statements == 1
        book.settings.set("something", "else")
        with count_reads(book) as reads:
            assert context.offers == ScreenOffers()
        assert reads.statements == 1


def test_a_copy_offers_everything_from_the_first_day(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "book.db", "circle") as book:
        log_lines(book, "ask 5 dues")
        assert load_offers(book, TODAY) == [ScreenOffers(True, how_often=False, chart=False)]
        book.make_read_only()
        assert load_offers(book, TODAY) == [ScreenOffers()]


def test_another_day_ends_the_week_in_an_open_app(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "book.db", "circle") as book:
        log_lines(book, "ask 5 dues")
        days = [TODAY.replace(day=TODAY.day + number) for number in (0, 6, 7)]
        assert [each.is_first_week for each in load_offers(book, *days)] == [True, True, False]
