"""What to say about an entry line while it is being typed, without shouting at it."""

from dataclasses import dataclass

from tracker.entries.completion import Completion, find_completions
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, ParseError
from tracker.entries.types import Entry

_STRANGE = " \N{INVERTED QUESTION MARK}"
"""A word that no line knows: if it is refused, all before it was understood."""


@dataclass(frozen=True, slots=True)
class Look:
    """A line as it stands: its entries, or why there are none yet."""

    entries: tuple[Entry, ...] = ()
    ways: tuple[Completion, ...] = ()
    """How it may go on at the cursor."""
    refusal: ParseError | None = None
    lacks: str = ""
    """What a line still lacks that is otherwise understood."""
    is_begun: bool = False
    """Whether what is refused is a word that is still being typed."""


def look(line: str, cursor: int, known: ParseContext, days: LineDays) -> Look:
    """Read a line that is being typed."""
    if is_skipped(line):
        return Look()
    ways = tuple(find_completions(line[:cursor], known)) if len(line) <= LONGEST_LINE else ()
    try:
        return Look(read_line(line, known, days, typed=True), ways)
    except ParseError as refusal:
        entries = _closed(line, refusal, known, days)
        if entries:
            return Look(entries, ways, refusal, is_begun=True)
        end = refusal.column - 1 + refusal.length
        # What is said of the first word is what the line lacks.
        first = line[refusal.column - 1 : end].casefold() in ALLOWED_FIELDS
        understood = first or _is_understood(line[:end], refusal, known, days)
        lacks = refusal.message if understood else ""
        return Look((), ways, refusal, lacks, is_begun=end >= len(line))


def _closed(
    line: str, refusal: ParseError, known: ParseContext, days: LineDays
) -> tuple[Entry, ...]:
    """What a line says whose words are still being typed, as if its quote were closed."""
    quote = line[refusal.column - 1 : refusal.column]
    if quote not in ('"', "'") or refusal.column - 1 + refusal.length < len(line):
        return ()
    try:
        return read_line(line + quote, known, days, typed=True)
    except ParseError:
        return ()


def _is_understood(line: str, refusal: ParseError, known: ParseContext, days: LineDays) -> bool:
    """Whether every word is understood, and only something is missing."""
    try:
        read_line(line + _STRANGE, known, days, typed=True)
    except ParseError as other:
        return other.column > refusal.column
    return False
