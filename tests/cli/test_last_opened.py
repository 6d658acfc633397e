"""When it was last opened, by command line: reading leaves the file alone, a save has the time."""

import os
import re
from datetime import date, time
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tracker.book.open_book import open_book
from tracker.clock import Moment, SystemClock, find_local_time

LONG_AGO = 1_000_000_000


def read_last_opened(path: Path) -> str:
    """Return what the file has as the last opening."""
    with open_book(path) as book:
        return book.settings.get("last_opened")


@pytest.mark.parametrize(
    "command",
    [("months",), ("entries",), ("total",), ("how-often",), ("history", "1"), ("where", "--all")],
    ids=" ".join,
)
def test_reading_leaves_bytes_and_date(story: Tracker, command: tuple[str, ...]) -> None:
    before, files = story.book.read_bytes(), sorted(story.folder.iterdir())
    os.utime(story.book, (LONG_AGO, LONG_AGO))
    assert story(*command).code == 0
    assert story.book.read_bytes() == before
    assert story.book.stat().st_mtime == LONG_AGO
    assert sorted(story.folder.iterdir()) == files


def test_a_save_has_the_time_and_undo_keeps_it(story: Tracker) -> None:
    assert story("--today", "2026-11-12", "log", stdin=b"paid 5 dues\n").code == 0
    saved = read_last_opened(story.book)
    assert re.fullmatch(r"2026-11-12 \d\d:\d\d", saved)
    assert story("--today", "2026-11-13", "undo", "--yes").code == 0
    assert read_last_opened(story.book).startswith("2026-11-13 ")


def test_no_export_and_no_list_has_it(story: Tracker) -> None:
    with open_book(story.book) as book:
        book.settings.set("last_opened", "2019-07-23 04:56")
    folder = story.folder / "out"
    assert story("export", "--for", "me", "--private-notes", "--to", str(folder)).code == 0
    for file in folder.iterdir():
        assert not re.search(rb"2019-07-23|04:56|last_opened", file.read_bytes()), file.name
    for command in (("entries", "--format", "json"), ("history", "1"), ("months",)):
        assert "04:56" not in story(*command).out


@pytest.mark.parametrize("text", ["", "2026-11-12", "2026-11-12 ", "soon", "2026-11-31 10:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert Moment.parse(text) is None


def test_a_moment_is_kept_to_the_minute() -> None:
    moment = Moment(date(2026, 11, 12), time(4, 5))
    assert str(moment) == "2026-11-12 04:05"
    assert Moment.parse(str(moment)) == moment
    assert SystemClock().now().day == SystemClock().today()
    assert find_local_time().second == 0
