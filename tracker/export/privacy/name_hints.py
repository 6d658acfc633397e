"""Finds words that look like someone's name, so the person can replace them before the export.

It guesses by the shape of words alone. It only asks, and changes nothing.
"""

import re
from collections.abc import Callable, Iterable

from tracker.entries.types import Note, StoredEntry
from tracker.export.privacy.selection import ExportSelection
from tracker.i18n import find_language

MOST_NAMES = 5
"""The most names that are shown."""
TITLES = (
    "mr", "mrs", "ms", "miss", "dr", "prof", "comrade", "brother", "sister", "father", "pastor",
    "herr", "frau", "genosse", "genossin", "bruder", "schwester", "pfarrer",
)  # fmt: skip
"""Words that are followed by a name, in the languages the app is used in first."""
_AFTER_TITLE = re.compile(
    rf"\b(?:{'|'.join(TITLES)})\.?\s+(?P<name>[^\W\d_][\w'’-]+)", re.IGNORECASE
)
_WITHIN_SENTENCE = re.compile(r"(?<=[^\W\d_] |[,;] )(?P<name>[^\W\d_]{3,})\b")
"""A word within a sentence, in any script. It is a name if it alone begins with a capital."""
_EVERYDAY = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("october", "november", "december", "christmas", "easter", "euro", "euros"),
        *("god", "english", "german", "party", "internet"),
    }
)
"""Words with a capital in English that are nobody's name."""


def find_possible_names(texts: Iterable[str], *, nouns_are_capital: bool) -> list[str]:
    """Return the words that may be someone's name, each once, in their order.

    With `nouns_are_capital`, as in German, only a word after a title is one.
    """
    names: dict[str, None] = {}
    for text in texts:
        matches = list(_AFTER_TITLE.finditer(text))
        if not nouns_are_capital:
            matches += filter(_is_capital_after_none, _WITHIN_SENTENCE.finditer(text))
        found = [match["name"] for match in matches]
        names |= dict.fromkeys(name for name in found if name.casefold() not in _EVERYDAY)
        if len(names) >= MOST_NAMES:
            break
    return list(names)[:MOST_NAMES]


def _is_capital_after_none(match: re.Match[str]) -> bool:
    name, before = match["name"], match.string[match.start() - 2]
    return name[0].isupper() and name[1:].islower() and not before.isupper()


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
