"""Several pasted lines: read before any is noted, and noted all or not at all."""

import re
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.entries.gifts import TextTies
from tracker.entries.known import Known
from tracker.entries.line import Days, is_skipped, read_line
from tracker.entries.refusal import LONGEST_LINE, Refusal
from tracker.entries.types import Entry
from tracker.screens.desk import Desk
from tracker.texts import _, ngettext, shown_date
from tracker.widgets.entry_rows import read_for
from tracker.widgets.footer import Footer
from tracker.widgets.told import fitted

MOST_LINES = 500
"""Lines that can be pasted at once; a longer text is for `tracker log`."""
SHOWN = 10
"""Entries that are shown before all are noted."""
_LINE_END = re.compile(r"\r\n|\r|\n")


class NotPasted(ValueError):
    """Pasted text of which nothing is taken; the message says why and what to do."""


def pasted_lines(text: str, known: Known, days: Days) -> list[Entry]:
    """The entries of pasted lines, read one after another; raises NotPasted at the first refused.

    `known` takes them in, so it has to be one of its own.
    """
    lines = _LINE_END.split(text, maxsplit=MOST_LINES)
    if len(lines) > MOST_LINES:
        raise NotPasted(
            _(
                "That is more than {most} lines, so nothing was pasted;"
                " save it as a file and use: tracker log FILE"
            ).format(most=MOST_LINES)
        )
    entries: list[Entry] = []
    ties = TextTies(lines)
    for number, line in enumerate(lines, start=1):
        if is_skipped(line[: LONGEST_LINE + 1]):
            continue
        try:
            below = partial(ties.below, number - 1)
            read = read_line(line, known, days, typed=True, below=below)
        except Refusal as refusal:
            raise NotPasted(_refused(number, len(lines), refusal)) from refusal
        for entry in read:
            known.add(entry)
        entries += read
    if not entries:
        raise NotPasted(_("There was no entry in what was pasted."))
    return entries


def _refused(number: int, count: int, refusal: Refusal) -> str:
    if count == 1:
        return _("Nothing was pasted: {message} (character {column})").format(
            message=refusal.message, column=refusal.column
        )
    return _(
        "Nothing was pasted. Line {number} of {count}, at character {column}: {message}"
    ).format(number=number, count=count, column=refusal.column, message=refusal.message)


class PastedLines(ModalScreen[bool]):
    """Whether to note what was pasted."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", _("Note them"), key_display="enter", id="note_them"),
        Binding("escape", "dismiss(False)", _("Leave them"), id="leave_them"),
    ]

    def __init__(self, entries: Sequence[Entry], first_number: int, desk: Desk) -> None:
        """Show these entries with the numbers they will have."""
        super().__init__()
        self.entries = entries
        self.first_number = first_number
        self.desk = desk

    def compose(self) -> ComposeResult:
        """How many there are and how the first of them read."""
        count = len(self.entries)
        question = ngettext("Note this entry?", "Note these {count} entries?", count)
        with Vertical(id="dialog"):
            yield Static(question.format(count=count), markup=False, classes="question")
            yield Static(self._told(), markup=False, classes="list")
        yield Footer()

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        self.query_one(".list", Static).update(self._told())

    def _told(self) -> str:
        shown = self.entries[:SHOWN]
        width = max((cell_len(shown_date(entry.day)) for entry in shown), default=0)
        lines = [
            f"{number:>4}  {fitted(shown_date(entry.day), width)}"
            f"  {read_for(entry, self.desk.numbers).sentence}"
            for number, entry in enumerate(shown, start=self.first_number)
        ]
        count = len(self.entries)
        if count > SHOWN:
            lines.append(_("and {count} more").format(count=count - SHOWN))
        return "\n".join(lines)
