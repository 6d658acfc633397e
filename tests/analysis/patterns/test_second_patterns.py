"""The patterns, and what a yes would mean, of random books against a second computation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.asks.second_yes_effect import compute_yes_effect, find_earlier_asks
from tests.analysis.book_factory import BookFactory, flatten_pattern
from tests.analysis.dense_books import SLOW
from tests.analysis.monthly.second_years import SecondYear, compute_years
from tests.analysis.pattern_books import (
    ASKS,
    EVENINGS,
    GOALS_RAISED,
    MIXED,
    MONTHS,
    PATTERN_TODAYS,
    PLEDGES,
    new_asks,
    pattern_books,
    ranges,
)
from tests.analysis.patterns.second_patterns import compute_patterns
from tests.analysis.second_book import FoundPattern
from tests.analysis.second_events import SecondEventTotal, compute_event_totals
from tests.factories import make_parse_context, read_entries
from tests.strategies import EXAMPLES, LAST_DAY, BookShape, books, count_examples, number_entries
from tracker.analysis.asks.yes_effect import calculate_yes_range
from tracker.analysis.events.event_total import EventTotal, sum_events
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.pattern import PatternName
from tracker.book.open_book import open_book
from tracker.entries.types import Entry, StoredEntry
from tracker.months import Month

SHAPES = {
    "mixed": MIXED,
    "asks": ASKS,
    "pledges": PLEDGES,
    "goals": GOALS_RAISED,
    "months": MONTHS,
    "evenings": EVENINGS,
}
EACH = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
GROUPS = st.sampled_from((None, None, "circle", "choir"))
"""All groups together, one, or one that may not be there."""
MonthRange = tuple[Month | None, Month | None]


def _load_patterns(
    book_factory: BookFactory,
    entries: list[Entry],
    today: date,
    group: str | None,
    months: MonthRange,
) -> tuple[list[FoundPattern], list[StoredEntry]]:
    """The patterns of a new book of these entries, and the entries as it keeps them."""
    table, items = book_factory.build_table(entries, today)
    with open_book(book_factory.folder / "book.db") as book:
        patterns = find_patterns(book.ask_queries.load_pattern_facts(today), table, group, *months)
    return [flatten_pattern(pattern) for pattern in patterns], items


@pytest.mark.slow
@EACH
@settings(SLOW, max_examples=count_examples(12))
@given(st.data(), PATTERN_TODAYS, GROUPS, ranges())
def test_every_pattern_and_what_a_yes_would_mean_are_equal(
    book_factory: BookFactory,
    shape: BookShape,
    data: st.DataObject,
    today: date,
    group: str | None,
    months: MonthRange,
) -> None:
    patterns, items = _load_patterns(
        book_factory, data.draw(pattern_books(shape)), today, group, months
    )
    assert patterns == compute_patterns(items, today, group, *months)
    ask = data.draw(new_asks(today))
    with open_book(book_factory.folder / "book.db") as book:
        effects = calculate_yes_range(ask, MonthlyTable(book.load_monthly_facts(today)))
        earlier = book.earlier_asks.list_numbers(today, ask.kind)
    assert asdict(effects.high) == compute_yes_effect(ask, items, today)
    low_ask = replace(ask, high=ask.low)
    assert asdict(effects.low) == compute_yes_effect(low_ask, items, today)
    assert list(earlier) == find_earlier_asks(ask.kind, items, today)


@pytest.mark.slow
@pytest.mark.long
@settings(SLOW, max_examples=200, derandomize=True, database=None)
@given(
    st.sampled_from(list(SHAPES.values())).flatmap(pattern_books), PATTERN_TODAYS, GROUPS, ranges()
)
def test_patterns_years_and_events_of_200_random_books_are_equal(
    book_factory: BookFactory,
    entries: list[Entry],
    today: date,
    group: str | None,
    months: MonthRange,
) -> None:
    table, items = book_factory.build_table(entries, today)
    patterns, _items = _load_patterns(book_factory, entries, today, group, months)
    assert patterns == compute_patterns(items, today, group, *months)
    rows = [row for row in table.build_rows(group=group) if group or row.group == ALL_GROUPS]
    years = {
        year: _flatten_year([row for row in rows if row.month.year == year])
        for year in {row.month.year for row in rows}
    }
    assert years == (compute_years(items, today, group) if rows else {})
    with open_book(book_factory.folder / "book.db") as book:
        totals = sum_events(book.event_queries.load_facts(today))
    found = {(total.name, total.group): _flatten_event(total) for total in totals}
    labels = {getattr(item.entry, "group", None) for item in items}
    expected = {
        (name, label): replace(total, entries=())
        for label in labels
        for name, total in compute_event_totals(
            [item for item in items if getattr(item.entry, "group", None) == label], today
        ).items()
    }
    nothing = SecondEventTotal()
    assert {key: found.get(key) for key in expected} == expected
    assert {found[key] == nothing for key in found.keys() - expected.keys()} <= {True}


def _flatten_event(total: EventTotal) -> SecondEventTotal:
    paid, costs = total.paid, total.costs
    return SecondEventTotal(
        *(paid.cents, paid.unknown_count, costs.cents, costs.unknown_count),
        *(total.hours_low, total.hours_high),
    )


def _flatten_year(rows: list[MonthRow]) -> SecondYear:
    (total,) = sum_by_group(rows)
    return SecondYear(**{name: getattr(total, name) for name in SecondYear.__dataclass_fields__})


COUNTS_ENTRIES = {
    *(
        "money_came_up",
        "meetings_with_ask",
        "seen",
        "heard",
        "hours_per_ask",
        "asked_in_public",
        "no_then_asked_again",
    ),
    *("yes_then_asked_again", "no_then_yes", "no_accepted", "goal_raised"),
}
"""Patterns whose `count` is a number of entries."""
OF_ENTRIES = COUNTS_ENTRIES - {"hours_per_ask"}
"""Patterns whose `of` is one, too."""


@pytest.mark.slow
@EACH
@settings(SLOW, max_examples=5 * EXAMPLES)
@given(st.data(), PATTERN_TODAYS, GROUPS, ranges())
@pytest.mark.long
def test_count_and_of_are_as_many_as_the_entries_they_are_traced_to(
    book_factory: BookFactory,
    shape: BookShape,
    data: st.DataObject,
    today: date,
    group: str | None,
    months: MonthRange,
) -> None:
    patterns, _items = _load_patterns(
        book_factory, data.draw(pattern_books(shape)), today, group, months
    )
    for pattern in patterns:
        name, counted, total = pattern.name, pattern.counted_entries, pattern.total_entries
        assert set(counted) <= set(pattern.entries), name
        assert len(set(total)) == len(total), name
        if name in COUNTS_ENTRIES:
            assert len(set(counted)) == pattern.count, name
            assert len(pattern.values) in (0, pattern.count), name
        if name in OF_ENTRIES:
            assert len(total) == pattern.total, name
            assert set(counted) <= set(total), name
        if pattern.total:
            assert total or name in ("months_over_limit", "share_trend"), name


TREND = """\
2026-01-01 income 100/month
2026-01-05 paid 10.01 dues
2026-02-05 paid 10.01 dues
2026-03-05 paid 10 dues"""
AGAIN = """\
2026-01-05 ask 5 dues no
2026-02-04 ask 5 dues no
2026-03-07 ask 5 dues no"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            TREND,
            FoundPattern("share_trend", None, 3, -1, False, (2, 3, 4), 0, (2, 3, 4)),
            id="-0.5 is -1",
        ),
        pytest.param(
            AGAIN,
            FoundPattern(
                "no_then_asked_again", 1, 3, 300, True, (1, 2), 0, (1, 2, 3), (1,), (300,)
            ),
            id="30, not 31",
        ),
    ],
)
def test_what_is_on_the_edge_is_equal(
    book_factory: BookFactory, lines: str, expected: FoundPattern
) -> None:
    entries, today = (
        read_entries(lines.splitlines(), make_parse_context(), today=LAST_DAY),
        date(2026, 4, 1),
    )
    patterns, items = _load_patterns(book_factory, entries, today, None, (None, None))
    assert expected in patterns
    assert patterns == compute_patterns(items, today)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(10))
