"""What an event cost: sums, hours and counts from flat facts, and never anything of others."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.events.event_total import (
    EventFact,
    EventFacts,
    EventTotal,
    MoneySum,
    sum_events,
)
from tracker.analysis.patterns.pattern_facts import DayRange, PaymentFact, RecurringPaymentFact
from tracker.entries.grammar import FORM_WORDS
from tracker.entries.types import Kind
from tracker.months import Month, Period

TODAY = date(2026, 11, 12)
GROUPS = ("circle", "choir", None)


def make_fact(number: int, type_: str, day: str = "2026-06-12", **fields: Any) -> EventFact:
    return EventFact(
        number, date.fromisoformat(day), fields.pop("group", "circle"), type_, "seminar", **fields
    )


def sum_one(*facts: EventFact) -> EventTotal:
    (total,) = sum_events(EventFacts(TODAY, facts))
    return total


def test_paid_costs_refunds_and_hours_are_figures_of_their_own() -> None:
    total = sum_one(
        make_fact(1, "paid", "2026-06-01", cents=2000),
        make_fact(2, "event", hours=1500, hours_high=1700),
        make_fact(3, "cost", cents=4100, label="train"),
        make_fact(4, "cost", cents=3600, label="drinks", is_estimated=True),
        make_fact(5, "cost"),
        make_fact(6, "returned", "2026-07-20", cents=500),
    )
    assert total.paid == MoneySum(2000)
    assert total.costs == MoneySum(7700, 1, 3600)
    assert total.together == MoneySum(9700, 1, 3600)
    assert total.refunds == MoneySum(500), "it is taken off nothing"
    assert (total.hours_low, total.hours_high, total.minutes) == (1500, 1700, None)
    assert [cost.label for cost in total.costs_by_label] == ["train", "drinks", None]
    assert total.entries == (1, 2, 3, 4, 5, 6)


def test_its_days_are_those_spent_there_else_those_of_its_entries_but_refunds() -> None:
    ticket = make_fact(1, "paid", "2026-05-01", cents=2000)
    refund = make_fact(9, "returned", "2026-09-01", cents=2000)
    there = make_fact(2, "meeting", "2026-06-12"), make_fact(3, "stall", "2026-06-14")
    total = sum_one(ticket, *there, refund)
    assert (total.first_day, total.last_day) == (date(2026, 6, 12), date(2026, 6, 14))
    total = sum_one(ticket, refund)
    assert total.first_day == total.last_day == date(2026, 5, 1)
    assert sum_one(refund).first_day == date(2026, 9, 1)


def test_minutes_are_not_lost_where_hundredths_cannot_hold_them() -> None:
    third = make_fact(1, "meeting", hours=233, minutes=140)
    assert (sum_one(third).hours_low, sum_one(third).minutes) == (233, 140)
    three = [third._replace(number=number) for number in (1, 2, 3)]
    assert (sum_one(*three).hours_low, sum_one(*three).minutes) == (700, None)
    assert sum_one(third, make_fact(2, "call", hours=50)).minutes == 170


def test_a_regular_payment_counts_each_day_until_another_one_takes_its_place() -> None:
    day = date(2026, 1, 1)
    rows = [
        RecurringPaymentFact(
            PaymentFact(day.replace(month=month), number, "circle", Kind.DUES, None, cents),
            None,
            Period.MONTH,
            None,
        )
        for number, month, cents in ((1, 1, 1000), (2, 4, 1200))
    ]
    fact = make_fact(1, "paid", "2026-01-01", cents=1000, is_regular=True)
    facts = EventFacts(TODAY, [fact], rows)
    (total,) = sum_events(facts)
    assert total.paid == MoneySum(3000), "January to March, since the newer one has no event"
    february = DayRange.from_months(Month(2026, 2), Month(2026, 2))
    (total,) = sum_events(facts, february)
    assert total.paid == MoneySum(1000)
    assert total.entries == (1,), "its entry is of January, but counts in February"


def test_the_same_name_in_two_groups_makes_two_totals_the_latest_first() -> None:
    totals = sum_events(
        EventFacts(
            TODAY,
            [
                make_fact(1, "paid", "2026-06-12", cents=100),
                make_fact(2, "paid", "2026-07-12", cents=200, group="choir"),
                make_fact(3, "paid", "2026-05-12", cents=300, group=None),
            ],
        )
    )
    assert [(total.group, total.paid.cents) for total in totals] == [
        ("choir", 200),
        ("circle", 100),
        (None, 300),
    ]


TYPES = ("ask", "paid", "cost", "returned", "seen", "heard", *FORM_WORDS)


@st.composite
def event_facts(draw: st.DrawFn, number: int = 1) -> EventFact:
    type_ = draw(st.sampled_from(TYPES))
    is_time = type_ in FORM_WORDS
    cents = None if is_time else draw(st.none() | st.integers(1, 99_999))
    hours = draw(st.none() | st.integers(1, 2_000)) if is_time else None
    high = draw(st.none() | st.integers(hours + 1, 3_000)) if hours else None
    return EventFact(
        number,
        draw(st.dates(date(2026, 1, 1), TODAY)),
        draw(st.sampled_from(GROUPS)),
        type_,
        draw(st.sampled_from(("seminar", "walk"))),
        draw(st.sampled_from(("train", "drinks", None))) if type_ == "cost" else None,
        cents,
        is_estimated=draw(st.booleans()),
        hours=hours,
        hours_high=high,
    )


@given(st.lists(event_facts(), max_size=12))
def test_every_fact_is_in_one_total_and_others_money_is_in_no_sum(facts: list[EventFact]) -> None:
    facts = [fact._replace(number=number) for number, fact in enumerate(facts, start=1)]
    totals = sum_events(EventFacts(TODAY, facts))
    assert sorted(number for total in totals for number in total.entries) == [
        fact.number for fact in facts
    ]
    for total in totals:
        mine = [fact for fact in facts if fact.number in total.entries]
        assert {(fact.name, fact.group) for fact in mine} == {(total.name, total.group)}
        for word, money in (
            ("paid", total.paid),
            ("cost", total.costs),
            ("returned", total.refunds),
        ):
            amounts = [fact.cents for fact in mine if fact.type == word]
            assert money.cents == sum(cents or 0 for cents in amounts)
            assert money.unknown_count == amounts.count(None)
            assert money.estimated <= money.cents
        assert total.together == total.paid.add(total.costs)
        assert sum(cost.sum.cents for cost in total.costs_by_label) == total.costs.cents
        assert total.hours_low <= total.hours_high
        counts = [fact.type for fact in mine]
        assert (total.asked, total.seen, total.heard) == tuple(
            counts.count(word) for word in ("ask", "seen", "heard")
        )
    without = [fact for fact in facts if fact.type not in ("seen", "heard")]
    sums = {
        (total.name, total.group): total.together
        for total in sum_events(EventFacts(TODAY, without))
    }
    for total in totals:
        key = (total.name, total.group)
        assert sums.get(key, MoneySum()) == total.together


@given(st.lists(event_facts(), max_size=12), st.integers(1, 11))
def test_two_ranges_side_by_side_add_up_to_both(facts: list[EventFact], month: int) -> None:
    facts = [fact._replace(number=number) for number, fact in enumerate(facts, start=1)]
    middle = Month(2026, month)
    halves = [
        sum_events(EventFacts(TODAY, facts), DayRange.from_months(first, last))
        for first, last in ((None, middle), (middle.add_months(1), None))
    ]
    whole = sum_events(EventFacts(TODAY, facts))
    for pick in ("paid", "costs", "refunds"):
        assert sum(getattr(total, pick).cents for half in halves for total in half) == sum(
            getattr(total, pick).cents for total in whole
        )
