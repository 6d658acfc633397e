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
from tracker.widgets.text_format import dim, fitted

WIDEST_LABEL = 26
MARKED, UNMARKED = Content.styled("› ", "bold $accent"), Content("  ")
"""What stands before the line that is gone to, and before all others."""
SENTENCE_WIDTH = 56
"""Cells in which a sentence is read well, and that every screen has."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list; one without an id cannot be chosen."""

    id: str
    label: str
    value: str
    is_faint: bool = False
    after: str = ""
    """What stands behind the label and is seen also where the label is cut."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a title, and a sentence about them."""

    title: str
    lines: Sequence[Line] = ()
    said: str = ""


class LabelledList(OptionList):
    """Walked with the arrow keys or tab."""

    DEFAULT_CSS = """
    LabelledList, LabelledList:focus {
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
    LabelledList > .option-list--option { padding: 0; }
    LabelledList > .option-list--option-disabled { color: $foreground; }
    LabelledList > .option-list--option-hover { background: $surface; }
    LabelledList > .option-list--option-highlighted,
    LabelledList:focus > .option-list--option-highlighted {
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
        self._marked: str | None = None
        self._parts: Sequence[Part] = ()
        self._width = 0
        """The cells that its labels were given."""
        super().__init__(id=id, markup=False)

    def put(self, parts: Sequence[Part]) -> None:
        """Show other lines; the one that was gone to stays so where there still is one like it."""
        self._parts = parts
        former, at, scrolled = self.highlighted_option, self.highlighted, self.scroll_offset.y
        self._width = width = self._label_width()
        self._marked = None
        self.set_options(
            option for index, part in enumerate(parts) for option in _shown(part, index, width)
        )
        ids = [option.id for option in self.options]
        if former and former.id in ids:
            self.highlighted = ids.index(former.id)
        elif at is not None:
            self._go_near(at)
        else:
            self.action_first()
        if self._can_be_chosen()[:1] != [self.highlighted]:
            self.scroll_to(y=scrolled, animate=False)

    def on_resize(self) -> None:
        """Give long labels the room that there is now."""
        if self._parts and self._label_width() != self._width:
            self.put(self._parts)

    def _label_width(self) -> int:
        lines = [line for part in self._parts for line in part.lines]
        labels = [cell_len(line.label + line.after) for line in lines]
        most = max(WIDEST_LABEL, self.content_size.width // 2 - 10)
        return min(max(labels, default=0), most) + 2

    def _can_be_chosen(self) -> list[int]:
        return [index for index, option in enumerate(self.options) if not option.disabled]

    def _go_near(self, index: int) -> None:
        """Go to the last line before a place that can be chosen."""
        can = self._can_be_chosen()
        before = [at for at in can if at <= index]
        self.highlighted = before[-1] if before else next(iter(can), None)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Put the mark before the line that is gone to; the first one brings its title with it."""
        super().watch_highlighted(highlighted)
        id_now = None if highlighted is None else self.options[highlighted].id
        for id_, mark in ((self._marked, UNMARKED), (id_now, MARKED)):
            if id_ is not None:
                shown = self.get_option(id_).prompt
                if isinstance(shown, Content):
                    self.replace_option_prompt(id_, mark + shown[len(mark) :])
        self._marked = id_now
        if highlighted is not None and self._can_be_chosen()[0] == highlighted:
            self.scroll_home(animate=False)


def _shown(part: Part, index: int, width: int) -> Iterator[Option]:
    gap = "\n" if index else ""
    yield Option(Content(gap) + Content.styled(part.title, "bold"), disabled=True)
    for line in part.lines:
        room = width - 1 - cell_len(line.after)
        name = line.label if cell_len(line.label) <= room else fitted(line.label, room).rstrip()
        label = fitted(name + line.after, width)
        value = dim(line.value) if line.is_faint else Content(line.value)
        shown = dim(label) + value if line.label else value
        yield Option(UNMARKED + shown, id=line.id or None, disabled=not line.id)
    if part.said:
        text = "\n".join(
            wrap(part.said, SENTENCE_WIDTH, initial_indent="  ", subsequent_indent="  ")
        )
        yield Option(dim(text), disabled=True)
