"""Draws the app's screens for eyes: `PYTHONPATH=. python tests/pictures.py FOLDER [NAME…]`.

Each screen in three sizes as SVG and, where rsvg-convert is installed, as PNG.
"""

import asyncio
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.events import Paste

from tests.app.books import PASSPHRASE, TODAY, make_book, make_story
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock

SIZES = ((80, 24), (120, 40), (60, 20), (200, 60))
STEPS: dict[str, tuple[str, list[str]]] = {
    "welcome": ("none", []),
    "new-book": ("none", ["enter"]),
    "unlock": ("locked", []),
    "month": ("story", []),
    "month-empty": ("empty", []),
    "month-young": ("young", []),
    "month-light": ("story", []),
    "month-ansi": ("story", []),
    "after": ("story", ["a"]),
    "after-reading": ("story", ["a", '30/month dues no "the fight is more important" // cried']),
    "after-tags": ("story", ["a", "30 dues #no"]),
    "after-refused": ("story", ["a", "30 blah x", "enter"]),
    "after-light": ("story", ["a", "30 dues #in"]),
    "after-noted": (
        "story",
        ["a", "15 merch gave 15 #in_public", "enter", "30/month dues no", "enter", "shift+tab"],
    ),
    "after-form": ("story", ["a", "30/month dues no", "ctrl+o"]),
    "after-meeting": ("story", ["a", "ctrl+t"]),
    "tour-1": ("story", ["question_mark", "t"]),
    "tour-2": ("story", ["question_mark", "t", "enter"]),
    "tour-3": ("story", ["question_mark", "t", "enter", "enter"]),
    "tour-4": ("story", ["question_mark", "t", "enter", "enter", "enter"]),
    "month-hidden": ("story", ["ctrl+n"]),
    "entries": ("story", ["f2"]),
    "entries-hidden": ("story", ["f2", "ctrl+n"]),
    "settings": ("story", ["f5"]),
    "chart-2": ("story", ["f3", "2"]),
    "chart-3": ("story", ["f3", "3"]),
    "chart-4": ("story", ["f3", "4"]),
    "chart-5": ("story", ["f3", "5"]),
    "chart-hidden": ("story", ["f3", "ctrl+n"]),
    "chart-save": ("story", ["f3", "s"]),
    "chart": ("story", ["f3"]),
    "chart-light": ("story", ["f3"]),
    "show": ("story", ["x"]),
    "go": ("story", ["g"]),
    "help": ("story", ["question_mark"]),
    "palette": ("story", ["ctrl+p"]),
    "undo": ("young", ["u"]),
}
"""The book of each picture, and what is pressed or, where it is more than a key, pasted."""
THEMES = {"light": "tracker-light", "ansi": "ansi-dark"}
"""The theme of a picture by the end of its name."""


def make(kind: str, path: Path) -> None:
    """A book as a picture needs it."""
    if kind == "story":
        make_story(path)
    elif kind == "young":
        make_book(path, "15 merch gave 15 #in_public")
    elif kind != "none":
        make_book(path, passphrase=PASSPHRASE if kind == "locked" else None)


async def drawn(name: str, size: tuple[int, int]) -> str:
    """One screen as SVG."""
    kind, steps = STEPS[name]
    with TemporaryDirectory() as place:
        path = Path(place) / "book.db"
        make(kind, path)
        app = TrackerApp(path, FixedClock(TODAY))
        app.theme = THEMES.get(name.rpartition("-")[2], app.theme)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            for step in steps:
                if " " in step:
                    app.post_message(Paste(step))
                else:
                    await pilot.press(step)
                await pilot.pause()
            await pilot.pause()
            return app.export_screenshot()


def to_png(svg: Path) -> None:
    """A PNG beside an SVG, in a font that draws boxes without gaps."""
    text = re.sub(r"@font-face[^}]*}", "", svg.read_text(encoding="utf-8"))
    text = text.replace("Fira Code", "DejaVu Sans Mono")
    svg.write_text(text.replace("<text ", '<text xml:space="preserve" '), encoding="utf-8")
    subprocess.run(["rsvg-convert", "-z", "0.9", svg, "-o", svg.with_suffix(".png")], check=True)


def main(folder: Path, names: list[str]) -> None:
    """Draw the named screens, or all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or STEPS:
        for size in SIZES:
            svg = folder / f"{name}-{size[0]}.svg"
            svg.write_text(asyncio.run(drawn(name, size)), encoding="utf-8")
            if shutil.which("rsvg-convert"):
                to_png(svg)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
