"""Hypothesis strategies for charts: any months that a book can have."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from hypothesis import settings
from hypothesis import strategies as st

from tests.charts.examples import build_month_row
from tests.strategies import EXAMPLES
from tracker.charts.series import ChartView, Series, build_series
from tracker.entries.types import Kind, Limit
from tracker.money import LARGEST_AMOUNT, Cents
from tracker.months import EARLIEST, LATEST, Month

SOME = settings(max_examples=25 * EXAMPLES)
"""How many charts a loop draws; `make fuzz` draws five times as many."""

CENTS = st.one_of(st.just(0), st.integers(1, 500_00), st.integers(1, 12 * LARGEST_AMOUNT))
INCOMES = st.one_of(st.none(), st.just(0), st.just(950_00), st.integers(1, LARGEST_AMOUNT))
COUNTS = st.just(0) | st.integers(0, 3)
DAY = date(2020, 1, 1)
LIMITS = st.one_of(
    st.none(),
    st.integers(0, 100_00).map(lambda percent: Limit(day=DAY, percent=percent)),
    st.integers(0, LARGEST_AMOUNT).map(lambda cents: Limit(day=DAY, amount=cents)),
)


@st.composite
def series(draw: st.DrawFn, least: int = 0) -> Series:
    """Any months or years of a book; many months are a few, over and over, to be found fast."""
    different = draw(st.lists(_figures(), min_size=min(least, 1), max_size=6))
    count = draw(st.integers(least, 14) | st.sampled_from([36, 60, 120, 130])) if different else 0
    first = Month.from_date(draw(st.dates(EARLIEST, LATEST.replace(year=2180))))
    rows = [
        build_month_row(first.add_months(index), *different[index % len(different)])
        for index in range(count)
    ]
    return build_series(
        draw(st.sampled_from(ChartView)),
        rows,
        first.add_months(count - 1 - draw(st.integers(0, 2))),
        by_year=draw(st.booleans()),
    )


Figures: TypeAlias = tuple[
    Cents | None,
    tuple[Cents, Cents],
    Cents,
    Limit | None,
    int,
    Cents | None,
    Mapping[Kind, Cents],
    int,
    int,
    int,
]


@st.composite
def _figures(draw: st.DrawFn) -> Figures:
    low, extra = draw(CENTS), draw(CENTS)
    kinds = draw(st.dictionaries(st.sampled_from(Kind), CENTS))
    return (
        draw(INCOMES),
        (low, low + extra),
        sum(kinds.values()),
        draw(LIMITS),
        draw(st.integers(0, 2)),
        draw(INCOMES),
        kinds,
        draw(COUNTS),
        draw(COUNTS),
        draw(COUNTS),
    )
