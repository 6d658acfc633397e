"""Replaces hidden names of groups in what a person typed with the names that are shown."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from tracker.book.entry_batches import EntryBatch
from tracker.entries.flat_row import FlatRow, build_entry, flatten_entry
from tracker.entries.parse_error import LONGEST_TEXT
from tracker.entries.tags import VOCABULARY_TAGS
from tracker.entries.types import StoredEntry
from tracker.export.privacy.name_matching import (
    build_name_pattern,
    extract_letters,
    is_coincidence,
    is_invisible,
)
from tracker.export.privacy.selection import ExportSelection
from tracker.i18n import _label

TYPED_COLUMNS = (*("label", "campaign", "event", "words", "own_words", "ref", "private_note"),)
"""The columns with a person's own words, other than the group and the tags."""


class Pseudonyms:
    """Replaces hidden names in texts. A group that is left out becomes “[other group]”.

    In brackets it can follow an article, and shows that it was not typed.
    """

    def __init__(
        self, selection: ExportSelection, labels: Iterable[str], aliases: Mapping[str, str]
    ) -> None:
        """`labels` are those of the book's groups, `aliases` what the book calls some of them."""
        included_labels = list(filter(selection.includes_group, labels))
        replacements = {label: selection.rename_group(label) for label in included_labels}
        # A name that is shown is never replaced.
        shown_names = set(map(_normalise_name, replacements.values()))
        for label in labels:
            if label not in replacements:
                replacements[label] = _label("[other group]")
                if label in aliases:
                    replacements[aliases[label]] = _label("[other group]")
        names = [name for name in replacements if _normalise_name(name) not in shown_names]
        names.sort(key=lambda name: len(_normalise_name(name)), reverse=True)
        patterns = {name: pattern for name in names if (pattern := build_name_pattern(name))}
        self._names = [(name, replacements[name]) for name in patterns]
        self._pattern = re.compile("|".join(f"({pattern})" for pattern in patterns.values()))
        self._names_without_letters = {
            name.strip(): replacements[name] for name in names if name not in patterns
        }
        """Names without any letter."""
        self.changed_columns: set[str] = set()
        """The columns in which something was replaced."""

    def replace_in_row(self, row: FlatRow) -> FlatRow:
        """Return the row with the hidden names replaced in its own texts."""
        if not self._has_names:
            return row
        changes: dict[str, Any] = {
            name: replaced
            for name in TYPED_COLUMNS
            if (text := getattr(row, name)) and (replaced := self.replace_in_text(text)) != text
        }
        tags = tuple(dict.fromkeys(map(self.replace_in_tag, row.circumstances)))
        if tags != row.circumstances:
            changes["circumstances"] = tags
        self.changed_columns |= changes.keys()
        return row._replace(**changes) if changes else row

    def replace_in_batch(self, batch: EntryBatch) -> None:
        """Replace the hidden names in the own texts of some entries, as `replace_in_row` does."""
        if not self._has_names:
            return
        for name in TYPED_COLUMNS:
            if batch.map_values(name, lambda text: text and self.replace_in_text(text)):
                self.changed_columns.add(name)
        tags = batch.columns["circumstances"]
        replaced = [list(dict.fromkeys(map(self.replace_in_tag, each))) for each in tags]
        if replaced != list(map(list, tags)):
            batch.columns["circumstances"] = replaced
            self.changed_columns.add("circumstances")

    def replace_in_entry(self, item: StoredEntry) -> StoredEntry:
        """Return an entry with the hidden names replaced in its own texts."""
        if not self._has_names:
            return item
        row = flatten_entry(item.entry)
        replaced = self.replace_in_row(row)
        return item if replaced == row else replace(item, entry=build_entry(replaced))

    def replace_in_text(self, text: str) -> str:
        """Return a text with the hidden names replaced, no longer than a text may be."""
        replaced = self._replace_names(text, lambda name: name)
        return replaced if len(replaced) <= LONGEST_TEXT else f"{replaced[: LONGEST_TEXT - 1]}…"

    def replace_in_tag(self, tag: str) -> str:
        """Return a tag with the hidden names replaced. The result is a tag again."""
        return self._replace_names(
            tag, lambda name: re.sub(r"\W+", "_", name).strip("_") or "group"
        )

    def replace_in_meanings(
        self, own_meanings: Mapping[str, str], used_tags: Iterable[str]
    ) -> dict[str, str]:
        """Return the meaning of each used tag of the person's own, by the tags as they are shown.

        It is empty where they wrote none. `own_meanings` are those of the book, and of two tags
        that become one the first meaning counts.
        """
        meanings: dict[str, str] = {}
        for tag, meaning in sorted(own_meanings.items()):
            if meaning:
                meanings.setdefault(self.replace_in_tag(tag), self.replace_in_text(meaning))
        return {
            tag: meanings.get(tag, "") for tag in sorted(used_tags) if tag not in VOCABULARY_TAGS
        }

    def _replace_names(self, text: str, adapt_name: Callable[[str], str]) -> str:
        """Return the text with another name in each place of a hidden one."""
        for name, replacement in self._names_without_letters.items():
            text = text.replace(name, adapt_name(replacement))
        if not self._names:
            return text
        letters = extract_letters(text)
        parts, position = [], 0
        for match in self._pattern.finditer(letters.text):
            start, end = letters.places[match.start()], letters.places[match.end() - 1] + 1
            if start < position:
                continue
            name, replacement = self._names[(match.lastindex or 1) - 1]
            if is_coincidence(match[0], name):
                continue
            while end < len(text) and is_invisible(text[end]):
                end += 1
            start, end = _extend_match(name, text, start, end)
            parts += [text[position:start], adapt_name(replacement)]
            position = end
        return "".join([*parts, text[position:]])

    @property
    def _has_names(self) -> bool:
        return bool(self._names or self._names_without_letters)


def _normalise_name(name: str) -> str:
    """Return the letters by which a name is compared, or the name if it has none."""
    letters = extract_letters(name).text
    return re.sub("[ -]", "", letters) or name


def _extend_match(name: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name is, with the characters around its letters, e.g. an emoji."""
    places = extract_letters(name).places
    head, tail = name[: places[0]], name[places[-1] + 1 :]
    if head and text.endswith(head, 0, start):
        start -= len(head)
    if tail and text.startswith(tail, end):
        end += len(tail)
    return start, end
