"""Each form that docs/reference/entry-line.md shows is read as the page says."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.factories import make_parse_context
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.types import Entry
from tracker.i18n import clear_locale_cache

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "entry-line.md"
DAYS = LineDays.from_today(date(2026, 11, 12))
ROW = re.compile(r"^\| `(.+?)` \| (`.+`) \| (yes|no|asked) \|$", re.MULTILINE)
"""What is typed, what it is, and whether a file reads it."""
ROWS = ROW.findall(PAGE.read_text("utf-8"))


@pytest.fixture(autouse=True)
def _locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write the day before the month."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    clear_locale_cache()
    yield
    monkeypatch.undo()
    clear_locale_cache()


def _read(line: str, *, typed: bool) -> tuple[Entry, ...]:
    return read_line(line, make_parse_context(), DAYS, typed=typed)


def test_the_page_shows_forms_of_each_token() -> None:
    assert len(ROWS) >= 50


@pytest.mark.parametrize(("line", "meaning", "file"), ROWS)
def test_each_form_is_read_as_the_page_says(line: str, meaning: str, file: str) -> None:
    plain_lines = re.findall("`([^`]+)`", meaning)
    expected = [_read(plain, typed=True) for plain in plain_lines]
    if file == "asked" or " or " in re.sub("`[^`]+`", "", meaning):
        with pytest.raises(AmbiguousLineError) as asked:
            _read(line, typed=True)
        assert [_read(each, typed=True) for each in asked.value.readings] == expected
    else:
        assert _read(line, typed=True) == tuple(entry for part in expected for entry in part)
    if file == "yes":
        assert _read(line, typed=False) == expected[0]
        return
    with pytest.raises(ParseError):
        _read(line, typed=False)
