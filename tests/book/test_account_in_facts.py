"""An account of a few months in 24 facts, in the shape of a real one: each can be written down.

Words and figures are made up. What was asked of others or given by them, and what the person says
of it, is kept and is in no sum.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import make_empty_book, read_entries
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.fundraising_goals import find_campaigns
from tracker.analysis.patterns.fundraising_goals_sentences import describe_goals
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
    "2025-09-06 paid 25 event +!seminar",
    "2025-09-13 event 15h +seminar #long_day #alcohol",
    "2025-09-13 wrote: I have to say that I liked it",
    "2025-09-13 ask ? merch +seminar no #buy_pressed #in_public: at each meal",
    "2025-09-13 heard donation +office #others_gifts_announced: each town; all got there",
    "2025-09-13 goal about 20000 +office reached: as far as I remember",
    "2025-09-13 goal 26000-28000 +office: raised by 6 or 8, I am not sure",
    "2025-09-13 seen ? donation +office #leader_asked: they stopped for it; many gave more",
    "2025-09-13 goal 26000-28000 +office reached",
    "2025-09-13 heard 45 donation +office #minor_involved #others_gifts_announced",
    "2025-09-13 wrote: it is for rooms, they said // I know who would need it more",
    '2025-09-22 ask 35/month dues #private_ask #hardship_known "just 35 a month, for you"',
    "2025-09-22 need food 240/month",
    "2025-09-22 answered no for 16: they would go on asking",
    '2025-09-22 answered no for 16 #no_not_accepted #cause_over_person "it is worth more"',
    "2025-09-24 answered silent for 16",
    '2025-09-30 message #outside_info_scolded "why did you not come to us with this?"',
    '2025-09-30 one-to-one "everybody knows what they sign up for"',
    "2025-09-10 heard dues: a big part of what he earns // his coat has holes",
    "2025-08-30 stall 4h: leaflets and the paper",
    '2025-11-02 meeting 2h #no_money @!"other table"',
)
"""The lines, in the order in which they are written."""


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
    assert [(entry.amount, entry.event) for entry in payments] == [(2500, "seminar")]
    assert sum(row.given for row in rows) == 2500
    assert not any(row.given_open or row.returned or row.received or row.pledged for row in rows)
    assert [(row.asked_low, row.asked_high) for row in rows if row.asked_high] == [(3500, 3500)]
    assert sum(row.asked_open for row in rows) == 1
    event = [entry for entry in entries if isinstance(entry, Meeting) and entry.event]
    assert [(entry.event, entry.hours) for entry in event] == [("seminar", 1500)]
    asks = [entry for entry in entries if isinstance(entry, Ask)]
    assert [(entry.low, entry.every) for entry in asks] == [(None, None), (3500, "month")]
    observations = [entry for entry in entries if isinstance(entry, Observation)]
    sources = [entry.source for entry in observations]
    assert (sources.count(Source.SEEN), sources.count(Source.HEARD)) == (3, 3)
    assert sum(isinstance(entry, Note) for entry in entries) == 2
    ends = [(goal.low, goal.high, goal.is_reached) for goal in campaign.goals]
    assert ends == [
        (2_000_000, 2_000_000, True),
        (2_600_000, 2_800_000, False),
        (2_600_000, 2_800_000, True),
    ]
    raised = describe_goals(campaign, NumberFormat())[1]
    assert "6,000.00 to 8,000.00" in raised
    assert "30\N{NO-BREAK SPACE}% to 40\N{NO-BREAK SPACE}%" in raised


def test_at_which_meetings_money_came_up_can_be_counted(book: Book) -> None:
    """It did on two days, and at two meetings it did not; of the others nothing is noted."""
    with book:
        entries = [item.entry for item in book.load_entries()]
    meetings = [entry for entry in entries if isinstance(entry, Meeting)]
    asked_on = {entry.day for entry in entries if isinstance(entry, Ask | Observation)}
    came_up = [entry.day for entry in meetings if entry.day in asked_on]
    assert came_up == [date(2025, 8, 19), date(2025, 9, 13)]
    assert [entry.day for entry in meetings if "no_money" in entry.circumstances] == [
        date(2025, 8, 5),
        date(2025, 11, 2),
    ]


@pytest.mark.parametrize("line", ["ask 5 donation +zzz", "meeting +zzz", "seen donation +zzz"])
def test_the_fix_for_an_unknown_name_makes_it(line: str) -> None:
    context = ParseContext("EUR")
    assert len(read_entries([line.replace("+", "+!")], context)) == 1
    assert "zzz" in (context.events if line.startswith("meeting") else context.campaigns)
