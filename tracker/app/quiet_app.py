"""What Textual would show or keep, and shall not: tracebacks, screenshots, a screen left behind."""

import asyncio
import re
import signal
import traceback
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from tracker.app.themes import DARK, DEFAULTS, OF_THE_TERMINAL, OURS
from tracker.app.type_ahead import TypeAheadApp
from tracker.texts import _

_FETCHED_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
ENDINGS = ("SIGTERM", "SIGHUP")
"""Signals at which the screen is cleared and the app ends; SIGHUP: the window was closed."""


class QuietApp(TypeAheadApp):
    """An app that leaves nothing of what it showed, whatever ends it."""

    def __init__(self) -> None:
        """Offer our own themes and the terminal's, and no others."""
        super().__init__()
        for name in set(BUILTIN_THEMES) - set(OF_THE_TERMINAL):
            self.unregister_theme(name)
        for theme in OURS:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own names of colours, for the themes that do not know them."""
        return DEFAULTS

    def on_mount(self) -> None:
        """End cleanly when told to from outside."""
        loop = asyncio.get_running_loop()
        for name in ENDINGS:
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self.exit, None, 128 + number)
            except (NotImplementedError, RuntimeError, ValueError):
                # Windows has no such handlers, and only the main thread may set them.
                return

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: everything that has a key here, and the theme."""
        for node, binding in _named(screen):
            if binding.action == "command_palette":
                continue
            yield SystemCommand(
                binding.description,
                self.get_key_display(binding),
                partial(self.run_action, binding.action, node),
            )
        yield SystemCommand(_("Theme"), _("dark or light, until you leave"), self.search_themes)

    def named_keys(self, screen: Screen[object]) -> Iterator[tuple[str, str]]:
        """The keys of a screen as people write them, and what each of them does."""
        for _node, binding in _named(screen):
            yield self.get_key_display(binding), binding.description

    def action_help_quit(self) -> None:
        """Say how to leave: ctrl+c copies, and never leaves by accident."""
        self.notify(_("ctrl+q leaves."), markup=False)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """A picture of the screen, as SVG that fetches no font from anywhere."""
        picture = super().export_screenshot(title=title, simplify=simplify)
        return _FETCHED_FONT.sub("", picture).replace("<svg ", '<svg xml:space="preserve" ', 1)

    def _fatal_error(self) -> None:
        """Say what kind of mistake it was and where, and nothing of what was in memory."""
        error = self._exception
        where = _place_of(error) if error else ""
        kind = type(error).__name__ if error else ""
        sentence = _(
            "Tracker had to stop because of a mistake in it ({kind}, {where})."
            " What was noted is saved."
        ).format(kind=kind, where=where)
        self._exit_renderables.append(Text(sentence))
        self._close_messages_no_wait()


def _named(screen: Screen[object]) -> Iterator[tuple[DOMNode, Binding]]:
    """What can be done on a screen: our own bindings bear an id, Textual's do not."""
    seen: set[str] = set()
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        if enabled and binding.id and binding.description and binding.id not in seen:
            seen.add(binding.id)
            yield node, binding


def _place_of(error: BaseException) -> str:
    """File and line where an error arose, without the folders of this machine."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}:{frames[-1].lineno}"
