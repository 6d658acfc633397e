"""A line with a text at either end."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.text_format import layout_both_ends

NOTHING = Content("")


class SplitLine(Widget):
    """One line; where both texts do not fit, the right one stands below."""

    DEFAULT_CSS = """
    SplitLine { height: auto; }
    """

    left: reactive[Content] = reactive(NOTHING, layout=True)
    right: reactive[Content] = reactive(NOTHING, layout=True)

    def __init__(
        self, left: Content = NOTHING, right: Content = NOTHING, *, id: str | None = None
    ) -> None:
        """Begin with both texts, or with nothing."""
        super().__init__(id=id)
        self.set_reactive(SplitLine.left, left)
        self.set_reactive(SplitLine.right, right)

    def set_contents(self, left: Content, right: Content) -> None:
        """Show both; a line without any text takes no room."""
        self.left, self.right = left, right
        self.display = bool(left.plain or right.plain)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or two where both texts do not fit on one."""
        return len(layout_both_ends(self.left, self.right, width))

    def render(self) -> Content:
        """Both texts, as the width allows."""
        return Content("\n").join(layout_both_ends(self.left, self.right, self.content_size.width))
