"""Any book and any bundle: nothing is lost, doubled, decided silently or kept by an undo."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_book_in_memory
from tests.importing.bundle_exchange import (
    TODAY,
    compare_table,
    import_table,
    load_state,
    map_by_id,
)
from tests.strategies import BookShape, books, count_examples
from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.grammar import ALLOWED_FIELDS, DEPENDENT_TYPES
from tracker.entries.types import Ask, Entry, Kind, StoredEntry
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.importing.errors import ImportingError
from tracker.importing.merge_plan import KeptSide

FEW = BookShape(most=8)
ANY = settings(max_examples=count_examples(8), suppress_health_check=[HealthCheck.too_slow])


def book_with(entries: Sequence[Entry]) -> Book:
    book = make_book_in_memory()
    book.log(entries, TODAY)
    return book


def extract(book: Book, items: Iterable[StoredEntry]) -> str:
    """The table of some entries, as a bundle of them has it: no `for_entry` leads out of it."""
    chosen = list(items)
    along = {item.number for item in chosen}

    def redacted(row: FlatRow) -> FlatRow:
        return row if row.for_entry in along else row._replace(for_entry=None)

    stream = StringIO()
    table = EntryTableWriter(book.currency, book.find_entry, redacted)
    table.write_table(stream, Dialect.COMMA, chosen, private_notes=True)
    return stream.getvalue()


def pick_entries(data: st.DataObject, items: Sequence[StoredEntry]) -> list[StoredEntry]:
    """Some of the entries."""
    return [item for item in items if data.draw(st.booleans())]


def lacks_group(item: StoredEntry) -> bool:
    """Whether it could name a group, and names none."""
    entry = item.entry
    return (
        "group" in ALLOWED_FIELDS[entry.word]
        and getattr(entry, "group", None) is None
        and getattr(entry, "for_entry", None) is None
    )


def has_group(item: StoredEntry) -> bool:
    return getattr(item.entry, "group", None) is not None


def is_refused(some: Sequence[StoredEntry]) -> bool:
    """Whether an extract has an entry without a group behind one that has one.

    No line can say that. What was cut off from an entry that stayed out may have become such a one.
    """
    along = {item.number: item for item in some}
    alone = [item for item in some if is_meaningful_among(item, along)]
    ungrouped = [
        number
        for number, item in enumerate(alone)
        if "group" in ALLOWED_FIELDS[item.entry.word]
        and not has_group(item)
        and getattr(item.entry, "for_entry", None) not in along
    ]
    grouped = [number for number, item in enumerate(alone) if has_group(item)]
    return bool(grouped and ungrouped) and grouped[0] < ungrouped[-1]


def is_meaningful_among(item: StoredEntry, along: Mapping[int, StoredEntry]) -> bool:
    """Whether it can stand beside these: an answer says nothing without its ask."""
    return item.entry.word not in DEPENDENT_TYPES or getattr(item.entry, "for_entry", None) in along


@ANY
@given(books(FEW), st.data())
def test_an_extract_of_a_book_changes_nothing_in_it(
    entries: list[Entry], data: st.DataObject
) -> None:
    with book_with(entries) as book:
        before = load_state(book)
        some = pick_entries(data, before[0])
        found = import_table(book, extract(book, some))
        if before[0]:
            assert (found.known_count, found.new_rows, found.conflicts) == (len(some), [], [])
        assert load_state(book) == before


@ANY
@given(books(FEW), st.data())
def test_an_extract_and_then_the_rest_give_all_entries(
    entries: list[Entry], data: st.DataObject
) -> None:
    with book_with(entries) as book, make_book_in_memory() as other:
        items = list(book.load_entries())
        some = pick_entries(data, items)
        if is_refused(some):
            with pytest.raises(ImportingError, match="missing, but an entry above has"):
                import_table(other, extract(book, some))
            assert load_state(other) == ([], [])
            return
        import_table(other, extract(book, some))
        here = map_by_id(other)
        late = [item for item in items if item.id not in here and lacks_group(item)]
        if late and any(has_group(item) for item in some if item.id in here):
            with pytest.raises(ImportingError, match="The group is missing, but entries in"):
                import_table(other, extract(book, items))
            return
        before = load_state(other)
        found = import_table(other, extract(book, items), keep=KeptSide.BUNDLE)
        assert set(map_by_id(other)) == {item.id for item in items}
        numbers = {item.id: item.number for item in other.load_entries()}
        ids = {item.number: item.id for item in items}
        for item in items:
            tie = getattr(item.entry, "for_entry", None)
            moved = None if tie is None else numbers[ids[tie]]
            if moved is not None and moved > numbers[item.id]:
                moved = None
            wanted = flatten_entry(item.entry)._replace(for_entry=moved)
            assert flatten_entry(map_by_id(other)[item.id]) == wanted
        if here:
            assert len(found.new_rows) + found.known_count + len(found.conflicts) == len(items)
            if found.new_rows or found.conflicts:
                other.undo(TODAY)
            assert load_state(other) == before


def with_ids(items: Sequence[StoredEntry], ids: Sequence[str]) -> list[StoredEntry]:
    return [replace(item, id=id_) for item, id_ in zip(items, ids, strict=True)]


@ANY
@given(books(FEW), books(FEW), st.sampled_from(KeptSide), st.booleans(), st.data())
def test_whatever_comes_in_differences_are_told_and_undo_gives_back_the_former_book(
    ours: list[Entry], theirs: list[Entry], keep: KeptSide, bring_back: bool, data: st.DataObject
) -> None:
    with book_with(ours) as book, book_with(theirs) as their_book:
        there = list(their_book.load_entries())
        logged = set(map_by_id(book))
        free = list(map_by_id(book))
        deletes: bool = data.draw(st.booleans())
        if free and deletes:
            book.delete(data.draw(st.integers(1, len(free))), TODAY)
        ids: list[str] = []
        for item in there:
            shares: bool = data.draw(st.booleans())
            if free and shares:
                ids.append(free.pop(data.draw(st.integers(0, len(free) - 1))))
            else:
                ids.append(item.id)
        table = extract(their_book, with_ids(there, ids))
        before = load_state(book)
        if book.is_empty():
            return
        taken_out = logged - set(map_by_id(book))
        shared = set(map_by_id(book)) & set(ids)
        try:
            found = compare_table(book, table)
            import_table(book, table, keep=keep, bring_back=bring_back)
        except ImportingError as error:
            refused = str(error)
        else:
            refused = ""
        if refused:
            assert refused.startswith("Nothing was imported: ")
            assert load_state(book) == before
            return
        assert {conflict.book_entry.id for conflict in found.conflicts} <= shared
        assert found.known_count + len(found.conflicts) == len(shared)
        assert all(conflict.differences for conflict in found.conflicts)
        again = compare_table(book, table)
        # What says nothing without an entry that the person had taken out stays out with that one.
        # If the book has its id, it is no new row but a difference.
        id_of = {item.number: id_ for item, id_ in zip(there, ids, strict=True)}
        alone = {
            id_of[item.number]
            for item in there
            if item.entry.word in DEPENDENT_TYPES
            and id_of[getattr(item.entry, "for_entry", 0)] not in map_by_id(book)
        }
        assert {row.id for row in again.new_rows} == alone - taken_out - set(map_by_id(book))
        assert {row.target_id for row in again.new_rows} <= (set() if bring_back else taken_out)
        assert set(ids) <= set(map_by_id(book)) | alone | (set() if bring_back else taken_out)
        assert keep is KeptSide.BOOK or again.conflicts == []
        afterwards = load_state(book)
        import_table(book, table, keep=keep, bring_back=bring_back)
        assert load_state(book) == afterwards, "the same again changes nothing"
        if list(book.load_entries()) != before[0]:
            assert book.undo(TODAY).did == "import"
        assert load_state(book) == before


def test_what_belongs_to_another_entry_here_keeps_its_group_and_does_not_differ() -> None:
    ask = Ask(day=TODAY, low=100, high=100, kind=Kind.DUES)
    again = replace(ask, for_entry=1)
    theirs = [replace(entry, group="circle") for entry in (ask, again)]
    with book_with([ask, again]) as book, book_with(theirs) as their_book:
        here, there = list(book.load_entries()), list(their_book.load_entries())
        # Only the second one is the same entry: here it belongs to another one.
        table = extract(their_book, with_ids(there, [there[0].id, here[1].id]))
        found = compare_table(book, table)
        assert (len(found.new_rows), found.known_count, found.conflicts) == (1, 1, [])
        import_table(book, table, keep=KeptSide.BUNDLE)
        assert [item.entry for item in book.load_entries()] == [ask, again, theirs[0]]
