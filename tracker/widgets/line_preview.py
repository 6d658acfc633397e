"""What is under the entry line: how it is understood, a hint, an error, or completions."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from textual.content import Content
from textual.widgets import Static

from tracker.entries.completion import Completion
from tracker.entries.entry_description import EntryDescription
from tracker.entries.parse_error import ParseError
from tracker.i18n import N_label, NumberFormat, _label, _label_plural
from tracker.text_width import measure_cells
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import fit_text, style_dim, wrap_beside

LABEL_WIDTH = 15
ExampleLine: TypeAlias = tuple[str, str]
"""An example line, and what it means."""
FIRST_EXAMPLES: tuple[ExampleLine, ...] = (
    ("they collected money at the end", N_label("your own words, kept as they are")),
    ("meeting 2h no money", N_label("you were there, money didn’t come up")),
    ("seen donation", N_label("others were asked, you weren’t")),
    ("30 a month dues no", N_label("you were asked, and what you said")),
    ("paid 20 ticket", N_label("money you paid")),
)
"""Example entry lines, and what each of them means."""
EMPTY_LINE = Content("")
"""The line of the caret, kept empty without one, so nothing jumps."""
MAX_CANDIDATES = 6
"""Completions that are listed at a time."""
MAX_SHOWN_ENTRIES = 6
"""Entries of one line that are shown."""
BETWEEN = "   "
"""The space between completions on one line."""


class LinePreview(Static):
    """A few lines about the entry line that is being typed."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(markup=False)
        self._draw_wrapped: Callable[[], None] | None = None
        """Draws what was wrapped for the width, or None if nothing was."""
        self._wrapped_width = 0

    def on_resize(self) -> None:
        """Wrap again what was wrapped for another width, such as beside a scroll bar."""
        if self._draw_wrapped is not None and self.content_size.width != self._wrapped_width:
            self._draw_wrapped()

    def show_reading(
        self,
        day: str,
        descriptions: Sequence[EntryDescription],
        yes_hint: str = "",
        hint: str = "",
    ) -> None:
        """Show how the line is understood, what a yes to it would mean, and what enter does."""
        self.remove_class("-free")
        self._draw_wrapped = partial(self.show_reading, day, descriptions, yes_hint, hint)
        width = self._wrapped_width = self.content_size.width
        lines = [EMPTY_LINE]
        if descriptions:
            lines += _render_reading(descriptions[0], width)
        for description in descriptions[1:]:
            # The entry after an ask or an answer is the payment that its `gave` makes.
            lines.append(_render_labelled(_label("you gave"), description.amount, width, "bold"))
        if yes_hint:
            lines.append(_render_labelled(_label("if you say yes"), yes_hint, width))
        lines.append(_render_labelled(_label("day"), day, width))
        if hint:
            lines.append(style_dim(hint))
        self.update(Content("\n").join(lines))

    def show_several(self, sentences: Sequence[str], day: str = "") -> None:
        """Show the entries of one line, each on a line. `day` is the day of all of them."""
        self.remove_class("-free")
        self._draw_wrapped = partial(self.show_several, sentences, day)
        width = self._wrapped_width = self.content_size.width
        label = _format_entry_count(len(sentences))
        lines = [EMPTY_LINE]
        for index, sentence in enumerate(sentences[:MAX_SHOWN_ENTRIES]):
            head = style_dim(fit_text("" if index else label, LABEL_WIDTH))
            row = head + Content(f"{index + 1}  {sentence}")
            lines.append(row.truncate(max(1, width), ellipsis=True))
        if len(sentences) > MAX_SHOWN_ENTRIES:
            more = _format_more(len(sentences) - MAX_SHOWN_ENTRIES)
            lines.append(_render_labelled("", more, width))
        if day:
            lines.append(_render_labelled(_label("day"), day, width))
        self.update(Content("\n").join(lines))

    def show_message(self, text: str) -> None:
        """Show a sentence."""
        self._draw_wrapped = None
        self.remove_class("-free")
        self.update(Content("\n").join([EMPTY_LINE, Content(text)]))

    def show_hint(self, text: str) -> None:
        """Show in dim text what the line still lacks."""
        self._draw_wrapped = None
        self.set_class(not text, "-free")
        self.update(Content("\n").join([EMPTY_LINE, style_dim(text)]) if text else EMPTY_LINE)

    def show_error(self, line: str, error: ParseError, scrolled: int, hint: str = "") -> None:
        """Point at what is not understood. `scrolled` cells of the line are hidden.

        `hint` says what else can be done with the line.
        """
        self._draw_wrapped = None
        self.remove_class("-free")
        at = measure_cells(line[: error.column - 1]) - scrolled
        length = max(1, measure_cells(line[error.column - 1 :][: error.length]))
        caret = " " * max(0, at) + "^" * max(1, min(length, length + at))
        self.update(
            Content.styled(caret, "$my-line").truncate(max(1, self.content_size.width))
            + Content("\n")
            + Content(error.message)
            + style_dim(f"\n{hint}" if hint else "")
        )


