"""Every document that a page, a comment or a test cites exists, and so does each section."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = tuple((ROOT / "docs").rglob("*.md"))
TEXTS = tuple(sorted({*ROOT.glob("*.md"), *DOCS, ROOT / "exports" / "README.md"}))
CODE = tuple(
    sorted(
        path
        for folder in ("tracker", "tests", "tools", "benchmarks")
        for ending in ("*.py", "*.toml", "*.typ", "*.tcss")
        for path in (ROOT / folder).rglob(ending)
        if path != Path(__file__)
    )
)
SETTINGS = (
    ROOT / "pyproject.toml",
    ROOT / "Makefile",
    ROOT / ".gitattributes",
    ROOT / ".editorconfig",
)
DOCUMENT = re.compile(r"(?<![\w./*-])(?P<path>[\w./-]*\w\.md)\b")
SECTIONS = re.compile(
    DOCUMENT.pattern + r'`?\)?(?P<names>,\s"[^"]{1,60}"(?:,\s"[^"]{1,60}")*)', re.DOTALL
)
LINK = re.compile(r"\]\((?P<path>[^)#:\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINE_START = re.compile(r"\n[ \t]*(?:# )?")


def find_document(path: str, citing: Path) -> Path | None:
    """Return the document that a file cites; None where there is none.

    The name of a document is enough: it is the text of a link, or a part of a path in code.
    """
    for found in (ROOT / path, citing.parent / path):
        if found.is_file():
            return found
    if "/" in path:
        return None
    return next((document for document in DOCS if document.name == path), None)


def find_faults(text: str, citing: Path) -> Iterator[str]:
    """Yield each document and section that a text cites and that does not exist."""
    running = LINE_START.sub(" ", text)
    for match in DOCUMENT.finditer(running):
        if find_document(match["path"], citing) is None:
            yield match["path"]
    for match in SECTIONS.finditer(running):
        document = find_document(match["path"], citing)
        headings = HEADING.findall(document.read_text("utf-8")) if document else []
        for name in re.findall('"([^"]+)"', match["names"]):
            if name not in headings:
                yield f"{match['path']}, {name}"


@pytest.mark.parametrize("citing", [TEXTS, CODE, SETTINGS], ids=["texts", "code", "settings"])
def test_every_document_and_section_that_is_cited_exists(citing: tuple[Path, ...]) -> None:
    found = {
        str(path.relative_to(ROOT)): faults
        for path in citing
        if (faults := list(find_faults(path.read_text("utf-8"), path)))
    }
    assert found == {}


def test_every_link_of_a_page_leads_somewhere() -> None:
    found = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in TEXTS
        for path in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / path).exists()
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("see docs/reference/files.md", None),
        ('# as docs/reference/files.md,\n# "The tables", "Import", says', None),
        ("see docs/reference/film.md", "docs/reference/film.md"),
        ("straight from CONTRACT.md.", "CONTRACT.md"),
        ('as docs/reference/files.md,\n    "No such"', "docs/reference/files.md, No such"),
        ('[files.md](files.md), "Import", "Nowhere"', "files.md, Nowhere"),
    ],
)
def test_a_document_or_section_that_is_not_there_is_found(text: str, fault: str | None) -> None:
    assert list(find_faults(text, CODE[0]))[-1:] == ([fault] if fault else [])
