"""A list in parts, to be walked: a label and a value a line, enter or a click chooses one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tracker.i18n import _
from tracker.widgets.text_format import fit_text, style_dim

MAX_LABEL_WIDTH = 26
MARKED, UNMARKED = Content.styled("› ", "bold $accent"), Content("  ")
"""What stands before the line that is gone to, and before all others."""
SENTENCE_WIDTH = 56
"""Cells in which a sentence is read well, and that every screen has."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list; one without an id cannot be chosen."""

    id: str
    label: str
    value: str
    is_faint: bool = False
    label_suffix: str = ""
    """What stands behind the label and is seen also where the label is cut."""


@dataclass(frozen=True, slots=True)
class ListSection:
    """Lines under a title, and a sentence about them."""

    title: str
    rows: Sequence[ListRow] = ()
    explanation: str = ""


class SectionList(OptionList):
    """Walked with the arrow keys or tab."""

    DEFAULT_CSS = """
    SectionList, SectionList:focus {
        border: none;
        padding: 0;
        background: $background;
        background-tint: $background 0%;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size: 1 1;
        scrollbar-color: $border-blurred;
        scrollbar-color-hover: $border-blurred;
        scrollbar-color-active: $border-blurred;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
    }
    SectionList > .option-list--option { padding: 0; }
    SectionList > .option-list--option-disabled { color: $foreground; }
    SectionList > .option-list--option-hover { background: $surface; }
    SectionList > .option-list--option-highlighted,
    SectionList:focus > .option-list--option-highlighted {
        color: $foreground;
        background: $surface;
        text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "select", _("Change"), key_display="enter", id="change"),
        Binding("tab", "cursor_down", show=False),
        Binding("shift+tab", "cursor_up", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        self._marked_index: str | None = None
        self._sections: Sequence[ListSection] = ()
        self._width = 0
        """The cells that its labels were given."""
        super().__init__(id=id, markup=False)

    def set_sections(self, parts: Sequence[ListSection]) -> None:
        """Show other lines; the one that was gone to stays so where there still is one like it."""
        self._sections = parts
        former, at, scrolled = self.highlighted_option, self.highlighted, self.scroll_offset.y
        self._width = width = self._measure_labels()
        self._marked_index = None
        self.set_options(
            option
            for index, part in enumerate(parts)
            for option in _build_options(part, index, width)
        )
        ids = [option.id for option in self.options]
        if former and former.id in ids:
            self.highlighted = ids.index(former.id)
        elif at is not None:
            self._select_near(at)
        else:
            self.action_first()
        if self._find_selectable()[:1] != [self.highlighted]:
            self.scroll_to(y=scrolled, animate=False)

    def on_resize(self) -> None:
        """Give long labels the room that there is now."""
        if self._sections and self._measure_labels() != self._width:
            self.set_sections(self._sections)

    def _measure_labels(self) -> int:
        lines = [line for part in self._sections for line in part.rows]
        labels = [cell_len(line.label + line.label_suffix) for line in lines]
        most = max(MAX_LABEL_WIDTH, self.content_size.width // 2 - 10)
        return min(max(labels, default=0), most) + 2

    def _find_selectable(self) -> list[int]:
        return [index for index, option in enumerate(self.options) if not option.disabled]

    def _select_near(self, index: int) -> None:
        """Go to the last line before a place that can be chosen."""
        can = self._find_selectable()
        before = [at for at in can if at <= index]
        self.highlighted = before[-1] if before else next(iter(can), None)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Put the mark before the line that is gone to; the first one brings its title with it."""
        super().watch_highlighted(highlighted)
        id_now = None if highlighted is None else self.options[highlighted].id
        for id_, mark in ((self._marked_index, UNMARKED), (id_now, MARKED)):
            if id_ is not None:
                shown = self.get_option(id_).prompt
                if isinstance(shown, Content):
                    self.replace_option_prompt(id_, mark + shown[len(mark) :])
        self._marked_index = id_now
        if highlighted is not None and self._find_selectable()[0] == highlighted:
            self.scroll_home(animate=False)


def _build_options(part: ListSection, index: int, width: int) -> Iterator[Option]:
    gap = "\n" if index else ""
    yield Option(Content(gap) + Content.styled(part.title, "bold"), disabled=True)
    for line in part.rows:
        room = width - 1 - cell_len(line.label_suffix)
        name = line.label if cell_len(line.label) <= room else fit_text(line.label, room).rstrip()
        label = fit_text(name + line.label_suffix, width)
        value = style_dim(line.value) if line.is_faint else Content(line.value)
        shown = style_dim(label) + value if line.label else value
        yield Option(UNMARKED + shown, id=line.id or None, disabled=not line.id)
    if part.explanation:
        text = "\n".join(
            wrap(part.explanation, SENTENCE_WIDTH, initial_indent="  ", subsequent_indent="  ")
        )
        yield Option(style_dim(text), disabled=True)
