"""The example lines that README and the screens show are understood as they stand."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.factories import make_parse_context, read_entries
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.screens.before_you_answer.before_you_answer_screen import EXAMPLES
from tracker.screens.log.single_entry_screen import EXAMPLES_BY_WORD, NUMBER_PLACEHOLDER
from tracker.widgets.line_preview import FIRST_EXAMPLES

TODAY = date(2026, 11, 12)
ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = [
    *(line for line, _meaning in (*FIRST_EXAMPLES, *EXAMPLES)),
    *(
        line.replace(NUMBER_PLACEHOLDER, "1")
        for _title, examples in EXAMPLES_BY_WORD.values()
        for line, _meaning in examples
        if "…" not in line and not line.isdecimal()
    ),
]
"""A bare number answers the question of its screen, and an amount of my line is not proposed."""


def build_context() -> ParseContext:
    """Return what is known in a book whose first entry is an ask."""
    context = make_parse_context()
    read_entries(["2026-11-02 ask 30/month dues"], context, TODAY)
    return context


def list_readme_lines() -> list[str]:
    """Return the entry lines that README shows, in a block of their own."""
    (block,) = re.findall(r"^```text\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    return [line.strip() for line in block.splitlines()]


def list_lines_of_tables() -> list[str]:
    """Return the lines that the page on adding entries has in the second column of its tables."""
    page = (ROOT / "docs" / "how-to" / "add-what-happened.md").read_text("utf-8")
    cells = re.findall(r"^ *\| [^|`]+ \| (`.+`) \|$", page, re.MULTILINE)
    return [line for cell in cells for line in re.findall(r"`(.+?)`", cell)]


def test_the_lines_of_the_page_on_adding_entries_are_understood() -> None:
    lines = list_lines_of_tables()
    assert len(lines) > 12
    context = build_context()
    read_entries(["2026-11-02 ask 5 donation gave 5"], context, TODAY)
    for line in lines:
        (entry, *_payment) = read_line(line, context, LineDays.from_today(TODAY), typed=True)
        assert entry.word != "wrote", line


@pytest.mark.parametrize("line", [*SHOWN, *list_readme_lines()])
def test_an_example_line_is_understood(line: str) -> None:
    context = build_context()
    entries = read_line(line, context, LineDays.from_today(TODAY), typed=True)
    assert entries
    is_thought = line.startswith(("I was ", "they collected "))
    assert all((entry.word == "wrote") == is_thought for entry in entries)


def test_readme_shows_a_line_for_the_command_line_and_a_thought() -> None:
    (piped,) = re.findall(r"echo '(.+)' \| tracker log", README)
    assert read_line(piped, build_context(), LineDays.from_today(TODAY))
    (thought,) = re.findall(r"such as `(.+?)`, is kept in\s+your own words", README)
    (note,) = read_line(thought, build_context(), LineDays.from_today(TODAY), typed=True)
    assert note.word == "wrote"
