"""Earlier asks of a kind: how each was answered, and what followed."""

from datetime import date

from hypothesis import given, settings

from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.factories import make_parse_context, read_entries
from tests.strategies import books, count_examples, number_entries
from tracker.analysis.asks.earlier_asks import EarlierAsk, EarlierAsks
from tracker.entries.types import AnswerWord, Ask, Entry, Kind, LaterAnswer, StoredEntry, Withdrawal

TODAY = date(2026, 3, 31)
DUES = """\
2026-01-15 ask 30/month dues no
2026-01-22 ask 30/month dues for 1 no
2026-02-05 ask 30/month dues for 1 later
2026-03-05 answered pledged 15 for 3
2026-03-20 withdrew for 1
"""


def number_entries_up_to(entries: list[Entry], today: date) -> list[StoredEntry]:
    """Return entries as a book numbers them, those up to today."""
    return [item for item in number_entries(entries) if item.entry.day <= today]


def find_asks(lines: str, today: date = TODAY) -> EarlierAsks:
    context = make_parse_context()
    return EarlierAsks(
        number_entries_up_to(read_entries(lines.splitlines(), context, TODAY), today), today
    )


def find_dues(lines: str, today: date = TODAY) -> dict[int, EarlierAsk]:
    return {ask.number: ask for ask in find_asks(lines, today).find_of_kind(Kind.DUES, 100)}


def test_the_newest_comes_first_and_says_what_followed() -> None:
    dues = find_dues(DUES)
    assert list(dues) == [3, 2, 1]
    first = dues[1]
    assert first.asked_again_on == date(2026, 1, 22)
    assert first.later_yes_on == date(2026, 3, 5)
    assert first.withdrawn_on is None, "this one was never said yes to"
    last = dues[3]
    assert [dated.answer.word for dated in last.later_answers] == [AnswerWord.PLEDGED]
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


def test_the_ask_being_thought_about_is_no_earlier_one() -> None:
    asks = find_asks(DUES)
    assert [ask.number for ask in asks.find_of_kind(Kind.DUES, 100, excluded=2)] == [3, 1]
    assert len(asks.find_of_kind(Kind.DUES, 1)) == 1


@settings(SLOW, max_examples=count_examples(20))
@given(books(DENSE), TODAYS)
def test_every_ask_up_to_today_is_listed_once_and_nothing_followed_before_it(
    entries: list[Entry], today: date
) -> None:
    items = number_entries_up_to(entries, today)
    asks = EarlierAsks(items, today)
    listed = [
        earlier_ask for kind in Kind for earlier_ask in asks.find_of_kind(kind, len(items) + 1)
    ]
    assert sorted(earlier_ask.number for earlier_ask in listed) == [
        item.number for item in items if isinstance(item.entry, Ask)
    ]
    later_answers = [item for item in items if isinstance(item.entry, LaterAnswer)]
    assert sum(len(earlier_ask.later_answers) for earlier_ask in listed) == sum(
        len(item.entry.answers) for item in later_answers if isinstance(item.entry, LaterAnswer)
    )
    withdrawn = any(isinstance(item.entry, Withdrawal) for item in items)
    for earlier_ask in listed:
        followed = [earlier_ask.asked_again_on, earlier_ask.later_yes_on, earlier_ask.withdrawn_on]
        assert all(day is None or earlier_ask.ask.day <= day <= today for day in followed)
        assert withdrawn or earlier_ask.withdrawn_on is None
