"""The settings of the notebook in the app: theme, keys and hidden amounts."""

from collections.abc import Mapping

from tracker.app.base_app import BaseApp
from tracker.app.book_session import BookSession
from tracker.i18n import _
from tracker.screens.shell.app_context import KEYS_SETTING, RefreshesAmounts
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.widgets.text_format import HIDES_AMOUNTS

# Data: in people's notebooks since 0.1. Never rename.
THEME_SETTING, HIDDEN_SETTING = "theme", "hidden"
"""The names of the settings."""


class Preferences:
    """The settings of a book, as the app applies and saves them."""

    def __init__(self, app: BaseApp, session: BookSession) -> None:
        """Apply the settings of the session's book to the app."""
        self._app = app
        self._session = session

    def apply(self) -> None:
        """Apply the settings of the book that was just opened."""
        settings = self._session.current_book.settings.load_all()
        self._session.app_context.hides_amounts = bool(settings.get(HIDDEN_SETTING))
        self._set_field_class()
        self._app.apply_theme(settings.get(THEME_SETTING, ""))
        if settings.get(KEYS_SETTING):
            from tracker.screens.shell.keymap import parse_likely_keymap

            # Which keys clash is known only when every screen is imported, which takes a while.
            self._app.set_keymap(parse_likely_keymap(settings[KEYS_SETTING]))
            self._app.call_after_refresh(self._apply_keymap, settings[KEYS_SETTING])
        # Last: it may write, and a disk that refuses must not leave amounts shown.
        self._session.record_opening(settings)
        self._session.show_last_opened(settings)

    def _apply_keymap(self, text: str) -> None:
        """Apply those of the chosen keys that clash with none."""
        from tracker.app.key_registry import parse_keymap

        self._set_keymap(parse_keymap(text, type(self._app)))

    def _set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Apply chosen keys, each before the first key of another action."""
        from tracker.app.key_registry import collect_key_rows
        from tracker.screens.shell.keymap import complete_keymap

        self._app.set_keymap(complete_keymap(collect_key_rows(type(self._app)), keymap))

    def change_theme(self, name: str) -> None:
        """Show another theme from now on."""
        self._app.apply_theme(name)
        self.save(THEME_SETTING, name)

    def open_keys_page(self) -> None:
        """Show every key, to be changed."""
        from tracker.app.key_registry import collect_editing_keys, collect_key_rows, parse_keymap
        from tracker.screens.settings.keymap_screen import KeymapScreen

        with notify_book_errors(self._app.screen):
            text, rows = (
                self._session.current_book.settings.get(KEYS_SETTING),
                collect_key_rows(type(self._app)),
            )
            keymap = parse_keymap(text, type(self._app))
            self._app.push_screen(KeymapScreen(rows, keymap, collect_editing_keys()))

    def change_keys(self, keymap: Mapping[str, str]) -> None:
        """Apply and save other keys."""
        from tracker.screens.shell.keymap import format_keymap

        self._set_keymap(keymap)
        self.save(KEYS_SETTING, format_keymap(keymap) or None)

    def save(self, name: str, value: str | None) -> None:
        """Save a setting in the book. Where that cannot be written it holds until the app quits.

        Nothing is saved in a read-only copy.
        """
        if not self._session.app_context.is_copy:
            with notify_book_errors(self._app.screen):
                self._session.current_book.settings.set(name, value)

    def _set_field_class(self) -> None:
        """Let fields draw the digits of the notebook's texts as dots, or as they are."""
        hides_amounts = self._session.app_context.hides_amounts
        self._app.set_class(hides_amounts, HIDES_AMOUNTS, update=False)

    def _refresh_fields(self) -> None:
        """Draw every field again."""
        from tracker.widgets.entry_input import HintedInput

        for screen in self._app.list_all_screens():
            screen.query(HintedInput).refresh()

    def toggle_amounts(self) -> None:
        """Hide amounts on every screen, or show them again."""
        if self._session.book is None:
            return
        context = self._session.app_context
        context.hides_amounts = not context.hides_amounts
        self._set_field_class()
        self._refresh_fields()
        self.save(HIDDEN_SETTING, "1" if context.hides_amounts else None)
        # The last notice may hold an amount.
        self._app.clear_notifications()
        for screen in self._app.screen_stack:
            if isinstance(screen, RefreshesAmounts):
                screen.refresh_amounts()
        if context.hides_amounts:
            self._app.notify(
                _("Amounts are hidden. Press the same key to show them."), timeout=3, markup=False
            )
