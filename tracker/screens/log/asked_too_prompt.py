"""The question “Were you asked, too?” below the entry line. It can be ignored."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tracker.entries.asked_too import (
    ASKED_TOO_QUESTION,
    HAT_RULE,
    NO_WORDS,
    YES_WORDS,
    build_occasion,
    find_unasked_observation,
)
from tracker.entries.tokenizer import fold
from tracker.entries.types import Entry, Kind, Observation
from tracker.i18n import _, _label
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.text_format import style_dim

YES, NO = "yes", "no"
"""The names of the answers in code."""


class AskedTooPrompt(InlinePrompt):
    """Asks once about what was seen. Hidden while there is nothing to ask.

    In the line, y and n need enter, because the next entry may begin with that letter. A no saves
    nothing. The most common slip is to write `seen` where the person was asked, too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"give('{YES}')", show=False),
        Binding("n", f"give('{NO}')", show=False),
    ]

    def __init__(self) -> None:
        """Begin without a question."""
        super().__init__()
        self.observation: Observation | None = None
        """What is asked about."""
        self._occasions: set[tuple[date, str | None, Kind]] = set()
        """What was asked about before. Nothing is asked twice."""

    def on_mount(self) -> None:
        """Hide until there is something to ask."""
        self.skip()

    def ask_about(self, entries: Sequence[Entry], session_entries: Iterable[Entry]) -> None:
        """Ask about entries that were just saved, or hide the question if there is none."""
        self.skip()
        seen = find_unasked_observation(entries, session_entries)
        if seen is not None and build_occasion(seen) not in self._occasions:
            self.observation = seen
            self._occasions.add(build_occasion(seen))
            answers = ((NO, _label("no", "answer")), (YES, _label("yes", "answer")))
            self.ask_question(_(ASKED_TOO_QUESTION), answers)

    def skip(self) -> None:
        """Hide the question."""
        self.observation = None
        self.ask_question("", ())

    def find_answer(self, text: str) -> str:
        """Return the answer that a typed text gives, or an empty text if it gives none."""
        word = fold(text.strip())
        if self.observation is None:
            return ""
        return YES if word in YES_WORDS else NO if word in NO_WORDS else ""

    def action_give(self, answer: str) -> None:
        """Post an answer."""
        self.post_message(self.Answered(answer))

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the question with its answers, and below it how to tell, if there is room."""
        lines = list(super().layout_lines(width))
        if lines and not self.screen.has_class("-flat"):
            lines += [line.rstrip() for line in style_dim(_(HAT_RULE)).wrap(max(10, width))]
        return lines
