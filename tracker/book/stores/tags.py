"""The tags of a book: how often each is used, and what one's own tags mean."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection
from tracker.book.database.editing import ReplaceEntries
from tracker.book.database.errors import BookError
from tracker.book.database.store import Store
from tracker.entries.parse_context import index_by_folded
from tracker.entries.parse_error import ParseError
from tracker.entries.tag_rename import VOCABULARY_TAG_STAYS, parse_tag_name, rename_tag
from tracker.entries.tags import VOCABULARY_TAGS, Tag, choose_key_tags, list_tags
from tracker.entries.tokenizer import fold
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _error


class TagStore(Store):
    """The tags of a book. A method raises BookError when the file or the name refuses.

    Tags are part of the entries, so renaming one is a change that undo takes back. What one's own
    tag means is a setting: it keeps no history. It is kept, unseen, with a name that no entry has
    any more, so it is there again when an undo brings the name back.

    A rename is a change, which undo takes back. The meaning keeps no history and waits with the old
    name.
    """

    def __init__(self, connection: Connection, path: Path, replace_entries: ReplaceEntries) -> None:
        """Read and write through the book's connection. `replace_entries` changes its entries."""
        super().__init__(connection, path)
        self._replace_entries = replace_entries

    def count_uses(self) -> dict[str, int]:
        """Return how many entries have each tag that is used."""
        # Answered from the index circumstances_tags alone.
        sql = "SELECT tag, count(*) FROM circumstances GROUP BY tag"
        return dict(self._load(lambda *row: row, sql))

    def load_meanings(self) -> dict[str, str]:
        """Return what one's own tags mean, as far as it was written down."""
        return dict(self._load(lambda *row: row, "SELECT tag, meaning FROM tags"))

    def load_all(self) -> tuple[Tag, ...]:
        """Return the vocabulary in its order, then one's own tags."""
        return list_tags(self.count_uses(), self.load_meanings())

    def load_key_tags(self, first: Sequence[str] = ()) -> tuple[Tag, ...]:
        """Return the twelve that are on keys, those that are named as `first` before the others."""
        return choose_key_tags(self.count_uses(), self.load_meanings(), first)

    def load_entries_with(self, tag: str) -> list[StoredEntry]:
        """Return the entries that have a tag, in the order of their numbers."""
        return self._read_entries(
            "WHERE e.number IN (SELECT entry FROM circumstances WHERE tag = ?) ORDER BY e.number",
            tag,
        )

    def list_entries_with(self, tag: str) -> list[int]:
        """Return the numbers of the entries that have a tag."""
        return self._load(int, "SELECT DISTINCT entry FROM circumstances WHERE tag = ?", tag)

    def set_meaning(self, tag: str, meaning: str) -> None:
        """Write down what one's own tag means, on one line. Nothing takes it away again."""
        tag, text = self._require_own_tag(tag), " ".join(meaning.split())
        if not text.isprintable():
            raise BookError(_error("This text has a character that can’t be shown. Remove it."))
        with self._transaction():
            self._write_meaning(tag, text)

    def rename(self, old: str, new: str, today: date) -> int:
        """Rename one's own tag, as one change. Return how many entries changed.

        Where the name is another tag's, also one of the vocabulary, the two become one, and an
        entry that had both has it once. A new name takes the meaning along. A tag that is there
        already keeps its own.
        """
        uses = self.count_uses()
        old, name = self._require_own_tag(old), _parse_tag_name(new)
        target = _build_spellings(uses).get(fold(name), name)
        if target == old:
            # Perhaps only another way to write it.
            target = name
        if target == old:
            return 0
        changed_entries = [
            StoredEntry(item.number, item.id, item.logged_on, rename_tag(item.entry, old, target))
            for item in self.load_entries_with(old)
        ]
        with self._transaction():
            self._replace_entries("edit", changed_entries, (), today)
            if target not in uses and target not in VOCABULARY_TAGS:
                self._write_meaning(target, self.load_meanings().get(old, ""))
        return len(changed_entries)

    def _require_own_tag(self, tag: str) -> str:
        """Return one's own tag as the book writes it. Raises BookError if it is none."""
        uses = self.count_uses()
        spelling = tag if tag in uses else _build_spellings(uses).get(fold(tag.strip().lstrip("#")))
        if spelling is None:
            raise BookError(_error("No entry has this tag any more. Choose another tag."))
        if spelling in VOCABULARY_TAGS:
            raise BookError(_(VOCABULARY_TAG_STAYS))
        return spelling

    def _write_meaning(self, tag: str, meaning: str) -> None:
        self._connection.execute("DELETE FROM tags WHERE tag = ?", [tag])
        if meaning:
            self._connection.execute("INSERT INTO tags VALUES (?, ?)", [tag, meaning])


def _build_spellings(uses: Mapping[str, int]) -> dict[str, str]:
    """Return the tags that there are, by their folded form. The vocabulary's spelling counts."""
    return index_by_folded(uses) | index_by_folded(VOCABULARY_TAGS)


def _parse_tag_name(text: str) -> str:
    try:
        return parse_tag_name(text)
    except ParseError as error:
        raise BookError(error.message) from error
