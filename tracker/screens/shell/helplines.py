"""People to talk to: helplines by country, listed without the network."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.helplines import (
    describe_emergency_numbers,
    describe_helpline,
    list_by_country,
    list_safety_notes,
)
from tracker.i18n import _label
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.bullet_list import BulletList


class HelplinesDialog(Dialog[None]):
    """Shows the helplines, one's own country first. Nothing records that it was opened."""

    TITLE = _label("People to talk to")
    BOX_CLASS = VerticalScroll
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape,enter,h,q", "dismiss(None)", _label("Back"), True, "esc", id="back"),
    ]

    def compose_box(self) -> ComposeResult:
        """Yield the emergency numbers, notes on safety, then each country with its helplines."""
        yield Static(self.TITLE, markup=False, classes="question")
        yield Static(describe_emergency_numbers(), markup=False, classes="question")
        yield BulletList(list_safety_notes())
        for country, helplines in list_by_country():
            yield Static(country, markup=False, classes="question")
            yield BulletList(
                [describe_helpline(helpline) for helpline in helplines], is_faint=False
            )
