"""A line with one text at the left end and one at the right end."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.text_format import layout_both_ends

NOTHING = Content("")


class SplitLine(Widget):
    """One line; if both texts do not fit, the right one is below the left one."""

    left: reactive[Content] = reactive(NOTHING, layout=True)
    right: reactive[Content] = reactive(NOTHING, layout=True)

    def __init__(
        self, left: Content = NOTHING, right: Content = NOTHING, *, id: str | None = None
    ) -> None:
        """Begin with both texts."""
        super().__init__(id=id)
        self.set_reactive(SplitLine.left, left)
        self.set_reactive(SplitLine.right, right)

    def set_contents(self, left: Content, right: Content) -> None:
        """Show both texts; hide the line if both are empty."""
        self.left, self.right = left, right
        self.display = bool(left.plain or right.plain)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, or two if both texts do not fit on one."""
        return len(layout_both_ends(self.left, self.right, width))

    def render(self) -> Content:
        """Return both texts, on one line or two."""
        return Content("\n").join(layout_both_ends(self.left, self.right, self.content_size.width))
