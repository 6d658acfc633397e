"""The periods for direct debits: where they hold, their source, and how recent it is."""

import pytest

from tracker.direct_debits import (
    SOURCE_YEAR,
    describe_refund_periods,
    describe_refund_question,
    has_sepa_refunds,
)
from tracker.helplines import LIST_CHECKED, OLDEST_SOURCE_YEARS


@pytest.mark.parametrize(
    ("currency", "country", "holds"),
    [
        ("EUR", "DE", True),
        ("EUR", "", True),
        ("EUR", "US", True),
        ("EUR", "ME", True),
        ("EUR", "XK", False),
        ("GBP", "GB", False),
        ("CHF", "CH", False),
        ("USD", "DE", False),
    ],
)
def test_they_hold_for_euros_within_sepa(currency: str, country: str, holds: bool) -> None:
    assert has_sepa_refunds(currency, country) is holds


def test_they_name_their_source_and_its_year_and_the_bank_has_the_last_word() -> None:
    text = describe_refund_periods()
    assert "8 weeks" in text
    assert "13 months" in text
    assert f"Source: zdf.de, {SOURCE_YEAR}." in text
    assert text.endswith("Your bank’s rules count.")


def test_the_source_is_recent() -> None:
    assert LIST_CHECKED.year - OLDEST_SOURCE_YEARS <= SOURCE_YEAR <= LIST_CHECKED.year


def test_elsewhere_no_period_is_named() -> None:
    assert not any(sign.isdigit() for sign in describe_refund_question())
