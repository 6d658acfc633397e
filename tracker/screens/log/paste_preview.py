"""A preview of pasted lines before they are saved, with those that become drafts, and why."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import partial
from types import MappingProxyType
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static

from tracker.entries.gifts import TextReferences
from tracker.entries.line_batch import DraftLine, LineBatch, build_drafts
from tracker.entries.line_parser import LineDays, is_skipped
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, AmbiguousLineError
from tracker.i18n import NumberFormat, _, _error, _label, format_date, ngettext
from tracker.screens.log.entry_line_screen import describe_reading
from tracker.screens.log.line_feedback import LineReading, resolve_readings
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.text_width import measure_cells
from tracker.widgets.reading_choice import ReadingChoice
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import fit_text

MAX_PASTED_LINES = 500
"""Lines that can be pasted at once. A longer text is for `tracker log`."""
MAX_DRAFT_CELLS = 52
"""Cells of a draft that are shown, so it takes one row."""
NO_ANSWERS: Mapping[int, str] = MappingProxyType({})
_LINE_END = re.compile(r"\r\n|\r|\n")


class PasteError(ValueError):
    """Pasted text that cannot be saved. The message says why and what to do."""


class PasteChoice(Enum):
    """What is to be done with pasted lines."""

    SAVE = auto()
    ANSWER = auto()
    """Lines that may mean several things are asked about first."""
    KEEP = auto()
    """All of them become drafts."""
    DISCARD = auto()


@dataclass(frozen=True, slots=True)
class PastedQuestion:
    """A pasted line that may mean several things. Its number counts from 1."""

    number: int
    line: DraftLine
    readings: tuple[LineReading, ...]

    def format_line(self, numbers: NumberFormat) -> str:
        """Return where the line is, and what it says."""
        return format_draft_line(self.line, numbers)


@dataclass(frozen=True, slots=True)
class PastedText:
    """Pasted lines as they are read, and as drafts in case none of them is to be saved."""

    text: str
    """Including the text around them on the line."""
    clipboard_text: str
    """Without it."""
    batch: LineBatch
    drafts: list[tuple[str, date]]
    questions: tuple[PastedQuestion, ...]
    answers: Mapping[int, str]
    """The line that was chosen for the line of a number."""


def parse_pasted(
    text: str,
    clipboard_text: str,
    parse_context: ParseContext,
    days: LineDays,
    answers: Mapping[int, str] = NO_ANSWERS,
) -> PastedText:
    """Read pasted lines one after another. Raise PasteError where nothing can be saved.

    `text` includes what was around them on the line, `clipboard_text` does not. The entries are
    added to `parse_context`, so it has to be one of its own. `answers` has what was chosen for
    lines that may mean several things.
    """
    lines = _LINE_END.split(text, maxsplit=MAX_PASTED_LINES)
    if len(lines) > MAX_PASTED_LINES:
        raise PasteError(
            _error(
                "Nothing was pasted, because it’s more than {most} lines. Save them in a file,"
                " then type: tracker log FILE"
            ).format(most=MAX_PASTED_LINES)
        )
    batch = LineBatch(parse_context, days, typed=True)
    meant = [answers.get(number, line) for number, line in enumerate(lines, start=1)]
    references = TextReferences(meant)
    questions = []
    for number, (line, original) in enumerate(zip(meant, lines, strict=True), start=1):
        line_name = _label("line {number}").format(number=number)
        find_below = partial(references.find_below, number - 1)
        drafts = len(batch.draft_lines)
        batch.add_line(
            line.replace("\t", " "), line_name, original=original, find_references=find_below
        )
        for draft in batch.draft_lines[drafts:]:
            if isinstance(draft.error, AmbiguousLineError):
                readings = resolve_readings(draft.error, parse_context, days)
                questions.append(PastedQuestion(number, draft, readings))
    if not batch.entries and not batch.draft_lines:
        raise PasteError(
            _error(
                "Nothing was pasted, because every line is empty or a comment. Copy the"
                " entries again."
            )
        )
    pasted = (line for line in _LINE_END.split(clipboard_text) if not is_skipped(line))
    asked = tuple(question for question in questions if question.readings)
    return PastedText(text, clipboard_text, batch, build_drafts(pasted, days), asked, answers)


def format_draft_line(line: DraftLine, numbers: NumberFormat) -> str:
    """Return where a line is, and as much of it as one row shows."""
    text = numbers.mask_numbers(line.text[:LONGEST_LINE])
    return fit_text(f"{line.place}  {text}", MAX_DRAFT_CELLS).rstrip()


class PastePreview(Dialog[PasteChoice]):
    """Asks what to do with pasted lines.

    With esc all of them become drafts, because a paste may be the only copy.
    """

    TITLE = _label("Pasted lines")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "save", _label("Save"), key_display="enter", id="note_them"),
        Binding("a", "answer", _label("Answer"), id="answer_questions"),
        Binding("d", "discard", _label("Discard"), id="discard_them"),
        Binding("escape", "keep", _label("Keep as drafts"), id="leave_them"),
    ]

    def __init__(
        self, pasted: PastedText, first_number: int, context: AppContext, error: str = ""
    ) -> None:
        """Show the entries with the numbers they will have, and an error of an earlier try."""
        super().__init__()
        self.entries, self.questions = pasted.batch.entries, pasted.questions
        asked_lines = [question.line for question in pasted.questions]
        self.drafts = [line for line in pasted.batch.draft_lines if line not in asked_lines]
        self.first_number = first_number
        self.context = context
        self.error = error

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: there may be no question."""
        return frozenset() if self.questions else {"answer"}

    def compose_box(self) -> ComposeResult:
        """Yield what comes of each line: the entries, the questions, and the drafts with why."""
        entries, drafts, questions = len(self.entries), len(self.drafts), len(self.questions)
        question = ngettext("Save this entry?", "Save these {count} entries?", entries)
        drafts_title = ngettext(
            "{count} line becomes a draft:", "{count} lines become drafts:", drafts
        )
        questions_title = ngettext(
            "{count} line isn’t clear. Unless you answer, it becomes a draft:",
            "{count} lines aren’t clear. Unless you answer, they become drafts:",
            questions,
        )
        if entries:
            yield Static(question.format(count=entries), markup=False, classes="question")
        with VerticalScroll(id="shown"):
            if entries:
                yield Static(markup=False, classes="list", id="entries")
            for count, title, name in (
                (questions, questions_title, "questions"),
                (drafts, drafts_title, "drafts"),
            ):
                if count:
                    yield Static(title.format(count=count), markup=False, classes="question")
                    yield Static(markup=False, id=name)
        if self.error:
            yield Static(self.error, markup=False, id="answer")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        for selector, describe_lines in (
            ("#entries", self._describe_entries),
            ("#questions", self._describe_questions),
            ("#drafts", self._describe_drafts),
        ):
            for static in self.query(selector).results(Static):
                static.update("\n".join(describe_lines()))

    def _describe_entries(self) -> Iterator[str]:
        days = [format_date(entry.day) for entry in self.entries]
        width = max(map(measure_cells, days), default=0)
        for number, (entry, day) in enumerate(zip(self.entries, days, strict=True)):
            sentence = describe_entry(entry, self.context.numbers).sentence
            yield f"{self.first_number + number:>4}  {fit_text(day, width)}  {sentence}"

    def _describe_questions(self) -> Iterator[str]:
        for question in self.questions:
            yield question.format_line(self.context.numbers)
            yield from (
                f"  {describe_reading(reading.entries, self.context)}?"
                for reading in question.readings
            )

    def _describe_drafts(self) -> Iterator[str]:
        numbers = self.context.numbers
        for line in self.drafts:
            yield format_draft_line(line, numbers)
            yield f"  {numbers.mask_numbers(line.error.message)}"

    def action_answer(self) -> None:
        """Answer the questions, one after another."""
        self.dismiss(PasteChoice.ANSWER)

    def action_save(self) -> None:
        """Save what is understood. The rest becomes drafts."""
        self.dismiss(PasteChoice.SAVE)

    def action_discard(self) -> None:
        """Drop all of it."""
        self.dismiss(PasteChoice.DISCARD)

    def action_keep(self) -> None:
        """Save every line as a draft."""
        self.dismiss(PasteChoice.KEEP)


class QuestionDialog(Dialog[str | None]):
    """Asks what a pasted line means, and returns the id of the choice, or None at esc."""

    TITLE = _("Which of these is it?")

    def __init__(self, question: PastedQuestion, context: AppContext) -> None:
        """Ask this question."""
        super().__init__()
        self.question = question
        self.context = context

    def compose_box(self) -> ComposeResult:
        """Yield the line and what it may mean."""
        yield Static(markup=False, classes="question")
        yield ReadingChoice()

    def on_mount(self) -> None:
        """Show what may be chosen."""
        self.refresh_amounts()
        choice = self.query_one(ReadingChoice)
        choice.display = True
        choice.focus()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.query_one(Static).update(self.question.format_line(self.context.numbers))
        self.query_one(ReadingChoice).show_readings(
            [describe_reading(each.entries, self.context) for each in self.question.readings],
            _label("none of these (keep as draft)"),
        )

    def action_leave_choice(self) -> None:
        """Go back to all the lines."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
