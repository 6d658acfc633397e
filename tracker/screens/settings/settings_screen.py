"""Settings: what the person chose, a line each; enter changes it."""

from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tracker.analysis.groups.prompts import PromptKind, build_setting_key
from tracker.book.database.errors import BookError
from tracker.book.stores.groups import StoredGroup
from tracker.book.stores.letter import Letter
from tracker.entries.types import NeedKind
from tracker.i18n import _, join_list
from tracker.months import Month
from tracker.screens.log.letter import ReadLetter
from tracker.screens.settings.auto_lock import IDLE
from tracker.screens.settings.dialogs import (
    ANEW,
    READ,
    TAKE_AWAY,
    currency_dialog,
    idle_dialog,
    letter_dialog,
    take_away_dialog,
)
from tracker.screens.settings.group import closing_page, group_dialog, left_on
from tracker.screens.settings.living_costs import cost_dialog, take_cost
from tracker.screens.settings.maintenance import care
from tracker.screens.settings.meeting_schedule import keeping_meets, meets_dialog
from tracker.screens.settings.pages import page_of
from tracker.screens.settings.rows import (
    Does,
    Values,
    doing,
    parts,
)
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.context import Desk
from tracker.screens.shell.input_dialogs import ChooseOne, Texts, TypeTexts
from tracker.screens.shell.keymap import kept_pairs
from tracker.screens.shell.main_screen import HELP_BINDING, Place
from tracker.screens.shell.requests import KeysPageRequest, ThemeRequest
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import SectionList

# Data: in people's notebooks since 0.1; never rename.
KEYS = "keys"
"""The name of the setting that has the keys that were changed."""


