"""Draws the app's screens as images: `PYTHONPATH=. python tests/screen_images.py FOLDER [NAME…]`.

Each screen in five sizes as SVG and, where rsvg-convert is installed, as PNG. A name is that of a
screen, like `after-tags`, or the beginning of one; `--light`, `--few-colours`, `--no-colours` and
`--hidden` draw them so.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.books import HARD, YOUNG, make_ten_years
from tests.factories import DAY_BEFORE, LAST_MONTH, PASSPHRASE, make_book, make_story
from tests.pilot_actions import open_app
from tests.snapshots import file_name
from tests.walks import DIALOGS, PLACES, WAY_IN, Stops, wait_until_settled, walk

SIZES = ((80, 24), (120, 40), (60, 20), (160, 45), (200, 60))
WALKS: tuple[tuple[str, Stops], ...] = (
    ("story", PLACES),
    *(("story", stops) for stops in DIALOGS.values()),
    *WAY_IN.items(),
    ("empty", {f"{name} when empty": steps for name, steps in PLACES.items()}),
    ("ten years", {f"{name} after ten years": steps for name, steps in PLACES.items()}),
)
"""The book of each walk, and its stops."""
THEMES = {"--light": "tracker-light", "--few-colours": "ansi-dark"}


def make_walk_book(kind: str, path: Path) -> None:
    """A book as a walk needs it."""
    match kind:
        case "story":
            make_story(path, DAY_BEFORE)
        case "ten years":
            make_ten_years(path)
        case "young":
            make_book(path, YOUNG)
        case "hard":
            make_book(path, *HARD, first_saved=LAST_MONTH)
        case "broken":
            path.write_bytes(b"")
        case "empty" | "locked":
            make_book(path, passphrase=PASSPHRASE if kind == "locked" else None)


async def draw_stops(
    kind: str, stops: Stops, size: tuple[int, int], names: Sequence[str], options: Sequence[str]
) -> dict[str, str]:
    """The stops of a walk that are wanted, as SVG by their names."""
    pictures = {}
    with TemporaryDirectory() as place:
        path = Path(place) / "book.db"
        make_walk_book(kind, path)
        app = open_app(path)
        for option in THEMES.keys() & set(options):
            app.theme = THEMES[option]
        async with app.run_test(size=size, notifications=True) as pilot:
            await wait_until_settled(pilot)
            if "--hidden" in options:
                await pilot.press("ctrl+n")
            async for stop in walk(pilot, stops):
                name = file_name(stop)
                if not names or name.startswith(tuple(names)):
                    pictures[name] = app.export_screenshot()
    return pictures


def convert_to_png(svg: Path) -> None:
    """A PNG beside an SVG, in a font that draws boxes without gaps."""
    text = re.sub(r"@font-face[^}]*}", "", svg.read_text(encoding="utf-8"))
    svg.write_text(text.replace("Fira Code", "DejaVu Sans Mono"), encoding="utf-8")
    subprocess.run(["rsvg-convert", "-z", "0.9", svg, "-o", svg.with_suffix(".png")], check=True)


def main(folder: Path, arguments: list[str]) -> None:
    """Draw the named screens, or all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    options = [each for each in arguments if each.startswith("--")]
    names = [each for each in arguments if each not in options]
    if "--no-colours" in options:
        os.environ["NO_COLOR"] = "1"
    for kind, stops in WALKS:
        if names and not any(file_name(stop).startswith(tuple(names)) for stop in stops):
            continue
        for size in SIZES:
            for name, picture in asyncio.run(draw_stops(kind, stops, size, names, options)).items():
                svg = folder / f"{name}-{size[0]}.svg"
                svg.write_text(picture, encoding="utf-8")
                if shutil.which("rsvg-convert"):
                    convert_to_png(svg)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
