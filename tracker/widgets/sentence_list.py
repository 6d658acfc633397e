"""Sentences one below the other, to be walked; enter or a click opens what is behind one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tracker.i18n import _
from tracker.widgets.text_format import BRIGHT_STYLE, style_dim

MARK = "› "
NUMBER = re.compile(r"[\d•][\d•.,]*(?:\N{NO-BREAK SPACE}%)?(?<![.,])")
"""What stands out in a sentence: its counts, amounts and shares, also while they are hidden."""
AIRY_FROM = 16
"""Rows from which sentences stand apart, also where not all of them are seen at once."""
MAX_WIDTH = 92
"""Cells in which a sentence is still read well."""


@dataclass(frozen=True, slots=True)
class ListSentence:
    """A sentence by the name of what it is about; a faint one says that there is too little."""

    id: str
    text: str
    is_faint: bool = False
    head: str = ""
    """What stands bright above it, on a line of its own, in the place of bright numbers."""


class SentenceList(OptionList):
    """Walked with the arrow keys; the one that is gone to bears a mark."""

    DEFAULT_CSS = """
    SentenceList, SentenceList:focus {
        height: 1fr;
        border: none;
        padding: 0;
        background: $background;
        background-tint: $background 0%;
        scrollbar-size: 1 1;
        scrollbar-color: $border-blurred;
        scrollbar-color-hover: $border-blurred;
        scrollbar-color-active: $border-blurred;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
    }
    SentenceList > .option-list--option { padding: 0; }
    SentenceList > .option-list--option-hover { background: $surface; }
    SentenceList > .option-list--option-highlighted,
    SentenceList:focus > .option-list--option-highlighted {
        color: $foreground;
        background: $surface;
        text-style: none;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding(
            "enter", "select", _("The entries behind it"), key_display="enter", id="entries_behind"
        ),
    ]

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(markup=False)
        self._sentences: tuple[ListSentence, ...] = ()
        self._marked_index: int | None = None
        self._gap = ""
        """What stands between two sentences."""

    def set_sentences(self, sentences: Sequence[ListSentence]) -> None:
        """Show these; the one that was gone to stays so."""
        self._sentences = tuple(sentences)
        self._refresh_options()

    def go_to_top(self) -> None:
        """Go to the first sentence: what comes is about something else."""
        self.highlighted = None
        self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew."""
        self._refresh_options()

    def _refresh_options(self) -> None:
        at = self.highlighted
        self._marked_index = None
        lines = sum(len(self._wrap_sentence(each)) for each in self._sentences)
        gaps = len(self._sentences) - 1
        height = self.scrollable_content_region.height
        self._gap = "\n" if height >= AIRY_FROM or lines + gaps <= height else ""
        self.set_options(
            Option(self._render_sentence(place, is_marked=False), id=each.id)
            for place, each in enumerate(self._sentences)
        )
        if self._sentences:
            self.highlighted = min(at or 0, len(self._sentences) - 1)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Put the mark before the sentence that is gone to."""
        super().watch_highlighted(highlighted)
        for place, is_marked in ((self._marked_index, False), (highlighted, True)):
            if place is not None and place < self.option_count:
                self.replace_option_prompt_at_index(
                    place, self._render_sentence(place, is_marked=is_marked)
                )
        self._marked_index = highlighted

    def _wrap_sentence(self, sentence: ListSentence) -> list[Content]:
        """A sentence in its lines, its numbers bright."""
        room = min(MAX_WIDTH, max(20, self.scrollable_content_region.width - len(MARK) - 1))
        text = style_dim(sentence.text) if sentence.is_faint else Content(sentence.text)
        if not sentence.is_faint and not sentence.head:
            for found in NUMBER.finditer(sentence.text):
                text = text.stylize(BRIGHT_STYLE, *found.span())
        lines = [line.rstrip() for line in text.wrap(room)]
        if sentence.head:
            head = Content.styled(sentence.head, "bold").truncate(room, ellipsis=True)
            return [head, *lines]
        return lines

    def _render_sentence(self, place: int, *, is_marked: bool) -> Content:
        """A sentence, all of its lines right of the mark; room below it where there is some."""
        blank = Content(" " * len(MARK))
        first = Content.styled(MARK, "bold $accent") if is_marked else blank
        lines = self._wrap_sentence(self._sentences[place])
        told = [first + lines[0], *(blank + line for line in lines[1:])] if lines else [first]
        is_last = place == len(self._sentences) - 1
        return Content("\n").join(told) + Content("" if is_last else self._gap)
