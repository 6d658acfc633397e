"""Changes of early versions are shown and undone as before; so is each field they kept."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from tests.command_line import Tracker
from tests.factories import is_whole
from tests.stored.old_notebook import BUNDLE, HERE, NAMES, OLD, WHOLE_STORY, copy_notebook, open_old
from tracker.book.database.schema_version import SCHEMA_VERSION
from tracker.book.open_book import create_book, open_book
from tracker.entries.flat_row import ENTRY_TYPES, FlatRow
from tracker.entries.grammar import (
    ANSWER_WORDS,
    EVIDENCE_WORDS,
    KIND_WORDS,
    MEANS_WORDS,
    NEED_KIND_WORDS,
    PERIOD_WORDS,
)
from tracker.entries.line_writer import write_lines
from tracker.entries.tags import TAG_VOCABULARY
from tracker.entries.types import Income
from tracker.i18n import NumberFormat
from tracker.screens.shell import undo_messages

TODAY = date(2026, 11, 12)
UNDONE = [("delete", 1), *[("edit", 1)] * 34, ("log", 18), ("import", 16)]
"""What undo takes back in the old notebook, the newest first, and of how many entries."""
STORY = (HERE / "whole_story.txt").read_text(encoding="utf-8").splitlines()
"""The lines of the notebook of schema 7."""


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_every_change_of_an_old_notebook_is_undone_and_made_again(tmp_path: Path) -> None:
    with open_old(tmp_path) as book:
        before = list(book.load_entries())
        undone = []
        while (done := book.undo(TODAY)).did:
            undone.append((done.did, len(done.entries)))
        assert undone == UNDONE
        assert list(book.load_entries()) == []
        for did, count in reversed(UNDONE):
            redone = book.redo(TODAY)
            assert (redone.did, len(redone.entries)) == (did, count)
        assert list(book.load_entries()) == before


def test_the_app_says_of_each_kind_of_change_what_undo_and_redo_did(tmp_path: Path) -> None:
    with open_old(tmp_path) as book:
        said = [
            undo_messages.describe_undo(book.undo(TODAY), NumberFormat()).split(":")[0]
            for _change in UNDONE
        ]
        assert said[:2] == ["Restored", "Changed back"]
        assert [each.split()[0] for each in said[-2:]] == ["Undone", "Undone"]
        again = [
            undo_messages.describe_redo(book.redo(TODAY), NumberFormat()).split(":")[0]
            for _ in UNDONE
        ]
        assert [each.split()[0] for each in again[:2]] == ["Restored", "Restored"]
        assert again[-2:] == ["Changed again", "Deleted again"]


def test_the_command_line_says_what_each_kind_of_change_did(tracker: Tracker) -> None:
    path = copy_notebook(tracker.folder)
    said = [tracker("undo", "--yes", book="book.db").out.splitlines()[0] for _time in range(2)]
    with open_book(path) as book:
        for _edit in range(33):
            book.undo(TODAY)
    said += [tracker("undo", "--yes", book="book.db").out.splitlines()[0] for _time in range(2)]
    assert said == [
        "1 entry is back:",
        "1 entry is as it was before:",
        "Undid 18 entries:",
        "Undid 16 entries:",
    ]


def test_history_says_how_each_version_began_and_ended(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)

    def read_history(number: int) -> list[str]:
        lines = tracker("history", str(number), book="book.db").out.splitlines()
        return [" ".join(line.split()[:2]) for line in lines]

    assert read_history(1) == ["saved 2026-11-12:", "until 2026-11-12", "changed 2026-11-12:"]
    assert read_history(33) == [*read_history(1), "deleted 2026-11-12"]
    assert read_history(34)[-1] == "changed 2026-11-12:"


def test_changes_are_called_today_what_they_were_called_before(tracker: Tracker) -> None:
    path = tracker.folder / "new.db"
    create_book(path, currency="EUR", group="circle", passphrase=None).close()
    assert tracker("import", str(BUNDLE), book="new.db").code == 0
    with open_book(path) as book:
        (income,) = book.log([Income(day=TODAY, amount=100)], TODAY)
        book.edit(income.number, [Income(day=TODAY, amount=200)], TODAY)
        book.delete(income.number, TODAY)
    found = {did for (did,) in rows(path, "SELECT did FROM changes")}
    assert found == set(NAMES["changes"])
    other = tracker.folder / "other.db"
    with create_book(other, currency="EUR", group=None, passphrase=None) as book:
        book.log([Income(day=TODAY, amount=100)], TODAY)
    assert tracker("import", str(BUNDLE), book="other.db").code == 0
    assert rows(other, "SELECT did FROM changes ORDER BY number") == [("log",), ("import",)]
    fields = json.loads(str(rows(path, "SELECT fields FROM versions")[0][0]))
    assert set(fields) <= set(NAMES["fields"])


def test_the_fields_that_history_keeps_are_called_what_they_were_called_before() -> None:
    assert list(FlatRow._fields) == NAMES["fields"]


def test_each_field_that_history_can_keep_is_in_the_notebooks(tmp_path: Path) -> None:
    found = set()
    for name in (OLD, WHOLE_STORY):
        path = copy_notebook(tmp_path, name=name)
        kept = [json.loads(str(fields)) for (fields,) in rows(path, "SELECT fields FROM versions")]
        found |= set().union(*kept)
        numbers = {number for (number,) in rows(path, "SELECT entry FROM versions")}
        with open_book(path) as book:
            for number in numbers:
                assert isinstance(number, int)
                assert book.load_history(number)
    assert found == set(NAMES["fields"]) - {"private_note"}


def test_the_story_of_schema_7_is_read_written_and_undone_as_it_was(tmp_path: Path) -> None:
    with open_book(copy_notebook(tmp_path, name=WHOLE_STORY)) as book:
        items = list(book.load_entries())
        assert list(write_lines(items, book.currency)) == STORY
        assert {item.entry.word for item in items} >= {"seen", "heard", "cost", "wrote"}
        assert is_whole(book, TODAY)
        undone = []
        while (done := book.undo(TODAY)).did:
            undone.append(done.did)
        assert undone == ["delete", *["edit"] * 21, *["log"] * 21]
        assert list(book.load_entries()) == []
        while book.redo(TODAY).did:
            pass
        assert [item.number for item in book.load_entries()] == [
            item.number for item in items if item.number != 21
        ]


def test_every_word_of_an_entry_is_there_still() -> None:
    assert NAMES["words"] == {
        "types": sorted(ENTRY_TYPES),
        "kinds": sorted(KIND_WORDS),
        "kinds_of_needs": sorted(NEED_KIND_WORDS),
        "answers": sorted(ANSWER_WORDS),
        "evidence": sorted(EVIDENCE_WORDS),
        "means": sorted(MEANS_WORDS),
        "periods": sorted(PERIOD_WORDS),
    }
    assert {each.name for each in TAG_VOCABULARY} == set(NAMES["circumstances"])


def test_no_migration_runs_again_and_each_is_remembered_by_its_name(tmp_path: Path) -> None:
    path = copy_notebook(tmp_path)
    done = "SELECT migration_set, name FROM _sqlite_migrations ORDER BY id"
    names = [("tracker", name) for name in NAMES["migrations"]]
    assert rows(path, done) == names[:2]
    open_book(path).close()
    assert rows(path, done) == names
    assert len(names) == SCHEMA_VERSION
