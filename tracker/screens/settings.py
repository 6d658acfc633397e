"""Settings: what the person chose, a line each; enter changes it."""

from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static

from tracker.book.errors import BookError
from tracker.book.groups import GroupNoted
from tracker.figures.questions import Question
from tracker.months import Month
from tracker.screens.desk import Desk
from tracker.screens.group_settings import group_dialog, left_on
from tracker.screens.lock_after import IDLE, MOST_MINUTES, idle_minutes
from tracker.screens.new_book import is_currency
from tracker.screens.one_setting import ChooseOne, TextAsked, Texts, TypeTexts
from tracker.screens.place import HELP, Place
from tracker.screens.remapping import kept_pairs
from tracker.screens.set_up_later import setting_of
from tracker.screens.setting_rows import (
    Does,
    Values,
    doing,
    parts,
)
from tracker.texts import _, listed
from tracker.widgets.footer import Footer
from tracker.widgets.heading import Heading
from tracker.widgets.labelled_list import LabelledList

KEYS = "keys"
"""The name of the setting that has the keys that were changed."""


class SettingsPlace(Place):
    """The place where groups, my line and the app are set; entries are only asked for."""

    TITLE = _("Settings")
    CSS_PATH: ClassVar[list[str | PurePath]] = ["form.tcss", "dialog.tcss", "settings.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.place('this_month')", _("Back"), id="back"),
        HELP,
    ]
    AUTO_FOCUS = "LabelledList"

    class ThemeChosen(Message):
        """Another theme is to be worn and kept."""

        def __init__(self, name: str) -> None:
            """Keep its name."""
            super().__init__()
            self.name = name

    class KeysWanted(Message):
        """The page of the keys is to be opened."""

    def __init__(self, desk: Desk) -> None:
        """Show and change what the book on this desk keeps."""
        super().__init__(desk)
        self._values: Values | None = None
        """What is shown."""

    def compose(self) -> ComposeResult:
        """A list to be walked, and room for an answer."""
        with Vertical(id="page"):
            yield Heading(_("Settings"))
            yield LabelledList()
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_mount(self) -> None:
        """Follow the theme, wherever it is chosen."""
        self.watch(self.app, "theme", self.read_anew, init=False)

    def show(self) -> None:
        """Read the book and show each value."""
        book, today = self.book, self.clock.today()
        month = Month.of(today)
        settings = book.settings.all()
        self._values = values = Values(
            facts=book.facts(today),
            this_month=list(book.entries(month.first, month.last)),
            groups=book.groups.all(),
            settings=settings,
            encrypted=book.encrypted,
            theme=self.app.theme,
            numbers=self.desk.numbers,
            keys_changed=len(kept_pairs(settings.get(KEYS, ""))),
        )
        self.query_one(Heading).say(_("Settings"), listed(values.facts.groups))
        self.query_one(LabelledList).put(parts(values))

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
            case Does.GROUP:
                self._ask_group(next(each for each in values.groups if str(each.number) == about))
            case Does.CURRENCY:
                self._ask_currency()
            case Does.IDLE:
                self._ask_idle(values)
            case Does.THEME:
                self._ask_theme()
            case Does.HIDE:
                await self.run_action("app.hide_numbers")
            case Does.ASK_AGAIN:
                self._save(lambda: self.book.settings.set(setting_of(Question(about)), None))
            case Does.KEYS:
                self.post_message(self.KeysWanted())

    def _ask_group(self, group: GroupNoted, typed: Texts | None = None, answer: str = "") -> None:
        """Ask for alias and day; what the book refuses is asked for again."""
        today = self.clock.today()

        def take(texts: Texts | None) -> None:
            if texts is None:
                return
            try:
                self.book.groups.call(group.number, texts[0] or None)
                self.book.groups.leave(group.number, left_on(texts[1], today))
            except BookError as error:
                self._ask_group(group, texts, str(error))
            else:
                self.read_anew()

        self.app.push_screen(group_dialog(group, today, typed, answer), take)

    def _ask_currency(self) -> None:
        def refusal(texts: Texts) -> str:
            if is_currency(texts[0].upper()):
                return ""
            return _("A currency is written with three letters, like EUR.")

        def take(texts: Texts | None) -> None:
            if texts:
                self._save(lambda: self.book.rename_currency(texts[0].upper()))

        self.app.push_screen(
            TypeTexts(
                _("Currency"),
                [TextAsked(_("Three letters"), self.book.currency)],
                _("Only its name changes; amounts stay as they are."),
                refusal,
            ),
            take,
        )

    def _ask_idle(self, values: Values) -> None:
        def refusal(texts: Texts) -> str:
            if not texts[0] or (
                len(texts[0]) <= len(str(MOST_MINUTES))
                and texts[0].isascii()
                and texts[0].isdigit()
            ):
                return ""
            return _("Whole minutes, like 10; empty or 0 for never.")

        def take(texts: Texts | None) -> None:
            if texts:
                self._save(lambda: self.book.settings.set(IDLE, texts[0] or "0"))

        minutes = idle_minutes(values.settings)
        self.app.push_screen(
            TypeTexts(
                _("Lock when nobody presses a key"),
                [TextAsked(_("Minutes"), str(minutes or ""), _("never"))],
                _("Empty or 0: never by itself."),
                refusal,
            ),
            take,
        )

    def _ask_theme(self) -> None:
        def take(name: str | None) -> None:
            if name:
                self.post_message(self.ThemeChosen(name))

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
