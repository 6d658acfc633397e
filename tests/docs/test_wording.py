"""The rules for the prose of the pages for users: plain words, no judgement, short lines."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.page_blocks import PAGES, ROOT, parse_page
from tests.texts.test_wording import JUDGEMENTS, OFFICIAL_NAMES, STIFF_WORDS

FOR_MAINTAINERS = ("developers", "decisions", "pictures")
USER_PAGES = [
    page
    for page in PAGES
    if page == ROOT / "README.md"
    or (page.is_relative_to(ROOT / "docs") and page.parent.name not in FOR_MAINTAINERS)
]
LONGEST_LINE = 120
QUOTE = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK_TARGET = re.compile(r"\]\([^)\s]+\)")
SCORE = re.compile(r"\b(?:no|a) score\b", re.IGNORECASE)

EXCEPTIONS: dict[str, str] = {}
"""Words that break a rule, each with its page and line before it, and its reason: ten at most."""


def name_page(page: Path) -> str:
    """Return the path of a page, as a person names it."""
    return page.relative_to(ROOT).as_posix()


def blank(found: re.Match[str]) -> str:
    """Return nothing but the line breaks of a match, which keeps the numbers of lines."""
    return "\n" * found[0].count("\n") or " "


def read_prose(text: str) -> str:
    """Return a page without blocks, code, quotes, comments and addresses, line by line."""
    lines = text.splitlines()
    for block in parse_page(text):
        for number in range(block.line - 1, block.line + len(block.lines) + 1):
            lines[number] = ""
    prose = "\n".join("" if line.startswith("    ") else line for line in lines)
    prose = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", blank, prose, flags=re.DOTALL)
    for pattern in (COMMENT, LINK_TARGET, QUOTE, SCORE, *map(re.compile, OFFICIAL_NAMES)):
        prose = pattern.sub(blank, prose)
    return prose


def find_words(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield what a pattern finds in the prose of a page, with the number of its line."""
    for number, line in enumerate(read_prose(text).splitlines(), 1):
        for found in pattern.finditer(line):
            yield f"{number}: {found[0]}"


def find_long_lines(text: str) -> Iterator[str]:
    """Yield the lines of prose that are too long. Tables and outputs can't be broken."""
    lines = text.splitlines()
    blocks = parse_page(text)
    in_blocks = {
        number
        for block in blocks
        for number in range(block.line, block.line + len(block.lines) + 2)
    }
    for number, line in enumerate(lines, 1):
        is_free = number in in_blocks or line.startswith(("|", "![", "<!-- app"))
        if len(line) > LONGEST_LINE and not is_free:
            yield f"{number}: {len(line)} characters"


RULES = {"plain": STIFF_WORDS, "no judgement": JUDGEMENTS, "no semicolon": re.compile(r"\S*;")}


def find_faults(text: str, page: str) -> Iterator[str]:
    """Yield each place of a page that breaks a rule."""
    for name, pattern in RULES.items():
        for found in find_words(pattern, text):
            if f"{page}:{found}" not in EXCEPTIONS:
                yield f"{page}:{found} ({name})"
    for found in find_long_lines(text):
        yield f"{page}:{found}"


@pytest.mark.parametrize("page", USER_PAGES, ids=name_page)
def test_a_page_has_plain_words_and_short_lines(page: Path) -> None:
    faults = list(find_faults(page.read_text("utf-8"), name_page(page)))
    if faults:
        pytest.fail("\n".join(["", *faults]), pytrace=False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("It is one thing; it is another.\n", "page:1: thing; (no semicolon)"),
        ("One.\nThe file lies there.\n", "page:2: lies (plain)"),
        ("You owe nothing.\n", "page:1: owe (no judgement)"),
        ("`it lies` and “you owe us; pay” and\n\n```text\nlies;\n```\n", None),
        ("There is no score here.\n", None),
        (f"{'long ' * 25}\n", "page:1: 125 characters"),
        (f"| {'long ' * 25}|\n", None),
    ],
)
def test_what_breaks_a_rule_is_found(text: str, fault: str | None) -> None:
    assert list(find_faults(text, "page"))[:1] == ([fault] if fault else [])


def test_there_are_few_exceptions() -> None:
    assert len(EXCEPTIONS) <= 10
    assert USER_PAGES
