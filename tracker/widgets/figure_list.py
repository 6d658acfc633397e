"""The figures beside the chart: names and amounts, or sentences, in lines or a column."""

from collections.abc import Sequence
from typing import TypeAlias

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text_width import flow_parts, measure_cells
from tracker.widgets.text_format import fit_text, style_dim, wrap_beside

Figure: TypeAlias = tuple[str, str]
"""A name and an amount, or no name and a whole sentence."""
SENTENCE = ""
"""The name of a figure that is a whole sentence."""
MORE = " …"
GAP = Content("   ")
"""The space between figures on one line."""
NARROW_BELOW = 50
"""Cells below which each figure has a line of its own."""


class FigureList(Widget):
    """A few figures with dim names and bright amounts."""

    title: reactive[str] = reactive("")
    figures: reactive[tuple[Figure, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the figures take."""
        return len(flow_figures(self.title, self.figures, width))

    def render(self) -> Content:
        """Return the title and the figures. A sign at the end says if not all fit."""
        width, height = self.content_size
        lines = flow_figures(self.title, self.figures, width)
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], _mark_cut_line(lines[height - 1], width)]
        return Content("\n").join(GAP.join(line) for line in lines)


def _mark_cut_line(line: Sequence[Content], width: int) -> list[Content]:
    """Return a line with the sign for more. Figures that do not fit are dropped, not cut."""
    for count in range(len(line), 0, -1):
        parts = [*line[: count - 1], line[count - 1] + style_dim(MORE)]
        if GAP.join(parts).cell_length <= width:
            return parts
    return [style_dim(MORE.strip())]


def flow_figures(title: str, figures: Sequence[Figure], width: int) -> list[list[Content]]:
    """Return the lines of a title and its figures, each as the parts that stay whole."""
    head = Content.styled(title, "bold")
    if width < NARROW_BELOW:
        widest = max((measure_cells(name) for name, _amount in figures), default=0) + 2
        lines = [[head], []]
        # Sentences come last, as the names and amounts are a table.
        sentences = [sentence for name, sentence in figures if name == SENTENCE]
        for name, amount in figures:
            label = style_dim(fit_text(name, widest))
            if name != SENTENCE:
                lines += ([line] for line in wrap_beside(label, Content(amount), width, least=8))
        for sentence in (SENTENCE, *sentences) if sentences else ():
            lines += ([line] for line in wrap_beside(Content(""), Content(sentence), width))
        return lines
    parts = [
        (Content("") if name == SENTENCE else style_dim(f"{name} ")) + Content(amount)
        for name, amount in figures
    ]
    return flow_parts([head, *parts], lambda part: part.cell_length, GAP.cell_length, width)
