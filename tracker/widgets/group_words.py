"""The person's questions with their answers about two groups, for comparing them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from tracker.text_width import measure_cells
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import fit_text, style_dim

MAX_NAME_WIDTH = 20
GAP = 2


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question, and each group's name with the words about it."""

    question: str
    answers: Sequence[tuple[str, str]]


class GroupWords(LineWidget):
    """A heading, then the questions, or a sentence if nothing is answered yet."""

    def __init__(self, heading: str) -> None:
        """Begin empty below a heading."""
        super().__init__()
        self.heading = heading
        self.sentence = ""
        self.questions: Sequence[AnsweredQuestion] = ()

    def set_questions(self, questions: Sequence[AnsweredQuestion], sentence: str) -> None:
        """Show these questions, or the sentence if there are none."""
        self.questions, self.sentence = questions, sentence
        self.refresh(layout=True)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the heading, and below each question its answers, wrapped beside the names."""
        lines = [Content.styled(self.heading, "bold")]
        if not self.questions:
            return [*lines, *style_dim(self.sentence).wrap(max(1, width))]
        for question in self.questions:
            lines += [Content(""), *Content(question.question).wrap(max(1, width))]
            lines += self._layout_answers(question, width)
        return lines

    def _layout_answers(self, question: AnsweredQuestion, width: int) -> Iterator[Content]:
        names = [measure_cells(name) for each in self.questions for name, _words in each.answers]
        name_width = min(MAX_NAME_WIDTH, max(names)) + GAP
        for name, words in question.answers:
            wrapped = Content(words).wrap(max(1, width - name_width))
            for place, line in enumerate(wrapped):
                yield style_dim(fit_text("" if place else name, name_width)) + line.rstrip()
