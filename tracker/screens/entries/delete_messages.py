"""Texts of the question before a deletion: what is deleted too, and what stays."""

from collections.abc import Iterator, Sequence

from tracker.entries.references import DeletionPlan
from tracker.entries.types import StoredEntry
from tracker.i18n import N_label, _, _label, format_date, join_list, ngettext
from tracker.screens.shell.app_context import KEYS_SETTING, AppContext
from tracker.screens.shell.key_names import format_key_name
from tracker.screens.shell.keymap import parse_likely_keymap
from tracker.widgets.entry_table import DraftItem
from tracker.widgets.recent_entries import describe_entry

ENTRY_NAMES = {
    "answered": N_label("answer {number}"),
    "paid": N_label("payment {number}"),
    "ask": N_label("ask {number}"),
}
"""The names of entries that belong to another one. The other types are `OTHER_ENTRY`."""
OTHER_ENTRY = N_label("entry {number}")


def describe_removal(removal: DeletionPlan, context: AppContext) -> str:
    """Return the entry, what its deletion does, and the key that undoes it."""
    item = removal.deleted_entries[0]
    entry = f"{format_date(item.entry.day)}  {describe_entry(item.entry, context.numbers).sentence}"
    undo = _("To undo this later, press {key}.").format(key=_format_undo_key(context))
    return "\n".join(
        [entry, "", *_describe_belonging(removal), undo, *_describe_private_notes(removal)]
    )


def describe_draft_removal(draft: DraftItem, context: AppContext) -> str:
    """Return the text of a draft, and that its deletion can't be undone."""
    text = context.numbers.mask_numbers(draft.text)
    return f"{text}\n\n" + _("You can’t undo this.")


def _format_undo_key(context: AppContext) -> str:
    """Return the key of undo as people read it, even if the person changed it."""
    keymap = parse_likely_keymap(context.book.settings.get(KEYS_SETTING))
    return format_key_name(keymap.get("undo", "u").partition(",")[0])


def _describe_belonging(removal: DeletionPlan) -> Iterator[str]:
    other_entries = removal.deleted_entries[1:]
    if other_entries:
        yield ngettext(
            "This will be deleted too: {entries}.",
            "These will be deleted too: {entries}.",
            len(other_entries),
        ).format(entries=_name_entries(other_entries))
    if removal.changed_entries:
        yield ngettext(
            "This stays, but is no longer linked to it: {entries}.",
            "These stay, but are no longer linked to it: {entries}.",
            len(removal.changed_entries),
        ).format(entries=_name_entries(removal.changed_entries))


def _describe_private_notes(removal: DeletionPlan) -> Iterator[str]:
    item, *other_entries = removal.deleted_entries
    if item.entry.private_note:
        yield _("Its private note can’t be restored after Tracker locks or quits.")
    for other in other_entries:
        if other.entry.private_note:
            yield _(
                "Entry {number} has a private note."
                " It can’t be restored after Tracker locks or quits."
            ).format(number=other.number)


def _name_entries(items: Sequence[StoredEntry]) -> str:
    names = []
    for item in items:
        name = ENTRY_NAMES.get(item.entry.word, OTHER_ENTRY)
        names.append(_label(name).format(number=item.number))
    return join_list(names)
