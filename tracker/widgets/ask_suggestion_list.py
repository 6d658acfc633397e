"""Asks to pick from, under an entry line that is still empty."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.i18n import _
from tracker.widgets.section_list import ListSection, SectionList


class AskSuggestionList(SectionList):
    """A list in which none is marked before it is gone to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "select", _("Choose"), key_display="enter", id="take"),
        Binding("escape", "screen.to_line", _("Back to the line"), key_display="esc", id="line"),
    ]

    def set_sections(self, parts: Sequence[ListSection]) -> None:
        """Show other asks."""
        super().set_sections(parts)
        if not self.has_focus:
            self.highlighted = None

    def on_focus(self) -> None:
        """Begin at the first."""
        if self.highlighted is None:
            self.action_first()

    def on_blur(self) -> None:
        """Mark none."""
        self.highlighted = None

    def focus_if_shown(self) -> bool:
        """Go to the list, if it is shown; gives whether it is."""
        if self.display:
            self.focus()
        return self.display
