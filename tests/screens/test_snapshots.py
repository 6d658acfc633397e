"""The text of every screen in every size, and the styles of one screen in each theme.

Each was looked at before it was kept. `make snapshots` keeps them anew, `python
tests/screen_images.py FOLDER` draws them for eyes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.pilot_actions import open_app, type_in
from tests.screens.conftest import SNAPSHOTS
from tests.snapshots import (
    MOST_LINES,
    Snapshots,
    draw_styles,
    draw_text,
    expect_no_difference,
    file_name,
    show_difference,
)
from tests.strategies import EXAMPLES, pick_every
from tests.walks import DIALOGS, PLACES, WAY_IN, Stops, wait_until_settled, walk
from tracker.app.themes import ANSI_THEMES, OWN_THEMES
from tracker.screens.entries import filter_bar
from tracker.screens.share import side_preview
from tracker.widgets import side_entries

BookPath = Callable[[str], Path]
SnapshotsIn = Callable[[str], Snapshots]


@dataclass(frozen=True)
class Variation:
    """How all places are looked at once more."""

    size: tuple[int, int] = (80, 24)
    book: str = "story"
    theme: str | None = None
    has_colours: bool = True
    pressed: tuple[str, ...] = ()
    same_text_as: str | None = None
    """The variation whose texts are kept for this one, too."""


VARIATIONS = {
    "80x24": Variation(),
    "60x20": Variation((60, 20)),
    "120x40": Variation((120, 40)),
    "160x45": Variation((160, 45)),
    "200x60": Variation((200, 60)),
    "light": Variation(theme="tracker-light", same_text_as="80x24"),
    "of the terminal": Variation(theme="ansi-dark"),
    "no colour": Variation(has_colours=False, same_text_as="80x24"),
    "hidden": Variation(pressed=("ctrl+n",)),
    "empty": Variation(book="empty"),
    "ten years": Variation(book="ten years"),
}
SHOWN_ELSEWHERE = {"light", "of the terminal", "200x60"}
"""The styles of all themes are always compared, and half the places in a window that grew."""
LOOKED_AT = [name for name in VARIATIONS if EXAMPLES > 1 or name not in SHOWN_ELSEWHERE]
DIALOG_SIZES = ((80, 24), (60, 20))
WAY_IN_SIZES = ((80, 24), (120, 40), (60, 20))
STYLES, STYLED = "styles", "before you answer"
"""The folder of the styles, and the screen of which they are kept: most of ours are on it."""
NO_COLOUR = "no colour"
THEMES = (*(theme.name for theme in (*OWN_THEMES, *ANSI_THEMES)), NO_COLOUR)


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for what a filter names at once, not when a person has stopped typing or moving."""
    monkeypatch.setattr(filter_bar, "SEARCH_DELAY", 0.001)
    monkeypatch.setattr(side_entries, "REST_SECONDS", 0.001)
    monkeypatch.setattr(side_preview, "REST_SECONDS", 0.001)


