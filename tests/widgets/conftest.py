"""The widgets' tests open the app; their fixtures are in `tests/app_fixtures.py`."""

import pytest


@pytest.fixture(autouse=True)
def english_at_once(english: None, quick_app: None) -> None:
    """Speak English everywhere, and never wait for a quiet machine."""
