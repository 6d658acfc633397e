"""What to say about an entry line while it is being typed, without shouting at it."""

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
    refusal: ParseError | None = None
    missing: str = ""
    """What a line still lacks that is otherwise understood."""
    is_word_unfinished: bool = False
    """Whether what is refused is a word that is still being typed."""


def analyse_line(line: str, cursor: int, parse_context: ParseContext, days: LineDays) -> LineState:
    """Read a line that is being typed."""
    if is_skipped(line):
        return LineState()
    ways = (
        tuple(find_completions(line[:cursor], parse_context)) if len(line) <= LONGEST_LINE else ()
    )
    try:
        return LineState(read_line(line, parse_context, days, typed=True), ways)
    except ParseError as refusal:
        entries = _read_with_quote_closed(line, refusal, parse_context, days)
        if entries:
            return LineState(entries, ways, refusal, is_word_unfinished=True)
        end = refusal.column - 1 + refusal.length
        # What is said of the first word is what the line lacks.
        first = line[refusal.column - 1 : end].casefold() in ALLOWED_FIELDS
        understood = first or _is_understood(line[:end], refusal, parse_context, days)
        lacks = refusal.message if understood else ""
        return LineState((), ways, refusal, lacks, is_word_unfinished=end >= len(line))


def _read_with_quote_closed(
    line: str, refusal: ParseError, parse_context: ParseContext, days: LineDays
) -> tuple[Entry, ...]:
    """What a line says whose words are still being typed, as if its quote were closed."""
    quote = line[refusal.column - 1 : refusal.column]
    if quote not in ('"', "'") or refusal.column - 1 + refusal.length < len(line):
        return ()
    try:
        return read_line(line + quote, parse_context, days, typed=True)
    except ParseError:
        return ()


def _is_understood(
    line: str, refusal: ParseError, parse_context: ParseContext, days: LineDays
) -> bool:
    """Whether every word is understood, and only something is missing."""
    try:
        read_line(line + _UNKNOWN_WORD, parse_context, days, typed=True)
    except ParseError as other:
        return other.column > refusal.column
    return False