class SettingsPlace(Place):
    """The place where groups, my line and the app are set; entries are only asked for."""

    TITLE = _("Settings")
    HELP = "\n".join(
        (
            _(
                "What you earn, what you live on and my line, the most you want to give,"
                " are entries."
            ),
            _("A group can have another name for whoever you show this to."),
            _("Everything here lies in the book and nowhere else."),
        )
    )
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "../shell/form.tcss",
        "../shell/dialog.tcss",
        "../shell/input_dialogs.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "app.place('this_month')", _("Back"), id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "LabelledList"

    def __init__(self, desk: Desk) -> None:
        """Show and change what the book on this desk keeps."""
        super().__init__(desk)
        self._values: Values | None = None
        """What is shown."""

    def compose(self) -> ComposeResult:
        """A list to be walked, and room for an answer."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            yield SectionList()
            yield Static(markup=False, id="answer")
        yield Footer(HIDE)

    def show_theme(self) -> None:
        """Follow the theme, wherever it is chosen.

        To watch the app for it would have the app hold this place when the book is locked.
        """
        self.read_anew()

    def show(self) -> None:
        """Read the book and show each value."""
        book, today = self.book, self.clock.today()
        month = Month.from_date(today)
        settings = book.settings.load_all()
        self._values = values = Values(
            facts=book.load_monthly_facts(today, since=month, with_asks=False),
            this_month=list(book.load_entries(month.first_day, month.last_day)),
            groups=book.groups.load_all(),
            settings=settings,
            encrypted=book.encrypted,
            theme=self.app.theme,
            numbers=self.desk.numbers,
            keys_changed=len(kept_pairs(settings.get(KEYS, ""))),
            regular=book.meeting_schedule.load_all(),
            letter=book.letter.load(),
            is_letter_begun=book.letter.load_draft() is not None,
            last_copy=next((copy.day for copy in book.maintenance.backups.list_copies()), None),
        )
        self.query_one(PageHeading).set_texts(self.TITLE, join_list(values.facts.groups))
        self.query_one(SectionList).set_sections(parts(values))

    @on(OptionList.OptionSelected)
    async def _change(self, event: OptionList.OptionSelected) -> None:
        """Do what enter does on this line."""
        values = self._values
        if values is None:
            return
        self._say("")
        does, about = doing(event.option_id or "")
        match does:
            case Does.ENTRY:
                self.post_message(self.NoteWanted(about.partition(" ")[2]))
            case Does.HIDE:
                await self.run_action("app.hide_numbers")
            case Does.ASK_AGAIN:
                self._save(
                    lambda: self.book.settings.set(build_setting_key(PromptKind(about)), None)
                )
            case Does.KEYS:
                self.post_message(KeysPageRequest())
            case Does.MY_LINE | Does.TAGS:
                self._open_page(does)
            case Does.OPENS | Does.COPIES | Does.CHECK:
                self._care(does)
            case _:
                self._ask(does, about, values)

    def _ask(self, does: Does, about: str, values: Values) -> None:
        """Ask for the value of this line."""
        book = self.book
        match does:
            case Does.GROUP:
                self._ask_group(next(each for each in values.groups if str(each.number) == about))
            case Does.MEETS:
                group = next(each for each in values.groups if str(each.number) == about)
                regular = values.regular_of(group)
                keep = keeping_meets(book.meeting_schedule, group.number, regular, values.today)
                self._ask_text(meets_dialog(group.label, regular), keep)
            case Does.CURRENCY:
                self._ask_text(
                    currency_dialog(book.currency), lambda code: book.rename_currency(code.upper())
                )
            case Does.IDLE:
                self._ask_text(
                    idle_dialog(values.settings),
                    lambda minutes: book.settings.set(IDLE, minutes or "0"),
                )
            case Does.THEME:
                self._ask_theme()
            case Does.LETTER:
                self._ask_letter(values.letter)
            case Does.COST:
                self._ask_cost(NeedKind(about), values)

    def _ask_cost(self, cost: NeedKind, values: Values) -> None:
        """Ask for a cost; an amount is typed as a line."""

        def take(answer: str | None) -> None:
            if answer is None:
                return
            with says_why(self):
                line = take_cost(answer, cost, self.book, values.today)
                if line:
                    self.post_message(self.NoteWanted(line))
                else:
                    self.read_anew()

        self.app.push_screen(cost_dialog(cost, values.facts), take)

    def _ask_group(self, group: StoredGroup, typed: Texts | None = None, answer: str = "") -> None:
        """Ask for alias and day; what the book refuses is asked for again."""
        today = self.clock.today()

        def take(texts: Texts | None) -> None:
            if texts is None:
                return
            try:
                day = left_on(texts[1], today)
                self.book.groups.set_alias(group.number, texts[0] or None)
                self.book.groups.set_left_on(group.number, day)
            except BookError as error:
                self._ask_group(group, texts, str(error))
            else:
                self.read_anew()
                if day and day != group.left_on:
                    self.app.push_screen(closing_page(self.desk, group))

        self.app.push_screen(group_dialog(group, today, typed, answer), take)

    def _ask_text(self, dialog: TypeTexts, keep: Callable[[str], None]) -> None:
        """Ask for one text, and keep it."""

        def take(texts: Texts | None) -> None:
            if texts:
                self._save(lambda: keep(texts[0]))

        self.app.push_screen(dialog, take)

    def _ask_letter(self, letter: Letter | None) -> None:
        """Write the letter, or ask what is to be done with the one there is."""
        if letter is None:
            self._open_page(Does.LETTER)
            return

        def remove(wanted: bool | None) -> None:
            if wanted:
                self._save(self.book.letter.delete)

        def take(way: str | None) -> None:
            if way == _(READ):
                self.app.push_screen(ReadLetter(letter.text, letter.written_on, self.desk))
            elif way == _(ANEW):
                self._open_page(Does.LETTER)
            elif way == _(TAKE_AWAY):
                self.app.push_screen(take_away_dialog(), remove)

        self.app.push_screen(letter_dialog(), take)

    def _care(self, does: Does) -> None:
        """Look after the book."""

        def done(sentence: str) -> None:
            self.read_anew()
            self._say(sentence)

        with says_why(self):
            care(does, self, self.desk, done)

    def _open_page(self, does: Does) -> None:
        """Open the page of a line that has one."""
        with says_why(self):
            self.app.push_screen(page_of(does, self.desk))

    def _ask_theme(self) -> None:
        def take(name: str | None) -> None:
            if name:
                self.post_message(ThemeRequest(name))

        self.app.push_screen(
            ChooseOne(_("Colours"), list(self.app.available_themes), self.app.theme), take
        )

    def _save(self, change: Callable[[], None]) -> None:
        """Write a value of one's own, or say why it cannot be."""
        try:
            change()
        except BookError as error:
            self._say(str(error))
        else:
            self.read_anew()

    def _say(self, sentence: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(sentence)
        answer.display = bool(sentence)
