"""The words that phrases are made of: a label with one of them is written in quotes."""

from functools import cache

from tracker.entries.phrases.clauses import FILLERS
from tracker.entries.phrases.days import DAY_PHRASE_WORDS
from tracker.entries.phrases.vocabulary import (
    ANSWER_SYNONYMS,
    AROUND_WORDS,
    DOUBT_WORDS,
    KIND_SYNONYMS,
    MEANS_SYNONYMS,
    TYPE_SYNONYMS,
    UNSURE_KINDS,
    index_phrases,
)


@cache
def _list_phrase_words() -> frozenset[str]:
    tables = (ANSWER_SYNONYMS, KIND_SYNONYMS, TYPE_SYNONYMS, MEANS_SYNONYMS)
    phrases = [phrase for table in tables for phrase in index_phrases(table)]
    phrases += [*UNSURE_KINDS, *AROUND_WORDS, *FILLERS, *DAY_PHRASE_WORDS, *DOUBT_WORDS]
    return frozenset(word for phrase in phrases for word in phrase.split())


def is_phrase_word(word: str) -> bool:
    """Return whether a word, in small letters, may be a part of a phrase."""
    return word in _list_phrase_words()
