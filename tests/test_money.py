"""Money in whole cents: what is read, how it is written, how shares are rounded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import ANY_LETTERS
from tracker.money import (
    LARGEST_AMOUNT,
    InvalidAmountError,
    calculate_share,
    explain_currency_refusal,
    format_canonical,
    format_short,
    parse_cents,
)

CENTS = st.integers(0, LARGEST_AMOUNT)


@given(CENTS)
def test_what_is_written_is_read_back(cents: int) -> None:
    assert parse_cents(format_canonical(cents)) == cents
    assert parse_cents(format_short(cents)) == cents
    assert parse_cents(format_canonical(cents).replace(".", ",")) == cents


@given(CENTS, CENTS)
def test_two_amounts_are_never_written_alike(one: int, other: int) -> None:
    assert (format_canonical(one) == format_canonical(other)) == (one == other)
    assert (format_short(one) == format_short(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("50", 5000),
        ("12.5", 1250),
        ("12,50", 1250),
        ("0", 0),
        ("007", 700),
        ("9999999.99", LARGEST_AMOUNT),
    ],
)
def test_an_amount_is_read(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-5", "+5", "1e3", "1E3", "1,000", "1.000", "1,000.00", "1.234,56", "1'000"),
        *("\u0663", "\uff11\uff12", "99999999999999", "10000000", "NaN", "nan", "inf", "50-20"),
        *("0x10", "1_000", ".5", "5.", "5.125", "1 000", "50\n", "\u00b2", "--5", "5.5.5"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(InvalidAmountError) as caught:
        parse_cents(text)
    assert str(caught.value)


@given(st.text(ANY_LETTERS, max_size=12))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    try:
        cents = parse_cents(text)
    except InvalidAmountError:
        return
    assert 0 <= cents <= LARGEST_AMOUNT
    assert Fraction(text.replace(",", ".")) * 100 == cents


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_share_is_the_nearest_hundredth_of_a_percent_half_up(part: int, whole: int) -> None:
    found = calculate_share(part, whole)
    assert found is not None
    exact = Fraction(part, whole) * 10_000
    assert found - Fraction(1, 2) <= exact < found + Fraction(1, 2)


@pytest.mark.parametrize("whole", [None, 0, -1])
def test_there_is_no_share_of_nothing(whole: int | None) -> None:
    assert calculate_share(5, whole) is None


def test_half_a_hundredth_goes_up() -> None:
    assert calculate_share(1, 20_000) == 1
    assert calculate_share(1, 20_001) == 0


@pytest.mark.parametrize("code", ["EUR", "USD", "CHF", "INR"])
def test_a_notebook_is_kept_in_a_currency_with_hundredths(code: str) -> None:
    assert explain_currency_refusal(code) == ""


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("JPY", "use JPY yet, because it counts in hundredths"),
        ("XAU", "use XAU yet"),
        ("EURO", "the currency EURO. Type its three letters"),
        ("", "The currency is missing"),
        ("E" * 31, f"{'E' * 30}. Type its three letters"),
    ],
)
def test_any_other_is_refused_with_the_reason(code: str, reason: str) -> None:
    assert reason in explain_currency_refusal(code)
