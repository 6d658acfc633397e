"""What tests of the app are given: a place, a clock that stands still, one locale.

The app is imported only where a test asks for it: other tests load these fixtures, too.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.books import EVERY_TYPE, HARD, YOUNG, make_ten_years
from tests.factories import DAY_BEFORE, LAST_MONTH, PASSPHRASE, make_book, make_story
from tests.strategies import EXAMPLES
from tracker.i18n import clear_locale_cache


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One locale on every machine, and no habits of its terminal."""
    for name in ("LANGUAGE", "LC_NUMERIC", "LC_TIME", "LC_MONETARY", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LANG"):
        monkeypatch.setenv(name, "en_GB.UTF-8")
    clear_locale_cache()
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        # The app takes them out of the environment; the plugin of the pictures wants its own back.
        monkeypatch.setenv(name, os.environ[name])
    yield
    clear_locale_cache()


@pytest.fixture
def quick_app(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the next key as soon as the app is done with the one before; do nothing slow twice.

    Rules of style that one app parsed and matched serve the next. Changes are painted together once
    the app is idle. Where more examples are asked for, all of this is done as in a terminal. A lock
    clears no memory, which takes a second among all that tests import: `full_lock` does it where
    that is what is tested.
    """
    from tests.idle_wait import wait_until_handled, wait_until_idle
    from tests.late_painting import put_off_painting
    from tests.matched_styles import apply_from_memory
    from tests.parsed_styles import parse_rules_once

    monkeypatch.setattr("textual.app.wait_for_idle", wait_until_handled)
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_until_idle)
    for module in ("idle_lock", "book_session"):
        monkeypatch.setattr(f"tracker.app.{module}.clear_memory", lambda: None)
    if "copy_on_leaving" not in request.fixturenames:
        monkeypatch.setattr("tracker.app.book_session.QUICK_BACKUP_BYTES", 0)
    if EXAMPLES > 1:
        return
    monkeypatch.setattr("textual.css.stylesheet.Stylesheet._parse_rules", parse_rules_once)
    monkeypatch.setattr("textual.css.stylesheet.Stylesheet.apply", apply_from_memory)
    # Each style asks hundreds of rules for their hash, which is their identity in either way.
    monkeypatch.setattr("textual.css.model.RuleSet.__hash__", object.__hash__)
    monkeypatch.setattr("textual._compositor.Compositor.render_update", put_off_painting)


@pytest.fixture
def copy_on_leaving() -> None:
    """Let a book that was changed be copied when it is closed, which `quick_app` leaves out."""


@pytest.fixture
def full_lock(quick_app: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear the memory at each lock, where that is what is tested."""
    from tracker.app.memory import clear_memory

    for module in ("idle_lock", "book_session"):
        monkeypatch.setattr(f"tracker.app.{module}.clear_memory", clear_memory)


@pytest.fixture(scope="session")
def story_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story's book, to be copied."""
    return make_story(tmp_path_factory.mktemp("story") / "book.db", DAY_BEFORE)


@pytest.fixture(scope="session")
def empty_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book without an entry, to be copied."""
    return make_book(tmp_path_factory.mktemp("empty") / "book.db")


@pytest.fixture
def story_path(story_once: Path, tmp_path: Path) -> Path:
    """A copy of the sample story's book."""
    return Path(shutil.copy(story_once, tmp_path / "book.db"))


@pytest.fixture
def empty_path(empty_once: Path, tmp_path: Path) -> Path:
    """A copy of the empty book."""
    return Path(shutil.copy(empty_once, tmp_path / "book.db"))


@pytest.fixture(scope="session")
def locked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted book, to be copied."""
    return make_book(
        tmp_path_factory.mktemp("locked") / "book.db", "paid 20 event", passphrase=PASSPHRASE
    )


@pytest.fixture
def locked_path(locked_once: Path, tmp_path: Path) -> Path:
    """A copy of the encrypted book."""
    return Path(shutil.copy(locked_once, tmp_path / "book.db"))


@pytest.fixture(scope="session")
def ten_years_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of ten years, to be copied."""
    return make_ten_years(tmp_path_factory.mktemp("years") / "book.db")


@pytest.fixture
def book_path(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path]:
    """A book by what is in it: a copy of one that was made once, or a small one made anew."""

    def path_of(kind: str) -> Path:
        path = tmp_path / "book.db"
        if kind == "young":
            make_book(path, YOUNG)
        elif kind == "hard":
            make_book(path, *HARD, first_saved=LAST_MONTH)
        elif kind == "every type":
            make_book(path, *EVERY_TYPE, group="circle", first_saved=LAST_MONTH)
        elif kind == "broken":
            path.write_bytes(b"")
        elif kind != "none":
            shutil.copy(request.getfixturevalue(f"{kind.replace(' ', '_')}_once"), path)
        return path

    return path_of


@pytest.fixture
def stay_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is typed where a folder is asked for, nothing is written elsewhere; nor drawn."""
    from tracker.export.files.export_folder import ExportError, write_bundle, write_file
    from tracker.screens.chart import save_image
    from tracker.screens.entries import filter_bar
    from tracker.screens.share import show_someone
    from tracker.screens.shell import save_file

    def inside(path: Path) -> None:
        if not path.resolve().is_relative_to(tmp_path.resolve()):
            raise ExportError("Not there.")

    def bundle(files: Mapping[str, bytes], folder: Path) -> None:
        inside(folder)
        write_bundle(files, folder)

    def write_inside(content: bytes, file: Path) -> None:
        inside(file)
        write_file(content, file)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(show_someone, "render_export", lambda *_chosen: {"months.csv": b"months"})
    monkeypatch.setattr(show_someone, "write_bundle", bundle)
    monkeypatch.setattr(save_image, "draw_chart_image", lambda *_chosen: b"a picture")
    monkeypatch.setattr(save_file, "write_file", write_inside)
    monkeypatch.setattr(filter_bar, "SEARCH_DELAY", 0.001)
