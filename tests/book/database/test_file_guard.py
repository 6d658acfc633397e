"""Another program changes the file of an open book: nothing is saved into it, nothing is lost."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.book.write_failures import find_hidden, load_entries_of
from tests.factories import PASSPHRASE, list_draft_texts, log_lines, make_book
from tracker.book import rekey
from tracker.book.book import Book
from tracker.book.database.connection import Connection, is_encrypted
from tracker.book.database.errors import BookInUseError, FileAccessError, NotABookError
from tracker.book.database.file_guard import FileChangedError, FileDifference
from tracker.book.files.kept_books import find_kept_books
from tracker.book.files.rescue import TypedText, list_rescue_copies
from tracker.book.files.verified_copy import copy_with_new_passphrase
from tracker.book.open_book import open_book
from tracker.book.stores.letter import Letter

TODAY = date(2026, 11, 25)
Change = Callable[[Path, Path], object]
IsLocked = Callable[[Path, str | None], bool]
OPENING = """
import sys
from pathlib import Path
from tracker.book.database import connection
from tracker.book.database.errors import BookInUseError
from tracker.book.open_book import open_book
connection.WAIT_MS = 0
connection._PRAGMAS = tuple(p for p in connection._PRAGMAS if not p.startswith("busy_timeout"))
for line in sys.stdin:
    path, _tab, passphrase = line.rstrip("\\n").partition("\\t")
    try:
        open_book(Path(path), passphrase or None).close()
        print("opened", flush=True)
    except BookInUseError:
        print("in use", flush=True)
"""


def replace(book: Path, other: Path) -> None:
    """Put another file in the place, as `mv` and most sync folders do."""
    other.replace(book)


def overwrite(book: Path, other: Path) -> None:
    """Write another file's bytes into the same file, as `cat` and `cp` do."""
    book.write_bytes(other.read_bytes())


def remove(book: Path, _other: Path) -> None:
    book.unlink()


def move_away(book: Path, _other: Path) -> None:
    book.rename(book.with_name("elsewhere.db"))


def link_to_itself(book: Path, _other: Path) -> None:
    book.unlink()
    book.symlink_to(book.name)


def make_huge(book: Path, _other: Path) -> None:
    os.truncate(book, 1 << 40)


def truncate(book: Path, _other: Path) -> None:
    os.truncate(book, 4096)


def empty(book: Path, _other: Path) -> None:
    os.truncate(book, 0)


def remove_folder(book: Path, _other: Path) -> None:
    shutil.rmtree(book.parent)


CHANGES: dict[Change, FileDifference] = {
    replace: FileDifference.REPLACED,
    overwrite: FileDifference.CHANGED,
    remove: FileDifference.REMOVED,
    move_away: FileDifference.REMOVED,
    remove_folder: FileDifference.REMOVED,
    link_to_itself: FileDifference.REPLACED,
    make_huge: FileDifference.CHANGED,
    truncate: FileDifference.CHANGED,
    empty: FileDifference.CHANGED,
}


@pytest.fixture
def path(tmp_path: Path, passphrase: str | None) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return make_book(folder / "book.db", "15 merch no", passphrase=passphrase)


@pytest.fixture
def other(tmp_path: Path, passphrase: str | None) -> Path:
    """Another book: with the same passphrase, and not the same."""
    path = tmp_path / "other.db"
    path.write_bytes(make_other_once(passphrase))
    return path


@cache
def make_other_once(passphrase: str | None) -> bytes:
    with TemporaryDirectory() as folder:
        lines = ["paid 7 dues"] * 300
        return make_book(Path(folder) / "other.db", *lines, passphrase=passphrase).read_bytes()


def list_words(book: Book) -> list[str]:
    return [item.entry.word for item in book.load_entries()]


