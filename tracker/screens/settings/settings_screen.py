"""The screen of Settings: what the person chose, a row each; enter changes it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tracker.analysis.prompts import PromptKind, build_setting_key
from tracker.book.database.errors import BookError
from tracker.book.stores.groups import StoredGroup
from tracker.book.stores.letter import Letter
from tracker.entries.types import NeedKind
from tracker.i18n import _, join_list
from tracker.months import Month
from tracker.screens.log.letter_reader import LetterDialog
from tracker.screens.settings.auto_lock import IDLE_SETTING
from tracker.screens.settings.dialogs import (
    DELETE_LETTER,
    READ_LETTER,
    REWRITE_LETTER,
    build_auto_lock_dialog,
    build_currency_dialog,
    build_delete_letter_dialog,
    build_letter_dialog,
)
from tracker.screens.settings.group import (
    build_closing_screen,
    build_group_dialog,
    parse_leaving_day,
)
from tracker.screens.settings.living_costs import build_cost_dialog, save_cost_answer
from tracker.screens.settings.maintenance import run_maintenance
from tracker.screens.settings.meeting_schedule import build_schedule_dialog, build_schedule_saver
from tracker.screens.settings.rows import (
    SettingAction,
    SettingValues,
    build_sections,
    parse_row_id,
)
from tracker.screens.shell.app_context import KEYS_SETTING, AppContext
from tracker.screens.shell.app_requests import KeymapPageRequest, ThemeRequest
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog, InputTexts, TextInputDialog
from tracker.screens.shell.keymap import parse_key_pairs
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import SectionList


class SettingsScreen(MainScreen):
    """Shows the settings of groups, money and app; entries are changed as lines."""

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
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "app.place('this_month')", _("Back"), id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "SectionList"

    def __init__(self, context: AppContext) -> None:
        """Show and change the settings of the book."""
        super().__init__(context)
        self._values: SettingValues | None = None
        """What is shown."""

    def compose(self) -> ComposeResult:
        """Yield the list, and a line for messages."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            yield SectionList()
            yield Static(markup=False, id="answer")
        yield Footer(HIDE)

    def refresh_theme(self) -> None:
        """Show the current theme, wherever it was chosen.

        Watching the app for it would keep this screen in memory when the book is locked.
        """
        self.reload()

    def show_book(self) -> None:
        """Read the book and show each value."""
        book, today = self.book, self.clock.today()
        month = Month.from_date(today)
        settings = book.settings.load_all()
        self._values = values = SettingValues(
            facts=book.load_monthly_facts(today, since=month, with_asks=False),
            this_month=list(book.load_entries(month.first_day, month.last_day)),
            groups=book.groups.load_all(),
            settings=settings,
            is_encrypted=book.encrypted,
            theme=self.app.theme,
            numbers=self.context.numbers,
            changed_key_count=len(parse_key_pairs(settings.get(KEYS_SETTING, ""))),
            meeting_schedules=book.meeting_schedule.load_all(),
            letter=book.letter.load(),
            has_letter_draft=book.letter.load_draft() is not None,
            last_backup=next((copy.day for copy in book.maintenance.backups.list_copies()), None),
        )
        self.query_one(PageHeading).set_texts(self.TITLE, join_list(values.facts.groups))
        self.query_one(SectionList).set_sections(build_sections(values))

    @on(OptionList.OptionSelected)
    async def _handle_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what enter does on this row."""
        values = self._values
        if values is None:
            return
        self._show_message("")
        action, subject = parse_row_id(event.option_id or "")
        match action:
            case SettingAction.ENTRY:
                self.post_message(self.AddEntryRequest(subject.partition(" ")[2]))
            case SettingAction.AMOUNTS:
                await self.run_action("app.hide_numbers")
            case SettingAction.ASK_AGAIN:
                self._save_value(
                    lambda: self.book.settings.set(build_setting_key(PromptKind(subject)), None)
                )
            case SettingAction.KEYS:
                self.post_message(KeymapPageRequest())
            case SettingAction.LIMIT_HISTORY | SettingAction.TAGS:
                self._open_page(action)
            case SettingAction.ENCRYPTION | SettingAction.BACKUPS | SettingAction.CHECK:
                self._open_maintenance(action)
            case _:
                self._ask_for_value(action, subject, values)

    def _ask_for_value(self, action: SettingAction, subject: str, values: SettingValues) -> None:
        """Ask for the value of this row."""
        book = self.book
        match action:
            case SettingAction.GROUP:
                self._ask_group(
                    next(group for group in values.groups if str(group.number) == subject)
                )
            case SettingAction.MEETING_SCHEDULE:
                group = next(group for group in values.groups if str(group.number) == subject)
                schedule = values.find_meeting_schedule(group)
                save = build_schedule_saver(
                    book.meeting_schedule, group.number, schedule, values.today
                )
                self._ask_text(build_schedule_dialog(group.label, schedule), save)
            case SettingAction.CURRENCY:
                self._ask_text(
                    build_currency_dialog(book.currency),
                    lambda code: book.rename_currency(code.upper()),
                )
            case SettingAction.AUTO_LOCK:
                self._ask_text(
                    build_auto_lock_dialog(values.settings),
                    lambda minutes: book.settings.set(IDLE_SETTING, minutes or "0"),
                )
            case SettingAction.THEME:
                self._ask_theme()
            case SettingAction.LETTER:
                self._ask_letter(values.letter)
            case SettingAction.LIVING_COST:
                self._ask_cost(NeedKind(subject), values)

    def _ask_cost(self, cost: NeedKind, values: SettingValues) -> None:
        """Ask for a cost; an amount is typed as a line."""

        def save_answer(answer: str | None) -> None:
            if answer is None:
                return
            with notify_book_errors(self):
                line = save_cost_answer(answer, cost, self.book, values.today)
                if line:
                    self.post_message(self.AddEntryRequest(line))
                else:
                    self.reload()

        self.app.push_screen(build_cost_dialog(cost, values.facts), save_answer)

    def _ask_group(
        self, group: StoredGroup, typed_texts: InputTexts | None = None, message: str = ""
    ) -> None:
        """Ask for alias and day; what the book refuses is asked for again."""
        today = self.clock.today()

        def save_group(texts: InputTexts | None) -> None:
            if texts is None:
                return
            try:
                day = parse_leaving_day(texts[1], today)
                self.book.groups.set_alias(group.number, texts[0] or None)
                self.book.groups.set_left_on(group.number, day)
            except BookError as error:
                self._ask_group(group, texts, str(error))
            else:
                self.reload()
                if day and day != group.left_on:
                    self.app.push_screen(build_closing_screen(self.context, group))

        self.app.push_screen(build_group_dialog(group, today, typed_texts, message), save_group)

    def _ask_text(self, dialog: TextInputDialog, save: Callable[[str], None]) -> None:
        """Ask for one text, and save it."""

        def save_text(texts: InputTexts | None) -> None:
            if texts:
                self._save_value(lambda: save(texts[0]))

        self.app.push_screen(dialog, save_text)

    def _ask_letter(self, letter: Letter | None) -> None:
        """Write the letter, or ask what to do with the one there is."""
        if letter is None:
            self._open_page(SettingAction.LETTER)
            return

        def remove(is_confirmed: bool | None) -> None:
            if is_confirmed:
                self._save_value(self.book.letter.delete)

        def handle_choice(choice: str | None) -> None:
            if choice == _(READ_LETTER):
                self.app.push_screen(LetterDialog(letter.text, letter.written_on, self.context))
            elif choice == _(REWRITE_LETTER):
                self._open_page(SettingAction.LETTER)
            elif choice == _(DELETE_LETTER):
                self.app.push_screen(build_delete_letter_dialog(), remove)

        self.app.push_screen(build_letter_dialog(), handle_choice)

    def _open_maintenance(self, action: SettingAction) -> None:
        """Do what a row about maintenance says, and show how it went."""

        def show_result(sentence: str) -> None:
            self.reload()
            self._show_message(sentence)

        with notify_book_errors(self):
            run_maintenance(action, self, self.context, show_result)

    def _open_page(self, action: SettingAction) -> None:
        """Open the screen of a row that has one."""
        with notify_book_errors(self):
            self.app.push_screen(_build_page(action, self.context))

    def _ask_theme(self) -> None:
        def request_theme(name: str | None) -> None:
            if name:
                self.post_message(ThemeRequest(name))

        self.app.push_screen(
            ChoiceDialog(_("Colours"), list(self.app.available_themes), self.app.theme),
            request_theme,
        )

    def _save_value(self, change: Callable[[], None]) -> None:
        """Save a value, or show why it cannot be saved."""
        try:
            change()
        except BookError as error:
            self._show_message(str(error))
        else:
            self.reload()

    def _show_message(self, sentence: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(sentence)
        answer.display = bool(sentence)


def _build_page(action: SettingAction, context: AppContext) -> Screen[None]:
    """Return the screen of a row that has one; each is imported when it is first opened."""
    if action is SettingAction.LIMIT_HISTORY:
        from tracker.screens.settings.limit_history import LimitHistoryScreen

        return LimitHistoryScreen(context)
    if action is SettingAction.LETTER:
        from tracker.screens.log.letter_editor import LetterEditorScreen

        return LetterEditorScreen(context)
    from tracker.screens.log.tags import TagsScreen

    return TagsScreen(context)
