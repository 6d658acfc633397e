"""Hours: hundredths of an hour, and minutes where hundredths cannot hold them (2h20)."""

from tracker.money import Hundredths

MINUTES_PER_HOUR = 60
MAX_HOURS: Hundredths = 99_900
"""999 hours: nobody's meeting is longer."""


def has_hundredths(minutes: int) -> bool:
    """Return whether hundredths of an hour can hold a number of minutes."""
    return minutes * 100 % MINUTES_PER_HOUR == 0


def round_to_hundredths(minutes: int) -> Hundredths:
    """Return minutes as the nearest hundredths of an hour. No number of minutes is half way."""
    return (minutes * 100 + MINUTES_PER_HOUR // 2) // MINUTES_PER_HOUR
