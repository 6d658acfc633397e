"""Words that look like somebody's name, so that a role may stand there before it leaves.

A guess by the shape of words alone: it only ever asks, and changes nothing.
"""

import re
from collections.abc import Callable, Iterable

from tracker.entries.types import StoredEntry
from tracker.export.privacy.selection import Choice
from tracker.i18n import find_language

MOST = 5
"""So many are named at most."""
TITLES = (
    "mr", "mrs", "ms", "miss", "dr", "prof", "comrade", "brother", "sister", "father", "pastor",
    "herr", "frau", "genosse", "genossin", "bruder", "schwester", "pfarrer",
)  # fmt: skip
"""Words after which a name stands, in the languages the app is used in first."""
_AFTER_TITLE = re.compile(
    rf"\b(?:{'|'.join(TITLES)})\.?\s+(?P<name>[^\W\d_][\w'’-]+)", re.IGNORECASE
)
_WITHIN = re.compile(r"(?<=[^\W\d_] |[,;] )(?P<name>[^\W\d_]{3,})\b")
"""A word within a sentence, of any script; it is a name with a capital after none."""
_EVERYDAY = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("october", "november", "december", "christmas", "easter", "euro", "euros"),
        *("god", "english", "german", "party", "internet"),
    }
)
"""Words with a capital in English that name nobody."""


def looks_like_names(texts: Iterable[str], *, nouns_are_capital: bool) -> list[str]:
    """The words that may be somebody's name, each once, in the order they come.

    With `nouns_are_capital`, as in German, only what stands after a title is one.
    """
    found: dict[str, None] = {}
    for text in texts:
        patterns = (_AFTER_TITLE,) if nouns_are_capital else (_AFTER_TITLE, _WITHIN)
        for pattern in patterns:
            for match in pattern.finditer(text):
                if pattern is _WITHIN and not _is_capital_after_none(match):
                    continue
                if match["name"].casefold() not in _EVERYDAY:
                    found.setdefault(match["name"])
        if len(found) >= MOST:
            break
    return list(found)[:MOST]


def _is_capital_after_none(match: re.Match[str]) -> bool:
    name, before = match["name"], match.string[match.start() - 2]
    return name[0].isupper() and name[1:].islower() and not before.isupper()


class NamesSeen:
    """What looks like a name among the entries that go along, looked at as they are read."""

    def __init__(self, choice: Choice, retold: Callable[[str], str]) -> None:
        """Look at the texts that this choice lets go along; `retold` is how they leave."""
        self._retold = retold
        self._fields = (
            *(("words",) if choice.words else ()),
            *(("label", "ref") if choice.labels else ()),
            *(("private_note",) if choice.private_notes else ()),
        )
        self._nouns_are_capital = find_language().startswith("de")
        self.found: list[str] = []
        """Each once, in the order they came."""

    def look(self, items: Iterable[StoredEntry]) -> None:
        """Look at some entries more."""
        if len(self.found) >= MOST:
            return
        texts = (
            self._retold(text)
            for item in items
            for name in self._fields
            if (text := getattr(item.entry, name, None)) and self._names_in([text])
        )
        names = self._names_in(texts)
        self.found = list(dict.fromkeys((*self.found, *names)))[:MOST]

    def _names_in(self, texts: Iterable[str]) -> list[str]:
        return looks_like_names(texts, nouns_are_capital=self._nouns_are_capital)
