"""Pictures of every screen in the two sizes that count; each was looked at before it was kept."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.books import PASSPHRASE, TODAY, make_book
from tests.app.screens import paste_in
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock

SnapCompare = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])

SAID = '30/month dues no #in_public "the fight is more important than your feelings" // cried later'
ON_THE_STORY = {
    "this month": ["f1"],
    "chart": ["f3"],
    "chart walked": ["f3", "left", "left", "left", "left", "left"],
    "after examples": ["a"],
    "after reading": ["a", SAID],
    "after lacking": ["a", "30/month "],
    "after tags": ["a", "30 dues no #no"],
    "after refused": ["a", "30 blah dues no"],
    "after noted": ["a", "meeting 2h", "enter", "15 merch no no gave 15 #buy_pressed", "enter"],
    "pasted": ["a", "meeting 2h\n15 merch gave 15\nyesterday 30/month dues no"],
    "go": ["g"],
    "help": ["question_mark"],
    "palette": ["ctrl+p"],
}
"""What is pressed, or pasted where it is more than a key."""


def doing(steps: list[str]) -> Before:
    """Press and paste one after another."""

    async def do(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for step in steps:
            if " " in step:
                await paste_in(pilot, step)
            else:
                await pilot.press(step)
        await pilot.pause()

    return do


@SIZES
@pytest.mark.parametrize("name", ON_THE_STORY)
def test_on_the_story(
    name: str, size: tuple[int, int], story_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(story_path, FixedClock(TODAY))
    assert snap_compare(app, run_before=doing(ON_THE_STORY[name]), terminal_size=size)


@pytest.mark.parametrize("theme", ["tracker-light", "ansi-dark"])
@pytest.mark.parametrize("name", ["this month", "chart", "after reading"])
def test_in_other_colours(
    name: str, theme: str, story_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(story_path, FixedClock(TODAY))
    app.theme = theme
    assert snap_compare(app, run_before=doing(ON_THE_STORY[name]), terminal_size=(80, 24))


@SIZES
@pytest.mark.parametrize("steps", [[], ["enter"], ["enter", "enter"]], ids=len)
def test_the_way_in(
    steps: list[str], size: tuple[int, int], tmp_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(tmp_path / "book.db", FixedClock(TODAY))
    assert snap_compare(app, run_before=doing(steps), terminal_size=size)


@SIZES
@pytest.mark.parametrize("steps", [[], ["no soup", "enter"]], ids=len)
def test_a_locked_book(
    steps: list[str], size: tuple[int, int], locked_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(locked_path, FixedClock(TODAY))
    assert snap_compare(app, run_before=doing(steps), terminal_size=size)


@SIZES
def test_showing_someone(
    size: tuple[int, int], locked_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(locked_path, FixedClock(TODAY), PASSPHRASE)
    assert snap_compare(app, run_before=doing(["x"]), terminal_size=size)


@SIZES
def test_a_file_that_is_no_book(
    size: tuple[int, int],
    tmp_path: Path,
    snap_compare: SnapCompare,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("book.db").write_bytes(b"")
    assert snap_compare(TrackerApp(Path("book.db"), FixedClock(TODAY)), terminal_size=size)


@SIZES
@pytest.mark.parametrize("lines", [[], ["15 merch gave 15 #in_public", "meeting 2h"]], ids=len)
def test_a_young_book(
    lines: list[str], size: tuple[int, int], tmp_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(make_book(tmp_path / "book.db", *lines), FixedClock(TODAY))
    assert snap_compare(app, run_before=doing([]), terminal_size=size)


@SIZES
def test_a_month_in_which_nothing_is_left(
    size: tuple[int, int], tmp_path: Path, snap_compare: SnapCompare
) -> None:
    path = make_book(
        tmp_path / "book.db",
        "2026-08-01 income 950/month",
        "2026-08-01 need rent 480/month",
        "2026-08-01 need food 260/month",
        "2026-08-01 limit 2%",
        "2026-09-10 paid 20 dues",
        "2026-10-10 paid 55 dues",
        "2026-11-02 ask 50-500 donation pledged 50 #public_pledge",
        "2026-11-03 ask 200 event gave 200 #deadline",
        "2026-11-05 ask 30 dues gave 30",
    )
    app = TrackerApp(path, FixedClock(TODAY))
    assert snap_compare(app, run_before=doing([]), terminal_size=size)


@SIZES
def test_what_was_taken_back(
    size: tuple[int, int], story_path: Path, snap_compare: SnapCompare
) -> None:
    app = TrackerApp(story_path, FixedClock(TODAY))
    steps = ["a", "15 merch no #in_public", "enter", "escape", "u"]
    assert snap_compare(app, run_before=doing(steps), terminal_size=size)
