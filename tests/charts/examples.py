"""Rows for charts: a year as somebody might live it, and a hard one."""

from collections.abc import Mapping
from datetime import date

from tracker.analysis.monthly.table import MonthRow, is_over_limit
from tracker.charts.series import ChartView, Series, build_income_series, build_series
from tracker.entries.types import Kind, Limit
from tracker.money import Cents, calculate_share
from tracker.months import Month

TODAY = Month(2026, 11)
TWO_PERCENT = Limit(day=date(2025, 9, 1), percent=2_00)


def build_month_row(
    month: Month,
    income: Cents | None = 950_00,
    asked: tuple[Cents, Cents] = (0, 0),
    given: Cents = 0,
    limit: Limit | None = TWO_PERCENT,
    asked_open: int = 0,
    needs: Cents | None = None,
    kinds: Mapping[Kind, Cents] | None = None,
    given_open: int = 0,
    seen: int = 0,
    heard: int = 0,
) -> MonthRow:
    """A month's row with the figures that a chart reads; what a chart must not read is 0."""
    over_needs = None if income is None or needs is None else income - needs
    return MonthRow(
        month=month,
        last=None,
        group="all",
        currency="EUR",
        income=income,
        needs=needs,
        asked_low=asked[0],
        asked_high=asked[1],
        asked_open=asked_open,
        pledged=0,
        given=given,
        returned=0,
        received=0,
        given_by_kind={**dict.fromkeys(Kind, 0), **(kinds or {Kind.DONATION: given})},
        share_asked_low=calculate_share(asked[0], income),
        share_asked_high=calculate_share(asked[1], income),
        share_given=calculate_share(given, income),
        share_after_needs=calculate_share(given, over_needs),
        left=None if over_needs is None else max(0, over_needs - given),
        beyond_left=None,
        limit=limit,
        over_limit=is_over_limit(given, limit, income),
        months_over_limit=None,
        given_open=given_open,
        seen=seen,
        heard=heard,
    )


def build_year_rows() -> list[MonthRow]:
    """Twelve months: a huge ask, one without an amount, one given to without an income."""
    dues = (30_00, 30_00)
    first = TODAY.add_months(-11)
    return [
        build_month_row(first, asked=(0, 0)),
        build_month_row(first.add_months(1), income=None, asked=dues),
        build_month_row(first.add_months(2), asked=dues, given=10_00),
        build_month_row(first.add_months(3), asked=dues, given=30_00),
        build_month_row(first.add_months(4), asked=(30_00, 90_00), given=15_00),
        build_month_row(first.add_months(5), asked=(45_00, 95_00), given=45_00, asked_open=1),
        build_month_row(first.add_months(6), income=None, asked=dues, given=30_00),
        build_month_row(first.add_months(7), asked=dues, given=60_00),
        build_month_row(first.add_months(8), asked=dues, given=50_00),
        build_month_row(first.add_months(9), asked=(30_00, 60_00)),
        build_month_row(first.add_months(10), asked=(30_00, 60_00), given=45_00),
        build_month_row(first.add_months(11), asked=(95_00, 495_00), given=35_00),
    ]


def build_year_series() -> Series:
    return build_income_series(build_year_rows(), TODAY)


def build_hard_rows() -> list[MonthRow]:
    """Eight months: no need noted at first, then little and nothing left; several kinds."""
    first, dues, event = TODAY.add_months(-7), (30_00, 30_00), {Kind.DUES: 30_00, Kind.EVENT: 20_00}
    all_kinds = dict.fromkeys(Kind, 2_00)
    return [
        build_month_row(first, income=None),
        build_month_row(first.add_months(1), asked=dues, given=10_00),
        build_month_row(first.add_months(2), 950_00, dues, 12_00, needs=800_00, kinds=all_kinds),
        build_month_row(
            first.add_months(3),
            950_00,
            (50_00, 495_00),
            50_00,
            asked_open=1,
            needs=800_00,
            kinds=event,
        ),
        build_month_row(
            first.add_months(4), 700_00, dues, 30_00, needs=800_00, kinds={Kind.DUES: 30_00}
        ),
        build_month_row(first.add_months(5), 0, dues, needs=800_00),
        build_month_row(
            first.add_months(6),
            850_00,
            dues,
            60_00,
            needs=800_00,
            kinds=event | {Kind.OTHER: 10_00},
        ),
        build_month_row(
            first.add_months(7),
            950_00,
            (15_00, 30_00),
            15_00,
            needs=800_00,
            kinds={Kind.MERCH: 15_00},
        ),
    ]


def build_hard_series(view: ChartView) -> Series:
    return build_series(view, build_hard_rows(), TODAY)


def build_watched_rows() -> list[MonthRow]:
    """Two years: money asked mostly of others, and payments whose amount is not known."""
    first = TODAY.add_months(-13)
    rows = {
        first.add_months(index): build_month_row(first.add_months(index)) for index in range(14)
    }
    changed = [
        build_month_row(first, income=None, given=20_00, seen=2),
        build_month_row(first.add_months(1), asked=(30_00, 30_00), seen=1, heard=3),
        build_month_row(first.add_months(2), given_open=1),
        build_month_row(first.add_months(4), given=12_00, given_open=2, heard=1),
        build_month_row(first.add_months(7), asked_open=1, given_open=1),
        build_month_row(first.add_months(11), seen=5),
    ]
    return list((rows | {row.month: row for row in changed}).values())


def build_equal_months(count: int, last: Month = TODAY, given: Cents = 30_00) -> Series:
    """So many months up to one, all alike."""
    rows = [
        build_month_row(last.add_months(index - count + 1), asked=(30_00, 90_00), given=given)
        for index in range(count)
    ]
    return build_income_series(rows, TODAY)
