"""What a yes would mean: each sentence of docs/reference/figures.md, "Before you answer"."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.analysis.monthly import living_costs
from tests.analysis.monthly.second_amount_left import compute_amount_left
from tests.analysis.monthly.second_computation import compute_table
from tests.analysis.pattern_books import new_asks
from tests.entries.entry_lines import read_entry
from tests.factories import CURRENCY
from tests.strategies import amounts, books, count_examples, periods
from tracker.analysis.asks.yes_effect import (
    YesEffect,
    calculate_shown_yes_range,
    calculate_yes_range,
    count_occurrences,
)
from tracker.analysis.monthly.table import MonthlyTable
from tracker.entries.types import Ask, Entry, Kind, Need, NeedKind, Payment, StoredEntry, Wage
from tracker.months import Month, find_occurrences

TODAY = date(2025, 12, 5)
DUES_ASK = read_entry("ask 30/month dues", today=living_costs.TODAY)
BOOK = """\
2025-09-01 income 950/month
2025-09-01 need food 260/month
2025-09-01 limit 2%
2025-09-01 wage 12
2025-10-11 ask 15 merch gave 15
"""
DUES = YesEffect(
    share_now=0,
    share_if_yes=316,
    left_now=69000,
    left_if_yes=66000,
    beyond_left_now=0,
    beyond_left_if_yes=0,
    food_days=36,
    work_hours=25,
    year_total=36000,
    over_limit=True,
)
NOTHING = YesEffect(None, None, None, None, None, None, None, None, None, None)


def calculate_effect_of_line(
    book_factory: BookFactory, line: str, lines: str = BOOK, today: date = TODAY
) -> YesEffect:
    ask = read_entry(line, today=today)
    assert isinstance(ask, Ask)
    table = MonthlyTable(book_factory.load_facts_of_lines(lines, today))
    return calculate_yes_range(ask, table).high


def test_the_dues_of_the_main_path(book_factory: BookFactory) -> None:
    assert calculate_effect_of_line(book_factory, "ask 30/month dues") == DUES


def test_what_was_answered_before_changes_nothing(book_factory: BookFactory) -> None:
    assert calculate_effect_of_line(book_factory, "ask 30/month dues no no pledged 5") == DUES


ONCE = replace(DUES, year_total=None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("ask 30 dues", ONCE, id="a one-off has no year"),
        pytest.param("ask 10-30 dues", ONCE, id="a range at its high end"),
        pytest.param("2025-11-20 ask 30/month dues", DUES, id="a yes is given today"),
        pytest.param("ask 30/quarter dues", replace(DUES, year_total=12000), id="quarterly"),
        pytest.param("ask 30/year dues", replace(DUES, year_total=3000), id="yearly"),
        pytest.param(
            "ask 30/month dues until 2026-03-04", replace(DUES, year_total=9000), id="fewer"
        ),
        pytest.param(
            "ask 30/month dues until 2026-03-05", replace(DUES, year_total=12000), id="to its day"
        ),
        pytest.param("ask 30/month dues until 2030-01-01", DUES, id="never more than a year"),
        pytest.param(
            "ask 30/week dues",
            replace(DUES, share_if_yes=1263, left_if_yes=57000, year_total=156000),
            id="weekly: on the 5th, 12th, 19th and 26th",
        ),
        pytest.param(
            "ask 30/week dues until 2025-12-12",
            replace(DUES, share_if_yes=632, left_if_yes=63000, year_total=6000),
            id="weekly, twice",
        ),
        pytest.param(
            "2025-11-01 ask 30/month dues until 2025-12-01",
            replace(DUES, share_if_yes=0, left_if_yes=69000, year_total=0, over_limit=False),
            id="until lies before today",
        ),
        pytest.param(
            "ask 700 event",
            replace(
                ONCE,
                share_if_yes=7368,
                left_if_yes=0,
                beyond_left_if_yes=1000,
                food_days=835,
                work_hours=583,
            ),
            id="more than is left",
        ),
        pytest.param(
            "ask 19 dues",
            replace(
                ONCE,
                share_if_yes=200,
                left_if_yes=67100,
                food_days=23,
                work_hours=16,
                over_limit=False,
            ),
            id="just the limit is not above it",
        ),
    ],
)
def test_what_a_yes_would_mean(book_factory: BookFactory, line: str, expected: YesEffect) -> None:
    assert calculate_effect_of_line(book_factory, line) == expected


def test_an_open_ask_says_only_how_it_is_now(book_factory: BookFactory) -> None:
    for line in ("ask ? dues", "ask ?/month dues"):
        assert calculate_effect_of_line(book_factory, line) == replace(
            NOTHING, share_now=0, left_now=69000, beyond_left_now=0
        )


def test_what_was_given_this_month_counts(book_factory: BookFactory) -> None:
    effect = calculate_effect_of_line(
        book_factory, "ask 30/month dues", BOOK + "2025-12-01 paid 680 event"
    )
    assert (effect.share_now, effect.share_if_yes) == (7158, 7474)
    assert (effect.left_now, effect.left_if_yes) == (1000, 0)
    assert (effect.beyond_left_now, effect.beyond_left_if_yes) == (0, 2000)


def test_an_empty_book_knows_only_what_a_year_comes_to(book_factory: BookFactory) -> None:
    assert calculate_effect_of_line(book_factory, "ask 30/month dues", "") == replace(
        NOTHING, year_total=36000
    )


def test_without_income_there_is_no_share_and_with_none_everything_is_beyond(
    book_factory: BookFactory,
) -> None:
    unknown = calculate_effect_of_line(
        book_factory, "ask 30 dues", "2025-12-01 need food 310\n2025-12-01 limit 20"
    )
    assert unknown == replace(NOTHING, food_days=30, over_limit=True)
    none = calculate_effect_of_line(
        book_factory, "ask 30 dues", "2025-12-01 income 0\n2025-12-01 need rent 310"
    )
    assert none == replace(
        NOTHING, left_now=0, left_if_yes=0, beyond_left_now=0, beyond_left_if_yes=3000
    )


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        ("2025-11-01 wage 12\n2025-11-02 wage 15", 20),
        ("2025-11-02 wage 15\n2025-11-01 wage 12", 20),
        ("2025-11-02 wage 12\n2025-11-02 wage 15", 20),
        ("2025-11-02 wage 15\n2025-12-05 wage 10", 30),
        ("2025-11-02 wage 15\n2025-12-06 wage 10", 20),
        ("2025-12-06 wage 10", None),
    ],
)
def test_the_wage_in_force_is_the_newest_that_has_begun(
    book_factory: BookFactory, lines: str, hours: int | None
) -> None:
    assert calculate_effect_of_line(book_factory, "ask 30 dues", lines).work_hours == hours


def test_food_is_that_of_the_whole_month_and_other_needs_are_not_food(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-11-01 need food 155/month
2025-11-20 need food 100/month canteen
2025-12-31 need food 55
2025-12-31 need rent 900
2025-12-31 income 3000"""
    assert calculate_effect_of_line(book_factory, "ask 30 dues", lines).food_days == 30


