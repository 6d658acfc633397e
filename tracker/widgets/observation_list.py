"""What others were asked or gave, in sections: seen, then heard of."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive

from tracker.widgets.earlier_asks import EarlierAskRow, render_earlier_asks
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import style_dim


class ObservationSection(NamedTuple):
    """A title, its entries as rows, and the lowest and the highest amount if they are known."""

    title: str
    rows: tuple[EarlierAskRow, ...]
    lowest_and_highest: str


class ObservationList(LineWidget):
    """The sections below each other, empty without any."""

    sections: reactive[tuple[ObservationSection, ...]] = reactive((), layout=True)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return a blank line and the lines of each section."""
        return [line for section in self.sections for line in _render_section(section, width)]


def _render_section(section: ObservationSection, width: int) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(section.title, "bold").truncate(max(1, width), ellipsis=True)
    yield from render_earlier_asks(section.rows, width)
    if section.lowest_and_highest:
        yield style_dim(section.lowest_and_highest).truncate(max(1, width), ellipsis=True)
