"""Earlier asks, read page by page: the same as are found among all entries of a book."""

from collections.abc import Iterable, Iterator
from datetime import date

from hypothesis import given, settings

from tests.analysis.dense_books import DENSE, ONLY_ASKS, SLOW, TODAYS
from tests.analysis.second_days import select_counted
from tests.factories import TODAY, log_lines, make_book_in_memory
from tests.strategies import books, count_examples
from tracker.analysis.asks.earlier_asks import RECENT_PERIOD, EarlierAsks, is_of_campaign
from tracker.analysis.patterns.fundraising_goals import CampaignKey
from tracker.book.book import Book
from tracker.entries.types import AnswerWord, Ask, Entry, Kind, LaterAnswer, StoredEntry


def list_asks(items: Iterable[StoredEntry]) -> list[tuple[int, Ask]]:
    """The asks, the newest first."""
    asks = [(item.number, item.entry) for item in items if isinstance(item.entry, Ask)]
    return sorted(asks, key=lambda numbered: (numbered[1].day, numbered[0]), reverse=True)


def list_campaigns(asks: Iterable[tuple[int, Ask]]) -> list[CampaignKey | None]:
    return [None, ("nobody", "x"), *{(ask.group, ask.campaign) for _n, ask in asks if ask.campaign}]


def find_root(number: int, asks: dict[int, Ask]) -> int:
    target = asks[number].for_entry
    return find_root(target, asks) if target in asks else number


def find_unanswered(items: list[StoredEntry], today: date) -> Iterator[int]:
    """The asks to think about, found one by one among all entries."""
    asks = dict(list_asks(items))
    last_of_root: dict[int, int] = {}
    for number in asks:
        last_of_root.setdefault(find_root(number, asks), number)
    for number, ask in asks.items():
        words = {answer.word for answer in ask.answers} | {
            answer.word
            for item in items
            if isinstance(item.entry, LaterAnswer) and item.entry.for_entry == number
            for answer in item.entry.answers
        }
        is_recent = today - ask.day <= RECENT_PERIOD
        if is_recent and words <= {AnswerWord.LATER} and number in last_of_root.values():
            yield number


def assert_same_as_of_all_entries(book: Book, today: date) -> None:
    items = [item for item in select_counted(list(book.load_entries())) if item.entry.day <= today]
    everything, asks = EarlierAsks(items, today), list_asks(items)
    of_kind = {kind: [number for number, ask in asks if ask.kind is kind] for kind in Kind}
    for kind, numbers in of_kind.items():
        assert book.earlier_asks.list_numbers(today, kind) == sorted(numbers)
        for campaign in list_campaigns(asks):
            if campaign is not None:
                listed = book.earlier_asks.list_numbers(today, kind, campaign)
                of_it = [n for n, ask in asks if ask.kind is kind and is_of_campaign(ask, campaign)]
                assert listed == sorted(of_it)
            for limit, excluded in ((1, None), (2, 1), (3, max(numbers, default=None)), (60, None)):
                page = book.earlier_asks.load_page(today, kind, limit, excluded, campaign)
                assert page.asks == everything.find_of_kind(kind, limit, excluded, campaign)
                assert page.total == len(set(numbers) - {excluded})
    unanswered = list(find_unanswered(items, today))
    newest = {(ask.group, ask.kind): number for number, ask in reversed(asks)}
    newest_first = [number for number, _ask in asks if number in newest.values()]
    for limit in (1, 3, 60):
        loaded = book.earlier_asks.load_unanswered(today, limit)
        assert [item.number for item in loaded] == unanswered[:limit]
        loaded = book.earlier_asks.load_newest_of_each(today, limit)
        assert [item.number for item in loaded] == newest_first[:limit]
    later = [item for item in items if isinstance(item.entry, LaterAnswer)]
    later.sort(key=lambda item: (item.entry.day, item.number))
    numbers = [number for number, _ask in asks]
    assert book.earlier_asks.load_later_answers(today, numbers) == later


@settings(SLOW, max_examples=count_examples(40))
@given(books(ONLY_ASKS), TODAYS)
def test_a_page_of_asks_is_the_same_as_of_all_entries(entries: list[Entry], today: date) -> None:
    with make_book_in_memory() as book:
        book.log(entries, today)
        assert_same_as_of_all_entries(book, today)


@settings(SLOW, max_examples=count_examples(20))
@given(books(DENSE), TODAYS)
def test_so_it_is_among_entries_of_every_type(entries: list[Entry], today: date) -> None:
    with make_book_in_memory() as book:
        book.log(entries, today)
        assert_same_as_of_all_entries(book, today)


def find_unanswered_numbers(lines: str, today: date, limit: int = 10) -> list[int]:
    with make_book_in_memory() as book:
        log_lines(book, *lines.splitlines())
        return [item.number for item in book.earlier_asks.load_unanswered(today, limit)]


def test_an_ask_waits_for_an_answer_until_it_has_more_than_later() -> None:
    lines = """\
2026-03-01 ask 5 dues
2026-03-02 ask 6 merch later
2026-03-03 ask 7 event no
2026-03-04 ask 8 dues later
2026-03-05 answered gave 8 for 4
2026-03-07 ask 9 donation
2026-03-08 ask 9 donation for 7
"""
    march = date(2026, 3, 31)
    assert find_unanswered_numbers(lines, march) == [8, 2, 1], "of the same ask only the last one"
    assert find_unanswered_numbers(lines, march, 2) == [8, 2]
    late = date(2026, 3, 1) + RECENT_PERIOD
    assert len(find_unanswered_numbers(lines, late)) == 3
    assert find_unanswered_numbers(lines, date(2026, 7, 1)) == [], "it is no backlog"


def test_each_kind_of_each_group_is_offered_by_its_newest() -> None:
    lines = (
        "2026-03-01 ask 5 dues @!circle",
        "2026-03-02 ask 6 merch",
        "2026-03-03 ask 7 dues",
        "2026-03-01 ask 8 dues @!table",
    )
    with make_book_in_memory() as book:
        log_lines(book, *lines)
        newest = book.earlier_asks.load_newest_of_each
        assert [item.number for item in newest(TODAY, 10)] == [3, 2, 4]
        assert [item.number for item in newest(TODAY, 1)] == [3]