class LineExamples(LineWidget):
    """A few example lines, each with its meaning beside or below it."""

    def __init__(self) -> None:
        """Begin with the first examples."""
        super().__init__()
        self._examples: Sequence[ExampleLine] = FIRST_EXAMPLES

    def set_examples(self, examples: Sequence[ExampleLine]) -> None:
        """Show these examples."""
        self._examples = examples
        self.refresh(layout=True)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the examples."""
        column = max((measure_cells(line) for line, _meaning in self._examples), default=0) + 3
        widest = max(
            (measure_cells(_label(meaning)) for _line, meaning in self._examples), default=0
        )
        lines = []
        for line, meaning in self._examples:
            text = style_dim(_label(meaning))
            if column + widest <= width:
                lines.append(Content(fit_text(line, column)) + text)
            else:
                lines += [Content(line), Content("  ") + text]
        return lines


class Candidates(Static):
    """The completions of the line, one of them chosen. A tag has its meaning beside it."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(markup=False)
        self._completions: Sequence[Completion] = ()
        self._chosen = 0

    def show_candidates(
        self, completions: Sequence[Completion], chosen: int, *, hidden: bool = False
    ) -> None:
        """Show the completions around the chosen one. Hide the widget if there are none.

        With `hidden` dots replace the figures in meanings.
        """
        numbers = NumberFormat(hidden)
        self._completions = [
            completion._replace(meaning=numbers.mask_numbers(completion.meaning))
            for completion in completions
        ]
        self._chosen = chosen
        self.display = bool(completions)
        self._refresh_candidates()

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self._refresh_candidates()

    def _refresh_candidates(self) -> None:
        completions, width = self._completions, self.content_size.width
        if any(completion.meaning for completion in completions):
            self.update(_render_listed(completions, self._chosen, width))
        elif completions:
            self.update(_render_in_row(completions, self._chosen, width))


def _render_listed(completions: Sequence[Completion], chosen: int, room: int) -> Content:
    """Return completions one below the other, each with its whole meaning."""
    first = max(0, min(chosen - MAX_CANDIDATES + 1, len(completions) - MAX_CANDIDATES))
    shown = completions[first : first + MAX_CANDIDATES]
    width = max(measure_cells(completion.text) for completion in shown) + 3
    lines: list[Content] = []
    for index, completion in enumerate(shown, start=first):
        lines += _render_completion(completion, width, room, is_chosen=index == chosen)
    if len(completions) > len(shown):
        count = len(completions) - len(shown)
        more = _label_plural(
            "{count} more (keep typing, or press ↓)",
            "{count} more (keep typing, or press ↓)",
            count,
        )
        lines.append(style_dim(more.format(count=count)))
    return Content("\n").join(lines)


def _render_in_row(completions: Sequence[Completion], chosen: int, width: int) -> Content:
    """Return as many completions as fit on a line, always including the chosen one."""
    widths = [measure_cells(completion.text) for completion in completions]
    first, end = _find_fitting(widths, chosen, width)
    words = []
    for index in range(first, end):
        style = "$accent bold" if index == chosen else "$dim"
        words.append(Content.styled(completions[index].text, style))
    if end - first < len(completions):
        words.append(style_dim(_format_more(len(completions) - (end - first))))
    return Content(BETWEEN).join(words)


def _find_fitting(widths: Sequence[int], chosen: int, room: int) -> tuple[int, int]:
    """Return the range of completions that fit beside the text for how many more there are."""

    def measure_row(first: int, end: int) -> int:
        return sum(widths[first:end]) + len(BETWEEN) * (end - first)

    if measure_row(0, len(widths)) - len(BETWEEN) <= room:
        return 0, len(widths)
    room -= measure_cells(_format_more(len(widths)))
    first, end = 0, chosen + 1
    while first < chosen and measure_row(first, end) > room:
        first += 1
    while end < len(widths) and measure_row(first, end + 1) <= room:
        end += 1
    return first, end


def _format_entry_count(count: int) -> str:
    return _label_plural("{count} entry", "{count} entries", count).format(count=count)


def _format_more(count: int) -> str:
    return _label_plural("{count} more", "{count} more", count).format(count=count)


def _render_reading(description: EntryDescription, width: int) -> list[Content]:
    head = ", ".join(part for part in (description.amount, description.kind) if part)
    parts = [(label, text) for label, text in _list_parts(description) if text]
    if not head and parts[:1] == [(_label("my words"), description.own_words)]:
        # A thought has nothing else to say beside its type.
        head, parts = parts[0][1], parts[1:]
    lines = [_render_labelled(description.type_label, head, width, "bold")]
    lines += (_render_labelled(label, text, width) for label, text in parts)
    return lines


def _list_parts(description: EntryDescription) -> tuple[tuple[str, str], ...]:
    """Return the parts that begin a line, each after its label."""
    return (
        (_label("answer"), description.answers),
        (_label("also"), description.details),
        (_label("you noticed"), description.tags),
        (_label("said"), description.words),
        (_label("my words"), description.own_words),
        (_label("group"), description.group),
        (_label("only for me"), description.private_note),
    )


def _render_labelled(label: str, text: str, width: int, style: str = "") -> Content:
    """Return a text after its label, wrapped under itself."""
    indent = max(LABEL_WIDTH, measure_cells(label) + 1)
    head = style_dim(fit_text(label, indent))
    return Content("\n").join(wrap_beside(head, Content.styled(text, style), width))


def _render_completion(
    completion: Completion, width: int, room: int, *, is_chosen: bool
) -> list[Content]:
    """Return the lines of a completion, its meaning wrapped beside it."""
    text = Content.styled(fit_text(completion.text, width), "$accent bold" if is_chosen else "")
    return wrap_beside(text, style_dim(completion.meaning), room, least=12)
