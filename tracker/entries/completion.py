"""What may come next on an entry line that is being typed: words, tags, groups, campaigns."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.entries.circumstances import VOCABULARY
from tracker.entries.grammar import (
    ANSWERS,
    DAY_WORDS,
    EVIDENCE,
    MEANS,
    PERIODS,
    TAKES,
    kinds_of,
)
from tracker.entries.known import Known
from tracker.entries.tokens import fold
from tracker.texts import _

_MEANINGS = {circumstance.tag: circumstance.meaning for circumstance in VOCABULARY}
_LAST = re.compile(r"""(?:[#@+]!?(?:"[^"]*)?|"|')?[^\s"']*\Z""")


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
    if begun.startswith(('"', "'")) or "//" in before or (line.count('"') % 2 and begun[:1] != "@"):
        return []
    candidates = _candidates(begun, before, known, typed=typed)
    wanted = fold(begun)
    return [
        Completion(text, start, _(meaning) if meaning else "")
        for text, meaning in dict(candidates).items()
        if fold(text).startswith(wanted) and text != begun
    ]


def _candidates(
    begun: str, before: list[str], known: Known, *, typed: bool
) -> Iterator[tuple[str, str]]:
    word = _type_of(before, typed=typed)
    if begun[:1] == "#":
        used = {fold(part.lstrip("#!")) for part in before if part[:1] == "#"}
        tags = [tag for tag in known.tags.values() if fold(tag) not in used]
        yield from ((f"#{tag}", _MEANINGS.get(tag, "")) for tag in tags)
    elif begun[:1] == "@":
        yield from ((_named("@", group), "") for group in known.groups.values())
    elif begun[:1] == "+":
        yield from ((_named("+", name), "") for name in known.campaigns.values())
    elif "/" in begun and begun[:1].isdigit():
        amount = begun[: begun.index("/")]
        yield from ((f"{amount}/{period}", "") for period in PERIODS)
    elif before and before[-1].casefold() == "by":
        yield from _plain(MEANS)
    elif before and before[-1].casefold() == "for":
        yield "last", ""
    else:
        yield from _words(word, before, known, typed=typed)


def _words(
    word: str | None, before: list[str], known: Known, *, typed: bool
) -> Iterator[tuple[str, str]]:
    if word is None or not before:
        yield from _plain((*TAKES, *(() if before else DAY_WORDS)))
    if word is not None or typed:
        yield from _plain(_inside(word or "ask", {part.casefold() for part in before}, known))


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
        yield from (label for label in known.labels if " " not in label)
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


def _plain(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((word, "") for word in words)


def _named(mark: str, name: str) -> str:
    return f'{mark}"{name}"' if " " in name else mark + name
