"""Drawings of every screen; each was looked at before it was kept.

`make snapshots` keeps them anew, `python tests/pictures.py FOLDER` draws them for eyes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.books import TODAY
from tests.app.conftest import DRAWINGS
from tests.app.drawing import Kept, expect_kept, file_name
from tests.app.walking import DIALOGS, PLACES, WAY_IN, Stops, settled, walk
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
from tracker.screens import filter_bar

BookPath = Callable[[str], Path]
KeptIn = Callable[[str], Kept]


@dataclass(frozen=True)
class Variation:
    """How all places are looked at once more."""

    size: tuple[int, int] = (80, 24)
    book: str = "story"
    theme: str | None = None
    has_colours: bool = True
    pressed: tuple[str, ...] = ()


VARIATIONS = {
    "80x24": Variation(),
    "60x20": Variation((60, 20)),
    "120x40": Variation((120, 40)),
    "200x60": Variation((200, 60)),
    "light": Variation(theme="tracker-light"),
    "of the terminal": Variation(theme="ansi-dark"),
    "no colour": Variation(has_colours=False),
    "hidden": Variation(pressed=("ctrl+n",)),
    "empty": Variation(book="empty"),
    "ten years": Variation(book="ten years"),
}
DIALOG_SIZES = ((80, 24), (60, 20))
WAY_IN_SIZES = ((80, 24), (120, 40), (60, 20))


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for what a filter names at once, not when a person has stopped typing."""
    monkeypatch.setattr(filter_bar, "PATIENCE", 0.001)


def in_size(size: tuple[int, int]) -> str:
    """The name of a size: 80x24."""
    return "x".join(map(str, size))


@pytest.mark.parametrize("name", VARIATIONS)
async def test_every_place(
    name: str, book_path: BookPath, kept: KeptIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    variation, drawings = VARIATIONS[name], kept(name)
    if not variation.has_colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = TrackerApp(book_path(variation.book), FixedClock(TODAY))
    app.theme = variation.theme or app.theme
    async with app.run_test(size=variation.size) as pilot:
        await pilot.press(*variation.pressed)
        async for stop in walk(pilot, PLACES):
            drawings.look(stop, app)
    expect_kept(drawings)


async def looked_at(
    pilot: Pilot[None], stops: Stops, drawings: dict[tuple[int, int], Kept]
) -> None:
    """Look at every stop of a walk in every size."""
    async for stop in walk(pilot, stops):
        for size in sorted(drawings, key=lambda size: size != pilot.app.size):
            if size != pilot.app.size:
                await pilot.resize_terminal(*size)
                await settled(pilot)
            drawings[size].look(stop, pilot.app)


@pytest.mark.parametrize("name", DIALOGS)
async def test_what_opens_over_the_places(
    name: str, book_path: BookPath, kept: KeptIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tour's last step names a folder where one stands.
    monkeypatch.chdir("/")
    drawings = {size: kept(f"dialogs {in_size(size)}") for size in DIALOG_SIZES}
    app = TrackerApp(book_path("story"), FixedClock(TODAY))
    async with app.run_test(size=DIALOG_SIZES[0]) as pilot:
        await looked_at(pilot, DIALOGS[name], drawings)
    expect_kept(*drawings.values())


@pytest.mark.parametrize("book", WAY_IN)
async def test_what_comes_first(
    book: str,
    book_path: BookPath,
    kept: KeptIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawings = {size: kept(f"first {in_size(size)}") for size in WAY_IN_SIZES}
    monkeypatch.chdir(tmp_path)
    app = TrackerApp(Path(book_path(book).name), FixedClock(TODAY))
    async with app.run_test(size=WAY_IN_SIZES[0]) as pilot:
        await settled(pilot)
        await looked_at(pilot, WAY_IN[book], drawings)
    expect_kept(*drawings.values())


async def test_a_window_that_grew_or_shrank_looks_like_one_opened_so(
    book_path: BookPath, kept: KeptIn
) -> None:
    smallest, largest = VARIATIONS["60x20"].size, VARIATIONS["200x60"].size
    app = TrackerApp(book_path("story"), FixedClock(TODAY))
    drawings = {
        size: replace(kept(in_size(size)), is_updated=False) for size in (smallest, largest)
    }
    async with app.run_test(size=(80, 24)) as pilot:
        stops = {name: PLACES[name] for name in ("this month", "entries", "chart", "settings")}
        await looked_at(pilot, stops, drawings)
    expect_kept(*drawings.values())


def test_no_drawing_is_kept_that_nothing_draws(request: pytest.FixtureRequest) -> None:
    drawn = {(name, place) for name in VARIATIONS for place in PLACES}
    for sizes, what, walks in (
        (DIALOG_SIZES, "dialogs", DIALOGS),
        (WAY_IN_SIZES, "first", WAY_IN),
    ):
        folders = [f"{what} {in_size(size)}" for size in sizes]
        drawn |= {(f, stop) for f in folders for stops in walks.values() for stop in stops}
    files = {DRAWINGS / file_name(folder) / f"{file_name(name)}.txt" for folder, name in drawn}
    left_over = {file for file in DRAWINGS.rglob("*") if file.is_file()} - files
    if request.config.getoption("--snapshot-update"):
        for file in left_over:
            file.unlink()
    else:
        assert sorted(left_over) == []
