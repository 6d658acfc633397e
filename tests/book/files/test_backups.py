"""Copies of a book are whole, for the person alone, and kept as long as was said."""

import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.book.write_failures import fail_at, find_hidden, load_entries_of
from tests.export.story_book import TODAY, example_book
from tracker import safe_files
from tracker.book.book import Book
from tracker.book.database.errors import BookError, FileAccessError
from tracker.book.files.backups import (
    KEPT_LATEST,
    KEPT_MONTHS,
    Backup,
    find_free_path,
    find_outdated,
    list_backups,
)
from tracker.book.open_book import open_book
from tracker.safe_files import build_journal_path


@pytest.mark.parametrize("passphrase", [None, "six 'random' words"], ids=["plain", "encrypted"])
def test_a_copy_opens_with_the_same_passphrase_and_holds_the_same(
    tmp_path: Path, passphrase: str | None
) -> None:
    before = os.umask(0)
    try:
        with example_book(tmp_path, passphrase=passphrase) as book:
            made = book.maintenance.backups.make(TODAY)
            entries = list(book.load_entries())
    finally:
        os.umask(before)
    assert made.path == tmp_path / "backups" / "b-2025-11-22-1.db"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert load_entries_of(made.path, passphrase) == entries
    assert find_hidden(tmp_path) == []
    if passphrase:
        assert b"feelings" not in made.path.read_bytes()


