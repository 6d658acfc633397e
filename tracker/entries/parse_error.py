"""Why an entry line is refused: where in the line, and the mend in one sentence."""

from collections.abc import Iterable

LONGEST_TEXT = 10_000
"""Characters that all texts of an entry may have together."""
LONGEST_LINE = 3 * LONGEST_TEXT
"""Characters of a line: room for the longest texts with every quote in them doubled."""

MIN_LETTERS = 3
"""Letters from which the beginning of a word says which word is meant."""


class ParseError(ValueError):
    """A line that is not understood: what is meant stands at `column` (from 1), `length` long."""

    def __init__(self, message: str, column: int, length: int = 1) -> None:
        """Keep the sentence and the place."""
        super().__init__(message)
        self.message = message
        self.column = column
        self.length = max(1, length)

    @property
    def sentence(self) -> str:
        """Why it is refused, as a sentence that stands by itself."""
        return end_sentence(self.message[:1].upper() + self.message[1:])


def end_sentence(text: str) -> str:
    """A text with the sign that ends a sentence."""
    return text if text.endswith((".", "?")) else text + "."


def shorten_word(text: str) -> str:
    """A word short enough to stand in a sentence."""
    return text if len(text) <= 30 else text[:29] + "…"


def find_near_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that is the same but for case, or one edit or transposition away."""
    wanted = word.casefold()
    for candidate in known:
        if is_near(wanted, candidate.casefold()):
            return candidate
    return None


def find_likely_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant: the nearest, or the only one that is begun so."""
    words = tuple(known)
    near = find_near_word(word, words)
    if near or len(word) < MIN_LETTERS:
        return near
    begun = [candidate for candidate in words if candidate.casefold().startswith(word.casefold())]
    return begun[0] if len(begun) == 1 else None


def find_similar_word(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, for a hint; None when nothing is like it."""
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold()[:100], by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def is_near(one: str, other: str) -> bool:
    """Whether two words are equal, or one edit or one transposition of neighbours apart."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, against = one[start:], other[start:]
    if rest[1:] == against[1:] or rest[1:] == against or rest == against[1:]:
        return True
    return rest[:2] == against[1::-1] and rest[2:] == against[2:]
