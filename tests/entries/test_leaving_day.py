"""The last day with a group, as it is typed: a day up to today, a sentence, or none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TODAY
from tests.strategies import ANY_LETTERS
from tracker.entries.leaving_day import find_day_refusal, parse_leaving_day
from tracker.entries.parse_error import ParseError


@given(st.text(ANY_LETTERS, max_size=20))
def test_any_text_for_a_day_is_a_day_or_a_sentence(text: str) -> None:
    said = find_day_refusal(text, TODAY)
    if not said:
        day = parse_leaving_day(text, TODAY)
        assert day is None or day <= TODAY
    assert not said or said.endswith((".", '. Type them, e.g. "like this"')) or ", e.g. " in said


@pytest.mark.parametrize(("text", "day"), [("", None), ("yesterday", date(2026, 11, 11))])
def test_words_for_a_day(text: str, day: date | None) -> None:
    assert parse_leaving_day(text, TODAY) == day
    with pytest.raises(ParseError):
        parse_leaving_day("2026-02-30", TODAY)


@pytest.mark.parametrize("text", ["", "  "])
def test_no_day_is_refused_where_one_is_needed(text: str) -> None:
    assert find_day_refusal(text, TODAY) == ""
    assert find_day_refusal(text, TODAY, is_needed=True) == "Type the day, e.g. 2025-11-05."
