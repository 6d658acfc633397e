"""An entry that is erased is nowhere in the file, and no undo brings anything of it back."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.write_failures import fail_at
from tests.export.story_book import TODAY, example_book
from tests.factories import edit_line, is_whole, log_lines, make_empty_book
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.book import Book
from tracker.book.database.errors import BookError, FileAccessError
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book
from tracker.entries.types import Ask, Entry, Kind, Payment

LINES = (
    '2025-10-02 ask 50 merch no @!"Zirkel Nord" #!zugfrage "Geheimwort eins" // Tagebuch',
    '2025-10-05 answered later for 1 "Geheimwort zwei" // Tagebuch',
    "2025-10-06 paid 20 merch for 1 by cash ref \"Umschlag\" 'Zettelkasten'",
    '2025-10-07 ask 50 for 1 "bleibt stehen"',
    "2025-10-08 goal 3000 +Dachboden @!circle",
    "2025-10-09 income 900/month",
)
SECRETS = (b"Geheimwort", b"Tagebuch", b"Zirkel", b"zugfrage", b"Zettelkasten", b"Umschlag")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with example_book(tmp_path, *LINES) as made:
        yield made


def undo_all(book: Book) -> None:
    while book.undo(TODAY).did:
        assert is_whole(book, LAST_DAY)


def test_an_erased_ask_goes_with_its_answers_and_lets_the_others_be(book: Book) -> None:
    told = book.maintenance.plan_erasure(1)
    assert told.numbers == (1, 2)
    assert [item.number for item in told.untied_entries] == [3, 4]
    assert book.maintenance.erase(1) == told
    assert [item.number for item in book.load_entries()] == [3, 4, 5, 6]
    paid, repeat = book.find_entry(3), book.find_entry(4)
    assert paid is not None
    assert isinstance(paid.entry, Payment)
    assert paid.entry.for_entry is None
    assert repeat is not None
    assert isinstance(repeat.entry, Ask)
    assert (repeat.entry.for_entry, repeat.entry.words) == (None, "bleibt stehen")
    assert book.load_history(1) == book.load_history(2) == []
    assert book.load_parse_context().next_number == 7, "its number is not given again"
    assert is_whole(book, LAST_DAY)


def test_nothing_of_it_is_in_the_file(book: Book) -> None:
    edit_line(book, 3, "2025-10-06 paid 20 merch @!\"Zirkel Nord\" 'Zettelkasten'", TODAY)
    edit_line(book, 4, '2025-10-07 ask 50 merch "bleibt stehen" @!Chor', TODAY)
    edit_line(book, 1, '2025-10-02 ask 60 merch no @Chor "Geheimwort drei" // Tagebuch', TODAY)
    edit_line(book, 3, "2025-10-06 paid 20 merch @Chor", TODAY)
    content = book.path.read_bytes()
    assert all(secret in content for secret in SECRETS)
    for number in (1, 3, 4):
        book.maintenance.erase(number)
    content = book.path.read_bytes()
    assert [secret for secret in SECRETS if secret in content] == []
    assert b"Dachboden" in content
    assert sorted(path.name for path in book.path.parent.iterdir()) == ["b.db", "b.db-journal"]
    assert book.path.with_name("b.db-journal").read_bytes() == b""


NEWER_LINES = (
    '2025-10-02 meeting 2h20 +!"Bergfahrt" #no_money "Geheimwort eins": Eigensinn eins // Tagebuch',
    '2025-10-03 seen 50-450 donation +!"Glockenturm" #!zugfrage "Geheimwort zwei": Eigensinn zwei',
    '2025-10-04 wrote "Geheimwort drei": Eigensinn drei // Tagebuch',
    '2025-10-05 cost ? Fahrschein +Bergfahrt ref "Umschlag": Eigensinn vier',
    "2025-10-06 income 900 for 2026-03: Eigensinn fünf",
    "2025-10-07 meeting 1h: bleibt stehen",
)
NEWER_SECRETS = (
    *(b"Bergfahrt", b"Glockenturm", b"Eigensinn", b"Geheimwort", b"Tagebuch"),
    *(b"zugfrage", b"Fahrschein", b"Umschlag", b"2026-03"),
)


@pytest.mark.parametrize("is_edited", [False, True], ids=["as logged", "edited"])
def test_nothing_of_the_newer_fields_is_in_the_file(tmp_path: Path, *, is_edited: bool) -> None:
    with example_book(tmp_path, *NEWER_LINES) as book:
        *entries, last = (item.number for item in book.load_entries())
        if is_edited:
            for number in entries:
                edit_line(book, number, "2025-10-02 meeting 3h", TODAY)
        content = book.path.read_bytes()
        assert [secret for secret in NEWER_SECRETS if secret not in content] == (
            [b"Tagebuch"] if is_edited else []
        )
        for number in entries:
            book.maintenance.erase(number)
        content = book.path.read_bytes()
        assert [secret for secret in NEWER_SECRETS if secret in content] == []
        assert [item.number for item in book.load_entries()] == [last]
        assert b"bleibt stehen" in content
        context = book.load_parse_context()
        assert (context.events, context.campaigns) == ({}, {})
        assert is_whole(book, LAST_DAY)


def test_undo_goes_on_with_what_is_left(book: Book) -> None:
    edit_line(book, 5, "2025-10-08 goal 4000 +Dachboden @circle", TODAY)
    book.maintenance.erase(1)
    assert [item.number for item in book.undo(TODAY).restored_entries] == [5]
    assert [item.number for item in book.undo(TODAY).removed_entries] == [3, 4, 5, 6]
    assert book.is_empty()
    assert not book.undo(TODAY).did


def test_a_change_that_only_logged_it_is_none_any_more(book: Book) -> None:
    book.log([Payment(day=TODAY, amount=5, kind=Kind.MERCH)], TODAY)
    book.maintenance.erase(7)
    assert book.find_newest_change()[1] == 6
    assert len(book.undo(TODAY).removed_entries) == 6


@pytest.mark.parametrize("how", ["deleted", "undone"])
def test_what_is_left_of_an_entry_that_stands_no_more_can_be_erased(book: Book, how: str) -> None:
    if how == "deleted":
        book.delete(1, TODAY)
    else:
        book.undo(TODAY)
    assert book.maintenance.erase(1).numbers == (1, 2)
    for secret in (b"Geheimwort", b"Tagebuch"):
        assert secret not in book.path.read_bytes()
    if how == "deleted":
        assert [item.number for item in book.undo(TODAY).restored_entries] == [3, 4], (
            "which it had untied"
        )
    assert book.undo(TODAY).did == ("log" if how == "deleted" else "")
    assert book.find_entry(1) is None
    assert is_whole(book, LAST_DAY)
    with pytest.raises(BookError, match="never was"):
        book.maintenance.erase(1)
    with pytest.raises(BookError, match="never was"):
        book.maintenance.erase(99)


def test_an_answer_that_once_belonged_to_it_and_was_tied_elsewhere_stays(book: Book) -> None:
    edit_line(book, 4, '2025-10-03 ask 70 merch "bleibt stehen"', TODAY)
    log_lines(book, "2025-10-09 answered no for 1", today=TODAY)
    edit_line(book, 7, "2025-10-09 answered no for 4", TODAY)
    book.maintenance.erase(1)
    assert is_whole(book, LAST_DAY)
    history = book.load_history(7)
    assert [getattr(version.entry, "for_entry", 0) for version in history] == [4]
    assert [item.number for item in book.undo(TODAY).removed_entries] == [7], (
        "what its edit did is kept"
    )
    undo_all(book)
    assert book.is_empty()


def test_private_notes_of_a_sitting_go_too(book: Book) -> None:
    edit_line(book, 1, '2025-10-02 ask 50 merch no "Geheimwort eins"', TODAY)
    edit_line(book, 5, "2025-10-08 goal 4000 +Dachboden @circle // spaeter", TODAY)
    book.maintenance.erase(1)
    assert "Tagebuch" not in repr(book._private_notes)
    book.undo(TODAY)
    assert book.find_entry(1) is None


def test_a_group_that_others_name_or_that_is_set_up_stays(book: Book) -> None:
    edit_line(book, 5, '2025-10-08 goal 4000 +Dachboden @"Zirkel Nord"', TODAY)
    book.undo(TODAY)
    book.maintenance.erase(1)
    labels = [group.label for group in book.groups.load_all()]
    assert labels == ["circle", "Zirkel Nord"], "entry 3 and 4 name it"
    (number,) = (group.number for group in book.groups.load_all() if group.label == "Zirkel Nord")
    book.groups.set_alias(number, "Nord")
    for each in (3, 4):
        book.maintenance.erase(each)
    labels = [label for (label,) in book._connection.execute("SELECT label FROM groups")]
    assert set(labels) == {"circle", "Zirkel Nord"}, "it has an alias"


@settings(
    max_examples=count_examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books(), data=st.data())
def test_any_entry_can_be_erased_and_everything_else_taken_back(
    entries: list[Entry], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("erased") / "book.db"
    with make_empty_book(path) as book:
        items = book.log(entries, LAST_DAY)
        if not items:
            return
        chosen = st.sampled_from([item.number for item in items])
        for number in data.draw(st.lists(chosen, max_size=3)):
            with suppress(BookError):
                book.delete(number, LAST_DAY)
        gone = book.maintenance.erase(data.draw(chosen)).numbers
        assert is_whole(book, LAST_DAY)
        rows = book._connection.execute("SELECT fields FROM versions").fetchall()
        assert not any(f'"for_entry": {number},' in row[0] for (row) in rows for number in gone)
        while book.undo(LAST_DAY).did:
            assert all(book.find_entry(number) is None for number in gone)
        assert book.is_empty()
        assert is_whole(book, LAST_DAY)


@pytest.mark.slow
@pytest.mark.long
def test_an_erasure_that_fails_at_any_statement_erases_all_or_nothing(tmp_path: Path) -> None:
    with example_book(tmp_path, *LINES) as book:
        book.delete(2, TODAY)
    path, number, is_done = book.path, 0, False
    content = path.read_bytes()
    while not is_done:
        number += 1
        path.write_bytes(content)
        with fail_at(number) as failing, suppress(FileAccessError), open_book(path) as failed:
            failed.maintenance.erase(1)
        is_done = not failing.was_reached
        with open_book(path) as again:
            found = {each.check: each.problems for each in again.maintenance.check_integrity(TODAY)}
            stands = again.find_entry(1) is not None
            assert bool(again.load_history(2)) is stands
        assert found == dict.fromkeys(IntegrityCheck, ())
        # Where it was erased and not written anew, opening it again does that.
        assert (b"Geheimwort" in path.read_bytes()) is stands
    assert number > 30


def test_a_day_without_erasing_leaves_no_mark(book: Book) -> None:
    book.maintenance.erase(6)
    assert "unclear" not in book.settings.load_all()
    assert date(2025, 10, 9) not in [item.entry.day for item in book.load_entries()]
