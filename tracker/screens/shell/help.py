"""Help for a screen: what it is for, and its keys."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.i18n import _label
from tracker.screens.shell.dialog import Dialog
from tracker.text_width import measure_cells
from tracker.widgets.bullet_list import BulletList

TOUR_RESULT, HELPLINES_RESULT, PAGES_RESULT = "tour", "people", "pages"
"""What help gives when the tour is wanted, someone to talk to, or the help pages."""


class HelpKey(NamedTuple):
    """A key as it is written for people, and what it does."""

    key: str
    description: str


FIRST_NEEDED = ("lock", "hide", "quit", "people_to_talk_to", "people_anywhere")
"""The ids of keys that are needed on every screen."""
LISTED_LATER = ("back", "help", "help_anywhere")
"""Keys of first need that are listed in their usual place: they led here, or lead back."""


def sort_by_need(
    keys: Iterable[tuple[str, Binding]], first_week_keys: Sequence[str]
) -> list[HelpKey]:
    """Return the keys of a screen, those needed first at the top, the others in their order."""
    needed = [name for name in (*first_week_keys, *FIRST_NEEDED) if name not in LISTED_LATER]
    order = {name: place for place, name in enumerate(needed)}
    ranked = sorted(keys, key=lambda pair: order.get(pair[1].id or pair[1].action, len(order)))
    return [HelpKey(key, binding.description) for key, binding in ranked]


class HelpDialog(Dialog[str | None]):
    """A panel that any of the usual keys closes."""

    TITLE = _label("Help")
    BOX_CLASS = VerticalScroll
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("p", "dismiss('pages')", _label("Help pages"), id="help_pages"),
        Binding("t", "dismiss('tour')", _label("Take the tour"), id="tour"),
        Binding("h", "dismiss('people')", _label("People to talk to"), id="people"),
        Binding(
            "escape,question_mark,enter,q", "dismiss(None)", _label("Back"), True, "esc", id="back"
        ),
    ]

    def __init__(self, lines: Sequence[str], keys: Sequence[HelpKey]) -> None:
        """Show what a screen is for, and its keys."""
        super().__init__()
        self.lines = lines
        self.keys = keys

    def compose_box(self) -> ComposeResult:
        """Yield what the screen is for, then a line for each key."""
        width = max((measure_cells(key.key) for key in self.keys), default=0) + 3
        if self.lines:
            yield Static(_label("What this is for"), markup=False, classes="question")
            yield BulletList(self.lines)
        yield Static(_label("Keys"), markup=False, classes="question")
        for key in self.keys:
            yield Static(
                Content.styled(key.key.ljust(width), "bold $accent") + Content(key.description)
            )
