"""The rules for all messages and docstrings: plain words, whole sentences, a kind for each."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.texts.message_scan import (
    ERRORS,
    LABELS,
    PACKAGE,
    PLURALS,
    Message,
    find_all_messages,
    find_calls,
    find_messages,
)

STIFF_WORDS = re.compile(
    r"\b(?:lies?|stands?|stood|bears?|bore|anew|whoever|shall|so that|nor|also those|thereof"
    r"|noted?\b(?= (?:it|down|here|that|of|for|as))|told (?:in|from)"
    r"|goes? along|stays? here|goes? out"
    r"|let go of|let go|as at first|parted|noughts?|in turn with|beside"
    r"|somebody|anybody|everybody|read along|a stick)\b"
    r"|\bnoted\b|\blike (?=[\d“~#+@-])",
    re.IGNORECASE,
)
JUDGEMENTS = re.compile(
    r"\b(?:owed?|owes|debts?|overdue|missed|streak|score|normal|victims?|cults?|sects?|pressured?"
    r"|manipulat\w+|warning signs?|red flags?|toxic|escaped?|survivors?)\b",
    re.IGNORECASE,
)
AMOUNT = r"\{(?:amount|given|asked|pledged|left|low|high|sum|share|percent|income|limit)\w*\}"
ADVERB = r"\b(?:only|already|still|even)\b"
ADVERB_AT_AMOUNT = re.compile(
    rf"{ADVERB}(?: [\w’]+){{0,3}} {AMOUNT}|{AMOUNT}(?: [\w’]+){{0,2}} {ADVERB}", re.IGNORECASE
)
"""An adverb that weighs an amount. Each is fine with what has no amount."""
GRADES_OF_LIMIT = re.compile(
    r"\b(?:above|over|within|below|under|exceed\w*|passed|beyond)\b.{0,20}\blimit"
    r"|\blimit\b.{0,40}\b(?:above|exceed\w*|passed|within)\b",
    re.IGNORECASE,
)
"""What would tell a person that they kept or did not keep to their limit."""
BOOK = re.compile(r"(?<!-)\bbooks?\b(?![.\w]*db)", re.IGNORECASE)
EMPTY_PLACEHOLDER = re.compile(r"(?<!\{)\{\d*[}!:]|%[sd]")
OFFICIAL_NAMES = ("Cultic Studies", "Info-Cult", "Cult Information", "Sekten-Info")
SENTENCE_START = re.compile(r"^\s*(?:[A-Z0-9“({<\-•–✓]|\b(?:tracker|hledger|esc|ctrl|enter)\b)")
SENTENCE_END = re.compile(
    r"(?:[.?!…:]|[.?!]”|[.?!]\)|(?:: |, e\.g\. |e\.g\.: |Type: |Type ).+)\s*$", re.DOTALL
)

EXCEPTIONS: dict[str, str] = {
    "is that normal": "People search for it in these words. It is shown nowhere.",
}
"""Texts that break a rule, each with its reason: ten at most."""

AREAS = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in (
        *PACKAGE.iterdir(),
        *(PACKAGE / "screens").iterdir(),
        *(PACKAGE / "export").iterdir(),
    )
    if (path.is_dir() and path.name not in {"__pycache__", "screens", "export"})
    or path.suffix == ".py"
)
"""The packages and modules that the rules are tested for, one by one."""


def list_files(area: str) -> list[Path]:
    """Return the modules of a package, or the module itself."""
    path = PACKAGE / area
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def find_in(area: str) -> Iterator[Message]:
    """Yield the messages of an area that are no exceptions."""
    for file in list_files(area):
        yield from (each for each in find_messages(file) if each.text not in EXCEPTIONS)


def test_there_are_few_exceptions() -> None:
    texts = {message.text for message in find_all_messages()}
    assert len(texts) > 2_000
    assert len(EXCEPTIONS) <= 10
    assert set(EXCEPTIONS) <= texts


@pytest.mark.parametrize("area", AREAS)
def test_messages_have_plain_words(area: str) -> None:
    assert [each for each in find_in(area) if STIFF_WORDS.search(each.text)] == []


@pytest.mark.parametrize("area", AREAS)
def test_messages_have_full_stops_and_no_semicolons(area: str) -> None:
    assert [each for each in find_in(area) if ";" in each.text] == []


@pytest.mark.parametrize("area", AREAS)
def test_messages_name_the_notebook_and_judge_nobody(area: str) -> None:
    wrong = []
    for message in find_in(area):
        text = message.text
        for name in OFFICIAL_NAMES:
            text = text.replace(name, "")
        if BOOK.search(text) or JUDGEMENTS.search(text):
            wrong.append(message)
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (ADVERB_AT_AMOUNT, "You still have {left} left."),
        (ADVERB_AT_AMOUNT, "Is your income still {amount}?"),
        (ADVERB_AT_AMOUNT, "You gave {given} already."),
        (GRADES_OF_LIMIT, "If you say yes, this month’s giving is above your limit."),
        (GRADES_OF_LIMIT, "which months were above a limit"),
    ],
)
def test_the_search_for_what_weighs_an_amount_finds_it(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize("area", AREAS)
def test_no_message_weighs_an_amount_or_grades_what_was_given(area: str) -> None:
    weighing = [
        each
        for each in find_in(area)
        if ADVERB_AT_AMOUNT.search(each.text) or GRADES_OF_LIMIT.search(each.text)
    ]
    assert weighing == []


@pytest.mark.parametrize("area", AREAS)
def test_labels_have_no_full_stop(area: str) -> None:
    labels = (each for each in find_in(area) if each.marker in LABELS)
    assert [each for each in labels if re.search(r"(?<!\be\.g)(?<!\betc)\.$", each.text)] == []


@pytest.mark.parametrize("area", AREAS)
def test_sentences_and_errors_begin_and_end_as_sentences(area: str) -> None:
    sentences = (each for each in find_in(area) if each.marker not in LABELS)
    assert [
        each
        for each in sentences
        if not (SENTENCE_START.search(each.text) and SENTENCE_END.search(each.text))
    ] == []


@pytest.mark.parametrize("area", AREAS)
def test_an_error_does_not_end_in_a_colon(area: str) -> None:
    errors = (each for each in find_in(area) if each.marker in ERRORS)
    assert [each for each in errors if each.text.rstrip().endswith((":", "…"))] == []


@pytest.mark.parametrize("area", AREAS)
def test_placeholders_have_names(area: str) -> None:
    assert [each for each in find_in(area) if EMPTY_PLACEHOLDER.search(each.text)] == []


@pytest.mark.parametrize("area", AREAS)
def test_no_message_is_made_from_an_identifier(area: str) -> None:
    """A text in a variable was marked elsewhere; one that code puts together cannot be found."""
    plain = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript)
    wrong = []
    for file in list_files(area):
        for call, marker in find_calls(file):
            texts = call.args[: 2 if marker in PLURALS else 1]
            is_marker = marker.startswith("N_") or marker in PLURALS
            allowed = (ast.Constant,) if is_marker else plain
            if file.name != "i18n.py" and not all(isinstance(text, allowed) for text in texts):
                wrong.append(f"{file}:{call.lineno}")
    assert wrong == []


def test_no_singular_is_a_message_of_its_own() -> None:
    """Gettext would return the form for one."""
    singular = set()
    alone = set()
    for file in PACKAGE.rglob("*.py"):
        for message in find_messages(file):
            if message.marker not in PLURALS:
                alone.add((message.context, message.text))
        for call, marker in find_calls(file):
            match call.args[0]:
                case ast.Constant(value=str(text)) if marker in PLURALS:
                    context = next(
                        each.context for each in find_messages(file) if each.text == text
                    )
                    singular.add((context, text))
    assert singular & alone == set()


def test_a_text_has_one_kind() -> None:
    kinds = defaultdict(set)
    for message in find_all_messages():
        kind = next(
            kind for kind in (LABELS, ERRORS, frozenset()) if not kind or message.marker in kind
        )
        kinds[message.context, message.text].add(kind)
    assert [text for text, found in kinds.items() if len(found) > 1] == []


STIFF_IN_COMMENTS = re.compile(
    r"\b(?:lies?|stands?|stood|bears?|anew|whoever|shall|nor|also those|so that|somebody|anybody"
    r"|everybody|told|noted)\b|;",
    re.IGNORECASE,
)
CODE = re.compile(r"``?[^`]*`?`|“[^”]*”|\"[^\"]*\"")


@pytest.mark.parametrize("area", AREAS)
def test_docstrings_and_comments_have_plain_words(area: str) -> None:
    wrong = []
    for file in list_files(area):
        for line, text in find_docstrings_and_comments(file):
            if found := STIFF_IN_COMMENTS.search(CODE.sub("", text)):
                wrong.append((f"{file.relative_to(PACKAGE)}:{line}", found[0]))
    assert wrong == []


def find_docstrings_and_comments(file: Path) -> Iterator[tuple[int, str]]:
    """Yield each string that stands alone, and each comment, with its line."""
    source = file.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
