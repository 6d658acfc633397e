"""The app without what Textual would show or keep: tracebacks, screenshots, a clipboard.

Themes, notices, the palette of commands and the keys as people write them are here, too.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from tracker.app.cached_stylesheet import CachedStylesheet
from tracker.app.crash_message import describe_crash, find_cause
from tracker.app.line_filters import AsciiFallbackFilter, ControlCharFilter
from tracker.app.themes import (
    ANSI_DARK,
    ANSI_THEMES,
    DARK,
    OWN_THEMES,
    SIXTEEN_COLOURS,
    OrderedThemeProvider,
    replace_gone_theme,
)
from tracker.i18n import _, _label
from tracker.screens.shell.app_context import RefreshesTheme

_FONT_RULE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_CONTROL_CHAR_FILTER = ControlCharFilter()
LINUX_CONSOLE = "linux"
"""The TERM of the console without a desktop."""


class BaseApp(App[None]):
    """An app that leaves nothing of what it showed, whatever ends it."""

    theme: Reactive[str] = Reactive(DARK.name)
    """The name of the theme that is shown."""
    _is_theme_chosen = False
    """Whether someone chose the theme."""

    def __init__(self) -> None:
        """Start with a stylesheet whose rules are parsed once."""
        super().__init__()
        # A form that still scrolls would say too early that a field is in sight.
        self.animation_level = "none"
        self.stylesheet = CachedStylesheet(variables=self.theme_variables)

    def get_driver_class(self) -> type[Driver]:
        """Return the class that reads keys and paints: our own but on Windows."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from tracker.app.terminal_driver import FastExitDriver

        return FastExitDriver

    @property
    def can_suspend(self) -> bool:
        """Whether the terminal can be given back for a while."""
        return self._driver is not None and self._driver.can_suspend

    def list_all_screens(self) -> Iterable[Screen[object]]:
        """Return the screens of all modes."""
        return chain.from_iterable(self._screen_stacks.values())

    def add_size_classes(self, screen: Screen[None]) -> None:
        """Give a new screen the classes of its size before its widgets are matched with rules.

        Textual does it once the screen is mounted, and matches each widget with each rule again.
        """
        classes: set[str] = set()
        for breakpoints, size in (
            (self.HORIZONTAL_BREAKPOINTS, self.size.width),
            (self.VERTICAL_BREAKPOINTS, self.size.height),
        ):
            fitting = [name for least, name in breakpoints or () if size >= least]
            classes.update(fitting[-1:])
        screen.update_classes(dict.fromkeys(classes, True), update=False)

    def mount_mode(self, mode: str) -> None:
        """Mount the first screen of a mode behind what is shown."""
        self._init_mode(mode)

    def delay_update(self, delay: float = 0.05) -> None:
        """Suppress repaints for `delay` seconds, unless a batch of changes does so already.

        Textual gives every mode a twentieth of a second to be mounted. `focus_if_shown` waits for
        just that.
        """
        if not self._batch_count:
            super().delay_update(delay)

    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """Return all themes by name, our own first.

        Without colours those of the terminal are left out: Textual would paint them black on black.
        """
        themes = OWN_THEMES if "NO_COLOR" in os.environ else (*OWN_THEMES, *ANSI_THEMES)
        return {theme.name: theme for theme in themes}

    @cached_property
    def _console_filters(self) -> Sequence[LineFilter]:
        """Return the filters that the Linux console needs."""
        if os.environ.get("TERM") != LINUX_CONSOLE or self.is_headless:
            return ()
        return (AsciiFallbackFilter(),)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that each line passes before it is painted."""
        return [_CONTROL_CHAR_FILTER, *super().get_line_filters(), *self._console_filters]

    def apply_theme(self, name: str) -> None:
        """Show the theme of this name if there is one, or ours in place of one that is gone."""
        name = replace_gone_theme(name)
        if name in self.available_themes:
            self.theme = name
            self._is_theme_chosen = True

    def on_compose(self) -> None:
        """Use the terminal's own colours where it has too few for ours, before the first paint."""
        has_few_colours = self.console.color_system == SIXTEEN_COLOURS and not self.is_headless
        if has_few_colours and not self._is_theme_chosen:
            self.apply_theme(ANSI_DARK.name)

    def watch_theme(self) -> None:
        """Show the new theme's name on the screens that show it."""
        for screen in self.screen_stack:
            if isinstance(screen, RefreshesTheme):
                screen.refresh_theme()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice in the place of the one before: two never pile up."""
        self.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_command_palette(self) -> None:
        """Open the palette of everything that can be done here."""
        if not isinstance(self.screen, CommandPalette):
            placeholder = _("What do you want to do?")
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def search_themes(self) -> None:
        """Ask for a theme, ours first."""
        self.push_screen(
            CommandPalette(
                providers=[OrderedThemeProvider], placeholder=_label("Search for a theme")
            )
        )

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as people write it, also one that the person chose."""
        from tracker.screens.shell.key_names import format_key_name

        return binding.key_display or format_key_name(binding.key)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers: everything that has a key here, and the theme."""
        for node, binding in _find_named_bindings(screen):
            if binding.action == "command_palette":
                continue
            yield SystemCommand(
                binding.description,
                self.get_key_display(binding),
                partial(self.run_action, binding.action, node),
            )
        yield SystemCommand(
            _label("Theme"), _label("dark or light, until you quit"), self.search_themes
        )

    def list_named_keys(self, screen: Screen[object]) -> Iterator[tuple[str, str]]:
        """Yield the keys of a screen as people write them, and what each of them does."""
        for key, binding in self.list_bindings(screen):
            yield key, binding.description

    def list_bindings(self, screen: Screen[object]) -> Iterator[tuple[str, Binding]]:
        """Yield the keys of a screen as people write them, each with its binding."""
        for _node, binding in _find_named_bindings(screen):
            yield self.get_key_display(binding), binding

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c copies, and never quits by accident."""
        self.notify(_("Press ctrl+q to quit."), markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a copied text for pasting here. The terminal's clipboard would keep it for all."""
        self._clipboard = text

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return a picture of the screen, as SVG that fetches no font from anywhere."""
        svg = super().export_screenshot(title=title, simplify=simplify)
        return _FONT_RULE.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)

    def _handle_exception(self, error: Exception) -> None:
        """Stop at an error, unless a screen that opens while the app quits is still empty."""
        if not (self._exit and isinstance(find_cause(error), NoMatches)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Show the kind and place of the error, and nothing that was in memory."""
        # For a second one Textual would say how a developer gets to see it.
        if self._exception is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(describe_crash(self._exception)))
        self._close_messages_no_wait()


def _find_named_bindings(screen: Screen[object]) -> Iterator[tuple[DOMNode, Binding]]:
    """Yield the bindings that people are shown: our own have an id, Textual's do not."""
    found_ids: set[str] = set()
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        if enabled and binding.id and binding.description and binding.id not in found_ids:
            found_ids.add(binding.id)
            yield node, binding
