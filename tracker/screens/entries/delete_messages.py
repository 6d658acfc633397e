"""What is asked before an entry or a draft is deleted: what goes with it, and what stays."""

from collections.abc import Iterator, Sequence

from tracker.entries.references import DeletionPlan
from tracker.entries.types import StoredEntry
from tracker.i18n import N_, _, format_date, join_list, ngettext
from tracker.screens.shell.app_context import KEYS_SETTING, AppContext
from tracker.screens.shell.keymap import format_key_name, parse_likely_keymap
from tracker.widgets.entry_table import DraftItem
from tracker.widgets.recent_entries import describe_entry

ENTRY_NAMES = {
    "answered": N_("answer {number}"),
    "paid": N_("payment {number}"),
    "ask": N_("ask {number}"),
}
"""Entries that belong to another one; those without a word of their own are entries."""


def describe_removal(removal: DeletionPlan, context: AppContext) -> str:
    """Return the entry to be deleted, what its deletion does, and the key that undoes it."""
    item = removal.deleted_entries[0]
    entry = f"{format_date(item.entry.day)}  {describe_entry(item.entry, context.numbers).sentence}"
    template = _("The key {key} brings it back.")
    if removal.deleted_entries[1:]:
        template = _("The key {key} brings all of it back.")
    back = template.format(key=_format_undo_key(context))
    return "\n".join(
        [entry, "", *_describe_belonging(removal), back, *_describe_private_notes(removal)]
    )


def describe_draft_removal(draft: DraftItem, context: AppContext) -> str:
    """Return the line of a draft, and that it cannot be brought back."""
    text = context.numbers.mask_numbers(draft.text)
    return f"{text}\n\n" + _("It cannot be brought back.")


def _format_undo_key(context: AppContext) -> str:
    """Return the key of undo as people read it, also where another one was chosen."""
    keymap = parse_likely_keymap(context.book.settings.get(KEYS_SETTING))
    return format_key_name(keymap.get("undo", "u").partition(",")[0])


def _describe_belonging(removal: DeletionPlan) -> Iterator[str]:
    other_entries = removal.deleted_entries[1:]
    if other_entries:
        yield ngettext(
            "{entries} goes with it.", "{entries} go with it.", len(other_entries)
        ).format(entries=_name_entries(other_entries))
    if removal.changed_entries:
        yield ngettext("{entries} stays.", "{entries} stay.", len(removal.changed_entries)).format(
            entries=_name_entries(removal.changed_entries)
        )


def _describe_private_notes(removal: DeletionPlan) -> Iterator[str]:
    item, *other_entries = removal.deleted_entries
    if item.entry.private_note:
        yield _("Its private note cannot be brought back after you leave.")
    for other in other_entries:
        if other.entry.private_note:
            yield _(
                "The private note of entry {number} cannot be brought back after you leave."
            ).format(number=other.number)


def _name_entries(items: Sequence[StoredEntry]) -> str:
    names = join_list(
        _(ENTRY_NAMES.get(item.entry.word, N_("entry {number}"))).format(number=item.number)
        for item in items
    )
    return names[:1].upper() + names[1:]
