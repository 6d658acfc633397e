"""What the command line prints of a line: the entry that was read, or why and where it is wrong."""

import click

from tracker.entries.entry_description import build_description
from tracker.entries.parse_error import OwnWordsError, ParseError
from tracker.entries.types import Entry
from tracker.i18n import _, make_printable
from tracker.text_width import measure_cells

EXCERPT_LENGTH = 60
"""Characters of a refused line that are shown on each side of the place."""


def format_numbered_entry(number: int, entry: Entry) -> str:
    """Return an entry's number, day and reading on one line."""
    return f"{number:>4}  {entry.day}  {build_description(entry).sentence}"


class LineError(click.ClickException):
    """A line that is not understood, with its place."""

    # Data: in people's scripts since 0.1; never rename.
    exit_code = 2

    @classmethod
    def from_parse_error(cls, name: str, number: int, line: str, error: ParseError) -> "LineError":
        """Name file, line and column, and point at the place."""
        text = describe_parse_error(describe_place(name, number), line, error)
        if isinstance(error, OwnWordsError):
            text += "\n" + _("With --keep-drafts, tracker log keeps own words as they are.")
        return cls(f"{text}\n" + _("Nothing was saved."))


def describe_place(name: str, number: int) -> str:
    """Return where a line is: in which text, and which of its lines."""
    return _("{name}, line {line}").format(name=name, line=number)


def describe_parse_error(place: str, line: str, error: ParseError) -> str:
    """Return why a line is refused, with its place, and the line with a caret under it."""
    sentence = _("{place}, column {column}: {message}").format(
        place=place, column=error.column, message=error.message
    )
    return f"{sentence}\n{point_at(line, error)}"


def point_at(line: str, error: ParseError) -> str:
    """Return the part of a line around the place that is refused, with a caret under it."""
    start = max(0, error.column - 1 - EXCERPT_LENGTH)
    end = error.column - 1 + EXCERPT_LENGTH
    before = make_visible(line[start : error.column - 1])
    wrong_part = make_visible(line[error.column - 1 : min(end, error.column - 1 + error.length)])
    after = make_visible(line[error.column - 1 + len(wrong_part) : end])
    lead = "…" if start else ""
    tail = "…" if end < len(line) else ""
    return (
        f"  {lead}{before}{wrong_part}{after}{tail}\n"
        f"  {' ' * measure_cells(lead + before)}{'^' * max(1, measure_cells(wrong_part))}"
    )


def make_visible(text: object) -> str:
    """Return text that a terminal can show: what it would act on stands as a box."""
    return make_printable(text)
