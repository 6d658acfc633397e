"""What was undone can be redone: the same numbers, ids and texts, until something else is saved."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TODAY, edit_line, is_whole, log_lines, make_empty_book, read_entries
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book
from tracker.entries.types import Entry, Evidence, StoredEntry

LATER = TODAY + timedelta(1)


def load_entry_list(book: Book) -> list[StoredEntry]:
    return list(book.load_entries())


def test_a_redo_gives_the_same_numbers_ids_and_days(book: Book) -> None:
    log_lines(book, "2025-10-01 ask 15 merch no gave 15", "meeting 2h #deadline // tired")
    edit_line(book, 1, "2025-10-01 ask 20 merch no // later", LATER)
    before = load_entry_list(book)
    for _step in range(2):
        book.undo(LATER)
    assert load_entry_list(book) == []
    assert [book.redo(LATER).did, book.redo(LATER).did] == ["log", "edit"]
    assert load_entry_list(book) == before
    assert book.redo(LATER).did == "", "nothing more was undone"
    assert is_whole(book, LAST_DAY)


def test_a_redo_is_a_change_that_can_be_undone_and_redone_any_number_of_times(book: Book) -> None:
    log_lines(book, "ask 15 merch no", "answered no for 1", "paid 15 merch for 1", "meeting 2h")
    book.delete(1, TODAY)
    after = load_entry_list(book)
    for _time in range(3):
        undone = book.undo(TODAY)
        assert [item.number for item in undone.restored_entries] == [1, 2, 3]
        redone = book.redo(TODAY)
        assert ([item.number for item in redone.deleted_entries], redone.did) == ([1, 2], "delete")
        assert [item.number for item in redone.made_entries] == [3], "it belongs to none any more"
        assert load_entry_list(book) == after
    assert [item.number for item in log_lines(book, "income 5")] == [5]


def test_an_import_and_another_name_of_a_tag_are_redone(book: Book, tmp_path: Path) -> None:
    items = log_lines(book, "meeting 2h #!rain", "paid 5 merch")
    with make_empty_book(tmp_path / "other.db") as other:
        other.import_entries(items, TODAY)
        other.tags.set_meaning("rain", "we got wet")
        other.tags.rename("rain", "storm", TODAY)
        after = load_entry_list(other)
        for _step in range(2):
            other.undo(TODAY)
        assert [other.redo(TODAY).did, other.redo(TODAY).did] == ["import", "edit"]
        assert load_entry_list(other) == after
        assert other.tags.load_meanings()["storm"] == "we got wet"


def test_what_is_saved_meanwhile_leaves_nothing_to_redo(book: Book) -> None:
    log_lines(book, "meeting 2h", "paid 5 merch")
    log_lines(book, "paid 6 merch")
    for change in (
        lambda: edit_line(book, 1, "meeting 3h", TODAY),
        lambda: book.delete(2, TODAY),
        lambda: log_lines(book, "income 5"),
        lambda: book.maintenance.erase(1),
    ):
        book.undo(TODAY)
        assert book.undo_stack.find_newest_undone()
        change()
        before = load_entry_list(book)
        assert book.undo_stack.find_newest_undone() == 0
        assert (book.redo(TODAY).did, load_entry_list(book)) == ("", before)
        log_lines(book, "paid 7 merch")
    assert is_whole(book, LAST_DAY)


def test_what_changes_nothing_leaves_what_can_be_redone(book: Book) -> None:
    (item,) = log_lines(book, "meeting 2h")
    log_lines(book, "paid 5 merch")
    book.undo(TODAY)
    assert book.edit(1, [item.entry], TODAY) == []
    book.settings.set("theme", "night")
    with pytest.raises(BookError):
        book.delete(99, TODAY)
    assert book.redo(TODAY).did == "log"


def test_a_redo_also_works_after_the_book_was_closed_but_without_private_notes(
    book: Book, path: Path
) -> None:
    log_lines(book, "paid 5 merch // cried", "meeting 2h")
    edit_line(book, 2, "meeting 3h // slept", TODAY)
    assert book.undo(TODAY).lost_note_count == 1
    assert book.undo(TODAY).lost_note_count == 1
    assert book.redo(TODAY).has_notes
    assert load_entry_list(book)[0].entry.private_note == "cried"
    assert b"slept" not in path.read_bytes()
    book.undo(TODAY)
    book.close()
    content = path.read_bytes()
    assert not any(note in content for note in (b"cried", b"slept"))
    with open_book(path) as again:
        redone = [again.redo(TODAY), again.redo(TODAY)]
        assert [each.has_notes for each in redone] == [False, False]
        assert [item.number for item in again.load_entries()] == [1, 2]
        assert {item.entry.private_note for item in again.load_entries()} == {None}


def test_a_note_that_stands_stays_where_a_former_one_is_not_known(book: Book, path: Path) -> None:
    log_lines(book, "meeting 2h // mine")
    edit_line(book, 1, "meeting 3h // mine", TODAY)
    assert book.undo(TODAY).lost_note_count == 0
    book.close()
    with open_book(path) as again:
        again.redo(TODAY)
        (item,) = again.load_entries()
        assert item.entry == read_entries(["meeting 3h // mine"], again.load_parse_context())[0]


def test_history_tells_what_came_back(book: Book) -> None:
    log_lines(book, "meeting 2h")
    book.undo(TODAY)
    book.redo(LATER)
    edit_line(book, 1, "meeting 3h", LATER)
    told = [
        (each.logged_on, each.ended_on, each.ended_as, each.is_change, each.is_back)
        for each in book.load_history(1)
    ]
    assert told == [
        (TODAY, TODAY, "undo", False, False),
        (LATER, LATER, "edit", False, True),
        (LATER, None, "", True, False),
    ]


def test_what_was_erased_is_in_no_table(book: Book, path: Path) -> None:
    log_lines(book, 'meeting 2h "Geheimwort"', "paid 5 merch", "paid 6 merch")
    book.delete(1, TODAY)
    book.undo(TODAY)
    book.delete(2, TODAY)
    book.undo(TODAY)
    assert len(book._connection.execute("SELECT * FROM undone_deletions").fetchall()) == 2
    book.maintenance.erase(1)
    assert b"Geheimwort" not in path.read_bytes()
    assert book._connection.execute("SELECT * FROM redo").fetchall() == []
    assert book._connection.execute("SELECT entry FROM undone_deletions").fetchall() == [(2,)]
    assert is_whole(book, LAST_DAY)


def test_what_an_undone_deletion_had_changed_can_be_erased(book: Book) -> None:
    log_lines(book, "ask 15 merch no", "paid 15 merch for 1", "paid 6 merch")
    book.delete(1, TODAY)
    book.undo(TODAY)
    assert book.maintenance.erase(2).numbers == (2,)
    assert [item.number for item in book.load_entries()] == [1, 3]
    assert is_whole(book, LAST_DAY)


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO redo (change) VALUES (1)",
        "INSERT INTO undone_deletions VALUES (1, 1)",
        "UPDATE versions SET fields = '{}'",
    ],
)
def test_the_check_looks_at_what_can_be_redone(book: Book, damage: str) -> None:
    log_lines(book, "meeting 2h")
    log_lines(book, "meeting 3h")
    book.undo(TODAY)
    assert is_whole(book, LAST_DAY)
    book._connection.execute(damage)
    found = [each.check for each in book.maintenance.check_integrity(LAST_DAY) if each.problems]
    assert found == [IntegrityCheck.HISTORY]


@dataclass
class States:
    """A second model: what the book held before each change that stands, and after each undone."""

    now: list[StoredEntry] = field(default_factory=list)
    before: list[list[StoredEntry]] = field(default_factory=list)
    undone: list[list[StoredEntry]] = field(default_factory=list)

    def change(self, now: list[StoredEntry]) -> None:
        self.before.append(self.now)
        self.undone.clear()
        self.now = now

    def undo(self) -> bool:
        return self._step(self.before, self.undone)

    def redo(self) -> bool:
        return self._step(self.undone, self.before)

    def _step(self, source: list[list[StoredEntry]], target: list[list[StoredEntry]]) -> bool:
        if not source:
            return False
        target.append(self.now)
        self.now = source.pop()
        return True


def remove_note(item: StoredEntry) -> StoredEntry:
    return replace(item, entry=replace(item.entry, private_note=None))


STEPS = ("log", "edit", "delete", "undo", "undo", "undo", "redo", "redo", "erase", "reopen")


def do(book: Book, step: str, data: st.DataObject, entries: list[Entry]) -> None:
    """Take a step that saves something; where an entry is needed and none stands, log."""
    numbers = [item.number for item in book.load_entries()]
    if step == "log" or not numbers:
        notes = st.sampled_from((None, "cried", "slept"))
        fresh = [entry for entry in entries if getattr(entry, "for_entry", None) is None]
        book.log([replace(entry, private_note=data.draw(notes)) for entry in fresh[:4]], LAST_DAY)
        return
    number = data.draw(st.sampled_from(numbers))
    if step == "edit":
        item = book.find_entry(number)
        assert item is not None
        evidence = data.draw(st.sampled_from(Evidence))
        changed = replace(item.entry, evidence=evidence, private_note=f"note {number}")
        with suppress(BookError):
            book.edit(number, [changed], LAST_DAY)
    else:
        with suppress(BookError):
            book.delete(number, LAST_DAY)


@settings(
    max_examples=count_examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books(), steps=st.lists(st.sampled_from(STEPS), max_size=16), data=st.data())
def test_whatever_was_done_undo_and_redo_give_the_states_before_and_after(
    entries: list[Entry],
    steps: list[str],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("redo") / "book.db"
    book = make_empty_book(path)
    states, has_notes, roots = States(), True, set[str]()
    try:
        if entries:
            book.log(entries, LAST_DAY)
            states.change(load_entry_list(book))
        for step in steps:
            if step in ("undo", "redo"):
                did = book.undo(LAST_DAY).did if step == "undo" else book.redo(LAST_DAY).did
                assert bool(did) == (states.undo() if step == "undo" else states.redo())
            elif step == "erase":
                if states.now:
                    book.maintenance.erase(
                        data.draw(st.sampled_from([i.number for i in states.now]))
                    )
                    assert not book.redo(LAST_DAY).did
                    break
            elif step == "reopen":
                book.close()
                book, has_notes = open_book(path), False
            else:
                before = book.find_newest_change()
                do(book, step, data, entries)
                if book.find_newest_change() != before:
                    states.change(load_entry_list(book))
            now, expected = load_entry_list(book), states.now
            if not has_notes:
                now, expected = list(map(remove_note, now)), list(map(remove_note, expected))
            assert now == expected
            roots.add(book.make_witness().root)
        else:
            assert all(book.witness_queries.find_witness(root) is not None for root in roots)
        assert is_whole(book, LAST_DAY)
        for item in load_entry_list(book):
            assert book.load_history(item.number)[-1].entry == item.entry
    finally:
        book.close()
