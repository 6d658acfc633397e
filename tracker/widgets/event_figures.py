"""What an event cost: a figure a line, its name before it."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.analysis.events.event_text import EventFigure
from tracker.text_width import measure_cells
from tracker.widgets.text_format import fit_text, style_dim, wrap_beside

GAP = 2
"""Cells between the longest name and its figure."""
MORE = " …"


class EventFigures(Widget):
    """A few figures with dim names. A sign at the end says if not all fit."""

    figures: reactive[tuple[EventFigure, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the figures take."""
        return len(self._wrap_figures(width))

    def render(self) -> Content:
        """Return the figures, as far as they fit."""
        width, height = self.content_size
        lines = self._wrap_figures(width)
        if len(lines) > height > 0:
            last = lines[height - 1].truncate(max(1, width - len(MORE)))
            lines = [*lines[: height - 1], last + style_dim(MORE)]
        return Content("\n").join(lines)

    def _wrap_figures(self, width: int) -> list[Content]:
        room = max((measure_cells(name) for name, _text in self.figures), default=0) + GAP
        return [
            line
            for name, text in self.figures
            for line in wrap_beside(style_dim(fit_text(name, room)), Content(text), width)
        ]
