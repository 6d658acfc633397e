"""What may come next on an entry line that is being typed: words, tags, groups, campaigns."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracker.entries.grammar import (
    ANSWERS,
    DAY_WORDS,
    EVIDENCE,
    MEANS,
    PERIODS,
    TAKES,
    kinds_of,
)
from tracker.entries.name_lookup import begins_later_part
from tracker.entries.parse_context import Known
from tracker.entries.parse_error import FEWEST_LETTERS
from tracker.entries.period_words import may_say_how_often
from tracker.entries.tags import VOCABULARY
from tracker.entries.tokenizer import fold
from tracker.i18n import _

_MEANINGS = {circumstance.tag: circumstance.meaning for circumstance in VOCABULARY}
_NAMES: dict[str, Callable[[Known], dict[str, str]]] = {
    "#": lambda known: known.tags,
    "@": lambda known: known.groups,
    "+": lambda known: known.campaigns,
}
"""The names of a book, by the mark before them."""
_WORD = re.compile(r"\w+")
_PLAIN_NAME = re.compile(r"[^\s\"'!@#+\d][^\s\"]*")
_LAST = re.compile(r"""(?:[#@+]!?(?:"[^"]*)?|"|')?[^\s"']*\Z""")
_CLOSED = re.compile(
    r"""(?:\s++|[@+]?!?"(?:[^"]|"")*+"|'(?:[^']|'')*+'|(?!//|["'\u201c-\u201e\u00ab\u00bb]|[@+]!?")\S++)*+"""
)
"""Words of a line of which no quote is open, and before its private note."""


class Completion(NamedTuple):
    """One way to go on: the text that takes the place of the line from `start` to the cursor."""

    text: str
    start: int
    meaning: str = ""
    """What a tag means, in one line; empty for plain words."""


def complete(line: str, known: Known, *, typed: bool = True) -> list[Completion]:
    """The ways to go on at the end of `line` (what stands before the cursor), best first.

    `typed` is for the app, where `ask` may be left out. Inside words that were said and private
    notes there is nothing to complete.
    """
    match = _LAST.search(line)
    begun = match.group() if match else ""
    start = len(line) - len(begun)
    before = line[:start].split()
    if begun.startswith(('"', "'", "//")) or not _CLOSED.fullmatch(line, 0, start):
        return []
    if begun[:1] in _NAMES:
        return [way for way in _named_ways(begun, start, before, known) if way.text != begun]
    wanted = fold(begun)
    return [
        Completion(text, start)
        for text in dict.fromkeys(_candidates(begun, before, known, typed=typed))
        if fold(text).startswith(wanted) and text != begun
    ]


def _named_ways(begun: str, start: int, before: list[str], known: Known) -> list[Completion]:
    """Tags, groups or campaigns: first those that begin so, then those of which a later part does.

    Last come tags whose meaning has a word that begins so. What is a whole name already is
    only gone on with.
    """
    mark = begun[0]
    wanted = fold(begun[1:] if mark == "#" else begun[1:].removeprefix('"'))
    names = _NAMES[mark](known)
    used = {fold(part.lstrip("#!")) for part in before if part[:1] == "#"} if mark == "#" else set()
    ranked: list[tuple[int, Completion]] = []
    for folded, name in names.items():
        meaning = _meaning(name, known) if mark == "#" else ""
        rank = _rank(name, meaning, wanted)
        if rank is not None and folded not in used and not (rank and wanted in names):
            ranked.append((rank, Completion(_written(mark, name), start, meaning)))
    return [way for _rank_of, way in sorted(ranked, key=lambda each: each[0])]


def _meaning(tag: str, known: Known) -> str:
    """What a tag means, one of the vocabulary or of the person's own; empty where nothing says."""
    return _(_MEANINGS[tag]) if tag in _MEANINGS else known.meanings.get(tag, "")


def _rank(name: str, meaning: str, wanted: str) -> int | None:
    """How well a name fits what is begun, 0 best; None when it does not."""
    if fold(name).startswith(wanted):
        return 0
    if begins_later_part(name, wanted):
        return 1
    if len(wanted) >= FEWEST_LETTERS and any(
        word.startswith(wanted) for word in _WORD.findall(fold(meaning))
    ):
        return 2
    return None


def _candidates(begun: str, before: list[str], known: Known, *, typed: bool) -> Iterator[str]:
    if "/" in begun and begun[:1].isdigit():
        amount = begun[: begun.index("/")]
        yield from (f"{amount}/{period}" for period in PERIODS)
    elif before and before[-1].casefold() == "by":
        yield from MEANS
    elif before and before[-1].casefold() == "for":
        yield "last"
    else:
        yield from _words(_type_of(before, typed=typed), before, known, typed=typed)


def _words(word: str | None, before: list[str], known: Known, *, typed: bool) -> Iterator[str]:
    if word is None or not before:
        yield from (*TAKES, *(() if before else DAY_WORDS))
    if word is not None or typed:
        yield from _inside(word or "ask", {part.casefold() for part in before}, known)


def _inside(word: str, used: set[str], known: Known) -> Iterator[str]:
    """The bare words that may still come in a line of a type."""
    takes = TAKES[word]
    kinds = kinds_of(word)
    if not used.intersection(kinds):
        yield from kinds
    if "answers" in takes:
        yield from ANSWERS
    for name, field in _PAIRS:
        if field in takes and name not in used:
            yield name
    if "label" in takes:
        # One that would be read as a period wants its quotes.
        one_word = (label for label in known.labels if " " not in label)
        yield from (label for label in one_word if not may_say_how_often(fold(label)))
    if not used.intersection(EVIDENCE):
        yield from EVIDENCE


_PAIRS = (
    ("for", "for_entry"),
    ("until", "until"),
    ("by", "by"),
    ("ref", "ref"),
    ("met", "met"),
)


def _type_of(before: list[str], *, typed: bool) -> str | None:
    for part in before[:2]:
        if part.casefold() in TAKES:
            return part.casefold()
    return "ask" if typed and before else None


def _written(mark: str, name: str) -> str:
    """A name behind its mark, as an entry line reads it."""
    if mark == "#" or _PLAIN_NAME.fullmatch(name):
        return mark + name
    return mark + '"' + name.replace('"', '""') + '"'
