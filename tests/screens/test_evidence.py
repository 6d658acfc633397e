"""How one knows: on each entry, and beside what was given in a month of the chart."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import TODAY, make_book
from tests.pilot_actions import open_app, read_screen
from tracker.entries.types import Evidence, Kind, Payment, StoredEntry
from tracker.i18n import HIDDEN_NUMBER, NumberFormat
from tracker.widgets.entry_detail import describe_item, describe_logged_day


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 14), "the same day"),
        (date(2026, 11, 13), "14 Nov 2026, the day after"),
        (date(2026, 11, 12), "14 Nov 2026, 2 days later"),
        (date(2026, 10, 14), "14 Nov 2026, 31 days later"),
        (date(2026, 10, 13), "14 Nov 2026, 32 days later"),
        (date(2026, 12, 1), "14 Nov 2026"),
    ],
)
def test_the_day_on_which_an_entry_was_noted_is_told_calmly(day: date, told: str) -> None:
    assert describe_logged_day(day, date(2026, 11, 14)) == told


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (Evidence.DOCUMENTED, "receipt"),
        (Evidence.REMEMBERED, "from memory"),
        (Evidence.ESTIMATED, "estimated"),
    ],
)
def test_every_entry_says_how_it_is_known(evidence: Evidence, told: str) -> None:
    entry = Payment(day=TODAY, amount=500, kind=Kind.DUES, evidence=evidence)
    parts = dict(describe_item(StoredEntry(1, "abcdefgh", TODAY, entry), NumberFormat()).parts)
    assert parts["how you know"] == told
    assert parts["saved"] == "the same day"
    assert "also" not in parts, "it is said once"


async def test_a_month_of_the_chart_says_how_what_was_given_is_known(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "b.db",
        "2026-10-02 paid 20 event documented",
        "2026-10-03 paid 7/month dues estimated",
        "2026-11-02 paid 5 merch",
    )
    app = open_app(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        rows = [line.split() for line in read_screen(app).splitlines()]
        assert ["given", "(from", "memory)", "5.00"] in [row[-4:] for row in rows]
        assert ["given", "(estimated)", "7.00"] in [row[-3:] for row in rows]
        await pilot.press("left")
        await pilot.pause()
        rows = [line.split() for line in read_screen(app).splitlines()]
        assert ["given", "(with", "a", "receipt)", "20.00"] in [row[-5:] for row in rows]
        assert "(from memory)" not in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert f"given (with a receipt)  {HIDDEN_NUMBER}" in read_screen(app)