@st.composite
def _draw_ask(draw: st.DrawFn, today: date) -> Ask:
    every = draw(periods())
    high = draw(st.none() | amounts())
    until = st.integers(0, 800).map(lambda length: today + timedelta(days=length))
    return Ask(
        day=today - timedelta(days=draw(st.integers(0, 40))),
        low=high and draw(st.integers(1, high)),
        high=high,
        kind=draw(st.sampled_from(Kind)),
        every=every,
        until=draw(st.none() | until) if every else None,
    )


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(30))
@given(st.data(), books(DENSE), TODAYS)
def test_it_is_the_month_as_it_would_be_with_it_paid(
    book_factory: BookFactory, data: st.DataObject, entries: list[Entry], today: date
) -> None:
    ask = data.draw(_draw_ask(today))
    table, _items = book_factory.build_table(entries, today)
    effect = calculate_yes_range(ask, table).high
    month = Month.from_date(today)
    now = next(iter(table.build_rows(first=month)), None)
    if now is not None:
        assert effect.share_now == now.share_given
        assert (effect.left_now, effect.beyond_left_now) == (now.left, now.beyond_left)
    if now is None or ask.high is None:
        assert (effect.share_if_yes, effect.left_if_yes, effect.over_limit) == (None, None, None)
        return
    last = min(month.last_day, ask.until or month.last_day)
    days = list(find_occurrences(today, ask.every, last)) if ask.every else [today]
    payments = [Payment(day=today, amount=ask.high, kind=ask.kind) for _day in days]
    then = book_factory.build_table([*entries, *payments], today)[0].build_rows(first=month)[0]
    assert effect.share_if_yes == then.share_given
    assert (effect.left_if_yes, effect.beyond_left_if_yes) == (then.left, then.beyond_left)
    assert effect.over_limit == then.over_limit


