"""One gentle question, and its answers side by side; it acts only when it has the focus."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.texts import _
from tracker.widgets.told import both_ends, dim

GAP = "   "


class Gentle(Widget, can_focus=True):
    """A question that can be left alone."""

    DEFAULT_CSS = """
    Gentle { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
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

    def put(self, question: str, answers: tuple[tuple[str, str], ...]) -> None:
        """Ask something, or nothing."""
        self.question, self.answers, self.chosen = question, answers, 0
        self.display = bool(question)

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
        lines = self._lines(self.content_size.width)
        if event.y != len(lines) - 1:
            return
        x = lines[-1].cell_length - self._offered().cell_length
        if not self.has_focus:
            x += len("tab") + len(GAP)
        for index, (_name, text) in enumerate(self.answers):
            width = len(text) + 2
            if x <= event.x < x + width:
                self.chosen = index
                self.action_answer()
                return
            x += width + len(GAP)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or two where both do not fit."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The question and its answers; a mark stands before the chosen one."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        if not self.question:
            return []
        question, offered = dim(self.question), self._offered()
        if question.cell_length + 2 + offered.cell_length <= width:
            return both_ends(question, offered, width)
        return [*(line.rstrip() for line in question.wrap(max(10, width))), offered]

    def _offered(self) -> Content:
        parts = [] if self.has_focus else [Content.styled("tab", "bold $accent")]
        for index, (_name, text) in enumerate(self.answers):
            at = self.has_focus and index == self.chosen
            mark = "› " if at else "  "
            parts.append(Content.styled(mark + text, "bold $accent" if at else "$accent"))
        return Content(GAP).join(parts)
