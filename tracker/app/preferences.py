"""The settings of the notebook in the app: theme, keys and hidden amounts."""

from textual import on

from tracker.app.lock import LockApp
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

# Data: in people's notebooks since 0.1; never rename.
THEME_SETTING, HIDDEN_SETTING = "theme", "hidden"
"""The names of the settings."""


class PreferencesApp(LockApp):
    """An app with the settings of its book."""

    def apply_settings(self) -> None:
        """Apply the settings of the book that was just opened."""
        super().apply_settings()
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
