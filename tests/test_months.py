"""Months are half-open, and something recurring on the 31st falls on each month's last day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import days
from tracker.months import LATEST, Month, Period, find_occurrences, list_months


@pytest.mark.parametrize(
    ("start", "every", "last", "expected"),
    [
        (
            date(2026, 1, 31),
            Period.MONTH,
            date(2026, 3, 31),
            [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)],
        ),
        (
            date(2023, 11, 30),
            Period.QUARTER,
            date(2024, 5, 30),
            [date(2023, 11, 30), date(2024, 2, 29), date(2024, 5, 30)],
        ),
        (
            date(2024, 2, 29),
            Period.YEAR,
            date(2028, 2, 29),
            [
                *(date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28)),
                *(date(2027, 2, 28), date(2028, 2, 29)),
            ],
        ),
        (
            date(2025, 12, 29),
            Period.WEEK,
            date(2026, 1, 11),
            [date(2025, 12, 29), date(2026, 1, 5)],
        ),
        (
            date(2025, 12, 29),
            Period.TWO_WEEKS,
            date(2026, 1, 26),
            [date(2025, 12, 29), date(2026, 1, 12), date(2026, 1, 26)],
        ),
        (
            date(2025, 12, 29),
            Period.FOUR_WEEKS,
            date(2026, 2, 22),
            [date(2025, 12, 29), date(2026, 1, 26)],
        ),
        (date(2026, 1, 31), Period.MONTH, date(2026, 1, 31), [date(2026, 1, 31)]),
        (date(2026, 1, 31), Period.MONTH, date(2026, 1, 30), []),
    ],
)
def test_occurrences(start: date, every: Period, last: date, expected: list[date]) -> None:
    assert list(find_occurrences(start, every, last)) == expected


@given(days(), st.sampled_from(Period), st.integers(0, 3000))
def test_occurrences_start_on_their_day_and_keep_their_distance(
    start: date, every: Period, length: int
) -> None:
    last = start + timedelta(days=length)
    found = list(find_occurrences(start, every, last))
    assert found[0] == start
    assert found[-1] <= last
    for one, other in pairwise(found):
        if every.weeks:
            assert other - one == timedelta(weeks=every.weeks)
        else:
            assert Month.from_date(other) == Month.from_date(one).add_months(every.months)
            assert other.day == min(start.day, Month.from_date(other).day_count)
    following = Month.from_date(found[-1]).add_months(every.months)
    if not every.weeks:
        assert date(*following, min(start.day, following.day_count)) > last


def test_a_year_has_so_many_of_each_period() -> None:
    assert [period.times_a_year for period in Period] == [52, 26, 13, 12, 4, 1]


def test_the_last_day_that_can_be_noted_is_reached() -> None:
    assert list(find_occurrences(date(2199, 12, 31), Period.YEAR, LATEST)) == [LATEST]


@given(days())
def test_each_day_lies_in_one_month(day: date) -> None:
    month = Month.from_date(day)
    assert month.first_day <= day <= month.last_day
    assert month.last_day + timedelta(days=1) == month.add_months(1).first_day
    assert Month.parse(str(month)) == month
    assert month.add_months(5).add_months(-5) == month


@pytest.mark.parametrize(
    "text",
    ["2025-13", "2025-00", "2025", "25-01", "2025-1", "2025-10-01", "\u0662025-10", "", "x-y"],
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_months_between_has_both_ends_and_none_backwards() -> None:
    found = list_months(Month(2025, 11), Month(2026, 2))
    assert list(map(str, found)) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list_months(Month(2026, 2), Month(2026, 1)) == []
