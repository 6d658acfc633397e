"""What is offered follows from a few facts, and nothing of it counts up to anything."""

from datetime import date, timedelta

import pytest

from tracker.analysis.screen_offers import OfferFacts, ScreenOffers, find_offers

FIRST = date(2026, 11, 12)


def find_offers_after(days: int) -> ScreenOffers:
    """Return what is offered so many days after the first entry was saved."""
    facts = OfferFacts(FIRST, request_count=2, has_two_months=False)
    return find_offers(facts, FIRST + timedelta(days=days))


def test_the_first_week_has_seven_days() -> None:
    assert [days for days in range(30) if find_offers_after(days).is_first_week] == [*range(7)]


def test_a_notebook_without_entries_is_in_its_first_week() -> None:
    empty = OfferFacts(None, request_count=0, has_two_months=False)
    assert find_offers(empty, FIRST) == ScreenOffers(True, how_often=False, chart=False)


def test_a_clock_that_is_behind_begins_no_new_week() -> None:
    assert not find_offers_after(-1).is_first_week


@pytest.mark.parametrize("count", range(5))
@pytest.mark.parametrize("has_two_months", [False, True])
def test_how_often_needs_three_things_and_the_chart_two_months(
    count: int, *, has_two_months: bool
) -> None:
    for today in (FIRST, FIRST + timedelta(days=90)):
        offers = find_offers(OfferFacts(FIRST, count, has_two_months), today)
        assert offers.how_often == (count >= 3)
        assert offers.chart == has_two_months
