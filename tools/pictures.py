"""Draw the pictures of README and docs from the sample story: `make pictures`."""

import asyncio
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.recording import FRAMES, RECORDING, join_frames
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
SHOWN_PART = re.compile(r'(clip-terminal">\s*<rect[^>]* height=")([\d.]+)"')
"""The part of a picture that is shown. Rich ends it above the lower ends of the last row."""


def draw_all() -> dict[str, str]:
    """Return every picture by its name, as SVG; it is the same on every machine."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    with TemporaryDirectory() as folder:
        book = Path(folder) / "story.db"
        _make_story(book)
        pictures = {name: _draw_frames(book, [step])[0] for name, step in SCREENS.items()}
        # Last, because it saves an entry.
        steps = [(keys, pasted) for keys, pasted, _seconds in FRAMES]
        return {**pictures, RECORDING: join_frames(_draw_frames(book, steps))}


def _draw_frames(book: Path, steps: Sequence[tuple[str, str]]) -> list[str]:
    """Return the screen after each step: what is pressed, and what is pasted then."""
    from textual.events import Paste

    from tracker.app.tracker_app import TrackerApp
    from tracker.clock import FixedClock

    async def draw() -> list[str]:
        app = TrackerApp(book, FixedClock(STORY_TODAY))
        frames = []
        async with app.run_test(size=SIZE) as pilot:
            for keys, pasted in steps:
                await pilot.press(*keys.split())
                if pasted:
                    app.post_message(Paste(pasted))
                await pilot.pause()
                await pilot.pause()
                frames.append(_show_last_row(app.export_screenshot(title="Tracker")))
        return frames

    return asyncio.run(draw())


def _show_last_row(picture: str) -> str:
    """Return a picture in which the letters of the last row have their lower ends."""
    return SHOWN_PART.sub(lambda match: f'{match[1]}{float(match[2]) + 5:g}"', picture, count=1)


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
