"""A notebook that another program changed inside is refused; `check --repair` is the way out."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tracker.book.database.connection import connect
from tracker.cli import check

TRIGGER = """CREATE TRIGGER "t\x1b[31m" AFTER INSERT ON entries BEGIN
    UPDATE entries SET private_note = 'theirs' WHERE number = new.number; END"""


def change(path: Path, *statements: str) -> None:
    with closing(connect(path, None)) as connection:
        for sql in statements:
            connection.execute(sql)


@pytest.fixture
def changed_book(tracker: Tracker) -> Tracker:
    tracker.with_story()
    change(tracker.book, TRIGGER)
    return tracker


def test_each_command_names_what_was_found_and_the_command_it_names_works(
    changed_book: Tracker,
) -> None:
    before = changed_book.book.read_bytes()
    for arguments in (("entries",), ("log",), ("check",), ("months", "--format", "json"), ()):
        refused = changed_book(*arguments, stdin=b"meeting 1h\n")
        assert (refused.code, refused.out) == (1, "")
        assert "the trigger t\u25a1[31m." in refused.err
    assert changed_book("passphrase", "--six-words").code == 1
    assert changed_book.book.read_bytes() == before
    typed = refused.err.partition("“tracker ")[2].partition("”")[0]
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m tracker {typed} --yes"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "The old one is kept here: " in done.stdout
    kept = Path(done.stdout.rpartition(": ")[2].strip())
    assert kept.read_bytes() == before
    assert changed_book("log", stdin=b"meeting 1h\n").code == 0
    assert changed_book("check").code == 0
    told = changed_book("entries", "--format", "lines")
    assert "theirs" not in told.out


def test_without_a_terminal_it_is_repaired_only_if_that_is_said(changed_book: Tracker) -> None:
    before = changed_book.book.read_bytes()
    refused = changed_book("check", "--repair")
    assert refused.code == 2
    assert "tracker check --repair --yes" in refused.err
    assert changed_book.book.read_bytes() == before


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_person_is_asked(
    changed_book: Tracker, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(check, "is_interactive", lambda: True)
    asked = changed_book("check", "--repair", stdin=f"{answer}\n".encode())
    assert asked.code == 0
    assert "the trigger t\u25a1[31m." in asked.out
    assert "Copy it into a new file?" in asked.err
    assert changed_book("entries").code == (0 if answer == "y" else 1)


def test_where_it_cannot_be_repaired_the_newest_whole_copy_is_named(tracker: Tracker) -> None:
    tracker.with_story()
    assert tracker("backup").code == 0
    change(tracker.book, "DROP TABLE answers")
    refused = tracker("check", "--repair", "--yes")
    assert refused.code == 1
    assert "part of answers is missing" in refused.err
    assert "tracker restore 1" in refused.err
    assert tracker("restore", "1").code == 0
    assert tracker("check").code == 0


def test_a_copy_like_that_is_listed_with_the_reason(tracker: Tracker) -> None:
    tracker.with_story()
    assert tracker("backup").code == 0
    (copy,) = (tracker.folder / "backups").iterdir()
    change(copy, TRIGGER)
    assert "the trigger t\u25a1[31m" in tracker("restore").out
    assert tracker("restore", "1").code == 1
    assert tracker("--book", str(copy), "check", "--repair", "--yes").code == 0
    assert tracker("restore", "1").code == 0


def test_what_others_keep_in_it_is_named_and_nothing_is_wrong(tracker: Tracker) -> None:
    tracker.with_story()
    change(tracker.book, 'CREATE TABLE "theirs\x1b[0m" (x)', "CREATE INDEX i ON entries (words)")
    told = tracker("check")
    assert told.code == 0
    assert "Tracker ignores these, which other programs added: i, theirs\u25a1[0m." in told.out
    assert "\x1b" not in told.out
    (tables,) = (
        each
        for each in json.loads(tracker("check", "--format", "json").out)
        if each["looked_at"] == "tables"
    )
    assert tables["ignored"] == ["i", "theirs\u25a1[0m"]
    assert tables["found"] == []
