"""One gentle question, and its answers side by side; it acts only when it has the focus."""

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
"""Which answer, on which line, from which cell to which."""


class InlinePrompt(Widget, can_focus=True):
    """A question that can be left alone."""

    DEFAULT_CSS = """
    InlinePrompt { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter,space", "answer", _("Answer"), key_display="enter", id="answer"),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("escape", "screen.leave_question", _("Leave it"), key_display="esc", id="leave_it"),
    ]

    question: reactive[str] = reactive("", layout=True)
    answers: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """What each answer is called inside, and on screen."""
    chosen: reactive[int] = reactive(0)

    @dataclass
    class Answered(Message):
        """An answer was given."""

        answer: str

    def ask_question(self, question: str, answers: tuple[tuple[str, str], ...]) -> None:
        """Ask something, or nothing; without answers it is only said."""
        self.question, self.answers, self.chosen = question, answers, 0
        self.display = bool(question)
        self.can_focus = bool(answers)

    def action_step(self, step: int) -> None:
        """Choose another answer."""
        if self.answers:
            self.chosen = (self.chosen + step) % len(self.answers)

    def action_answer(self) -> None:
        """Give the chosen answer."""
        if self.answers:
            self.post_message(self.Answered(self.answers[self.chosen][0]))

    def on_click(self, event: events.Click) -> None:
        """Give the answer under the pointer."""
        for index, y, start, end in self._layout_prompt(self.content_size.width)[1]:
            if event.y == y and start <= event.x < end:
                self.chosen = index
                self.action_answer()
                return

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or as many as all answers need."""
        return len(self._layout_prompt(width)[0])

    def render(self) -> Content:
        """The question and its answers; a mark stands before the chosen one."""
        return Content("\n").join(self._layout_prompt(self.content_size.width)[0])

    def _layout_prompt(self, width: int) -> tuple[list[Content], list[AnswerPosition]]:
        """The lines in so many cells, and where on them each answer is."""
        if not self.question:
            return [], []
        if not self.answers:
            return style_dim(self.question).wrap(max(10, width)), []
        question, offered = style_dim(self.question), self._render_answers(_("to answer"))
        if len(_flow_parts(offered, width)) > 1:
            offered = self._render_answers("")
        beside = Content(GAP).join(offered)
        if question.cell_length + 2 + beside.cell_length <= width:
            at = width - beside.cell_length
            return layout_both_ends(question, beside, width), self._find_positions([offered], 0, at)
        lines = [line.rstrip() for line in question.wrap(max(10, width))]
        rows = _flow_parts(offered, width)
        places = self._find_positions(rows, len(lines), 0)
        return [*lines, *(Content(GAP).join(row) for row in rows)], places

    def _find_positions(
        self, rows: Sequence[Sequence[Content]], y: int, start: int
    ) -> list[AnswerPosition]:
        places: list[AnswerPosition] = []
        for line, row in enumerate(rows, y):
            x = start
            for part in row:
                # What comes first is the key.
                places.append((len(places) - 1, line, x, x + part.cell_length))
                x += part.cell_length + len(GAP)
        return places[1:]

    def _render_answers(self, for_what: str) -> list[Content]:
        """The answers; before them, as long as none can be given, the key that leads to them."""
        hint = Content.styled("tab", "bold $accent") + style_dim(f" {for_what}".rstrip())
        # Its room stays, so that what is clicked is still there when the focus has come.
        parts = [Content(" " * hint.cell_length) if self.has_focus else hint]
        for index, (_name, text) in enumerate(self.answers):
            at = self.has_focus and index == self.chosen
            mark = "› " if at else "  "
            parts.append(Content.styled(mark + text, "bold $accent" if at else "$accent"))
        return parts


def _flow_parts(parts: Sequence[Content], width: int) -> list[list[Content]]:
    """Parts on as many lines as they need, none of them cut."""
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
