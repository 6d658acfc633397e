"""The second computation of an event's total, counted by hand."""

from datetime import date

from tests.analysis.second_events import SecondEventTotal, compute_event_totals
from tests.factories import make_parse_context, read_entries
from tests.strategies import number_entries

LINES = """\
2026-01-01 paid 20 event +!seminar
2026-01-01 paid ? merch +seminar
2026-01-02 cost 41.50 'train' +seminar
2026-01-02 cost ? 'food' +seminar
2026-01-03 event 10-12h +seminar
2026-01-04 meeting 1h +seminar @!choir
2026-01-05 message +seminar
2026-01-05 seen 50 donation +seminar
2026-01-05 ask 30 donation +seminar
2026-01-06 paid 5/month dues +!choir_trip @circle
2026-01-07 ask 7 merch +seminar gave 7
2026-04-01 paid 99 event +seminar
"""
TODAY = date(2026, 3, 10)


def test_everything_paid_spent_and_done_up_to_today_counts() -> None:
    entries = read_entries(LINES.splitlines(), make_parse_context(), date(2026, 12, 31))
    items = number_entries(entries)
    assert compute_event_totals(items, TODAY) == {
        "seminar": SecondEventTotal(2700, 1, 4150, 1, 1100, 1300, (1, 2, 3, 4, 5, 6, 12)),
        "choir_trip": SecondEventTotal(paid=1500, entries=(10,)),
    }
    assert compute_event_totals(items, TODAY, "choir") == {
        "seminar": SecondEventTotal(hours_low=100, hours_high=100, entries=(6,))
    }
