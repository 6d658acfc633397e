"""The first line of a screen: where one is, and whom it is about."""

from textual.content import Content

from tracker.widgets.told import dim
from tracker.widgets.two_ends import TwoEnds


class Heading(TwoEnds):
    """The place at the left end and a detail, dim, at the right one."""

    DEFAULT_CSS = """
    Heading { margin-bottom: 1; text-style: bold; }
    """

    def __init__(self, place: str = "", detail: str = "") -> None:
        """Begin with both texts."""
        super().__init__(Content(place), dim(detail))

    def say(self, place: str, detail: str) -> None:
        """Show other texts."""
        self.left, self.right = Content(place), dim(detail)
