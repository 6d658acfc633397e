"""What Settings does for the care of the book: its passphrase, its copies, whether it is whole."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.files.backups import AUTOMATIC_OFF, AUTOMATIC_SETTING
from tracker.book.maintenance.day_repair import DayProposal
from tracker.book.maintenance.integrity import has_only_day_problems, is_index_repairable
from tracker.book.maintenance.integrity_messages import describe_proposal, describe_result
from tracker.book.rekey import refuse_hard_link
from tracker.i18n import N_, _, ngettext, quote_for_shell
from tracker.screens.settings.rows import Does
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.context import Desk
from tracker.screens.shell.input_dialogs import ChooseOne
from tracker.screens.start.passphrase import passphrase_dialog, way_dialog
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.footer import Footer
from tracker.widgets.recent_entries import describe_entry

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
        _check(screen, desk, done)


def _passphrase(screen: Screen[None], book: Book) -> None:
    refuse_hard_link(book.path)

    def take(way: str | None) -> None:
        if way is not None:
            screen.app.push_screen(passphrase_dialog(way, encrypted=book.encrypted))

    screen.app.push_screen(way_dialog(encrypted=book.encrypted), take)


def _copies_dialog(book: Book) -> ChooseOne:
    """Asks what is to be done about copies."""
    count = len(book.maintenance.backups.list_copies())
    said = _("There is no copy yet.")
    if count:
        said = ngettext(
            "{count} copy lies in backups, beside the notebook.",
            "{count} copies lie in backups, beside the notebook.",
            count,
        ).format(count=count)
    other = BY_ITSELF if book.settings.get(AUTOMATIC_SETTING) == AUTOMATIC_OFF else NOT_BY_ITSELF
    return ChooseOne(_("Copies of this notebook"), [_(NOW), _(other)], _(NOW), lambda: said)


def _copying(desk: Desk, done: Callable[[str], None]) -> Callable[[str | None], None]:
    """Do about copies what was chosen."""

    def take(way: str | None) -> None:
        if way is None:
            return
        try:
            if way == _(NOW):
                made = desk.book.maintenance.backups.make(desk.clock.today())
                done(_("Copied and read again: {name}").format(name=made.path.name))
            else:
                desk.book.settings.set(
                    AUTOMATIC_SETTING, AUTOMATIC_OFF if way == _(NOT_BY_ITSELF) else None
                )
                done("")
        except BookError as error:
            done(str(error))

    return take


def _check(screen: Screen[None], desk: Desk, done: Callable[[str], None]) -> None:
    """Say what was looked at and found; where days are wrong, propose others and save them."""
    book, today = desk.book, desk.clock.today()
    findings = book.maintenance.check_integrity(today)
    told, proposals = _("Nothing wrong was found."), list[DayProposal]()
    if has_only_day_problems(findings):
        told = _("Some days cannot be right. Here is a likelier one for each.")
        proposals = book.day_repair.propose_days(today)
    elif is_index_repairable(findings):
        told = _(
            "An index is damaged, but no entry is lost. To repair it, quit Tracker and type: "
            "tracker --book {path} check --repair"
        ).format(path=quote_for_shell(book.path))
    elif any(each.problems for each in findings):
        told = _("Not all of it is as it should be; tracker check says which copy is whole.")

    def take(wanted: bool | None) -> None:
        if wanted:
            with says_why(screen):
                book.day_repair.save(proposals, desk.clock.today())
                done(_("The new days are saved. Undo brings the old ones back."))

    def parts() -> list[str]:
        sentences = (describe_entry(each.item.entry, desk.numbers).sentence for each in proposals)
        lines = map(describe_proposal, proposals, sentences)
        return [*lines, *map(describe_result, findings)]

    can_save = bool(proposals) and not desk.is_copy
    screen.app.push_screen(WhatWasLookedAt(told, parts, can_save=can_save), take)


class WhatWasLookedAt(ModalScreen[bool]):
    """What a check of the book found: the whole in a sentence, then part by part.

    Gives whether the days that it proposes are to be saved.
    """

    TITLE = _("Check of the notebook")
    CSS_PATH = "../shell/dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("s", "dismiss(True)", _("Save these days"), id="save_days"),
        Binding("escape,enter,q", "dismiss(False)", _("Back"), key_display="esc", id="back"),
    ]

    def __init__(
        self, told: str, parts: Callable[[], Sequence[str]], *, can_save: bool = False
    ) -> None:
        """Tell this, and below it these parts; `can_save` where they propose days."""
        super().__init__()
        self.told = told
        self.parts = parts
        self.can_save = can_save

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key acts now: none saves where nothing is proposed."""
        return self.can_save or (action, parameters) != ("dismiss", (True,))

    def compose(self) -> ComposeResult:
        """The sentence stays in sight: it comes first, and nothing below it takes the focus."""
        with VerticalScroll(id="dialog", can_focus=True):
            yield Static(self.told, markup=False, classes="question")
            yield BulletList(self.parts(), is_faint=False)
        yield Footer()

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        self.query_one(BulletList).set_points(self.parts())
