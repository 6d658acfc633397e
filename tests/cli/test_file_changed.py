"""Another program changes the file while a command is at work: it says so, and nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.book.database.test_file_guard import overwrite, remove, replace
from tests.book.write_failures import load_entries_of
from tests.command_line import Tracker
from tests.factories import list_draft_texts
from tracker.book.database import connection as database_connection
from tracker.book.open_book import open_book

Change = Callable[[Path, Path], object]


@pytest.mark.parametrize("change", [replace, overwrite, remove], ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    "arguments", [("log",), ("import", "bundle"), ("undo",)], ids=lambda each: each[0]
)
def test_a_command_says_what_happened_and_saves_what_was_open_beside_it(
    change: Change,
    arguments: tuple[str, ...],
    tracker: Tracker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tracker.with_story()
    other = Path(shutil.copy(tracker.book, tracker.folder / "other.db"))
    assert tracker("log", stdin=b"paid 99 event\n", book="other.db").code == 0
    if "bundle" in arguments:
        assert tracker("export", "--to", "bundle", book="other.db").code == 0
    before = load_entries_of(tracker.book)
    check_file = database_connection.Connection.check_file

    def meddled(connection: database_connection.Connection) -> None:
        if connection.in_transaction and other.exists():
            alien = Path(shutil.copy(other, tracker.folder / "coming.db"))
            other.unlink()
            change(tracker.book, alien)
        check_file(connection)

    monkeypatch.setattr(database_connection.Connection, "check_file", meddled)
    done = tracker(*arguments, stdin=b"paid 20 event\n")
    assert done.code == 1
    assert done.out == ""
    assert "Another program" in done.err
    assert "Nothing was saved." in done.err
    (rescued,) = tracker.folder.glob("b-rescued-*.db")
    assert f"Your open notebook was saved as {rescued}." in done.err
    assert load_entries_of(rescued) == before
    with open_book(rescued) as book:
        drafts = list_draft_texts(book)
    if arguments == ("log",):
        assert drafts[-1] == "paid 20 event"
        assert "The line you typed is in it, as a draft." in done.err
    where = tracker("where", "--all")
    assert str(rescued) in where.out
