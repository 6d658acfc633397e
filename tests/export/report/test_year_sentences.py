"""What the summary says of each year."""

from pathlib import Path

import pytest

from tests.charts.examples import build_month_row
from tests.export.report.reports import build_report_of
from tests.export.report.test_document import whole
from tests.export.story_book import TODAY, example_book
from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.year_sentences import describe_years
from tracker.i18n import NumberFormat
from tracker.months import Month, list_months


def build_rows(first: Month, last: Month, *changed: MonthRow) -> list[MonthRow]:
    rows = {month: build_month_row(month, 1000_00) for month in list_months(first, last)}
    return list((rows | {row.month: row for row in changed}).values())


def describe(rows: list[MonthRow], *, exact: bool = True) -> str:
    return describe_years(rows, NumberFormat(), exact=exact).replace("\N{NO-BREAK SPACE}", " ")


def test_each_year_has_its_amount_and_share() -> None:
    rows = build_rows(
        Month(2025, 1),
        Month(2026, 11),
        build_month_row(Month(2025, 1), None, given=60_00),
        build_month_row(Month(2025, 2), 1000_00, given=55_00),
        build_month_row(Month(2026, 3), 1000_00, given=330_00),
    )
    assert describe(rows) == (
        "In 2025 I gave 115.00. That is 0.5 % of my income in the months I know it for."
        " In 2026, up to November, I gave 330.00. That is 3.0 % of my income."
    )
    assert "about 3 % of my income." in describe(rows, exact=False)


def test_the_part_of_a_year_that_there_is_is_named() -> None:
    given = build_month_row(Month(2025, 9), given=95_00)
    rows = build_rows(Month(2024, 10), Month(2026, 12), given)
    assert describe(rows).startswith(
        "In 2024, from October on, I gave nothing. In 2025 I gave 95.00"
    )
    assert describe(rows).endswith("In 2026 I gave nothing.")


@pytest.mark.parametrize(
    ("first", "last"),
    [(Month(2025, 1), Month(2025, 12)), (Month(2024, 1), Month(2026, 5))],
)
def test_one_year_alone_or_without_a_gift_says_nothing(first: Month, last: Month) -> None:
    assert describe(build_rows(first, last)) == ""


def test_one_year_with_gifts_says_nothing_that_the_total_does_not() -> None:
    given = build_month_row(Month(2025, 3), given=5_00)
    assert describe(build_rows(Month(2025, 1), Month(2025, 12), given)) == ""
    assert describe([]) == ""


def test_many_years_are_few_sentences() -> None:
    rows = build_rows(
        Month(2019, 5),
        Month(2026, 5),
        build_month_row(Month(2019, 6), given=10_00),
        build_month_row(Month(2023, 6), given=20_00),
        build_month_row(Month(2026, 1), given=30_00),
    )
    told = describe(rows)
    assert told.startswith("Before 2024 I gave 30.00. In 2024 I gave nothing.")
    assert told.count("In 20") == 3


def test_payments_of_unknown_amount_are_not_nothing() -> None:
    unknown = build_month_row(Month(2025, 3), given_open=2)
    told = describe(build_rows(Month(2025, 1), Month(2026, 2), unknown))
    assert "2 payments" in told
    assert "In 2025 I gave nothing" not in told
    assert "%" not in told.partition(" In 2026")[0]


def test_the_summary_says_it_where_its_months_touch_two_years(tmp_path: Path) -> None:
    lines = ("2024-11-01 income 1000/month", "2024-12-05 paid 20 dues", "2025-02-03 paid 10 dues")
    with example_book(tmp_path, *lines) as book:
        flat = " ".join(whole(build_report_of(book, TODAY)).split())
    assert "In 2024, from November on, I gave 20.00. That is 1.0 % of my income. In 2025" in flat
