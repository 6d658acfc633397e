"""The error of an entry line that is not understood: where in the line, and how to write it."""

from collections.abc import Sequence

LONGEST_TEXT = 10_000
"""Characters that all texts of an entry may have together."""
LONGEST_LINE = 3 * LONGEST_TEXT
"""Characters of a line: enough for the longest texts with every quote in them doubled."""


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
        """The message as a sentence that stands by itself."""
        return end_sentence(self.message[:1].upper() + self.message[1:])


class SlipError(ParseError):
    """A word that is one slip away from one of the grammar, which was probably meant."""

    def __init__(self, message: str, column: int, length: int, suggestion: str) -> None:
        """Keep the word that was probably meant."""
        super().__init__(message, column, length)
        self.suggestion = suggestion


class MissingFieldError(ParseError):
    """A line of which all is understood, and that lacks something, such as what it was for."""


class OlderReadingError(ParseError):
    """A line of a file that an earlier version read otherwise: it has to say which it means."""


class AmbiguousLineError(ParseError):
    """A line that can be read in several ways, each of them written so that it has one meaning."""

    def __init__(self, message: str, column: int, length: int, readings: Sequence[str]) -> None:
        """Keep whole lines, the likeliest first."""
        super().__init__(message, column, length)
        self.readings = tuple(readings)


class NoReadingError(ParseError):
    """A phrase that may mean several things, none of which makes an entry of the line."""


class OwnWordsError(AmbiguousLineError):
    """A thought where only entries are read; the one reading is the line that keeps it."""


def end_sentence(text: str) -> str:
    """Return a text with the sign that ends a sentence."""
    return text if text.endswith((".", "?")) else text + "."


def shorten_word(text: str) -> str:
    """Return a word short enough to stand in a sentence."""
    return text if len(text) <= 30 else text[:29] + "…"
