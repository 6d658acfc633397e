"""Parts of a form: labelled fields, text inputs, choices, and the screen that scrolls them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tracker.i18n import _label
from tracker.text_width import find_part, flow_parts
from tracker.widgets.entry_input import HintedInput, is_showable
from tracker.widgets.text_format import style_dim


class FormField(Horizontal):
    """A label with its input beside it."""

    def __init__(
        self, label: str, control: Widget, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Put an input after its label."""
        super().__init__(id=id, classes=classes)
        self.label = label
        self.control = control

    def compose(self) -> ComposeResult:
        """Show the label, then the input."""
        yield Static(self.label, markup=False, classes="label")
        yield self.control

    def on_descendant_focus(self) -> None:
        """Highlight the label. Textual's `:focus-within` does not update labels."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """Stop highlighting the label."""
        self.remove_class("-here")

    def set_label(self, label: str) -> None:
        """Change the label."""
        self.label = label
        for static in self.query(".label").results(Static):
            static.update(label)


class FormBody(Vertical):
    """Fields one below the other. The focused one stays visible, however fast keys come.

    It alone scrolls the form, and nothing glides: Textual asks whether a field can be seen while an
    earlier scroll is still running, so fast keys left it out of sight.
    """

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Scroll at once, and again after the layout, because fields may have appeared."""
        self._scroll_to_field(event.widget)
        self.call_after_refresh(self._scroll_after_layout)

    def _scroll_after_layout(self) -> None:
        if self.screen.focused is not None:
            self._scroll_to_field(self.screen.focused)

    def _scroll_to_field(self, widget: Widget) -> None:
        """Scroll a field that is not visible to the middle."""
        region = widget.virtual_region
        for node in widget.ancestors:
            if node is self:
                break
            if isinstance(node, Widget):
                region = region.translate(node.virtual_region.offset)
        if self in widget.ancestors and not self._visible_region.contains_region(region):
            self.scroll_to_center(widget, animate=False, immediate=True)

    @property
    def _visible_region(self) -> Region:
        return self.scrollable_content_region.at_offset(self.scroll_offset)


class PlainTextInput(HintedInput):
    """A plain line. Several pasted lines are joined."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text. Characters that a line cannot hold become spaces."""
        event.stop()
        event.prevent_default()
        lines = " ".join(event.text.splitlines())
        text = "".join(letter if is_showable(letter) else " " for letter in lines)
        start, end = sorted(self.selection)
        self.replace(text, start, end)


def build_text_input(
    value: str = "", *, id: str, placeholder: str = "", hides_digits: bool = False
) -> PlainTextInput:
    """Return an input of one plain line, without frame and blinking.

    `hides_digits` is for a text of the notebook.
    """
    field = PlainTextInput(
        value, id=id, placeholder=placeholder, compact=True, select_on_focus=False
    )
    field.cursor_blink = False
    field.hides_digits = hides_digits
    return field


WIDE_GAP, NARROW_GAP = 4, 2
"""Cells between two options: if all fit on one line, and if they do not."""


ROOMY_HEIGHT = 30
"""Rows of a terminal from which on a choice always shows all options."""
FEW_LINES = 3
"""Lines that a choice may take in a low terminal before it hides options."""
MORE = "…"
"""The sign that there are more options on other lines."""