@settings(SLOW, max_examples=count_examples(15))
@given(st.data(), books(replace(DENSE, types=("need", "need", "wage", "ask"))), TODAYS)
def test_days_of_food_and_hours_of_work_are_rounded_half_up(
    book_factory: BookFactory, data: st.DataObject, entries: list[Entry], today: date
) -> None:
    ask = data.draw(_draw_ask(today).filter(lambda ask: ask.high is not None))
    table, items = book_factory.build_table(entries, today)
    effect = calculate_yes_range(ask, table).high
    food = [
        item
        for item in items
        if not isinstance(item.entry, Need) or item.entry.kind is NeedKind.FOOD
    ]
    month = Month.from_date(today)
    needs = [row["needs"] for row in compute_table(food, today, CURRENCY)]
    food_cents = Fraction(str(needs[-1] or 0)) * 100 if needs else 0
    assert effect.food_days == _count_tenths(ask.high, food_cents / month.day_count)
    wages = [item for item in items if isinstance(item.entry, Wage) and item.entry.day <= today]
    wages.sort(key=lambda item: (item.entry.day, item.number))
    wage = getattr(wages[-1].entry, "amount", 0) if wages else 0
    assert effect.work_hours == _count_tenths(ask.high, Fraction(wage))


def _count_tenths(cents: int | None, price: Fraction | float) -> int | None:
    assert cents is not None
    return floor(cents / Fraction(price) * 10 + Fraction(1, 2)) if price else None


def test_a_yes_forgets_no_regular_payment_of_this_month(book_factory: BookFactory) -> None:
    lines = living_costs.RENT + "2026-10-25 paid 30/month dues\n2026-09-01 limit 50"
    facts = book_factory.load_facts_of_lines(lines, living_costs.TODAY)
    assert isinstance(DUES_ASK, Ask)
    shown, in_json = (
        calculate_shown_yes_range(DUES_ASK, MonthlyTable(facts)).high,
        calculate_yes_range(DUES_ASK, MonthlyTable(facts)).high,
    )
    assert (shown.left_now, shown.left_if_yes, shown.over_limit) == (280_00, 250_00, True)
    assert (in_json.left_now, in_json.left_if_yes, in_json.over_limit) == (310_00, 280_00, False)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(20))
@given(st.data(), books(living_costs.LIVING), TODAYS)
def test_what_a_yes_would_leave_is_equal_to_a_second_computation(
    book_factory: BookFactory, data: st.DataObject, entries: list[Entry], today: date
) -> None:
    whole, _since, items = book_factory.load_facts(entries, today, None)
    ask = data.draw(new_asks(today))
    effect = calculate_shown_yes_range(ask, MonthlyTable(whole)).high
    month = Month.from_date(today)
    has_begun = bool(items) and Month.from_date(min(item.entry.day for item in items)) <= month
    now = compute_amount_left(items, today, month) if has_begun else None
    assert effect.left_now == now
    if ask.high is None or now is None:
        assert effect.left_if_yes is None
        return
    payment = Payment(day=today, amount=ask.high, kind=ask.kind)
    times = count_occurrences(ask, today, month.last_day)
    more = [StoredEntry(10_000 + n, "", today, payment) for n in range(times)]
    assert effect.left_if_yes == compute_amount_left([*items, *more], today, month)
