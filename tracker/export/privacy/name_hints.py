"""Words in an export that look like someone's name, to be replaced before it is shown."""

from collections.abc import Callable, Iterable, Iterator

from tracker.book.entry_batches import EntryBatch
from tracker.entries.possible_names import MOST_NAMES, find_possible_names
from tracker.entries.types import Note
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

    def scan_batch(self, batch: EntryBatch) -> None:
        """Look for names in more entries."""
        if len(self.names) >= MOST_NAMES:
            return
        texts = (
            self._replace_names(text)
            for text in self._list_texts(batch)
            if self._find_names([text])
        )
        names = self._find_names(texts)
        self.names = list(dict.fromkeys((*self.names, *names)))[:MOST_NAMES]

    def _list_texts(self, batch: EntryBatch) -> Iterator[str]:
        """Yield the included texts of each entry. A thought is included with its own words."""
        columns = batch.columns
        thoughts = (
            words if type_ == Note.word else None
            for type_, words in zip(columns["type"], columns["own_words"], strict=True)
        )
        for texts in zip(*(columns[name] for name in self._fields), thoughts, strict=True):
            yield from filter(None, texts)

    def _find_names(self, texts: Iterable[str]) -> list[str]:
        return find_possible_names(texts, nouns_are_capital=self._nouns_are_capital)
