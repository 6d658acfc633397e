"""A card for the room: a few lines to copy by hand, shown first, and as a PDF only if chosen."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static

from tracker.analysis.asks.card import (
    SYNC_SENTENCE,
    build_default_lines,
    clean_lines,
    describe_call,
    describe_food_day,
    describe_left,
    find_card_figures,
    find_line_refusal,
)
from tracker.analysis.monthly.table import MonthlyTable
from tracker.export.files.path_warnings import describe_path_risk
from tracker.helplines import describe_helpline, list_phone_helplines
from tracker.i18n import N_, _, _error, _label
from tracker.months import Month
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.cancellable_write import parse_path
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog, TextQuestion
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.save_file import SaveFileScreen
from tracker.widgets.footer import HIDE
from tracker.widgets.section_list import ListRow, ListSection, SectionList

NOT_KEPT_SENTENCE = N_("The card forgets your changes when you leave it.")
HIDDEN_SENTENCE = N_("Amounts are hidden. Press ctrl+n to show them, then try again.")
FIRST, SECOND, LEFT, FOOD, CALL = "first", "second", "left", "food", "call"
"""The rows of the list."""


class CardScreen(PageScreen[None]):
    """Shows the card and what is on it. Nothing that is changed here is kept anywhere."""

    TITLE = _label("A card for the room")
    HELP = "\n".join(
        (
            _("Have your answer with you: copy these lines by hand, or learn them."),
            _("Enter changes a line, or puts something on the card and takes it off again."),
            _("The card forgets your changes when you leave it. Nothing typed here is saved."),
            _("You can save the card as a small PDF. You choose where."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("s", "save", _label("Save as PDF"), id="save_card"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    FOOTER_KEYS = (HIDE,)
    AUTO_FOCUS = "SectionList"
    heading_detail = _label("short enough to copy by hand")

    def __init__(self, context: AppContext) -> None:
        """Begin with the two lines. Load the figures of this month. Raises BookError."""
        super().__init__(context)
        today = context.clock.today()
        facts = context.book.load_monthly_facts(today, since=Month.from_date(today))
        figures = find_card_figures(MonthlyTable(facts))
        first, second = build_default_lines(figures)
        self._own_lines = {FIRST: first, SECOND: second}
        self._figure_lines = {
            name: describe(cents)
            for name, describe, cents in (
                (LEFT, describe_left, figures.left),
                (FOOD, describe_food_day, figures.food_day),
            )
            if cents is not None
        }
        """The lines that can be put on the card, by their row."""
        self._chosen: set[str] = set()
        """Those of them that are on it."""
        self._number = ""
        """The number to call, which is saved nowhere."""

    def compose_page(self) -> ComposeResult:
        """Show the card, then what can be changed."""
        yield Static(markup=False, id="card")
        yield SectionList()
        yield Static(markup=False, id="answer")

    def list_lines(self) -> tuple[str, ...]:
        """Return the lines of the card as they are now."""
        figures = [text for name, text in self._figure_lines.items() if name in self._chosen]
        call = [describe_call(self._number)] if self._number else []
        return tuple(clean_lines([*self._own_lines.values(), *figures, *call]))

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show the card with its amounts, or with dots."""
        hide = self.context.numbers.mask_numbers
        lines = self.list_lines()
        self.query_one("#card", Static).update(
            "\n".join(map(hide, lines)) or _("There’s nothing on the card.")
        )
        explanation = f"{_(SYNC_SENTENCE)} {_(NOT_KEPT_SENTENCE)}"
        section = ListSection(_label("On the card"), tuple(self._build_rows()), explanation)
        self.query_one(SectionList).set_sections([section])

    def _build_rows(self) -> Iterator[ListRow]:
        labels = {
            FIRST: _label("First line"),
            SECOND: _label("Second line"),
            LEFT: _label("What is left this month"),
            FOOD: _label("What a day of food costs"),
            CALL: _label("A number to call"),
        }
        texts = {**self._own_lines, **dict.fromkeys(self._figure_lines, ""), CALL: self._number}
        for name in self._chosen:
            texts[name] = self._figure_lines[name]
        for name, text in texts.items():
            value = self.context.numbers.mask_numbers(text) or _label("left off")
            yield ListRow(name, labels[name], value, is_faint=not text)

    @on(OptionList.OptionSelected)
    def _change_row(self, event: OptionList.OptionSelected) -> None:
        self.show_message("")
        name = event.option_id or ""
        if name in self._figure_lines:
            self._chosen ^= {name}
            self.refresh_amounts()
        elif name == CALL:
            self._choose_number()
        elif self._is_hidden(self._own_lines[name]):
            self.show_message(_(HIDDEN_SENTENCE))
        else:
            self._change_line(name)

    def _is_hidden(self, text: str) -> bool:
        """Return whether something of a text is not shown now."""
        return self.context.numbers.mask_numbers(text) != text

    @work
    async def _change_line(self, name: str) -> None:
        """Ask for the text of one of the two lines."""
        texts = await self.app.push_screen_wait(
            TextInputDialog(
                _label("What the line says"),
                [TextQuestion(_label("Line"), self._own_lines[name], hides_digits=True)],
                _("Leave it empty to take the line off the card."),
                lambda texts: find_line_refusal(texts[0]),
            )
        )
        if texts is not None:
            self._own_lines[name] = texts[0]
            self.refresh_amounts()

    @work
    async def _choose_number(self) -> None:
        """Ask for the number to call: a helpline's, or one that is typed."""
        no_number, other = _label("no number"), _label("another number")
        numbers = {describe_helpline(each): each.phone_number for each in list_phone_helplines()}
        question = _label("Which number should be on the card?")
        explanation = _("The card shows the number without a name.")
        chosen = await self.app.push_screen_wait(
            ChoiceDialog(question, [no_number, *numbers, other], no_number, explanation)
        )
        if chosen is None:
            return
        number = numbers.get(chosen, "")
        if chosen == other:
            texts = await self.app.push_screen_wait(
                TextInputDialog(
                    _label("A number to call"),
                    [TextQuestion(_label("Number"))],
                    _("It’s printed on the card. The card forgets it when you leave."),
                    lambda texts: find_line_refusal(texts[0]),
                )
            )
            if texts is None:
                return
            number = texts[0]
        self._number = number
        self.refresh_amounts()

    def action_save(self) -> None:
        """Ask where to save the card. What is on it has to be seen before."""
        lines = self.list_lines()
        if not lines:
            self.show_message(_error("There’s nothing on the card. Put a line on it first."))
        elif self._is_hidden("\n".join(lines)):
            self.show_message(_(HIDDEN_SENTENCE))
        else:
            self.app.push_screen(SaveCardScreen(self.context, lines))


class SaveCardScreen(SaveFileScreen):
    """Asks for a file name, and writes the card as a PDF.

    The notebook remembers the place, and `where --all` finds the file. It keeps no fingerprint: a
    phone number could be found from one by trying all numbers.
    """

    TITLE = _label("Save the card")
    HAS_FINGERPRINT = False

    def __init__(self, context: AppContext, lines: tuple[str, ...]) -> None:
        """Save a card with these lines."""
        description = _("A small PDF with these lines and nothing else. It isn’t encrypted.")
        super().__init__(context, partial(_make_pdf, lines), description, "~/page.pdf")

    @on(Input.Changed, "#file")
    def show_place(self, event: Input.Changed) -> None:
        """Show who else could find the file at the typed place."""
        file = parse_path(event.value)
        warning = describe_path_risk(file.parent, self.context.book.path) if file else ""
        self.query_one("#description", Static).update(warning or self.description)

    def describe_endings(self) -> str:
        """Return that the file has to be a PDF."""
        return _error("The file name must end in .pdf, e.g. {file}").format(file=self.example)


def _make_pdf(lines: tuple[str, ...], _ending: str) -> bytes:
    from tracker.export.report.card import typeset_card

    return typeset_card(lines)
