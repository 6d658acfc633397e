"""No text says “1 were” or “2 time”: whatever is counted goes with its number."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import GROUP, log_lines, make_book_in_memory
from tests.strategies import EXAMPLES
from tests.texts.message_scan import PACKAGE, PLURALS, find_calls
from tracker.analysis.groups.after_leaving import GOOD_TAGS, GroupClosing, build_closing
from tracker.analysis.groups.after_leaving_sentences import describe_closing
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import HourSum
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.book.book import Book
from tracker.book.maintenance.integrity import CheckResult, IntegrityCheck
from tracker.book.maintenance.integrity_messages import describe_result
from tracker.entries.types import Form
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report import pattern_highlights
from tracker.export.report.cover import CoverNote
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.read_me import render_read_me
from tracker.i18n import NumberFormat

TODAY = date(2025, 11, 22)
ONE = (
    *("time", "day", "month", "ask", "group", "hour", "week", "year", "meeting", "backup", "line"),
    *("row", "file", "note", "cell", "character", "page", "amount", "version", "thing", "byte"),
    *(
        "notebook",
        "digit",
        "word",
        "payment",
        "gift",
        "tag",
        "draft",
        "column",
        "raise",
        "target",
        "goal",
    ),
)
MANY = (*(f"{word}s" for word in ONE), "entries", "copies")
VERBS = ("were", "are", "have", "differ", "stay", "belong", "do", "stand")
VERBS_OF_ONE = ("is", "was", "has", "differs", "stays", "belongs", "does", "stands")
BEFORE = r"(?<![\w.,:/-])"
WRONG = re.compile(
    rf"{BEFORE}1 (?:(?!of\b|in\b|at\b)[a-z]+ )?(?:{'|'.join(MANY)})\b"
    rf"|{BEFORE}1 (?:{'|'.join(VERBS)})\b"
    rf"|\ball [01]\b"
    rf"|{BEFORE}(?:0|[2-9]|[1-9]\d+) (?:(?:more|older|other|earlier) )?(?:{'|'.join(ONE)})\b(?! of)"
    rf"|{BEFORE}(?:0|[2-9]|[1-9]\d+) (?:{'|'.join(VERBS_OF_ONE)})\b"
    r"|within 30 days, \d+ days?\b"
    r"|, (?:\d+ days?|on the same day) later later|later, \d+ days? later",
    re.IGNORECASE,
)
PLACE = re.compile(r"\{(\w+)\}")
NEVER_ONE = {
    "newest {shown} of {count} asks (a PDF has all of them)": "more than are shown",
    "{answer} {count} times": "one and two have words of their own",
    "In the {hours} hours of meetings you recorded, you were asked once.": "three at least",
    "In the {hours} hours of meetings you recorded, you were asked {asks} time, on average once an "
    "hour.": "three hours at least",
    "In the {hours} hours of meetings you recorded, you were asked {asks} time, on average once "
    "every {interval} hours.": "three hours at least; once an hour is told otherwise",
    "You recorded {hours} hours of meetings, and no ask for money in them.": "three at least",
    "{days} days": "a whole number is told otherwise",
    "after {days} days": "several days, the last one after an and",
    "all {count} on the same day": "one and two are told otherwise",
    "all {count} after {days} day": "one and two are told otherwise",
    "newest {count} shown, there are more": "as many as a list holds",
    "{count} of {total} months": "a part of several",
    "What {count} groups asked me for, and what I gave": "one is named",
    "{count} of the {total} things I was asked for": "one of several",
    "income known for {known} of {months} months": "a part of several",
    "last of {total} months": "one of several",
    "{last}, of {total} months": "one of several",
    "last of {total} years": "one of several",
    "{last}, of {total} years": "one of several",
    "I wrote {same} of the {count} notes about requests, payments and meetings on the day it "
    "happened, and the rest later.": "a part of several",
    "I wrote down how I was asked for {count} of {total} times: {parts}.": "three at least",
    "I wrote down how I was asked for all {total} times: {parts}.": "three at least",
    "{count} groups": "one is named",
    "A workbook sheet can have {most} rows at most. Choose fewer months, or no workbook.": "many",
    "Your last change made {count} entries. Press the same key again to undo all of them.": "many",
}
"""Texts without a form for one, and why they need none; sizes of texts are left out below."""
SIZES = re.compile(r"\{\w+\} (?:characters|bytes|digits)|more than \{most\} lines")


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("1 were in front of others", True),
        ("within 30 days, 9 days later", True),
        ("within 30 days, 1 on the same day and 1 after 9 days", False),
        ("all 1 can be read", True),
        ("all 0 entries", True),
        ("1 older copies", True),
        ("2 time", True),
        ("0 month", True),
        ("3 was noted", True),
        ("1 of the 3 times", False),
        ("1 was noted and 2 were not", False),
        ("21 days, 1 day, 0 days, 1.5 days, 10.1 days", False),
    ],
)
def test_the_search_finds_what_is_wrong(text: str, is_wrong: bool) -> None:
    assert bool(WRONG.search(text)) is is_wrong


def find_forms() -> Iterator[tuple[str, str]]:
    """Yield each text of the code, and the number it is for, which is 1 for what is no plural."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for call, marker in find_calls(file):
            forms = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
            texts = [form for form in forms if isinstance(form, str)]
            if marker in PLURALS and len(texts) > 1:
                yield from zip(texts, "12", strict=False)
            elif texts:
                yield texts[0], "1"


