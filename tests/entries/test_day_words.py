"""Days by their words: a weekday is the last one, never today."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.entries.texts import read_one
from tests.strategies import days
from tracker.entries.grammar import WEEKDAYS


@given(days(), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one_never_today(today: date, word: str) -> None:
    day = read_one(f"{word} meeting", today=today).day
    assert today - timedelta(days=7) <= day < today
    assert day.strftime("%A").casefold().startswith(word)


@given(days())
def test_today_and_yesterday(today: date) -> None:
    assert read_one("today meeting", today=today).day == today
    assert read_one("YESTERDAY meeting", today=today).day == today - timedelta(days=1)


@given(days())
def test_a_date_reads_as_written(day: date) -> None:
    assert read_one(f"{day.isoformat()} meeting").day == day
