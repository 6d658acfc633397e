"""The app and the command line for notebooks of early versions, as their own tests have them."""

import pytest

from tests.command_line import tracker

__all__ = ["tracker"]


@pytest.fixture(autouse=True)
def english_at_once(english: None, quick_app: None) -> None:
    """Speak English everywhere, and never wait for a quiet machine."""