def test_every_text_of_the_code_goes_with_its_number() -> None:
    found = []
    for text, number in find_forms():
        sentences = [text.replace(f"{{{place}}}", number) for place in find_counts(text)]
        found += [
            text for sentence in sentences if WRONG.search(sentence) and text not in NEVER_ONE
        ]
    assert not found


def find_counts(text: str) -> set[str]:
    """The places of a text in which a count may stand."""
    return (
        set()
        if SIZES.search(text)
        else set(PLACE.findall(text)) - {"day", "differences", "files", "name", "number"}
    )


COUNTS = (0, 1, 2, 3)


@pytest.mark.parametrize("name", PatternName)
@pytest.mark.parametrize("of", [1, 2, 3, 10, 30])
def test_every_pattern_goes_with_its_numbers(name: PatternName, of: int) -> None:
    for count in COUNTS:
        for value in (None, 0, 5, 10, 20, 25, 90):
            for aside in COUNTS:
                pattern = Pattern(name, min(count, of), of, value, True, (), aside)
                if name is not PatternName.HOURS_PER_ASK or of == 30:
                    assert_agrees(describe_pattern(pattern, NumberFormat()))
                    assert_agrees(describe_pattern(pattern, NumberFormat(), "circle"))
                if name in pattern_highlights._SENTENCES:
                    assert_agrees(pattern_highlights.narrate_pattern(pattern, NumberFormat()))


@pytest.mark.parametrize("looked", IntegrityCheck)
@pytest.mark.parametrize("count", COUNTS)
def test_what_a_check_found_goes_with_its_number(looked: IntegrityCheck, count: int) -> None:
    assert_agrees(describe_result(CheckResult(looked, count)))


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("hours", [0, 100, 150, 200])
def test_a_closing_page_goes_with_its_numbers(count: int, hours: int) -> None:
    for noes, forms in product(range(count + 1), ([Form.MEETING], list(Form)[:4])):
        of = GroupClosing(
            group="circle",
            first_day=date(2025, 1, 1),
            last_day=TODAY,
            times_by_form=dict.fromkeys(forms, count) if count else {},
            meetings_with_hours=noes,
            hours=HourSum(hours, 2 * hours),
            asks=count,
            noes=noes,
            given=0,
            given_estimated=0,
            given_open=count,
            returned=0,
            returned_open=count,
            received=0,
            asks_after=count,
            given_after=0,
            given_after_estimated=0,
            given_after_open=count,
            money_back_after=0,
            money_back_after_open=count,
            good=dict.fromkeys(GOOD_TAGS, count),
        )
        for text in describe_closing(of, NumberFormat()):
            assert_agrees(text)


def assert_agrees(text: str) -> None:
    """Assert that nothing in a text goes with another number."""
    found = WRONG.search(text)
    assert not found, text


LINES = (
    "2025-09-01 income 950/month",
    "2025-09-01 need food 260/month",
    "2025-09-01 limit 2%",
    "2025-09-02 ask 30 dues no #in_public #no_accepted",
    "2025-09-03 ask 20 dues no #in_public",
    "2025-09-12 ask 30 dues no #private_ask",
    "2025-09-20 ask 15 merch gave 15 #in_public",
    "2025-10-02 ask ? donation later",
    "2025-10-05 meeting 1h",
    "2025-10-06 meeting 2h",
    "2025-10-11 event 14h",
    "2025-10-11 goal 300 +!office",
    "2025-10-12 goal 400 +!office met",
    "2025-10-13 goal 500 +!office",
    "2025-11-01 paid 20 event documented",
    "2025-11-02 paid 5/week dues",
    "2025-11-03 ask 25 donation later @!choir",
    "2025-11-04 paid 7 donation @!choir",
)


@settings(max_examples=40 * EXAMPLES)
@given(st.lists(st.sampled_from(range(len(LINES))), max_size=9), st.booleans(), st.booleans())
def test_all_that_is_written_of_a_small_book_goes_with_its_numbers(
    chosen: list[int], income: bool, days: bool
) -> None:
    choice = ExportSelection(income=income, days=days)
    lines = [LINES[at] for at in sorted(chosen)]
    # A name is made by the first line that has it.
    with build_small_book(
        [_strip_known(line, lines[:at]) for at, line in enumerate(lines)]
    ) as book:
        contents = load_bundle(book, TODAY, Dialect.COMMA, choice, CoverNote("Read."))
        assert contents.report is not None
        texts = [
            " ".join(render_read_me(contents, 300)),
            *render_text_preview(contents.report, 2000),
        ]
        table, facts = (
            MonthlyTable(book.load_monthly_facts(TODAY)),
            book.ask_queries.load_pattern_facts(TODAY),
        )
        texts += [
            describe_pattern(pattern, NumberFormat())
            for pattern in find_patterns(facts, table, None)
        ]
        closing = build_closing(facts, book.ask_queries.load_money_back(TODAY), "circle", TODAY)
        texts += describe_closing(closing, NumberFormat())
    for text in texts:
        assert_agrees(text)


def _strip_known(line: str, before: list[str]) -> str:
    """The line with the names that lines before it have made."""
    for name in ("+!office", "@!choir"):
        if name in line and any(name in each for each in before):
            line = line.replace("!", "")
    return line


def build_small_book(lines: list[str]) -> Book:
    """A book in memory of some lines, each noted on the last day."""
    book = make_book_in_memory(GROUP)
    for line in lines:
        log_lines(book, line, today=TODAY)
    return book
