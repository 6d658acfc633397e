"""The views of a notebook, read as another program reads them."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlite_utils.cli import cli as sqlite_utils_command

from tests.factories import PASSPHRASE, make_book, make_story
from tracker.book.database.connection import connect
from tracker.book.database.readable_views import READABLE_VIEWS
from tracker.book.open_book import open_book
from tracker.entries.flat_row import flatten_entry
from tracker.money import Hundredths, format_canonical

LINES = (
    "2026-09-01 income 950/month",
    '2026-10-02 ask 50-450 donation no pledged 50/month @!circle #in_public #!theirs "us"',
    "2026-10-03 ask ? donation",
    "2026-10-11 goal 20000 +office met",
    '2026-10-11 paid 20.05 event by cash ref "box"',
    "2026-10-11 paid 0.95 event",
    "2026-10-12 limit 2.5%",
    "2026-10-13 meeting 1.5h // only for me",
    '2026-10-14 seen ? donation +office +!event:fair "give": a box // only for me',
    "2026-10-14 event 10-12h +fair",
    "2026-10-15 call 2h20",
    "2026-10-16 income 100 for 2026-11",
    '2026-10-17 wrote "only for me": only for me // only for me',
)
TODAY = date(2026, 11, 25)


@pytest.fixture
def plain_book(path: Path) -> Path:
    make_book(path, *LINES)
    with open_book(path) as book:
        book.tags.set_meaning("theirs", "once more")
        (circle,) = (group for group in book.groups.load_all() if group.label == "circle")
        book.groups.set_alias(circle.number, "readers")
    return path


def run_sqlite_utils(*arguments: str) -> list[dict[str, Any]]:
    """Return the rows that the command line of sqlite-utils prints."""
    run = CliRunner().invoke(sqlite_utils_command, arguments, catch_exceptions=False)
    assert run.exit_code == 0, run.output
    rows: list[dict[str, Any]] = json.loads(run.stdout)
    return rows


def test_sqlite_utils_lists_the_views_and_shows_entries(plain_book: Path) -> None:
    before = plain_book.read_bytes()
    listed = run_sqlite_utils("views", str(plain_book))
    assert [row["view"] for row in listed] == list(READABLE_VIEWS)
    rows = run_sqlite_utils("rows", str(plain_book), "readable_entries")
    income, ask, open_ask, goal, paid, _paid, limit, meeting, *later = rows
    assert (income["amount_low"], income["every"], income["group"]) == ("950.00", "month", None)
    assert {name: ask[name] for name in ("date", "type", "group", "kind", "words", "tags")} == {
        "date": "2026-10-02",
        "type": "ask",
        "group": "circle",
        "kind": "donation",
        "words": "us",
        "tags": "in_public; theirs",
    }
    assert (ask["amount_low"], ask["amount_high"]) == ("50.00", "450.00")
    assert (ask["cents_low"], ask["cents_high"], ask["currency"]) == (5000, 45000, "EUR")
    assert ask["answers"] == "no; pledged 50.00/month"
    assert (open_ask["amount_low"], open_ask["cents_low"], open_ask["answers"]) == (None,) * 3
    assert (goal["met"], goal["campaign"]) == (1, "office")
    assert (paid["amount_low"], paid["by"], paid["ref"]) == ("20.05", "cash", "box")
    assert (limit["percent"], meeting["hours"]) == ("2.50", "1.50")
    newer = ("type", "own_words", "event", "for_month", "hours", "hours_high", "minutes")
    assert [tuple(row[name] for name in newer) for row in later] == [
        ("seen", "a box", "fair", None, None, None, None),
        ("event", None, "fair", None, "10.00", "12.00", None),
        ("call", None, None, None, "2.33", None, 140),
        ("income", None, None, "2026-11", None, None, None),
    ]
    assert plain_book.read_bytes() == before


def test_sqlite_utils_shows_answers_months_groups_and_tags(plain_book: Path) -> None:
    def load(view: str, *columns: str) -> list[tuple[Any, ...]]:
        rows = run_sqlite_utils("rows", str(plain_book), view)
        return [tuple(row[name] for name in columns) for row in rows]

    assert load("readable_answers", "entry", "position", "answer", "amount", "cents", "every") == [
        (2, 1, "no", None, None, None),
        (2, 2, "pledged", "50.00", 5000, "month"),
    ]
    months = load(
        "readable_months", "month", "type", "kind", "entries", "without_amount", "amount_low"
    )
    assert ("2026-09", "income", None, 1, 0, "950.00") in months
    assert ("2026-10", "paid", "event", 2, 0, "21.00") in months
    assert ("2026-10", "limit", None, 1, 1, None) in months
    assert ("2026-11", "income", None, 1, 0, "100.00") in months
    assert "wrote" not in [type_ for _month, type_, *_figures in months]
    groups = load("readable_groups", "group", "alias", "entries", "first_date")
    assert groups == [("circle", "readers", 9, "2026-10-02")]
    assert load("readable_tags", "tag", "meaning", "entries") == [
        ("in_public", None, 1),
        ("theirs", "once more", 1),
    ]


def test_private_notes_are_in_no_view_and_encrypted_notebooks_have_the_same_views(
    plain_book: Path, tmp_path: Path
) -> None:
    encrypted = make_book(tmp_path / "encrypted.db", *LINES, passphrase=PASSPHRASE)
    found = {}
    for path, passphrase in ((plain_book, None), (encrypted, PASSPHRASE)):
        with closing(connect(path, passphrase)) as connection:
            found[path] = {
                view: connection.execute(f"SELECT * FROM {view}").fetchall()
                for view in READABLE_VIEWS
            }
    assert "only for me" not in str(found)
    assert [len(rows) for rows in found[encrypted].values()] == [12, 2, 10, 1, 2]
    assert [len(rows) for rows in found[plain_book].values()] == [12, 2, 10, 1, 2]


def test_each_entry_of_the_story_is_in_the_view_as_it_is(path: Path) -> None:
    make_story(path)
    with open_book(path) as book:
        items = [item for item in book.load_entries() if item.entry.word != "wrote"]
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM readable_entries").fetchall()
        sums = connection.execute("SELECT month, cents_high FROM readable_months").fetchall()
    cents = Counter[str]()
    for row, item in zip(rows, items, strict=True):
        flat = flatten_entry(item.entry)
        assert (row["entry"], row["id"], row["date"]) == (item.number, item.id, str(flat.day))
        assert (row["type"], row["group"], row["kind"]) == (flat.type, flat.group, flat.kind)
        assert (row["cents_low"], row["cents_high"]) == (flat.low, flat.high)
        assert row["amount_low"] == format_optional(flat.low)
        assert row["amount_high"] == format_optional(flat.high)
        assert (row["percent"], row["hours"]) == (
            format_optional(flat.percent),
            format_optional(flat.hours),
        )
        assert (row["tags"] or "") == "; ".join(flat.circumstances)
        assert [text.split()[0] for text in (row["answers"] or "").split("; ") if text] == [
            answer.word.value.split()[0] for answer in flat.answers
        ]
        cents[str(flat.for_month or flat.day)[:7]] += flat.high or 0
    found = Counter[str]()
    for row in sums:
        found[row["month"]] += row["cents_high"] or 0
    assert len(items) > 100
    assert found == cents


def format_optional(number: Hundredths | None) -> str | None:
    return None if number is None else format_canonical(number)
