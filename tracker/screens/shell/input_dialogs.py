"""Dialogs that ask for one or two texts, or for one of several options."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.i18n import _label
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.form_fields import FormField, build_text_input

InputTexts: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A text to be typed: its label, its value now, and a hint at what may be typed."""

    label: str
    value: str = ""
    hint: str = ""
    hides_digits: bool = False
    """Whether it is a text of the notebook, whose digits are hidden with the amounts."""


class TextInputDialog(Dialog[InputTexts | None]):
    """Returns the texts as they were typed, or None when nothing is to change."""

    TITLE = _label("Type an answer")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "save", _label("Save"), key_display="enter", priority=True, id="save"),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(
        self,
        question: str,
        text_questions: Sequence[TextQuestion],
        explanation: str,
        find_refusal: Callable[[InputTexts], str],
        error: str = "",
    ) -> None:
        """Ask for these texts. `find_refusal` returns why they cannot be saved, else nothing."""
        super().__init__()
        self.question = question
        self.text_questions = tuple(text_questions)
        self.explanation = explanation
        self.find_refusal = find_refusal
        self.error = error
        """Shown from the start, e.g. why the texts were refused a moment ago."""

    def compose_box(self) -> ComposeResult:
        """Yield the question, a field for each text, and a line for messages."""
        yield Static(self.question, markup=False, classes="question")
        for index, text in enumerate(self.text_questions):
            control = build_text_input(
                text.value,
                id=f"text-{index}",
                placeholder=text.hint,
                hides_digits=text.hides_digits,
            )
            # Typing replaces the old value. The arrow keys edit it.
            control.select_on_focus = True
            yield FormField(text.label, control)
        yield Static(self.explanation, markup=False, classes="detail")
        yield Static(self.error, markup=False, id="answer")

    def action_save(self) -> None:
        """Return what was typed, or show why it is refused."""
        texts = tuple(
            self.query_one(f"#text-{index}", Input).value.strip()
            for index in range(len(self.text_questions))
        )
        refusal = self.find_refusal(texts)
        if refusal:
            self.show_message(refusal)
        else:
            self.dismiss(texts)


class ChoiceDialog(Dialog[str | None]):
    """Returns the chosen option, or `esc_result` (None by default) on esc."""

    TITLE = _label("Choose an answer")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter", "choose", _label("Choose"), key_display="enter", priority=True, id="choose"
        ),
        Binding("escape", "back", _label("Back"), id="back"),
    ]

    def __init__(
        self,
        question: str,
        options: Sequence[str],
        chosen: str,
        explanation: str | Callable[[], str] = "",
        *,
        esc_result: str | None = None,
    ) -> None:
        """Offer these options, beginning at the chosen one.

        `explanation` says what they are about. One with amounts is a function, called when it is
        shown.
        """
        super().__init__()
        self.esc_result = esc_result
        self.explanation = explanation
        self.question = question
        self.options = tuple(options)
        self.chosen = chosen

    def compose_box(self) -> ComposeResult:
        """Yield the question and the options."""
        yield Static(self.question, markup=False, classes="question")
        if self.explanation:
            yield Static(markup=False, classes="detail", id="explanation")
        yield OptionList(
            *(Option(name, id=name) for name in self.options), markup=False, compact=True
        )

    def on_mount(self) -> None:
        """Begin at the chosen option."""
        self.refresh_amounts()
        option_list = self.query_one(OptionList)
        if self.chosen in self.options:
            option_list.highlighted = self.options.index(self.chosen)
        option_list.focus()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        if self.explanation:
            text = self.explanation if isinstance(self.explanation, str) else self.explanation()
            self.query_one("#explanation", Static).update(text)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(self.esc_result)

    def action_choose(self) -> None:
        """Choose the highlighted option."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _choose_clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
