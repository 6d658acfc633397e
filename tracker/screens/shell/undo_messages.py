"""Sentences after an undo or a redo: which entries went or came back.

“Undone” is said of undo alone. “Taken back” is what a person does with a yes.
"""

from collections.abc import Sequence

from tracker.book.undo_stack import NOTES_COME_BACK, RedoResult, UndoResult
from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat, _, ngettext
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import cut_at_part

MAX_ENTRY_CELLS = 40
"""Cells of an entry's description. A notice is only glanced at, and covers what is below it."""


def describe_large_undo(count: int) -> str:
    """Return the message shown before a large change is undone."""
    return _(
        "Your last change made {count} entries. Press the same key again to undo all of them."
    ).format(count=count)


def describe_undo(result: UndoResult, numbers: NumberFormat) -> str:
    """Return what an undo did, in one or two sentences."""
    more = len(result.entries) - 1
    if more < 0:
        return _("There’s nothing to undo.")
    if result.did == "delete":
        sentence = _format_restored(more)
    elif result.did == "edit":
        sentence = _format_reverted(more)
    else:
        sentence = _format_undone(more)
    message = _insert_entry(sentence, result.entries, numbers)
    return _add_notes_warning(message) if result.lost_note_count else message


def describe_redo(result: RedoResult, numbers: NumberFormat) -> str:
    """Return what a redo did, in one or two sentences."""
    more = len(result.entries) - 1
    if more < 0:
        return _("There’s nothing to redo.")
    if result.did == "delete":
        sentence = _format_deleted_again(more)
    elif result.did == "edit":
        sentence = _format_changed_again(more)
    else:
        sentence = _format_restored(more)
    message = _insert_entry(sentence, result.entries, numbers)
    return _add_notes_warning(message) if result.may_lack_notes else message


def _insert_entry(sentence: str, entries: Sequence[StoredEntry], numbers: NumberFormat) -> str:
    """Name the first entry in a sentence, and how many more there are."""
    description = describe_entry(entries[0].entry, numbers).sentence
    first = cut_at_part(description, MAX_ENTRY_CELLS)
    return sentence.format(entry=first, more=len(entries) - 1)


def _add_notes_warning(message: str) -> str:
    return f"{message}\n{_(NOTES_COME_BACK)}"


def _format_undone(more: int) -> str:
    if not more:
        # Translators: `entry` is a description such as “asked 77.00, merch, no”.
        return _("Undone: {entry}")
    return ngettext(
        "Undone: {entry} and {more} more entry.",
        "Undone: {entry} and {more} more entries.",
        more,
    )


def _format_restored(more: int) -> str:
    if not more:
        return _("Restored: {entry}")
    return ngettext(
        "Restored: {entry} and {more} more entry.",
        "Restored: {entry} and {more} more entries.",
        more,
    )


def _format_reverted(more: int) -> str:
    if not more:
        return _("Changed back: {entry}")
    return ngettext(
        "Changed back: {entry} and {more} more entry.",
        "Changed back: {entry} and {more} more entries.",
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
