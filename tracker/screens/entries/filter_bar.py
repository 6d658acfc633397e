"""The search line of the entries. It searches while the person types, with completions."""

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
from tracker.screens.entries.search import SearchState, find_unmatched, parse_search, search_entries
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.widgets.entry_table import EntryTableView
from tracker.widgets.filter_input import FilterInput
from tracker.widgets.line_preview import Candidates

MAX_FOUND = 500
"""The most entries that a search finds. Nobody reads more of them one by one."""
SEARCH_DELAY = 0.12
"""Seconds without a key press before a search starts."""


class FilterBar(Vertical):
    """Posts what is found in all months. It is shown only while a search is open."""

    @dataclass
    class Found(Message):
        """What is found so far, newest first. `items` is None if nothing is searched for."""

        items: tuple[StoredEntry, ...] | None
        is_done: bool = True
        has_more: bool = False
        is_new: bool = False
        """Whether the search differs from the one before."""
        unmatched: str = ""
        """A sentence about the words that match nothing, if the search finds nothing."""
        ignored: str = ""
        """A sentence about the words that are not searched for."""

    def __init__(self, context: AppContext) -> None:
        """Search the book in this context."""
        super().__init__()
        self.context = context
        self._parse_context: ParseContext | None = None
        self._search_state = SearchState()
        self._current_filter: EntryFilter | None = None
        """The current search."""
        self._items: tuple[StoredEntry, ...] = ()
        self._chosen = 0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the field, and a line for completions or for an error."""
        with Horizontal(id="filter"):
            yield Static("/", markup=False, id="prompt")
            yield FilterInput()
        with Container(id="under"):
            yield Candidates()
            yield Static(markup=False, id="refusal")

    @property
    def line(self) -> FilterInput:
        """Return the input field."""
        return self.query_one(FilterInput)

    @property
    def is_searching(self) -> bool:
        """Return whether the entries on screen are results of a search."""
        return self._current_filter is not None

    def open(self) -> None:
        """Open the search line, or continue with the words in it."""
        self.display = True
        with notify_book_errors(self):
            self._parse_context = self.context.load_parse_context()
        self.line.focus()
        self._read_line()

    def close(self) -> None:
        """End the search."""
        self.display = False
        self.line.value = ""
        self._search_state = SearchState()
        self._search_for(None)
        self.screen.query_one(EntryTableView).focus()

    def repeat_search(self) -> None:
        """Search for the same again, because the book has changed."""
        self._start_search(is_new=False)

    def on_descendant_focus(self) -> None:
        """Show completions."""
        self.add_class("-typed")

    def on_descendant_blur(self) -> None:
        """Hide completions, which leaves their row to the results."""
        self.remove_class("-typed")

    @on(Input.Changed)
    def _restart_timer(self, event: Input.Changed) -> None:
        event.stop()
        if not self.display:
            return
        self._read_line()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SEARCH_DELAY, self._search_typed)

    def _read_line(self) -> None:
        """Read the line and show its completions, or why it is not understood."""
        if self._parse_context is None:
            return
        line = self.line
        today = self.context.clock.today()
        self._search_state = parse_search(
            line.value, line.cursor_position, self._parse_context, today
        )
        self._chosen = 0
        self._show_hint(is_submitted=False)

    def _show_hint(self, *, is_submitted: bool) -> None:
        refusal = (
            self._search_state.refusal
            if is_submitted or not self._search_state.is_word_unfinished
            else ""
        )
        static = self.query_one("#refusal", Static)
        static.update(refusal)
        static.display = bool(refusal)
        completions = (
            []
            if refusal
            else [completion._replace(meaning="") for completion in self._search_state.completions]
        )
        self.query_one(Candidates).show_candidates(
            completions, self._chosen, hidden=self.context.hides_amounts
        )

    def _search_typed(self) -> None:
        if not self._search_state.refusal or self._search_state.is_word_unfinished:
            self._search_for(self._search_state.search_filter)

    @on(Input.Submitted)
    def _go_to_results(self, event: Input.Submitted) -> None:
        """Go to the results. A line that is not understood stays, to be corrected."""
        event.stop()
        if self._search_state.refusal:
            self._show_hint(is_submitted=True)
            return
        if not self.line.value.strip():
            self.close()
            return
        self._search_for(self._search_state.search_filter)
        self.screen.query_one(EntryTableView).focus()

    @on(FilterInput.Left)
    def _close(self) -> None:
        self.close()

    @on(FilterInput.Stepped)
    def _choose_completion(self, event: FilterInput.Stepped) -> None:
        """Choose another completion. Without one, down goes to the results."""
        completions = self._search_state.completions
        if completions and (
            self._search_state.is_word_unfinished or not self._search_state.refusal
        ):
            self._chosen = (self._chosen + event.step) % len(completions)
            self._show_hint(is_submitted=False)
        elif event.step > 0:
            self.screen.query_one(EntryTableView).focus()

    @on(FilterInput.CompleteRequest)
    def _complete_word(self) -> None:
        """Complete the word at the cursor. Without a completion, go to the results."""
        completions, line = self._search_state.completions, self.line
        if not completions or not (completions[0].start < line.cursor_position or self._chosen):
            self.screen.query_one(EntryTableView).focus()
        else:
            completion = completions[min(self._chosen, len(completions) - 1)]
            ending = "" if line.value[line.cursor_position :].startswith(" ") else " "
            line.replace_range(completion.text + ending, completion.start, line.cursor_position)

    def _search_for(self, new_filter: EntryFilter | None) -> None:
        if self._timer is not None:
            self._timer.stop()
        if new_filter == self._current_filter:
            return
        self._current_filter = new_filter
        self._items = ()
        self._start_search(is_new=True)

    def _start_search(self, *, is_new: bool) -> None:
        if self._current_filter is None:
            self.workers.cancel_node(self)
            self.post_message(self.Found(None, is_new=is_new))
            return
        self.post_message(self.Found(self._items, is_done=False, is_new=is_new))
        self.run_worker(self._search(self._current_filter, is_new=is_new), exclusive=True)

    async def _search(self, new_filter: EntryFilter, *, is_new: bool) -> None:
        """Search bit by bit. A repeated search shows its results only at the end."""
        items: list[StoredEntry] = []
        unmatched, ignored = "", self._search_state.notice
        with notify_book_errors(self):
            async with aclosing(search_entries(self.context.book, new_filter)) as batches:
                async for batch in batches:
                    if not self.screen.is_current:
                        # When the person comes back, the search starts again.
                        return
                    items += batch
                    if len(items) > MAX_FOUND:
                        break
                    if batch and is_new:
                        self._items = tuple(items)
                        self.post_message(self.Found(self._items, is_done=False))
            if not items:
                unmatched = await self._find_unmatched()
        self._items = tuple(items[:MAX_FOUND])
        self.post_message(
            self.Found(
                self._items,
                has_more=len(items) > MAX_FOUND,
                unmatched=unmatched,
                ignored=ignored,
            )
        )

    async def _find_unmatched(self) -> str:
        """Return a sentence about the words that match nothing."""
        today, state = self.context.clock.today(), self._search_state
        if self._parse_context is None or state.refusal:
            return ""
        text = await find_unmatched(self.context.book, self.line.value, self._parse_context, today)
        return self.context.numbers.mask_numbers(text)
