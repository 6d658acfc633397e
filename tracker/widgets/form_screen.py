"""A screen whose fields may be more than there is room for."""

from textual.screen import Screen
from textual.widget import Widget


class FormScreen(Screen[None]):
    """A form; what scrolls to the field where one is, is its body alone."""

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Go to a field; a second one that scrolls, and earlier, would leave it out of sight."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
