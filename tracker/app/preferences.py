"""The settings of the book in the app: theme, keys, hidden amounts, and when it locks itself."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from textual import events, on

from tracker.app.book_session import BookSessionApp
from tracker.app.memory import clear_memory
from tracker.book.database.errors import BookError
from tracker.i18n import _
from tracker.screens.shell.app_context import (
    KEYS_SETTING,
    CapturesAllKeys,
    RefreshesAmounts,
    RefreshesTheme,
)
from tracker.screens.shell.app_requests import KeymapPageRequest, KeymapRequest, ThemeRequest
from tracker.screens.shell.book_errors import notify_book_errors

CLOCKS: tuple[Callable[[], float], ...] = (time.monotonic, time.time)
"""A clock that may stand still in suspend, one that somebody may set, and on Linux one that does
neither."""
if sys.platform == "linux":
    CLOCKS += (partial(time.clock_gettime, time.CLOCK_BOOTTIME),)
MIN_IDLE_SECONDS = 60
"""Seconds before which the app is never idle, whatever was chosen."""
# Data: in people's notebooks since 0.1; never rename.
THEME_SETTING, HIDDEN_SETTING = "theme", "hidden"
"""The names of the settings."""
CHECK_INTERVAL = 5
"""Seconds between two checks how long nobody pressed a key."""
TYPING_PAUSE = 3
"""Seconds without a key after which nobody is in the middle of typing."""
SLEEP_SECONDS = 20
"""Seconds between two checks from which on the machine slept, or the app was stopped."""


class PreferencesApp(BookSessionApp):
    """An app with the settings of its book."""

    last_input_times: tuple[float, ...] = ()
    last_check_times: tuple[float, ...] = ()
    """By each clock, when a key was last pressed and when that was last checked."""

    def on_mount(self) -> None:
        """Check now and then whether the app is idle, and whether the file is as it was."""
        self.set_interval(CHECK_INTERVAL, self.lock_if_idle)
        self.set_interval(CHECK_INTERVAL, self.check_file)

    async def on_event(self, event: events.Event) -> None:
        """Remember when a key or the mouse was last used.

        The first key after the app was idle for long locks the book, and does nothing else.
        """
        if isinstance(event, events.Key | events.MouseEvent | events.Paste):
            if await self.lock_if_idle():
                return
            self.last_input_times = read_clocks()
        await super().on_event(event)

    def apply_settings(self) -> None:
        """Apply the settings of the book that was just opened."""
        self.last_input_times = self.last_check_times = read_clocks()
        settings = self.current_book.settings.load_all()
        self.app_context.hides_amounts = bool(settings.get(HIDDEN_SETTING))
        self.apply_theme(settings.get(THEME_SETTING, ""))
        if settings.get(KEYS_SETTING):
            from tracker.screens.shell.keymap import parse_likely_keymap

            # Which keys clash is known only when every screen is imported, which takes a while.
            self.set_keymap(parse_likely_keymap(settings[KEYS_SETTING]))
            self.call_after_refresh(self._apply_keymap, settings[KEYS_SETTING])

    def _apply_keymap(self, text: str) -> None:
        """Apply those of the chosen keys that clash with none."""
        from tracker.app.key_registry import parse_keymap

        self.set_keymap(parse_keymap(text, type(self)))

    @on(ThemeRequest)
    def _change_theme(self, event: ThemeRequest) -> None:
        """Show another theme from now on."""
        self.apply_theme(event.name)
        self.save_setting(THEME_SETTING, event.name)

    @on(KeymapPageRequest)
    def open_keys_page(self) -> None:
        """Show every key, to be changed."""
        from tracker.app.key_registry import collect_editing_keys, collect_key_rows, parse_keymap
        from tracker.screens.settings.keymap_screen import KeymapScreen

        with notify_book_errors(self.screen):
            text, rows = self.current_book.settings.get(KEYS_SETTING), collect_key_rows(type(self))
            keymap = parse_keymap(text, type(self))
            self.push_screen(KeymapScreen(rows, keymap, collect_editing_keys()))

    @on(KeymapRequest)
    def _change_keys(self, event: KeymapRequest) -> None:
        """Apply and save other keys."""
        from tracker.screens.shell.keymap import format_keymap

        self.set_keymap(event.keymap)
        self.save_setting(KEYS_SETTING, format_keymap(event.keymap) or None)

    def save_setting(self, name: str, value: str | None) -> None:
        """Save a setting in the book; where that cannot be written it holds until the app quits."""
        try:
            self.current_book.settings.set(name, value)
        except BookError as error:
            self.notify(str(error), markup=False)

    def check_file(self) -> None:
        """Ask what to do where another program changed the file, but not while somebody types.

        An enter that was meant for the line would answer the question.
        """
        if (
            self.book is not None
            and measure_elapsed(self.last_input_times, read_clocks()) >= TYPING_PAUSE
        ):
            self.file_watch.check_file()

    async def lock_if_idle(self) -> bool:
        """Lock an encrypted book after a long time without a key, or after the machine slept.

        Return whether it was locked.
        """
        now, last_check_times = read_clocks(), self.last_check_times
        self.last_check_times = now
        if self.book is None or not self.book.encrypted:
            return False
        if measure_elapsed(last_check_times, now) < SLEEP_SECONDS and not self._is_idle(
            measure_elapsed(self.last_input_times, now)
        ):
            return False
        await self.lock_book()
        return True

    def _is_idle(self, seconds: float) -> bool:
        """Return whether these are more seconds without a key than the person chose."""
        if seconds < MIN_IDLE_SECONDS:
            return False
        from tracker.screens.settings.auto_lock import parse_idle_minutes

        settings: dict[str, str] = {}
        with suppress(BookError):
            settings = self.current_book.settings.load_all()
        return 0 < 60 * parse_idle_minutes(settings) <= seconds

    async def prepare_suspend(self) -> None:
        """Lock an encrypted book; a plain one stays open."""
        if self.book is not None and self.book.encrypted:
            await self.lock_book()
            # Once the process is stopped nothing else is done.
            clear_memory()

    def watch_theme(self) -> None:
        """Show the new theme's name on the screens that show it."""
        for screen in self.screen_stack:
            if isinstance(screen, RefreshesTheme):
                screen.refresh_theme()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be done: without an open book nothing is locked or hidden.

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
            await self.lock_book()
        else:
            self.notify(
                _("This book has no passphrase, so it cannot be locked; ctrl+q leaves."),
                markup=False,
            )

    def action_hide_numbers(self) -> None:
        """Hide amounts on every screen, or show them again."""
        if self.book is None:
            return
        self.app_context.hides_amounts = not self.app_context.hides_amounts
        self.save_setting(HIDDEN_SETTING, "1" if self.app_context.hides_amounts else None)
        # The last notice may hold an amount.
        self.clear_notifications()
        for screen in self.screen_stack:
            if isinstance(screen, RefreshesAmounts):
                screen.refresh_amounts()
        if self.app_context.hides_amounts:
            self.notify(_("Amounts are hidden; the same key shows them."), timeout=3, markup=False)


def read_clocks() -> tuple[float, ...]:
    """Return the time by each of the clocks."""
    return tuple(read() for read in CLOCKS)


def measure_elapsed(since: Sequence[float], now: Sequence[float]) -> float:
    """Return the seconds between two times, by whichever clock says more."""
    return max(later - earlier for earlier, later in zip(since, now, strict=True))
