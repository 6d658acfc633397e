"""The app in the terminal: how it is started on a book or on a copy. Nothing here draws."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.memory import share_memory_of_threads
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
    """Run the app on the book at `path` until the person quits, and return the exit code.

    `passphrase` returns the one that was named, once. Only the app may hold it. `place_message`
    says first which book is used. What kept the book closed is said once more on standard error.
    """
    clear_textual_environment()
    with suppress_echo():
        app = _load_and_run(path, clock, passphrase, place_message)
    for message in (
        app.shutdown.save_error,
        app.session.exit_message,
        app.session.file_watch.describe_saved_files(),
    ):
        if message:
            sys.stderr.write(f"{message}\n")
    return app.return_code or 0


def _load_and_run(
    path: Path, clock: Clock, passphrase: Callable[[], str | None], place_message: str
) -> "TrackerApp":
    """Load the app, and run it until the person quits."""
    # What is imported and made for the first screen stays: looking through it for garbage, over and
    # over while it grows, takes a tenth of the time. TrackerApp has it looked for from then on.
    gc.disable()
    try:
        app = _load_app(path, clock, passphrase)
        app.session.place_message = place_message
        _run_until_exit(app)
    finally:
        gc.enable()
    return app


def _load_app(path: Path, clock: Clock, passphrase: Callable[[], str | None]) -> "TrackerApp":
    """Load the app, while a thread derives the key of the book from a passphrase that was named.

    Only in this function has the passphrase a name, so nothing holds it once the book is open.
    """
    given, opening = passphrase(), None
    if given is not None:
        from tracker.book.open_book import open_in_thread

        share_memory_of_threads()
        opening = open_in_thread(path, given)
    from tracker.app.tracker_app import TrackerApp

    return TrackerApp(path, clock, given, opening)


def run_viewer(
    book: "Book",
    clock: Clock,
    title: str,
    message: str,
    *,
    has_days: bool = True,
    lacks_months: bool = False,
) -> int:
    """Run the app on a copy to look at until the person quits, and return the exit code.

    `title` is shown on every screen. `message`, if there is any, is shown once. A copy that lacks
    months or days shows only its entries, with months in place of missing days.
    """
    clear_textual_environment()
    from tracker.app.viewer_app import ViewerApp
    from tracker.i18n import _label, hide_days

    if lacks_months:
        title = _label("{title} · some months only").format(title=title)
    if not has_days:
        title = _label("{title} · months instead of days").format(title=title)
    app = ViewerApp(book, clock, title, message, is_complete=has_days and not lacks_months)
    with nullcontext() if has_days else hide_days():
        _run_until_exit(app)
    return app.return_code or 0


def _run_until_exit(app: "TrackerApp") -> None:
    """Run an app to its end, without waiting for a thread that still draws."""
    import asyncio

    loop = asyncio.new_event_loop()
    try:
        app.run(loop=loop)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
    finally:
        loop.close()
        app.shutdown.cancel_forced_exit()


def clear_textual_environment() -> None:
    """Remove every TEXTUAL… variable from the environment, before textual is imported.

    TEXTUAL_LOG would write each key, the passphrase's too, to a file. COLUMNS and LINES may be of
    another terminal. This one is asked how large it is.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
