"""Passphrase, backups and the check of the book, as Settings offers them."""

from collections.abc import Callable, Sequence, Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.files.backups import AUTOMATIC_OFF, AUTOMATIC_SETTING
from tracker.book.maintenance.day_repair import DayProposal
from tracker.book.maintenance.integrity import has_only_day_problems, is_index_repairable
from tracker.book.maintenance.integrity_messages import describe_proposal, describe_result
from tracker.book.rekey import refuse_hard_link
from tracker.i18n import N_label, _, _error, _label, ngettext, quote_for_shell
from tracker.screens.settings.rows import SettingAction
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.start.passphrase import build_method_dialog, build_passphrase_dialog
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.recent_entries import describe_entry

BACK_UP_NOW = N_label("Back up now")
BACK_UP_ON_QUIT, NO_BACKUP_ON_QUIT = (
    N_label("Back up each time I quit"),
    N_label("Don’t back up when I quit"),
)
"""What a person can do about backups."""


async def run_maintenance(
    action: SettingAction, screen: Screen[None], context: AppContext
) -> str | None:
    """Do what enter does on a row about maintenance, and return a message about it.

    The message is empty if there is nothing to say, and None if nothing was done.
    """
    if action is SettingAction.ENCRYPTION:
        await _ask_passphrase(screen, context.book)
        return None
    if action is SettingAction.BACKUPS:
        choice = await screen.app.push_screen_wait(_build_backups_dialog(context.book))
        return _do_backup_choice(choice, context) if choice else None
    return await _check_book(screen, context)


async def _ask_passphrase(screen: Screen[None], book: Book) -> None:
    refuse_hard_link(book.path)
    method = await screen.app.push_screen_wait(build_method_dialog(is_encrypted=book.encrypted))
    if method is not None:
        screen.app.push_screen(build_passphrase_dialog(method, is_encrypted=book.encrypted))


def _build_backups_dialog(book: Book) -> ChoiceDialog:
    """Return a dialog with the options for backups."""
    count = len(book.maintenance.backups.list_copies())
    count_text = _("There are no backups yet.")
    if count:
        count_text = ngettext(
            "There is {count} backup in the folder “backups”, next to the notebook.",
            "There are {count} backups in the folder “backups”, next to the notebook.",
            count,
        ).format(count=count)
    other_option = (
        BACK_UP_ON_QUIT
        if book.settings.get(AUTOMATIC_SETTING) == AUTOMATIC_OFF
        else NO_BACKUP_ON_QUIT
    )
    return ChoiceDialog(
        _label("Backups"),
        [_label(BACK_UP_NOW), _label(other_option)],
        _label(BACK_UP_NOW),
        count_text,
    )


def _do_backup_choice(choice: str, context: AppContext) -> str:
    """Do what was chosen about backups, and return a message about it."""
    try:
        if choice == _label(BACK_UP_NOW):
            backup = context.book.maintenance.backups.make(context.clock.today())
            return _("Backup saved and checked: {name}").format(name=backup.path.name)
        value = AUTOMATIC_OFF if choice == _label(NO_BACKUP_ON_QUIT) else None
        context.book.settings.set(AUTOMATIC_SETTING, value)
    except BookError as error:
        return str(error)
    return ""


async def _check_book(screen: Screen[None], context: AppContext) -> str | None:
    """Show what a check finds. If dates are wrong, propose others and save them."""
    book, today = context.book, context.clock.today()
    findings = book.maintenance.check_integrity(today)
    summary, proposals = _("No problems found."), list[DayProposal]()
    if has_only_day_problems(findings):
        summary = _("Some dates can’t be right. Here is a suggested one for each.")
        proposals = book.day_repair.propose_days(today)
    elif is_index_repairable(findings):
        summary = _error(
            "An index is damaged, but no entry is lost. To repair it, quit Tracker and type: "
            "tracker --book {path} check --repair"
        ).format(path=quote_for_shell(book.path))
    elif any(finding.problems for finding in findings):
        summary = _error(
            "Problems found. To find a good backup, quit Tracker and type: "
            "tracker --book {path} check"
        ).format(path=quote_for_shell(book.path))

    def describe_parts() -> list[str]:
        lines = []
        for proposal in proposals:
            entry = describe_entry(proposal.item.entry, context.numbers).sentence
            lines.append(describe_proposal(proposal, entry))
        return [*lines, *map(describe_result, findings)]

    can_save = bool(proposals) and not context.is_copy
    dialog = IntegrityReportDialog(summary, describe_parts, can_save=can_save)
    if not await screen.app.push_screen_wait(dialog):
        return None
    book.day_repair.save(proposals, context.clock.today())
    return _("The new dates are saved. Undo brings back the old ones.")


class IntegrityReportDialog(Dialog[bool]):
    """Shows what a check of the book found: a summary, then part by part.

    Returns whether to save the proposed dates.
    """

    TITLE = _label("Check notebook")
    BOX_CLASS = VerticalScroll
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("s", "save_days", _label("Save these dates"), id="save_days"),
        Binding("escape,enter,q", "dismiss(False)", _label("Back"), key_display="esc", id="back"),
    ]

    def __init__(
        self, summary: str, describe_parts: Callable[[], Sequence[str]], *, can_save: bool = False
    ) -> None:
        """Show this summary, and below it these parts. `can_save` if they propose dates."""
        super().__init__()
        self.summary = summary
        self.describe_parts = describe_parts
        self.can_save = can_save

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do, because there is no date to save."""
        return frozenset() if self.can_save else {"save_days"}

    def compose_box(self) -> ComposeResult:
        """Yield the summary and the parts. The summary stays visible: nothing takes the focus."""
        yield Static(self.summary, markup=False, classes="question")
        yield BulletList(self.describe_parts(), is_faint=False)

    def action_save_days(self) -> None:
        """Close, and have the dates saved."""
        self.dismiss(True)

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.query_one(BulletList).set_points(self.describe_parts())
