"""The list of suggested asks under an empty entry line."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.i18n import _label
from tracker.widgets.section_list import ListSection, SectionList


class AskSuggestionList(SectionList):
    """A list that highlights no row before it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "select", _label("Choose"), key_display="enter", id="take"),
        Binding("escape", "screen.to_line", _label("Back to typing"), key_display="esc", id="line"),
    ]

    def set_sections(self, sections: Sequence[ListSection]) -> None:
        """Show these suggestions."""
        super().set_sections(sections)
        if not self.has_focus:
            self.highlighted = None

    def on_focus(self) -> None:
        """Highlight the first row."""
        if self.highlighted is None:
            self.action_first()

    def on_blur(self) -> None:
        """Highlight no row."""
        self.highlighted = None

    def focus_if_shown(self) -> bool:
        """Focus the list if it is shown. Return whether it is."""
        if self.display:
            self.focus()
        return self.display
