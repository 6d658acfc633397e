"""A list of points, each with a dot, wrapped under its own text."""

import textwrap
from collections.abc import Sequence

from textual.content import Content

from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import DIM_STYLE


class BulletList(LineWidget):
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

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the points, one below the other."""
        # A single point is a sentence and needs no dot.
        dot = "· " if len(self.points) > 1 else ""
        style = DIM_STYLE if self.is_faint else ""
        lines: list[Content] = []
        for point in self.points:
            wrapped = textwrap.wrap(
                point,
                max(10, width),
                initial_indent=dot,
                subsequent_indent=" " * len(dot),
                break_on_hyphens=False,
            )
            lines += (Content.styled(line, style) for line in wrapped)
        return lines
