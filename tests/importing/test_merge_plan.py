"""A bundle into a book with entries: new ones once, known ones recognised, differences shown."""

from dataclasses import replace
from datetime import date

import pytest

from tests.export.bundles import render_tables
from tests.factories import make_book_in_memory
from tests.importing.bundle_exchange import (
    TODAY,
    compare_table,
    import_table,
    load_state,
    make_book,
    survey_table,
    write_entry_table,
)
from tracker.book.book import Book
from tracker.entries.types import Ask, Kind, Payment, StoredEntry
from tracker.export.bundle import DATAPACKAGE_FILE, ENTRIES_FILE, load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.importing.bundle_diff import CellDifference
from tracker.importing.errors import ImportingError
from tracker.importing.merge_plan import ImportDecisions, KeptSide, plan_merge

LINES = (
    "2026-01-02 income 950/month",
    '2026-02-02 ask 30/month dues no @!circle "give more" // cried',
    "2026-02-03 answered later for 2",
    '2026-03-03 paid 15 for 2 ref "folder"',
    "2026-04-04 meeting 1.5h #!wet_shoes",
)


@pytest.fixture
def book() -> Book:
    return make_book(*LINES)


def entry_of(book: Book, number: int) -> StoredEntry:
    item = book.find_entry(number)
    assert item is not None
    return item


def test_what_is_new_comes_in_once_with_the_next_numbers_and_its_ties(book: Book) -> None:
    other = make_book("2025-12-01 paid 3 dues @!circle")
    table = write_entry_table(book)
    found = import_table(other, table)
    assert len(found.new_rows) == 5
    items = list(other.load_entries())
    assert [item.number for item in items] == [1, 2, 3, 4, 5, 6]
    assert [item.id for item in items[1:]] == [item.id for item in book.load_entries()]
    assert [getattr(item.entry, "for_entry", None) for item in items] == [*[None] * 3, 3, 3, None]
    again = import_table(other, table)
    assert (again.new_rows, again.known_count, again.conflicts) == ([], 5, [])
    assert list(other.load_entries()) == items


def test_one_undo_takes_all_of_it_back(book: Book) -> None:
    other = make_book("2025-12-01 paid 3 dues @!circle")
    before = load_state(other)
    import_table(other, write_entry_table(book))
    undone = other.undo(TODAY)
    assert (undone.did, len(undone.removed_entries)) == ("import", 5)
    assert load_state(other) == before


def test_a_bundle_of_its_own_changes_nothing(book: Book) -> None:
    before = load_state(book)
    found = import_table(book, write_entry_table(book))
    assert (found.known_count, found.new_rows, found.conflicts, found.untied_numbers) == (
        5,
        [],
        [],
        [],
    )
    assert load_state(book) == before
    assert book.undo(TODAY).did == "log", "nothing was no change"


def test_overlapping_bundles_give_the_union(book: Book) -> None:
    items = list(book.load_entries())
    other = make_book_in_memory()
    import_table(other, write_entry_table(book, items[:3]))
    found = import_table(other, write_entry_table(book, items[1:]))
    assert (found.known_count, len(found.new_rows)) == (2, 2)
    assert [item.id for item in other.load_entries()] == [item.id for item in items]
    assert list(other.load_entries()) == items


def test_a_difference_is_listed_with_its_place_and_both_cells(book: Book) -> None:
    table = (
        write_entry_table(book)
        .replace("give more", "give all")
        .replace('"15.00","15.00"', '"5","5"')
    )
    found = compare_table(book, table)
    first, second = found.conflicts
    assert (first.book_entry.number, first.line) == (2, 3)
    assert first.differences == (CellDifference("words", "give more", "give all"),)
    assert second.differences == (
        CellDifference("amount_low", "15.00", "5.00"),
        CellDifference("amount_high", "15.00", "5.00"),
    )
    assert plan_merge(found, book, survey_table(table), ImportDecisions()) is None


def test_the_book_may_be_kept_and_the_bundle_may_be_kept(book: Book) -> None:
    table = write_entry_table(book).replace("give more", "give all") + write_entry_table(
        make_book("2026-05-01 paid 7 dues @!circle")
    ).splitlines()[1].replace('"1"', '"9"', 1)
    before = load_state(book)
    import_table(book, table, keep=KeptSide.BOOK)
    assert list(book.load_entries())[:5] == before[0]
    assert len(list(book.load_entries())) == 6
    import_table(book, table, keep=KeptSide.BUNDLE)
    changed = entry_of(book, 2).entry
    assert isinstance(changed, Ask)
    assert changed.words == "give all"
    versions = book.load_history(2)
    assert [(each.began_as, each.ended_as, each.is_change) for each in versions] == [
        ("log", "import", False),
        ("import", "", True),
    ]
    book.undo(TODAY)
    book.undo(TODAY)
    assert load_state(book) == before


