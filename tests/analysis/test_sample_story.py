"""The sample story: it is read without errors, is like a diary, and has an interesting chart."""

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

from tests.analysis.book_factory import BookFactory
from tests.factories import make_parse_context, read_entries
from tracker.entries.line_parser import is_skipped
from tracker.entries.types import (
    AnswerWord,
    Ask,
    Cost,
    Entry,
    Evidence,
    Goal,
    Income,
    Meeting,
    Observation,
    Payment,
)
from tracker.months import Month
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, load_story, load_story_days

MEETINGS = {"meeting", "event", "one-to-one", "stall"}


def _entries() -> list[Entry]:
    known = make_parse_context(STORY_CURRENCY)
    assert known.default_group == STORY_GROUP
    return read_entries(load_story().splitlines(), known, STORY_TODAY)


def test_it_reads_as_a_whole_in_the_length_of_a_diary() -> None:
    lines = [line for line in load_story().splitlines() if not is_skipped(line)]
    assert 90 <= len(lines) <= 150
    tokens = [re.sub(r'"[^"]*"|: .*|//.*', "", line) for line in lines]
    assert len(_entries()) == len(lines) + sum(" gave " in line for line in tokens)


def test_most_is_logged_on_its_own_day_and_none_before_it_or_all_at_once() -> None:
    days = load_story_days()
    assert [entry for _day, entries in days for entry in entries] == _entries()
    assert [day for day, _entries in days] == sorted({day for day, _entries in days})
    assert days[-1][0] <= STORY_TODAY
    settings = {"income", "need", "wage", "limit"}
    later = [
        (day - entry.day).days
        for day, entries in days
        for entry in entries
        if entry.word not in settings
    ]
    assert min(later) == 0
    assert len(later) * 2 // 3 < later.count(0) < len(later)
    assert {1, 2, 5} <= set(later)
    assert max(later) < 7


def test_it_shows_every_type_of_entry_and_all_evidence() -> None:
    words = {entry.word for entry in _entries()}
    assert words == {
        *("ask", "answered", "withdrew", "paid", "returned", "received", "income", "need"),
        *("wage", "limit", "goal", "meeting", "event", "one-to-one", "stall", "message", "call"),
        *("seen", "heard", "cost", "wrote"),
    }
    assert {entry.evidence for entry in _entries()} == set(Evidence)


def test_most_of_it_was_asked_of_others() -> None:
    entries = _entries()
    observed = [entry for entry in entries if isinstance(entry, Observation)]
    assert (len(observed), sum(isinstance(entry, Ask) for entry in entries)) == (24, 21)
    assert Counter(entry.word for entry in observed) == {"seen": 18, "heard": 6}
    assert Counter(entry.campaign for entry in observed) == {"cellar": 6, "piano": 5, None: 13}


def test_of_most_meetings_it_is_known_whether_money_came_up() -> None:
    entries = _entries()
    meetings = [entry for entry in entries if isinstance(entry, Meeting) and entry.word in MEETINGS]
    named = {entry.day for entry in entries if isinstance(entry, (Ask, Observation))}
    came_up = [entry for entry in meetings if entry.day in named]
    did_not = [entry for entry in meetings if "no_money" in entry.circumstances]
    assert not [entry for entry in came_up if entry in did_not]
    assert (len(meetings), len(came_up), len(did_not)) == (49, 28, 16)


def test_what_is_not_known_is_kept_as_it_is() -> None:
    entries = _entries()
    ranges = [entry for entry in entries if isinstance(entry, Meeting) and entry.hours_high]
    assert [(entry.hours, entry.hours_high) for entry in ranges] == [(1900, 2200), (900, 1000)]
    assert [entry.day for entry in entries if isinstance(entry, Payment) and entry.amount is None]
    asked = [entry for entry in entries if isinstance(entry, Ask)]
    assert sum(entry.low is None for entry in asked) == 2
    assert any(answer.word is AnswerWord.SILENT for entry in asked for answer in entry.answers)
    assert any(entry.for_month for entry in entries if isinstance(entry, Income))


def test_two_events_have_what_they_cost() -> None:
    cents = Counter[tuple[str, str]]()
    for entry in _entries():
        if isinstance(entry, (Payment, Cost)) and entry.event:
            cents[entry.event, entry.word] += entry.amount or 0
    assert cents == {
        ("weekend", "paid"): 2400,
        ("weekend", "cost"): 3680 + 1100,
        ("picnic", "paid"): 1400 + 1200,
        ("picnic", "cost"): 860,
    }


def test_its_end_is_open() -> None:
    entries = _entries()
    circle = [entry for entry in entries if getattr(entry, "group", None) == "circle"]
    assert circle[-1].word == "message"
    assert circle[-1].day > STORY_TODAY - timedelta(days=7)
    assert getattr(entries[-1], "group", None) == "tea table"


def test_at_many_meetings_nobody_asked() -> None:
    entries = _entries()
    days = {entry.day for entry in entries if isinstance(entry, Meeting) and entry.word in MEETINGS}
    asked = {entry.day for entry in entries if isinstance(entry, Ask)}
    assert len(days) > 40
    assert len(days - asked) > len(days) / 3


def test_the_good_is_noted_too() -> None:
    tags = Counter(tag for entry in _entries() for tag in getattr(entry, "circumstances", ()))
    for tag in ("help_received", "no_accepted", "time_to_decide", "receipt_given", "no_money"):
        assert tags[tag] > 1


def test_a_goal_is_reached_and_then_raised() -> None:
    goals = [entry for entry in _entries() if isinstance(entry, Goal)]
    raised = [
        (goal.low, goal.high, next_goal.low, next_goal.high)
        for goal, next_goal in pairwise(goals)
        if goal.campaign == next_goal.campaign and goal.met and not next_goal.met
    ]
    assert raised == [
        (1_600_000, 1_600_000, 1_840_000, 2_000_000),
        (240_000, 240_000, 300_000, 300_000),
    ]


def test_its_chart_rises_above_the_limit_and_falls_again(book_factory: BookFactory) -> None:
    table, items = book_factory.build_table(_entries(), STORY_TODAY)
    rows = [row for row in table.build_rows() if row.group == "all"]
    shares = {str(row.month): row.share_given for row in rows}
    assert len(rows) == 15
    assert shares["2026-04"] is None
    known = [share for share in shares.values() if share is not None]
    assert known.index(max(known)) in range(6, 10)
    assert 700 <= max(known) <= 900
    assert max(known[-4:]) < 100
    assert sorted(known)[len(known) // 2] < 400
    assert 3 <= sum(row.over_limit is True for row in rows) < len(rows) - 3
    assert {row.group for row in table.build_rows()} == {"all", "circle", "tea table"}
    assert any(row.beyond_left for row in rows)
    assert table.first_month == Month(2025, 9)
    assert all(item.entry.day <= STORY_TODAY for item in items)


def test_its_regular_payments_end() -> None:
    payments = [entry for entry in _entries() if isinstance(entry, Payment) and entry.every]
    assert [entry.amount for entry in payments] == [1200, 2400, 0]
    assert payments[-1].day < STORY_TODAY - timedelta(days=90)
