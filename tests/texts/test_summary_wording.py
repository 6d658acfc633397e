"""No text calls the summary one page: it has as many as it needs."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.texts.message_scan import find_all_messages

ROOT = Path(__file__).parents[2]
ONE_PAGE = re.compile(
    r"(?<!of )\b(?:one|a|single|1)[ -]page\b|\b(?:only|just) the page\b", re.IGNORECASE
)


def test_no_text_says_that_the_summary_is_one_page() -> None:
    found = [
        text
        for text in (*(each.text for each in find_all_messages()), *read_documents())
        if ONE_PAGE.search(text)
    ]
    assert not found


def read_documents() -> Iterator[str]:
    """What README and docs/reference/files.md say, line by line."""
    for path in (ROOT / "README.md", ROOT / "docs" / "reference" / "files.md"):
        yield from path.read_text(encoding="utf-8").splitlines()
