"""The limit of a past month, as it was written, with what that month came to."""

from dataclasses import replace

from tests.charts.examples import TWO_PERCENT, build_month_row
from tracker.analysis.monthly.limit_sentences import describe_month_with_limit
from tracker.i18n import NumberFormat, format_date
from tracker.months import Month

MONTH = Month(2026, 10)
NUMBERS = NumberFormat()
WROTE = f"On {format_date(TWO_PERCENT.day)} you wrote that you want to give at most"


def test_a_share_of_the_income_is_put_next_to_a_limit_in_percent() -> None:
    row = build_month_row(MONTH, income=1000_00, given=35_00)
    text = describe_month_with_limit(row, NUMBERS).replace("\N{NO-BREAK SPACE}", "")
    assert text.startswith(f"{WROTE} 2% of your income. In Oct")
    assert text.endswith(" it was 3.5%.")


def test_without_an_income_there_is_no_share_to_tell() -> None:
    for income in (None, 0):
        for given in (0, 35_00):
            row = build_month_row(MONTH, income=income, given=given)
            assert describe_month_with_limit(row, NUMBERS) == ""


def test_an_amount_needs_no_income() -> None:
    limit = replace(TWO_PERCENT, percent=None, amount=20_00)
    row = build_month_row(MONTH, income=None, given=35_00, limit=limit)
    assert describe_month_with_limit(row, NUMBERS).startswith(f"{WROTE} 20.00 a month. In Oct")
    assert describe_month_with_limit(row, NUMBERS).endswith(" it was 35.00.")
