"""What is kept of the screens; the other fixtures are in `tests/app_fixtures.py`."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from benchmarks.books import make_book
from tests.late_painting import render_update
from tests.snapshots import Snapshots, file_name

SNAPSHOTS = Path(__file__).parent / "__snapshots__"


@pytest.fixture(autouse=True)
def english_at_once(english: None, quick_app: None) -> None:
    """Speak English everywhere, and never wait for a quiet machine."""


@pytest.fixture
def every_paint(quick_app: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint each change as in a terminal, where it is tested that nothing breaks."""
    monkeypatch.setattr("textual._compositor.Compositor.render_update", render_update)


@pytest.fixture
def snapshots_in(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Snapshots]:
    """What is kept in a folder of this name."""
    is_updated = bool(request.config.getoption("--snapshot-update"))
    return lambda folder: Snapshots(SNAPSHOTS / file_name(folder), tmp_path, is_updated)


@pytest.fixture(scope="session")
def make_mixed_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Return a function that makes a mixed notebook of so many entries, each one once."""

    @cache
    def make(count: int) -> Path:
        path = tmp_path_factory.mktemp("mixed") / "book.db"
        make_book(path, count)
        return path

    return make
