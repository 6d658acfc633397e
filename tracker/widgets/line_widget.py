"""A widget that is as high as its lines in its width."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class LineWidget(Widget):
    """Lines that depend on the width. What inherits from it lays them out."""

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the lines for a width."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are."""
        return len(self.layout_lines(width))

    def render(self) -> Content:
        """Return the lines for the width that the widget has."""
        return Content("\n").join(self.layout_lines(self.content_size.width))
