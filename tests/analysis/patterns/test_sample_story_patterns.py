"""The patterns of the sample story: counted by hand in its lines, and worked out in docs."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.analysis.book_factory import BookFactory
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.patterns import find_patterns
from tracker.book.open_book import open_book
from tracker.entries.types import StoredEntry
from tracker.money import format_canonical
from tracker.sample import STORY_TODAY, load_story_entries

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "patterns.md"

BY_HAND = {
    "meetings_with_ask": (21, 46, None),
    "hours_per_ask": (29, 1225, 42),
    "asked_in_public": (9, 32, None),
    "no_then_asked_again": (11, 15, 70),
    "yes_then_asked_again": (6, 21, 220),
    "no_then_yes": (6, 15, 0),
    "no_accepted": (4, 6, None),
    "goal_raised": (2, 2, 3250),
    "pledges": (16700, 21000, None),
    "months_over_limit": (8, 14, None),
    "share_trend": (None, 13, 0),
    "time_given": (1225, 14, 88),
}
"""Count, of, value. 122.5 hours over 29 asks are 4.2, over 14 months 8.75; 40 and 25 percent have
32.5 between them; the middle of the trend's 78 slopes lies between -0.4 and 0.85 hundredths."""

WORKED_OUT = ("meetings_with_ask", "no_then_asked_again", "no_then_yes", "pledges")
NAMED = re.compile(r"(\d+) \((\d{4}-\d\d-\d\d)\)")
"""An entry with its day, as the page writes it."""


@pytest.fixture(scope="module")
def items(book_factory: BookFactory) -> dict[int, StoredEntry]:
    """The story's entries by number."""
    _monthly, items = book_factory.build_table(load_story_entries(), STORY_TODAY)
    return {item.number: item for item in items}


@pytest.fixture(scope="module")
def found(book_factory: BookFactory) -> dict[str, Pattern]:
    """The story's patterns by name."""
    monthly, _items = book_factory.build_table(load_story_entries(), STORY_TODAY)
    with open_book(book_factory.folder / "book.db") as book:
        return {
            one.name.value: one
            for one in find_patterns(book.ask_queries.load_pattern_facts(STORY_TODAY), monthly)
        }


def test_every_pattern_is_what_is_counted_by_hand(found: dict[str, Pattern]) -> None:
    told = {name: (one.count, one.total, one.value) for name, one in found.items()}
    assert told == BY_HAND
    assert all(one.has_enough for one in found.values())


def test_what_is_named_beside_the_count_is_what_is_counted_by_hand(
    found: dict[str, Pattern],
) -> None:
    aside = {name: one.aside_count for name, one in found.items() if one.aside_count}
    assert aside == {"meetings_with_ask": 7, "asked_in_public": 4, "no_accepted": 9}


def _section(name: str) -> str:
    """What the page says of one pattern."""
    page = PAGE.read_text(encoding="utf-8")
    return page.partition(f"## {name}\n")[2].partition("\n## ")[0]


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a pattern's table, without its head."""
    for line in _section(name).splitlines():
        if line.startswith("| ") and NAMED.search(line):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _numbers(text: str) -> list[int]:
    return [int(number) for number, _day in NAMED.findall(text)]


def test_the_page_names_entries_by_their_days(items: dict[int, StoredEntry]) -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 60
    for number, day in named:
        assert items[int(number)].entry.day == date.fromisoformat(day), number


@pytest.mark.parametrize("name", WORKED_OUT)
def test_the_page_says_what_the_program_says(found: dict[str, Pattern], name: str) -> None:
    one = found[name]
    assert one.count is not None
    cents = name == "pledges"
    count, of = (
        (format_canonical(one.count), format_canonical(one.total))
        if cents
        else (one.count, one.total)
    )
    value = "none" if one.value is None else f"{one.value // 10}.{one.value % 10}"
    assert f"**count {count} · of {of} · value {value}**" in _section(name)
    counted = [row for row in _rows(name) if row[-1] != "–"]
    cells = [row[0] if name == "meetings_with_ask" else " ".join(row) for row in counted]
    assert sorted({number for cell in cells for number in _numbers(cell)}) == list(one.entries)


@pytest.mark.parametrize("name", ["no_then_asked_again", "no_then_yes"])
def test_each_row_says_how_many_days_lie_between(found: dict[str, Pattern], name: str) -> None:
    rows = list(_rows(name))
    assert len(rows) == found[name].total
    days = []
    for asked, after, _what, said in rows:
        if said != "–":
            first, last = (date.fromisoformat(NAMED.findall(cell)[0][1]) for cell in (asked, after))
            assert (last - first).days == int(said), asked
            days.append(int(said))
    assert len(days) == found[name].count
    in_order = _section(name).partition("Their days in order: ")[2].replace("*", "")
    assert [int(number) for number in re.findall(r"\d+", in_order)] == sorted(days)


def test_the_meetings_of_the_page_are_all_meetings(found: dict[str, Pattern]) -> None:
    section = _section("meetings_with_ask")
    asks = [number for row in _rows("meetings_with_ask") for number in row[1].split(", ")]
    nobody = re.search(r"At (\d+) nobody asked:([\d,\s]+)\.", section)
    outside = re.search(r"told beside it: ([\d, ]+) \((\d+)\)", section)
    assert nobody
    assert outside
    assert f"{found['meetings_with_ask'].count} meetings with {len(asks)} asks" in section
    silent = [int(number) for number in nobody[2].split(",")]
    assert len(silent) == int(nobody[1])
    met = sorted([*found["meetings_with_ask"].entries, *silent])
    assert met == list(found["time_given"].entries), "each meeting of the story has its hours"
    apart = outside[1].split(", ")
    assert len(apart) == int(outside[2]) == found["meetings_with_ask"].aside_count
    assert sorted(map(int, asks)) == list(found["hours_per_ask"].entries)
    assert not set(apart) & set(asks)


def test_the_sums_of_the_pledges_are_right(found: dict[str, Pattern]) -> None:
    pledged = [row[1].split(" = ")[-1] for row in _rows("pledges")]
    given = [row[-1] for row in _rows("pledges")]
    section = _section("pledges")
    for amounts, sum_, word in (
        (pledged, found["pledges"].total, "pledged"),
        (given, found["pledges"].count, "given"),
    ):
        assert sum_ is not None
        assert sum(int(amount.replace(".", "")) for amount in amounts) == sum_
        assert f"{' + '.join(amounts)} = {format_canonical(sum_)} {word}" in section
