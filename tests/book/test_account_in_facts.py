"""An account of a few months in 24 facts, in the shape of a real one: each can be written down.

Words and figures are made up. What was asked of others or given by them, and what the person says
of it, is kept and is in no sum.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.analysis.second_events import SecondEventTotal, compute_event_totals
from tests.factories import make_empty_book, read_entries
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.fundraising_goals import find_campaigns
from tracker.analysis.patterns.fundraising_goals_sentences import describe_goals
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.pattern_json import serialize_pattern
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.book.book import Book
from tracker.entries.line_writer import write_lines
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Ask, Meeting, Note, Observation, Payment, Source
from tracker.i18n import NumberFormat

TODAY = date(2026, 4, 1)
FACTS = (
    "2025-08-05 meeting 3h @!circle #no_money: as a guest, they read a chapter aloud",
    "2025-08-19 seen donation: a box went round among those who belong to it",
    "2025-08-19 meeting 2h",
    "2025-09-02 seen 40-400 donation +!office #public_pledge: one after the other; I only watched",
    "2025-09-06 paid 20 event +!seminar",
    "2025-09-13 event 15h +seminar #long_day #alcohol",
    "2025-09-13 wrote: I have to say that I liked it",
    "2025-09-13 ask ? merch +seminar no #buy_pressed #in_public: at each meal",
    "2025-09-13 heard donation +office #others_gifts_announced: each town; all got there",
    "2025-09-13 goal about 15000 +office reached: as far as I remember",
    "2025-09-13 goal 20000-21000 +office: raised by 5 or 6, I am not sure",
    "2025-09-13 seen ? donation +office #leader_asked: they stopped for it; many gave more",
    "2025-09-13 goal 20000-21000 +office reached",
    "2025-09-13 heard 45 donation +office #minor_involved #others_gifts_announced",
    "2025-09-13 wrote: it is for rooms, they said // I know who would need it more",
    '2025-09-22 ask 30/month dues #private_ask #hardship_known "just 30 a month, for you"',
    "2025-09-22 need food 240/month",
    "2025-09-22 answered no for 16: they would go on asking",
    '2025-09-22 answered no for 16 #no_not_accepted #cause_over_person "it is worth more"',
    "2025-09-24 answered silent for 16",
    '2025-09-30 message #outside_info_scolded "why did you not come to us with this?"',
    '2025-09-30 one-to-one "everybody knows what they sign up for"',
    "2025-09-10 heard dues: a big part of what he earns // his coat is too thin",
    "2025-08-30 stall 4h: leaflets and the paper",
    '2025-11-02 meeting 2h #no_money @!"other table"',
)
"""The lines, in the order in which they are written."""
TYPED = (
    "5.8.2025 meeting 3 hours #no_money @!circle: as a guest, they read a chapter aloud",
    "19.8.2025 saw donation: a box went round among those who belong to it",
    "19.8.2025 meeting 2 hours",
    "2.9.2025 seen 40 to 400 donation +!office #public_pledge: one after the other; I only watched",
    "6 september 2025 paid 20 event +!seminar",
    "13.9.2025 event from 7 to 22 +seminar #long_day #alcohol",
    "13.9.2025 I have to say that I liked it",
    "13.9.2025 asked ? merch +seminar no #buy_pressed #in_public: at each meal",
    "13.9.2025 heard donation +office #others_gifts_announced: each town; all got there",
    "13.9.2025 goal ~15000 +office reached: as far as I remember",
    "13.9.2025 goal 20000 to 21000 +office: raised by 5 or 6, I am not sure",
    "13.9.2025 saw ? donation +office #leader_asked: they stopped for it; many gave more",
    "13.9.2025 goal 20000 to 21000 +office reached",
    "13.9.2025 heard 45 euros donation +office #minor_involved #others_gifts_announced",
    "13.9.2025 wrote: it is for rooms, they said // I know who would need it more",
    '22.9.2025 asked 30 a month dues #private_ask #hardship_known "just 30 a month, for you"',
    "22.9.2025 need food 240 a month",
    "22.9.2025 answered no for last: they would go on asking",
    '22.9.2025 answered no for last #no_not_accepted #cause_over_person "it is worth more"',
    "24.9.2025 answered silent for last",
    '30.9.2025 message #outside_info_scolded "why did you not come to us with this?"',
    '30.9.2025 one-to-one "everybody knows what they sign up for"',
    "10.9.2025 heard dues: a big part of what he earns // his coat is too thin",
    "30.8.2025 stall 4 hours: leaflets and the paper",
    '2.11.2025 meeting 2 hours #no_money @!"other table"',
)
"""The same as a person may type them."""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with all of them."""
    book = make_empty_book(tmp_path / "book.db")
    book.log(read_entries(FACTS, today=TODAY), TODAY)
    return book


