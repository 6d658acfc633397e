"""The app in the terminal: how it starts and how it ends; nothing here draws."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.terminal_echo import typed_unseen
from tracker.clock import Clock

if TYPE_CHECKING:
    from tracker.app.tracker_app import TrackerApp
    from tracker.book.book import Book


def run(
    path: Path,
    clock: Clock,
    passphrase: Callable[[], str | None] = lambda: None,
    told_place: str = "",
) -> int:
    """Open the app on the book at `path` until the person leaves; gives the exit code.

    `passphrase` gives the one that was named, once; the app alone shall hold it. `place_message`
    says first which book is used. What kept the book closed is said once more on standard error.
    """
    forget_textual_settings()
    with typed_unseen():
        app = _ran(path, clock, passphrase, told_place)
    for said in filter(None, (app.lost, app.trouble, app.file_watch.reminder())):
        sys.stderr.write(f"{said}\n")
    return app.return_code or 0


def _ran(
    path: Path, clock: Clock, passphrase: Callable[[], str | None], told_place: str
) -> "TrackerApp":
    """Load the app, and run it until the person leaves."""
    # What is imported and made for the first screen stays: looking through it for garbage, over and
    # over while it grows, takes a tenth of the time. OpeningApp has it looked for from then on.
    gc.disable()
    try:
        from tracker.app.tracker_app import TrackerApp

        app = TrackerApp(path, clock, passphrase())
        app.told_place = told_place
        _run_until_left(app)
    finally:
        gc.enable()
    return app


def look_at(
    book: "Book",
    clock: Clock,
    title: str,
    told: str,
    *,
    has_days: bool = True,
    lacks_months: bool = False,
) -> int:
    """Open the app on a copy to look at until the person leaves; gives the exit code.

    `title` stands over every screen; `told`, where there is any, is said once. A copy that lacks
    months, or has no days, shows its entries; each with its month where there are no days.
    """
    forget_textual_settings()
    from tracker.app.viewer_app import EntriesViewingApp, ViewingApp
    from tracker.i18n import _, hide_days

    if lacks_months:
        title = _("{title}, some of the months").format(title=title)
    if not has_days:
        title = _("{title}, months instead of days").format(title=title)
    kind = ViewingApp if has_days and not lacks_months else EntriesViewingApp
    app = kind(book, clock, title, told)
    with nullcontext() if has_days else hide_days():
        _run_until_left(app)
    return app.return_code or 0


def _run_until_left(app: "TrackerApp") -> None:
    """Run an app to its end, and wait for no thread that still draws something nobody wants."""
    import asyncio

    loop = asyncio.new_event_loop()
    try:
        app.run(loop=loop)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
    finally:
        loop.close()
        app.has_ended()


def forget_textual_settings() -> None:
    """Take every TEXTUAL… variable out of the environment, before textual is imported.

    TEXTUAL_LOG would write each key, the passphrase's too, to a file. COLUMNS and LINES may be of
    another terminal; this one is asked how large it is.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
