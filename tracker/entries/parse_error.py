"""The error of an entry line that Tracker can't read: where in the line, and what to type."""

from collections.abc import Sequence

LONGEST_TEXT = 10_000
"""Characters that all texts of an entry may have together."""
LONGEST_LINE = 3 * LONGEST_TEXT
"""Characters of a line: enough for the longest texts with every quote in them doubled."""


class ParseError(ValueError):
    """A line that Tracker can't read. `column` (from 1) and `length` say where.

    The message is whole sentences: what happened, then what to type.
    """

    def __init__(self, message: str, column: int, length: int = 1) -> None:
        """Keep the message and the place."""
        super().__init__(message)
        self.message = message
        self.column = column
        self.length = max(1, length)
        self.own_words_line = ""
        """The line that keeps it in the person's own words, or empty where it is no sentence."""


class SlipError(ParseError):
    """A word that is one slip away from one of the grammar, which was probably meant."""

    def __init__(self, message: str, column: int, length: int, suggestion: str) -> None:
        """Keep the word that was probably meant."""
        super().__init__(message, column, length)
        self.suggestion = suggestion


class MissingFieldError(ParseError):
    """A line of which all is understood, and that lacks something, such as what it was for."""


class WrongRangeError(ParseError):
    """A range with its ends the wrong way round, or twice the same."""


class OlderReadingError(ParseError):
    """A line of a file that an earlier version read otherwise: it has to say which it means."""


class AmbiguousLineError(ParseError):
    """A line that can be read in several ways. Each reading is written with one meaning."""

    def __init__(
        self,
        message: str,
        column: int,
        length: int,
        readings: Sequence[str],
        question: str = "",
    ) -> None:
        """Keep whole lines, the likeliest first, and the question above them if it has its own."""
        super().__init__(message, column, length)
        self.readings = tuple(readings)
        self.question = question


class TypeQuestionError(AmbiguousLineError):
    """A line that is understood, and that is most likely of another type."""


class NoReadingError(ParseError):
    """A phrase that may mean several things, none of which makes an entry of the line."""


class OwnWordsError(AmbiguousLineError):
    """A thought where only entries are read. The one reading is the line that keeps it."""


def shorten_word(text: str) -> str:
    """Return a word that is short enough for a sentence."""
    return text if len(text) <= 30 else text[:29] + "…"
