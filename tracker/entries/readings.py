"""What a line may mean: word for word, and as people write. If the two differ, Tracker asks."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from tracker.entries.flat_row import flatten_entry
from tracker.entries.line_writer import write_line
from tracker.entries.parse_error import (
    AmbiguousLineError,
    MissingFieldError,
    NoReadingError,
    OwnWordsError,
    ParseError,
    WrongRangeError,
)
from tracker.entries.parse_error_text import quote_typed, suggest_typed
from tracker.entries.phrases.phrase import PhraseChoiceError
from tracker.entries.types import Entry, Note
from tracker.i18n import _error, join_list

Reading: TypeAlias = tuple[Entry, ...] | ParseError
"""The entries of a line, or why it has none."""


def choose_reading(
    as_written: Reading, as_meant: Reading | None, currency: str, *, is_typed: bool
) -> tuple[Entry, ...]:
    """Return the entries of a line. Raise ParseError if it has none, or can mean two things.

    `as_written` is the line in the words of the grammar. `as_meant` is the line with its phrases
    rewritten, or None where it has none. Where someone types, the phrases count. A file may be of
    an earlier version, which took such words for a label, so it has to say which of the two it
    means.
    """
    if as_meant is None or as_meant == as_written:
        return _return_or_raise(as_written)
    if isinstance(as_written, ParseError):
        return _return_or_raise(_choose_error(as_written, as_meant))
    if isinstance(as_meant, AmbiguousLineError) or (
        is_typed and isinstance(as_meant, NoReadingError)
    ):
        raise as_meant
    if isinstance(as_meant, ParseError) or _differ_in_label(as_written, as_meant):
        return as_written
    if is_typed:
        return as_meant
    lines = [write_line(entries[0], currency) for entries in (as_meant, as_written)]
    raise build_question(lines, lines[0])


def _choose_error(as_written: ParseError, as_meant: Reading) -> Reading:
    """Return what the phrases say, unless more of the line is understood without them."""
    if not isinstance(as_meant, ParseError) or isinstance(as_meant, AmbiguousLineError):
        return as_meant
    is_clear = isinstance(as_meant, MissingFieldError | WrongRangeError)
    is_more = is_clear or as_meant.column > as_written.column
    return as_meant if is_more else as_written


def _differ_in_label(as_written: tuple[Entry, ...], as_meant: tuple[Entry, ...]) -> bool:
    """Return whether the readings are the same but for the label, which is better left as it is.

    Where the phrases leave none, its words said something.
    """
    if getattr(as_meant[0], "label", None) is None:
        return False
    rows, other_rows = (
        [flatten_entry(entry)._replace(label=None) for entry in entries]
        for entries in (as_written, as_meant)
    )
    return rows == other_rows


def build_question(lines: Sequence[str], line: str) -> AmbiguousLineError:
    """Return the question which of these a line means."""
    return AmbiguousLineError(describe_readings(lines), 1, len(line), lines)


def build_own_words_error(note: Note, line: str) -> OwnWordsError:
    """Return the error of a line that is a thought, where only entries are read."""
    reading = write_line(note, "")
    message = _error("This looks like a thought. To keep it, type: {line}").format(line=reading)
    return OwnWordsError(message, 1, len(line), [reading])


def name_own_words_line(error: ParseError, line: str) -> ParseError:
    """Return the error of a file with the line that keeps its words, if they are a thought."""
    message = _error("If it’s a thought, type: {line}").format(line=line)
    ending = "" if error.message.endswith((".", "?")) else "."
    return ParseError(f"{error.message}{ending} {message}", error.column, error.length)


def list_choices(line: str, choice: PhraseChoiceError) -> list[str]:
    """Return the lines that a line with such a phrase may be, understood or not."""
    start, end = choice.token.column - 1, choice.token.column - 1 + choice.token.length
    lines = (
        text
        if choice.is_whole_line
        else " ".join(filter(None, (line[:start].rstrip(), text, line[end:].lstrip())))
        for text in choice.texts
    )
    return [new_line for new_line in lines if new_line != line]


def resolve_choice(
    line: str, choice: PhraseChoiceError, read_line: Callable[[str], tuple[Entry, ...]]
) -> Reading | None:
    """Return an error with each line that a line with such a phrase may be.

    Return None where it can only be what it is.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    error: ParseError | None = None
    for new_line in list_choices(line, choice):
        try:
            found[new_line] = read_line(new_line)
        except AmbiguousLineError as nested:
            found |= dict.fromkeys(nested.readings, ())
        except MissingFieldError as refused:
            error = error or refused
        except ParseError as refused:
            error = error or NoReadingError(
                refused.message, choice.token.column, choice.token.length
            )
    if not found:
        return error
    return AmbiguousLineError(
        describe_readings(list(found)), choice.token.column, choice.token.length, list(found)
    )


def _return_or_raise(reading: Reading) -> tuple[Entry, ...]:
    if isinstance(reading, ParseError):
        raise reading
    return reading


def describe_readings(lines: Sequence[str]) -> str:
    """Return the question which of several texts is meant."""
    *others, last = lines
    if not others:
        return suggest_typed(last)
    question = (
        _error("This can be read in two ways. Type {first} or {last}.")
        if len(others) == 1
        else _error("This can be read in several ways. Type {first} or {last}.")
    )
    return question.format(first=join_list(map(quote_typed, others)), last=quote_typed(last))
