"""A preview of pasted lines before they are saved, with those that become drafts, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.entries.gifts import TextReferences
from tracker.entries.line_batch import LineBatch, build_drafts
from tracker.entries.line_parser import LineDays, is_skipped
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _, format_date, ngettext
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.text_width import measure_cells
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import fit_text

MAX_PASTED_LINES = 500
"""Lines that can be pasted at once; a longer text is for `tracker log`."""
MAX_SHOWN_ENTRIES = 10
"""Entries that are shown before all are saved."""
MAX_ENTRIES_BESIDE_DRAFTS = 4
MAX_SHOWN_DRAFTS, FEW_ROWS = 4, 24
"""Drafts that are shown; half of them where there are fewer rows."""
MAX_DRAFT_CELLS = 52
"""Cells of a draft that are shown, so that it takes one row."""
_LINE_END = re.compile(r"\r\n|\r|\n")


class PasteError(ValueError):
    """Pasted text that cannot be saved; the message says why and what to do."""


class PasteChoice(Enum):
    """What is to be done with pasted lines."""

    SAVE = auto()
    KEEP = auto()
    """All of them become drafts."""
    DISCARD = auto()


@dataclass(frozen=True, slots=True)
class PastedText:
    """Pasted lines as they are read, and as drafts in case none of them is to be saved."""

    text: str
    batch: LineBatch
    drafts: list[tuple[str, date]]


def parse_pasted(
    text: str, clipboard_text: str, parse_context: ParseContext, days: LineDays
) -> PastedText:
    """Read pasted lines one after another; raises PasteError where nothing can be saved.

    `text` includes what stood around them on the line, `clipboard_text` does not. The entries are
    added to `parse_context`, so it has to be one of its own.
    """
    lines = _LINE_END.split(text, maxsplit=MAX_PASTED_LINES)
    if len(lines) > MAX_PASTED_LINES:
        raise PasteError(
            _(
                "That is more than {most} lines, so nothing was pasted;"
                " save it as a file and use: tracker log FILE"
            ).format(most=MAX_PASTED_LINES)
        )
    batch = LineBatch(parse_context, days, typed=True)
    references = TextReferences(lines)
    for number, line in enumerate(lines, start=1):
        line_name = _("line {number}").format(number=number)
        find_below = partial(references.find_below, number - 1)
        batch.add_line(
            line.replace("\t", " "), line_name, original=line, find_references=find_below
        )
    if not batch.entries and not batch.draft_lines:
        raise PasteError(_("There was no entry in what was pasted."))
    pasted = (line for line in _LINE_END.split(clipboard_text) if not is_skipped(line))
    return PastedText(text, batch, build_drafts(pasted, days))


class PastePreview(Dialog[PasteChoice]):
    """Asks what to do with pasted lines; with esc all of them become drafts."""

    TITLE = _("Pasted lines")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "save", _("Save"), key_display="enter", id="note_them"),
        Binding("d", "discard", _("Discard"), id="discard_them"),
        Binding("escape", "keep", _("Keep as drafts"), id="leave_them"),
    ]

    def __init__(
        self, pasted: PastedText, first_number: int, context: AppContext, error: str = ""
    ) -> None:
        """Show the entries with the numbers they will have, and an error of an earlier try."""
        super().__init__()
        self.entries, self.drafts = pasted.batch.entries, pasted.batch.draft_lines
        self.first_number = first_number
        self.context = context
        self.error = error

    def compose_box(self) -> ComposeResult:
        """Yield the entries, then what becomes drafts, and why."""
        entries, drafts = len(self.entries), len(self.drafts)
        question = ngettext("Save this entry?", "Save these {count} entries?", entries)
        drafts_title = ngettext("1 line becomes a draft:", "{count} lines become drafts:", drafts)
        if entries:
            yield Static(question.format(count=entries), markup=False, classes="question")
            yield Static(markup=False, classes="list", id="entries")
        if drafts:
            sentence = drafts_title.format(count=drafts)
            yield Static(
                sentence, markup=False, classes="question", id="become" if entries else None
            )
            yield Static(markup=False, id="drafts")
        if self.error:
            yield Static(self.error, markup=False, id="answer")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        for selector, describe_lines in (
            ("#entries", self._describe_entries),
            ("#drafts", self._describe_drafts),
        ):
            for static in self.query(selector).results(Static):
                static.update("\n".join(describe_lines()))

    def _describe_entries(self) -> Iterator[str]:
        entries = self.entries[: MAX_ENTRIES_BESIDE_DRAFTS if self.drafts else MAX_SHOWN_ENTRIES]
        width = max((measure_cells(format_date(entry.day)) for entry in entries), default=0)
        for number, entry in enumerate(entries, start=self.first_number):
            day = fit_text(format_date(entry.day), width)
            yield f"{number:>4}  {day}  {describe_entry(entry, self.context.numbers).sentence}"
        if more := len(self.entries) - len(entries):
            yield _("and {count} more").format(count=more)

    def _describe_drafts(self) -> Iterator[str]:
        numbers = self.context.numbers
        has_few_rows = self.app.size.height < FEW_ROWS
        lines = self.drafts[: MAX_SHOWN_DRAFTS // 2 if has_few_rows else MAX_SHOWN_DRAFTS]
        for line in lines:
            text = numbers.mask_numbers(line.text[:LONGEST_LINE])
            error = numbers.mask_numbers(line.error.sentence)
            yield fit_text(f"{line.place}  {text}", MAX_DRAFT_CELLS).rstrip()
            yield f"  {error}"
        if more := len(self.drafts) - len(lines):
            yield _("and {count} more").format(count=more)

    def action_save(self) -> None:
        """Save what is understood; the rest becomes drafts."""
        self.dismiss(PasteChoice.SAVE)

    def action_discard(self) -> None:
        """Drop all of it."""
        self.dismiss(PasteChoice.DISCARD)

    def action_keep(self) -> None:
        """Save every line as a draft."""
        self.dismiss(PasteChoice.KEEP)
