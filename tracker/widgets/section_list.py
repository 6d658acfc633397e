"""A list in sections: rows of a label and a value. Enter or a click chooses one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tracker.i18n import _label
from tracker.text_width import measure_cells
from tracker.widgets.selectable_list import UNMARKED, MarkedOptionList
from tracker.widgets.text_format import fit_text, style_dim

MAX_LABEL_WIDTH = 26
SENTENCE_WIDTH = 56
"""The width of a sentence that is easy to read and fits on every screen."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the list. One without an id cannot be chosen."""

    id: str
    label: str
    value: str
    is_faint: bool = False
    label_suffix: str = ""
    """Text after the label that is shown even if the label is cut."""


@dataclass(frozen=True, slots=True)
class ListSection:
    """Rows under a title, and a sentence about them."""

    title: str
    rows: Sequence[ListRow] = ()
    explanation: str = ""


class SectionList(MarkedOptionList):
    """A list of sections. The arrow keys or tab go from row to row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "select", _label("Change"), key_display="enter", id="change"),
        Binding("tab", "cursor_down", show=False),
        Binding("shift+tab", "cursor_up", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin empty."""
        self._sections: Sequence[ListSection] = ()
        self._width = 0
        """The width of the labels in cells."""
        super().__init__(id=id, classes=classes)

    def set_sections(self, sections: Sequence[ListSection]) -> None:
        """Show these sections. The row with the same id stays highlighted."""
        self._sections = sections
        previous, at, scrolled = self.highlighted_option, self.highlighted, self.scroll_offset.y
        self._width = width = self._measure_labels()
        self.set_options(
            option
            for index, section in enumerate(sections)
            for option in _build_options(section, index, width)
        )
        ids = [option.id for option in self.options]
        if previous and previous.id in ids:
            self.highlighted = ids.index(previous.id)
        elif at is not None:
            self._select_near(at)
        else:
            self.action_first()
        if self._find_selectable()[:1] != [self.highlighted]:
            self.scroll_to(y=scrolled, animate=False)

    def on_resize(self) -> None:
        """Adapt the width of the labels."""
        if self._sections and self._measure_labels() != self._width:
            self.set_sections(self._sections)

    def _measure_labels(self) -> int:
        rows = [row for section in self._sections for row in section.rows]
        labels = [measure_cells(row.label + row.label_suffix) for row in rows]
        most = max(MAX_LABEL_WIDTH, self.content_size.width // 2 - 10)
        return min(max(labels, default=0), most) + 2

    def _find_selectable(self) -> list[int]:
        return [index for index, option in enumerate(self.options) if not option.disabled]

    def _select_near(self, index: int) -> None:
        """Highlight the last row up to an index that can be chosen."""
        can = self._find_selectable()
        before = [at for at in can if at <= index]
        self.highlighted = before[-1] if before else next(iter(can), None)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Mark the highlighted row. For the first one, scroll to its title."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and self._find_selectable()[0] == highlighted:
            self.scroll_home(animate=False)


def _build_options(section: ListSection, index: int, width: int) -> Iterator[Option]:
    gap = "\n" if index else ""
    yield Option(Content(gap) + Content.styled(section.title, "bold"), disabled=True)
    for row in section.rows:
        room = width - 1 - measure_cells(row.label_suffix)
        name = row.label if measure_cells(row.label) <= room else fit_text(row.label, room).rstrip()
        label = fit_text(name + row.label_suffix, width)
        value = style_dim(row.value) if row.is_faint else Content(row.value)
        content = style_dim(label) + value if row.label else value
        yield Option(UNMARKED + content, id=row.id or None, disabled=not row.id)
    if section.explanation:
        text = "\n".join(
            wrap(section.explanation, SENTENCE_WIDTH, initial_indent="  ", subsequent_indent="  ")
        )
        yield Option(style_dim(text), disabled=True)
