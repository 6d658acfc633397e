"""The screen of Settings: a row for each setting. Enter changes it."""

from collections.abc import Callable, Set
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tracker.analysis.prompts import PromptKind, build_setting_key
from tracker.book.database.errors import BookError
from tracker.book.stores.auto_lock import IDLE_SETTING
from tracker.book.stores.computer_use import build_use_settings, find_computer_use
from tracker.book.stores.groups import StoredGroup
from tracker.book.stores.letter import Letter
from tracker.entries.leaving_day import parse_leaving_day
from tracker.entries.types import NeedKind
from tracker.i18n import _, _label, join_list
from tracker.months import Month
from tracker.screens.log.letter_reader import LetterDialog
from tracker.screens.settings.dialogs import (
    DELETE_LETTER,
    READ_LETTER,
    REWRITE_LETTER,
    build_auto_lock_dialog,
    build_currency_dialog,
    build_delete_letter_dialog,
    build_letter_dialog,
)
from tracker.screens.settings.group import build_group_dialog
from tracker.screens.settings.last_opened import build_last_opened_dialog, save_last_opened_use
from tracker.screens.settings.living_costs import build_cost_dialog, save_cost_answer
from tracker.screens.settings.maintenance import run_maintenance
from tracker.screens.settings.meeting_schedule import build_schedule_dialog, build_schedule_saver
from tracker.screens.settings.rows import (
    SettingAction,
    SettingValues,
    build_sections,
    format_row_id,
    parse_row_id,
)
from tracker.screens.shell.app_context import KEYS_SETTING, AppContext
from tracker.screens.shell.app_requests import KeymapPageRequest, ThemeRequest
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog, InputTexts, TextInputDialog
from tracker.screens.shell.keymap import parse_key_pairs
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.screens.start.computer_question import build_computer_dialog, find_answer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import SectionList


