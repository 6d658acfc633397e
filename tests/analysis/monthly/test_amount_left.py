"""What is left is told to the month's end, and only where food and rent are known."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.analysis.monthly.second_amount_left import (
    COSTS,
    compute_amount_left,
    compute_upcoming_payments,
)
from tests.analysis.pattern_books import new_asks
from tests.entries.entry_lines import read_entry
from tests.strategies import EXAMPLES, books
from tracker.analysis.asks.yes_effect import (
    calculate_shown_yes_effect,
    calculate_yes_effect,
    count_occurrences,
)
from tracker.analysis.asks.yes_sentences import describe_yes_effect
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable
from tracker.entries.types import Ask, Entry, NeedKind, Payment, StoredEntry
from tracker.i18n import NumberFormat
from tracker.months import Month

LIVING = replace(DENSE, most=14, types=("need", "need", "need", "income", "paid"))
TODAY = date(2026, 11, 20)
INCOME = "2026-09-01 income 950/month\n"
FOOD = INCOME + "2026-09-01 need food 260/month\n"
RENT = FOOD + "2026-09-01 need rent 380/month\n"
DUES = read_entry("ask 30/month dues", today=TODAY)


def left_of(facts: MonthlyFacts, month: str = "2026-11") -> int | None:
    """What is told to be left of a month."""
    rows = {
        str(row.month): row for row in MonthlyTable(facts).build_rows() if row.group == ALL_GROUPS
    }
    return adjust_amount_left(rows[month]).left


def describe_yes(facts: MonthlyFacts, *, hidden: bool = False) -> str:
    """The sentences about a yes to dues of 30 a month."""
    monthly = MonthlyTable(facts)
    assert isinstance(DUES, Ask)
    return "\n".join(
        describe_yes_effect(
            DUES, calculate_shown_yes_effect(DUES, monthly), monthly, NumberFormat(hidden)
        )
    )


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        pytest.param(FOOD, None, id="food alone"),
        pytest.param(INCOME + "2026-09-01 need rent 380/month", None, id="rent alone"),
        pytest.param(FOOD + "2026-09-01 need other 380/month flat", None, id="rent as other"),
        pytest.param(RENT, 310_00, id="both"),
        pytest.param(FOOD + "2026-11-20 need rent 0/month", 690_00, id="no rent"),
        pytest.param(FOOD + "2026-11-02 need rent 0", 690_00, id="no rent this month"),
        pytest.param(FOOD + "2026-10-31 need rent 380", None, id="rent of last month"),
        pytest.param(FOOD + "2026-11-30 need rent 380", 310_00, id="rent of later this month"),
        pytest.param(RENT + "2026-10-01 need rent 0/month", 690_00, id="rent has ended"),
        pytest.param(FOOD + "2026-09-01 need rent 9/month until 2026-10-31", None, id="is over"),
        pytest.param(FOOD + "2026-09-01 need rent 9/quarter", 690_00, id="not due this month"),
    ],
)
def test_what_is_left_is_told_once_food_and_rent_are_known(
    book_factory: BookFactory, lines: str, left: int | None
) -> None:
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    assert left_of(facts) == left
    assert ("is left until" in describe_yes(facts)) is (left is not None)
    assert MonthlyTable(facts).build_rows()[-1].left is not None, "files keep their rule"


def test_until_then_only_what_is_known_is_said_and_how_to_say_more(
    book_factory: BookFactory,
) -> None:
    text = describe_yes(book_factory.load_facts_of_lines(FOOD, TODAY))
    assert "690" not in text
    assert "Each time that is 3.5 days of food." in text
    assert "Tracker doesn’t know your rent yet." in text
    assert "need rent 380/month (0/month if you pay none)" in text


def test_a_cost_that_is_not_to_be_asked_for_is_named_beside_what_is_left(
    book_factory: BookFactory,
) -> None:
    facts = replace(book_factory.load_facts_of_lines(FOOD, TODAY), skipped_costs={NeedKind.RENT})
    assert left_of(facts) == 690_00
    assert "Your rent isn’t counted in this." in describe_yes(facts)
    assert "Your rent" not in describe_yes(
        replace(book_factory.load_facts_of_lines(RENT, TODAY), skipped_costs=set(COSTS))
    )


def test_months_before_a_cost_was_known_stay_untold(book_factory: BookFactory) -> None:
    facts = book_factory.load_facts_of_lines(FOOD + "2026-11-01 need rent 380/month", TODAY)
    assert [left_of(facts, month) for month in ("2026-09", "2026-10", "2026-11")] == [
        None,
        None,
        310_00,
    ]


@pytest.mark.parametrize(
    ("payment", "to_come"),
    [
        pytest.param("2026-10-25 paid 30/month dues", 30_00, id="on the 25th"),
        pytest.param("2026-10-20 paid 30/month dues", 0, id="today"),
        pytest.param("2026-10-05 paid 30/month dues", 0, id="on the 5th"),
        pytest.param("2026-11-13 paid 5/week dues", 5_00, id="weekly"),
        pytest.param("2026-10-25 paid 30/month dues until 2026-11-24", 0, id="over by then"),
        pytest.param("2026-10-25 paid 30/month dues\n2026-11-10 paid 0/month dues", 0, id="ended"),
        pytest.param("2026-10-25 paid 30 dues", 0, id="once"),
    ],
)
def test_regular_payments_still_to_come_this_month_are_taken_off(
    book_factory: BookFactory, payment: str, to_come: int
) -> None:
    facts = book_factory.load_facts_of_lines(RENT + payment, TODAY)
    given = MonthlyTable(facts).build_rows()[-1].given
    assert left_of(facts) == 310_00 - given - to_come
    assert (
        serialize_row(MonthlyTable(facts).build_rows()[-1])["left"]
        == f"{(310_00 - given) / 100:.2f}"
    )
    assert ("Regular payments until Nov 30, 2026 come to" in describe_yes(facts)) is bool(to_come)


def test_a_yes_forgets_no_regular_payment_of_this_month(book_factory: BookFactory) -> None:
    lines = RENT + "2026-10-25 paid 30/month dues\n2026-09-01 limit 50"
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    assert isinstance(DUES, Ask)
    meant, in_json = (
        calculate_shown_yes_effect(DUES, MonthlyTable(facts)),
        calculate_yes_effect(DUES, MonthlyTable(facts)),
    )
    assert (meant.left_now, meant.left_if_yes, meant.over_limit) == (280_00, 250_00, True)
    assert (in_json.left_now, in_json.left_if_yes, in_json.over_limit) == (310_00, 280_00, False)
    text = describe_yes(facts)
    assert "280.00 is left until Nov 30, 2026; with a yes it is 250.00." in text
    assert "With a yes, what you give this month is above your line." in text
    assert "30.00" not in describe_yes(facts, hidden=True)


@pytest.mark.slow
@settings(SLOW, max_examples=40 * EXAMPLES)
@given(books(LIVING), TODAYS, st.frozensets(st.sampled_from(COSTS), max_size=1))
def test_what_is_told_to_be_left_is_equal_to_a_second_computation(
    book_factory: BookFactory, entries: list[Entry], today: date, not_asked: frozenset[NeedKind]
) -> None:
    whole, _since, items = book_factory.load_facts(entries, today, None)
    monthly = MonthlyTable(replace(whole, skipped_costs=not_asked))
    for row in monthly.build_rows():
        if row.group == ALL_GROUPS:
            assert row.upcoming_payments == compute_upcoming_payments(items, today, row.month)
            assert adjust_amount_left(row).left == compute_amount_left(
                items, today, row.month, not_asked
            )


@pytest.mark.slow
@settings(SLOW, max_examples=20 * EXAMPLES)
@given(st.data(), books(LIVING), TODAYS)
def test_what_a_yes_would_leave_is_equal_to_a_second_computation(
    book_factory: BookFactory, data: st.DataObject, entries: list[Entry], today: date
) -> None:
    whole, _since, items = book_factory.load_facts(entries, today, None)
    ask = data.draw(new_asks(today))
    meant = calculate_shown_yes_effect(ask, MonthlyTable(whole))
    month = Month.from_date(today)
    begun = bool(items) and Month.from_date(min(item.entry.day for item in items)) <= month
    now = compute_amount_left(items, today, month) if begun else None
    assert meant.left_now == now
    if ask.high is None or now is None:
        assert meant.left_if_yes is None
        return
    paid = Payment(day=today, amount=ask.high, kind=ask.kind)
    times = count_occurrences(ask, today, month.last_day)
    more = [StoredEntry(10_000 + n, "", today, paid) for n in range(times)]
    assert meant.left_if_yes == compute_amount_left([*items, *more], today, month)
