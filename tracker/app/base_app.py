"""What Textual would show or keep, and shall not: tracebacks, screenshots, a clipboard."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from tracker.app.cached_stylesheet import CachedStylesheet
from tracker.app.crash_message import describe_crash
from tracker.app.line_filters import AsciiFallbackFilter, ControlCharFilter
from tracker.app.shutdown import ShutdownApp
from tracker.app.themes import (
    ANSI_THEMES,
    DARK,
    OWN_THEMES,
    SIXTEEN_COLOURS,
    OwnThemesFirst,
    make_readable,
)
from tracker.i18n import _

_FONT_RULE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_CONTROL_CHAR_FILTER = ControlCharFilter()
LINUX_CONSOLE = "linux"
"""How the console without a desktop calls itself in TERM."""


class BaseApp(ShutdownApp):
    """An app that leaves nothing of what it showed, whatever ends it."""

    theme: Reactive[str] = Reactive(DARK.name)
    """The name of the theme that is worn."""
    _is_theme_chosen = False
    """Whether somebody said which theme to wear."""

    def __init__(self) -> None:
        """Begin with rules that are parsed once."""
        super().__init__()
        # A form that still glides would be asked whether one is in sight, and say yes too early.
        self.animation_level = "none"
        self.stylesheet = CachedStylesheet(variables=self.theme_variables)

    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """All themes by name: our own, then everybody else's.

        Without colours those of the terminal are left out: Textual would paint them black on black.
        """
        known = {**OWN_THEMES, **super().available_themes}
        left_out = ANSI_THEMES if "NO_COLOR" in os.environ else ()
        return {name: theme for name, theme in known.items() if name not in left_out}

    def register_theme(self, theme: Theme) -> None:
        """Take up one more theme."""
        super().register_theme(theme)
        self.__dict__.pop("available_themes", None)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme that is worn, made readable, with our own names."""
        made = super().get_css_variables()
        self.theme_variables = make_readable(made, dark=self.current_theme.dark)
        return self.theme_variables

    @cached_property
    def _console_filters(self) -> Sequence[LineFilter]:
        """What the Linux console needs to draw our signs."""
        if os.environ.get("TERM") != LINUX_CONSOLE or self.is_headless:
            return ()
        return (AsciiFallbackFilter(),)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to every line before it is painted."""
        return [_CONTROL_CHAR_FILTER, *super().get_line_filters(), *self._console_filters]

    def apply_theme(self, name: str) -> None:
        """Put on the theme of this name, if there is one."""
        if name in self.available_themes:
            self.theme = name
            self._is_theme_chosen = True

    def on_compose(self) -> None:
        """Wear the terminal's own colours where it has too few for ours, before the first paint."""
        few = self.console.color_system == SIXTEEN_COLOURS and not self.is_headless
        if few and not self._is_theme_chosen:
            self.apply_theme(ANSI_THEMES[0])

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in the place of what was said before: two notices never pile up."""
        self.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_command_palette(self) -> None:
        """Offer everything that can be done here, to be found by its words."""
        if not isinstance(self.screen, CommandPalette):
            asked = _("What do you want to do?")
            self.push_screen(CommandPalette(placeholder=asked, id="--command-palette"))

    def search_themes(self) -> None:
        """Ask for a theme, ours first."""
        self.push_screen(
            CommandPalette(providers=[OwnThemesFirst], placeholder=_("Search for a theme"))
        )

    def get_key_display(self, binding: Binding) -> str:
        """A key as people write it, also one that was given to an action later."""
        from tracker.screens.shell.keymap import format_key_name

        return binding.key_display or format_key_name(binding.key)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: everything that has a key here, and the theme."""
        for node, binding in _find_named_bindings(screen):
            if binding.action == "command_palette":
                continue
            yield SystemCommand(
                binding.description,
                self.get_key_display(binding),
                partial(self.run_action, binding.action, node),
            )
        yield SystemCommand(_("Theme"), _("dark or light, until you leave"), self.search_themes)

    def list_named_keys(self, screen: Screen[object]) -> Iterator[tuple[str, str]]:
        """The keys of a screen as people write them, and what each of them does."""
        for key, binding in self.list_bindings(screen):
            yield key, binding.description

    def list_bindings(self, screen: Screen[object]) -> Iterator[tuple[str, Binding]]:
        """The keys of a screen as people write them, each with its binding."""
        for _node, binding in _find_named_bindings(screen):
            yield self.get_key_display(binding), binding

    def action_help_quit(self) -> None:
        """Say how to leave: ctrl+c copies, and never leaves by accident."""
        self.notify(_("ctrl+q leaves."), markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is copied for pasting here; the terminal's clipboard would keep it for all."""
        self._clipboard = text

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """A picture of the screen, as SVG that fetches no font from anywhere."""
        picture = super().export_screenshot(title=title, simplify=simplify)
        return _FONT_RULE.sub("", picture).replace("<svg ", '<svg xml:space="preserve" ', 1)

    def _handle_exception(self, error: Exception) -> None:
        """Stop because of a mistake, but not where a screen that is opened on leaving is empty."""
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Say what kind of mistake it was and where, and nothing of what was in memory."""
        # Of a second one Textual would say how a developer gets to see it.
        if self._exception is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(describe_crash(self._exception)))
        self._close_messages_no_wait()


def _find_named_bindings(screen: Screen[object]) -> Iterator[tuple[DOMNode, Binding]]:
    """What can be done on a screen: our own bindings bear an id, Textual's do not."""
    seen: set[str] = set()
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        if enabled and binding.id and binding.description and binding.id not in seen:
            seen.add(binding.id)
            yield node, binding
