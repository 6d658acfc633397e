"""Dates on an entry line, also as words: a weekday is the last one, never today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.entry_lines import find_parse_error, read_entry
from tests.factories import make_parse_context
from tests.strategies import days
from tracker.entries.draft_days import add_missing_day, pin_day
from tracker.entries.grammar import DAY_WORDS, WEEKDAYS
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_error import ParseError
from tracker.i18n import clear_locale_cache, format_weekday_date, list_weekday_names
from tracker.months import EARLIEST, LATEST


@given(days(), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one_never_today(today: date, word: str) -> None:
    day = read_entry(f"{word} meeting", today=today).day
    assert today - timedelta(days=7) <= day < today
    assert day.strftime("%A").casefold().startswith(word)


@given(days())
def test_today_and_yesterday(today: date) -> None:
    assert read_entry("today meeting", today=today).day == today
    assert read_entry("YESTERDAY meeting", today=today).day == today - timedelta(days=1)


@given(days())
def test_a_date_reads_as_written(day: date) -> None:
    assert read_entry(f"{day.isoformat()} meeting").day == day


def test_no_word_names_a_day_before_1900() -> None:
    assert (
        "from 1900-01-01 to 2199-12-31"
        in find_parse_error("yesterday meeting", today=EARLIEST).message
    )
    assert read_entry("yesterday meeting", today=LATEST).day == LATEST - timedelta(days=1)


@given(st.sampled_from(DAY_WORDS), st.sampled_from([date.min, EARLIEST - timedelta(days=1)]))
def test_on_a_day_that_cannot_be_a_line_is_refused_and_laid_aside_as_it_is(
    word: str, today: date
) -> None:
    line = f"{word} paid 5 dues"
    assert "The date of this device" in find_parse_error(line, today=today).message
    assert pin_day(line, today) == line
    assert add_missing_day(line, LATEST, date(2026, 1, 1)) == line
    assert pin_day("yesterday paid 5", EARLIEST) == "yesterday paid 5"


def test_a_draft_keeps_the_day_that_a_word_meant() -> None:
    thursday = date(2026, 11, 19)
    assert pin_day(" Yesterday paid 5", thursday) == " 2026-11-18 paid 5"
    assert pin_day("thu paid 5", thursday) == "2026-11-12 paid 5"
    assert pin_day("last night paid 5", thursday) == "2026-11-18 paid 5"
    assert pin_day('2 days ago paid 5 "open', thursday) == '2026-11-17 paid 5 "open'
    for line in ("paid 5 yesterday", "sat 7 nov t-shirt 14", "7 nov paid 5", "3/4 paid 5", '"mon'):
        assert pin_day(line, thursday) == line


def test_a_line_that_is_saved_on_a_later_day_gets_its_own() -> None:
    day, next_day = date(2026, 11, 19), date(2026, 11, 20)
    assert add_missing_day("paid 5 dues", day, next_day) == "2026-11-19 paid 5 dues"
    assert add_missing_day("paid 5 dues", day, day) == "paid 5 dues"
    for line in ("2026-11-01 paid 5", "7 nov paid 5", "paid 5 on Oct 30", "sat 7 nov t-shirt"):
        assert add_missing_day(line, day, next_day) == line
    assert add_missing_day("paid 5 2 days ago", day, next_day) == "2026-11-19 paid 5 2 days ago"


@pytest.mark.parametrize("name", ["en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "ja_JP"])
def test_a_day_with_its_weekday_is_read_as_it_is_shown(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{name}.UTF-8")
    clear_locale_cache()
    today = LineDays.from_today(date(2026, 11, 12))
    for back in range(1, 300, 13):
        day = today.today - timedelta(days=back)
        for line in (
            f"{format_weekday_date(day)} 30 dues no",
            f"paid 20 event {format_weekday_date(day)}",
        ):
            assert read_line(line, make_parse_context(), today, typed=True)[0].day == day
    wrong = format_weekday_date(date(2026, 11, 5)).replace(
        list_weekday_names()[3], list_weekday_names()[0]
    )
    with pytest.raises(ParseError):
        read_line(f"{wrong} 30 dues no", make_parse_context(), today, typed=True)
