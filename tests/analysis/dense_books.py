"""Shapes of random books with many entries in few months, and the settings of their tests."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, settings

from tests.strategies import BookShape, days

DENSE = BookShape(
    most=30,
    first=date(2025, 10, 1),
    last=date(2026, 5, 31),
    latest_start=date(2026, 7, 31),
    naughty=False,
)
"""Many entries in few months, with few names: they meet, and end one another."""
SHORT = replace(
    DENSE, most=14, first=date(2026, 1, 1), last=date(2026, 3, 31), latest_start=date(2026, 4, 30)
)
ONLY_ASKS = replace(SHORT, types=("ask", "ask", "answered", "answered", "withdrew"))
"""Asks alone, asked and answered again and again."""
ONLY_MONEY = replace(SHORT, types=("paid", "income", "need"))
"""Money alone, moved once or regularly."""
ONLY_LIMITS = replace(SHORT, types=("limit", "limit", "income", "paid"))
"""The limit, set again and again."""
TODAYS = days(date(2026, 1, 1), date(2026, 7, 31))
SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""No deadline: each example writes a book to the disk."""
