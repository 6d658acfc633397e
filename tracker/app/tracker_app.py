"""The app's table of contents: how it opens, its places, and what is done from everywhere."""

import asyncio
import signal
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from tracker.app.themes import DARK, DEFAULTS, OF_THE_TERMINAL, OURS
from tracker.book.book import Book
from tracker.book.driver import is_encrypted
from tracker.book.errors import BookError, NoBook, OpenElsewhere, WrongPassphrase
from tracker.book.opening import create_book, open_book
from tracker.clock import Clock
from tracker.screens.place import Place
from tracker.texts import _


class TrackerApp(App[None]):
    """Tracker in the terminal, on one book."""

    CSS_PATH = "tracker_app.tcss"
    BINDINGS = [
        Binding("ctrl+q", "quit", _("Leave"), show=False, priority=True),
    ]
    PLACES = ("this_month", "chart")

    def __init__(self, path: Path, clock: Clock, passphrase: str | None = None) -> None:
        """Begin with the book at `path` still closed."""
        super().__init__()
        self.path = path
        self.clock = clock
        self.book: Book | None = None
        self.draft = ""
        """The line that was begun in After a meeting and not noted; kept until the app is left."""
        self.trouble = ""
        """What keeps the book closed; said on standard error when the person leaves."""
        self._given = passphrase
        for name in set(BUILTIN_THEMES) - set(OF_THE_TERMINAL):
            self.unregister_theme(name)
        for theme in OURS:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own names of colours, for the themes that do not know them."""
        return DEFAULTS
