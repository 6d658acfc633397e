"""The help pages: `docs/index.md` is the one list, and what it lists is what is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import tracker
from tracker.help_pages import pages
from tracker.help_pages.pages import find_help_folder, list_sections, load_help_pages

ROOT = Path(__file__).parents[2]
FOLDERS = ("tutorial", "how-to", "for-others", "reference", "explanation")
STRAY = ROOT / "docs" / "how-to" / "stray-file-of-a-test.db"


@pytest.fixture
def stray_file() -> Iterator[Path]:
    """A file among the pages that must never travel."""
    STRAY.touch()
    yield STRAY
    STRAY.unlink()


def list_files() -> set[str]:
    """The pages that are in the folders for users."""
    docs = ROOT / "docs"
    return {
        path.relative_to(docs).as_posix() for name in FOLDERS for path in docs.glob(f"{name}/**/*")
    }


def test_the_list_has_every_page_once_with_a_name_of_its_own() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = load_help_pages()
    assert {page.path for page in pages.values()} == list_files()
    lists = index[index.index("\n## ") :]
    items = [line for line in lists.splitlines() if line.startswith("- ")]
    assert len(pages) == len(items), "a line of the list that is not read, or a name used twice"
    assert all(page.section and page.summary for page in pages.values())
    assert next(iter(list_sections(pages))) == "Start"


@pytest.mark.parametrize("name", load_help_pages())
def test_a_page_begins_with_the_title_that_the_list_has(name: str) -> None:
    page = load_help_pages()[name]
    assert page.text.splitlines()[0] == f"# {page.title}"


@pytest.mark.parametrize(
    ("builder", "folder"), [(WheelBuilder, "tracker/docs"), (SdistBuilder, "docs")]
)
def test_what_is_installed_is_the_list_and_its_pages(
    builder: type[WheelBuilder | SdistBuilder], folder: str, stray_file: Path
) -> None:
    built = {each.distribution_path for each in builder(str(ROOT)).recurse_included_files()}
    paths = {path for path in built if "docs/" in path and path != "docs/man/tracker.1"}
    pages = {page.path for page in load_help_pages().values()}
    assert paths == {f"{folder}/{path}" for path in (*pages, "index.md")}
    assert stray_file.is_file()
    assert "tracker/help_pages/pages.py" in built


def test_there_are_no_pages_where_one_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.md").write_text(f"## How to\n\n- [A page](how-to/{'gone'}.md): it is.\n")
    monkeypatch.setattr(pages, "find_help_folder", lambda: tmp_path)
    pages.load_help_pages.cache_clear()
    try:
        assert not load_help_pages()
        (tmp_path / "index.md").write_bytes(b"\xff")
        pages.load_help_pages.cache_clear()
        assert not load_help_pages()
    finally:
        pages.load_help_pages.cache_clear()


def test_installed_pages_come_before_those_of_a_working_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_help_folder() == ROOT / "docs"
    package, name = tmp_path / "tracker", "a-page"
    (package / "docs" / "how-to").mkdir(parents=True)
    (package / "docs" / "index.md").write_text(
        f"## How to\n\n- [A page](how-to/{name}.md): it is.\n"
    )
    (package / "docs" / "how-to" / f"{name}.md").write_text("# A page\n")
    monkeypatch.setattr(tracker, "__file__", str(package / "__init__.py"))
    pages.load_help_pages.cache_clear()
    try:
        assert list(load_help_pages()) == [name]
    finally:
        monkeypatch.undo()
        pages.load_help_pages.cache_clear()
