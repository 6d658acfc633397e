"""A book behind a link, or with a second name: the file itself is cared for, the link stays one."""

from pathlib import Path

import pytest

from tests.book.write_failures import find_hidden, load_entries_of
from tests.export.story_book import TODAY, example_book
from tracker.book.database.errors import BookError
from tracker.book.files.backups import list_backups
from tracker.book.files.restore import restore
from tracker.book.open_book import open_book
from tracker.book.rekey import OldBackups, rekey
from tracker.entries.types import StoredEntry

NEW = "the new one; it's längér"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A book that lies elsewhere."""
    (tmp_path / "stick").mkdir()
    with example_book(tmp_path / "stick") as book:
        return book.path


@pytest.fixture
def link(tmp_path: Path, stick: Path) -> Path:
    """What leads to it, in a folder of its own and under another name."""
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "mine.db"
    link.symlink_to(Path("..") / "stick" / stick.name)
    return link


def load_entries_behind(
    link: Path, stick: Path, passphrase: str | None = None
) -> list[StoredEntry]:
    """What is noted; the link is still one, alone in its folder, and leads to the book."""
    assert link.is_symlink()
    assert list(link.parent.iterdir()) == [link]
    assert not stick.is_symlink()
    assert find_hidden(stick.parent) == []
    assert load_entries_of(link, passphrase) == load_entries_of(stick, passphrase)
    return load_entries_of(stick, passphrase)


def test_the_file_is_cared_for_and_the_link_stays_a_link(link: Path, stick: Path) -> None:
    entries = load_entries_behind(link, stick)
    with open_book(link) as book:
        assert book.maintenance.backups.make(TODAY).path.parent == stick.parent / "backups"
        book.maintenance.erase(entries[-1].number)
    assert load_entries_behind(link, stick) == entries[:-1]
    done = rekey(link, None, NEW, TODAY, OldBackups.REKEY)
    assert (done.rekeyed_count, done.unwiped_files) == (1, ())
    assert load_entries_behind(link, stick, NEW) == entries[:-1]
    (copy,) = list_backups(link)
    aside = restore(link, copy.path, NEW, TODAY)
    assert load_entries_behind(link, stick, NEW) == entries
    assert aside is not None
    assert not aside.is_symlink()
    assert load_entries_of(aside, NEW) == entries[:-1]
    assert [each.is_aside for each in list_backups(link)] == [True, False]


def test_a_second_name_sees_what_is_saved_and_a_passphrase_is_refused(stick: Path) -> None:
    other = stick.with_name("other.db")
    other.hardlink_to(stick)
    with open_book(stick) as book:
        copy = book.maintenance.backups.make(TODAY).path
        entries = list(book.load_entries())
        book.maintenance.erase(entries[-1].number)
    assert load_entries_of(other) == load_entries_of(stick) == entries[:-1]
    before = stick.read_bytes()
    with pytest.raises(BookError, match=r"b\.db has a second name .* Remove the second name or"):
        rekey(stick, None, NEW, TODAY)
    assert stick.read_bytes() == other.read_bytes() == before
    restore(stick, copy, None, TODAY)
    assert load_entries_of(stick) == entries
    assert load_entries_of(other) == entries[:-1], (
        "the book that was there is still under that name"
    )
    other.unlink()
    with open_book(stick) as book:
        assert [each.is_aside for each in book.maintenance.backups.list_all()] == [True, False]


def test_a_copy_with_a_second_name_is_named_where_it_cannot_follow(stick: Path) -> None:
    with open_book(stick) as book:
        copy = book.maintenance.backups.make(TODAY).path
    kept = stick.with_name("kept.db")
    kept.hardlink_to(copy)
    assert rekey(stick, None, NEW, TODAY, OldBackups.REKEY).kept_backups == (copy,)
    assert load_entries_of(copy) == load_entries_of(kept)
    assert rekey(stick, NEW, None, TODAY, OldBackups.REMOVE).unwiped_files == (copy,)
    assert not copy.exists()
    assert load_entries_of(kept), "it cannot be cleared here, and that is told"


def test_a_link_that_leads_to_itself_is_told_in_a_sentence(tmp_path: Path, stick: Path) -> None:
    link = tmp_path / "mine.db"
    link.symlink_to(link.name)
    assert list_backups(link) == []
    with pytest.raises(BookError, match="nothing was changed"):
        restore(link, stick, None, TODAY)
    with pytest.raises(BookError, match="can’t be read"):
        open_book(link)
    assert link.is_symlink()
