"""Draws the pictures of README and docs from the sample story: `make pictures`."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (80, 24)
SCREENS = {
    "this-month": "",
    "after-a-meeting": 'a \'30/month dues no #in_public "the cause is more important"',
    "chart": "f3",
}
"""Each picture and the keys that lead to it; what follows an apostrophe is typed."""


def drawn() -> dict[str, str]:
    """Every picture by its name, as SVG; the same on every machine."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    with TemporaryDirectory() as folder:
        return asyncio.run(_drawn(Path(folder) / "story.db"))


async def _drawn(book: Path) -> dict[str, str]:
    from tracker.app.tracker_app import TrackerApp
    from tracker.clock import FixedClock
    from tracker.sample import STORY_TODAY

    _make_story(book)
    pictures = {}
    for name, keys in SCREENS.items():
        app = TrackerApp(book, FixedClock(STORY_TODAY))
        async with app.run_test(size=SIZE) as pilot:
            head, _quote, typed = keys.partition("'")
            await pilot.press(*head.split(), *("space" if key == " " else key for key in typed))
            await pilot.pause()
            pictures[name] = app.export_screenshot(title="Tracker")
    return pictures


def _make_story(path: Path) -> None:
    from tracker.book.opening import create_book
    from tracker.entries.line import Days, read_line
    from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, story

    with create_book(path, currency=STORY_CURRENCY, group=STORY_GROUP, passphrase=None) as book:
        known = book.known()
        entries = []
        for line in story().splitlines():
            for entry in read_line(line, known, Days.on(STORY_TODAY)):
                known.add(entry)
                entries.append(entry)
        book.log(entries, STORY_TODAY)


def main() -> None:
    """Write every picture into docs/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn().items():
        file = PICTURES / f"{name}.svg"
        file.write_text(picture, encoding="utf-8")
        sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
