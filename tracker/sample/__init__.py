"""The sample story: fifteen months of one notebook, as entry lines; nobody in it is real."""

from datetime import date
from importlib.resources import files

STORY_TODAY = date(2026, 11, 12)
"""The day on which the story stops; in its book it is always today."""
STORY_CURRENCY = "EUR"
"""The currency of the story's amounts."""
STORY_GROUP = "circle"
"""The label of the group that the story's book is made for; a second one comes late in it."""


def story() -> str:
    """The whole story as entry lines, to be logged into a new book of its own."""
    return files(__name__).joinpath("story.txt").read_text(encoding="utf-8")
