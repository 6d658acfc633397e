"""Tags of a book: how often each is used, what one's own mean, and their names, which undo."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TODAY, log_lines, make_empty_book
from tests.strategies import EXAMPLES, LAST_DAY, books, count_examples, own_tags
from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.entries.tags import VOCABULARY_TAGS
from tracker.entries.tokenizer import fold
from tracker.entries.types import Ask, Entry, Form, Meeting, Observation, StoredEntry

LATER = TODAY + timedelta(1)
MANY = 10_000 if EXAMPLES > 1 else 1000
A_MOMENT = MANY * 0.002
"""Seconds of work, on a machine that has much else to do; it takes a tenth of that."""


def load_entry_tags(book: Book, number: int) -> tuple[str, ...]:
    item = book.find_entry(number)
    assert item is not None
    assert isinstance(item.entry, Ask | Observation | Meeting)
    return item.entry.circumstances


def load_own_meanings(book: Book) -> dict[str, str]:
    """The tags that are used, each with what it means."""
    return {each.name: each.meaning for each in book.tags.load_all() if each.is_own}


def test_each_tag_is_counted_by_the_entries_that_bear_it(book: Book) -> None:
    assert book.tags.count_uses() == {}
    log_lines(book, "meeting #!rain #in_public", "ask 5 merch #rain", "ask 5 merch no")
    assert book.tags.count_uses() == {"rain": 2, "in_public": 1}
    assert [item.number for item in book.tags.load_entries_with("rain")] == [1, 2]
    assert book.tags.load_entries_with("deadline") == []


def test_an_own_tag_may_say_what_it_means(book: Book, path: Path) -> None:
    log_lines(book, "meeting #!rain")
    assert load_own_meanings(book) == {"rain": ""}
    book.tags.set_meaning("rain", "  we stood\n outside ")
    assert load_own_meanings(book) == {"rain": "we stood outside"}
    book.close()
    with open_book(path) as again:
        assert load_own_meanings(again) == {"rain": "we stood outside"}
        again.tags.set_meaning("#RAIN", "")
        assert load_own_meanings(again) == {"rain": ""}


def test_a_tag_of_the_vocabulary_keeps_its_name_and_its_meaning(book: Book) -> None:
    log_lines(book, "meeting #in_public #!rain")
    with pytest.raises(BookError, match="means the same in every notebook"):
        book.tags.set_meaning("in_public", "something else")
    with pytest.raises(BookError, match="means the same in every notebook"):
        book.tags.rename("in_public", "public", LATER)
    with pytest.raises(BookError, match="No entry has this tag"):
        book.tags.rename("snow", "sleet", LATER)
    assert book.undo(LATER).did == "log"


def test_a_renamed_tag_takes_its_meaning_along_and_undo_brings_both_back(book: Book) -> None:
    log_lines(book, "meeting #!rain #long_day", "ask 5 merch #rain", "ask 5 merch no")
    book.tags.set_meaning("rain", "we stood outside")
    before = list(book.load_entries())
    assert book.tags.rename("rain", "wet feet", LATER) == 2
    assert load_entry_tags(book, 1) == ("wet_feet", "long_day")
    assert load_own_meanings(book) == {"wet_feet": "we stood outside"}
    assert [version.logged_on for version in book.load_history(2)] == [TODAY, LATER]
    undone = book.undo(LATER)
    assert (undone.did, [item.number for item in undone.restored_entries]) == ("edit", [1, 2])
    assert list(book.load_entries()) == before
    assert load_own_meanings(book) == {"rain": "we stood outside"}


def test_merging_keeps_a_tag_once_and_the_meaning_of_the_one_that_stays(book: Book) -> None:
    log_lines(book, "meeting #!rain #long_day #!wet", "ask 5 merch #rain")
    book.tags.set_meaning("rain", "we stood outside")
    book.tags.set_meaning("wet", "no umbrella")
    before = list(book.load_entries())
    assert book.tags.rename("rain", "#WET", LATER) == 2
    assert load_entry_tags(book, 1) == ("wet", "long_day")
    assert load_own_meanings(book) == {"wet": "no umbrella"}
    book.undo(LATER)
    assert list(book.load_entries()) == before
    assert load_own_meanings(book) == {"rain": "we stood outside", "wet": "no umbrella"}


def test_each_type_that_has_tags_follows(book: Book) -> None:
    log_lines(
        book,
        *("ask 5 merch #!rain", "answered no for 1 #rain", "meeting #rain", "seen donation #rain"),
        *("heard 5 dues #rain #long_day", "stall 4h #rain"),
    )
    assert book.tags.rename("rain", "long_day", LATER) == 6
    assert book.tags.count_uses() == {"long_day": 6}
    assert load_entry_tags(book, 5) == ("long_day",)
    for number in range(1, 7):
        assert len(book.load_history(number)) == 2
    book.maintenance.erase(4)
    assert book.tags.count_uses() == {"long_day": 5}


def test_an_own_tag_can_become_one_of_the_vocabulary(book: Book) -> None:
    log_lines(book, "meeting #!everybody_heard #in_public", "ask 5 merch #everybody_heard")
    assert book.tags.rename("everybody_heard", "in public", LATER) == 2
    assert load_entry_tags(book, 1) == ("in_public",)
    assert book.tags.count_uses() == {"in_public": 2}
    assert "everybody_heard" not in book.load_parse_context().tags


def test_a_name_may_be_written_in_another_way(book: Book) -> None:
    log_lines(book, "meeting #!Rain")
    book.tags.set_meaning("Rain", "we stood outside")
    assert book.tags.rename("Rain", "rain", LATER) == 1
    assert load_own_meanings(book) == {"rain": "we stood outside"}
    assert book.tags.rename("rain", "rain", LATER) == 0
    assert book.undo(LATER).did == "edit", "the second one was no change"


@pytest.mark.parametrize(
    "name", ["", "   ", "#", "rain.", 'wet"feet', "a//b", "wet\tfeet\x07", "ä!"]
)
def test_a_name_no_entry_line_would_take_is_refused(book: Book, name: str) -> None:
    log_lines(book, "meeting #!rain")
    with pytest.raises(BookError, match="letters, digits, _ and -"):
        book.tags.rename("rain", name, LATER)
    assert load_entry_tags(book, 1) == ("rain",)


def test_a_private_note_stays_where_it_is(book: Book, path: Path) -> None:
    log_lines(book, "meeting #!rain // cried later")
    book.tags.rename("rain", "wet", LATER)
    book.close()
    with open_book(path) as again:
        again.undo(LATER)
        item = again.find_entry(1)
        assert item is not None
        assert item.entry.private_note == "cried later"


@pytest.mark.slow
def test_thousands_of_entries_follow_and_come_back_in_a_moment(book: Book) -> None:
    tags = ("rain", "long_day")
    meeting = Meeting(day=TODAY, form=Form.MEETING, circumstances=tags, group="circle")
    before = book.log([meeting] * MANY, TODAY)
    started = time.process_time()
    assert book.tags.rename("rain", "wet", LATER) == MANY
    book.undo(LATER)
    assert time.process_time() - started < A_MOMENT
    assert list(book.load_entries()) == before


@settings(
    max_examples=count_examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books(), data=st.data())
def test_whatever_is_renamed_and_merged_undo_gives_back_exactly_what_was(
    entries: list[Entry], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("tags") / "book.db"
    with make_empty_book(path) as book:
        book.log(entries, LAST_DAY)
        for own in load_own_meanings(book):
            if data.draw(st.booleans()):
                book.tags.set_meaning(own, f"what {own} means")
        states = []
        for _round in range(data.draw(st.integers(1, 4))):
            owns = sorted(load_own_meanings(book))
            if not owns:
                break
            old = data.draw(st.sampled_from(owns))
            new = data.draw(st.sampled_from((*owns, *VOCABULARY_TAGS)) | own_tags())
            state = (list(book.load_entries()), load_own_meanings(book), book.tags.count_uses())
            count = book.tags.rename(old, new, LAST_DAY)
            assert count == (len(state[0]) and state[2][old] if count else 0)
            if count:
                states.append(state)
                check_renamed(state[0], list(book.load_entries()), old, new)
                assert old not in book.tags.count_uses()
        for state in reversed(states):
            assert book.undo(LAST_DAY).did == "edit"
            assert (
                list(book.load_entries()),
                load_own_meanings(book),
                book.tags.count_uses(),
            ) == state


def check_renamed(before: list[StoredEntry], after: list[StoredEntry], old: str, new: str) -> None:
    """Every entry is the same but for its tags; among those only the name is another."""
    assert [item.number for item in before] == [item.number for item in after]
    for was, now in zip(before, after, strict=True):
        former = getattr(was.entry, "circumstances", ())
        tags = getattr(now.entry, "circumstances", ())
        assert len(set(tags)) == len(tags)
        assert {fold(tag) for tag in tags} == {fold(new if tag == old else tag) for tag in former}
        if old not in former:
            assert now == was
