"""A few points, each with its dot, wrapped under its own text."""

import textwrap
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tracker.widgets.told import dim


class Points(Widget):
    """Lines that stay in the background."""

    DEFAULT_CSS = """
    Points { height: auto; margin-bottom: 1; }
    """

    def __init__(self, points: Sequence[str]) -> None:
        """Show these points."""
        super().__init__()
        self.points = tuple(points)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as they take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The points, one below the other."""
        return dim("\n".join(self._lines(self.content_size.width)))

    def _lines(self, width: int) -> list[str]:
        return [
            line
            for point in self.points
            for line in textwrap.wrap(
                point, max(10, width), initial_indent="· ", subsequent_indent="  "
            )
        ]
