"""A screen with a form."""

from textual.widget import Widget

from tracker.screens.shell.tracker_screen import TrackerScreen


class FormScreen(TrackerScreen[None]):
    """A screen with a form: only the form's body scrolls to the field that has the focus."""

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Go to a field. A second one that scrolls, and earlier, would leave it out of sight."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
