"""Two groups in a few lines, an older and a younger one, and their comparison."""

from datetime import date

from tests.analysis.book_factory import LATE_TODAY
from tests.factories import GROUP, make_book_in_memory, make_parse_context, read_entries
from tracker.analysis.groups.group_activity import build_group_activity
from tracker.analysis.groups.group_comparison import AgeUnit, GroupComparison, compare_groups
from tracker.analysis.monthly.table import MonthlyTable

TODAY = date(2026, 6, 30)
TWO = """\
2025-09-01 income 1000/month
2025-09-04 meeting 2h
2025-09-11 meeting 2h
2025-09-11 ask 10 merch no gave 10
2025-09-12 ask 5 merch gave 5
2025-09-18 stall 3h
2025-09-20 call
2025-09-25 meeting
2025-09-25 ask 20 donation gave 20
2025-09-26 paid 99 donation
2025-10-02 meeting 2h
2026-05-05 meeting 1.5h @!"tea table"
2026-05-12 meeting 2h
2026-05-19 meeting 2h
2026-05-26 meeting 2h
2026-05-26 ask 4 literature no
"""


def compare_lines(
    lines: str = TWO,
    leaving_days: dict[str, date] | None = None,
    unit: AgeUnit | None = None,
    today: date = TODAY,
) -> GroupComparison | None:
    """Return the comparison of the groups `circle` and `tea table` in a book of these lines."""
    with make_book_in_memory(GROUP) as book:
        book.log(read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY), today)
        facts = book.ask_queries.load_pattern_facts(today)
        table = MonthlyTable(book.load_monthly_facts(today))
    older, younger = (build_group_activity(facts, group) for group in ("circle", "tea table"))
    return compare_groups(older, younger, table, leaving_days, unit)


def compare_groups_of(lines: str = TWO, unit: AgeUnit | None = None) -> GroupComparison:
    """Return the comparison of two groups that can be compared."""
    comparison = compare_lines(lines, unit=unit)
    assert comparison is not None
    return comparison
