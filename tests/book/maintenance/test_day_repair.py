"""For a day that cannot be, the day of the neighbours is proposed, and undo takes it back."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.wrong_days import FIRST, LAST, LAST_BUT_ONE, set_days
from tests.factories import GROUP, is_whole, log_lines, make_empty_book
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.book import Book
from tracker.book.maintenance.integrity import IntegrityCheck, has_only_day_problems
from tracker.book.open_book import open_book
from tracker.entries.types import Entry
from tracker.entries.validation import find_problem
from tracker.months import is_in_range

DAY = date(2025, 11, 2)


def make_lines(path: Path, *lines: str) -> Path:
    with make_empty_book(path, GROUP) as book:
        log_lines(book, *lines, today=DAY)
    return path


def list_proposed_days(book: Book, today: date = DAY) -> dict[int, date]:
    return {
        each.item.number: each.replacement.entry.day for each in book.day_repair.propose_days(today)
    }


def test_the_day_of_both_neighbours_else_of_the_one_before_else_after_else_today(
    tmp_path: Path,
) -> None:
    path = make_lines(
        tmp_path / "book.db",
        *("2025-10-02 paid 1 dues", "2025-10-03 paid 2 dues", "2025-10-02 paid 3 dues"),
        *("2025-10-09 paid 4 dues", "2025-10-05 paid 5 dues", "2025-10-06 paid 6 dues"),
    )
    for number in (2, 4, 5):
        set_days(path, number, day=LAST)
    with open_book(path) as book:
        assert list_proposed_days(book) == dict.fromkeys((2, 4, 5), date(2025, 10, 2))
    for number in (1, 3):
        set_days(path, number, day=FIRST)
    with open_book(path) as book:
        assert list_proposed_days(book) == dict.fromkeys((1, 2, 3, 4, 5), date(2025, 10, 6))
        assert set(list_proposed_days(book, date(2025, 10, 1)).values()) == {date(2025, 10, 1)}


def test_a_day_to_come_is_no_neighbour(tmp_path: Path) -> None:
    lines = ("2025-10-02 paid 1 dues", "2026-03-01 income 900/month", "2025-10-05 paid 2 dues")
    path = make_lines(tmp_path / "book.db", *lines)
    set_days(path, 3, day=LAST)
    with open_book(path) as book:
        assert list_proposed_days(book) == {3: date(2025, 10, 2)}


def test_what_belongs_to_another_entry_is_never_before_it(tmp_path: Path) -> None:
    path = make_lines(
        tmp_path / "book.db",
        *("2025-10-20 paid 1 dues", "2025-10-02 ask 50 donation", "2025-10-03 answered for 2 no"),
        *("2025-10-25 ask 30 dues", "2025-10-01 paid 1 dues", "2025-10-26 answered for 4 no"),
    )
    set_days(path, 2, day=LAST_BUT_ONE)
    set_days(path, 6, day=LAST)
    with open_book(path) as book:
        assert list_proposed_days(book) == {2: date(2025, 10, 3), 6: date(2025, 10, 25)}


def test_the_end_and_the_day_of_saving_are_proposed_as_well(tmp_path: Path) -> None:
    path = make_lines(
        tmp_path / "book.db", "2025-10-02 paid 1 dues", "2025-09-01 paid 30/month dues"
    )
    set_days(path, 2, until=LAST, logged_on=LAST)
    with open_book(path) as book:
        (each,) = book.day_repair.propose_days(DAY)
        assert each.replacement.logged_on == DAY
        assert getattr(each.replacement.entry, "until", None) == date(2025, 10, 2)
        assert each.replacement.entry.day == date(2025, 9, 1)


def test_all_is_saved_as_one_change_that_undo_takes_back(tmp_path: Path) -> None:
    path = make_lines(
        tmp_path / "book.db",
        *("2025-10-02 ask 50 donation #in_public // only for me", "2025-10-03 answered for 1 no"),
        "2025-10-04 paid 30/month dues",
    )
    set_days(path, 1, day=LAST_BUT_ONE, logged_on=LAST_BUT_ONE)
    set_days(path, 2, day=LAST)
    set_days(path, 3, until=FIRST)
    with open_book(path) as book:
        before = list(book.load_entries())
        book.day_repair.save(book.day_repair.propose_days(DAY), DAY)
        after = list(book.load_entries())
        assert book.day_repair.load_wrong() == []
        assert book.day_repair.propose_days(DAY) == []
        assert [item.entry.private_note for item in after] == ["only for me", None, None]
        assert [version.entry.day for version in book.load_history(1)] == [
            LAST_BUT_ONE,
            date(2025, 10, 4),
        ]
        undone = book.undo(DAY)
        assert undone.did == "edit"
        assert list(book.load_entries()) == before


@settings(
    max_examples=count_examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books(), data=st.data())
def test_of_any_book_every_wrong_day_is_found_and_the_repaired_book_keeps_every_rule(
    entries: list[Entry], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "book.db"
    with make_empty_book(path) as book:
        book.log(entries, LAST_DAY)
    wrong = st.dictionaries(
        st.sampled_from(("day", "logged_on")), st.sampled_from((FIRST, LAST)), min_size=1
    )
    numbers = st.integers(1, max(1, len(entries)))
    altered = data.draw(st.dictionaries(numbers, wrong, max_size=5)) if entries else {}
    for number, days in altered.items():
        set_days(path, number, **days)
    with open_book(path) as book:
        named = {each.check: each.problems for each in book.maintenance.check_integrity(LAST_DAY)}[
            IntegrityCheck.DAYS
        ]
        assert {int(one.split()[1].rstrip(":")) for one in named} == set(altered)
        book.day_repair.save(book.day_repair.propose_days(LAST_DAY), LAST_DAY)
        assert is_whole(book, LAST_DAY)
        for item in book.load_entries():
            target = book.find_entry(getattr(item.entry, "for_entry", None) or 0)
            assert find_problem(item.entry, target.entry if target else None) is None
            assert is_in_range(item.logged_on)
            if item.number not in altered:
                assert item.entry == entries[item.number - 1]


def test_only_days_that_are_all_that_is_wrong_are_proposed_for(tmp_path: Path) -> None:
    path = make_lines(tmp_path / "book.db", "2025-10-02 paid 1 dues")
    with open_book(path) as book:
        assert not has_only_day_problems(book.maintenance.check_integrity(DAY))
    set_days(path, 1, day=LAST)
    with open_book(path) as book:
        assert has_only_day_problems(book.maintenance.check_integrity(DAY))
