"""The sample story: it is read without errors, is like a diary, and has an interesting chart."""

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

from tests.analysis.book_factory import BookFactory
from tests.factories import make_parse_context, read_entries
from tracker.entries.line_parser import is_skipped
from tracker.entries.types import Ask, Entry, Evidence, Goal, Meeting, Payment
from tracker.months import Month
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, load_story, load_story_days

MEETINGS = {"meeting", "event", "one-to-one", "stall"}


def _entries() -> list[Entry]:
    known = make_parse_context(STORY_CURRENCY)
    assert known.default_group == STORY_GROUP
    return read_entries(load_story().splitlines(), known, STORY_TODAY)


def test_it_reads_as_a_whole_in_the_length_of_a_diary() -> None:
    lines = [line for line in load_story().splitlines() if not is_skipped(line)]
    assert 90 <= len(lines) <= 140
    tokens = [re.sub(r'"[^"]*"|//.*', "", line) for line in lines]
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
    }
    assert {entry.evidence for entry in _entries()} == set(Evidence)


def test_at_many_meetings_nobody_asked() -> None:
    entries = _entries()
    days = {entry.day for entry in entries if isinstance(entry, Meeting) and entry.word in MEETINGS}
    asked = {entry.day for entry in entries if isinstance(entry, Ask)}
    assert len(days) > 40
    assert len(days - asked) > len(days) / 3


def test_the_good_is_noted_too() -> None:
    tags = Counter(tag for entry in _entries() for tag in getattr(entry, "circumstances", ()))
    for tag in ("help_received", "no_accepted", "time_to_decide", "receipt_given"):
        assert tags[tag] > 1


def test_a_goal_is_reached_and_then_raised() -> None:
    goals = [entry for entry in _entries() if isinstance(entry, Goal)]
    raised = [
        (goal.low, next_goal.low)
        for goal, next_goal in pairwise(goals)
        if goal.campaign == next_goal.campaign and goal.met and not next_goal.met
    ]
    assert raised == [(3_000_000, 4_200_000), (600_000, 750_000)]


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
    assert [entry.amount for entry in payments] == [1500, 3000, 0]
    assert payments[-1].day < STORY_TODAY - timedelta(days=90)