def test_each_line_is_read_and_written_back(book: Book) -> None:
    with book:
        items = list(book.load_entries())
    lines = list(write_lines(items, "EUR"))
    assert [item.entry for item in items] == read_entries(lines, today=TODAY)
    assert [item.entry for item in items] == read_entries(FACTS, today=TODAY, typed=True)
    assert len(items) == len(FACTS)


def test_what_a_person_types_is_read_as_these_facts() -> None:
    assert read_entries(TYPED, today=TODAY, typed=True) == read_entries(FACTS, today=TODAY)


def list_months(lines: tuple[str, ...], tmp_path: Path) -> list[dict[str, object]]:
    with make_empty_book(tmp_path / f"{len(lines)}.db") as book:
        book.log(read_entries(lines, today=TODAY), TODAY)
        table = MonthlyTable(book.load_monthly_facts(TODAY))
        return [dict(serialize_row(row)) for row in table.build_rows()]


def test_what_others_were_asked_and_gave_changes_no_month(tmp_path: Path) -> None:
    own_facts = tuple(line for line in FACTS if line.split()[1] not in ("seen", "heard", "wrote:"))
    assert len(own_facts) == len(FACTS) - 8
    renumbered = tuple(line.replace("for 16", "for 9") for line in own_facts)
    assert list_months(renumbered, tmp_path) == list_months(FACTS, tmp_path)


def test_it_comes_out_as_it_was(book: Book) -> None:
    with book:
        entries = [item.entry for item in book.load_entries()]
        rows = MonthlyTable(book.load_monthly_facts(TODAY)).build_rows(group="circle")
        (campaign,) = find_campaigns(book.load_entries())
    payments = [entry for entry in entries if isinstance(entry, Payment)]
    assert [(entry.amount, entry.event) for entry in payments] == [(2000, "seminar")]
    assert sum(row.given for row in rows) == 2000
    assert not any(row.given_open or row.returned or row.received or row.pledged for row in rows)
    assert [(row.asked_low, row.asked_high) for row in rows if row.asked_high] == [(3000, 3000)]
    assert sum(row.asked_open for row in rows) == 1
    event = [entry for entry in entries if isinstance(entry, Meeting) and entry.event]
    assert [(entry.event, entry.hours) for entry in event] == [("seminar", 1500)]
    asks = [entry for entry in entries if isinstance(entry, Ask)]
    assert [(entry.low, entry.every) for entry in asks] == [(None, None), (3000, "month")]
    observations = [entry for entry in entries if isinstance(entry, Observation)]
    sources = [entry.source for entry in observations]
    assert (sources.count(Source.SEEN), sources.count(Source.HEARD)) == (3, 3)
    assert sum(isinstance(entry, Note) for entry in entries) == 2
    ends = [(goal.low, goal.high, goal.is_reached) for goal in campaign.goals]
    assert ends == [
        (1_500_000, 1_500_000, True),
        (2_000_000, 2_100_000, False),
        (2_000_000, 2_100_000, True),
    ]
    raised = describe_goals(campaign, NumberFormat())[1]
    assert "5,000.00 to 6,000.00" in raised
    assert "33\N{NO-BREAK SPACE}% to 40\N{NO-BREAK SPACE}%" in raised


