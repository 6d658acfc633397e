"""A bundle meets a book by the ids of its entries, and is saved as one change."""

from dataclasses import replace

from tests.factories import TODAY, find_item, list_entry_numbers, log_lines
from tracker.book.book import Book
from tracker.entries.types import Kind, Payment, StoredEntry

NEW = StoredEntry(9, "aaaaaaaa", TODAY, Payment(day=TODAY, amount=500, kind=Kind.DUES))


def test_entries_are_found_by_id_and_what_was_deleted_stays_known(book: Book) -> None:
    kept, deleted = log_lines(book, "meeting 1h", "meeting 2h")
    book.delete(deleted.number, TODAY)
    found = book.import_merge.find_by_ids([kept.id, deleted.id, NEW.id])
    assert found == {kept.id: kept}
    assert book.import_merge.load_deleted_ids() == {deleted.id}


def test_only_an_entry_with_a_group_makes_a_book_one_of_groups(book: Book) -> None:
    log_lines(book, "income 900")
    assert not book.import_merge.has_groups()
    log_lines(book, "meeting @circle")
    assert book.import_merge.has_groups()


def test_what_is_new_and_what_changed_is_one_change_that_undo_takes_back(book: Book) -> None:
    (item,) = log_lines(book, "meeting 1h")
    changed = replace(item, entry=replace(item.entry, private_note="by phone"))
    book.import_merge.save([NEW], [changed], TODAY)
    assert find_item(book, item.number).entry.private_note == "by phone"
    assert set(book.import_merge.find_by_ids([NEW.id])) == {NEW.id}
    book.undo(TODAY)
    assert list(book.load_entries()) == [item]


def test_a_merge_without_anything_new_is_no_change(book: Book) -> None:
    log_lines(book, "meeting 1h")
    changes = book.count_changes()
    book.import_merge.save([], [], TODAY)
    assert book.count_changes() == changes
    book.undo(TODAY)
    assert list_entry_numbers(book) == []
