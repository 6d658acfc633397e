"""The help pages: listed in `docs/index.md`, and read from the package or the working copy.

All pages are read at once. The time at which a file was last read then doesn't tell which page was
wanted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tracker
from tracker.i18n import N_error

NO_PAGES = N_error(
    "The help pages aren’t there or can’t be read. Install Tracker again to get them back."
)
"""What is said in their place. Everything else in Tracker works without them."""
_SECTION = re.compile(r"## (?P<title>.+)")
_PAGE = re.compile(r"- \[(?P<title>[^]]+)\]\((?P<path>[^)]+\.md)\)(?:: (?P<summary>.+))?")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page, as the list of pages has it, with its text."""

    path: str
    """Where it is below the folder of the pages, with slashes."""
    title: str
    summary: str
    section: str
    text: str
    """The page in Markdown."""

    @property
    def name(self) -> str:
        """The name that people type."""
        return self.path.rpartition("/")[2].removesuffix(".md")


def find_help_folder() -> Path:
    """Return the folder of the pages: in the installed package, or in a working copy beside it."""
    package = Path(tracker.__file__).parent
    installed = package / "docs"
    return installed if installed.is_dir() else package.parent / "docs"


@cache
def load_help_pages() -> Mapping[str, HelpPage]:
    """Return all pages by name, in the order of the list, or none if one can't be read."""
    try:
        return _read_pages(find_help_folder())
    except (OSError, UnicodeDecodeError):
        return {}


def _read_pages(folder: Path) -> Mapping[str, HelpPage]:
    pages = {}
    section = ""
    for line in (folder / "index.md").read_text("utf-8").splitlines():
        if heading := _SECTION.fullmatch(line):
            section = heading["title"]
        elif found := _PAGE.fullmatch(line):
            text = (folder / found["path"]).read_text("utf-8")
            summary = (found["summary"] or "").replace("`", "")
            page = HelpPage(found["path"], found["title"], summary, section, text)
            pages[page.name] = page
    return pages


def list_sections(pages: Mapping[str, HelpPage]) -> Mapping[str, list[HelpPage]]:
    """Return the pages of each section, in the order of the list."""
    sections: dict[str, list[HelpPage]] = {}
    for page in pages.values():
        sections.setdefault(page.section, []).append(page)
    return sections
