"""What is estimated is marked in each sum, and is counted a second time, payment by payment."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, ONLY_MONEY, SLOW, TODAYS
from tests.analysis.loaded_book import load_book
from tests.analysis.second_book import SecondBook
from tests.factories import copy_empty_book
from tests.strategies import BookShape, books, count_examples
from tracker.analysis.asks.pledge_status import build_pledge_report
from tracker.analysis.groups.after_leaving import build_closing
from tracker.analysis.groups.after_leaving_sentences import describe_closing
from tracker.analysis.groups.group_activity import build_group_activity, sum_until
from tracker.analysis.monthly.estimates_text import describe_given, mark_estimates
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.patterns.pattern_facts import MEETING_FORMS, PatternFacts, sum_hours
from tracker.book.maintenance.sum_audit import find_sum_differences, recount_sums
from tracker.entries.types import Entry, Evidence, Meeting, Payment, StoredEntry
from tracker.i18n import NumberFormat
from tracker.months import Month

TODAY = date(2026, 3, 20)
BOOK = """\
2026-01-05 meeting 2-3h
2026-01-10 ask 50 donation yes
2026-01-12 paid about 20 for 2
2026-01-13 paid 5 for 2
2026-01-15 paid about 7/month dues
2026-02-01 paid 30 donation @!choir
2026-02-02 paid ? merch @circle
"""
NUMBERS = NumberFormat()


def test_each_month_group_and_total_has_its_estimated_part(book_factory: BookFactory) -> None:
    rows = book_factory.build_rows(BOOK, TODAY)
    found = {
        (str(row.month), row.group): (row.given, row.given_estimated)
        for row in rows
        if row.given_estimated
    }
    assert found == {
        ("2026-01", "all"): (3200, 2700),
        ("2026-01", "circle"): (3200, 2700),
        ("2026-02", "all"): (3700, 700),
        ("2026-02", "circle"): (700, 700),
        ("2026-03", "all"): (700, 700),
        ("2026-03", "circle"): (700, 700),
    }
    totals = {row.group: row.given_estimated for row in sum_by_group(rows)}
    assert totals == {"all": 4100, "circle": 4100, "choir": 0}


@pytest.mark.parametrize(
    ("estimated", "text"),
    [(0, "20.00"), (2000, "20.00 (estimated)"), (500, "20.00 (5.00 of it estimated)")],
)
def test_a_sum_says_what_of_it_is_estimated(estimated: int, text: str) -> None:
    assert mark_estimates("20.00", 2000, estimated, NUMBERS) == text


def test_a_sum_says_both_what_is_estimated_and_what_is_missing() -> None:
    assert describe_given(2000, 500, 1, NUMBERS) == (
        "20.00 (5.00 of it estimated), without one payment whose amount you don’t know"
    )


def test_hidden_amounts_stay_hidden() -> None:
    text = describe_given(2000, 500, 1, NumberFormat(is_hidden=True))
    assert not any(sign.isdigit() for sign in text)


def test_the_page_after_leaving_marks_them(book_factory: BookFactory) -> None:
    book = load_book(book_factory, BOOK, TODAY)
    closing = build_closing(book.pattern_facts, book.money_back, "circle", date(2026, 1, 31))
    sentences = describe_closing(closing, NUMBERS)
    assert sentences[1] == "You were at 1 meeting. That was 2 to 3 h in total."
    assert sentences[3] == "You gave 32.00 (27.00 of it estimated)."
    assert sentences[-1] == (
        "After that day, not counted above: you gave 14.00 (estimated), without one payment whose"
        " amount you don’t know."
    )


def test_what_was_given_for_a_yes_has_its_estimated_part(book_factory: BookFactory) -> None:
    (status,) = build_pledge_report(load_book(book_factory, BOOK, TODAY).pattern_facts).statuses
    assert (status.given, status.given_estimated) == (2500, 2000)


def load_random_book(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> tuple[list[MonthRow], PatternFacts, SecondBook]:
    """Return the rows, the facts of patterns, and the entries up to today of a new book."""
    with copy_empty_book(book_factory.folder / "book.db") as book:
        book.log(entries, today)
        facts = book.load_monthly_facts(today)
        sums = recount_sums(book._connection, today)
        assert not list(find_sum_differences(facts, *sums))
        items = [item for item in book.load_entries() if item.entry.day <= today]
        second = SecondBook(items, today, None, None, None)
        pattern_facts = book.ask_queries.load_pattern_facts(today)
        return MonthlyTable(facts).build_rows(), pattern_facts, second


def find_estimates(book: SecondBook) -> list[tuple[date, str | None, int]]:
    """Return each day on which an estimated payment was made, with its group and cents."""
    return [
        (day, item.entry.group, item.entry.amount or 0)
        for item in book.items
        if isinstance(item.entry, Payment) and item.entry.evidence is Evidence.ESTIMATED
        for day in book.find_payment_days(item)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("shape", [DENSE, ONLY_MONEY])
def test_the_estimated_part_is_that_of_a_second_count(
    book_factory: BookFactory, shape: BookShape
) -> None:
    @settings(SLOW, max_examples=count_examples(15))
    @given(books(shape), TODAYS)
    def check(entries: list[Entry], today: date) -> None:
        rows, _facts, second = load_random_book(book_factory, entries, today)
        estimates = find_estimates(second)
        for row in rows:
            expected = sum(
                cents
                for day, group, cents in estimates
                if Month.from_date(day) == row.month and row.group in ("all", group)
            )
            assert row.given_estimated == expected <= row.given
        totals = {row.group: row.given_estimated for row in sum_by_group(rows)}
        assert totals == {
            label: sum(cents for _day, group, cents in estimates if label in ("all", group))
            for label in totals
        }

    check()


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(15))
@given(books(DENSE), TODAYS)
def test_a_groups_sums_up_to_a_day_are_those_of_a_second_count(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    rows, facts, second = load_random_book(book_factory, entries, today)
    half = today.replace(day=1)
    for group in {row.group for row in rows} - {"all"}:
        activity = build_group_activity(facts, group)
        assert sum_until(activity.estimated_by_day, half) == sum(
            cents for day, label, cents in find_estimates(second) if label == group and day <= half
        )
        unknown = [item.entry for item in second.items if is_unknown_payment(item, group)]
        assert sum(activity.unknown_by_day.values()) == len(unknown)
        times = [
            item.entry
            for item in second.items
            if isinstance(item.entry, Meeting)
            and item.entry.form in MEETING_FORMS
            and item.entry.group == group
            and item.entry.hours
        ]
        assert sum_hours(activity.meetings) == (
            sum(time.hours or 0 for time in times),
            sum(time.hours_high or time.hours or 0 for time in times),
        )


def is_unknown_payment(item: StoredEntry, group: str) -> bool:
    entry = item.entry
    return isinstance(entry, Payment) and entry.amount is None and entry.group == group


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(15))
@given(books(DENSE), TODAYS)
def test_the_estimated_part_of_what_was_given_for_a_yes_is_never_more_than_all_of_it(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    _rows, facts, _second = load_random_book(book_factory, entries, today)
    for share_estimated in (None, True, False):
        for status in build_pledge_report(mark_all(facts, share_estimated)).statuses:
            assert 0 <= status.given_estimated <= status.given
            if share_estimated is not None:
                assert status.given_estimated == (status.given if share_estimated else 0)


def mark_all(facts: PatternFacts, estimated: bool | None) -> PatternFacts:
    """Return the facts with every payment estimated, with none, or as they are."""
    if estimated is None:
        return facts
    return replace(
        facts,
        one_off_payments=[
            payment._replace(is_estimated=estimated) for payment in facts.one_off_payments
        ],
        recurring_payments=[
            recurring._replace(payment=recurring.payment._replace(is_estimated=estimated))
            for recurring in facts.recurring_payments
        ],
    )
