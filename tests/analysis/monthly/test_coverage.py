"""How many months a sum covers: counted once, whatever is known in them."""

from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import build_month_row
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.months import Month

SEPTEMBER = Month(2025, 9)


def test_nothing_known_covers_no_month() -> None:
    coverage = MonthCoverage.from_rows(
        [build_month_row(SEPTEMBER, None), build_month_row(SEPTEMBER.add_months(1), None)]
    )
    assert (coverage.income_note, coverage.living_costs_note) == ("", "")


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=9)
)
def test_months_are_counted_once_whatever_is_known(
    known: list[tuple[int | None, int | None]],
) -> None:
    rows = [
        build_month_row(SEPTEMBER.add_months(index), income, needs=needs)
        for index, (income, needs) in enumerate(known)
        for _group in range(2)
    ]
    coverage = MonthCoverage.from_rows(rows)
    assert coverage.months == len(known)
    assert coverage.with_income == sum(income is not None for income, _needs in known)
    assert coverage.with_living_costs == sum(None not in both for both in known)
    assert bool(coverage.income_note) == (0 < coverage.with_income < coverage.months)
