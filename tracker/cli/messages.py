"""How the command line prints a line: the entry it means, or what is wrong and where."""

import click

from tracker.entries.entry_description import build_description
from tracker.entries.parse_error import OwnWordsError, ParseError
from tracker.entries.types import Entry
from tracker.i18n import _, _error, _label, make_printable
from tracker.text_width import measure_cells

EXCERPT_LENGTH = 60
"""Characters of a refused line that are shown on each side of the place."""


def format_numbered_entry(number: int, entry: Entry) -> str:
    """Return an entry's number, day and reading on one line."""
    return f"{number:>4}  {entry.day}  {build_description(entry).sentence}"


class LineError(click.ClickException):
    """A line with a mistake, and its place."""

    # Data: in people's scripts since 0.1, never rename.
    exit_code = 2

    @classmethod
    def from_parse_error(cls, name: str, number: int, line: str, error: ParseError) -> "LineError":
        """Name file, line and column, and point at the place."""
        text = describe_parse_error(describe_place(name, number), line, error)
        if isinstance(error, OwnWordsError):
            text += "\n" + _("tracker log --keep-drafts saves lines in your own words as they are.")
        return cls(f"{text}\n" + _("Nothing was saved."))


def describe_place(name: str, number: int) -> str:
    """Return where a line is: in which text, and which of its lines."""
    return _label("{file}, line {line}").format(file=name, line=number)


def describe_parse_error(place: str, line: str, error: ParseError) -> str:
    """Return why a line is refused, with its place, and the line with a caret under it."""
    sentence = _error("{place}, column {column}: {message}").format(
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
    """Return text for a terminal, with a box for each control character."""
    return make_printable(text)
