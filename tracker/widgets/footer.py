"""The keys of a screen on its last lines; where not all fit, the way back stays."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

GAP = 2
MOST_LINES = 2
ALWAYS = ("back", "help")
"""Of what has these ids nothing is left out for want of room."""


class FooterKey(NamedTuple):
    """A key as it is written for people, what it does, and where it does it."""

    key: str
    does: str
    id: str
    action: str
    node: DOMNode

    @property
    def width(self) -> int:
        """The cells it takes."""
        return cell_len(self.key) + 1 + cell_len(self.does)


class Footer(Widget):
    """What can be done here; a click does what the key does."""

    DEFAULT_CSS = """
    Footer { dock: bottom; height: auto; padding: 0 2; background: $footer-background; }
    """
    ALLOW_SELECT = False

    keys: reactive[tuple[FooterKey, ...]] = reactive((), layout=True)

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.keys = tuple(self._keys())

    def _keys(self) -> Iterator[FooterKey]:
        seen: set[str] = set()
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            name = binding.id or binding.action
            if binding.show and enabled and binding.description and name not in seen:
                seen.add(name)
                key = self.app.get_key_display(binding)
                yield FooterKey(key, binding.description, name, binding.action, node)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or two on a narrow screen."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """The keys, line by line."""
        return Content("\n").join(
            Content(" " * GAP).join(
                Content.assemble(
                    (key.key, "bold $footer-key-foreground"),
                    " ",
                    (key.does, "$footer-description-foreground"),
                )
                for key in line
            )
            for line in self._lines(self.content_size.width)
        )

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        if not self.screen.is_current or event.chain > 1:
            # Another click was faster; the second of a double click may land on another screen.
            return
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        x = 0
        for key in lines[offset.y]:
            if x <= offset.x < x + key.width:
                await self.app.run_action(key.action, key.node)
                return
            x += key.width + GAP

    def _lines(self, width: int) -> list[list[FooterKey]]:
        """The keys in as few lines as they need; the last ones go where there is no room."""
        keys = list(self.keys)
        while len(lines := flowed(keys, width)) > MOST_LINES:
            less = [key for key in keys if key.id not in ALWAYS]
            if not less:
                return lines[:MOST_LINES]
            keys.remove(less[-1])
        return lines


def flowed(keys: Sequence[FooterKey], width: int) -> list[list[FooterKey]]:
    """Keys on lines of at most so many cells."""
    lines: list[list[FooterKey]] = []
    used = 0
    for key in keys:
        if lines and used + GAP + key.width <= width:
            lines[-1].append(key)
            used += GAP + key.width
        else:
            lines.append([key])
            used = key.width
    return lines
