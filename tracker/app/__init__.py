"""The app in the terminal: how it starts and how it ends; nothing here draws."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.terminal_echo import suppress_echo
from tracker.clock import Clock

if TYPE_CHECKING:
    from tracker.app.tracker_app import TrackerApp
    from tracker.book.book import Book


def run_app(
    path: Path,
    clock: Clock,
    passphrase: Callable[[], str | None] = lambda: None,
    place_message: str = "",
) -> int:
    """Open the app on the book at `path` until the person leaves; gives the exit code.

    `passphrase` gives the one that was named, once; the app alone shall hold it. `place_message`
    says first which book is used. What kept the book closed is said once more on standard error.
    """
    clear_textual_environment()
    with suppress_echo():
        app = _load_and_run(path, clock, passphrase, place_message)
    for said in filter(
        None, (app.save_error, app.exit_message, app.file_watch.describe_saved_files())
    ):
        sys.stderr.write(f"{said}\n")
    return app.return_code or 0


def _load_and_run(
    path: Path, clock: Clock, passphrase: Callable[[], str | None], place_message: str
) -> "TrackerApp":
    """Load the app, and run it until the person leaves."""
    # What is imported and made for the first screen stays: looking through it for garbage, over and
    # over while it grows, takes a tenth of the time. BookSessionApp has it looked for from then on.
    gc.disable()
    try:
        from tracker.app.tracker_app import TrackerApp

        app = TrackerApp(path, clock, passphrase())
        app.place_message = place_message
        _run_until_exit(app)
    finally:
        gc.enable()
    return app


def run_viewer(
    book: "Book",
    clock: Clock,
    title: str,
    message: str,
    *,
    has_days: bool = True,
    lacks_months: bool = False,
) -> int:
    """Open the app on a copy to look at until the person leaves; gives the exit code.

    `title` stands over every screen; `told`, where there is any, is said once. A copy that lacks
    months, or has no days, shows its entries; each with its month where there are no days.
    """
    clear_textual_environment()
    from tracker.app.viewer_app import EntriesViewerApp, ViewerApp
    from tracker.i18n import _, hide_days

    if lacks_months:
        title = _("{title}, some of the months").format(title=title)
    if not has_days:
        title = _("{title}, months instead of days").format(title=title)
    kind = ViewerApp if has_days and not lacks_months else EntriesViewerApp
    app = kind(book, clock, title, message)
    with nullcontext() if has_days else hide_days():
        _run_until_exit(app)
    return app.return_code or 0


def _run_until_exit(app: "TrackerApp") -> None:
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
        app.cancel_forced_exit()


def clear_textual_environment() -> None:
    """Take every TEXTUAL… variable out of the environment, before textual is imported.

    TEXTUAL_LOG would write each key, the passphrase's too, to a file. COLUMNS and LINES may be of
    another terminal; this one is asked how large it is.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
