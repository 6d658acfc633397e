"""A line with one text at the left end and one at the right end."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import layout_both_ends

NOTHING = Content("")


class SplitLine(LineWidget):
    """One line. If both texts do not fit, the right one is below the left one."""

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
        """Show both texts. Hide the line if both are empty."""
        self.left, self.right = left, right
        self.display = bool(left.plain or right.plain)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return both texts, on one line or two."""
        return layout_both_ends(self.left, self.right, width)
