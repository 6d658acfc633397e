"""What an entry line says while it is typed, and what it still lacks."""

from dataclasses import dataclass

from tracker.entries.completion import Completion, find_completions
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, ParseError
from tracker.entries.types import Entry

_UNKNOWN_WORD = " \N{INVERTED QUESTION MARK}"
"""A word that no line knows: if it is refused, all before it was understood."""


@dataclass(frozen=True, slots=True)
class LineState:
    """A line as it stands: its entries, or why there are none yet."""

    entries: tuple[Entry, ...] = ()
    completions: tuple[Completion, ...] = ()
    """How it may go on at the cursor."""
    error: ParseError | None = None
    missing: str = ""
    """What a line still lacks that is otherwise understood."""
    is_word_unfinished: bool = False
    """Whether what is refused is a word that is still being typed."""


def analyse_line(line: str, cursor: int, parse_context: ParseContext, days: LineDays) -> LineState:
    """Read a line that is being typed."""
    if is_skipped(line):
        return LineState()
    completions = (
        tuple(find_completions(line[:cursor], parse_context)) if len(line) <= LONGEST_LINE else ()
    )
    try:
        return LineState(read_line(line, parse_context, days, typed=True), completions)
    except ParseError as error:
        entries = _read_with_quote_closed(line, error, parse_context, days)
        if entries:
            return LineState(entries, completions, error, is_word_unfinished=True)
        end = error.column - 1 + error.length
        # What is said of the first word is what the line lacks.
        is_first_word = line[error.column - 1 : end].casefold() in ALLOWED_FIELDS
        is_understood = is_first_word or _is_understood(line[:end], error, parse_context, days)
        missing = error.message if is_understood else ""
        return LineState((), completions, error, missing, is_word_unfinished=end >= len(line))


def _read_with_quote_closed(
    line: str, error: ParseError, parse_context: ParseContext, days: LineDays
) -> tuple[Entry, ...]:
    """Return the entries of a line whose last quote is still open, as if it were closed."""
    quote = line[error.column - 1 : error.column]
    if quote not in ('"', "'") or error.column - 1 + error.length < len(line):
        return ()
    try:
        return read_line(line + quote, parse_context, days, typed=True)
    except ParseError:
        return ()


def _is_understood(
    line: str, error: ParseError, parse_context: ParseContext, days: LineDays
) -> bool:
    """Return whether every word is understood, and only something is missing."""
    try:
        read_line(line + _UNKNOWN_WORD, parse_context, days, typed=True)
    except ParseError as other_error:
        return other_error.column > error.column
    return False
