"""A line with a text at either end."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.told import both_ends

NOTHING = Content("")


class TwoEnds(Widget):
    """One line; where both texts do not fit, the left one stays."""

    DEFAULT_CSS = """
    TwoEnds { height: 1; }
    """

    left: reactive[Content] = reactive(NOTHING)
    right: reactive[Content] = reactive(NOTHING)

    def __init__(
        self, left: Content = NOTHING, right: Content = NOTHING, *, id: str | None = None
    ) -> None:
        """Begin with both texts, or with nothing."""
        super().__init__(id=id)
        self.set_reactive(TwoEnds.left, left)
        self.set_reactive(TwoEnds.right, right)

    def put(self, left: Content, right: Content) -> None:
        """Show both; a line without any text takes no room."""
        self.left, self.right = left, right
        self.display = bool(left.plain or right.plain)

    def render(self) -> Content:
        """Both texts, as the width allows."""
        return both_ends(self.left, self.right, self.content_size.width)
