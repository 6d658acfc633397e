"""The report of the sample story, built once for all tests."""

from collections.abc import Iterator

import pytest

from tests.export.report.reports import ROOT, build_report_of, open_story_book
from tracker.export.report.model import Report
from tracker.i18n import clear_locale_cache


@pytest.fixture(scope="session")
def story_report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Everything that the story's report may say."""
    with open_story_book(tmp_path_factory.mktemp("story")) as book:
        return build_report_of(book, root=ROOT)


@pytest.fixture(scope="session")
def narrow_report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What the story's report says without income and without words."""
    with open_story_book(tmp_path_factory.mktemp("narrow")) as book:
        return build_report_of(book, with_income=False, with_words=False)


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A German locale; its dates and amounts are in other forms, and longer."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    clear_locale_cache()
    yield
    monkeypatch.undo()
    clear_locale_cache()
