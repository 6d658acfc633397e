"""Lines read together: what is understood is saved, and no reference goes to a wrong entry."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.entries.entry_lines import find_marked_part
from tests.factories import CURRENCY, make_parse_context, read_entries
from tests.strategies import LAST_DAY, BookShape, book_texts, count_examples, raw_lines
from tracker.entries.draft_days import pin_day
from tracker.entries.line_batch import LineBatch
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, ParseError
from tracker.entries.types import Ask, Entry, LaterAnswer, Payment, Refund, Withdrawal

BIG = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
FEW_NAMES = BookShape(most=12, naughty=False)
BROKEN = ("\N{INVERTED QUESTION MARK} {}", '"{}', "{} \0")
"""Ways to break a line that has no quote in it; the first one works for any."""


def read_batch(
    lines: Sequence[str], context: ParseContext | None = None, *, typed: bool = False
) -> LineBatch:
    """Read lines, each called by its number."""
    batch = LineBatch(context or make_parse_context(), LineDays.from_today(LAST_DAY), typed=typed)
    for number, line in enumerate(lines, start=1):
        batch.add_line(line, f"line {number}")
    return batch


def list_draft_lines(batch: LineBatch) -> list[str]:
    return [line.text for line in batch.draft_lines]


def find_draft_reason(text: str, *, typed: bool = False) -> str:
    """Why the last of these lines is kept."""
    batch = read_batch(text.split("\n"), typed=typed)
    assert batch.draft_lines[-1].text == text.split("\n")[-1]
    return batch.draft_lines[-1].error.message


TIED = [
    ("ask 15 mrch no\nanswered for last later", "line 1"),
    ("ask 15 merch no\nask 30 dus no\nanswered for last later", "line 2"),
    ("ask 15 merch no\nask 30 dus no\nanswered for 2 later", "line 2"),
    ("ask 15 merch no\npaid 30 dus\nask 5 dues no\nanswered for 2 later", "line 2"),
    ("ask 15 mrch no\nask 5 dues no\nanswered for 2 later", "line 1"),
    ("ask 15 mrch no\nask 5 dues no\nanswered for 999999999999 later", "line 1"),
    ("ask 15 mrch gave 15\nreturned 5 for 2", "line 1"),
    ('ask 15 merch no\n"half\nask 30 merch for last no', "line 2"),
    ("ask 1 dues no\nx\nask 2 dues no for last\nask 3 dues no for 2", "line 2"),
    ("ask 15 mrch @!new\nmeeting 2h", "line 1"),
    ("ask 15 mrch @!new\nmeeting 1h @circle\nask 5 dues no @new", "line 1"),
    ('ask 15 "merch @!new\nmeeting 2h', "line 1"),
    ("ask 15 mrch no@new\nmeeting 2h", "line 1"),
    ("meeting 1h @!new\nask 15 mrch @circle\nmeeting 2h", "line 2"),
    ("ask 5 dues no\nmeeting 1h @!new\nask 1 dues no for 1 x\nmeeting 1h", "line 3"),
    ("goal x +office\nask 5 donation +office no", "line 1"),
    ("meeting 2x #!wet\nmeeting 2h #wet", "line 1"),
    ("meeting 2x @!new\nmeeting 2h @new", "line 1"),
]


@pytest.mark.parametrize(("text", "place"), TIED)
def test_a_line_that_may_mean_a_draft_becomes_one(text: str, place: str) -> None:
    assert place in find_draft_reason(text)
    assert place in find_draft_reason(text, typed=True)


SURE = [
    "ask 15 merch no\nanswered for last later\nx",
    "ask 15 merch no\nx\nanswered for 1 later",
    "x\nask 15 merch no\nanswered for last later",
    "x\nask 15 merch gave 15\npaid 1 merch for last",
    "x\nmeeting 2h",
    "ask 15 mrch no @circle\nmeeting 2h",
    "ask 15 mrch @!new\nincome 950/month",
    "ask 15 mrch @!new\nmeeting 2h @circle\nmeeting 1h",
    "ask 15 mrch @!new\nmeeting 2h @!new\nmeeting 1h @new",
    "ask 5 dues no\nask 15 mrch for 1 no\nmeeting 1h",
    'x\nmeeting 2h "we wait for last 7"',
    "x\nincome 80 'for 7' // for last",
]


@pytest.mark.parametrize("text", SURE)
def test_a_line_that_can_mean_no_draft_is_saved(text: str) -> None:
    batch = read_batch(text.split("\n"))
    assert len(batch.draft_lines) == 1
    bare = [line for line in text.split("\n") if line not in list_draft_lines(batch)]
    assert batch.entries == read_entries(bare, make_parse_context(), today=LAST_DAY)


def test_the_place_that_may_mean_a_draft_is_pointed_at() -> None:
    line = "ask 30 dues for last no"
    batch = read_batch(["ask 15 merch no", "ask 15 mrch no", line])
    assert find_marked_part(line, batch.draft_lines[1].error) == "last"
    group = "  meeting 2h"
    batch = read_batch(["ask 15 mrch @!new", group])
    assert find_marked_part(group, batch.draft_lines[1].error) == "meeting 2h"


def test_what_is_wrong_for_itself_is_not_blamed_on_a_draft() -> None:
    assert "already has one of these" in find_draft_reason(
        "ask 15 mrch #deadline\nask 5 dues #deadline #deadline"
    )
    assert "mean “merch”" in find_draft_reason("ask 15 mrch\nask 15 mrch")


def test_a_draft_has_the_day_that_it_means() -> None:
    days = LineDays(date(2026, 11, 13), date(2026, 11, 12))
    batch = LineBatch(make_parse_context(), days)
    for line in ("  yesterday ask 5 mrch", "ask 5\tmrch // only for me"):
        batch.add_line(line, "")
    assert batch.build_drafts() == [
        ("  2026-11-12 ask 5 mrch", date(2026, 11, 12)),
        ("ask 5\tmrch // only for me", date(2026, 11, 12)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ask 15 merch no " + "x" * LONGEST_LINE,
        " " * (LONGEST_LINE + 2) + "meeting 2h",
        'meeting 2h "' + "x" * 10_001 + '"',
        "\ufeffmeeting 2h",
        "\u202emeeting 2h",
        "meeting 2h \x1b[31m",
        'meeting "a\ttab"',
    ],
    ids=["too long", "blanks", "long words", "BOM", "bidi", "escape", "tab"],
)
def test_a_line_that_no_book_takes_is_kept_as_it_is(line: str) -> None:
    batch = read_batch(["meeting 1h", line, "meeting 3h"])
    assert list_draft_lines(batch) == [line]
    assert len(batch.entries) == 2


def list_saved_lines(lines: Sequence[str], batch: LineBatch) -> list[str]:
    """The lines that are not kept; all others hold an entry."""
    places = {line.place for line in batch.draft_lines}
    found = enumerate(lines, start=1)
    return [line for number, line in found if f"line {number}" not in places]


@settings(BIG, max_examples=count_examples(60))
@given(st.lists(raw_lines(), max_size=8), st.booleans())
def test_of_any_lines_each_is_saved_or_kept(lines: list[str], typed: bool) -> None:
    batch = read_batch(lines, typed=typed)
    assert batch.entries == read_entries(
        list_saved_lines(lines, batch), make_parse_context(), typed=typed, today=LAST_DAY
    )
    for line in batch.draft_lines:
        assert lines[int(line.place.split()[1]) - 1] == line.text
        assert not is_skipped(line.text)
    assert batch.build_drafts() == [
        (pin_day(text, LAST_DAY), LAST_DAY) for text in list_draft_lines(batch)
    ]


def write_with_last(lines: Sequence[str]) -> list[str]:
    """The same lines, in which `for last` stands where it means the same."""
    context, written = ParseContext(CURRENCY), []
    for line in lines:
        entries = read_line(line, context, LineDays.from_today(LAST_DAY))
        other = re.sub(r" for [0-9]+(?= |$)", " for last", line, count=1)
        written.append(line)
        with suppress(ParseError):
            is_same = read_line(other, context, LineDays.from_today(LAST_DAY)) == entries
            written[-1] = other if is_same else line
        for entry in entries:
            context.add_entry(entry)
    return written


@settings(BIG, max_examples=count_examples(25))
@given(book_texts(FEW_NAMES), st.data())
def test_no_entry_is_tied_to_what_it_would_not_be_if_every_line_were_good(
    lines: list[str], data: st.DataObject
) -> None:
    lines = write_with_last(lines)
    meant = [
        read_entries(lines[: at + 1], today=LAST_DAY)[
            len(read_entries(lines[:at], today=LAST_DAY)) :
        ]
        for at in range(len(lines))
    ]
    broken = []
    for line in lines:
        is_broken = not is_skipped(line) and data.draw(st.integers(0, 4)) == 0
        broken.append(data.draw(st.sampled_from(BROKEN)).format(line) if is_broken else line)
    batch = read_batch(broken, ParseContext(CURRENCY))
    places = {line.place for line in batch.draft_lines}
    number_meant = dict[int, int]()
    entries = iter(batch.entries)
    before = 0
    for place, (line, each) in enumerate(zip(broken, meant, strict=True), start=1):
        is_saved = f"line {place}" not in places
        for entry in each:
            before += 1
            if is_saved and line == lines[place - 1]:
                number_meant[len(number_meant) + 1] = before
                assert renumber_entry(next(entries), number_meant) == entry
    assert next(entries, None) is None


def renumber_entry(entry: Entry, numbers: Mapping[int, int]) -> Entry:
    """An entry with the number that its `for` has where every line is good."""
    match entry:
        case Ask() | Payment():
            target = entry.for_entry
            return entry if target is None else replace(entry, for_entry=numbers[target])
        case LaterAnswer() | Withdrawal() | Refund():
            return replace(entry, for_entry=numbers[entry.for_entry])
        case _:
            return entry


def test_a_bare_gave_sees_the_payment_above_it_also_behind_a_draft() -> None:
    text = "ask 15 merch\npaid 15 for 1\nask 5 mrch\nanswered gave for 1"
    assert "gave apart" in find_draft_reason(text)
