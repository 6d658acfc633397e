"""Matching mistyped words: which known word is most like one, for “did you mean …?”."""

from collections.abc import Iterable

MIN_LETTERS = 3
"""Letters from which the beginning of a word says which word is meant."""


def find_near_word(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the known word that is the same but for case, or one edit or transposition away."""
    wanted = word.casefold()
    for candidate in vocabulary:
        if is_near(wanted, candidate.casefold()):
            return candidate
    return None


def find_likely_word(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the word that was most likely meant: the nearest, or the only one that begins so."""
    words = tuple(vocabulary)
    near = find_near_word(word, words)
    if near or len(word) < MIN_LETTERS:
        return near
    completions = [
        candidate for candidate in words if candidate.casefold().startswith(word.casefold())
    ]
    return completions[0] if len(completions) == 1 else None


def find_similar_word(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the known word most like this one, for a hint; None when nothing is like it."""
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in vocabulary}
    matches = get_close_matches(word.casefold()[:100], by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def is_near(word: str, other: str) -> bool:
    """Return whether two words are equal, or one edit or one transposition of neighbours apart."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, against = word[start:], other[start:]
    if rest[1:] == against[1:] or rest[1:] == against or rest == against[1:]:
        return True
    return rest[:2] == against[1::-1] and rest[2:] == against[2:]
