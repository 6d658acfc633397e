"""The ledger of what goes along, read from the open book."""

from collections.abc import Iterator
from datetime import date

from tracker.book.book import Book
from tracker.entries.types import StoredEntry
from tracker.export.privacy.pseudonyms import Renaming
from tracker.export.privacy.redaction import group_of, shown_as, takes_entry
from tracker.export.privacy.selection import Choice
from tracker.export.tables.ledger import LEDGER, journal


def ledger_of(book: Book, today: date, choice: Choice) -> dict[str, bytes]:
    """The ledger as a file by its name; raises BookError and ChoiceRefused."""
    groups = book.groups.load_all()
    labels = [group.label for group in groups]
    choice.check(labels)
    aliases = {group.label: group.alias for group in groups if group.alias}
    renaming = Renaming(choice, labels, aliases)

    def taken() -> Iterator[StoredEntry]:
        for item in book.load_counted_entries():
            if choice.takes_group(group_of(item)) and takes_entry(item, choice):
                yield renaming.entry(shown_as(item, choice))

    text = journal(
        taken(),
        today,
        book.currency,
        choice.first,
        choice.last,
        labels=choice.labels,
        days=choice.days,
    )
    return {LEDGER: "".join(text).encode()}
