"""A notebook with every type and every new field: nothing of it changes on any way it can go."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.book.old_books import BOOKS, PASSPHRASE, load_values
from tests.factories import TODAY, is_whole, make_empty_book
from tests.stored.old_notebook import HERE, WHOLE_STORY
from tracker.book.book import Book
from tracker.book.files.backups import list_backups
from tracker.book.files.restore import restore
from tracker.book.maintenance.schema_repair import rebuild_book
from tracker.book.open_book import open_book
from tracker.book.rekey import rekey

ANOTHER = "bread on monday"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Yield a copy of the notebook."""
    path = Path(shutil.copy(HERE / f"{WHOLE_STORY}.db", tmp_path / "book.db"))
    with open_book(path) as book:
        yield book


def test_a_change_of_the_passphrase_keeps_every_value(book: Book) -> None:
    before = load_values(book._connection)
    book.close()
    for former, new in ((None, PASSPHRASE), (PASSPHRASE, ANOTHER), (ANOTHER, None)):
        rekey(book.path, former, new, TODAY)
        with open_book(book.path, new) as again:
            assert load_values(again._connection) == before


def test_a_notebook_made_anew_and_a_backup_keep_every_value(book: Book) -> None:
    before = load_values(book._connection)
    backup = book.maintenance.backups.make(TODAY)
    book.close()
    rebuild_book(book.path, None, TODAY)
    with open_book(book.path) as again:
        assert load_values(again._connection) == before
    restore(book.path, backup.path, None, TODAY)
    with open_book(book.path) as again:
        assert load_values(again._connection) == before


def test_the_backup_made_before_a_migration_is_restored_and_migrated_again(tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / "schema_6.db", tmp_path / "book.db"))
    with open_book(path) as book:
        before = load_values(book._connection)
        for item in list(book.load_entries()):
            if book.find_entry(item.number):
                book.delete(item.number, TODAY)
    (backup,) = list_backups(path)
    restore(path, backup.path, None, TODAY)
    with open_book(path) as book:
        assert load_values(book._connection) == before


def test_an_import_into_a_new_book_and_into_one_with_entries_takes_all_of_it(
    book: Book, tmp_path: Path
) -> None:
    items = list(book.load_entries())
    with make_empty_book(tmp_path / "new.db") as other:
        assert other.import_entries(items, TODAY) == len(items)
        assert list(other.load_entries()) == items
        changed = [
            replace(item, entry=replace(item.entry, own_words=f"{item.entry.own_words} so"))
            for item in items[::2]
        ]
        other.import_merge.save([], changed, TODAY)
        assert is_whole(other, TODAY)
        found = other.import_merge.find_by_ids(item.id for item in items)
        assert [found[item.id] for item in changed] == changed
        other.undo(TODAY)
        assert list(other.load_entries()) == items


def test_history_has_each_entry_as_it_was_without_its_private_note(book: Book) -> None:
    before = list(book.load_entries())
    for item in before:
        book.edit(item.number, [replace(item.entry, own_words="other words")], TODAY)
    for item in before:
        kept = book.load_history(item.number)[-2]
        assert kept.entry == replace(item.entry, private_note=None)
    for _edit in before:
        book.undo(TODAY)
    assert list(book.load_entries()) == before


def test_each_deletion_is_undone_and_redone(book: Book) -> None:
    before = load_values(book._connection)["answers"], list(book.load_entries())
    for item in before[1]:
        removal = book.delete(item.number, TODAY)
        after = list(book.load_entries())
        assert {one.number for one in removal.deleted_entries} >= {item.number}
        book.undo(TODAY)
        assert list(book.load_entries()) == before[1]
        book.redo(TODAY)
        assert list(book.load_entries()) == after
        book.undo(TODAY)
        assert load_values(book._connection)["answers"] == before[0]
    assert is_whole(book, TODAY)


def test_it_is_read_without_being_written(tmp_path: Path) -> None:
    path = Path(shutil.copy(HERE / f"{WHOLE_STORY}.db", tmp_path / "book.db"))
    former = path.read_bytes()
    with open_book(path, is_writing=False) as book:
        assert len(list(book.load_entries())) == 20
        assert is_whole(book, TODAY)
    assert path.read_bytes() == former
