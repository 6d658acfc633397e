"""What holds for every fault."""

from collections.abc import Iterator

import pytest

from tests.faults.watched import cheap_keys
from tracker.book import driver


@pytest.fixture(scope="module", autouse=True)
def quickly_opened() -> Iterator[None]:
    """Open encrypted books in no time."""
    with cheap_keys():
        yield


@pytest.fixture
def no_disk_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what only a loss of power would need: nothing here pulls the plug."""
    pragmas = tuple(pragma.replace("EXTRA", "OFF") for pragma in driver._PRAGMAS)
    monkeypatch.setattr(driver, "_PRAGMAS", pragmas)
