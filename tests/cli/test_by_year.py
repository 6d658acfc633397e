"""`months --by year` and `chart --by year`: one row, or one bar, for each calendar year."""

import csv
import io
import json
from pathlib import Path

from tests.command_line import Tracker

AT = ("--today", "2026-02-10")
LINES = b"""2024-11-05 paid 30 dues
2025-01-01 income 1000/month
2025-01-01 limit 2%
2025-03-04 paid 60 donation
2025-03-05 paid ? merch
2025-04-06 seen 50-450 donation
2026-01-20 paid 15 donation
"""


def make_notebook(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase")
    assert tracker(*AT, "log", stdin=LINES).code == 0


def test_each_year_is_a_row(tracker: Tracker) -> None:
    make_notebook(tracker)
    out = tracker(*AT, "months", "--by", "year").out
    rows = [line.split("  ")[0] for line in out.splitlines()]
    assert rows[1:4] == ["2024-11 – 2024-12", "2025-01 – 2025-12", "2026-01 – 2026-02 so far"]
    assert [row.split("  ")[-1] for row in out.splitlines()[1:4]] == ["–", "2\xa0%", "2\xa0%"]
    assert "60.00 + 1 ×?" in out
    assert "14 of 16 months, from your first income entry on" in out
    assert tracker(*AT, "months", "--by", "month").out == tracker(*AT, "months").out


def test_json_and_csv_have_the_columns_of_months(tracker: Tracker) -> None:
    make_notebook(tracker)
    years = json.loads(tracker(*AT, "months", "--by", "year", "--format", "json").out)
    assert [(row["month"], row["given"], row["share_given"]) for row in years] == [
        ("2024-11/2024-12", "30.00", None),
        ("2025-01/2025-12", "60.00", "0.50"),
        ("2026-01/2026-02", "15.00", "0.75"),
    ]
    assert [row["over_limit"] for row in years] == [None, 1, 0]
    assert [row["given_open"] for row in years] == [0, 1, 0]
    table = tracker(*AT, "months", "--by", "year", "--format", "csv", "--dialect", "comma").out
    cells = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row["month"] for row in cells] == [row["month"] for row in years]
    assert list(cells[0]) == list(years[0])
    months = json.loads(tracker(*AT, "months", "--format", "json").out)
    assert list(years[0]) == list(months[0])


def test_each_group_has_a_row_of_each_year(tracker: Tracker) -> None:
    make_notebook(tracker)
    assert tracker(*AT, "log", stdin=b"2025-10-02 paid 7 dues @!choir\n").code == 0
    years = json.loads(tracker(*AT, "months", "--by", "year", "--format", "json").out)
    assert [(row["month"][:4], row["group"], row["given"]) for row in years] == [
        ("2024", "all", "30.00"),
        ("2024", "circle", "30.00"),
        ("2024", "choir", "0.00"),
        ("2025", "all", "67.00"),
        ("2025", "circle", "60.00"),
        ("2025", "choir", "7.00"),
        ("2026", "all", "15.00"),
        ("2026", "circle", "15.00"),
        ("2026", "choir", "0.00"),
    ]
    part = json.loads(
        tracker(
            *AT,
            "months",
            "--by",
            "year",
            "--group",
            "choir",
            "--from",
            "2025-06",
            "--format",
            "json",
        ).out
    )
    assert [row["month"] for row in part] == ["2025-06/2025-12", "2026-01/2026-02"]


def test_a_notebook_without_entries_has_no_year(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--no-passphrase")
    assert tracker(*AT, "months", "--by", "year", "--format", "json").out.strip() == "[]"
    assert "No entries yet" in tracker(*AT, "months", "--by", "year").err


def test_a_chart_by_year_is_drawn_and_saved(tracker: Tracker, tmp_path: Path) -> None:
    make_notebook(tracker)
    drawn = tracker(*AT, "chart", "--by", "year").out
    assert "2024" in drawn
    assert "from Nov" in drawn
    assert "so far" in drawn
    assert "I saw others being asked, or giving" in drawn
    files = [tmp_path / f"{by}.png" for by in ("month", "year")]
    for file in files:
        assert tracker(*AT, "chart", str(file), "--by", file.stem).code == 0
    assert files[0].read_bytes() != files[1].read_bytes()
