"""What belongs to a meeting: what was asked, seen, paid and spent on its day with its group."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TODAY, make_parse_context, read_entries
from tracker.analysis.groups.meeting_entries import (
    MEETING_WORDS,
    MEMBER_WORDS,
    EntryKey,
    arrange_under_meetings,
    build_entry_key,
    find_related_entries,
    match_meetings,
)
from tracker.analysis.patterns.meetings import _match_meetings
from tracker.analysis.patterns.pattern_facts import AskFact, TimeFact
from tracker.entries.types import Form, Kind, StoredEntry

LINES = (
    "2026-11-05 paid 3 literature",
    "2026-11-05 meeting 2h",
    "2026-11-05 seen 50-450 donation",
    "2026-11-05 30/month dues no",
    "2026-11-05 heard 45 donation",
    "2026-11-05 cost 41 'train'",
    "2026-11-05 paid 30/month dues",
    "2026-11-05 call",
    "2026-11-05 event",
    "2026-11-05 seen merch",
    "2026-11-05 seen merch @!choir",
    "2026-11-06 seen merch @circle",
    "2026-11-05 wrote: it was loud",
)


def make_items(*lines: str) -> list[StoredEntry]:
    entries = read_entries(lines, make_parse_context(), typed=True)
    return [
        StoredEntry(number, f"id{number}", TODAY, entry)
        for number, entry in enumerate(entries, start=1)
    ]


def list_related(number: int) -> tuple[int | None, list[int], list[int]]:
    """The meeting of an entry, and what belongs to it, by number."""
    items = make_items(*LINES)
    related = find_related_entries(items[number - 1], items)
    meeting = related.meeting.number if related.meeting else None
    return meeting, [item.number for item in related.members], [x.number for x in related.heard]


def test_what_was_saved_before_a_meeting_belongs_to_the_first_after_it() -> None:
    assert list_related(1) == (2, [], [])


def test_a_meeting_has_what_was_seen_asked_and_spent_and_apart_what_was_heard() -> None:
    assert list_related(2) == (None, [1, 3, 4, 6], [5])
    assert list_related(9) == (None, [10], [5])


def test_what_was_heard_paid_regularly_or_thought_belongs_to_no_meeting() -> None:
    for number in (5, 7, 13):
        assert list_related(number) == (None, [], [])


def test_another_group_and_another_day_are_apart_and_a_call_is_no_meeting() -> None:
    for number in (8, 11, 12):
        assert list_related(number) == (None, [], [])


WORDS = sorted(MEETING_WORDS | MEMBER_WORDS | {"heard", "wrote", "income"})
KEYS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.integers(0, 2), st.sampled_from((None, "a", "b"))),
    max_size=12,
).map(
    lambda rows: [
        EntryKey(number, word, str(date(2026, 11, 1) + timedelta(days)), group)
        for number, (word, days, group) in enumerate(rows, start=1)
    ]
)


@given(KEYS)
def test_asks_have_the_meeting_that_how_often_counts_them_at(keys: list[EntryKey]) -> None:
    asks = [
        AskFact(
            key.number, date.fromisoformat(key.day), key.group, Kind.DUES, None, None, None, None
        )
        for key in keys
        if key.word == "ask"
    ]
    meetings = [
        TimeFact(key.number, date.fromisoformat(key.day), key.group, Form(key.word), None)
        for key in keys
        if key.word in MEETING_WORDS
    ]
    matched = match_meetings(keys)
    assert {ask.number: matched[ask.number] for ask in asks if ask.number in matched} == (
        _match_meetings(asks, meetings)
    )


@given(KEYS)
def test_each_entry_is_below_its_meeting_and_none_is_lost(keys: list[EntryKey]) -> None:
    newest_first = sorted(keys, key=lambda key: (key.day, key.number), reverse=True)
    meeting_of_entry = match_meetings(keys)
    arranged = [
        newest_first[place] for place in arrange_under_meetings(newest_first, meeting_of_entry)
    ]
    assert sorted(arranged) == keys
    assert [key.day for key in arranged] == [key.day for key in newest_first]
    above = 0
    for key in arranged:
        meeting = meeting_of_entry.get(key.number)
        assert meeting is None or meeting == above
        above = above if meeting is not None else key.number
    tops = [key.number for key in arranged if key.number not in meeting_of_entry]
    assert tops == [key.number for key in newest_first if key.number not in meeting_of_entry]


def test_a_regular_payment_is_marked_as_one() -> None:
    once, monthly = make_items("paid 3 dues", "paid 3/month dues")
    assert not build_entry_key(once).is_regular
    assert build_entry_key(monthly).is_regular
