"""What all screens and dialogs have in common: which keys they show, and a message line."""

from collections.abc import Set
from pathlib import Path
from typing import ClassVar

from textual.binding import ActiveBinding
from textual.screen import Screen, ScreenResultType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

import tracker.screens

STYLE_SHEET = Path(tracker.screens.__file__).with_name("screens.tcss")
"""How the screens look beyond what all of them share, which is in the app's own sheet."""


class TrackerScreen(Screen[ScreenResultType]):
    """A screen that shows a key only while there is something for it to do."""

    CSS_PATH: ClassVar[CSSPathType | None] = STYLE_SHEET
    HIDES_EMPTY_MESSAGE: ClassVar[bool] = False
    """Whether the line for messages takes no room while it is empty."""

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do now: no key is shown for them, none runs."""
        return frozenset()

    def unlisted_actions(self) -> Set[str]:
        """Return the actions for which no key is shown now, but whose key may say why.

        They can also be actions of a widget or of the app.
        """
        return frozenset()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can run now."""
        return action not in self.idle_actions()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys that the footer, the help and the palette show now."""
        hidden_actions = self.idle_actions() | self.unlisted_actions()
        return {
            key: active
            for key, active in super().active_bindings.items()
            if active.binding.action.partition("(")[0] not in hidden_actions
        }

    @property
    def focus_chain(self) -> list[Widget]:
        """The widgets that can have the focus, in the order in which they are composed.

        Textual sorts them by their places on the screen. A field that appeared just now has no
        place yet, so a fast tab would skip the fields before it.
        """
        return [
            widget
            for widget in self.walk_children(Widget)
            if widget.focusable and all(node.display for node in widget.ancestors_with_self)
        ]

    def show_message(self, sentence: str) -> None:
        """Show a sentence on the line for messages, unless the screen was closed meanwhile."""
        if self.is_attached:
            message_line = self.query_one("#answer", Static)
            message_line.update(sentence)
            message_line.display = bool(sentence) or not self.HIDES_EMPTY_MESSAGE
