"""Earlier asks of a kind: what was answered to each, and what followed."""

from datetime import date

from hypothesis import given, settings

from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.factories import known_book, read_entries
from tests.strategies import EXAMPLES, books
from tracker.analysis.asks.earlier_asks import RECENT_PERIOD, EarlierAsk, EarlierAsks
from tracker.entries.types import AnswerWord, Ask, Entry, Kind, LaterAnswer, StoredEntry, Withdrawal

TODAY = date(2026, 3, 31)
DUES = """\
2026-01-15 ask 30/month dues no
2026-01-22 ask 30/month dues for 1 no
2026-02-05 ask 30/month dues for 1 later
2026-03-05 answered pledged 15 for 3
2026-03-20 withdrew for 1
"""


def items_up_to(entries: list[Entry], today: date) -> list[StoredEntry]:
    """Entries as a book numbers them, those up to today."""
    items = [StoredEntry(at, str(at), today, entry) for at, entry in enumerate(entries, 1)]
    return [item for item in items if item.entry.day <= today]


def find_asks(lines: str, today: date = TODAY) -> EarlierAsks:
    known = known_book()
    return EarlierAsks(items_up_to(read_entries(lines.splitlines(), known, TODAY), today), today)


def find_dues(lines: str, today: date = TODAY) -> dict[int, EarlierAsk]:
    return {each.number: each for each in find_asks(lines, today).find_of_kind(Kind.DUES, 100)}


def test_the_newest_comes_first_and_says_what_followed() -> None:
    found = find_dues(DUES)
    assert list(found) == [3, 2, 1]
    first = found[1]
    assert first.asked_again_on == date(2026, 1, 22)
    assert first.later_yes_on == date(2026, 3, 5)
    assert first.withdrawn_on is None, "this one was never said yes to"
    last = found[3]
    assert [given.answer.word for given in last.later_answers] == [AnswerWord.PLEDGED]
    assert (last.asked_again_on, last.later_yes_on) == (None, None)
    assert last.withdrawn_on == date(2026, 3, 20)


def test_another_ask_of_the_kind_soon_after_is_asking_again() -> None:
    lines = "2026-01-01 ask 5 dues no\n{} ask 7 dues no"
    assert find_dues(lines.format("2026-01-31"))[1].asked_again_on == date(2026, 1, 31)
    assert find_dues(lines.format("2026-02-01"))[1].asked_again_on is None
    assert find_dues(lines.format("2026-02-01 ask 1 merch\n2026-02-01"))[1].asked_again_on is None
    assert (
        find_dues(lines.format("2026-01-31").replace("7 dues", '7 dues @!"table"'))[
            1
        ].asked_again_on
        is None
    ), "another group is another asker"


def test_a_late_answer_counts_for_how_soon_it_was() -> None:
    lines = "2026-01-01 ask 5 dues later\n2026-02-20 answered no for 1\n2026-03-10 ask 5 dues no"
    assert find_dues(lines)[1].asked_again_on == date(2026, 3, 10)


def test_the_same_ask_is_asking_again_however_late() -> None:
    lines = "2025-06-01 ask 5 dues no\n2026-03-10 ask 5 dues for 1 no"
    assert find_dues(lines)[1].asked_again_on == date(2026, 3, 10)


def test_the_one_that_is_thought_about_is_no_earlier_one() -> None:
    asks = find_asks(DUES)
    assert [each.number for each in asks.find_of_kind(Kind.DUES, 100, excluded=2)] == [3, 1]
    assert (asks.count_of_kind(Kind.DUES), asks.count_of_kind(Kind.DUES, excluded=2)) == (3, 2)
    assert asks.count_of_kind(Kind.MERCH, excluded=2) == 0
    assert len(asks.find_of_kind(Kind.DUES, 1)) == 1


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
    waiting = [number for number, _ask in find_asks(lines).find_unanswered(10)]
    assert waiting == [8, 2, 1], "of the same ask only the last one"
    assert [number for number, _ask in find_asks(lines).find_unanswered(2)] == [8, 2]
    late = date(2026, 3, 1) + RECENT_PERIOD
    assert len(find_asks(lines, late).find_unanswered(10)) == 3
    assert find_asks(lines, date(2026, 7, 1)).find_unanswered(10) == [], "it is no backlog"


def test_each_kind_of_each_group_is_offered_by_its_newest() -> None:
    lines = """\
2026-03-01 ask 5 dues
2026-03-02 ask 6 merch
2026-03-03 ask 7 dues
2026-03-01 ask 8 dues @!table
"""
    assert [ask.high for ask in find_asks(lines).find_newest_of_each(10)] == [700, 600, 800]
    assert [ask.high for ask in find_asks(lines).find_newest_of_each(1)] == [700]


@settings(SLOW, max_examples=20 * EXAMPLES)
@given(books(DENSE), TODAYS)
def test_every_ask_up_to_today_is_told_once_and_nothing_followed_before_it(
    entries: list[Entry], today: date
) -> None:
    items = items_up_to(entries, today)
    asks = EarlierAsks(items, today)
    told = [each for kind in Kind for each in asks.find_of_kind(kind, len(items) + 1)]
    assert sorted(each.number for each in told) == [
        item.number for item in items if isinstance(item.entry, Ask)
    ]
    answered = [item for item in items if isinstance(item.entry, LaterAnswer)]
    assert sum(len(each.later_answers) for each in told) == sum(
        len(item.entry.answers) for item in answered if isinstance(item.entry, LaterAnswer)
    )
    withdrawn = any(isinstance(item.entry, Withdrawal) for item in items)
    for each in told:
        followed = [each.asked_again_on, each.later_yes_on, each.withdrawn_on]
        assert all(day is None or each.ask.day <= day <= today for day in followed)
        assert withdrawn or each.withdrawn_on is None
