"""A question with its answers side by side; its keys act only with the focus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.i18n import _
from tracker.widgets.text_format import layout_both_ends, style_dim

GAP = " "
AnswerPosition: TypeAlias = tuple[int, int, int, int]
"""The index of an answer, its line, its first cell, and the cell after it."""


class InlinePrompt(Widget, can_focus=True):
    """A question that can be ignored."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter,space", "answer", _("Answer"), key_display="enter", id="answer"),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("escape", "screen.leave_question", _("Leave it"), key_display="esc", id="leave_it"),
    ]

    question: reactive[str] = reactive("", layout=True)
    answers: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """The name of each answer in code, and its text on screen."""
    chosen: reactive[int] = reactive(0)

    @dataclass
    class Answered(Message):
        """An answer was given."""

        answer: str

    def ask_question(self, question: str, answers: tuple[tuple[str, str], ...]) -> None:
        """Show a question, or hide it if it is empty; without answers it is only a text."""
        self.question, self.answers, self.chosen = question, answers, 0
        self.display = bool(question)
        self.can_focus = bool(answers)

    def action_step(self, step: int) -> None:
        """Choose another answer."""
        if self.answers:
            self.chosen = (self.chosen + step) % len(self.answers)

    def action_answer(self) -> None:
        """Post the chosen answer."""
        if self.answers:
            self.post_message(self.Answered(self.answers[self.chosen][0]))

    def on_click(self, event: events.Click) -> None:
        """Post the clicked answer."""
        for index, y, start, end in self._layout_prompt(self.content_size.width)[1]:
            if event.y == y and start <= event.x < end:
                self.chosen = index
                self.action_answer()
                return

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that question and answers take."""
        return len(self._layout_prompt(width)[0])

    def render(self) -> Content:
        """Return the question and its answers, with a mark before the chosen one."""
        return Content("\n").join(self._layout_prompt(self.content_size.width)[0])

    def _layout_prompt(self, width: int) -> tuple[list[Content], list[AnswerPosition]]:
        """Return the lines for a width, and where each answer is."""
        if not self.question:
            return [], []
        if not self.answers:
            return style_dim(self.question).wrap(max(10, width)), []
        question, answers = style_dim(self.question), self._render_answers(_("to answer"))
        if len(_flow_parts(answers, width)) > 1:
            answers = self._render_answers("")
        beside = Content(GAP).join(answers)
        if question.cell_length + 2 + beside.cell_length <= width:
            at = width - beside.cell_length
            return layout_both_ends(question, beside, width), self._find_positions([answers], 0, at)
        lines = [line.rstrip() for line in question.wrap(max(10, width))]
        rows = _flow_parts(answers, width)
        places = self._find_positions(rows, len(lines), 0)
        return [*lines, *(Content(GAP).join(row) for row in rows)], places

    def _find_positions(
        self, rows: Sequence[Sequence[Content]], y: int, start: int
    ) -> list[AnswerPosition]:
        places: list[AnswerPosition] = []
        for line, row in enumerate(rows, y):
            x = start
            for part in row:
                # The first part is the key.
                places.append((len(places) - 1, line, x, x + part.cell_length))
                x += part.cell_length + len(GAP)
        return places[1:]

    def _render_answers(self, for_what: str) -> list[Content]:
        """Return the answers; without the focus, the key that leads to them comes first."""
        hint = Content.styled("tab", "bold $accent") + style_dim(f" {for_what}".rstrip())
        # Its space is kept, so that a clicked answer does not move when the focus comes.
        parts = [Content(" " * hint.cell_length) if self.has_focus else hint]
        for index, (_name, text) in enumerate(self.answers):
            at = self.has_focus and index == self.chosen
            mark = "› " if at else "  "
            parts.append(Content.styled(mark + text, "bold $accent" if at else "$accent"))
        return parts


def _flow_parts(parts: Sequence[Content], width: int) -> list[list[Content]]:
    """Return the parts on as many lines as they need, none of them cut."""
    lines: list[list[Content]] = []
    used = 0
    for part in parts:
        if lines and used + len(GAP) + part.cell_length <= width:
            lines[-1].append(part)
            used += len(GAP) + part.cell_length
        else:
            lines.append([part])
            used = part.cell_length
    return lines
