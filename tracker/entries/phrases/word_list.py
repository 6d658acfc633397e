"""The words of the grammar and of phrases: a label with one of them is written in quotes."""

from functools import cache

from tracker.entries.grammar import (
    ABOUT,
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    APART,
    EVIDENCE_WORDS,
    MEANS_WORDS,
    MET_WORDS,
)
from tracker.entries.phrases.amounts import AMOUNT_WORDS
from tracker.entries.phrases.clauses import FILLERS, LINKING_WORDS
from tracker.entries.phrases.days import DAY_PHRASE_WORDS
from tracker.entries.phrases.vocabulary import (
    ANSWER_SYNONYMS,
    AROUND_WORDS,
    DOUBT_WORDS,
    KIND_SYNONYMS,
    MEANS_SYNONYMS,
    MONEY_WORDS,
    TYPE_SYNONYMS,
    UNSURE_KINDS,
    index_phrases,
)

_GRAMMAR_WORDS = frozenset(
    {*ALLOWED_FIELDS, *ANSWER_WORDS, *EVIDENCE_WORDS, *MEANS_WORDS, *MET_WORDS, ABOUT, APART}
)


@cache
def list_phrase_words() -> frozenset[str]:
    """Return the words, in small letters, that may say something of an entry."""
    tables = (ANSWER_SYNONYMS, KIND_SYNONYMS, TYPE_SYNONYMS, MEANS_SYNONYMS)
    phrases = [phrase for table in tables for phrase in index_phrases(table)]
    phrases += [*UNSURE_KINDS, *AROUND_WORDS, *FILLERS, *DAY_PHRASE_WORDS, *DOUBT_WORDS]
    phrases += [*AMOUNT_WORDS, *LINKING_WORDS, *MONEY_WORDS, *_GRAMMAR_WORDS]
    return frozenset(word for phrase in phrases for word in phrase.split())


def is_phrase_word(word: str) -> bool:
    """Return whether a word, in small letters, may say something of an entry."""
    return word in list_phrase_words()
