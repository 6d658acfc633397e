"""Draw the pictures of README and docs from the sample story: `make pictures`."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_LINE, STORY_TODAY, load_story_entries

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (80, 24)
SCREENS = {
    "this-month": ("", ""),
    "after-a-meeting": ("a", STORY_LINE),
    "entries": ("f2 left left left left left down down down", ""),
    "chart": ("f3", ""),
    "how-often": ("f4", ""),
    "life-of-asks": ("f4 l down down", ""),
    "before-you-answer": ("b", "30/month dues"),
    "settings": ("f5", ""),
    "show-someone": ("x shift+tab ctrl+u", "/media/stick/for a friend"),
}
"""Each picture, the keys that lead to it, and what is pasted then."""


def draw_all() -> dict[str, str]:
    """Return every picture by its name, as SVG; it is the same on every machine."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    with TemporaryDirectory() as folder:
        return asyncio.run(_draw_screens(Path(folder) / "story.db"))


async def _draw_screens(book: Path) -> dict[str, str]:
    from textual.events import Paste

    from tracker.app.tracker_app import TrackerApp
    from tracker.clock import FixedClock

    _make_story(book)
    pictures = {}
    for name, (keys, pasted) in SCREENS.items():
        app = TrackerApp(book, FixedClock(STORY_TODAY))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*keys.split())
            if pasted:
                app.post_message(Paste(pasted))
            await pilot.pause()
            await pilot.pause()
            pictures[name] = app.export_screenshot(title="Tracker")
    return pictures


def _make_story(path: Path) -> None:
    from tracker.book.open_book import create_book

    with create_book(path, currency=STORY_CURRENCY, group=STORY_GROUP, passphrase=None) as book:
        book.log(load_story_entries(), STORY_TODAY)


def main() -> None:
    """Write every picture into docs/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in draw_all().items():
        file = PICTURES / f"{name}.svg"
        file.write_text(picture, encoding="utf-8")
        sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
