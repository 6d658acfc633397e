"""What has an event or a campaign, read from a real file: the facts that every entry tells."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.factories import TODAY, copy_empty_book, log_lines, make_book, make_book_in_memory
from tests.strategies import LAST_DAY, books
from tracker.analysis.events.event_total import EventFact, NameField, sum_events
from tracker.book.book import Book
from tracker.book.event_queries import _FACTS, _REFUNDS
from tracker.book.open_book import open_book
from tracker.entries.flat_row import flatten_entry
from tracker.entries.types import Ask, Entry, Evidence, Payment, Refund, StoredEntry

LINES = (
    "2026-06-01 paid 20 event +!seminar @!circle",
    "2026-06-12 event 15-17h +seminar",
    "2026-06-12 cost 41 train +seminar",
    "2026-06-13 cost about 36 drinks +seminar",
    "2026-06-13 seen 50-450 donation +seminar +!campaign:office",
    "2026-06-20 returned 5 for 1",
    "2026-06-21 paid 10/month dues +!event:evening",
    '2026-06-22 paid 7 other +seminar @!"tea table"',
)


def read_facts(items: Iterable[StoredEntry], field: NameField, today: date) -> list[EventFact]:
    """The facts as the entries tell them, one by one."""
    by_number = {item.number: item for item in items}
    facts = []
    for item in by_number.values():
        row = flatten_entry(item.entry)
        name = find_name(item, by_number, field, today)
        if name is None or row.day > today:
            continue
        facts.append(
            EventFact(
                *(item.number, row.day, row.group, row.type, name),
                row.label if row.type != "returned" else None,
                row.low,
                bool(row.every),
                row.evidence is Evidence.ESTIMATED,
                *(row.hours, row.hours_high, row.minutes),
            )
        )
    return facts


def find_name(
    item: StoredEntry, by_number: Mapping[int, StoredEntry], field: NameField, today: date
) -> str | None:
    """Its own name. A refund has its payment's, and a payment without one that of its ask."""
    own: str | None = getattr(item.entry, field, None)
    target = by_number.get(getattr(item.entry, "for_entry", None) or 0)
    is_tied = isinstance(target.entry, Ask) if target else False
    if isinstance(item.entry, Refund) and target:
        return find_name(target, by_number, field, today) if target.entry.day <= today else None
    if isinstance(item.entry, Payment) and own is None and target and is_tied:
        return getattr(target.entry, field, None) if target.entry.day <= today else None
    return own


@settings(max_examples=60)
@given(books())
def test_the_facts_are_what_each_entry_says(entries: list[Entry]) -> None:
    with make_book_in_memory() as book:
        items = book.log(entries, LAST_DAY)
        for field in NameField:
            for today in (LAST_DAY, date(2025, 10, 1)):
                facts = book.event_queries.load_facts(today, field).facts
                assert facts == read_facts(items, field, today)
            names = {fact.name for fact in book.event_queries.load_facts(LAST_DAY, field).facts}
            for name in names:
                one = book.event_queries.load_facts(LAST_DAY, field, name).facts
                assert {fact.name for fact in one} == {name}


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db", *LINES)


def test_an_event_of_a_real_file_is_summed_up_by_group(stored: Path) -> None:
    with open_book(stored) as book:
        tea, circle = sum_events(book.event_queries.load_facts(TODAY, name="seminar"))
        assert (tea.group, tea.paid.cents, tea.costs.cents) == ("tea table", 700, 0)
        assert (circle.group, circle.paid.cents, circle.costs.cents) == ("circle", 2000, 7700)
        assert circle.refunds.cents == 500
        assert (circle.seen, circle.hours_low, circle.hours_high) == (1, 1500, 1700)
        (evening,) = sum_events(book.event_queries.load_facts(TODAY, name="evening"))
        assert evening.paid.cents == 5 * 1000, "21 June to 21 October"


def test_a_gift_belongs_to_the_event_of_its_ask(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "gift.db",
        "2026-06-13 ask 7.50 merch +!event:picnic gave 7.50",
        "2026-06-14 returned 2.50 for 2",
        "2026-06-14 paid 9 merch for 1 +!event:stall",
        "2026-06-14 paid 3 merch",
    )
    with open_book(path) as book:
        (picnic,) = sum_events(book.event_queries.load_facts(TODAY, name="picnic"))
    assert (picnic.paid.cents, picnic.refunds.cents, picnic.asked) == (750, 250, 1)
    assert picnic.entries == (1, 2, 3)


def test_a_later_regular_payment_without_the_event_ends_the_one_that_has_it(stored: Path) -> None:
    with open_book(stored) as book:
        log_lines(book, "2026-08-01 paid 12/month dues @circle")
        (evening,) = sum_events(book.event_queries.load_facts(TODAY, name="evening"))
        assert evening.paid.cents == 2 * 1000


def test_what_is_after_today_is_not_there_yet(stored: Path) -> None:
    with open_book(stored) as book:
        (total,) = sum_events(book.event_queries.load_facts(date(2026, 6, 12)))
        assert total.entries == (1, 2, 3)


def read_plan(book: Book, sql: str) -> list[str]:
    values = ["x"] * (2 if "?2" in sql else 1)
    rows = book._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
    return [str(row[3]) for row in rows]


@pytest.mark.parametrize("field", NameField)
@pytest.mark.parametrize("wanted", ["IS NOT NULL", "= ?2"])
@pytest.mark.parametrize("sql", [_FACTS, _REFUNDS])
def test_no_query_reads_all_entries(
    tmp_path: Path, sql: str, wanted: str, field: NameField
) -> None:
    with copy_empty_book(tmp_path / "book.db") as book:
        plan = read_plan(book, sql.format(field=field, wanted=wanted))
    assert any(f"entries_{field}s" in step for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)
