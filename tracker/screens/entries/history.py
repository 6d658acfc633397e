"""The history of an entry: every version of it, with the days on which it was valid."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.book.history import EntryVersion
from tracker.i18n import _, _label, format_date
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import style_dim


class HistoryDialog(Dialog[bool]):
    """Shows the versions, newest first. Returns whether to delete the entry for good."""

    TITLE = _label("History")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape,v,enter", "dismiss(False)", _label("Back"), id="back"),
        Binding("e", "erase", _label("Delete for good"), id="erase"),
    ]
    AUTO_FOCUS = "#versions"

    def __init__(self, number: int, versions: Sequence[EntryVersion], context: AppContext) -> None:
        """Show the versions of the entry of this number."""
        super().__init__()
        self.number = number
        self.versions = tuple(versions)
        self.context = context

    def compose(self) -> ComposeResult:
        """Yield the current version of the entry, then the earlier ones."""
        with Vertical(id="dialog"):
            yield Static(
                _label("History of entry {number}").format(number=self.number),
                markup=False,
                classes="question",
            )
            with VerticalScroll(id="versions"):
                yield Static(id="text")
            keys = [("\nesc  ", "bold $accent"), (_label("Back"), "$dim")]
            if not self.context.is_copy:
                keys += [("   e  ", "bold $accent"), (_label("Delete for good"), "$dim")]
            yield Static(Content.assemble(*keys), id="way-back")

    def action_erase(self) -> None:
        """Close, and have the entry deleted with its history."""
        if not self.context.is_copy:
            self.dismiss(True)

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.query_one("#text", Static).update(Content("\n\n").join(self._describe_versions()))

    def _describe_versions(self) -> Iterator[Content]:
        if len(self.versions) < 2:
            yield Content(_("Not changed since you added it."))
        for version in reversed(self.versions):
            reading = describe_entry(version.entry, self.context.numbers)
            text = f"{format_date(version.entry.day)}  {reading.sentence}"
            yield style_dim(format_version_days(version)) + Content("\n") + Content(text)


def format_version_days(version: EntryVersion) -> str:
    """Return the days on which a version was valid."""
    since = format_date(version.logged_on)
    if version.ended_on is None:
        return _label("since {day}").format(day=since)
    if version.ended_on == version.logged_on:
        return _label("on {day}").format(day=since)
    until = format_date(version.ended_on)
    return _label("from {first} to {last}").format(first=since, last=until)