def format_size(size: tuple[int, int]) -> str:
    """The name of a size: 80x24."""
    return "x".join(map(str, size))


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKED_AT)
async def test_every_place(
    name: str, book_path: BookPath, snapshots_in: SnapshotsIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    variation = VARIATIONS[name]
    snapshots = snapshots_in(variation.same_text_as or name)
    if variation.same_text_as:
        snapshots = replace(snapshots, is_updated=False)
    if not variation.has_colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = open_app(book_path(variation.book))
    app.theme = variation.theme or app.theme
    async with app.run_test(size=variation.size) as pilot:
        await pilot.press(*variation.pressed)
        async for stop in walk(pilot, PLACES):
            snapshots.compare(stop, app)
    expect_no_difference(snapshots)


async def compare_in_sizes(
    pilot: Pilot[None], stops: Stops, snapshots: dict[tuple[int, int], Snapshots]
) -> None:
    """Look at every stop of a walk in every size."""
    async for stop in walk(pilot, stops):
        for size in sorted(snapshots, key=lambda size: size != pilot.app.size):
            if size != pilot.app.size:
                await pilot.resize_terminal(*size)
                await wait_until_settled(pilot)
            snapshots[size].compare(stop, pilot.app)


@pytest.mark.slow
@pytest.mark.parametrize("name", pick_every(2, DIALOGS))
async def test_what_opens_over_the_places(
    name: str, book_path: BookPath, snapshots_in: SnapshotsIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tour's last step names a folder where one stands.
    monkeypatch.chdir("/")
    snapshots = {size: snapshots_in(f"dialogs {format_size(size)}") for size in DIALOG_SIZES}
    app = open_app(book_path("story"))
    async with app.run_test(size=DIALOG_SIZES[0]) as pilot:
        await compare_in_sizes(pilot, DIALOGS[name], snapshots)
    expect_no_difference(*snapshots.values())


@pytest.mark.parametrize("book", WAY_IN)
async def test_what_comes_first(
    book: str,
    book_path: BookPath,
    snapshots_in: SnapshotsIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    snapshots = {size: snapshots_in(f"first {format_size(size)}") for size in WAY_IN_SIZES}
    monkeypatch.chdir(tmp_path)
    app = open_app(Path(book_path(book).name))
    async with app.run_test(size=WAY_IN_SIZES[0]) as pilot:
        await wait_until_settled(pilot)
        await compare_in_sizes(pilot, WAY_IN[book], snapshots)
    expect_no_difference(*snapshots.values())


async def test_a_window_that_grew_or_shrank_looks_like_one_opened_so(
    book_path: BookPath, snapshots_in: SnapshotsIn
) -> None:
    smallest, largest = VARIATIONS["60x20"].size, VARIATIONS["200x60"].size
    app = open_app(book_path("story"))
    snapshots = {
        size: replace(snapshots_in(format_size(size)), is_updated=False)
        for size in (smallest, largest)
    }
    async with app.run_test(size=(80, 24)) as pilot:
        stops = {name: PLACES[name] for name in ("this month", "entries", "chart", "settings")}
        await compare_in_sizes(pilot, stops, snapshots)
    expect_no_difference(*snapshots.values())


@pytest.mark.parametrize("theme", THEMES)
async def test_the_styles_of_one_screen(
    theme: str, book_path: BookPath, snapshots_in: SnapshotsIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    if theme == NO_COLOUR:
        monkeypatch.setenv("NO_COLOR", "1")
    app = open_app(book_path("story"))
    app.theme = app.theme if theme == NO_COLOUR else theme
    styles = snapshots_in(STYLES)
    async with app.run_test(size=VARIATIONS["80x24"].size) as pilot:
        async for _stop in walk(pilot, {STYLED: PLACES[STYLED]}):
            styles.compare(theme, app, draw_styles)
    expect_no_difference(styles)


def list_expected_files() -> Iterator[Path]:
    """Yield each file that some test here compares with."""
    for name, variation in VARIATIONS.items():
        if not variation.same_text_as:
            yield from (snapshot_file(name, stop) for stop in PLACES)
    for sizes, what, walks in (
        (DIALOG_SIZES, "dialogs", DIALOGS),
        (WAY_IN_SIZES, "first", WAY_IN),
    ):
        for size in sizes:
            for stops in walks.values():
                yield from (snapshot_file(f"{what} {format_size(size)}", stop) for stop in stops)
    yield from (snapshot_file(STYLES, theme) for theme in THEMES)


def snapshot_file(folder: str, name: str) -> Path:
    """Return the file of a stop, or of a theme."""
    return SNAPSHOTS / file_name(folder) / f"{file_name(name)}.txt"


@pytest.mark.parametrize("name", DIALOGS)
def test_each_stop_of_a_walk_is_another_picture(name: str) -> None:
    """A walk that went astray shows a screen twice, and what it was to show not at all."""
    folder = SNAPSHOTS / f"dialogs-{format_size(DIALOG_SIZES[0])}"
    stops: dict[str, list[str]] = {}
    for stop in DIALOGS[name]:
        picture = (folder / f"{file_name(stop)}.txt").read_text(encoding="utf-8")
        stops.setdefault(picture, []).append(stop)
    assert not [same for same in stops.values() if len(same) > 1]


def test_no_file_is_kept_that_no_test_compares_with(request: pytest.FixtureRequest) -> None:
    files = {file for file in SNAPSHOTS.rglob("*") if file.is_file()}
    left_over = files - set(list_expected_files())
    if request.config.getoption("--snapshot-update"):
        for file in left_over:
            file.unlink()
    else:
        assert sorted(left_over) == []


async def test_a_changed_text_fails_with_its_lines(book_path: BookPath, tmp_path: Path) -> None:
    app = open_app(book_path("empty"))
    snapshots = Snapshots(tmp_path / "texts", tmp_path, is_updated=True)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await wait_until_settled(pilot)
        before = draw_text(app)
        snapshots.compare("a screen", app)
        snapshots = replace(snapshots, is_updated=False)
        snapshots.compare("a screen", app)
        expect_no_difference(snapshots)
        await type_in(pilot, "30")
        await wait_until_settled(pilot)
        snapshots.compare("a screen", app)
        snapshots.compare("another screen", app)
        now = draw_text(app)
    with pytest.raises(pytest.fail.Exception) as failure:
        expect_no_difference(snapshots)
    said = str(failure.value)
    lines = show_difference(before, now)
    assert lines in said
    assert "another screen" in said
    assert "nothing is kept of it yet" in said
    assert (tmp_path / "texts-a-screen.svg").exists()
    added = [line for line in lines.splitlines() if line.startswith("+") and "30" in line]
    assert added
    assert any("› 30" in line for line in added)
    assert before != now


def test_a_long_difference_is_cut_short() -> None:
    now = "\n".join(map(str, range(100)))
    lines = show_difference("", now).splitlines()
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == f"and {100 + 3 - MOST_LINES} lines more"
