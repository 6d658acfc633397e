"""Whatever is typed becomes an entry, own words, a question or a refusal, and at once."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories import make_parse_context, read_entries
from tests.strategies import count_examples, raw_lines
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.types import Entry

DAYS = LineDays.from_today(date(2026, 11, 12))
EARLIER = (
    "2026-10-02 ask 500 donation",
    "2026-10-03 ask 30/month dues",
    "2026-10-04 paid 10 merch",
)
LONGEST = 30_000
BLINK = 0.05
"""Seconds of work for the longest line."""
_STARTS = (
    *("", "30 dues", "paid 20", "ask 30", "15 merch no", "gave 5", "meeting", "income 950"),
    *("asked", "sat", "bought a mug,", "hat came round"),
)
_WORDS = """
dues merch donation event literature other food rent no yes later maybe refused gave paid pledged
asked nobody they she everyone i we not never tomorrow because so if monthly weekly month year
every two 2 4 a the for to of on at in by and or then but said told again last next today
yesterday sunday march may oct ago night weeks days cash transfer receipt ticket tickets books
newspaper tithe fee subscription train bus about roughly twice until ref met once each per am pm
hours min h 2h 2h30 2:30 19:30 12 20 30 50 12.10 12.10. 1.000 1,200.50 12/10 3/4 20-50 5% 1k 2x
15+5 ~30 30? -30 ? ?? 30/month EUR USD $ \u20ac 30\u20ac euros cents tenner hundred half kid hat
went round box whole weekend talk money can't remember didn't #in_public #!x @circle +office : //
. , ; ! ( ) - \u2013 \u2026 & / \\ 'x' "said" \u201csaid\u201d \u2018x\u2019 \u2019 \u00ab \u00bb
\U0001f600 \U0001f44d \u0663 \uff11\uff12 \u00bd \u00df e\u0301 \u0130 \u200f \u200b \u00a0
"""
MIXES = st.builds(
    lambda start, words, between: between.join((start, *words)),
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_WORDS.split()), max_size=9),
    st.sampled_from((" ", " ", " ", ", ", "")),
)
"""Words of the grammar and of phrases, signs and letters of other scripts, in any order."""


def _build_context() -> ParseContext:
    context = make_parse_context()
    read_entries(EARLIER, context, DAYS.today)
    return context


def _read(line: str, context: ParseContext, *, typed: bool) -> tuple[Entry, ...] | ParseError:
    try:
        return read_line(line, context, DAYS, typed=typed)
    except ParseError as error:
        return error


@pytest.mark.parametrize("typed", [False, True])
@settings(max_examples=count_examples(300), suppress_health_check=[HealthCheck.too_slow])
@given(line=st.one_of(raw_lines(), MIXES))
@example(line=". dues much")
@example(line="30 dues, , no")
@example(line=", income")
@example(line="food 20 debit seen")
def test_any_line_is_read_or_refused_in_its_place(line: str, typed: bool) -> None:
    context = _build_context()
    found = _read(line, context, typed=typed)
    if not isinstance(found, ParseError):
        return
    assert 1 <= found.column <= len(line) + 1
    assert found.column - 1 + found.length <= max(len(line), found.column)
    assert found.message
    readings = found.readings if isinstance(found, AmbiguousLineError) else ()
    assert isinstance(found, AmbiguousLineError) is bool(readings)
    for reading in readings:
        assert reading != line
        understood = _read(reading, context, typed=True)
        if isinstance(understood, ParseError):
            assert isinstance(understood, AmbiguousLineError), (reading, understood.message)
            assert reading not in understood.readings


LONG_PARTS = (
    *(
        "30 dues no ",
        "x ",
        "no ",
        "a, ",
        "(",
        "'",
        '"',
        "\u2019",
        "\u201cx\u201d ",
        "1 234 ",
        "12/10 ",
    ),
    *(
        "12.10. ",
        "because ",
        "so ",
        "every ",
        "2 ",
        "~",
        "- ",
        "\u20ac",
        "1,000",
        "\u200f",
        "e\u0301",
    ),
    *(
        "\U0001f600",
        "\U0001f600 ",
        "\u0663",
        "#a ",
        "@a ",
        "+a ",
        ": ",
        "// ",
        "\\// ",
        ". ",
        "and ",
    ),
    *("she said 'a' ", "'a' ", "12 Oct ", "2h ", "1:30 ", "from 7 to 9 ", "the hat went round "),
    *("a few euros ", "no money talk ", "x, to both", "\u00a0", "\u0130", "\u0149 "),
)


@pytest.mark.timed
@pytest.mark.parametrize("part", LONG_PARTS)
@pytest.mark.parametrize("start", ["", "paid 5 dues "])
def test_the_longest_line_takes_no_time(start: str, part: str) -> None:
    context = _build_context()
    line = (start + part * LONGEST)[:LONGEST]
    _read(start + part, context, typed=True)
    took = []
    for _round in range(3):
        began = time.process_time()
        _read(line, context, typed=True)
        took.append(time.process_time() - began)
    assert min(took) < BLINK


@pytest.mark.timed
@pytest.mark.parametrize(
    "line",
    [
        "an " + "a" * 300 + "ü meeting",
        "1 hour " + "1" * 900 + "ü meeting",
        "they asked for 5 " + ", ".join(["12/10 fee 8 or 9"] * 6),
        "ask " + "8 or 9 " * 12,
        "paid " + "1.000 dues and " * 12,
    ],
)
def test_a_line_of_many_readings_takes_little_time(line: str) -> None:
    context = _build_context()
    _read("30 dues", context, typed=True)
    began = time.process_time()
    _read(line, context, typed=True)
    assert time.process_time() - began < 20 * BLINK


def test_a_line_with_too_many_questions_is_refused() -> None:
    refused = _read("paid " + "1.000 dues and " * 12, _build_context(), typed=True)
    assert isinstance(refused, ParseError)
    assert not isinstance(refused, AmbiguousLineError)
    assert refused.message == "This line can mean too many things. Split it into shorter lines."
    asked = _read("paid 1.000 dues", _build_context(), typed=True)
    assert isinstance(asked, AmbiguousLineError)
    assert asked.readings == ("paid 1000 dues", "paid 1 dues")


def test_a_text_without_quotes_is_refused_and_kept_behind_a_colon() -> None:
    text = "x " * 500
    refused = _read(f"paid 5 dues {text}", _build_context(), typed=True)
    assert isinstance(refused, ParseError)
    assert "after a colon" in refused.message
    (entry, *_others) = read_line(f"paid 5 dues: {text}", _build_context(), DAYS, typed=True)
    assert entry.own_words == text.strip()
    refused = _read(f"paid 5 dues {'x' * 1001}", _build_context(), typed=True)
    assert isinstance(refused, ParseError)
    assert "in quotes" in refused.message
    read_line(f"paid 5 dues '{'x' * 1001}'", _build_context(), DAYS)


def test_a_long_thought_is_kept_whole() -> None:
    text = "it was late and we talked " * 300
    (note,) = read_line(text, _build_context(), DAYS, typed=True)
    assert (note.word, note.own_words) == ("wrote", text.strip())
    for refused in ("it was \x07 late", "it was\tlate again", "it was late: again", "it was 'late"):
        assert isinstance(_read(refused, _build_context(), typed=True), ParseError)