def read_beginning(path: Path) -> bytes | None:
    """The first MB of a file; None where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(1 << 20)
    except OSError:
        return None


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_is_saved_and_what_was_open_is_rescued(
    change: Change, path: Path, other: Path, passphrase: str | None
) -> None:
    told: list[str] = []
    with open_book(path, passphrase) as book:
        book.watch_file(lambda: told.append("changed"))
        log_lines(book, "paid 20 event", "income 900/month")
        wanted = list(book.load_entries())
        alien = other.read_bytes()
        change(path, other)
        now = read_beginning(path)
        assert book.find_file_difference() is CHANGES[change]
        with pytest.raises(FileChangedError, match=r"Another program .* Nothing was saved\."):
            log_lines(book, "paid 30 dues")
        with pytest.raises(FileChangedError):
            book.undo(TODAY)
        assert told == ["changed", "changed"]
        number = book.drafts.save("15 merch typed", TODAY)
        assert book.drafts.save("15 merch typed on", TODAY, number) == number
        rescued = book.rescue(TODAY)
        assert read_beginning(path) == now, "nothing reached the file"
    assert rescued.parent == path.parent
    assert rescued.stat().st_mode & 0o777 == 0o600
    assert load_entries_of(rescued, passphrase) == wanted
    with open_book(rescued, passphrase) as book:
        assert list_draft_texts(book) == ["15 merch typed on"]
    if change in (replace, overwrite):
        assert path.read_bytes() == alien
    assert find_hidden(path.parent) == []


def test_no_line_takes_the_place_of_another_while_they_wait(
    path: Path, other: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        replace(path, other)
        number = book.drafts.save("begun", TODAY)
        book.drafts.save_new([("first", TODAY), ("second", TODAY)])
        book.drafts.delete(number)
        book.drafts.save("begun again", TODAY)
        rescued = book.rescue(TODAY)
    with open_book(rescued, passphrase) as book:
        kept = {draft.text for draft in book.drafts.load_all()}
    assert kept == {"first", "second", "begun again"}


def test_an_older_copy_of_the_same_run_is_noticed_although_its_first_page_is_the_same(
    path: Path, tmp_path: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        older = Path(shutil.copy(path, tmp_path / "older.db"))
        log_lines(book, "paid 21 event")
        page = path.read_bytes()[:4096]
        assert (older.read_bytes()[:4096], older.stat().st_size) == (page, path.stat().st_size)
        overwrite(path, older)
        with pytest.raises(FileChangedError):
            log_lines(book, "paid 22 event")
        rescued = book.rescue(TODAY)
    assert len(load_entries_of(rescued, passphrase)) == 3


def test_what_changes_no_byte_is_no_change(
    path: Path, tmp_path: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        os.utime(path)
        path.chmod(0o644)
        os.link(path, tmp_path / "another name.db")
        (tmp_path / "another name.db").unlink()
        elsewhere = path.rename(tmp_path / "away.db")
        assert book.find_file_difference() is FileDifference.REMOVED
        elsewhere.rename(path)
        assert book.find_file_difference() is None
        log_lines(book, "paid 21 event")
    assert len(load_entries_of(path, passphrase)) == 3


@pytest.mark.parametrize("pages", [1, 100])
def test_what_a_file_has_behind_its_last_page_is_no_change(
    path: Path, passphrase: str | None, pages: int
) -> None:
    os.truncate(path, path.stat().st_size + 4096 * pages)
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        log_lines(book, *[f'15 merch no "{"words " * 400}"'] * 60)
        assert book.find_file_difference() is None
        rescued = book.rescue(TODAY)
        book.maintenance.erase(2)
        log_lines(book, "paid 20 event")
    assert len(load_entries_of(path, passphrase)) == 62
    assert len(load_entries_of(rescued, passphrase)) == 62


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_huge_file_is_not_read(path: Path, passphrase: str | None, is_empty: bool) -> None:
    if is_empty:
        os.truncate(path, 0)
    os.truncate(path, 1 << 40)
    with pytest.raises(NotABookError, match="larger than 1 GB"):
        open_book(path, passphrase)


def test_a_pipe_in_the_place_of_a_locked_book_is_not_read(
    path: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        locked = book.build_locked_book(None)
    assert locked.is_unchanged()
    path.unlink()
    os.mkfifo(path)
    assert not locked.is_unchanged()
    with pytest.raises(NotABookError):
        open_book(path, passphrase)


def test_a_device_is_not_read() -> None:
    with pytest.raises(NotABookError):
        open_book(Path("/dev/zero"), PASSPHRASE)


def test_a_book_stays_locked_while_it_is_checked(
    path: Path, passphrase: str | None, is_locked_for_others: IsLocked
) -> None:
    with open_book(path, passphrase) as book:
        os.utime(path)
        assert book.find_file_difference() is None
        log_lines(book, "paid 20 event")
        assert is_locked_for_others(path, passphrase)


@pytest.fixture(scope="module")
def is_locked_for_others() -> Iterator[IsLocked]:
    """Return whether another process is told that a book is open elsewhere."""
    with subprocess.Popen(
        [sys.executable, "-c", OPENING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        asked, told = other.stdin, other.stdout

        def is_locked(path: Path, passphrase: str | None) -> bool:
            print(path, passphrase or "", sep="\t", file=asked, flush=True)
            answer = told.readline()
            assert answer in ("opened\n", "in use\n")
            return answer == "in use\n"

        yield is_locked
        asked.close()


@pytest.mark.parametrize("change", [replace, overwrite, remove], ids=lambda change: change.__name__)
@pytest.mark.parametrize("step", ["INSERT INTO changes", "COMMIT"])
def test_a_change_while_something_is_saved_is_never_called_saved(
    change: Change,
    step: str,
    path: Path,
    other: Path,
    passphrase: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        wanted = list(book.load_entries())
        connection: Connection = book._connection
        execute = connection.execute

        def meddled(sql: str, values: Any = ()) -> Any:
            cursor = execute(sql, values)
            if sql.startswith(step):
                change(path, other)
            return cursor

        monkeypatch.setattr(connection, "execute", meddled)
        with pytest.raises(FileChangedError):
            log_lines(book, "paid 30 dues")
        monkeypatch.setattr(connection, "execute", execute)
        rescued = book.rescue(TODAY)
    assert load_entries_of(rescued, passphrase) == wanted


def test_a_rescue_copy_takes_no_name_that_is_taken(path: Path, passphrase: str | None) -> None:
    with open_book(path, passphrase) as book:
        first = book.rescue(TODAY)
        before = first.read_bytes()
        second = book.rescue(TODAY)
    assert first != second
    assert first.read_bytes() == before == second.read_bytes()


def test_backups_of_a_rescue_copy_and_its_own_rescue_copy_are_found(
    path: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        first = book.rescue(TODAY)
        book.maintenance.backups.make(TODAY)
    with open_book(first, passphrase) as book:
        second = book.rescue(TODAY)
        backup = book.maintenance.backups.make(TODAY).path
    (path.parent / "book-rescued-mine.db").touch()
    (path.parent / "book-rescued-2026-11-25-7.db").mkdir()
    assert set(list_rescue_copies(path)) == {first, second, backup}
    assert {each.path for each in find_kept_books(path, passphrase)} == {first, second, backup}


def test_what_was_typed_while_the_file_was_away_is_kept_once_it_is_back(
    path: Path, tmp_path: Path, passphrase: str | None
) -> None:
    letter = Letter("Dear", TODAY, before_you_answer=False, first_ask=False)
    with open_book(path, passphrase) as book:
        kept = book.drafts.save("of before", TODAY)
        away = path.rename(tmp_path / "away.db")
        dropped = book.drafts.save("let go of", TODAY)
        typed_on = book.drafts.save("typed", TODAY)
        book.drafts.delete(dropped)
        book.drafts.save_new([("pasted", TODAY), ("pasted, too", TODAY)])
        book.drafts.save("of before, typed on", TODAY, kept)
        book.letter.save_draft(letter)
        rescued = book.rescue(TODAY)
        away.rename(path)
        book.drafts.save("typed on", TODAY, typed_on)
        book.save_typed_text()
        assert book.collect_typed_text() == TypedText()
    texts = {"typed", "pasted", "pasted, too", "of before, typed on"}
    with open_book(rescued, passphrase) as book:
        assert {draft.text for draft in book.drafts.load_all()} == texts
        assert book.letter.load_draft() == letter
    with open_book(path, passphrase) as book:
        assert {draft.text for draft in book.drafts.load_all()} == {*texts - {"typed"}, "typed on"}
        assert all(draft.number > 0 for draft in book.drafts.load_all())
        assert book.letter.load_draft() == letter


def test_erasing_and_saving_much_keep_the_guard_up_to_date(
    path: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, *[f'15 merch no "{"words " * 400}"'] * 60)
        book.maintenance.erase(2)
        assert book.find_file_difference() is None
        rescued = book.rescue(TODAY)
        log_lines(book, "paid 20 event")
        assert book.find_file_difference() is None
        assert len(list(book.load_entries())) == 61
    assert len(load_entries_of(rescued, passphrase)) == 60


@pytest.mark.usefixtures("impatient")
def test_a_book_that_is_open_is_not_opened_to_see_whether_it_is_encrypted(
    path: Path, passphrase: str | None, is_locked_for_others: IsLocked
) -> None:
    with open_book(path, passphrase):
        assert is_encrypted(path) is (passphrase is not None)
        with pytest.raises(BookInUseError):
            open_book(path, passphrase)
        assert is_locked_for_others(path, passphrase)


@pytest.mark.parametrize("change", [replace, overwrite, remove], ids=lambda change: change.__name__)
def test_no_backup_is_made_of_a_file_that_was_changed(
    change: Change, path: Path, other: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        change(path, other)
        with pytest.raises(FileChangedError):
            book.maintenance.backups.make(TODAY)
        assert book.maintenance.backups.list_all() == []
    assert find_hidden(path.parent) == []


def test_a_backup_has_the_time_of_the_file_it_was_made_of(
    path: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        made = book.maintenance.backups.make(TODAY)
        assert made.path.stat().st_mtime_ns == path.stat().st_mtime_ns
        assert not book.maintenance.backups.is_due()


@pytest.mark.parametrize("change", [replace, overwrite], ids=lambda change: change.__name__)
def test_another_passphrase_destroys_no_file_that_came_meanwhile(
    change: Change,
    path: Path,
    other: Path,
    passphrase: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alien = other.read_bytes()

    def exported(*arguments: Any) -> None:
        copy_with_new_passphrase(*arguments)
        change(path, other)

    monkeypatch.setattr(rekey, "copy_with_new_passphrase", exported)
    with pytest.raises(FileChangedError):
        rekey.rekey(path, passphrase, "another one", TODAY)
    assert path.read_bytes() == alien
    assert find_hidden(path.parent) == []


def test_no_draft_that_waits_takes_the_place_of_another(
    path: Path, other: Path, passphrase: str | None
) -> None:
    with open_book(path, passphrase) as book:
        kept = book.drafts.save("begun before", TODAY)
        replace(path, other)
        book.drafts.save("begun before, and more", TODAY, kept)
        first = book.drafts.save("first", TODAY)
        book.drafts.save("second", TODAY)
        book.drafts.delete(first)
        book.drafts.save_new([("third", TODAY), ("fourth", TODAY)])
        rescued = book.rescue(TODAY)
    with open_book(rescued, passphrase) as book:
        assert sorted(draft.text for draft in book.drafts.load_all()) == sorted(
            ["begun before, and more", "second", "third", "fourth"]
        )


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Let no file grow beyond a size in bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_save_that_failed_for_lack_of_room_is_no_change_by_another_program(
    path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_book(path, passphrase) as book:
        log_lines(book, "paid 20 event")
        connection: Connection = book._connection
        execute = connection.execute
        limit = path.stat().st_size

        def full(sql: str, values: Any = ()) -> Any:
            if sql == "COMMIT":
                # The file may not grow: the commit writes some pages, and fails.
                with file_size_limit(limit):
                    return execute(sql, values)
            return execute(sql, values)

        monkeypatch.setattr(connection, "execute", full)
        with pytest.raises(FileAccessError):
            log_lines(book, *[f'15 merch no "{"words " * 400}"'] * 60)
        monkeypatch.setattr(connection, "execute", execute)
        assert book.find_file_difference() is None
        log_lines(book, "paid 21 event")
    assert len(load_entries_of(path, passphrase)) == 3
