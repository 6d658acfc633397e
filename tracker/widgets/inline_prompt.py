"""A question with its answers side by side. Its keys act only with the focus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive

from tracker.i18n import _label
from tracker.text_width import find_part, flow_parts
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import layout_both_ends, style_dim

GAP = " "
AnswerPart: TypeAlias = tuple[int, Content]
"""The index of an answer and its text. The index of the key that leads to them is -1."""


class PromptLayout(NamedTuple):
    """The lines of a prompt, and where its answers are."""

    lines: list[Content]
    answers: list[list[AnswerPart]]
    """The answers, line by line."""
    offset: Offset
    """The cell of the first one."""


class InlinePrompt(LineWidget, can_focus=True):
    """A question that can be ignored."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter,space", "answer", _label("Answer"), key_display="enter", id="answer"),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding(
            "escape", "screen.leave_question", _label("Skip"), key_display="esc", id="leave_it"
        ),
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
        """Show a question, or hide it if it is empty. Without answers it is only a text."""
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
        layout = self._layout_prompt(self.content_size.width)
        at = event.offset - layout.offset
        part = find_part(layout.answers, _measure_part, len(GAP), at)
        if part is not None and part[0] >= 0:
            self.chosen = part[0]
            self.action_answer()

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the question and its answers, with a mark before the chosen one."""
        return self._layout_prompt(width).lines

    def _layout_prompt(self, width: int) -> PromptLayout:
        if not self.question:
            return PromptLayout([], [], Offset())
        question = style_dim(self.question)
        lines = [line.rstrip() for line in question.wrap(max(10, width))]
        if not self.answers:
            return PromptLayout(lines, [], Offset())
        rows = flow_parts(self._render_answers(_label("Answer")), _measure_part, len(GAP), width)
        if len(rows) > 1:
            (_index, hint), *answers = self._render_answers(_label("Answer"))
            if len(lines) == 1 and question.cell_length + 2 + hint.cell_length <= width:
                rows = flow_parts(answers, _measure_part, len(GAP), width)
                lines = layout_both_ends(question, hint, width)
                return PromptLayout([*lines, *_join_rows(rows)], rows, Offset(0, len(lines)))
            rows = flow_parts(self._render_answers(""), _measure_part, len(GAP), width)
        texts = _join_rows(rows)
        start = width - texts[0].cell_length
        if len(rows) == 1 and question.cell_length + 2 <= start:
            lines = layout_both_ends(question, texts[0], width)
            return PromptLayout(lines, rows, Offset(start))
        return PromptLayout([*lines, *texts], rows, Offset(0, len(lines)))

    def _render_answers(self, for_what: str) -> list[AnswerPart]:
        """Return the answers. Without the focus, the key that leads to them comes first."""
        hint = Content.styled("tab", "bold $accent") + style_dim(f" {for_what}".rstrip())
        if self.has_focus:
            # Its space is kept, so a clicked answer does not move when the focus comes.
            hint = Content(" " * hint.cell_length)
        parts: list[AnswerPart] = [(-1, hint)]
        for index, (_name, text) in enumerate(self.answers):
            if self.has_focus and index == self.chosen:
                parts.append((index, Content.styled(f"› {text}", "bold $accent")))
            else:
                parts.append((index, Content.styled(f"  {text}", "$accent")))
        return parts


def _measure_part(part: AnswerPart) -> int:
    return part[1].cell_length


def _join_rows(rows: Sequence[Sequence[AnswerPart]]) -> list[Content]:
    return [Content(GAP).join(text for _index, text in row) for row in rows]
