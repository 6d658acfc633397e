"""The figures of one month: names and amounts, as columns or as a column."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.text_format import style_dim

Figure: TypeAlias = tuple[str, str]
"""What it is, and how much."""
MORE = " …"
GAP = Content("   ")
"""What parts figures that stand in one line."""
NARROW_BELOW = 50
"""Cells below which each figure has a line of its own."""


class FigureList(Widget):
    """A few figures; dim names, bright amounts."""

    title: reactive[str] = reactive("")
    figures: reactive[tuple[Figure, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(flow_figures(self.title, self.figures, width))

    def render(self) -> Content:
        """The title, then the figures; where there is no room for all, it is said."""
        width, height = self.content_size
        lines = flow_figures(self.title, self.figures, width)
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], _mark_cut_line(lines[height - 1], width)]
        return Content("\n").join(GAP.join(line) for line in lines)


def _mark_cut_line(line: Sequence[Content], width: int) -> list[Content]:
    """A line with a sign that there is more; what has no room beside it goes, no amount is cut."""
    for count in range(len(line), 0, -1):
        kept = [*line[: count - 1], line[count - 1] + style_dim(MORE)]
        if GAP.join(kept).cell_length <= width:
            return kept
    return [style_dim(MORE.strip())]


def flow_figures(title: str, figures: Sequence[Figure], width: int) -> list[list[Content]]:
    """The lines of a title and its figures in so many cells, each in the parts that stay whole."""
    head = Content.styled(title, "bold")
    if width < NARROW_BELOW:
        widest = max((cell_len(name) for name, _amount in figures), default=0) + 2
        column = (_render_in_column(name, amount, widest, width) for name, amount in figures)
        return [[head], [], *([line] for lines in column for line in lines)]
    lines = [[head]]
    for name, amount in figures:
        part = style_dim(f"{name} ") + Content(amount)
        if GAP.join([*lines[-1], part]).cell_length <= width:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _render_in_column(name: str, amount: str, start: int, width: int) -> Iterator[Content]:
    """A figure from a cell on; what has no room beside its name goes on below itself."""
    for part in Content(amount).wrap(max(8, width - start)) or [Content("")]:
        yield style_dim(name + " " * (start - cell_len(name))) + part.rstrip()
        name = ""
