"""The filter: words of an entry line, read while they are typed, and what they find."""

from contextlib import aclosing
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from tracker.entries.entry_filter import EntryFilter
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.screens.entries.search import Sought, found, sought
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.context import Desk
from tracker.widgets.entry_table import EntryTableView
from tracker.widgets.filter_input import FilterInput
from tracker.widgets.line_preview import Candidates

MOST = 500
"""Entries that are found at most; nobody reads more of them one by one."""
PATIENCE = 0.12
"""Seconds without a key after which what was typed is looked for."""


class FilterBar(Vertical):
    """Hands up what is found over all months; it is there only while it is wanted."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        margin-bottom: 1;
        display: none;
        #filter { height: 1; background: $surface; }
        #prompt { width: 2; color: $accent; text-style: bold; background: $surface; }
        FilterInput, FilterInput:focus {
            width: 1fr;
            height: 1;
            padding: 0;
            border: none;
            background: $surface;
            background-tint: $surface 0%;
        }
        FilterInput > .input--placeholder { color: $dim; }
        #under { height: 1; padding-left: 2; display: none; }
        &.-typed #under { display: block; }
        Candidates, #refusal { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    @dataclass
    class Found(Message):
        """What is found so far, the newest first; None: nothing is looked for."""

        items: tuple[StoredEntry, ...] | None
        is_done: bool = True
        has_more: bool = False
        is_new: bool = False
        """Whether something else is looked for than before."""

    def __init__(self, desk: Desk) -> None:
        """Look in the book on this desk."""
        super().__init__()
        self.desk = desk
        self._known: ParseContext | None = None
        self._sought = Sought()
        self._wanted: EntryFilter | None = None
        """What is looked for now."""
        self._items: tuple[StoredEntry, ...] = ()
        self._chosen = 0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The field, and a line for the ways to go on or for why it is not understood."""
        with Horizontal(id="filter"):
            yield Static("/", markup=False, id="prompt")
            yield FilterInput()
        with Container(id="under"):
            yield Candidates()
            yield Static(markup=False, id="refusal")

    @property
    def line(self) -> FilterInput:
        """The field."""
        return self.query_one(FilterInput)

    @property
    def is_looking(self) -> bool:
        """Whether what is shown is what was looked for."""
        return self._wanted is not None

    def open(self) -> None:
        """Let words be typed, or go on with those that are there."""
        self.display = True
        with says_why(self):
            self._known = self.desk.known()
        self.line.focus()
        self._look()

    def close(self) -> None:
        """Look for nothing any more."""
        self.display = False
        self.line.value = ""
        self._sought = Sought()
        self._seek(None)
        self.screen.query_one(EntryTableView).focus()

    def seek_anew(self) -> None:
        """Look for the same again, because the book has changed."""
        self._start(is_new=False)

    def on_descendant_focus(self) -> None:
        """Show how the line may go on."""
        self.add_class("-typed")

    def on_descendant_blur(self) -> None:
        """Leave the room to what is found."""
        self.remove_class("-typed")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.display:
            return
        self._look()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PATIENCE, self._act)

    def _look(self) -> None:
        """Read the line and tell quietly how it may go on, or why it is not understood."""
        if self._known is None:
            return
        line = self.line
        today = self.desk.clock.today()
        self._sought = sought(line.value, line.cursor_position, self._known, today)
        self._chosen = 0
        self._tell(insists=False)

    def _tell(self, *, insists: bool) -> None:
        says = self._sought.refusal if insists or not self._sought.is_begun else ""
        refusal = self.query_one("#refusal", Static)
        refusal.update(says)
        refusal.display = bool(says)
        ways = [] if says else [way._replace(meaning="") for way in self._sought.ways]
        self.query_one(Candidates).show_candidates(ways, self._chosen, hidden=self.desk.hidden)

    def _act(self) -> None:
        if not self._sought.refusal or self._sought.is_begun:
            self._seek(self._sought.wanted)

    @on(Input.Submitted)
    def _leave_line(self, event: Input.Submitted) -> None:
        """Go to what is found; a line that is not understood stays to be mended."""
        event.stop()
        if self._sought.refusal:
            self._tell(insists=True)
            return
        if not self.line.value.strip():
            self.close()
            return
        self._seek(self._sought.wanted)
        self.screen.query_one(EntryTableView).focus()

    @on(FilterInput.Left)
    def _leave(self) -> None:
        self.close()

    @on(FilterInput.Stepped)
    def _step(self, event: FilterInput.Stepped) -> None:
        """Choose another way to go on; where there is none, down leads to what is found."""
        ways = self._sought.ways
        if ways and (self._sought.is_begun or not self._sought.refusal):
            self._chosen = (self._chosen + event.step) % len(ways)
            self._tell(insists=False)
        elif event.step > 0:
            self.screen.query_one(EntryTableView).focus()

    @on(FilterInput.CompleteRequest)
    def _complete(self) -> None:
        """Complete the word that is begun, or the way that was chosen; else go to what is found."""
        ways, line = self._sought.ways, self.line
        if not ways or not (ways[0].start < line.cursor_position or self._chosen):
            self.screen.query_one(EntryTableView).focus()
        else:
            way = ways[min(self._chosen, len(ways) - 1)]
            after = "" if line.value[line.cursor_position :].startswith(" ") else " "
            line.replace_range(way.text + after, way.start, line.cursor_position)

    def _seek(self, wanted: EntryFilter | None) -> None:
        if self._timer is not None:
            self._timer.stop()
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._items = ()
        self._start(is_new=True)

    def _start(self, *, is_new: bool) -> None:
        if self._wanted is None:
            self.workers.cancel_node(self)
            self.post_message(self.Found(None, is_new=is_new))
            return
        self.post_message(self.Found(self._items, is_done=False, is_new=is_new))
        self.run_worker(self._search(self._wanted, is_new=is_new), exclusive=True)

    async def _search(self, wanted: EntryFilter, *, is_new: bool) -> None:
        """Find bit by bit; what is looked for again takes the place of the former at the end."""
        items: list[StoredEntry] = []
        with says_why(self):
            async with aclosing(found(self.desk.book, wanted)) as pieces:
                async for some in pieces:
                    if not self.screen.is_current:
                        # Whoever comes back looks for it again.
                        return
                    items += some
                    if len(items) > MOST:
                        break
                    if some and is_new:
                        self._items = tuple(items)
                        self.post_message(self.Found(self._items, is_done=False))
        self._items = tuple(items[:MOST])
        self.post_message(self.Found(self._items, has_more=len(items) > MOST))
