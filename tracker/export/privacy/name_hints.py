"""Words in an export that look like someone's name, to be replaced before it is shown."""

from collections.abc import Callable, Iterable

from tracker.entries.possible_names import MOST_NAMES, find_possible_names
from tracker.entries.types import Note, StoredEntry
from tracker.export.privacy.selection import ExportSelection
from tracker.i18n import find_language


class NameHints:
    """Words in the included entries that look like a name, found while the entries are read."""

    def __init__(self, selection: ExportSelection, replace_names: Callable[[str], str]) -> None:
        """Look at the included texts, as `replace_names` returns them."""
        self._replace_names = replace_names
        self._fields = (
            *(("words",) if selection.words else ()),
            *(("own_words",) if selection.own_words else ()),
            *(("label", "ref") if selection.labels else ()),
            *(("private_note",) if selection.private_notes else ()),
        )
        self._nouns_are_capital = find_language().startswith("de")
        self.names: list[str] = []
        """Each once, in the order they came."""

    def scan_entries(self, items: Iterable[StoredEntry]) -> None:
        """Look for names in more entries."""
        if len(self.names) >= MOST_NAMES:
            return
        texts = (
            self._replace_names(text)
            for item in items
            for name in self._list_fields(item)
            if (text := getattr(item.entry, name, None)) and self._find_names([text])
        )
        names = self._find_names(texts)
        self.names = list(dict.fromkeys((*self.names, *names)))[:MOST_NAMES]

    def _list_fields(self, item: StoredEntry) -> tuple[str, ...]:
        """Return the included texts of an entry. A thought is included with its own words."""
        return (*self._fields, "own_words") if isinstance(item.entry, Note) else self._fields

    def _find_names(self, texts: Iterable[str]) -> list[str]:
        return find_possible_names(texts, nouns_are_capital=self._nouns_are_capital)
