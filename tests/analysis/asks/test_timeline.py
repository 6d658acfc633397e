"""The life of an ask: its moments in their order, told by hand from a few lines each."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from tests.factories import known_book, new_book, read_entries
from tests.strategies import books
from tracker.analysis.asks.timeline import AmountRange, StepKind, Timeline, build_timelines
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.entries.types import Ask, Entry, StoredEntry
from tracker.months import Period
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story, load_story_entries

TODAY = date(2026, 12, 31)


def items_of(entries: list[Entry]) -> list[StoredEntry]:
    return [
        StoredEntry(number, f"{number:08}", TODAY, entry) for number, entry in enumerate(entries, 1)
    ]


def build_timelines_of(*lines: str, today: date = TODAY) -> list[Timeline]:
    return build_timelines(items_of(read_entries(lines, known_book(), TODAY)), today)


def moments_of(life: Timeline) -> list[str]:
    """Each moment as day, what, number and amount."""
    return [
        f"{moment.day:%m-%d} {moment.kind} {moment.number}"
        + (
            f" {moment.amount.high // 100}"
            if moment.amount and moment.amount.high is not None
            else ""
        )
        for moment in life.steps
    ]


def test_an_ask_and_its_repeats_are_one_life_with_every_answer_in_its_order() -> None:
    (life,) = build_timelines_of(
        '2026-01-15 ask 30/month dues no "only 30"',
        '2026-01-22 ask 30/month dues for 1 no later "the fight"',
        '2026-02-01 answered no pledged 15/month for 2 "well"',
        "2026-02-03 ask 20/month dues for 2 yes",
    )
    assert moments_of(life) == [
        "01-15 asked 1 30",
        "01-15 no 1",
        "01-22 asked again 2 30",
        "01-22 no 2",
        "01-22 later 2",
        "02-01 no 3",
        "02-01 yes 3 15",
        "02-03 asked again 4 20",
        "02-03 yes 4 20",
    ]
    words = ["only 30", None, "the fight", None, None, "well", None, None, None]
    assert [moment.words for moment in life.steps] == words
    assert (life.first_amount, life.last_amount) == (
        AmountRange(3000, 3000, Period.MONTH),
        AmountRange(2000, 2000, Period.MONTH),
    )
    assert life.entries == (1, 2, 3, 4)
    assert life.ask_count == 3


def test_a_gift_is_told_once_with_its_amount_and_other_payments_by_themselves() -> None:
    (life,) = build_timelines_of(
        "2026-01-15 ask ? donation no gave 12 pledged 25",
        "2026-02-01 answered gave 5 for 1",
        "2026-02-02 paid 20 for 1",
        "2026-02-10 returned 7 for 5",
    )
    assert moments_of(life) == [
        "01-15 asked 1",
        "01-15 no 1",
        "01-15 gave 1 12",
        "01-15 yes 1 25",
        "02-01 gave 3 5",
        "02-02 paid 5 20",
        "02-10 returned 6 7",
    ]
    assert life.entries == (1, 2, 3, 4, 5, 6)


def test_a_gift_without_its_payment_has_no_amount() -> None:
    (life,) = build_timelines_of("2026-01-15 ask 15 merch gave apart")
    assert moments_of(life) == ["01-15 asked 1 15", "01-15 gave 1"]


def test_a_standing_payment_begins_once_and_ends_once() -> None:
    lines = (
        "2026-03-05 ask 30/month dues pledged 15/month",
        "2026-03-05 paid 15/month for 1",
        "2026-05-07 ask 30/month dues for 1 yes",
        "2026-06-05 paid 30/month for 3",
    )
    (life,) = build_timelines_of(*lines)
    assert moments_of(life)[2:] == [
        "03-05 pays 2 15",
        "05-07 asked again 3 30",
        "05-07 yes 3 30",
        "06-05 pays 4 30",
    ]
    assert life.has_running_payment
    (life,) = build_timelines_of(
        *lines, "2026-07-20 withdrew for 3", "2026-07-20 paid 0/month dues"
    )
    assert moments_of(life)[-2:] == ["07-20 withdrew 5", "07-20 ended 6"]
    assert not life.has_running_payment
    assert 6 in life.entries


@pytest.mark.parametrize(
    ("until", "today", "end"),
    [
        ("2026-06-05", date(2026, 6, 4), []),
        ("2026-06-05", date(2026, 6, 5), ["06-05 ended 2"]),
        ("2027-06-05", TODAY, []),
    ],
)
def test_a_standing_payment_ends_on_its_last_day(until: str, today: date, end: list[str]) -> None:
    (life,) = build_timelines_of(
        "2026-03-05 ask 15/month dues", f"2026-03-05 paid 15/month for 1 until {until}", today=today
    )
    assert moments_of(life) == ["03-05 asked 1 15", "03-05 pays 2 15", *end]
    assert life.has_running_payment == (not end)


def test_a_newer_payment_of_the_same_day_takes_the_place_of_the_older() -> None:
    (life,) = build_timelines_of(
        "2026-03-05 ask 15/month dues",
        "2026-03-05 paid 15/month for 1",
        "2026-03-05 paid 10/month for 1",
    )
    assert moments_of(life) == ["03-05 asked 1 15", "03-05 pays 3 10"]
    assert life.entries == (1, 2, 3)


def test_the_life_in_which_something_happened_last_comes_first() -> None:
    found = build_timelines_of(
        "2026-01-15 ask 30 dues", "2026-02-01 ask 20 merch", "2026-03-01 answered no for 1"
    )
    assert [life.entries for life in found] == [(1, 3), (2,)]


def test_nothing_after_today_has_happened_yet() -> None:
    lines = ("2026-01-15 ask 30 dues", "2026-02-01 ask 30 dues for 1 no")
    (life,) = build_timelines_of(*lines, today=date(2026, 1, 31))
    assert moments_of(life) == ["01-15 asked 1 30"]
    assert build_timelines_of(*lines, today=date(2026, 1, 14)) == []


def test_of_a_group_and_of_some_days_lives_are_whole() -> None:
    items = items_of(
        read_entries(
            [
                "2026-01-15 ask 30 dues",
                "2026-02-01 ask 5 merch @!tea",
                "2026-03-01 ask 30 dues for 1 no",
            ],
            known_book(),
            TODAY,
        )
    )
    assert [life.entries for life in build_timelines(items, TODAY, "tea")] == [(2,)]
    assert [life.entries for life in build_timelines(items, TODAY, "circle")] == [(1, 3)]
    march = build_timelines(items, TODAY, first_day=date(2026, 2, 2), last_day=date(2026, 3, 1))
    assert [life.entries for life in march] == [(1, 3)]
    assert build_timelines(items, TODAY, last_day=date(2026, 1, 14)) == []


def test_the_dues_of_the_story_were_asked_six_times() -> None:
    found = build_timelines(items_of(load_story_entries()), STORY_TODAY)
    assert len(found) == 27
    dues = next(life for life in found if 49 in life.entries)
    assert dues.ask_count == 6
    assert [moment.kind for moment in dues.steps].count(StepKind.NO) == 3
    assert [moment.kind for moment in dues.steps].count(StepKind.PAYS) == 2
    assert [moment.kind for moment in dues.steps].count(StepKind.ENDED) == 1
    lines = [line for line in load_story().splitlines() if " ask " in f" {line} "]
    assert sum(life.ask_count for life in found) == sum(line[11:14] == "ask" for line in lines)


@given(books())
def test_every_ask_is_in_one_life_and_days_never_go_back(entries: list[Entry]) -> None:
    items = items_of(entries)
    found = build_timelines(items, TODAY)
    asks = [item.number for item in items if isinstance(item.entry, Ask)]
    told = [each.number for life in found for each in life.steps if each.kind in ASK_STEPS]
    assert sorted(told) == asks
    for life in found:
        days = [moment.day for moment in life.steps]
        assert days == sorted(days)
        assert life.steps[0].kind is StepKind.ASKED
        assert [each.kind for each in life.steps].count(StepKind.ASKED) == 1
        assert {each.number for each in life.steps} <= set(life.entries)


def test_the_book_gives_all_that_lives_are_told_from(tmp_path: Path) -> None:
    entries = load_story_entries()
    everything = build_timelines(items_of(entries), STORY_TODAY)
    path = tmp_path / "book.db"
    with new_book(path, STORY_GROUP) as book:
        book.log(entries, STORY_TODAY)
        read = book.ask_queries.load_timeline_entries(STORY_TODAY)
        assert build_timelines(read, STORY_TODAY) == everything
        assert len(read) < len(entries)
        of_tea = book.ask_queries.load_timeline_entries(STORY_TODAY, "tea table")
        assert build_timelines(of_tea, STORY_TODAY) == build_timelines(
            items_of(entries), STORY_TODAY, "tea table"
        )
