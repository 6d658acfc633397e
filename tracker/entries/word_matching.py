"""Matching mistyped words: which known word is most like one, for “did you mean …?”."""

from collections.abc import Iterable

MIN_LETTERS = 3
"""Letters from which the beginning of a word says which word is meant."""
_PLAIN_WORD_LIST = """
    all back bag bar be been best body book buy cast cell cent cents coast coat even ever every far
    fare feed feel feet fine first fit foot form forty four free from gate get go gold good got grey
    had hall hat have he hear heart held her here him his hold hot hour how it its keep kept know
    known land lane last late latter less line lost made mad make mall march marsh may me mean mens
    mid more most mother mum must my near new next nice nor not nothing nov now of off old on or
    other others our out page pain pair part past post pre put raid read real red rest room run
    said same sat say sea see seed seem sees sell send sent set shall she shirt show sit small so
    some son stale still stop tall tell ten tent than that the them then there they this though time
    to told too tree true two us wake was wave way we wealth well went were west what when who
    why will with work world write wrong year yet you your
"""
_PLAIN_WORDS = frozenset(_PLAIN_WORD_LIST.split())
"""Words of their own that are one slip away from a word of the grammar."""


def find_slip(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the word that was meant by a slip, or None if the slip is a word of its own."""
    return None if word.casefold() in _PLAIN_WORDS else find_near_word(word, vocabulary)


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
    return find_completion(word, words) if near is None else near


def find_completion(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the only word that begins so, or None for a word of two letters."""
    if len(word) < MIN_LETTERS:
        return None
    completions = [
        candidate for candidate in vocabulary if candidate.casefold().startswith(word.casefold())
    ]
    return completions[0] if len(completions) == 1 else None


def find_similar_word(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the known word most like this one, for a hint, or None if nothing is like it."""
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
