"""Copies of a book are whole, for the person alone, and kept as long as was said."""

import os
import stat
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.book.failing import entries_of, failing_at, hidden_in
from tests.sharing.story import TODAY, told_book
from tracker.book import placing
from tracker.book.backups import Backup, backups_of, outlived
from tracker.book.book import Book
from tracker.book.errors import BookError, CannotWrite
from tracker.book.opening import open_book


@pytest.mark.parametrize("passphrase", [None, "six 'random' words"], ids=["plain", "encrypted"])
@pytest.mark.usefixtures("quick_keys")
def test_a_copy_opens_with_the_same_passphrase_and_holds_the_same(
    tmp_path: Path, passphrase: str | None
) -> None:
    before = os.umask(0)
    try:
        with told_book(tmp_path, passphrase=passphrase) as book:
            made = book.care.backups.make(TODAY)
            entries = list(book.entries())
    finally:
        os.umask(before)
    assert made.path == tmp_path / "backups" / "b-2025-11-22-1.db"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert entries_of(made.path, passphrase) == entries
    assert hidden_in(tmp_path) == []
    if passphrase:
        assert b"feelings" not in made.path.read_bytes()


def test_the_book_stays_locked_while_it_is_copied(tmp_path: Path) -> None:
    with told_book(tmp_path) as book:
        book.care.backups.make(TODAY)
        with pytest.raises(BookError, match="another window"):
            open_book(book.path)


def test_a_copy_into_another_folder_removes_nothing_there(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with told_book(tmp_path) as book:
        for _time in range(7):
            book.care.backups.make(TODAY, stick)
        assert book.care.backups.all() == []
    assert len(backups_of(book.path, stick)) == 7


def test_what_ends_while_a_copy_is_cleared_leaves_only_whole_ones_in_sight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_content: object) -> None:
        raise KeyboardInterrupt

    with told_book(tmp_path) as book:
        copies = [book.care.backups.make(TODAY).path for _time in range(5)]
        with monkeypatch.context() as patch:
            patch.setattr(placing, "_overwrite", killed)
            with pytest.raises(KeyboardInterrupt):
                placing.destroy(copies[0])
        assert [each.path for each in book.care.backups.all()] == copies[:0:-1]
        assert hidden_in(tmp_path)
        book.care.backups.make(TODAY)
    assert hidden_in(tmp_path) == []


def test_the_last_five_stay_and_the_first_of_each_of_six_months(tmp_path: Path) -> None:
    with told_book(tmp_path) as book:
        for days in range(0, 250, 10):
            book.care.backups.make(date(2025, 1, 1) + timedelta(days=days))
        kept = [str(each.day) for each in reversed(book.care.backups.all())]
    assert kept == [
        *("2025-03-02", "2025-04-01", "2025-05-01", "2025-06-10", "2025-07-10"),
        *("2025-07-20", "2025-07-30", "2025-08-09", "2025-08-19", "2025-08-29"),
    ]


@given(
    st.lists(
        st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(1, 3)), unique=True
    )
)
def test_what_is_let_go_of_is_never_of_the_latest_nor_the_only_one_of_a_late_month(
    names: list[tuple[date, int]],
) -> None:
    copies = sorted(Backup(day, number, Path(f"{day}-{number}")) for day, number in names)
    gone = outlived(copies)
    kept = [each for each in copies if each not in gone]
    assert kept[-5:] == copies[-5:]
    assert len(kept) <= 11
    months = sorted({(each.day.year, each.day.month) for each in copies})[-6:]
    for month in months:
        first = next(each for each in copies if (each.day.year, each.day.month) == month)
        assert first in kept


def test_a_clock_that_was_set_back_does_not_make_the_newest_copy_the_oldest(
    tmp_path: Path,
) -> None:
    with told_book(tmp_path) as book:
        for _time in range(6):
            book.care.backups.make(TODAY)
        made = book.care.backups.make(date(1970, 1, 1))
        assert book.care.backups.all()[0] == made
        assert made.day == TODAY


def log_one(book: Book) -> None:
    book.drafts.keep("ask 5", TODAY)


def test_a_copy_is_due_once_after_each_change_and_not_where_it_is_not_wanted(
    tmp_path: Path,
) -> None:
    with told_book(tmp_path) as book:
        backups = book.care.backups
        backups.make_by_itself(TODAY)
        assert len(backups.all()) == 1
        backups.make_by_itself(TODAY)
        assert len(backups.all()) == 1, "nothing was changed"
        log_one(book)
        backups.make_by_itself(TODAY, largest=10)
        assert len(backups.all()) == 1, "it was to be left for later"
        backups.make_by_itself(TODAY)
        assert len(backups.all()) == 2
        book.settings.set("backups", "off")
        backups.make_by_itself(TODAY)
        assert len(backups.all()) == 2
    with open_book(tmp_path / "b.db") as book:
        assert book.care.backups.is_due()


def test_a_stick_that_keeps_every_other_second_is_no_change(tmp_path: Path) -> None:
    with told_book(tmp_path) as book:
        made = book.care.backups.make(TODAY)
        changed = book.path.stat().st_mtime_ns
        os.utime(made.path, ns=(0, changed - changed % 2_000_000_000))
        assert not book.care.backups.is_due()
        os.utime(made.path, ns=(0, changed - 2_000_000_000))
        assert book.care.backups.is_due()


def test_what_is_no_copy_of_this_book_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    others = ["b-2025-13-40-1.db", "c-2025-01-01-1.db", "b-2025-01-01-1.txt", "notes", ".b-x.new"]
    for name in others[:-1]:
        (folder / name).write_text("mine")
    with told_book(tmp_path) as book:
        for _time in range(12):
            book.care.backups.make(TODAY)
    assert {path.name for path in folder.iterdir()} >= set(others[:-1])


def test_what_a_killed_process_left_is_cleared_with_the_next_copy(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / ".b-2025-11-22-1.db.ab12.new").write_bytes(b"secret" * 100)
    with told_book(tmp_path) as book:
        book.care.backups.make(TODAY)
    assert hidden_in(tmp_path) == []


@pytest.mark.usefixtures("quick_keys")
def test_a_copy_that_fails_at_any_statement_is_not_there(tmp_path: Path) -> None:
    with told_book(tmp_path, passphrase="secret"):
        pass
    path, number, is_done = tmp_path / "b.db", 0, False
    while not is_done:
        number += 1
        with (
            failing_at(number) as failing,
            suppress(CannotWrite),
            open_book(path, "secret") as book,
        ):
            book.care.backups.make(TODAY)
        is_done = not failing.was_reached
        assert len(backups_of(path)) == int(is_done)
        assert hidden_in(tmp_path) == []
    assert number > 20, "hardly anything failed, so this proved nothing"
