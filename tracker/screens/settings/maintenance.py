"""Passphrase, backups and the check of the book, as Settings offers them."""

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
from tracker.screens.settings.rows import SettingAction
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.start.passphrase import build_method_dialog, build_passphrase_dialog
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.footer import Footer
from tracker.widgets.recent_entries import describe_entry

BACK_UP_NOW = N_("Make one now")
BACK_UP_ON_QUIT, NO_BACKUP_ON_QUIT = (
    N_("Make one on closing Tracker"),
    N_("Make none on closing Tracker"),
)
"""What can be done about copies."""


def run_maintenance(
    action: SettingAction, screen: Screen[None], context: AppContext, on_done: Callable[[str], None]
) -> None:
    """Do what enter does on a row about maintenance; `on_done` gets a sentence about it."""
    if action is SettingAction.ENCRYPTION:
        _open_passphrase_dialog(screen, context.book)
    elif action is SettingAction.BACKUPS:
        screen.app.push_screen(
            _build_backups_dialog(context.book), _save_backup_choice(context, on_done)
        )
    else:
        _check_book(screen, context, on_done)


def _open_passphrase_dialog(screen: Screen[None], book: Book) -> None:
    refuse_hard_link(book.path)

    def ask_passphrase(method: str | None) -> None:
        if method is not None:
            screen.app.push_screen(build_passphrase_dialog(method, is_encrypted=book.encrypted))

    screen.app.push_screen(build_method_dialog(is_encrypted=book.encrypted), ask_passphrase)


def _build_backups_dialog(book: Book) -> ChoiceDialog:
    """Return a dialog that asks what to do about backups."""
    count = len(book.maintenance.backups.list_copies())
    count_text = _("There is no copy yet.")
    if count:
        count_text = ngettext(
            "{count} copy lies in backups, beside the notebook.",
            "{count} copies lie in backups, beside the notebook.",
            count,
        ).format(count=count)
    other_option = (
        BACK_UP_ON_QUIT
        if book.settings.get(AUTOMATIC_SETTING) == AUTOMATIC_OFF
        else NO_BACKUP_ON_QUIT
    )
    return ChoiceDialog(
        _("Copies of this notebook"),
        [_(BACK_UP_NOW), _(other_option)],
        _(BACK_UP_NOW),
        lambda: count_text,
    )


def _save_backup_choice(
    context: AppContext, on_done: Callable[[str], None]
) -> Callable[[str | None], None]:
    """Return a function that does what was chosen about backups."""

    def save(choice: str | None) -> None:
        if choice is None:
            return
        try:
            if choice == _(BACK_UP_NOW):
                backup = context.book.maintenance.backups.make(context.clock.today())
                on_done(_("Copied and read again: {name}").format(name=backup.path.name))
            else:
                context.book.settings.set(
                    AUTOMATIC_SETTING, AUTOMATIC_OFF if choice == _(NO_BACKUP_ON_QUIT) else None
                )
                on_done("")
        except BookError as error:
            on_done(str(error))

    return save


def _check_book(screen: Screen[None], context: AppContext, on_done: Callable[[str], None]) -> None:
    """Show what a check finds; where days are wrong, propose others and save them."""
    book, today = context.book, context.clock.today()
    findings = book.maintenance.check_integrity(today)
    summary, proposals = _("Nothing wrong was found."), list[DayProposal]()
    if has_only_day_problems(findings):
        summary = _("Some days cannot be right. Here is a likelier one for each.")
        proposals = book.day_repair.propose_days(today)
    elif is_index_repairable(findings):
        summary = _(
            "An index is damaged, but no entry is lost. To repair it, quit Tracker and type: "
            "tracker --book {path} check --repair"
        ).format(path=quote_for_shell(book.path))
    elif any(finding.problems for finding in findings):
        summary = _("Not all of it is as it should be; tracker check says which copy is whole.")

    def save_days(is_confirmed: bool | None) -> None:
        if is_confirmed:
            with notify_book_errors(screen):
                book.day_repair.save(proposals, context.clock.today())
                on_done(_("The new days are saved. Undo brings the old ones back."))

    def describe_parts() -> list[str]:
        sentences = (
            describe_entry(proposal.item.entry, context.numbers).sentence for proposal in proposals
        )
        lines = map(describe_proposal, proposals, sentences)
        return [*lines, *map(describe_result, findings)]

    can_save = bool(proposals) and not context.is_copy
    screen.app.push_screen(
        IntegrityReportDialog(summary, describe_parts, can_save=can_save), save_days
    )


class IntegrityReportDialog(ModalScreen[bool]):
    """Shows what a check of the book found: one sentence, then part by part.

    Returns whether the days that it proposes are to be saved.
    """

    TITLE = _("Check of the notebook")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("s", "dismiss(True)", _("Save these days"), id="save_days"),
        Binding("escape,enter,q", "dismiss(False)", _("Back"), key_display="esc", id="back"),
    ]

    def __init__(
        self, summary: str, describe_parts: Callable[[], Sequence[str]], *, can_save: bool = False
    ) -> None:
        """Show this summary, and below it these parts; `can_save` where they propose days."""
        super().__init__()
        self.summary = summary
        self.describe_parts = describe_parts
        self.can_save = can_save

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key acts now: none saves where nothing is proposed."""
        return self.can_save or (action, parameters) != ("dismiss", (True,))

    def compose(self) -> ComposeResult:
        """Yield the summary, which stays in sight: nothing below it takes the focus."""
        with VerticalScroll(id="dialog", can_focus=True):
            yield Static(self.summary, markup=False, classes="question")
            yield BulletList(self.describe_parts(), is_faint=False)
        yield Footer()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.query_one(BulletList).set_points(self.describe_parts())