class SettingsScreen(MainScreen):
    """Shows the settings of groups, money and app. Entries are changed as lines."""

    TITLE = _label("Settings")
    HELP = "\n".join(
        (
            _("Income, living costs and your limit (the most you want to give) are entries."),
            _("A group can have another name for people you show things to."),
            _("Your settings are saved in the notebook and nowhere else."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("i", "clear_last_day", _label("Clear the day"), id="clear_last_day"),
        Binding("escape", "app.place('this_month')", _label("Back"), id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "SectionList"
    FIRST_WEEK_KEYS = ("help", "back", "change", "after_a_meeting", "places")
    IS_WIDE = True

    def __init__(self, context: AppContext) -> None:
        """Show the settings of the book."""
        super().__init__(context)
        self._values: SettingValues | None = None
        """The values on screen."""

    def compose_page(self) -> ComposeResult:
        """Yield the list, and a line for messages."""
        yield SectionList()
        yield Static(markup=False, id="answer")

    def refresh_theme(self) -> None:
        """Show the current theme, which may have been chosen elsewhere.

        Watching the app for it would keep this screen in memory when the book is locked.
        """
        self.reload()

    def find_state(self) -> tuple[object, ...]:
        """Return what the values depend on: the theme and the backups are not in the book."""
        return *super().find_state(), self.app.theme, self._find_last_backup()

    def _find_last_backup(self) -> date | None:
        copies = self.book.maintenance.backups.list_copies()
        return next((copy.day for copy in copies), None)

    def show_book(self) -> None:
        """Read the book and show each value."""
        book, today = self.book, self.clock.today()
        month = Month.from_date(today)
        settings = book.settings.load_all()
        self._values = values = SettingValues(
            facts=book.load_monthly_facts(today, since=month),
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
            last_opened=book.last_opened,
            last_backup=self._find_last_backup(),
        )
        self.query_one(PageHeading).set_texts(self.TITLE, join_list(values.facts.groups))
        self.query_one(SectionList).set_sections(build_sections(values))

    @property
    def _chosen_left_group(self) -> StoredGroup | None:
        """The group of the row at the cursor, if it has a last day."""
        lists = self.query(SectionList)
        row = lists.first().highlighted_option if lists else None
        groups = self._values.groups if self._values and row else ()
        for group in groups:
            if group.left_on and row and row.id == format_row_id(SettingAction.GROUP, group.number):
                return group
        return None

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown: going again, on a row without a last day."""
        unlisted = super().unlisted_actions()
        return unlisted if self._chosen_left_group else unlisted | {"clear_last_day"}

    @on(OptionList.OptionHighlighted)
    def _refresh_keys(self) -> None:
        """Show the keys for the chosen row."""
        self.refresh_bindings()

    def action_clear_last_day(self) -> None:
        """Clear the last day with the chosen group, without a word."""
        group = self._chosen_left_group
        if group is not None:
            self._save_value(lambda: self.book.groups.set_left_on(group.number, None))

    @on(OptionList.OptionSelected)
    async def _handle_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what enter does on this row."""
        values = self._values
        if values is None:
            return
        self.show_message("")
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
            case SettingAction.LIMIT_HISTORY | SettingAction.QUESTIONS | SettingAction.TAGS:
                self._open_page(action)
            case SettingAction.ENCRYPTION | SettingAction.BACKUPS | SettingAction.CHECK:
                self.run_worker(self._open_maintenance(action))
            case _:
                self.run_worker(self._ask_for_value(action, subject, values))

    async def _ask_for_value(
        self, action: SettingAction, subject: str, values: SettingValues
    ) -> None:
        """Ask for the value of this row."""
        book = self.book
        match action:
            case SettingAction.GROUP:
                await self._ask_group(
                    next(group for group in values.groups if str(group.number) == subject)
                )
            case SettingAction.MEETING_SCHEDULE:
                group = next(group for group in values.groups if str(group.number) == subject)
                schedule = values.find_meeting_schedule(group)
                save = build_schedule_saver(
                    book.meeting_schedule, group.number, schedule, values.today
                )
                await self._ask_text(build_schedule_dialog(group.label, schedule), save)
            case SettingAction.CURRENCY:
                await self._ask_text(
                    build_currency_dialog(book.currency),
                    lambda code: book.rename_currency(code.upper()),
                )
            case SettingAction.AUTO_LOCK:
                await self._ask_text(
                    build_auto_lock_dialog(values.settings),
                    lambda minutes: book.settings.set(IDLE_SETTING, minutes or "0"),
                )
            case SettingAction.COMPUTER:
                await self._ask_computer_use(values)
            case SettingAction.LAST_OPENED:
                await self._ask_last_opened_use(values)
            case SettingAction.THEME:
                await self._ask_theme()
            case SettingAction.LETTER:
                await self._ask_letter(values.letter)
            case SettingAction.LIVING_COST:
                await self._ask_cost(NeedKind(subject), values)

    async def _ask_computer_use(self, values: SettingValues) -> None:
        """Ask who else uses the computer."""
        dialog = build_computer_dialog(find_computer_use(values.settings))
        use = find_answer(await self.app.push_screen_wait(dialog))
        if use is not None:
            changed = build_use_settings(use, values.settings)
            self._save_value(lambda: self.book.settings.set_all(changed))

    async def _ask_last_opened_use(self, values: SettingValues) -> None:
        """Ask where to show when the notebook was last opened."""
        label = await self.app.push_screen_wait(build_last_opened_dialog(values.settings))
        if label is not None:
            with notify_book_errors(self):
                self.context.last_opened = save_last_opened_use(label, self.book)
                self.reload()

    async def _ask_cost(self, cost: NeedKind, values: SettingValues) -> None:
        """Ask for a cost. An amount is typed as an entry line."""
        answer = await self.app.push_screen_wait(build_cost_dialog(cost, values.facts))
        if answer is None:
            return
        with notify_book_errors(self):
            line = save_cost_answer(answer, cost, self.book, values.today)
            if line:
                self.post_message(self.AddEntryRequest(line))
            else:
                self.reload()

    async def _ask_group(self, group: StoredGroup) -> None:
        """Ask for alias and last day, again and again while the book refuses them."""
        today = self.clock.today()
        texts: InputTexts | None = None
        message = ""
        while True:
            texts = await self.app.push_screen_wait(
                build_group_dialog(group, today, texts, message)
            )
            if texts is None:
                return
            try:
                day = parse_leaving_day(texts[1], today)
                self.book.groups.set_alias(group.number, texts[0] or None)
                self.book.groups.set_left_on(group.number, day)
            except BookError as error:
                message = str(error)
            else:
                break
        self.reload()

    async def _ask_text(self, dialog: TextInputDialog, save: Callable[[str], None]) -> None:
        """Ask for one text, and save it."""
        texts = await self.app.push_screen_wait(dialog)
        if texts:
            self._save_value(partial(save, texts[0]))

    async def _ask_letter(self, letter: Letter | None) -> None:
        """Write the letter, or ask what to do with the existing one."""
        if letter is None:
            self._open_page(SettingAction.LETTER)
            return
        choice = await self.app.push_screen_wait(build_letter_dialog())
        if choice == _label(READ_LETTER):
            self.app.push_screen(LetterDialog(letter.text, letter.written_on, self.context))
        elif choice == _label(REWRITE_LETTER):
            self._open_page(SettingAction.LETTER)
        elif choice == _label(DELETE_LETTER) and await self.app.push_screen_wait(
            build_delete_letter_dialog()
        ):
            self._save_value(self.book.letter.delete)

    async def _open_maintenance(self, action: SettingAction) -> None:
        """Do what a row about maintenance says, and show the result."""
        with notify_book_errors(self):
            sentence = await run_maintenance(action, self, self.context)
            if sentence is not None:
                self.reload()
                self.show_message(sentence)

    def _open_page(self, action: SettingAction) -> None:
        """Open the screen of a row that has one."""
        with notify_book_errors(self):
            self.app.push_screen(_build_page(action, self.context))

    async def _ask_theme(self) -> None:
        dialog = ChoiceDialog(_label("Theme"), list(self.app.available_themes), self.app.theme)
        name = await self.app.push_screen_wait(dialog)
        if name:
            self.post_message(ThemeRequest(name))

    def _save_value(self, change: Callable[[], None]) -> None:
        """Save a value, or show why it cannot be saved."""
        try:
            change()
        except BookError as error:
            self.show_message(str(error))
        else:
            self.reload()


def _build_page(action: SettingAction, context: AppContext) -> Screen[None]:
    """Return the screen of a row. Each is imported when it is first opened."""
    if action is SettingAction.LIMIT_HISTORY:
        from tracker.screens.settings.limit_history import LimitHistoryScreen

        return LimitHistoryScreen(context)
    if action is SettingAction.LETTER:
        from tracker.screens.log.letter_editor import LetterEditorScreen

        return LetterEditorScreen(context)
    if action is SettingAction.QUESTIONS:
        from tracker.screens.how_often.group_questions import GroupQuestionsScreen

        return GroupQuestionsScreen(context)
    from tracker.screens.log.tags import TagsScreen

    return TagsScreen(context)
