"""Words of a search as the screens have them, and as people write: `asked`, `october`, `tithe`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from tracker.entries.entry_description import (
    ANSWER_LABELS,
    EVIDENCE_LABELS,
    KIND_LABELS,
    MEANS_LABELS,
    TYPE_LABELS,
)
from tracker.entries.phrases.kinds import PLAIN_KIND_WORDS
from tracker.entries.phrases.phrase import WordRun, compile_words, count_words
from tracker.entries.phrases.vocabulary import (
    ANSWER_SYNONYMS,
    KIND_SYNONYMS,
    MEANS_SYNONYMS,
    TYPE_SYNONYMS,
    index_phrases,
)
from tracker.entries.tokenizer import fold
from tracker.entries.types import Means
from tracker.i18n import _label

IGNORED_WORDS = frozenset({"for", "in", "on", "of", "at", "the", "and"})
"""Words that are left out of a search."""


class FilterWord(NamedTuple):
    """What words of a search ask for: `value` in a column of the entry."""

    column: str
    value: str
    is_exact: bool
    """Whether nothing else can be meant. Any other word is also searched for as a text."""


def find_filter_word(run: WordRun) -> tuple[int, FilterWord] | None:
    """Return the longest word of the screens or of people: its tokens, and what it asks for."""
    words = _list_words(_translate_labels())
    match = run.match(compile_words(words))
    return (count_words(match), words[match[0]]) if match else None


def _translate_labels() -> tuple[tuple[str, str, str], ...]:
    """Return the labels of the screens in the person's language, each with column and value."""
    tables: dict[str, Mapping[str, str]] = {
        "type": TYPE_LABELS,
        "kind": KIND_LABELS,
        "by": MEANS_LABELS,
        "evidence": {word.value: label for word, label in EVIDENCE_LABELS.items()},
        "answers": {word.value: label for word, label in ANSWER_LABELS.items()},
    }
    return tuple(
        (fold(_label(label).partition(" {")[0]), column, value)
        for column, labels in tables.items()
        for value, label in labels.items()
    )


@lru_cache(maxsize=2)
def _list_words(labels: tuple[tuple[str, str, str], ...]) -> dict[str, FilterWord]:
    """Return what each word means. A label of the screens comes first."""
    words: dict[str, FilterWord] = {}
    for column, table in (
        ("answers", ANSWER_SYNONYMS),
        ("kind", KIND_SYNONYMS),
        ("type", TYPE_SYNONYMS),
    ):
        for word, value in index_phrases(table).items():
            is_plain = word in PLAIN_KIND_WORDS or word == "given"
            words[fold(word)] = FilterWord(column, value.split()[0], is_plain)
    for word, value in index_phrases(MEANS_SYNONYMS).items():
        means = value.removeprefix("by ")
        column = "by" if means in {each.value for each in Means} else "evidence"
        words[fold(word)] = FilterWord(column, means, False)
    return words | {label: FilterWord(column, value, True) for label, column, value in labels}
