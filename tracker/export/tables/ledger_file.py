"""The ledger of what goes along, read from the open book."""

from collections.abc import Iterator
from datetime import date

from tracker.book.book import Book
from tracker.entries.types import StoredEntry
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.redaction import find_entry_group, includes_entry, rename_entry_group
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.ledger import LEDGER_FILE, render_journal


def build_ledger(book: Book, today: date, selection: ExportSelection) -> dict[str, bytes]:
    """The ledger as a file by its name; raises BookError and SelectionError."""
    groups = book.groups.load_all()
    labels = [group.label for group in groups]
    selection.check_groups(labels)
    aliases = {group.label: group.alias for group in groups if group.alias}
    renaming = Pseudonyms(selection, labels, aliases)

    def taken() -> Iterator[StoredEntry]:
        for item in book.load_counted_entries():
            if selection.includes_group(find_entry_group(item)) and includes_entry(item, selection):
                yield renaming.replace_in_entry(rename_entry_group(item, selection))

    text = render_journal(
        taken(),
        today,
        book.currency,
        selection.first,
        selection.last,
        labels=selection.labels,
        days=selection.days,
    )
    return {LEDGER_FILE: "".join(text).encode()}
