"""Delete an entry for good, after a question that says what else is deleted and what stays.

It is no change, so undo does not bring the entry back, and the question begins with no.
"""

from collections.abc import Iterator
from functools import partial

from tracker.book.maintenance.erase import Erasure
from tracker.i18n import _, _label, format_date, join_list, ngettext, quote_for_shell
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.widgets.recent_entries import describe_entry


def build_erase_dialog(number: int, context: AppContext) -> ConfirmDialog:
    """Return a dialog that asks before an entry is deleted for good, with no chosen first.

    Raises BookError if the entry is gone.
    """
    erasure = context.book.maintenance.plan_erasure(number)
    backups = context.book.maintenance.backups
    copy_count = len(backups.list_copies())
    question = _("Delete entry {number} for good?").format(number=number)
    kept_count = len(backups.list_all()) - copy_count
    describe = partial(_describe_erasure, erasure, copy_count, kept_count, context)
    return ConfirmDialog(question, describe, _label("Delete for good"), starts_at_back=True)


def erase_and_describe(number: int, context: AppContext) -> str:
    """Delete an entry for good, and return a message about it. Raises BookError."""
    context.book.maintenance.erase(number)
    backups = context.book.maintenance.backups
    path = quote_for_shell(context.book.path)
    if backups.list_copies():
        return _(
            "Entry deleted for good. Your backups still have it. To replace them, quit Tracker"
            " and type: tracker --book {path} backup --replace"
        ).format(path=path)
    if backups.list_all():
        return _(
            "Entry deleted for good. A notebook kept by a restore may still have it. To remove"
            " it, quit Tracker and type: tracker --book {path} backup --replace"
        ).format(path=path)
    return _("Entry deleted for good.")


def _describe_erasure(
    erasure: Erasure, copy_count: int, kept_count: int, context: AppContext
) -> str:
    return "\n".join(_describe_leftovers(erasure, copy_count, kept_count, context))


def _describe_leftovers(
    erasure: Erasure, copy_count: int, kept_count: int, context: AppContext
) -> Iterator[str]:
    item = erasure.current_entries[0]
    yield f"{format_date(item.entry.day)}  {describe_entry(item.entry, context.numbers).sentence}"
    yield ""
    other_numbers = [other for other in erasure.numbers if other != item.number]
    if other_numbers:
        yield ngettext(
            "This entry will be deleted too: {numbers}.",
            "These entries will be deleted too: {numbers}.",
            len(other_numbers),
        ).format(numbers=join_list(map(str, other_numbers)))
    if erasure.untied_entries:
        yield ngettext(
            "This entry stays, but is no longer linked to it: {numbers}.",
            "These entries stay, but are no longer linked to it: {numbers}.",
            len(erasure.untied_entries),
        ).format(numbers=join_list(str(other.number) for other in erasure.untied_entries))
    yield _("Its history will be deleted too. You can’t undo this.")
    if copy_count:
        yield ngettext(
            "{count} backup still has it. What you’ve shown someone may have it too.",
            "{count} backups still have it. What you’ve shown someone may have it too.",
            copy_count,
        ).format(count=copy_count)
    if kept_count:
        yield ngettext(
            "{count} notebook kept when you restored a backup may still have it.",
            "{count} notebooks kept when you restored backups may still have it.",
            kept_count,
        ).format(count=kept_count)
