"""What was said yes to, one below the other, to be walked."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.i18n import _
from tracker.widgets.sentence_list import SentenceList


class PledgeList(SentenceList):
    """Each with what can be done about it, now or never."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter,e", "select", _("Answer it now"), key_display="enter", id="answer_now"),
    ]
