"""Draws every screen as SVG, for eyes: `python tests/pictures.py FOLDER`."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.app.tracker_app import TrackerApp
from tracker.book.opening import create_book
from tracker.clock import FixedClock
from tracker.entries.line import Days, read_line
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, story

SIZES = ((80, 24), (120, 40), (60, 20))
SCREENS = {
    "welcome": ("none", ""),
    "new-book": ("none", "enter"),
    "unlock": ("locked", ""),
    "unlock-wrong": ("locked", "x y enter"),
    "month": ("story", ""),
    "month-empty": ("empty", ""),
    "month-first": ("few", ""),
    "after": ("story", "a"),
    "after-typing": ("story", 'a \'30/month dues no "the fight is more important" // cried'),
    "after-tags": ("story", "a '30 dues #no"),
    "after-words": ("story", "a '30_"),
    "after-refused": ("story", "a '30_blah_x enter"),
    "after-noted": ("story", "a '30/month_dues_no enter '20_event_gave_20 enter"),
    "chart": ("story", "f3"),
    "chart-walked": ("story", "f3 left left left left"),
    "show": ("story", "x"),
    "help": ("story", "question_mark"),
    "go": ("story", "g"),
    "palette": ("story", "ctrl+p"),
    "undo": ("noted", "u"),
    "month-light": ("story", ""),
    "after-light": ("story", "a '30_dues_#in"),
    "chart-light": ("story", "f3"),
    "month-ansi": ("story", ""),
}


THEMES = {"light": "tracker-light", "ansi": "ansi-dark"}


def typed(text: str) -> list[str]:
    """The keys that type a text; `_` and blanks within quotes are blanks."""
    return ["space" if letter in " _" else letter for letter in text]


def presses(keys: str) -> list[str]:
    """Key names parted by blanks; what follows a quote is typed."""
    if " '" not in keys:
        return keys.split()
    head, *texts = keys.split(" '")
    found = head.split()
    for text in texts:
        *words, last = text.split(" ") if text.endswith(" enter") else [text]
        found += typed(" ".join(words) if words else last)
        if words:
            found.append("enter")
    return found


def make(kind: str, path: Path) -> None:
    """A book as a screen needs it."""
    if kind == "none":
        return
    passphrase = "x'"[:1] + "secret" if kind == "locked" else None
    with create_book(
        path, currency=STORY_CURRENCY, group=STORY_GROUP, passphrase=passphrase
    ) as book:
        lines = {
            "story": story().splitlines(),
            "noted": story().splitlines(),
            "few": ["15 merch gave 15 #in_public", "meeting 2h"],
        }
        known = book.known()
        entries = []
        for line in lines.get(kind, []):
            for entry in read_line(line, known, Days.on(STORY_TODAY), typed=True):
                known.add(entry)
                entries.append(entry)
        if entries:
            book.log(entries, STORY_TODAY)
        if kind == "noted":
            book.log(
                read_line("15 merch no #in_public", known, Days.on(STORY_TODAY), typed=True),
                STORY_TODAY,
            )


async def draw(folder: Path, only: list[str]) -> None:
    """Every screen in every size."""
    for name, (kind, keys) in SCREENS.items():
        if only and name not in only:
            continue
        for size in SIZES:
            with TemporaryDirectory() as place:
                path = Path(place) / "book.db"
                make(kind, path)
                app = TrackerApp(path, FixedClock(STORY_TODAY))
                async with app.run_test(size=size, notifications=True) as pilot:
                    await pilot.pause()
                    app.theme = THEMES.get(name.rpartition("-")[2], app.theme)
                    await pilot.press(*presses(keys))
                    await pilot.pause()
                    svg = app.export_screenshot()
            (folder / f"{name}-{size[0]}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(draw(target, sys.argv[2:]))
