"""The modes of the app, each with a main screen, and the way from one to another.

Screens are imported when they are first shown: the first paint waits for none of the others.
"""

from collections.abc import Callable, Mapping
from functools import partial

from textual.screen import Screen

from tracker.app.base_app import BaseApp
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.main_screen import MainScreen

START, LOCKED = "start", "locked"
"""The modes of the first screen, and of a locked book."""
THIS_MONTH, ENTRIES, CHART, HOW_OFTEN, SETTINGS = (
    "this_month",
    "entries",
    "chart",
    "how_often",
    "settings",
)
"""The modes of the main screens. Where a book opens at once, the first one shows This month."""


class ScreenModes:
    """The modes of an app, each with one main screen."""

    def __init__(self, app: BaseApp, read_context: Callable[[], AppContext]) -> None:
        """Add the main screens. Each is made with the context that is read then."""
        self._app = app
        self._read_context = read_context
        self._home = START
        """The mode of This month."""
        for mode in MAIN_SCREENS:
            self._add_mode(mode)

    def _add_mode(self, mode: str) -> None:
        self._app.add_mode(mode, partial(self.build_screen, mode))

    def build_screen(self, mode: str) -> Screen[None]:
        """Return a new main screen."""
        screen = MAIN_SCREENS[mode](self._read_context())
        self._app.add_size_classes(screen)
        return screen

    def preload_this_month(self) -> None:
        """Mount This month behind the screen that is shown, still empty."""
        self._app.mount_mode(THIS_MONTH)

    async def go_to(self, mode: str) -> None:
        """Go to the screens of a mode. Nothing is painted before the top one has read the book.

        It is painted once it has read. Textual gives a new mode a twentieth of a second and says
        twice that it came.
        """
        mode = self._home if mode == THIS_MONTH else mode
        if mode == self._app.current_mode:
            return
        with self._app.batch_update():
            await self._app.switch_mode(mode)
            if isinstance(self._app.screen, MainScreen):
                self._app.screen.reload_if_changed()
        self._app.screen.refresh()

    async def begin_this_month(self) -> None:
        """Go to This month, and remove the screens that led here with what was typed there."""
        former_mode, self._home = self._app.current_mode, THIS_MONTH
        await self.go_to(THIS_MONTH)
        await self._app.remove_mode(former_mode)

    async def replace_all(self, build_screen: Callable[[], Screen[None]]) -> None:
        """Show a screen in place of all others, which are made again when they are next shown."""
        self._app.add_mode(LOCKED, build_screen)
        await self.go_to(LOCKED)
        if self._home == START:
            await self._app.remove_mode(START)
        for mode in MAIN_SCREENS:
            removal = self._app.remove_mode(mode)
            # Before the screens are gone: one of a mode that is missing would be an empty one.
            self._add_mode(mode)
            await removal


def _build_this_month(context: AppContext) -> Screen[None]:
    from tracker.screens.this_month.this_month_screen import ThisMonthScreen

    return ThisMonthScreen(context)


def _build_entries(context: AppContext) -> Screen[None]:
    from tracker.screens.entries.entries_screen import EntriesScreen

    return EntriesScreen(context)


def _build_chart(context: AppContext) -> Screen[None]:
    from tracker.screens.chart.chart_screen import ChartScreen

    return ChartScreen(context)


def _build_how_often(context: AppContext) -> Screen[None]:
    from tracker.screens.how_often.how_often import HowOftenScreen

    return HowOftenScreen(context)


def _build_settings(context: AppContext) -> Screen[None]:
    from tracker.screens.settings.settings_screen import SettingsScreen

    return SettingsScreen(context)


MAIN_SCREENS: Mapping[str, Callable[[AppContext], Screen[None]]] = {
    THIS_MONTH: _build_this_month,
    ENTRIES: _build_entries,
    CHART: _build_chart,
    HOW_OFTEN: _build_how_often,
    SETTINGS: _build_settings,
}
"""What makes each main screen. It is imported only then."""
