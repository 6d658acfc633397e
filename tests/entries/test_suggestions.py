"""Suggestions: a word is only named where the line is understood with it, and close in meaning."""

import re

import pytest

from tests.entries.entry_lines import find_parse_error, read_entry
from tests.entries.test_line_errors import (
    AMOUNTS,
    BEFORE,
    DATES,
    NAMES,
    PERIODS,
    TEXT,
    TIES,
    TODAY,
    WORDS,
)
from tests.factories import make_parse_context, read_entries
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_error import AmbiguousLineError, ParseError

OTHER_WORDS = (
    *("say", "said", "all", "most", "the", "was", "with", "there", "lost", "still", "heart"),
    *("even", "wave", "march", "may", "line", "hall", "went", "lent", "mum", "jan"),
)
"""Words that only look like one of the grammar."""
REFUSED = [*AMOUNTS, *PERIODS, *DATES, *WORDS, *TIES, *NAMES, *TEXT]
_SHOWN = re.compile(
    r"(?:“|type: )(?P<fix>(?:ask|paid|returned|cost|income) (?:about )?\d.*?)(?:”|$)"
)
"""How a message shows a whole line."""


@pytest.mark.parametrize("word", OTHER_WORDS)
@pytest.mark.parametrize("rest", ["20 donation", "meeting", "it was a donation"])
def test_a_word_of_its_own_is_no_slip(word: str, rest: str) -> None:
    first_words = (*ALLOWED_FIELDS, "today", "yesterday", "mon", "tue", "sat", "sun")
    message = _find_message(f"{word} {rest}")
    assert not any(f"Did you mean “{meant}”?" in message for meant in first_words)


def _find_message(line: str) -> str:
    """Return why a line that is typed is refused; empty where it is not."""
    try:
        read_entry(line, typed=True)
    except ParseError as error:
        return error.message
    return ""


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("aks 30 dues no", "ask 30 dues no"),
        ("piad 20 event", "paid 20 event"),
        ("yestreday 30 dues no", "yesterday 30 dues no"),
        ("thrusday 30 dues no", "thursday 30 dues no"),
        ("meting 2h", "meeting 2h"),
        ("30 deus no", "30 dues no"),
        ("30 dues nno", "30 dues no"),
        ("rent 400", "need rent 400"),
        ("paid 30 dues montly", "paid 30 dues monthly"),
    ],
)
def test_a_slip_is_mended_by_one_key(line: str, fixed: str) -> None:
    error = find_parse_error(line, typed=True)
    assert isinstance(error, AmbiguousLineError)
    assert error.readings == (fixed,)
    assert "Did you mean" in error.message
    read_entry(fixed, typed=True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("piad 20", "Start with an amount"),
        ("told them I paid 20 dues", "Start with an amount"),
        ("paid my dues", "amount is missing"),
        ("income 5 utnil", "Did you mean “until”?"),
        ("income 5 dokumented 7", "There’s already an amount in this line"),
        ("need food 20 debit rmembered utnil x", "If it’s a label, type: 'debit'"),
    ],
)
def test_a_word_with_which_the_line_is_no_entry_is_not_named(line: str, message: str) -> None:
    assert message in find_parse_error(line, typed=True).message


@pytest.mark.parametrize("line", [line for line, _place, _advice in REFUSED])
def test_each_whole_line_that_a_message_shows_is_understood(line: str) -> None:
    for typed in (False, True):
        context = make_parse_context()
        read_entries(BEFORE, context, TODAY)
        try:
            read_line(line, context, LineDays.from_today(TODAY), typed=typed)
        except ParseError as error:
            readings = error.readings if isinstance(error, AmbiguousLineError) else ()
            shown = [match["fix"] for match in _SHOWN.finditer(error.message)]
            for fixed in (*readings, *shown):
                read_entry(fixed, *BEFORE, today=TODAY, typed=True)
