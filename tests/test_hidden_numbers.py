"""Hidden amounts: no digit of a person's text is left, and nothing else of it changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import ANY_LETTERS
from tracker.i18n import HIDDEN_NUMBER, NumberFormat, mask_digits

HIDDEN, SHOWN = NumberFormat(is_hidden=True), NumberFormat()
FORMER_PATTERN = re.compile(r"\d(?:[\d.,:'’\N{NO-BREAK SPACE}]*\d)?")
"""What hid numbers before there was one home for it; nothing may hide less."""


@given(st.text(st.one_of(st.sampled_from("0123456789.,:'’\xa0 ٣५"), ANY_LETTERS)))
def test_no_digit_is_left_and_all_else_stays(text: str) -> None:
    masked = HIDDEN.mask_numbers(text)
    assert not re.search(r"\d", masked)
    between = FORMER_PATTERN.split(text)
    assert masked.count(HIDDEN_NUMBER) >= len(between) - 1
    at = 0
    for part in between:
        at = masked.index(part, at) + len(part)
    assert SHOWN.mask_numbers(text) == text


@given(st.text(st.one_of(st.sampled_from("0123456789٣"), ANY_LETTERS)))
def test_digits_are_dots_one_for_one(text: str) -> None:
    masked = mask_digits(text)
    assert len(masked) == len(text)
    for before, after in zip(text, masked, strict=True):
        assert after == ("•" if re.match(r"\d", before) else before)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("", ""),
        ("no", "no"),
        ("1,234.50 for 2", "••• for •••"),
        ("1'234 at 19:30.", "••• at •••."),
        ("1\u202f234,50", "•••\u202f•••"),
        ("2026-03-01", "•••-•••-•••"),
        ("٣٤ or ५", "••• or •••"),
    ],
)
def test_numbers_of_any_locale_are_hidden(text: str, masked: str) -> None:
    assert HIDDEN.mask_numbers(text) == masked
