"""A list of points, each with a dot, wrapped under its own text."""

import textwrap
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tracker.widgets.text_format import style_dim


class BulletList(Widget):
    """A list of points, dim unless they are the main text."""

    def __init__(
        self, points: Sequence[str], *, is_faint: bool = True, id: str | None = None
    ) -> None:
        """Show these points."""
        super().__init__(id=id)
        self.points = tuple(points)
        self.is_faint = is_faint

    def set_points(self, points: Sequence[str]) -> None:
        """Show other points."""
        self.points = tuple(points)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the points take."""
        return len(self._layout_points(width))

    def render(self) -> Content:
        """Return the points, one below the other."""
        text = "\n".join(self._layout_points(self.content_size.width))
        return style_dim(text) if self.is_faint else Content(text)

    def _layout_points(self, width: int) -> list[str]:
        return [
            line
            for point in self.points
            for line in textwrap.wrap(
                point,
                max(10, width),
                # A single point is a sentence and needs no dot.
                initial_indent="· " if len(self.points) > 1 else "",
                subsequent_indent="  " if len(self.points) > 1 else "",
                break_on_hyphens=False,
            )
        ]