def test_history_says_from_which_day_the_bundle_s_version_stood(book: Book) -> None:
    table = write_entry_table(book).replace("give more", "give all")
    later = date(2027, 1, 1)
    found = compare_table(book, table)
    plan = plan_merge(found, book, survey_table(table), ImportDecisions(KeptSide.BUNDLE))
    assert plan is not None
    plan.apply(book, later)
    first, second = book.load_history(2)
    assert (first.logged_on, first.ended_on, second.logged_on) == (TODAY, later, later)
    assert entry_of(book, 2).logged_on == TODAY, "the day of its logging stays"


def test_what_was_taken_out_stays_out_unless_it_is_wanted(book: Book) -> None:
    table = write_entry_table(book)
    book.delete(2, TODAY)
    found = import_table(book, table)
    assert [row.number for row in found.deleted_rows] == [2, 3]
    assert (found.known_count, found.new_rows, found.conflicts) == (3, [], [])
    assert [item.number for item in book.load_entries()] == [1, 4, 5]
    found = import_table(book, table, bring_back=True)
    assert [item.number for item in book.load_entries()] == [1, 4, 5, 6, 7]
    assert getattr(entry_of(book, 7).entry, "for_entry", None) == 6
    assert import_table(book, table).deleted_rows == []


def test_an_import_that_was_taken_back_is_something_taken_out(book: Book) -> None:
    other = make_book("2025-12-01 paid 3 dues @!circle")
    import_table(other, write_entry_table(book))
    other.undo(TODAY)
    assert len(compare_table(other, write_entry_table(book)).deleted_rows) == 5


def test_what_belongs_to_something_taken_out_stays_out_or_stands_alone(book: Book) -> None:
    other = make_book_in_memory()
    items = list(book.load_entries())
    import_table(other, write_entry_table(book, items[:2]))
    other.delete(2, TODAY)
    table = write_entry_table(book)
    found = compare_table(other, table)
    plan = plan_merge(found, other, survey_table(table), ImportDecisions())
    assert plan is not None
    assert plan.omitted_count == 1, "an answer says nothing without its ask"
    assert [item.id for item in plan.new_entries] == [items[3].id, items[4].id]
    assert getattr(plan.new_entries[0].entry, "for_entry", 0) is None
    brought = plan_merge(found, other, survey_table(table), ImportDecisions(restores_deleted=True))
    assert brought is not None
    assert [item.id for item in brought.new_entries] == [item.id for item in items[1:]]


def test_columns_emptied_by_choice_are_not_compared_and_stay(book: Book) -> None:
    redacted = (
        write_entry_table(book).replace("give more", "").replace("folder", "").replace("cried", "")
    )
    told = '{"tracker": {"format": 1, "left_out": ["words", "ref", "label", "private_note"]}}'
    assert len(compare_table(book, redacted).conflicts) == 2
    assert compare_table(book, redacted, told).known_count == 5
    edited = redacted.replace('"15.00","15.00"', '"16.00","16.00"')
    import_table(book, edited, told, keep=KeptSide.BUNDLE)
    paid = entry_of(book, 4).entry
    assert isinstance(paid, Payment)
    assert (paid.amount, paid.ref) == (1600, "folder")
    (private,) = compare_table(book, write_entry_table(book).replace("cried", "")).conflicts
    assert private.differences == (CellDifference("private_note", "cried", ""),)
    assert private.differences[0].is_private


def test_private_notes_are_compared_only_where_they_came_along(book: Book) -> None:
    assert compare_table(book, write_entry_table(book, notes=False)).known_count == 5
    import_table(
        book,
        write_entry_table(book, notes=False).replace("give more", "give all"),
        keep=KeptSide.BUNDLE,
    )
    assert entry_of(book, 2).entry.private_note == "cried"


def test_a_group_is_known_by_its_alias_and_in_any_spelling(book: Book) -> None:
    circle = next(group for group in book.groups.load_all() if group.label == "circle")
    book.groups.set_alias(circle.number, "the readers")
    for name in ("the readers", "The  Readers", "CIRCLE"):
        assert (
            compare_table(
                book, write_entry_table(book).replace('"circle"', f'"{name}"')
            ).known_count
            == 5
        )
    tags = write_entry_table(book).replace("wet_shoes", "Wet_Shoes")
    assert compare_table(book, tags).known_count == 5
    (first, *_others) = compare_table(
        book, write_entry_table(book).replace('"circle"', '"choir"')
    ).conflicts
    assert first.differences == (CellDifference("group", "circle", "choir"),)


