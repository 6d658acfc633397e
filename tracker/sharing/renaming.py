"""Names of groups inside what a person typed: each gives way to the name that is shown."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from tracker.entries.columns import Columns, from_columns, to_columns
from tracker.entries.refusal import LONGEST_TEXT
from tracker.entries.types import Logged
from tracker.sharing.choice import Choice
from tracker.texts import _

LONG = 4
"""From so many letters on a name is also taken out where it is a part of a longer word."""
TEXTS = ("label", "campaign", "words", "ref", "private_note")
"""The columns with a person's own words beside the group and the tags."""
UNSEEN = ("Mn", "Cf")
"""Accents and what is not seen: a name is the same name with and without them."""
_BETWEEN = r"[\W_]*"
"""What may stand between two words of a name, or nothing at all: a tag has no space."""


class Plain(NamedTuple):
    """A text as names are looked for in it, and where each of its letters stood."""

    text: str
    places: tuple[int, ...]


class Renaming:
    """Takes the names that stay out of texts; a group that stays out is “[other group]”.

    In brackets it can follow an article, and is seen not to be what was typed.
    """

    def __init__(self, choice: Choice, labels: Iterable[str], aliases: Mapping[str, str]) -> None:
        """`labels` are those of the book's groups, `aliases` what the book calls some of them."""
        instead: dict[str, str] = {}
        for label in labels:
            if not choice.takes_group(label):
                instead[label] = _("[other group]")
                if label in aliases:
                    instead[aliases[label]] = _("[other group]")
            elif choice.name(label) != label:
                instead[label] = choice.name(label)
        # What is shown itself is never taken out.
        shown = {plain(choice.name(label)).text for label in labels if choice.takes_group(label)}
        found = {name: finding for name in instead if (finding := _finding(name))}
        names = [name for name in found if plain(name).text not in shown]
        names.sort(key=lambda name: len(plain(name).text), reverse=True)
        self._instead = [instead[name] for name in names]
        self._pattern = re.compile("|".join(f"({found[name]})" for name in names))
        self.columns: set[str] = set()
        """The columns in which something gave way."""

    def __call__(self, row: Columns) -> Columns:
        """The row, its own texts without the names that stay."""
        if not self._instead:
            return row
        found: dict[str, Any] = {
            name: shown
            for name in TEXTS
            if (text := getattr(row, name)) and (shown := self.text(text)) != text
        }
        tags = tuple(dict.fromkeys(map(self.tag, row.circumstances)))
        if tags != row.circumstances:
            found["circumstances"] = tags
        self.columns |= found.keys()
        return row._replace(**found) if found else row

    def entry(self, item: Logged) -> Logged:
        """An entry, its own texts without the names that stay."""
        if not self._instead:
            return item
        row = to_columns(item.entry)
        shown = self(row)
        return item if shown == row else replace(item, entry=from_columns(shown))

    def text(self, text: str) -> str:
        """One text without the names that stay, no longer than a text may be."""
        shown = self._without(text, lambda name: name)
        return shown if len(shown) <= LONGEST_TEXT else f"{shown[: LONGEST_TEXT - 1]}…"

    def tag(self, tag: str) -> str:
        """A tag without the names that stay; it is a tag again."""
        return self._without(tag, lambda name: re.sub(r"\W+", "_", name).strip("_") or "group")

    def _without(self, text: str, spelt: Callable[[str], str]) -> str:
        """The text with another name in each place of one that stays."""
        if not self._instead:
            return text
        looked = plain(text)
        parts, at = [], 0
        for match in self._pattern.finditer(looked.text):
            start, end = looked.places[match.start()], looked.places[match.end() - 1] + 1
            if match.start() == match.end() or start < at:
                continue
            while end < len(text) and unicodedata.category(text[end]) in UNSEEN:
                end += 1
            parts += [text[at:start], spelt(self._instead[(match.lastindex or 1) - 1])]
            at = end
        return "".join([*parts, text[at:]])


def plain(text: str) -> Plain:
    """A text without case, accents, width and what is not seen, letter by letter."""
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
            if unicodedata.category(letter) not in UNSEEN:
                letters.append(letter)
                places.append(place)
    return Plain("".join(letters), tuple(places))


def _finding(name: str) -> str:
    """Where a name stands: anywhere when it is long, else only as a word of its own."""
    looked = plain(name).text
    words = [re.escape(word) for word in re.split(r"[\W_]+", looked) if word]
    spelt = _BETWEEN.join(words) or re.escape(looked)
    if sum(map(str.isalnum, looked)) >= LONG or not words:
        return spelt
    return rf"(?<![^\W_]){spelt}(?![^\W_])"
