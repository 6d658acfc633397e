"""The kept totals are those of the entries, whatever was done to them and by whom."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.dense_books import DENSE, SLOW
from tests.analysis.monthly.second_computation import compute_table
from tests.analysis.second_days import select_counted
from tests.book.wrong_days import FIRST, LAST, set_days
from tests.factories import (
    CURRENCY,
    copy_empty_book,
    find_item,
    is_whole,
    log_lines,
    make_empty_book,
)
from tests.strategies import LAST_DAY, books, count_examples
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.kept_totals import KeptTotals, Total, TotalKey
from tracker.analysis.monthly.table import MonthlyTable
from tracker.book.book import Book
from tracker.book.database.connection import Connection, connect, transaction
from tracker.book.database.errors import BookError
from tracker.book.database.monthly_totals import is_current, load_totals, recount_totals
from tracker.book.open_book import open_book
from tracker.entries.types import (
    Ask,
    Entry,
    Form,
    LaterAnswer,
    Meeting,
    Payment,
    Withdrawal,
)

TODAYS = (date(2025, 12, 15), date(2026, 2, 28), date(2026, 12, 31))
STEPS = 8
MEETING = Meeting(day=LAST_DAY, form=Form.MEETING, circumstances=("rain",))


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with make_empty_book(path) as made:
        yield made


def assert_kept(connection: Connection) -> None:
    """Assert that the totals are up to date, and those that a recount gives."""
    assert is_current(connection)
    kept = load_totals(connection)
    assert (kept.totals, kept.regular_pledges) == drop_empty(recount_totals(connection))
    assert all(total.entries > 0 for total in kept.totals.values())


def drop_empty(totals: KeptTotals) -> tuple[dict[TotalKey, Total], set[int]]:
    """Return the totals in which anything counts, and the first asks of regular pledges."""
    filled = {key: total for key, total in totals.totals.items() if any(total)}
    return filled, totals.regular_pledges


def assert_months(book: Book) -> None:
    """Assert that the months of several days are those of the second computation."""
    counted = select_counted(list(book.load_entries()))
    for today in TODAYS:
        expected = compute_table(counted, today, CURRENCY)
        # An answer to an ask of an impossible day counts nowhere, and yet its month has a row.
        months = {row["month"] for row in expected}
        rows = MonthlyTable(book.load_monthly_facts(today)).build_rows()
        assert [row for row in map(serialize_row, rows) if row["month"] in months] == expected


def test_each_type_has_its_total(book: Book) -> None:
    log_lines(
        book,
        "2026-10-01 income 900",
        "2026-10-01 need food 20",
        "2026-10-02 ask 30-40 donation later @!circle",
        "2026-10-02 ask ? donation no",
        "2026-10-03 ask 10 dues yes",
        "2026-10-03 paid 10 dues for 5 estimated",
        "2026-10-04 paid 7 dues documented",
        "2026-10-04 paid ? merch",
        "2026-10-05 returned 2 for 7",
        "2026-10-05 received 3",
        "2026-10-05 seen 5 dues",
    )
    totals = {
        (key.type, key.group, key.kind): total
        for key, total in load_totals(book._connection).totals.items()
    }
    assert totals == {
        ("income", None, None): Total(1, 90000, 90000),
        ("need", None, "food"): Total(1, 2000, 2000),
        ("ask", "circle", None): Total(3, 4000, 5000, unknown=1),
        ("pledged", "circle", None): Total(1, 1000, 1000),
        ("paid", "circle", "dues"): Total(2, 1700, 1700, estimated=1000, documented=700),
        ("paid", "circle", "merch"): Total(1, unknown=1),
        ("returned", "circle", None): Total(1, 200, 200),
        ("received", "circle", None): Total(1, 300, 300),
        ("seen", "circle", None): Total(1),
    }
    assert_kept(book._connection)


def test_a_yes_that_repeats_is_in_no_total_and_kept_by_its_first_ask(book: Book) -> None:
    log_lines(
        book,
        "2026-08-01 ask 30/month dues no @!circle",
        "2026-09-01 ask 20/month dues for 1 yes",
        "2026-10-01 ask 5 merch",
    )
    kept = load_totals(book._connection)
    assert kept.regular_pledges == {1}
    assert sorted((str(key.month), tuple(total)) for key, total in kept.totals.items()) == [
        ("2026-08", (1, 0, 0, 0, 0, 0)),
        ("2026-09", (1, 0, 0, 0, 0, 0)),
        ("2026-10", (1, 500, 500, 0, 0, 0)),
    ]
    facts = book.load_monthly_facts(date(2026, 10, 31))
    assert [item.number for item in facts.other_entries] == [1, 2]
    # Before the yes it was one ask like any other.
    before = book.load_monthly_facts(date(2026, 8, 31))
    assert before.other_entries == []
    assert list(before.asked_low.values()) == [3000]
    book.delete(2, LAST_DAY)
    assert load_totals(book._connection).regular_pledges == set()
    assert_kept(book._connection)


def test_another_program_makes_them_out_of_date_and_the_next_change_mends_them(
    book: Book, path: Path
) -> None:
    log_lines(book, "2026-10-04 paid 7 dues", "2026-10-04 ask 5 dues yes")
    book.close()
    connection = connect(path, None)
    for sql in (
        "UPDATE entries SET low = 900, high = 900 WHERE number = 1",
        "DELETE FROM answers",
    ):
        connection.execute(sql)
        assert not is_current(connection)
        connection.execute("UPDATE totals_state SET is_current = 1")
    connection.execute("UPDATE entries SET words = 'x', label = 'y' WHERE number = 1")
    assert is_current(connection)
    connection.execute("UPDATE totals_state SET is_current = 0")
    connection.close()
    with open_book(path) as again:
        facts = again.load_monthly_facts(date(2026, 10, 31))
        assert (list(facts.paid.values()), facts.pledged) == ([900], {})
        assert is_whole(again, LAST_DAY)
        log_lines(again, "2026-10-05 paid 1 dues")
        assert_kept(again._connection)
        assert list(again.load_monthly_facts(date(2026, 10, 31)).paid.values()) == [1000]


def test_a_refund_counts_whatever_the_day_of_its_payment_is(book: Book, path: Path) -> None:
    log_lines(book, "2026-10-04 paid 7 dues", "2026-10-05 returned 2 for 1", "2026-10-06 meeting")
    book.close()
    set_days(path, 1, day=LAST)
    with open_book(path) as again:
        facts = again.load_monthly_facts(date(2026, 10, 31))
        assert (list(facts.returned.values()), facts.paid) == ([200], {})
        again.edit(2, [replace(find_item(again, 2).entry, own_words="in a letter")], LAST_DAY)
        assert_kept(again._connection)
        assert list(again.load_monthly_facts(date(2026, 10, 31)).returned.values()) == [200]


def test_repeats_of_an_ask_of_an_impossible_day_count_once(book: Book, path: Path) -> None:
    log_lines(
        book,
        "2026-09-01 ask 5 dues",
        "2026-10-01 ask 7 dues for 1 no",
        "2026-10-02 ask 9/month dues for 1 yes",
    )
    book.close()
    set_days(path, 1, day=FIRST)
    with open_book(path) as again:
        facts = again.load_monthly_facts(date(2026, 10, 31))
        assert [item.number for item in facts.other_entries] == [3]
        (row,) = MonthlyTable(facts).build_rows()
        assert (row.asked_low, row.pledged) == (1600, 900)


def test_the_check_finds_a_total_that_is_not_that_of_the_entries(book: Book) -> None:
    log_lines(book, "2026-10-04 paid 7 dues", "2026-10-04 ask 5/month dues yes")
    assert is_whole(book, LAST_DAY)
    for sql, back in (
        ("UPDATE monthly_totals SET low = low + 1", "UPDATE monthly_totals SET low = low - 1"),
        ("DELETE FROM regular_pledges", "INSERT INTO regular_pledges VALUES (2)"),
    ):
        book._connection.execute(sql)
        assert not is_whole(book, LAST_DAY)
        book._connection.execute(back)
        assert is_whole(book, LAST_DAY)


class ChangeSeries:
    """Random changes of a book, each by what a person may do."""

    def __init__(self, book: Book, random: Random, entries: list[Entry], more: list[Entry]) -> None:
        """Begin with entries. `more` are what others are replaced by, or what is added."""
        self.book = book
        self._random = random
        self._more = more
        book.log(entries, LAST_DAY)

    def do_any(self) -> bool:
        """Do one of them. Return whether the totals are kept: not if another program did it.

        What the book refuses changes nothing.
        """
        was_current = is_current(self.book._connection)
        actions: tuple[Callable[[], object], ...] = (
            *(self._log, self._edit, self._edit, self._delete, self._retag, self._repair),
            lambda: self.book.undo(LAST_DAY),
            lambda: self.book.undo(LAST_DAY),
            lambda: self.book.redo(LAST_DAY),
            lambda: self.book.maintenance.erase(self._choose()),
            self._overwrite_day,
        )
        action = self._random.choice(actions)
        with suppress(BookError):
            action()
        return was_current and action != self._overwrite_day

    def _choose(self) -> int:
        numbers = [item.number for item in self.book.load_entries()]
        return self._random.choice(numbers or [1])

    def _log(self) -> None:
        self.book.log([self._draw_entry(None)], LAST_DAY)

    def _edit(self) -> None:
        number = self._choose()
        self.book.edit(number, [self._draw_entry(number)], LAST_DAY)

    def _delete(self) -> None:
        self.book.delete(self._choose(), LAST_DAY)

    def _draw_entry(self, before: int | None) -> Entry:
        """Return any entry, also one that belongs to an earlier ask."""
        entry = self._random.choice(self._more)
        asks = [
            (item.number, item.entry)
            for item in self.book.load_entries()
            if isinstance(item.entry, Ask) and (before is None or item.number < before)
        ]
        if asks and isinstance(entry, Ask | LaterAnswer | Withdrawal | Payment):
            number, ask = self._random.choice(asks)
            day = max(entry.day, ask.day)
            if isinstance(entry, Ask) and self._random.random() < 0.5:
                return replace(entry, for_entry=None)
            if isinstance(entry, Payment):
                return replace(entry, for_entry=None)
            return replace(entry, day=day, for_entry=number, kind=ask.kind, group=ask.group)
        return MEETING if getattr(entry, "for_entry", None) else entry

    def _retag(self) -> None:
        self.book.log([MEETING], LAST_DAY)
        self.book.tags.rename("rain", "snow", LAST_DAY)

    def _overwrite_day(self) -> None:
        """Write an impossible day into the file, past all that checks it."""
        with transaction(self.book._connection):
            self.book._connection.execute(
                "UPDATE entries SET day = ?1, month = coalesce(for_month, substr(?1, 1, 7))"
                " WHERE number = ?2",
                [str(self._random.choice((FIRST, LAST))), self._choose()],
            )

    def _repair(self) -> None:
        self.book.day_repair.save(self.book.day_repair.propose_days(LAST_DAY), LAST_DAY)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(40))
@given(books(DENSE), books(DENSE), st.integers(0, 1_000_000))
def test_any_changes_keep_them_those_of_the_entries(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], more: list[Entry], seed: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "series.db"
    with copy_empty_book(path) as book:
        series = ChangeSeries(book, Random(seed), entries, [*more, MEETING])
        for _step in range(STEPS):
            was_current = series.do_any()
            assert is_current(book._connection) or not was_current
            refreshed = load_totals(book._connection)
            assert drop_empty(refreshed) == drop_empty(recount_totals(book._connection))
        book.log([MEETING], LAST_DAY)
        assert_kept(book._connection)
        assert_months(book)
    path.unlink()