class ChoiceField(Widget, can_focus=True):
    """One of a few texts. Arrow keys, the space bar, a first letter and the mouse choose.

    With `first_count` only so many are offered at first, and `more` for the rest.

    All of them are shown. If that takes many lines in a low terminal, all are shown only with
    the focus, else only the line with the chosen one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("left", "step(-1)", _label("Choose"), key_display="←→"),
        Binding("right,space", "step(1)", show=False),
    ]

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        choice: "ChoiceField"

        @property
        def control(self) -> "ChoiceField":
            """The field that changed."""
            return self.choice

    def __init__(
        self,
        options: Sequence[str],
        chosen: int = 0,
        *,
        id: str,
        may_be_none: bool = False,
        always_open: bool = False,
        first_count: int | None = None,
    ) -> None:
        """Offer these options. With `may_be_none`, -1 means that none is chosen.

        With `always_open` a low terminal shows all of them, too.
        """
        super().__init__(id=id)
        self.options = tuple(options)
        self._always_open = always_open
        self._may_be_none = may_be_none
        self._first_count = first_count
        """How many options are offered, or None for all of them."""
        self._drawn_lines: list[list[int]] = []
        """The indexes of the visible options, line by line."""
        self._drawn_start = 0
        """The first cell of the first of them."""
        self.set_reactive(ChoiceField.chosen, chosen)
        if first_count is not None and chosen >= first_count:
            self._first_count = None

    def _offer_all(self) -> None:
        """Offer the options behind `more`."""
        self._first_count = None
        self.refresh(layout=True)

    def watch_chosen(self) -> None:
        """Post that another option was chosen."""
        if self._first_count is not None and self.chosen >= self._first_count:
            self._offer_all()
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """Choose the next option, or the previous one. `more` is opened before it is passed."""
        if self._first_count is not None and not 0 <= self.chosen + step < self._first_count:
            self._offer_all()
            return
        lowest = -1 if self._may_be_none else 0
        self.chosen = (self.chosen - lowest + step) % (len(self.options) - lowest) + lowest

    def on_key(self, event: events.Key) -> None:
        """Choose the next option that begins with this letter."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        event.stop()
        after = [*range(self.chosen + 1, len(self.options)), *range(self.chosen + 1)]
        for index in after:
            if index >= 0 and self.options[index].casefold().startswith(letter):
                self.chosen = index
                return

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show all options, or only the line with the chosen one."""
        super().watch_has_focus(has_focus)
        self.refresh(layout=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Choose the pressed option. Pressed again, none, if that is allowed.

        A click would be too late, because the focus moves the lines before it.
        """
        at = event.get_content_offset(self)
        if at is None:
            return
        gap = self._find_gap(self.content_size.width)
        at -= Offset(self._drawn_start)
        index = find_part(self._drawn_lines, self._measure_option, gap, at)
        if index is None:
            return
        if index == self._first_count:
            self._offer_all()
            return
        if index == self.chosen and self._may_be_none:
            index = -1
        self.chosen = index

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that are shown."""
        return len(self._layout_options(width))

    def render(self) -> Content:
        """Return the shown lines, with a mark before the chosen option."""
        width = self.content_size.width
        lines = self._drawn_lines = self._layout_options(width)
        before = after = ""
        if sum(map(len, lines)) < len(self._offered_indexes):
            # It is only one line, of several.
            before = f"{MORE} " if lines[0][0] > 0 else ""
            after = f" {MORE}" if lines[0][-1] < self._offered_indexes[-1] else ""
        self._drawn_start = len(before)
        gap = Content(" " * self._find_gap(width))
        content = Content("\n").join(gap.join(map(self._render_option, line)) for line in lines)
        return style_dim(before) + content + style_dim(after)

    @property
    def _offered_indexes(self) -> range:
        """The indexes of the options that are offered. The last one may be that of `more`."""
        count = self._first_count
        return range(len(self.options) if count is None else count + 1)

    def _render_option(self, index: int) -> Content:
        if index == self._first_count:
            return style_dim(_label("more {sign}").format(sign=MORE))
        if index == self.chosen:
            return Content.styled(f"● {self.options[index]}", "bold")
        return style_dim(f"○ {self.options[index]}")

    def _measure_option(self, index: int) -> int:
        return self._render_option(index).cell_length

    def _find_gap(self, width: int) -> int:
        return WIDE_GAP if self._fits(width, WIDE_GAP) else NARROW_GAP

    def _fits(self, width: int, gap: int) -> bool:
        """Return whether all options have room on one line."""
        used = sum(map(self._measure_option, self._offered_indexes))
        return used + gap * (len(self._offered_indexes) - 1) <= width

    @property
    def _is_open(self) -> bool:
        return self._always_open or self.has_focus or self.app.size.height >= ROOMY_HEIGHT

    def _layout_options(self, width: int) -> list[list[int]]:
        """Return the indexes of the options, line by line. Only one line if it is closed."""
        gap = self._find_gap(width)
        lines = flow_parts(self._offered_indexes, self._measure_option, gap, width)
        if len(lines) <= FEW_LINES:
            return lines
        # A line that is shown alone needs room for the signs that there are more.
        room = width - 2 * len(f"{MORE} ")
        lines = flow_parts(self._offered_indexes, self._measure_option, gap, room)
        if self._is_open:
            return lines
        return [next((line for line in lines if self.chosen in line), lines[0])]
