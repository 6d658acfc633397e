"""The command line in this process, and a German locale."""

from collections.abc import Callable

import pytest

from tests.command_line import story, tracker
from tracker.i18n import clear_locale_cache

__all__ = ["story", "tracker"]


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Speak and count as in Germany from now on."""

    def switch() -> None:
        monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
        clear_locale_cache()

    return switch
