"""An entry can be edited and deleted; undo brings back what was; history tells every version."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TODAY, edit_line, find_item, log_lines, make_empty_book
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.entries.flat_row import flatten_entry
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.line_writer import write_line, write_lines
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Ask, Entry, Kind, LaterAnswer, Payment

LATER = TODAY + timedelta(1)


def format_lines(book: Book) -> list[str]:
    return list(write_lines(book.load_entries(), book.currency))


def read_again(written: list[str]) -> list[Entry]:
    """The entries of lines in an empty book, in which what was given apart makes no payment."""
    known = ParseContext(currency="EUR")
    found: list[Entry] = []
    for line in written:
        for entry in read_line(line, known, LineDays.from_today(LAST_DAY)):
            known.add_entry(entry)
            found.append(entry)
    return found


def test_an_edit_keeps_number_and_id_and_undo_brings_back_what_was(book: Book) -> None:
    (ask,) = log_lines(book, "2026-11-01 ask 15 merch no")
    before = format_lines(book)
    (edited,) = edit_line(book, 1, "2026-11-01 ask 50 merch no", LATER)
    assert (edited.number, edited.id, edited.logged_on) == (1, ask.id, TODAY)
    assert [item.entry for item in book.load_entries()] == [edited.entry]
    undone = book.undo(LATER)
    assert (undone.did, undone.restored_entries, undone.removed_entries) == (
        "edit",
        (ask,),
        (edited,),
    )
    assert format_lines(book) == before
    assert undone.entries == (ask,)


def test_an_edit_that_changes_nothing_is_no_change(book: Book) -> None:
    log_lines(book, "2026-11-01 ask 15 merch no")
    edit_line(book, 1, "2026-11-01 ask 15 merch no", LATER)
    assert book.undo(LATER).did == "log"


def test_a_gift_added_by_an_edit_is_a_new_payment_of_the_same_change(book: Book) -> None:
    log_lines(book, "2026-11-01 ask 15 merch no", "2026-11-02 meeting 2h")
    items = edit_line(book, 1, "2026-11-01 ask 15 merch no gave 10", LATER)
    assert [item.number for item in items] == [1, 3]
    payment = items[1].entry
    assert isinstance(payment, Payment)
    assert (payment.amount, payment.for_entry) == (1000, 1)
    book.undo(LATER)
    assert [item.number for item in book.load_entries()] == [1, 2]


def test_a_bare_gave_makes_no_second_payment_where_the_ask_has_one(book: Book) -> None:
    ask, _payment = log_lines(book, "ask 15 merch gave")
    days = LineDays.from_today(TODAY)
    for line, known in (
        ("ask 15 merch gave", book.load_parse_context_before(ask)),
        ("answered gave for 1", book.load_parse_context()),
    ):
        with pytest.raises(ParseError, match="gave apart"):
            read_line(line, known, days)
    assert len(read_line("ask 15 merch gave apart", book.load_parse_context_before(ask), days)) == 1


def test_what_belongs_to_an_ask_follows_its_kind_and_group(book: Book) -> None:
    log_lines(
        book,
        "2026-11-01 ask 15 merch no",
        "2026-11-02 answered yes for 1",
        "2026-11-03 ask 20 for 1 gave 20",
    )
    edit_line(book, 1, '2026-11-01 ask 15 event no @!"tea table"', LATER)
    told = [flatten_entry(item.entry) for item in book.load_entries()]
    assert [(row.kind, row.group) for row in told] == [("event", "tea table")] * 4
    assert flatten_entry(book.load_history(4)[0].entry).kind == "merch"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-11-05 ask 15 merch no", "Entry 2 belongs to this one"),
        ("2026-11-01 ask 15-20 merch no", "Entry 2 belongs to this one"),
        ("2026-11-01 meeting 2h", "Entry 2 belongs to this one"),
    ],
)
def test_an_edit_that_contradicts_what_belongs_to_it_is_refused(
    book: Book, line: str, said: str
) -> None:
    log_lines(book, "2026-11-01 ask 15 merch no", "2026-11-02 answered yes for 1")
    before = format_lines(book)
    with pytest.raises(BookError, match=said):
        edit_line(book, 1, line, LATER)
    assert format_lines(book) == before


def test_an_edited_entry_may_only_name_earlier_ones(book: Book) -> None:
    log_lines(book, "2026-11-01 ask 15 merch", "2026-11-01 ask 15 merch")
    item = book.find_entry(1)
    assert item is not None
    assert isinstance(item.entry, Ask)
    with pytest.raises(BookError, match="earlier one"):
        book.edit(1, [LaterAnswer(day=TODAY, for_entry=2, answers=(), kind=Kind.MERCH)], TODAY)
    assert book.load_parse_context_before(item).find_entry(2) is None
    assert book.load_parse_context_before(item).find_latest_ask("circle") is None


def test_deleting_an_ask_deletes_its_answers_and_unties_its_payments_as_one_change(
    book: Book,
) -> None:
    log_lines(book, "2026-11-01 ask 15 merch later")
    log_lines(book, "2026-11-02 answered gave 15 for 1", "2026-11-03 ask 15 for 1 no")
    log_lines(book, "2026-11-04 ask 20 for 1", "2026-11-05 answered no for 5")
    before = format_lines(book)
    removal = book.delete(1, LATER)
    assert [item.number for item in removal.deleted_entries] == [1, 2]
    assert [item.number for item in removal.changed_entries] == [3, 4, 5]
    left = {item.number: item.entry for item in book.load_entries()}
    assert list(left) == [3, 4, 5, 6]
    assert [getattr(left[number], "for_entry", None) for number in left] == [None, None, 4, 5]
    undone = book.undo(LATER)
    assert undone.did == "delete"
    assert [item.number for item in undone.entries] == [1, 2, 3, 4, 5]
    assert format_lines(book) == before


def test_deleting_a_payment_deletes_what_came_back_of_it(book: Book) -> None:
    log_lines(book, "2026-11-01 paid 15 merch", "2026-11-02 returned 5 for 1")
    assert [item.number for item in book.plan_removal(1).deleted_entries] == [1, 2]
    book.delete(1, LATER)
    assert book.is_empty()


def test_what_is_gone_already_cannot_be_deleted_again(book: Book) -> None:
    log_lines(book, "2026-11-01 paid 15 merch")
    book.delete(1, LATER)
    with pytest.raises(BookError, match="Entry 1 no longer exists"):
        book.delete(1, LATER)


def test_a_private_note_keeps_no_history_but_comes_back_within_a_sitting(
    book: Book, path: Path
) -> None:
    log_lines(book, "2026-11-01 paid 15 merch // cried")
    book.delete(1, LATER)
    book.close()
    assert b"cried" not in path.read_bytes()
    with open_book(path) as again:
        again.undo(LATER)
        assert find_item(again, 1).entry.private_note is None
        edit_line(again, 1, "2026-11-01 paid 15 merch // slept badly", LATER)
        again.delete(1, LATER)
        again.undo(LATER)
        assert find_item(again, 1).entry.private_note == "slept badly"
        again.undo(LATER)
        assert find_item(again, 1).entry.private_note is None, "as it was before the edit"


def test_a_note_stays_with_an_entry_that_is_edited_and_undone(book: Book, path: Path) -> None:
    log_lines(book, "2026-11-01 paid 15 merch // mine")
    edit_line(book, 1, "2026-11-01 paid 20 merch // mine", LATER)
    book.close()
    with open_book(path) as again:
        again.undo(LATER)
        assert find_item(again, 1).entry.private_note == "mine"


def test_history_tells_every_version_with_its_days(book: Book) -> None:
    log_lines(book, "2026-11-01 paid 15 merch")
    edit_line(book, 1, "2026-11-01 paid 20 merch", LATER)
    edit_line(book, 1, "2026-11-01 paid 30 merch", LATER)
    book.undo(LATER)
    book.delete(1, LATER)
    versions = book.load_history(1)
    told = [(flatten_entry(one.entry).low, one.logged_on, one.ended_on) for one in versions]
    assert told == [
        (1500, TODAY, LATER),
        (2000, LATER, LATER),
        (3000, LATER, LATER),
    ]


def test_deleting_the_goal_of_a_campaign_leaves_lines_that_can_be_read(book: Book) -> None:
    log_lines(book, "2026-11-01 goal 100 +office", "2026-11-02 ask 5 merch +office")
    book.delete(1, LATER)
    assert format_lines(book) == ["2026-11-02 ask 5 merch +!office @!circle"]
    assert "office" in book.load_parse_context().campaigns


@settings(
    max_examples=count_examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books(), data=st.data())
def test_any_entry_can_be_deleted_and_undone(
    entries: list[Entry], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("deleted") / "book.db"
    with make_empty_book(path) as book:
        book.log(entries, LAST_DAY)
        before = list(book.load_entries())
        rounds = data.draw(st.integers(1, 4))
        for _round in range(rounds):
            standing = [item.number for item in book.load_entries()]
            if standing:
                book.delete(data.draw(st.sampled_from(standing)), LAST_DAY)
        written = list(write_lines(book.load_entries(), "EUR"))
        assert len(read_again(written)) == len(written)
        while book.undo(LAST_DAY).did == "delete":
            after = list(book.load_entries())
            if len(after) == len(before):
                assert after == before
        assert book.is_empty()


@settings(
    max_examples=count_examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books())
def test_the_line_of_any_entry_reads_back_to_it_where_it_is_edited(
    entries: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("lines") / "book.db"
    with make_empty_book(path) as book:
        for item in book.log(entries, LAST_DAY):
            known = book.load_parse_context_before(item)
            target = known.find_entry(getattr(item.entry, "for_entry", None) or 0)
            line = write_line(item.entry, "EUR", target.every if isinstance(target, Ask) else None)
            assert read_line(line, known, LineDays.from_today(LAST_DAY), typed=True) == (
                item.entry,
            )
