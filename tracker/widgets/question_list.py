"""The list of one's own questions to a group, with the answers. Enter opens the chosen row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tracker.i18n import _label
from tracker.widgets.selectable_list import MARK, UNMARKED, MarkedOptionList
from tracker.widgets.text_format import style_dim

MAX_WIDTH = 80
"""The widest line that is easy to read."""
QUESTION, ENTRIES = "question", "entries"
"""How the ids of the rows begin, before the number of the question."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as it is shown. Without an answer there is nothing below it."""

    number: int
    question: str
    answer: str = ""
    day: str = ""
    """The day of the answer."""
    draft: str = ""
    """A sentence with the unfinished answer, if there is one."""
    entries: str = ""
    """How many entries are linked, in words, if any are."""


class QuestionList(MarkedOptionList):
    """The questions, each with its answer, and below it the row that opens its entries."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "select", _label("Answer"), key_display="enter", id="answer_question"),
        Binding(
            "enter",
            "open_entries",
            _label("Show entries"),
            key_display="enter",
            id="entries_behind",
        ),
    ]

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._rows: tuple[QuestionRow, ...] = ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether enter does this on the chosen row."""
        if action not in ("select", "open_entries"):
            return True
        option = self.highlighted_option
        is_entries_row = option is not None and (option.id or "").startswith(ENTRIES)
        return is_entries_row is (action == "open_entries")

    def action_open_entries(self) -> None:
        """Open the entries of the chosen row."""
        self.action_select()

    @property
    def chosen_number(self) -> int | None:
        """The number of the question at the cursor, or None if there are no questions."""
        option = self.highlighted_option
        return parse_row_id(option.id)[1] if option and option.id else None

    def set_rows(self, rows: Sequence[QuestionRow], chosen: int | None = None) -> None:
        """Show these questions, with the cursor on the chosen one, else on the row it was on."""
        self._rows = tuple(rows)
        option, at = self.highlighted_option, self.highlighted or 0
        wanted = f"{QUESTION}:{chosen}" if chosen else option.id if option else None
        self.set_options(option for row in self._rows for option in self._build_options(row))
        ids = [option.id for option in self.options]
        if wanted in ids:
            self.highlighted = ids.index(wanted)
        elif ids:
            self.highlighted = min(at, len(ids) - 1)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the lines again."""
        self.set_rows(self._rows)

    def _build_options(self, row: QuestionRow) -> Iterator[Option]:
        lines = [
            *self._wrap(Content.styled(row.question, "bold")),
            *self._wrap(Content(row.answer)),
            *self._wrap(style_dim(row.day)),
            *self._wrap(style_dim(row.draft)),
        ]
        gap = Content("" if row.entries else "\n")
        yield Option(_join_lines(lines) + gap, id=f"{QUESTION}:{row.number}")
        if row.entries:
            lines = self._wrap(style_dim(row.entries))
            yield Option(_join_lines(lines) + Content("\n"), id=f"{ENTRIES}:{row.number}")

    def _wrap(self, text: Content) -> list[Content]:
        """Return a text as lines, or none for an empty text."""
        room = min(MAX_WIDTH, max(20, self.scrollable_content_region.width - len(MARK) - 1))
        return [line.rstrip() for line in text.wrap(room)] if text.plain else []


def parse_row_id(row_id: str) -> tuple[str, int]:
    """Return what a row shows, and the number of its question."""
    part, _colon, number = row_id.partition(":")
    return part, int(number)


def _join_lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(UNMARKED + line for line in lines)