def test_a_tie_to_what_stayed_out_is_no_difference_but_one_cut_off_is(book: Book) -> None:
    items = list(book.load_entries())
    cut = write_entry_table(book, [items[0], *items[2:]]).replace('"","","2"', '"","",""')
    assert compare_table(book, cut).known_count == 4
    whole = write_entry_table(book).replace('"","","2",""', '"","","",""')
    paid = [c for c in compare_table(book, whole).conflicts if c.book_entry.number == 4]
    assert [c.differences for c in paid] == [(CellDifference("for_entry", "2", ""),)]


def test_what_belongs_to_a_later_number_stays_untied_and_is_told(book: Book) -> None:
    items = list(book.load_entries())
    other = make_book_in_memory()
    import_table(other, write_entry_table(book, items[3:4]).replace('"","","2"', '"","",""'))
    found = import_table(other, write_entry_table(book))
    assert found.untied_numbers == [4]
    assert (found.known_count, len(found.new_rows), found.conflicts) == (1, 4, [])
    paid = entry_of(other, 4).entry
    assert isinstance(paid, Payment)
    assert paid.for_entry is None
    assert import_table(other, write_entry_table(book)).untied_numbers == []


def test_what_belongs_to_a_replaced_ask_follows_it_or_refuses_it(book: Book) -> None:
    items = list(book.load_entries())
    ask = write_entry_table(book, items[:2]).replace('"dues"', '"donation"')
    import_table(book, ask, keep=KeptSide.BUNDLE)
    assert [getattr(item.entry, "kind", None) for item in book.load_entries()] == [
        *(None, "donation", "donation", "donation", None)
    ]
    before = load_state(book)
    late = write_entry_table(book, items[:2]).replace("2026-02-02", "2026-02-20")
    with pytest.raises(
        ImportingError, match="line 3: Entry 3 in your notebook belongs to this one"
    ):
        import_table(book, late, keep=KeptSide.BUNDLE)
    assert load_state(book) == before


def test_a_new_answer_to_a_kept_ask_follows_the_book_s_ask(book: Book) -> None:
    items = list(book.load_entries())
    other = make_book_in_memory()
    import_table(other, write_entry_table(book, items[:2]))
    other.edit(2, [replaced_kind(other)], TODAY)
    import_table(other, write_entry_table(book), keep=KeptSide.BOOK)
    assert [getattr(item.entry, "kind", None) for item in other.load_entries()][1:4] == [
        "merch"
    ] * 3


def replaced_kind(book: Book) -> Ask:
    ask = entry_of(book, 2).entry
    assert isinstance(ask, Ask)
    return replace(ask, kind=Kind.MERCH)


def test_an_entry_without_a_group_does_not_come_behind_one_that_has_one(book: Book) -> None:
    before = load_state(book)
    table = write_entry_table(make_book("2026-05-01 paid 7 dues"))
    with pytest.raises(ImportingError, match="line 2, column group: The group is missing, but"):
        import_table(book, table)
    assert load_state(book) == before


def test_a_row_that_fails_late_leaves_the_book_and_its_next_number_as_they_were(
    book: Book,
) -> None:
    before, following = load_state(book), book.load_parse_context().next_number
    other = make_book(*(f"2026-05-{day:02} paid 7 dues @!circle" for day in range(1, 20)))
    with pytest.raises(ImportingError, match="line 20, column amount_low"):
        import_table(
            book,
            write_entry_table(other).replace('7.00","7.00"', 'x","x"').replace('"x"', '"7.00"', 36),
        )
    assert load_state(book) == before
    assert book.load_parse_context().next_number == following


def test_an_answer_that_stays_out_asks_no_group_of_the_others() -> None:
    book = make_book(
        "2026-02-02 ask 5 dues",
        "2026-02-03 ask 30 dues @!circle",
        "2026-02-04 answered later for 2",
        "2026-02-05 paid 5 for 1",
    )
    cut = write_entry_table(book, list(book.load_entries())[2:])
    cut = cut.replace('"","","2",""', '"","","",""').replace('"","","1",""', '"","","",""')
    other = make_book_in_memory()
    import_table(other, cut)
    assert [item.number for item in other.load_entries()] == [4]


def test_a_bundle_without_income_differs_in_nothing_from_its_book() -> None:
    book = make_book(
        "2026-01-01 income 950/month",
        "2026-01-01 limit 2%",
        "2026-02-01 limit 20",
        "2026-02-03 paid 30 dues",
    )
    files = render_tables(load_bundle(book, TODAY, Dialect.COMMA, ExportSelection(income=False)))
    table, description = (
        files[name].decode("utf-8-sig") for name in (ENTRIES_FILE, DATAPACKAGE_FILE)
    )
    found = compare_table(book, table, description)
    assert (found.known_count, found.conflicts, found.new_rows) == (2, [], [])
    other = make_book_in_memory()
    import_table(other, table, description)
    assert [item.entry.word for item in other.load_entries()] == ["limit", "paid"]
