"""What the person chose, kept in the book: theme, hidden amounts, when the book locks."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from textual import events, on

from tracker.app.book_session import OpeningApp
from tracker.app.memory import forget_all
from tracker.book.database.errors import BookError
from tracker.i18n import _
from tracker.screens.settings.auto_lock import parse_idle_minutes
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.context import CapturesAllKeys, RefreshesAmounts, RefreshesTheme
from tracker.screens.shell.requests import KeymapPageRequest, KeymapRequest, ThemeRequest

CLOCKS: tuple[Callable[[], float], ...] = (time.monotonic, time.time)
"""What may stand still in suspend, what somebody may set, and on Linux what does neither."""
if sys.platform == "linux":
    CLOCKS += (partial(time.clock_gettime, time.CLOCK_BOOTTIME),)
SHORTEST = 60
"""Seconds before which nobody counts as gone, whatever was chosen."""
# Data: in people's notebooks since 0.1; never rename.
THEME, HIDDEN, KEYS = "theme", "hidden", "keys"
"""The names of the settings."""
LOOK_EVERY = 5
"""Seconds between two looks at how long nobody pressed a key."""
PAUSE = 3
"""Seconds without a key after which nobody is in the middle of typing."""
ASLEEP = 20
"""Seconds between two looks from which on the machine slept, or the app was stopped."""


class SettledApp(OpeningApp):
    """An app that looks and behaves as the book says."""

    last_key: tuple[float, ...] = ()
    last_look: tuple[float, ...] = ()
    """When a key was last pressed, and when that was last looked at, since a book is open."""

    def on_mount(self) -> None:
        """Look now and then whether somebody is there, and whether the file is as it was."""
        self.set_interval(LOOK_EVERY, self.look_whether_idle)
        self.set_interval(LOOK_EVERY, self.look_at_file)

    async def on_event(self, event: events.Event) -> None:
        """Remember when a key or the mouse was last used.

        The first key after nobody was there locks, and does nothing else.
        """
        if isinstance(event, events.Key | events.MouseEvent | events.Paste):
            if await self.look_whether_idle():
                return
            self.last_key = moment()
        await super().on_event(event)

    def settle(self) -> None:
        """Take up the settings of the book that was just opened."""
        self.last_key = self.last_look = moment()
        settings = self.open_book.settings.load_all()
        self.desk.hides_amounts = bool(settings.get(HIDDEN))
        self.wear(settings.get(THEME, ""))
        if settings.get(KEYS):
            from tracker.screens.shell.keymap import parse_likely_keymap

            # Which keys clash is only known when every screen is imported, which takes a while.
            self.set_keymap(parse_likely_keymap(settings[KEYS]))
            self.call_after_refresh(self._take_keys, settings[KEYS])

    def _take_keys(self, text: str) -> None:
        """Let those other keys hold that clash with none."""
        from tracker.app.key_registry import read_keymap

        self.set_keymap(read_keymap(text))

    @on(ThemeRequest)
    def _change_theme(self, event: ThemeRequest) -> None:
        """Wear another theme from now on."""
        self.wear(event.name)
        self.keep_setting(THEME, event.name)

    @on(KeymapPageRequest)
    def open_keys_page(self) -> None:
        """Show every key, to be changed."""
        from tracker.app.key_registry import all_keys, editing_keys, read_keymap
        from tracker.screens.settings.keymap_screen import KeymapScreen

        with notify_book_errors(self.screen):
            keymap = read_keymap(self.open_book.settings.get(KEYS))
            self.push_screen(KeymapScreen(all_keys(), keymap, editing_keys()))

    @on(KeymapRequest)
    def _change_keys(self, event: KeymapRequest) -> None:
        """Let other keys do it from now on."""
        from tracker.app.key_registry import format_keymap

        self.set_keymap(event.keymap)
        self.keep_setting(KEYS, format_keymap(event.keymap) or None)

    def keep_setting(self, name: str, value: str | None) -> None:
        """Keep a choice in the book; where that cannot be written it holds until one leaves."""
        try:
            self.open_book.settings.set(name, value)
        except BookError as error:
            self.notify(str(error), markup=False)

    def look_at_file(self) -> None:
        """Ask how to go on where another program changed the file, but not while one types.

        An enter that was meant for the line would answer the question.
        """
        if self.book is not None and elapsed(self.last_key, moment()) >= PAUSE:
            self.file_watch.look()

    async def look_whether_idle(self) -> bool:
        """Lock an encrypted book that nobody has touched for long enough, or that slept.

        Gives whether it was locked.
        """
        now, before = moment(), self.last_look
        self.last_look = now
        if self.book is None or not self.book.encrypted:
            return False
        if elapsed(before, now) < ASLEEP and not self._is_idle(elapsed(self.last_key, now)):
            return False
        await self.lock()
        return True

    def _is_idle(self, seconds: float) -> bool:
        """Whether these are more seconds without a key than the person chose."""
        if seconds < SHORTEST:
            return False
        chosen: dict[str, str] = {}
        with suppress(BookError):
            chosen = self.open_book.settings.load_all()
        return 0 < 60 * parse_idle_minutes(chosen) <= seconds

    async def put_away(self) -> None:
        """Lock an encrypted book; a plain one is only out of sight."""
        if self.book is not None and self.book.encrypted:
            await self.lock()
            # Once it is stopped nothing else is done.
            forget_all()

    def watch_theme(self) -> None:
        """Let it be seen which theme is worn now, where that is to be seen."""
        for screen in self.screen_stack:
            if isinstance(screen, RefreshesTheme):
                screen.refresh_theme()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While no book is open there is nothing to lock or to hide; its keys are free.

        Once the app has closed its screens, what still waited for its turn does nothing.
        """
        if not self.screen_stack:
            return False
        if action in ("lock", "hide_numbers") and self.book is None:
            return False
        if isinstance(self.screen, CapturesAllKeys) and action != "quit":
            return False
        return super().check_action(action, parameters)

    async def action_lock(self) -> None:
        """Lock the book; without a passphrase there is nothing to lock it with."""
        if self.book is None:
            return
        if self.book.encrypted:
            await self.lock()
        else:
            self.notify(
                _("This book has no passphrase, so it cannot be locked; ctrl+q leaves."),
                markup=False,
            )

    def action_hide_numbers(self) -> None:
        """Hide amounts on every screen, or show them again."""
        if self.book is None:
            return
        self.desk.hides_amounts = not self.desk.hides_amounts
        self.keep_setting(HIDDEN, "1" if self.desk.hides_amounts else None)
        # What was said before may hold an amount.
        self.clear_notifications()
        for screen in self.screen_stack:
            if isinstance(screen, RefreshesAmounts):
                screen.refresh_amounts()
        if self.desk.hides_amounts:
            self.notify(_("Amounts are hidden; the same key shows them."), timeout=3, markup=False)


def moment() -> tuple[float, ...]:
    """Now, by every clock there is."""
    return tuple(read() for read in CLOCKS)


def elapsed(since: Sequence[float], now: Sequence[float]) -> float:
    """The seconds between two moments, by whichever clock says more."""
    return max(later - earlier for earlier, later in zip(since, now, strict=True))
