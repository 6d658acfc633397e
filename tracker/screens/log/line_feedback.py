"""What an entry line says while it is typed, and what it still lacks."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from tracker.entries.completion import Completion, find_completions
from tracker.entries.grammar import ALLOWED_FIELDS, list_bare_words
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.own_words import is_own_words
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, AmbiguousLineError, ParseError
from tracker.entries.tokenizer import TokenMark, tokenize
from tracker.entries.types import Entry, Note

_UNKNOWN_WORD = " \N{INVERTED QUESTION MARK}"
"""A word that no line knows: if it is refused, all before it was understood."""
_MORE_WORDS = " aa aa"
"""With these words a thought is long enough as soon as it has a word of its own."""
_LONGEST_BEGINNING = 300
"""Characters of a line that may be the beginning of a thought. A longer one is read as it is."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """One thing that a line may mean: a line that says it, and its entries."""

    line: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LineState:
    """A line as it is: its entries, or why there are none yet."""

    entries: tuple[Entry, ...] = ()
    completions: tuple[Completion, ...] = ()
    """How it may go on at the cursor."""
    error: ParseError | None = None
    missing: str = ""
    """What a line still lacks that is otherwise understood."""
    is_word_unfinished: bool = False
    """Whether what is refused may still be typed on: a word, or a thought."""
    readings: tuple[LineReading, ...] = ()
    """What a line may mean that is not clear. Enter asks which of them it is."""
    is_thought: bool = False
    """Whether the line is kept in the person's own words."""


def analyse_line(line: str, cursor: int, parse_context: ParseContext, days: LineDays) -> LineState:
    """Read a line that is being typed."""
    if is_skipped(line):
        return LineState()
    may_be_thought = _is_thought_begun(line, parse_context, days)
    completions = (
        tuple(find_completions(line[:cursor], parse_context))
        if len(line) <= LONGEST_LINE and not may_be_thought
        else ()
    )
    try:
        entries = read_line(line, parse_context, days, typed=True)
    except AmbiguousLineError as error:
        readings = resolve_readings(error, parse_context, days)
        return LineState((), completions, error, is_word_unfinished=True, readings=readings)
    except ParseError as error:
        return _describe_refusal(
            line, error, completions, parse_context, days, may_be_thought=may_be_thought
        )
    if _is_thought(line, entries):
        return LineState(entries, is_thought=True)
    return LineState(entries, completions)


def resolve_readings(
    error: AmbiguousLineError, parse_context: ParseContext, days: LineDays
) -> tuple[LineReading, ...]:
    """Return each thing that a line may mean, with its entries."""
    return resolve_lines(error.readings, parse_context, days)


def resolve_lines(
    lines: Sequence[str], parse_context: ParseContext, days: LineDays
) -> tuple[LineReading, ...]:
    """Return the lines that are understood, with their entries. Empty ones are left out."""
    readings: list[LineReading] = []
    for line in filter(None, lines):
        with suppress(ParseError):
            readings.append(LineReading(line, read_line(line, parse_context, days, typed=True)))
    return tuple(readings)


def _describe_refusal(
    line: str,
    error: ParseError,
    completions: tuple[Completion, ...],
    parse_context: ParseContext,
    days: LineDays,
    *,
    may_be_thought: bool,
) -> LineState:
    """Return the state of a line that is refused, or that is understood so far."""
    entries = _read_with_quote_closed(line, error, parse_context, days)
    if entries:
        return LineState(entries, completions, error, is_word_unfinished=True)
    if may_be_thought:
        return LineState((), (), error, is_word_unfinished=True)
    end = error.column - 1 + error.length
    # What is said of the first word is what the line lacks.
    is_first_word = line[error.column - 1 : end].casefold() in ALLOWED_FIELDS
    is_understood = is_first_word or _is_understood(line[:end], error, parse_context, days)
    missing = error.message if is_understood else ""
    readings = resolve_lines([error.own_words_line], parse_context, days)
    return LineState(
        (), completions, error, missing, is_word_unfinished=end >= len(line), readings=readings
    )


def _is_thought_begun(line: str, parse_context: ParseContext, days: LineDays) -> bool:
    """Return whether the words that are finished are the beginning of a thought."""
    finished = line[: line.rfind(" ") + 1].strip()
    if not finished or finished.split()[0].casefold() in list_bare_words("ask"):
        return False
    text = finished + _MORE_WORDS
    if len(text) > _LONGEST_BEGINNING or not is_own_words(text):
        return False
    try:
        return _is_thought(text, read_line(text, parse_context, days, typed=True))
    except ParseError:
        return False


def _is_thought(line: str, entries: Sequence[Entry]) -> bool:
    """Return whether a line became a note although it does not say that it is one."""
    return (
        len(entries) == 1
        and isinstance(entries[0], Note)
        and all(token.mark is TokenMark.WORD for token in tokenize(line))
    )


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
