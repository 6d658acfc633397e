"""`tracker timeline`: every ask in the terminal, one of them, a picture of them."""

from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.test_progress import show_progress_at_once
from tests.command_line import Tracker
from tracker.charts.image import matplotlib_page
from tracker.charts.image.page import ImagePage

AGAIN = b"""2025-10-27 ask 30/month dues for 8 no "the work comes first"
2025-11-03 ask 10 merch @!tea gave 10
"""


@pytest.fixture
def tracker_with_asks(tracker: Tracker) -> Tracker:
    tracker.with_story()
    assert tracker("log", stdin=AGAIN).code == 0
    return tracker


def test_every_ask_is_told_with_its_words_and_its_legend(tracker_with_asks: Tracker) -> None:
    result = tracker_with_asks("timeline")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("asked once") == 3
    assert "asked 2 times" in result.out
    assert "○ asked again  × no" in result.out
    assert "“the work comes first”" in result.out
    assert "■ gave or paid" in result.out.splitlines()[-1]
    assert result.out.index("merch, 10.00") < result.out.index("dues, 30.00 a month")
    assert max(map(len, result.out.splitlines())) <= 100


def test_an_ask_is_chosen_by_any_of_its_entries(tracker_with_asks: Tracker) -> None:
    for number in ("8", "9"):
        result = tracker_with_asks("timeline", "--ask", number)
        assert result.code == 0
        assert "asked 2 times" in result.out
        assert "merch" not in result.out


def test_an_entry_that_belongs_to_no_ask_is_refused_with_a_way_on(
    tracker_with_asks: Tracker,
) -> None:
    result = tracker_with_asks("timeline", "--ask", "1")
    assert (result.code, result.out) == (2, "")
    assert "Entry 1 doesn’t belong to an ask" in result.err


def test_a_group_may_come_from_standard_input(tracker_with_asks: Tracker) -> None:
    for result in (
        tracker_with_asks("timeline", "--group", "tea"),
        tracker_with_asks("timeline", "--group", "-", stdin=b"tea\n"),
    ):
        assert result.code == 0
        assert "merch, 10.00" in result.out
        assert "dues" not in result.out
    assert tracker_with_asks("timeline", "--group", "nobody").code == 2


def test_a_book_without_an_ask_says_one_kind_sentence(tracker: Tracker) -> None:
    assert tracker("new", "--currency", "EUR", "--no-passphrase").code == 0
    result = tracker("timeline")
    assert (result.code, result.out) == (0, "")
    assert "There are no asks yet" in result.err


def test_a_picture_is_written_and_remembered(tracker_with_asks: Tracker, tmp_path: Path) -> None:
    for name, starts in (("asks.png", b"\x89PNG"), ("asks.pdf", b"%PDF")):
        file = tmp_path / name
        result = tracker_with_asks("timeline", "--ask", "8", str(file))
        assert (result.code, result.out) == (0, f"Image saved: {file}\n")
        assert file.read_bytes().startswith(starts)
        assert str(file) in tracker_with_asks("where", "--all").out
    assert tracker_with_asks("timeline", str(tmp_path / "asks.png")).code == 1
    assert tracker_with_asks("timeline", str(tmp_path / "asks.svg")).code == 2


def test_a_long_drawing_is_counted_on_the_terminal(
    tracker_with_asks: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = show_progress_at_once(monkeypatch)
    assert tracker_with_asks("timeline", "asks.pdf").code == 0
    shown = terminal.getvalue()
    assert "Asks drawn so far: 3. Press ctrl+c to stop." in shown
    assert "Pages drawn so far: 1. Press ctrl+c to stop." in shown
    assert shown.endswith("\r\x1b[2K")


def test_a_drawing_that_is_stopped_leaves_no_file(
    tracker_with_asks: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(page: ImagePage) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(matplotlib_page, "_paint_page", interrupted)
    result = tracker_with_asks("timeline", "asks.pdf")
    assert (result.code, result.out) == (1, "")
    assert result.err == "Stopped. Anything saved before this stays saved.\n"
    assert not (tracker_with_asks.folder / "asks.pdf").exists()
    assert "asks.pdf" not in tracker_with_asks("where", "--all").out
