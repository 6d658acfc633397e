"""The command line in this process, and a German locale."""

from collections.abc import Callable

import pytest

from tests.command_line import story, tracker
from tests.drawings import drawn_once, finished_once
from tracker.i18n import clear_locale_cache

__all__ = ["drawn_once", "finished_once", "story", "tracker"]


@pytest.fixture(autouse=True)
def pages_drawn_once(drawn_once: None, read_in_process: None) -> None:
    """Draw the same page once, and read reports in no child of its own.

    Here counts what the commands say and write. The child: `tests/importing`.
    """


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Speak and count as in Germany from now on."""

    def switch() -> None:
        monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
        clear_locale_cache()

    return switch
