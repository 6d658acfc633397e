"""A list of sentences. Enter or a click opens what is behind one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tracker.i18n import _label
from tracker.widgets.selectable_list import MARK, UNMARKED, MarkedOptionList
from tracker.widgets.text_format import BRIGHT_STYLE, style_dim

NUMBER = re.compile(r"[\d•][\d•.,]*(?:\N{NO-BREAK SPACE}%)?(?<![.,])")
"""The numbers that are bright in a sentence, also while they are hidden."""
AIRY_FROM = 16
"""Rows from which on there is a gap between sentences even if not all fit."""
MAX_WIDTH = 92
"""The widest line that is easy to read."""


@dataclass(frozen=True, slots=True)
class ListSentence:
    """A sentence with an id. A faint one says that there is not enough data."""

    id: str
    text: str
    is_faint: bool = False
    head: str = ""
    """A bold line above it. With one, its numbers are not bright."""


class SentenceList(MarkedOptionList):
    """A list of sentences. The highlighted one has a mark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding(
            "enter", "select", _label("Show entries"), key_display="enter", id="entries_behind"
        ),
    ]

    def __init__(self, classes: str | None = None) -> None:
        """Begin empty."""
        super().__init__(classes=classes)
        self._sentences: tuple[ListSentence, ...] = ()
        self._gap = ""
        """The gap between two sentences."""

    def set_sentences(self, sentences: Sequence[ListSentence]) -> None:
        """Show these sentences. The same row stays highlighted."""
        self._sentences = tuple(sentences)
        self._refresh_options()

    def go_to_top(self) -> None:
        """Go to the first sentence, because the list is about to change."""
        self.highlighted = None
        self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the lines again."""
        self._refresh_options()

    def _refresh_options(self) -> None:
        at = self.highlighted
        lines = sum(len(self._wrap_sentence(sentence)) for sentence in self._sentences)
        gaps = len(self._sentences) - 1
        height = self.scrollable_content_region.height
        self._gap = "\n" if height >= AIRY_FROM or lines + gaps <= height else ""
        self.set_options(
            Option(self._render_sentence(place), id=sentence.id)
            for place, sentence in enumerate(self._sentences)
        )
        if self._sentences:
            self.highlighted = min(at or 0, len(self._sentences) - 1)

    def _wrap_sentence(self, sentence: ListSentence) -> list[Content]:
        """Return a sentence as lines, its numbers bright."""
        room = min(MAX_WIDTH, max(20, self.scrollable_content_region.width - len(MARK) - 1))
        text = style_dim(sentence.text) if sentence.is_faint else Content(sentence.text)
        if not sentence.is_faint and not sentence.head:
            for match in NUMBER.finditer(sentence.text):
                text = text.stylize(BRIGHT_STYLE, *match.span())
        lines = [line.rstrip() for line in text.wrap(room)]
        if sentence.head:
            head = Content.styled(sentence.head, "bold").truncate(room, ellipsis=True)
            return [head, *lines]
        return lines

    def _render_sentence(self, place: int) -> Content:
        """Return a sentence with space for the mark, and the gap below it."""
        lines = [UNMARKED + line for line in self._wrap_sentence(self._sentences[place])]
        is_last = place == len(self._sentences) - 1
        return Content("\n").join(lines) + Content("" if is_last else self._gap)
