"""Completion: what may come next on an entry line that is typed: words, tags, groups, campaigns."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracker.entries.grammar import (
    ABOUT,
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    BARE_LABEL_TYPES,
    DAY_WORDS,
    EVIDENCE_WORDS,
    MEANS_WORDS,
    PERIOD_WORDS,
    SOURCE_WORDS,
    list_kinds,
)
from tracker.entries.name_lookup import has_later_part
from tracker.entries.parse_context import ParseContext
from tracker.entries.period_words import is_frequency_word
from tracker.entries.tags import find_built_in_tag
from tracker.entries.tokenizer import fold, quote_name
from tracker.entries.word_matching import MIN_LETTERS
from tracker.i18n import _label

_NAMES_BY_MARK: dict[str, Callable[[ParseContext], dict[str, str]]] = {
    "#": lambda context: context.tags,
    "@": lambda context: context.groups,
    "+": lambda context: context.campaigns | context.events,
}
"""The names of a notebook, by the mark before them."""
_LONGEST_DAY = 5
"""Words of a line among which its type is, behind a day such as `on the 12th October`."""
_WORD = re.compile(r"\w+")
_AMOUNT = re.compile(r"[^\w\s]?\d[\d.,]*(?!\d*-\d+-)|\?")
"""An amount, a range or hours. No date."""
_LAST_WORD = re.compile(r"""(?:[#@+]!?(?:"[^"]*)?|"|')?[^\s"']*\Z""")
_CLOSED_QUOTES = re.compile(
    r"""(?:\s++|[@+]?!?"(?:[^"]|"")*+"|'(?:[^']|'')*+'|(?!//|["'\u201c-\u201e\u00ab\u00bb]|[@+]!?"|:\s)(?:(?!:\s)\S)++)*+"""
)
"""Words of a line of which no quote is open, and before its own words and its private note."""


class Completion(NamedTuple):
    """One completion: the text that takes the place of the line from `start` to the cursor."""

    text: str
    start: int
    meaning: str = ""
    """What a tag means, in one line, or an empty text for plain words."""


def find_completions(line: str, context: ParseContext, *, typed: bool = True) -> list[Completion]:
    """Return the completions at the end of `line` (the text before the cursor), best first.

    `typed` is for the app, where `ask` may be left out. Inside what was said, own words and private
    notes there is nothing to complete.
    """
    match = _LAST_WORD.search(line)
    beginning = match.group() if match else ""
    start = len(line) - len(beginning)
    before = line[:start].split()
    if beginning.startswith(('"', "'", "//")) or not _CLOSED_QUOTES.fullmatch(line, 0, start):
        return []
    if beginning[:1] in _NAMES_BY_MARK:
        return [
            completion
            for completion in _find_names(beginning, start, before, context, typed=typed)
            if completion.text != beginning
        ]
    wanted = fold(beginning)
    return [
        Completion(text, start)
        for text in dict.fromkeys(_find_candidates(beginning, before, context, typed=typed))
        if fold(text).startswith(wanted) and text != beginning
    ]


def _find_names(
    beginning: str, start: int, before: list[str], context: ParseContext, *, typed: bool
) -> list[Completion]:
    """Return the names of a mark: those that begin so, then those with a later part that does.

    Tags whose label or meaning has such a word are last. Where a whole name is typed, only
    longer names that begin with it are returned. `seen` and `heard` get no tag that makes no sense
    about others.
    """
    mark = beginning[0]
    wanted = fold(beginning[1:] if mark == "#" else beginning[1:].removeprefix('"'))
    names = _NAMES_BY_MARK[mark](context)
    used = {fold(part.lstrip("#!")) for part in before if part[:1] == "#"} if mark == "#" else set()
    is_observation = mark == "#" and is_about_others(before)
    ranked: list[tuple[int, Completion]] = []
    for folded, name in names.items():
        tag = find_built_in_tag(name) if mark == "#" else None
        if tag and is_observation and not tag.is_for_observations:
            continue
        meaning = context.meanings.get(name, "") if mark == "#" else ""
        searched = meaning
        if tag:
            tag_meaning = tag.choose_meaning(is_observation=is_observation)
            meaning = _label(tag_meaning)
            searched = f"{_label(tag.label)} {meaning}"
        rank = _rank_name(name, searched, wanted)
        if rank is not None and folded not in used and not (rank and wanted in names):
            ranked.append((rank, Completion(_format_name(mark, name), start, meaning)))
    return [completion for _rank, completion in sorted(ranked, key=lambda item: item[0])]


def _rank_name(name: str, description: str, wanted: str) -> int | None:
    """Return how well a name fits the typed beginning, 0 best, or None if it does not."""
    if fold(name).startswith(wanted):
        return 0
    if has_later_part(name, wanted):
        return 1
    if len(wanted) >= MIN_LETTERS and any(
        word.startswith(wanted) for word in _WORD.findall(fold(description))
    ):
        return 2
    return None


def _find_candidates(
    beginning: str, before: list[str], context: ParseContext, *, typed: bool
) -> Iterator[str]:
    if "/" in beginning and beginning[:1].isdigit():
        amount = beginning[: beginning.index("/")]
        yield from (f"{amount}/{period}" for period in PERIOD_WORDS)
    elif before and before[-1].casefold() == "by":
        yield from MEANS_WORDS
    elif before and before[-1].casefold() == "for":
        if _find_type(before, typed=typed) != "income":
            yield "last"
    else:
        yield from _find_words(_find_type(before, typed=typed), before, context, typed=typed)


def _find_words(
    word: str | None, before: list[str], context: ParseContext, *, typed: bool
) -> Iterator[str]:
    if word is None or not before:
        yield from (*ALLOWED_FIELDS, *(() if before else DAY_WORDS))
    if word is not None or typed:
        yield from _find_words_of_type(word or "ask", {part.casefold() for part in before}, context)


def _find_words_of_type(word: str, used: set[str], context: ParseContext) -> Iterator[str]:
    """Yield the bare words that may still come in a line of a type."""
    allowed_fields = ALLOWED_FIELDS[word]
    kinds = list_kinds(word)
    if not used.intersection(kinds):
        yield from kinds
    if "answers" in allowed_fields:
        yield from ANSWER_WORDS
    has_estimate = used.intersection((ABOUT, *EVIDENCE_WORDS)) or any(map(_AMOUNT.match, used))
    if "about" in allowed_fields and not has_estimate:
        yield ABOUT
    for name, field in _PAIR_WORDS:
        if field in allowed_fields and name not in used:
            yield name
    if word in BARE_LABEL_TYPES:
        # One that would be read as a period wants its quotes.
        one_word = (label for label in context.labels if " " not in label)
        yield from (label for label in one_word if not is_frequency_word(fold(label)))
    if not used.intersection(EVIDENCE_WORDS):
        if "about" in allowed_fields and not any(map(_AMOUNT.match, used)):
            yield ABOUT
        yield from EVIDENCE_WORDS


_PAIR_WORDS = (
    ("for", "for_entry"),
    ("for", "for_month"),
    ("until", "until"),
    ("by", "by"),
    ("ref", "ref"),
    ("met", "met"),
    ("reached", "met"),
)
"""Words with a meaning of their own, and the field that each begins."""


def is_about_others(words: Sequence[str]) -> bool:
    """Return whether a line with these words is about what the person saw or heard of."""
    return any(word.casefold() in SOURCE_WORDS for word in words[:_LONGEST_DAY])


def _find_type(before: list[str], *, typed: bool) -> str | None:
    for part in before[:2]:
        if part.casefold() in ALLOWED_FIELDS:
            return part.casefold()
    return "ask" if typed and before else None


def _format_name(mark: str, name: str) -> str:
    """Return a name with its mark, as an entry line reads it."""
    return mark + (name if mark == "#" else quote_name(name))