def find_patterns_of(lines: Sequence[str], path: Path) -> dict[str, Pattern]:
    with make_empty_book(path) as book:
        book.log(read_entries(lines, today=TODAY), TODAY)
        table = MonthlyTable(book.load_monthly_facts(TODAY))
        patterns = find_patterns(book.ask_queries.load_pattern_facts(TODAY), table)
    return {pattern.name.value: pattern for pattern in patterns}


def test_how_often_has_each_fact_in_its_own_figure(tmp_path: Path) -> None:
    """Counted by hand: count, of, the lowest, the highest."""
    patterns = find_patterns_of(FACTS, tmp_path / "all.db")
    assert {
        name: (pattern.count, pattern.total, pattern.low, pattern.high)
        for name, pattern in patterns.items()
    } == {
        "money_came_up": (2, 4, None, None),
        "meetings_with_ask": (1, 6, None, None),
        "seen": (3, 3, None, None),
        "heard": (3, 3, None, None),
        "hours_per_ask": (1, 260, 260, 260),
        "asked_in_public": (1, 2, None, None),
        "no_then_asked_again": (0, 2, None, None),
        "yes_then_asked_again": (0, 0, None, None),
        "no_then_yes": (0, 2, None, None),
        "no_accepted": (0, 1, None, None),
        "goal_raised": (1, 1, 3333, 4000),
        "pledges": (0, 0, None, None),
        "months_over_limit": (0, 0, None, None),
        "share_trend": (None, 0, None, None),
        "time_given": (260, 3, 260, 260),
    }
    assert describe_pattern(patterns["money_came_up"], NumberFormat()) == (
        "You wrote down for 4 of 6 meetings whether money came up. It did at 2. You were asked"
        " yourself at 1. Outside meetings, you were asked once."
    )
    raised = describe_pattern(patterns["goal_raised"], NumberFormat())
    assert "by 33\N{NO-BREAK SPACE}% to 40\N{NO-BREAK SPACE}%." in raised


def test_no_json_of_how_often_has_an_amount_that_others_were_asked_or_gave(tmp_path: Path) -> None:
    patterns = find_patterns_of(FACTS, tmp_path / "all.db")
    texts = [describe_pattern(pattern, NumberFormat()) for pattern in patterns.values()]
    told = json.dumps(
        [
            serialize_pattern(pattern, text)
            for pattern, text in zip(patterns.values(), texts, strict=True)
        ]
    )
    amounts = {text for text in re.findall(r"\d+\.\d\d", told) if text != "0.00"}
    assert amounts == {"33.33", "40.00"}


def test_what_others_were_asked_and_gave_changes_no_other_pattern(tmp_path: Path) -> None:
    own_facts = [line for line in FACTS if line.split()[1] not in ("seen", "heard", "wrote:")]
    own_facts = [line.replace("for 16", "for 9") for line in own_facts]
    whole = find_patterns_of(FACTS, tmp_path / "all.db")
    own = find_patterns_of(own_facts, tmp_path / "own.db")
    changed = {name for name in whole if summarize(whole[name]) != summarize(own[name])}
    assert changed == {"money_came_up", "meetings_with_ask", "seen", "heard"}
    assert whole["meetings_with_ask"].count == own["meetings_with_ask"].count
    assert (own["money_came_up"].count, own["money_came_up"].total) == (1, 3)


def summarize(pattern: Pattern) -> Pattern:
    """A pattern without the numbers of its entries."""
    return replace(pattern, entries=(), total_entries=(), counted_entries=())


def test_the_event_cost_money_and_time_that_are_not_added_up(book: Book) -> None:
    with book:
        totals = compute_event_totals(list(book.load_entries()), TODAY)
    assert totals == {
        "seminar": SecondEventTotal(paid=2000, hours_low=1500, hours_high=1500, entries=(5, 6))
    }


@pytest.mark.parametrize("line", ["ask 5 donation +zzz", "meeting +zzz", "seen donation +zzz"])
def test_the_fix_for_an_unknown_name_makes_it(line: str) -> None:
    context = ParseContext("EUR")
    assert len(read_entries([line.replace("+", "+!")], context)) == 1
    assert "zzz" in (context.events if line.startswith("meeting") else context.campaigns)
