"""The history of an entry: every version of it, with the days on which it stood."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.book.history import EntryVersion
from tracker.i18n import _, format_date
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import style_dim


class HistoryDialog(Dialog[bool]):
    """Shows the versions, the newest first; returns whether the entry is to be erased for good."""

    TITLE = _("History")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape,h,enter", "dismiss(False)", _("Back"), id="back"),
        Binding("e", "erase", _("Erase it for good"), id="erase"),
    ]
    AUTO_FOCUS = "#versions"

    def __init__(self, number: int, versions: Sequence[EntryVersion], context: AppContext) -> None:
        """Show the versions of the entry of this number."""
        super().__init__()
        self.number = number
        self.versions = tuple(versions)
        self.context = context

    def compose(self) -> ComposeResult:
        """Yield what the entry says now, then what it said before."""
        with Vertical(id="dialog"):
            yield Static(
                _("History of entry {number}").format(number=self.number),
                markup=False,
                classes="question",
            )
            with VerticalScroll(id="versions"):
                yield Static(id="text")
            keys = [("\nesc  ", "bold $accent"), (_("Back"), "$dim")]
            if not self.context.is_copy:
                keys += [("   e  ", "bold $accent"), (_("Erase it for good"), "$dim")]
            yield Static(Content.assemble(*keys), id="way-back")

    def action_erase(self) -> None:
        """Close, and have the entry erased with all that is shown here."""
        if not self.context.is_copy:
            self.dismiss(True)

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.query_one("#text", Static).update(Content("\n\n").join(self._describe_versions()))

    def _describe_versions(self) -> Iterator[Content]:
        if len(self.versions) < 2:
            yield Content(_("Nothing was changed since it was noted."))
        for version in reversed(self.versions):
            reading = describe_entry(version.entry, self.context.numbers)
            text = f"{format_date(version.entry.day)}  {reading.sentence}"
            yield style_dim(format_version_days(version)) + Content("\n") + Content(text)


def format_version_days(version: EntryVersion) -> str:
    """Return the days on which an entry stood like this."""
    since = format_date(version.logged_on)
    if version.ended_on is None:
        return _("since {day}").format(day=since)
    if version.ended_on == version.logged_on:
        return _("on {day}").format(day=since)
    until = format_date(version.ended_on)
    return _("from {first} to {last}").format(first=since, last=until)
