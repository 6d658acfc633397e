"""What is kept of the screens; the other fixtures are in `tests/app_fixtures.py`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.snapshots import Snapshots, file_name

SNAPSHOTS = Path(__file__).parent / "__snapshots__"


@pytest.fixture(autouse=True)
def english_at_once(english: None, quick_app: None) -> None:
    """Speak English everywhere, and never wait for a quiet machine."""


@pytest.fixture
def snapshots_in(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Snapshots]:
    """What is kept in a folder of this name."""
    is_updated = bool(request.config.getoption("--snapshot-update"))
    return lambda folder: Snapshots(SNAPSHOTS / file_name(folder), tmp_path, is_updated)
