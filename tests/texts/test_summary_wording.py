"""No text calls the summary one page: it has as many as it needs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = ("_", "N_", "ngettext")
ONE_PAGE = re.compile(
    r"(?<!of )\b(?:one|a|single|1)[ -]page\b|\b(?:only|just) the page\b", re.IGNORECASE
)


def test_no_text_says_that_the_summary_is_one_page() -> None:
    found = [text for text in (*find_user_texts(), *read_documents()) if ONE_PAGE.search(text)]
    assert not found


def find_user_texts() -> Iterator[str]:
    """Every text for people, from the code."""
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=args) if name in TEXTS:
                    yield from (str(each.value) for each in args if isinstance(each, ast.Constant))


def read_documents() -> Iterator[str]:
    """What README and docs/reference/files.md say, line by line."""
    for path in (ROOT / "README.md", ROOT / "docs" / "reference" / "files.md"):
        yield from path.read_text(encoding="utf-8").splitlines()
