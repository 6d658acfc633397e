"""People to talk to: helplines by country, listed without the network."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.helplines import describe_helpline, list_by_country, list_safety_notes
from tracker.i18n import _
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.footer import Footer


class HelplinesDialog(ModalScreen[None]):
    """Shows the helplines, one's own country first; that it was opened is saved nowhere."""

    TITLE = _("People to talk to")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape,enter,h,q", "dismiss(None)", _("Back"), True, "esc", id="back"),
    ]

    def compose(self) -> ComposeResult:
        """Yield what to know first, then each country with its helplines."""
        with VerticalScroll(id="dialog", can_focus=True):
            yield Static(self.TITLE, markup=False, classes="question")
            yield BulletList(list_safety_notes())
            for country, helplines in list_by_country():
                yield Static(country, markup=False, classes="question")
                yield BulletList(
                    [describe_helpline(helpline) for helpline in helplines], is_faint=False
                )
        yield Footer()
