"""Charts are tested in the plain locale."""

from collections.abc import Iterator

import pytest

from tracker.i18n import clear_locale_cache


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_NUMERIC", "LC_TIME", "LC_MONETARY", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    clear_locale_cache()
    yield
    monkeypatch.undo()
    clear_locale_cache()
