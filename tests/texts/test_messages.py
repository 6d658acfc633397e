"""The messages for people: what none of them may say."""

import re

from tests.texts.message_scan import PACKAGE, find_all_messages
from tracker.screens.log.form_labels import HINTS_OF_TYPES
from tracker.screens.log.single_entry_screen import EXAMPLES_BY_WORD

DOCS = PACKAGE.parent / "docs"
PERCENTAGE = re.compile(r"\d\s?%")
LIMIT_LINE = re.compile("limit [1-9]")
NO_PROPOSAL = re.compile(r"^below 1\s%$|rounded in steps of 25\s%")
"""How a small share is told, and how exact one is."""


def test_no_message_proposes_a_percentage_or_an_amount_for_a_limit() -> None:
    texts = {message.text for message in find_all_messages()}
    assert len(texts) > 500
    found = {text for text in texts if PERCENTAGE.search(text) or LIMIT_LINE.search(text)}
    assert [text for text in found if not NO_PROPOSAL.search(text)] == []


def test_where_a_limit_is_asked_for_no_number_but_0_is_in_sight() -> None:
    _title, examples = EXAMPLES_BY_WORD["limit"]
    offered = [text for example in examples for text in example]
    offered.append(HINTS_OF_TYPES["limit", "amount"])
    assert [text for text in offered if re.search("[1-9]", text)] == []


def test_the_documentation_of_the_entry_line_proposes_no_limit() -> None:
    text = (DOCS / "reference" / "entry-line.md").read_text("utf-8")
    assert not PERCENTAGE.search(text)
    assert not LIMIT_LINE.search(text)
