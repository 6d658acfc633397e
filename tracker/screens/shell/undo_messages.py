"""Sentences after an undo or a redo: which entries went or came back."""

from collections.abc import Callable, Sequence

from tracker.book.undo_stack import NOTES_COME_BACK, RedoResult, UndoResult
from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat, _, ngettext
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import cut_at_part

MAX_ENTRY_CELLS = 40
"""Cells of the entry that is named: a notice is read in passing, and covers what is below it."""


def describe_large_undo(count: int) -> str:
    """Return what is asked before a large change is undone."""
    return _(
        "The newest change made {count} entries; the same key again takes all of them back."
    ).format(count=count)


def describe_undo(result: UndoResult, numbers: NumberFormat) -> str:
    """Return what an undo did, in one or two sentences."""
    if not result.entries:
        return _("There is nothing to take back.")
    format_sentence = {"delete": _format_restored, "edit": _format_reverted}.get(
        result.did, _format_undone
    )
    return _describe_change(
        format_sentence, result.entries, numbers, lacks_notes=result.lost_note_count > 0
    )


def describe_redo(result: RedoResult, numbers: NumberFormat) -> str:
    """Return what a redo did, in one or two sentences."""
    if not result.entries:
        return _("Nothing to redo.")
    format_sentence = {"delete": _format_deleted_again, "edit": _format_changed_again}.get(
        result.did, _format_restored
    )
    return _describe_change(
        format_sentence, result.entries, numbers, lacks_notes=result.may_lack_notes
    )


def _describe_change(
    format_sentence: Callable[[int], str],
    entries: Sequence[StoredEntry],
    numbers: NumberFormat,
    *,
    lacks_notes: bool,
) -> str:
    """Name the first entry, and how many more there are."""
    first = cut_at_part(describe_entry(entries[0].entry, numbers).sentence, MAX_ENTRY_CELLS)
    more = len(entries) - 1
    text = format_sentence(more).format(entry=first, more=more)
    return f"{text}\n{_(NOTES_COME_BACK)}" if lacks_notes else text


def _format_undone(more: int) -> str:
    if not more:
        return _("Undone: {entry}")
    return ngettext(
        "Undone: {entry} and {more} more entry.",
        "Undone: {entry} and {more} more entries.",
        more,
    )


def _format_restored(more: int) -> str:
    if not more:
        return _("It is back: {entry}")
    return ngettext(
        "They are back: {entry} and {more} more entry.",
        "They are back: {entry} and {more} more entries.",
        more,
    )


def _format_reverted(more: int) -> str:
    if not more:
        return _("As it was before: {entry}")
    return ngettext(
        "As they were before: {entry} and {more} more entry.",
        "As they were before: {entry} and {more} more entries.",
        more,
    )


def _format_deleted_again(more: int) -> str:
    if not more:
        return _("Deleted again: {entry}")
    return ngettext(
        "Deleted again: {entry} and {more} more entry.",
        "Deleted again: {entry} and {more} more entries.",
        more,
    )


def _format_changed_again(more: int) -> str:
    if not more:
        return _("Changed again: {entry}")
    return ngettext(
        "Changed again: {entry} and {more} more entry.",
        "Changed again: {entry} and {more} more entries.",
        more,
    )
