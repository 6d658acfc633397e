"""Cut texts never say anything else than the whole text."""

import pytest

from tracker.widgets.text_format import cut_at_part, fit_text


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("yes to 15.00", 12, "yes to 15.00"),
        ("yes to 15.00", 11, "yes to…    "),
        ("yes to 15.00", 9, "yes to…  "),
        ("1,234.50 EUR", 7, "…      "),
        ("literature", 6, "liter…"),
    ],
)
def test_no_number_is_cut_in_two(text: str, width: int, shown: str) -> None:
    assert fit_text(text, width) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("time to decide, no was accepted", 31, "time to decide, no was accepted"),
        ("time to decide, no was accepted", 20, "time to decide, …"),
        ("“no hurry, and no is fine”", 18, "“no hurry, …"),
        ("a, long sentence goes on", 20, "a, long sentence …"),
        ("literature", 6, "liter…"),
        ("literature", 1, "…"),
    ],
)
def test_what_follows_a_comma_is_whole_or_left_out(text: str, width: int, shown: str) -> None:
    assert cut_at_part(text, width) == shown