def test_the_book_stays_locked_while_it_is_copied(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        book.maintenance.backups.make(TODAY)
        with pytest.raises(BookError, match="another window"):
            open_book(book.path)


def test_a_copy_into_another_folder_removes_nothing_there(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with example_book(tmp_path) as book:
        for _time in range(7):
            book.maintenance.backups.make(TODAY, stick)
        assert book.maintenance.backups.list_all() == []
    assert len(list_backups(book.path, stick)) == 7


def test_what_ends_while_a_copy_is_cleared_leaves_only_whole_ones_in_sight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_content: object) -> None:
        raise KeyboardInterrupt

    with example_book(tmp_path) as book:
        copies = [book.maintenance.backups.make(TODAY).path for _time in range(5)]
        with monkeypatch.context() as patch:
            patch.setattr(safe_files, "_overwrite", killed)
            with pytest.raises(KeyboardInterrupt):
                safe_files.wipe_file(copies[0])
        assert [each.path for each in book.maintenance.backups.list_all()] == copies[:0:-1]
        assert find_hidden(tmp_path)
        book.maintenance.backups.make(TODAY)
    assert find_hidden(tmp_path) == []


def test_the_last_five_stay_and_the_first_of_each_of_six_months(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        for days in range(0, 250, 10):
            book.maintenance.backups.make(date(2025, 1, 1) + timedelta(days=days))
        kept = [str(each.day) for each in reversed(book.maintenance.backups.list_all())]
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
    copies = [Backup(day, number, Path(f"{day}-{number}")) for day, number in sorted(names)]
    gone = find_outdated(copies, date(2026, 12, 31))
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
    with example_book(tmp_path) as book:
        for _time in range(6):
            book.maintenance.backups.make(TODAY)
        made = book.maintenance.backups.make(date(1970, 1, 1))
        assert book.maintenance.backups.list_all()[0] == made
        assert made.day == date(1970, 1, 1), "a name never says another day than the clock"
        again = book.maintenance.backups.make(TODAY)
        assert book.maintenance.backups.list_all()[:2] == [again, made]


class BackupFolder:
    """A folder of copies without content, made and let go of as a book's are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "backups"
        self.folder.mkdir()
        self.book = folder / "b.db"
        self.made: list[Path] = []

    def make(self, day: date) -> Path:
        place = find_free_path(self.book, day, self.folder)
        place.touch(exist_ok=False)
        self.made.append(place)
        for old in find_outdated(list_backups(self.book), day):
            old.path.unlink()
        return place

    def there(self) -> list[Path]:
        """The copies that are there, as they were made."""
        return [each.path for each in reversed(list_backups(self.book))]


WRONG = st.one_of(
    st.sampled_from([date(1970, 1, 1), date(2038, 1, 19), date(2199, 12, 31), date(1900, 1, 1)]),
    st.dates(date(2025, 1, 1), date(2029, 12, 31)),
)
"""What a device takes for today whose clock was set to something else."""


@given(st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.none(), WRONG))))
def test_whatever_the_clock_says_the_newest_copies_stay_in_the_order_they_were_made(
    steps: list[tuple[int, date | None]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, today = BackupFolder(Path(name)), TODAY
        for days, wrong in steps:
            today += timedelta(days=days)
            made = folder.make(wrong or today)
            assert made.name.startswith(f"b-{wrong or today}-")
            assert folder.there()[-KEPT_LATEST:] == folder.made[-KEPT_LATEST:]
            assert folder.there() == [each for each in folder.made if each.exists()]
            assert len(folder.there()) <= 2 * (KEPT_LATEST + KEPT_MONTHS)


@given(st.integers(0, 11), WRONG.filter(lambda day: day.year != 2026))
def test_one_wrong_clock_costs_no_copy_of_a_month_and_months_go_on(at: int, wrong: date) -> None:
    third_days = [date(2026, month, 3) for month in range(1, 13)]
    with tempfile.TemporaryDirectory() as name:
        folder, firsts = BackupFolder(Path(name)), list[Path]()
        for turn, day in enumerate(third_days):
            if turn == at:
                folder.make(wrong)
                assert all(first.exists() for first in firsts[-KEPT_MONTHS:])
            firsts.append(folder.make(day))
            folder.make(day)
            folder.make(day)
        assert set(firsts[-KEPT_MONTHS:]) <= set(folder.there())
        assert folder.there()[-KEPT_LATEST:] == folder.made[-KEPT_LATEST:]


def test_copies_of_a_wrong_year_to_come_let_no_real_one_go(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path)
    for number in range(1, 9):
        (folder.folder / f"b-2150-01-01-{number}.db").touch()
    real = [folder.make(TODAY + timedelta(days=days)) for days in range(KEPT_LATEST)]
    assert folder.there()[-KEPT_LATEST:] == real
    assert len(folder.there()) < 2 * KEPT_LATEST + KEPT_MONTHS, "nor do those stay for ever"


@pytest.mark.parametrize(
    "name",
    [
        *("b-9999-12-31-999999999.db", "b-2025-11-22-999999999.db", "b-2199-12-31-999999999.db"),
        *("b-0001-01-01-1.db", "b-2025-11-22-999999999999999999.db", f"b-2025-11-22-{'9' * 99}.db"),
        *("b-9999-12-31-kept-999999999.db", "b-\u0662\u0660\u0662\u0665-11-22-1.db"),
        *("b-2025-11-22-0.db", "b-2025-11-22-1.db/folder", "b-2025-11-22-1.db-journal"),
    ],
)
def test_no_name_in_the_folder_ends_the_copies_or_runs_ahead_of_the_calendar(
    tmp_path: Path, name: str
) -> None:
    strange = tmp_path / "backups" / name
    strange.parent.mkdir(parents=True)
    strange.write_text("mine")
    with example_book(tmp_path) as book:
        made = [book.maintenance.backups.make(TODAY) for _time in range(7)]
        made += [book.maintenance.backups.make(TODAY + timedelta(days=1)) for _time in range(2)]
        made.append(book.maintenance.backups.make(TODAY))
        assert [(each.day - TODAY).days for each in made[-4:]] == [0, 1, 1, 0]
        assert book.maintenance.backups.list_all()[:KEPT_LATEST] == made[: -KEPT_LATEST - 1 : -1]
        assert made[-1].number < 10_000
        book.maintenance.backups.replace_all(TODAY)
    is_copy = re.fullmatch(r"b-2\d\d\d-\d\d-\d\d-9{9,18}\.db", name)
    assert strange.exists() is (is_copy is None), "what can be a copy is cleared with the others"
    assert len(list_backups(book.path)) == 1


@pytest.mark.parametrize("today", [date.min, date.max])
def test_a_day_that_no_entry_can_have_gets_the_nearest_one(tmp_path: Path, today: date) -> None:
    with example_book(tmp_path) as book:
        made = book.maintenance.backups.make(today)
        assert book.maintenance.backups.list_all() == [made]
        assert made.day in (date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize("year", [1, 1960, 2290, 9999, 20_000])
def test_a_book_that_was_changed_at_a_wrong_time_is_copied_before_its_format_is(
    tmp_path: Path, year: int
) -> None:
    path = Path(shutil.copy(Path(__file__).parents[1] / "books" / "schema_2.db", tmp_path))
    seconds = int((year - 1970) * 365.2425 * 86400)
    with suppress(OverflowError):
        os.utime(path, (seconds, seconds))
    with open_book(path) as book:
        (copy,) = book.maintenance.backups.list_all()
    assert 1900 <= copy.day.year <= 2199


def test_the_copies_of_a_version_before_keep_their_order(tmp_path: Path) -> None:
    names = ["2025-01-01-1", "2025-01-01-7", "2025-03-01-1", "2025-03-02-1", "2025-03-02-12"]
    folder = BackupFolder(tmp_path)
    for name in names:
        (folder.folder / f"b-{name}.db").touch()
    folder.make(date(2025, 3, 2))
    folder.make(date(2025, 3, 4))
    names += ["2025-03-02-13", "2025-03-04-1"]
    assert [each.stem.removeprefix("b-") for each in folder.there()] == [
        name for name in names if name != "2025-01-01-7"
    ]


def log_one(book: Book) -> None:
    book.drafts.save("ask 5", TODAY)


def test_a_copy_is_due_once_after_each_change_and_not_where_it_is_not_wanted(
    tmp_path: Path,
) -> None:
    with example_book(tmp_path) as book:
        backups = book.maintenance.backups
        backups.make_if_due(TODAY)
        assert len(backups.list_all()) == 1
        backups.make_if_due(TODAY)
        assert len(backups.list_all()) == 1, "nothing was changed"
        log_one(book)
        backups.make_if_due(TODAY, largest=10)
        assert len(backups.list_all()) == 1, "it was to be left for later"
        backups.make_if_due(TODAY)
        assert len(backups.list_all()) == 2
        book.settings.set("backups", "off")
        backups.make_if_due(TODAY)
        assert len(backups.list_all()) == 2
    with open_book(tmp_path / "b.db") as book:
        assert book.maintenance.backups.is_due()


def test_a_stick_that_keeps_every_other_second_is_no_change(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        made = book.maintenance.backups.make(TODAY)
        changed = book.path.stat().st_mtime_ns
        os.utime(made.path, ns=(0, changed - changed % 2_000_000_000))
        assert not book.maintenance.backups.is_due()
        os.utime(made.path, ns=(0, changed - 2_000_000_000))
        assert book.maintenance.backups.is_due()


def test_what_is_no_copy_of_this_book_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    others = ["b-2025-13-40-1.db", "c-2025-01-01-1.db", "b-2025-01-01-1.txt", "notes", ".b-x.new"]
    for name in others[:-1]:
        (folder / name).write_text("mine")
    with example_book(tmp_path) as book:
        for _time in range(12):
            book.maintenance.backups.make(TODAY)
    assert {path.name for path in folder.iterdir()} >= set(others[:-1])


LEFT_OF_B = (
    *(".b-2025-11-22-1.db.ab12cd34.new", ".b-2025-11-22-kept-2.db.ab12cd34.old"),
    *(".b-2025-11-22-1001.db.ab12cd34.new-journal", ".b-2025-11-22-1.db-journal.ab12cd34.old"),
)
LEFT_OF_OTHERS = (
    *(".b-x-2025-11-22-1.db.ab12cd34.new", ".b-2025-11-22-1.sqlite.ab12cd34.new"),
    *(".b-2025-11-22-2025-11-22-1.db.ab12cd34.new", ".b-2025-11-22-1.db.x.ab12cd34.new"),
    *(".b-notes.old", ".c-2025-11-22-1.db.ab12cd34.new", ".b-2025-11-22-1.db.new"),
)


def test_what_a_killed_process_left_is_cleared_with_the_next_copy(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        (tmp_path / "backups").mkdir()
        for name in (*LEFT_OF_B, *LEFT_OF_OTHERS):
            (tmp_path / "backups" / name).write_bytes(b"secret" * 100)
        book.maintenance.backups.make(TODAY)
    assert find_hidden(tmp_path) == sorted(LEFT_OF_OTHERS)


def test_what_a_killed_process_left_of_copies_is_cleared_when_the_book_is_opened(
    tmp_path: Path,
) -> None:
    with example_book(tmp_path):
        pass
    (tmp_path / "backups").mkdir()
    beside = (".b.db.ab12cd34.new", ".b.db.ab12cd34.old")
    of_others = (".b.db.x.ab12cd34.new", ".b.db.bak.ab12cd34.old", ".b.db.new")
    for name in (*LEFT_OF_B, *LEFT_OF_OTHERS):
        (tmp_path / "backups" / name).write_bytes(b"secret" * 100)
    for name in (*beside, *of_others):
        (tmp_path / name).write_bytes(b"secret" * 100)
    with open_book(tmp_path / "b.db", is_writing=False):
        assert len(find_hidden(tmp_path)) == 16, "somebody may be at work who has it open"
    open_book(tmp_path / "b.db").close()
    assert find_hidden(tmp_path) == sorted((*LEFT_OF_OTHERS, *of_others))


def test_in_a_folder_of_others_only_what_the_book_has_in_mind_is_cleared(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ours, theirs = (stick / f".b-2025-11-{day}-1.db.ab12cd34.new" for day in (21, 22))
    for each in (ours, theirs):
        each.write_bytes(b"secret" * 100)
    with example_book(tmp_path) as book:
        book.export_log.record(stick / "b-2025-11-21-1.db", TODAY)
        book.maintenance.backups.make(TODAY, stick)
    assert find_hidden(tmp_path) == [theirs.name], "another b.db may be copied there just now"


def test_a_copy_that_is_let_go_of_takes_its_journal_along(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        first = book.maintenance.backups.make(TODAY).path
        second = book.maintenance.backups.make(TODAY).path
        build_journal_path(second).write_text("what was changed in it")
        for _time in range(KEPT_LATEST):
            book.maintenance.backups.make(TODAY)
    assert first.exists(), "the first of its month"
    assert not second.exists()
    assert not build_journal_path(second).exists()


def test_a_copy_that_fails_at_any_statement_is_not_there(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase="secret"):
        pass
    path, number, is_done = tmp_path / "b.db", 0, False
    while not is_done:
        number += 1
        with (
            fail_at(number) as failing,
            suppress(FileAccessError),
            open_book(path, "secret") as book,
        ):
            book.maintenance.backups.make(TODAY)
        is_done = not failing.was_reached
        assert len(list_backups(path)) == int(is_done)
        assert find_hidden(tmp_path) == []
    assert number > 20, "hardly anything failed, so this proved nothing"
