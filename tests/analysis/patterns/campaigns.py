"""The campaigns of a few lines, with the fundraising goals that a group named for them."""

from datetime import date

from tests.analysis.book_factory import LATE_TODAY
from tests.factories import make_parse_context, read_entries
from tests.strategies import number_entries
from tracker.analysis.patterns.fundraising_goals import Campaign, find_campaigns

OFFICE = """\
2025-10-30 goal 20000 +office
2025-11-15 goal 20000 +office met
2025-11-27 goal 28000 +office
"""


def find_campaigns_of(
    lines: str, group: str | None = None, first: date | None = None, last: date | None = None
) -> list[Campaign]:
    """Return the campaigns in these lines."""
    entries = read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY)
    return find_campaigns(number_entries(entries), group, first, last)
