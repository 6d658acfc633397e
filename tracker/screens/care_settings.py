"""What Settings does for the care of the book: its passphrase, its copies, whether it is whole."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tracker.book.backups import AUTOMATIC, OFF
from tracker.book.book import Book
from tracker.book.errors import BookError
from tracker.book.findings import finding_told
from tracker.book.rekeying import refuse_another_name
from tracker.screens.desk import Desk
from tracker.screens.one_setting import ChooseOne
from tracker.screens.passphrase import passphrase_dialog, way_dialog
from tracker.screens.setting_rows import Does
from tracker.texts import N_, _, ngettext
from tracker.widgets.footer import Footer
from tracker.widgets.points import Points

NOW = N_("Make one now")
BY_ITSELF, NOT_BY_ITSELF = N_("Make one on closing Tracker"), N_("Make none on closing Tracker")
"""What can be done about copies."""


def care(does: Does, screen: Screen[None], desk: Desk, done: Callable[[str], None]) -> None:
    """Do what enter does on a line about the care of the book; `done` is told how it went."""
    if does is Does.OPENS:
        _passphrase(screen, desk.book)
    elif does is Does.COPIES:
        screen.app.push_screen(_copies_dialog(desk.book), _copying(desk, done))
    else:
        screen.app.push_screen(_check_told(desk))


def _passphrase(screen: Screen[None], book: Book) -> None:
    refuse_another_name(book.path)

    def take(way: str | None) -> None:
        if way is not None:
            screen.app.push_screen(passphrase_dialog(way, encrypted=book.encrypted))

    screen.app.push_screen(way_dialog(encrypted=book.encrypted), take)


def _copies_dialog(book: Book) -> ChooseOne:
    """Asks what is to be done about copies."""
    count = len(book.care.backups.copies())
    said = _("There is no copy yet.")
    if count:
        said = ngettext(
            "{count} copy lies in backups, beside the notebook.",
            "{count} copies lie in backups, beside the notebook.",
            count,
        ).format(count=count)
    other = BY_ITSELF if book.settings.get(AUTOMATIC) == OFF else NOT_BY_ITSELF
    return ChooseOne(_("Copies of this notebook"), [_(NOW), _(other)], _(NOW), lambda: said)


def _copying(desk: Desk, done: Callable[[str], None]) -> Callable[[str | None], None]:
    """Do about copies what was chosen."""

    def take(way: str | None) -> None:
        if way is None:
            return
        try:
            if way == _(NOW):
                made = desk.book.care.backups.make(desk.clock.today())
                done(_("Copied and read again: {name}").format(name=made.path.name))
            else:
                desk.book.settings.set(AUTOMATIC, OFF if way == _(NOT_BY_ITSELF) else None)
                done("")
        except BookError as error:
            done(str(error))

    return take


def _check_told(desk: Desk) -> ModalScreen[None]:
    """Says what was looked at, and what was found."""
    findings = desk.book.care.check(desk.clock.today())
    told = _("Nothing wrong was found.")
    if any(each.found for each in findings):
        told = _("Not all of it is as it should be; tracker check says which copy is whole.")
    return WhatWasLookedAt(told, [finding_told(each) for each in findings])


class WhatWasLookedAt(ModalScreen[None]):
    """What a check of the book found: the whole in a sentence, then part by part."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", _("Back"), key_display="esc", id="back"),
    ]

    def __init__(self, told: str, parts: Sequence[str]) -> None:
        """Tell this, and below it these parts."""
        super().__init__()
        self.told = told
        self.parts = parts

    def compose(self) -> ComposeResult:
        """The sentence stays in sight: it comes first, and nothing below it takes the focus."""
        with VerticalScroll(id="dialog", can_focus=True):
            yield Static(self.told, markup=False, classes="question")
            yield Points(self.parts, is_faint=False)
        yield Footer()
