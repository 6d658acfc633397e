"""Warnings where the entries are of later days than this device's."""

from datetime import date

import pytest

from tracker.analysis.monthly.clock_checks import explain_empty_table, warn_of_clock_behind
from tracker.analysis.monthly.monthly_facts import MonthlyFacts

TODAY = date(2026, 11, 20)
NEXT_MONTH = date(2026, 12, 1)


def build_facts(
    first_day: date | None, last_change_day: date | None = None, uncounted_entries: int = 0
) -> MonthlyFacts:
    return MonthlyFacts(
        TODAY,
        "EUR",
        first_day=first_day,
        last_change_day=last_change_day,
        uncounted_entries=uncounted_entries,
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (build_facts(None), ""),
        (build_facts(TODAY), ""),
        (build_facts(date(2026, 11, 30)), ""),
        (build_facts(NEXT_MONTH), "All your entries are dated after Nov 20, 2026."),
        (build_facts(None, uncounted_entries=2), "Every entry is dated before 1900"),
        (build_facts(TODAY, uncounted_entries=2), ""),
    ],
)
def test_a_table_without_a_month_says_why(facts: MonthlyFacts, message: str) -> None:
    said = explain_empty_table(facts)
    assert said.startswith(message)
    assert bool(said) == bool(message)


@pytest.mark.parametrize(
    ("last_change_day", "is_warned"),
    [
        (None, False),
        (date(2026, 11, 19), False),
        pytest.param(date(2026, 11, 21), False, id="a day later, where somebody travels"),
        (date(2026, 11, 22), True),
    ],
)
def test_a_change_of_a_later_day_is_warned_about(
    last_change_day: date | None, is_warned: bool
) -> None:
    warning = warn_of_clock_behind(build_facts(TODAY, last_change_day))
    assert bool(warning) is is_warned
    if is_warned:
        assert "made your last change on Nov 22, 2026" in warning
        assert "today is Nov 20, 2026" in warning


def test_where_the_table_says_so_there_is_no_second_warning() -> None:
    assert warn_of_clock_behind(build_facts(NEXT_MONTH, NEXT_MONTH)) == ""
