"""The sample story: fifteen months of one notebook, as entry lines. Nobody in it is real.

It shares no figure and no quote with any real account. The tests, the docs and the notebooks of
earlier versions don't either.
"""

from datetime import date
from importlib.resources import files

from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Entry

STORY_TODAY = date(2026, 11, 12)
"""The day on which the story ends. In its notebook, today is always this day."""
STORY_CURRENCY = "EUR"
"""The currency of the story's amounts."""
STORY_GROUP = "circle"
"""The label of the group that the story's book is made for. A second group appears late in it."""

LOGGED_ON_PREFIX = "// logged on "
"""How a line of the story begins that says when the following ones were logged, at the earliest."""

STORY_LINE = '24/month dues no #in_public "the work comes first"'
"""A line as it is typed after a meeting, for the tour and for pictures."""


def load_story() -> str:
    """Return the whole story as entry lines, to be logged into a new book of its own."""
    return files(__name__).joinpath("story.txt").read_text(encoding="utf-8")


def load_story_days() -> list[tuple[date, list[Entry]]]:
    """Return the days on which the story was logged, each with its entries, in their order.

    Most were logged on their own day, some when it was over, and a few from memory.
    """
    context = ParseContext(
        STORY_CURRENCY, default_group=STORY_GROUP, groups={STORY_GROUP: STORY_GROUP}
    )
    days: dict[date, list[Entry]] = {}
    day = date.min
    for line in load_story().splitlines():
        if line.startswith(LOGGED_ON_PREFIX):
            day = date.fromisoformat(line.removeprefix(LOGGED_ON_PREFIX))
        if not is_skipped(line):
            for entry in read_line(line, context, LineDays.from_today(STORY_TODAY)):
                context.add_entry(entry)
                day = max(day, entry.day)
                days.setdefault(day, []).append(entry)
    return list(days.items())


def load_story_entries() -> list[Entry]:
    """Return the entries of the whole story, in the order in which they are logged."""
    return [entry for _day, entries in load_story_days() for entry in entries]
