"""Lines as they are told back: an entry's reading, and a refused line with its place."""

import click

from tracker.cli.text_table import measure_width
from tracker.entries.entry_description import build_description
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry
from tracker.i18n import _, make_printable

EXCERPT_LENGTH = 60
"""Characters of a refused line that are shown on each side of the place."""


def describe_entry(number: int, entry: Entry) -> str:
    """An entry's number, day and reading on one line."""
    return f"{number:>4}  {entry.day}  {build_description(entry).sentence}"


class LineError(click.ClickException):
    """A line that is not understood, with its place."""

    # Data: in people's scripts since 0.1; never rename.
    exit_code = 2

    @classmethod
    def from_refusal(cls, name: str, number: int, line: str, refusal: ParseError) -> "LineError":
        """Name file, line and column, and point at the place."""
        refused = describe_refusal(describe_place(name, number), line, refusal)
        return cls(f"{refused}\n" + _("Nothing was saved."))


def describe_place(name: str, number: int) -> str:
    """Return where a line is: in which text, and which of its lines."""
    return _("{name}, line {line}").format(name=name, line=number)


def describe_refusal(place: str, line: str, refusal: ParseError) -> str:
    """Return why a line is refused, with its place, and the line with a caret under it."""
    told = _("{place}, column {column}: {message}").format(
        place=place, column=refusal.column, message=end_sentence(refusal.message)
    )
    return f"{told}\n{point_at(line, refusal)}"


def end_sentence(message: str) -> str:
    """A refusal's words as a sentence that ends."""
    return message if message.endswith(("?", ".")) else f"{message}."


def point_at(line: str, refusal: ParseError) -> str:
    """The part of a line around the place that is refused, with a caret under it."""
    start = max(0, refusal.column - 1 - EXCERPT_LENGTH)
    end = refusal.column - 1 + EXCERPT_LENGTH
    before = make_visible(line[start : refusal.column - 1])
    meant = make_visible(line[refusal.column - 1 : min(end, refusal.column - 1 + refusal.length)])
    after = make_visible(line[refusal.column - 1 + len(meant) : end])
    lead = "…" if start else ""
    tail = "…" if end < len(line) else ""
    return (
        f"  {lead}{before}{meant}{after}{tail}\n"
        f"  {' ' * measure_width(lead + before)}{'^' * max(1, measure_width(meant))}"
    )


def make_visible(text: object) -> str:
    """Text that a terminal can show: what it would act on stands as a box."""
    return make_printable(text)