@given(books(BookShape(most=15)), st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.data())
def test_naughty_names_over_many_years_are_equal(
    book_factory: BookFactory, entries: list[Entry], today: date, data: st.DataObject
) -> None:
    groups = {getattr(entry, "group", None) for entry in entries}
    group = data.draw(st.sampled_from(sorted(groups, key=str))) if groups else None
    patterns, items = _load_patterns(book_factory, entries, today, group, (None, None))
    assert patterns == compute_patterns(items, today, group)


UNCERTAIN = {
    *("amounts seen", "amounts heard", "a range of hours", "a range of rises"),
    *("no money", "nothing about money", "asked at some", "a regular amount seen"),
    *("more than a yes given", "payments not known", "payments for a yes not known"),
}
"""What the random books must have, too."""


def _find_uncertainties(pattern: FoundPattern) -> Iterator[str]:
    """Yield what is not known exactly of a pattern, in words of this file."""
    has_range = pattern.low != pattern.high
    facts = {
        "amounts seen": pattern.name == "seen" and has_range,
        "amounts heard": pattern.name == "heard" and has_range,
        "a regular amount seen": pattern.name == "seen" and pattern.aside_count,
        "a range of hours": pattern.name == "time_given" and has_range,
        "a range of rises": any(least < most for least, most in pattern.ranges),
        "more than a yes given": pattern.gave_more,
        "payments not known": pattern.name == "share_trend" and pattern.aside_count,
        "payments for a yes not known": pattern.name == "pledges" and pattern.aside_count,
    }
    if pattern.name == "money_came_up":
        facts |= {
            "no money": pattern.count < pattern.total if pattern.count is not None else False,
            "nothing about money": pattern.unrecorded_count,
            "asked at some": 0 < pattern.asked_count < (pattern.count or 0),
        }
    yield from (what for what, is_so in facts.items() if is_so)


@pytest.mark.slow
@pytest.mark.long
def test_the_random_books_have_every_pattern_often() -> None:
    """A comparison of nothing with nothing would say nothing."""
    often: Counter[str] = Counter()
    least = 3 if EXAMPLES > 1 else 1

    @settings(SLOW, max_examples=200 + 50 * least, derandomize=True, database=None)
    @given(st.sampled_from(list(SHAPES.values())).flatmap(pattern_books))
    def count(entries: list[Entry]) -> None:
        for pattern in compute_patterns(number_entries(entries), LAST_DAY):
            number = pattern.value if pattern.count is None else pattern.count
            often[pattern.name] += bool(number) and bool(pattern.entries)
            for what in _find_uncertainties(pattern):
                often[what] += 1

    count()
    assert {name.value for name in PatternName} | UNCERTAIN == set(often)
    assert min(often.values()) >= least, often
