"""Give an entry another event or campaign, whatever its age, and change nothing else of it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tracker.entries.completion import Completion
from tracker.entries.event_change import (
    NewNameError,
    PlusNames,
    change_names,
    complete_names,
    explain_no_names,
    read_names,
    write_names,
)
from tracker.entries.name_lookup import suggest_name
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_TEXT, ParseError, shorten_word
from tracker.entries.tokenizer import fold, quote_name
from tracker.entries.types import StoredEntry
from tracker.entries.validation import find_text_problem
from tracker.i18n import _, _label, format_date, join_list
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.dialog import Dialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.form_fields import build_text_input
from tracker.widgets.line_preview import Candidates
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import cut_at_part

MOST_ENTRY_CELLS = 120
"""Cells of the entry's own text in the dialog."""


class EventDialog(Dialog[PlusNames | None]):
    """Returns the campaign and the event that were typed, or None when nothing is to change."""

    TITLE = _label("Change event or campaign")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "save", _label("Save"), key_display="enter", priority=True, id="save"),
        Binding("tab", "complete", _label("Complete"), priority=True, id="complete"),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, context: AppContext, item: StoredEntry, parse_context: ParseContext) -> None:
        """Begin with what the entry has now."""
        super().__init__()
        self.context = context
        self.item = item
        self.parse_context = parse_context
        self._new_names: dict[str, tuple[str, str]] = {}
        """Whether each new name is an event or a campaign, and the name, by its folded form."""
        self._completions: list[Completion] = []
        self._chosen = 0

    def compose_box(self) -> ComposeResult:
        """Yield the entry, the field, and the names that fit."""
        question = _label("Event or campaign of entry {number}").format(number=self.item.number)
        yield Static(question, markup=False, classes="question")
        yield Static(markup=False, classes="detail", id="entry")
        control = build_text_input(
            write_names(self.item.entry),
            id="names",
            placeholder=_label("such as +seminar"),
            hides_digits=True,
        )
        control.max_length = LONGEST_TEXT
        yield control
        yield Candidates()
        yield Static(
            _("An entry can have an event and a campaign. Leave the field empty if it has none."),
            markup=False,
            classes="detail",
        )
        yield Static(markup=False, id="answer")

    def on_mount(self) -> None:
        """Show the entry, and put the cursor after its names."""
        self.refresh_amounts()
        control = self.query_one(Input)
        control.cursor_position = len(control.value)
        self._refresh_completions()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        entry = self.item.entry
        text = describe_entry(entry, self.context.numbers).sentence
        self.query_one("#entry", Static).update(
            cut_at_part(join_list((format_date(entry.day), text)), MOST_ENTRY_CELLS)
        )

    @on(Input.Changed)
    def _refresh_completions(self) -> None:
        control = self.query_one(Input)
        self.show_message("")
        self._chosen = 0
        self._completions = complete_names(
            control.value[: control.cursor_position], self.parse_context
        )
        self._show_completions()

    def _show_completions(self) -> None:
        self.query_one(Candidates).show_candidates(self._completions, self._chosen)

    def action_choose(self, step: int) -> None:
        """Choose another completion."""
        if self._completions:
            self._chosen = (self._chosen + step) % len(self._completions)
            self._show_completions()

    def action_complete(self) -> None:
        """Put the chosen name in the place of what was begun."""
        if self._completions:
            control, chosen = self.query_one(Input), self._completions[self._chosen]
            control.replace(chosen.text, chosen.start, control.cursor_position)
            control.cursor_position = chosen.start + len(chosen.text)

    def action_save(self) -> None:
        """Return the names, show why they are refused, or ask what a new one is."""
        try:
            names = read_names(
                self.query_one(Input).value,
                self.item.entry.word,
                self.parse_context,
                self._new_names,
            )
        except ParseError as error:
            self.show_message(error.message)
        except NewNameError as error:
            self._ask_about_new(error.name)
        else:
            self._save(names)

    def _save(self, names: PlusNames) -> None:
        """Return the names, unless they are too long for the entry."""
        problem = find_text_problem(change_names(self.item.entry, names))
        if problem is None:
            self.dismiss(names)
        else:
            self.show_message(problem.message)

    def _ask_about_new(self, name: str) -> None:
        """Ask whether a new name is an event or a campaign, or which known one was meant."""
        context = self.parse_context
        answers = {
            _label("An event, such as a weekend or an evening"): ("event", name),
            _label("A campaign, which money is collected for"): ("campaign", name),
        }
        known = suggest_name(name, context.campaigns | context.events)
        if known is not None:
            field = "event" if fold(known) in context.events else "campaign"
            meant = _label("I meant {name}").format(name=f"+{quote_name(known)}")
            answers = {meant: (field, known), **answers}

        def handle_choice(choice: str | None) -> None:
            if choice is not None:
                self._new_names[fold(name)] = answers[choice]
                self.action_save()

        question = _label("“{name}” is new. What is it?").format(name=shorten_word(name))
        options = list(answers)
        self.app.push_screen(ChoiceDialog(question, options, options[0]), handle_choice)


async def change_event(screen: PageScreen[None], item: StoredEntry) -> bool:
    """Ask for the event and the campaign of an entry, and save them as an edit.

    Return whether anything changed. It is called in a worker.
    """
    context = screen.context
    if refusal := explain_no_names(item.entry):
        screen.notify(refusal, markup=False)
        return False
    with notify_book_errors(screen):
        dialog = EventDialog(context, item, context.load_parse_context(item))
        names = await screen.app.push_screen_wait(dialog)
        if names is None:
            return False
        changed = change_names(item.entry, names)
        if context.book.edit(item.number, [changed], context.clock.today()):
            screen.notify(_("Saved. Press u to undo."), markup=False)
            return True
    return False
