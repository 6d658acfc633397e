"""A bundle of an early version comes in as it was, and columns and keys of JSON are as before."""

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.command_line import Tracker
from tests.stored.old_notebook import BUNDLE, NAMES, TEXTS, copy_notebook, text_of
from tracker.analysis.patterns.pattern import PatternName
from tracker.book.database.row_mapping import extract_history_fields, read_rows
from tracker.book.open_book import create_book, open_book

IMPORTED = 16
WRITTEN = NAMES["written"]


def test_the_bundle_of_an_early_version_is_imported_as_it_was(tracker: Tracker) -> None:
    path = tracker.folder / "new.db"
    create_book(path, currency="EUR", group=None, passphrase=None).close()
    done = tracker("import", str(BUNDLE), book="new.db")
    assert (done.code, done.err) == (0, "")
    with open_book(path) as book:
        found = list(read_rows(book._connection, "ORDER BY e.number"))
        notes = [item.entry.private_note for item in book.load_entries() if item.entry.private_note]
    texts = [text_of(row, extract_history_fields(row)) for row in found]
    assert len(texts) == IMPORTED
    assert set(texts) <= set(TEXTS["former"])
    assert notes == ["only for me", "I heard myself"]


def test_columns_of_files_and_the_files_are_called_as_before(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)
    out = tracker.folder / "out"
    done = tracker("export", "--for", "me", "--private-notes", "--to", str(out), book="book.db")
    assert done.code == 0, done.err
    assert names_in(out) == WRITTEN["bundle"]
    for name, columns in NAMES["columns"].items():
        assert next(csv.reader([first_line(out / name)])) == columns
    result = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert result["tracker"] == {"format": 2, "currency": "EUR", "entries": 33}
    assert result["name"] == "tracker"
    assert set(next(csv.reader([first_line(BUNDLE / "entries.csv")]))) <= set(
        NAMES["columns"]["entries.csv"]
    )


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_what_lies_in_a_report_is_called_as_before(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)
    out = tracker.folder / "out"
    done = tracker("export", "--for", "me", "--attach-tables", "--to", str(out), book="book.db")
    assert done.code == 0, done.err
    assert sorted(PdfReader(out / "report.pdf").attachments) == WRITTEN["report"]


@pytest.mark.parametrize(
    ("parts", "kind"), [(["--xlsx"], "workbook"), (["--format", "ledger"], "ledger")]
)
def test_a_workbook_and_a_ledger_are_called_as_before(
    tracker: Tracker, parts: list[str], kind: str
) -> None:
    copy_notebook(tracker.folder)
    out = tracker.folder / "out"
    done = tracker("export", "--for", "me", *parts, "--to", str(out), book="book.db")
    assert done.code == 0, done.err
    assert set(names_in(out)) - set(WRITTEN["bundle"]) == set(WRITTEN[kind])
    if kind == "ledger":
        text = (out / "tracker.journal").read_text(encoding="utf-8")
        assert [name for name in NAMES["ledger"] if name not in text] == []


def first_line(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig").splitlines()[0]


def test_an_extract_without_days_says_so_by_the_same_names(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)
    out = tracker.folder / "out"
    parts = ["--from", "2026-11", "--no-days", "--no-words", "--to", str(out)]
    done = tracker("export", "--for", "me", *parts, book="book.db")
    assert done.code == 0, done.err
    own = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["tracker"]
    assert set(own) == set(NAMES["datapackage"])
    assert (own["days"], own["extract"]) == (False, ["months"])


def test_what_differs_in_a_table_is_told_by_the_same_names(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)
    out = tracker.folder / "out"
    assert tracker("export", "--for", "me", "--to", str(out), book="book.db").code == 0
    table = out / "entries.csv"
    table.write_bytes(table.read_bytes().replace(b"standing order", b"an old order"))
    done = tracker("verify", str(out), "--format", "json", book="book.db")
    assert done.code == 1
    assert json.loads(done.out)["differences"] == [
        {"entry": "21", "column": "ref", "table": "an old order", "notebook": "standing order"}
    ]


def test_what_an_event_cost_has_the_keys_it_ever_had(tracker: Tracker) -> None:
    """Add what is new to stored_names.json."""
    assert tracker("new", "--currency", "EUR", "--no-passphrase").code == 0
    assert tracker("log", stdin=b"2025-10-02 cost 41 train +!seminar\n").code == 0
    (event,) = json.loads(tracker("total", "+seminar", "--format", "json").out)
    assert list(event) == NAMES["json"]["total +NAME"]


@pytest.mark.parametrize("command", ["entries", "months", "total", "patterns", "check"])
def test_each_list_for_programs_has_the_same_keys(tracker: Tracker, command: str) -> None:
    copy_notebook(tracker.folder)
    done = tracker(command, "--format", "json", book="book.db")
    assert done.code == 0, done.err
    result = json.loads(done.out)
    for each in result:
        assert [name for name in each if name != "ignored"] == NAMES["json"][command]
    if command == "check":
        assert [each["looked_at"] for each in result] == NAMES["json"]["looked_at"]


def test_what_a_yes_would_mean_has_the_same_keys(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)
    done = tracker("what-if", "--format", "json", stdin=b"30/month dues\n", book="book.db")
    assert list(json.loads(done.out)) == NAMES["json"]["what-if"]


def test_patterns_are_called_as_before() -> None:
    assert [each.value for each in PatternName] == NAMES["patterns"]
