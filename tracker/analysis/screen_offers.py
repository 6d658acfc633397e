"""What is offered from the first day, and what once it has something to say.

Nothing is switched off: every key works from the first day. Where something is not offered yet, no
footer shows it, and the menu of screens says what it needs.
"""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_WEEK = timedelta(days=7)
ENOUGH_TO_COUNT = 3
"""How many times something was asked, seen or heard before it is said how often."""


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What is known of a notebook, as far as it decides what is offered."""

    first_saved: date | None
    """The day on which the first entry was saved, or None without one."""
    request_count: int
    """How often something was asked, seen or heard, counted up to `ENOUGH_TO_COUNT`."""
    has_two_months: bool
    """Whether something was asked, seen, heard of or given in two different months."""


@dataclass(frozen=True, slots=True)
class ScreenOffers:
    """What is offered. At first all of it is, as in a copy or in the sample story."""

    is_first_week: bool = False
    """Whether few keys and tags are shown."""
    how_often: bool = True
    chart: bool = True


def find_offers(facts: OfferFacts, today: date) -> ScreenOffers:
    """Return what is offered today.

    The first week has seven days. It begins when the first entry is saved, so a notebook without
    entries is in it. A clock that is behind begins no new one.
    """
    first = facts.first_saved
    return ScreenOffers(
        is_first_week=first is None or first <= today < first + FIRST_WEEK,
        how_often=facts.request_count >= ENOUGH_TO_COUNT,
        chart=facts.has_two_months,
    )
