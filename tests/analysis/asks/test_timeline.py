"""The timeline of an ask: its steps in their order, checked by hand on a few lines each."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.analysis.dense_books import SLOW
from tests.factories import make_empty_book, make_parse_context, read_entries
from tests.strategies import books, count_examples, number_entries
from tracker.analysis.asks.timeline import AmountRange, StepKind, Timeline, build_timelines
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.charts.timeline_text import describe_step
from tracker.entries.types import Ask, Entry
from tracker.months import Period
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story, load_story_entries

TODAY = date(2026, 12, 31)


def build_timelines_of(*lines: str, today: date = TODAY) -> list[Timeline]:
    return build_timelines(number_entries(read_entries(lines, make_parse_context(), TODAY)), today)


def list_steps(timeline: Timeline) -> list[str]:
    """Return each step as day, kind, number and amount."""
    return [
        f"{step.day:%m-%d} {step.kind} {step.number}"
        + (f" {step.amount.high // 100}" if step.amount and step.amount.high is not None else "")
        for step in timeline.steps
    ]


def test_an_ask_and_its_repeats_are_one_timeline_with_every_answer_in_its_order() -> None:
    (timeline,) = build_timelines_of(
        '2026-01-15 ask 30/month dues no "just 30"',
        '2026-01-22 ask 30/month dues for 1 no later "the work"',
        '2026-02-01 answered no pledged 15/month for 2 "well"',
        "2026-02-03 ask 20/month dues for 2 yes",
    )
    assert list_steps(timeline) == [
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
    words = ["just 30", None, "the work", None, None, "well", None, None, None]
    assert [step.words for step in timeline.steps] == words
    assert (timeline.first_amount, timeline.last_amount) == (
        AmountRange(3000, 3000, Period.MONTH),
        AmountRange(2000, 2000, Period.MONTH),
    )
    assert timeline.entries == (1, 2, 3, 4)
    assert timeline.ask_count == 3
    assert (timeline.first_day, timeline.last_day) == (date(2026, 1, 15), date(2026, 2, 3))


def test_a_gift_is_listed_once_with_its_amount_and_other_payments_by_themselves() -> None:
    (timeline,) = build_timelines_of(
        "2026-01-15 ask ? donation no gave 12 pledged 25",
        "2026-02-01 answered gave 5 for 1",
        "2026-02-02 paid 20 for 1",
        "2026-02-10 returned 7 for 5",
    )
    assert list_steps(timeline) == [
        "01-15 asked 1",
        "01-15 no 1",
        "01-15 gave 1 12",
        "01-15 yes 1 25",
        "02-01 gave 3 5",
        "02-02 paid 5 20",
        "02-10 returned 6 7",
    ]
    assert timeline.entries == (1, 2, 3, 4, 5, 6)


def test_a_gift_without_its_payment_has_no_amount() -> None:
    (timeline,) = build_timelines_of("2026-01-15 ask 15 merch gave apart")
    assert list_steps(timeline) == ["01-15 asked 1 15", "01-15 gave 1"]


def test_an_estimated_amount_says_so() -> None:
    (timeline,) = build_timelines_of(
        "2026-03-05 ask about 20-30 dues",
        "2026-03-06 ask 20-30 dues for 1 no",
        "2026-03-07 paid about 5 for 1",
        "2026-03-08 paid 5 for 1",
    )
    texts = [describe_step(step.kind, step.amount) for step in timeline.steps]
    assert texts == [
        "asked for about 20.00 to 30.00",
        "asked again, 20.00 to 30.00",
        "no",
        "paid about 5.00",
        "paid 5.00",
    ]
    assert timeline.first_amount == timeline.last_amount


def test_a_regular_payment_begins_once_and_ends_once() -> None:
    lines = (
        "2026-03-05 ask 30/month dues pledged 15/month",
        "2026-03-05 paid 15/month for 1",
        "2026-05-07 ask 30/month dues for 1 yes",
        "2026-06-05 paid 30/month for 3",
    )
    (timeline,) = build_timelines_of(*lines)
    assert list_steps(timeline)[2:] == [
        "03-05 pays 2 15",
        "05-07 asked again 3 30",
        "05-07 yes 3 30",
        "06-05 pays 4 30",
    ]
    assert timeline.has_running_payment
    (timeline,) = build_timelines_of(
        *lines, "2026-07-20 withdrew for 3", "2026-07-20 paid 0/month dues"
    )
    assert list_steps(timeline)[-2:] == ["07-20 withdrew 5", "07-20 ended 6"]
    assert not timeline.has_running_payment
    assert 6 in timeline.entries


@pytest.mark.parametrize(
    ("until", "today", "end"),
    [
        ("2026-06-05", date(2026, 6, 4), []),
        ("2026-06-05", date(2026, 6, 5), ["06-05 ended 2"]),
        ("2027-06-05", TODAY, []),
    ],
)
def test_a_regular_payment_ends_on_its_last_day(until: str, today: date, end: list[str]) -> None:
    (timeline,) = build_timelines_of(
        "2026-03-05 ask 15/month dues", f"2026-03-05 paid 15/month for 1 until {until}", today=today
    )
    assert list_steps(timeline) == ["03-05 asked 1 15", "03-05 pays 2 15", *end]
    assert timeline.has_running_payment == (not end)


def test_a_newer_payment_of_the_same_day_takes_the_place_of_the_older() -> None:
    (timeline,) = build_timelines_of(
        "2026-03-05 ask 15/month dues",
        "2026-03-05 paid 15/month for 1",
        "2026-03-05 paid 10/month for 1",
    )
    assert list_steps(timeline) == ["03-05 asked 1 15", "03-05 pays 3 10"]
    assert timeline.entries == (1, 2, 3)


def test_a_payment_that_had_ended_is_not_ended_again_by_the_next_one() -> None:
    (timeline,) = build_timelines_of(
        "2026-03-05 ask 15/month dues",
        "2026-03-05 paid 15/month for 1 until 2026-06-05",
        "2026-08-05 paid 10/month for 1",
    )
    assert list_steps(timeline)[1:] == ["03-05 pays 2 15", "06-05 ended 2", "08-05 pays 3 10"]


def test_the_timeline_with_the_latest_step_comes_first() -> None:
    timelines = build_timelines_of(
        "2026-01-15 ask 30 dues", "2026-02-01 ask 20 merch", "2026-03-01 answered no for 1"
    )
    assert [timeline.entries for timeline in timelines] == [(1, 3), (2,)]


def test_nothing_after_today_has_happened_yet() -> None:
    lines = ("2026-01-15 ask 30 dues", "2026-02-01 ask 30 dues for 1 no")
    (timeline,) = build_timelines_of(*lines, today=date(2026, 1, 31))
    assert list_steps(timeline) == ["01-15 asked 1 30"]
    assert build_timelines_of(*lines, today=date(2026, 1, 14)) == []


def test_timelines_of_a_group_and_of_some_days_are_whole() -> None:
    items = number_entries(
        read_entries(
            [
                "2026-01-15 ask 30 dues",
                "2026-02-01 ask 5 merch @!tea",
                "2026-03-01 ask 30 dues for 1 no",
            ],
            make_parse_context(),
            TODAY,
        )
    )
    assert [timeline.entries for timeline in build_timelines(items, TODAY, "tea")] == [(2,)]
    assert [timeline.entries for timeline in build_timelines(items, TODAY, "circle")] == [(1, 3)]
    march = build_timelines(items, TODAY, first_day=date(2026, 2, 2), last_day=date(2026, 3, 1))
    assert [timeline.entries for timeline in march] == [(1, 3)]
    assert build_timelines(items, TODAY, last_day=date(2026, 1, 14)) == []


def test_the_dues_of_the_story_were_asked_six_times() -> None:
    timelines = build_timelines(number_entries(load_story_entries()), STORY_TODAY)
    assert len(timelines) == 13
    dues = next(timeline for timeline in timelines if 53 in timeline.entries)
    assert dues.ask_count == 6
    assert [step.kind for step in dues.steps].count(StepKind.NO) == 3
    assert [step.kind for step in dues.steps].count(StepKind.PAYS) == 2
    assert [step.kind for step in dues.steps].count(StepKind.ENDED) == 1
    lines = [line for line in load_story().splitlines() if " ask " in f" {line} "]
    assert sum(timeline.ask_count for timeline in timelines) == sum(
        line[11:14] == "ask" for line in lines
    )


@settings(SLOW, max_examples=count_examples(20))
@given(books())
def test_every_ask_is_in_one_timeline_and_days_never_go_back(entries: list[Entry]) -> None:
    items = number_entries(entries)
    timelines = build_timelines(items, TODAY)
    asks = [item.number for item in items if isinstance(item.entry, Ask)]
    asked = [
        step.number for timeline in timelines for step in timeline.steps if step.kind in ASK_STEPS
    ]
    assert sorted(asked) == asks
    for timeline in timelines:
        days = [step.day for step in timeline.steps]
        assert days == sorted(days)
        assert timeline.steps[0].kind is StepKind.ASKED
        assert [step.kind for step in timeline.steps].count(StepKind.ASKED) == 1
        assert {step.number for step in timeline.steps} <= set(timeline.entries)


def test_the_book_loads_all_entries_of_the_timelines(tmp_path: Path) -> None:
    entries = load_story_entries()
    everything = build_timelines(number_entries(entries), STORY_TODAY)
    path = tmp_path / "book.db"
    with make_empty_book(path, STORY_GROUP) as book:
        book.log(entries, STORY_TODAY)
        read = book.ask_queries.load_timeline_entries(STORY_TODAY)
        assert build_timelines(read, STORY_TODAY) == everything
        assert len(read) < len(entries)
