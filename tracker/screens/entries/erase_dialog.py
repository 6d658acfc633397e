"""Erase an entry for good, after a question that says what goes, what stays and who has it."""

from collections.abc import Iterator
from functools import partial

from tracker.book.maintenance.erase import Erasure
from tracker.i18n import _, format_date, join_list, ngettext
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.widgets.recent_entries import describe_entry


def build_erase_dialog(number: int, context: AppContext) -> ConfirmDialog:
    """Return a dialog that asks once more before an entry is erased, and begins at no.

    Raises BookError where the entry is gone.
    """
    erasure = context.book.maintenance.plan_erasure(number)
    backups = context.book.maintenance.backups
    copy_count = len(backups.list_copies())
    question = _("Erase entry {number} for good?").format(number=number)
    kept_count = len(backups.list_all()) - copy_count
    describe = partial(_describe_erasure, erasure, copy_count, kept_count, context)
    return ConfirmDialog(question, describe, _("Erase for good"), starts_at_back=True)


def erase_and_describe(number: int, context: AppContext) -> str:
    """Erase an entry; returns what to know then. Raises BookError."""
    context.book.maintenance.erase(number)
    backups = context.book.maintenance.backups
    if backups.list_copies():
        return _("Erased. Copies still have it: tracker backup --anew makes them anew.")
    if backups.list_all():
        return _(
            "Erased. What restore kept may still have it: tracker backup --anew asks about it."
        )
    return _("Erased.")


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
        yield _("With it go: {numbers}").format(numbers=join_list(map(str, other_numbers)))
    if erasure.untied_entries:
        yield _("These stay, and belong to it no more: {numbers}").format(
            numbers=join_list(str(other.number) for other in erasure.untied_entries)
        )
    yield _("Its history goes too, and nothing brings it back.")
    if copy_count:
        yield ngettext(
            "{count} copy of the notebook still has it, and so may what you showed someone.",
            "{count} copies of the notebook still have it, and so may what you showed someone.",
            copy_count,
        ).format(count=copy_count)
    if kept_count:
        yield ngettext(
            "{count} notebook that was kept when you restored a backup may still have it.",
            "{count} notebooks that were kept when you restored backups may still have it.",
            kept_count,
        ).format(count=kept_count)
