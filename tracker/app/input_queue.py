"""The queue of keys, pastes and clicks: each waits until the one before it is handled.

Textual hands a key at once to whatever has the focus. After `a`, the first letters of the line
would go to the screen that is about to be covered.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeGuard

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.errors import NoWidget

from tracker.i18n import _error

INPUT_TIMEOUT = 5.0
"""Seconds after which a key counts as handled, whatever became of the widget it went to.

Long enough for a busy machine: a key with priority, like the enter of a dialog, acts at once. It
would overtake an arrow key that a list has not handled yet, and choose another answer.
"""

MAX_PASTE = 100_000
"""Characters of the longest paste for a field that has no limit of its own: some 50 pages.

With ten million a field was drawn for a minute after each key.
"""

MAX_LETTERS = 64
"""Letters that a field gets at once, at most."""

INPUT_EVENTS = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""Events that wait for one another."""


class InputQueue:
    """Queues keys, pastes and clicks until the one before is handled, so none is lost."""

    def __init__(
        self, app: App[None], handle_event: Callable[[events.Event], Awaitable[None]]
    ) -> None:
        """Start with an empty queue. `handle_event` hands an event to Textual."""
        self._app = app
        self._handle_event = handle_event
        self._queued_events: deque[events.Event] = deque()
        self.current_input: asyncio.Task[None] | None = None
        """Waits until the input before is handled, or None if nothing waits."""

    async def add(self, event: events.Event) -> None:
        """Handle a key, a paste or a click when the one before it is handled."""
        self._queued_events.append(event)
        if self.current_input is None:
            await self._handle_next_input()

    async def _handle_input(self, event: events.Event) -> DOMNode:
        """Hand an input to its target, and return that."""
        target = self._find_click_target(event) or self._app.focused or self._app.screen
        if isinstance(event, events.Paste) and self._is_paste_too_long(event.text):
            self._app.notify(
                _error(
                    "The text you pasted is too long for this field. Nothing was pasted. Paste "
                    "a shorter part."
                ),
                markup=False,
            )
        else:
            await self._handle_event(event)
        return target

    def _is_paste_too_long(self, text: str) -> bool:
        limit = getattr(self._app.focused, "max_length", None)
        return limit is None and len(text) > MAX_PASTE

    def _find_click_target(self, event: events.Event) -> DOMNode | None:
        """Return what a click goes to, or None for a key."""
        if not isinstance(event, events.MouseEvent):
            return None
        try:
            return self._app.screen.get_widget_at(event.x, event.y)[0]
        except NoWidget:
            return None

    async def _wait_until_handled(self, target: DOMNode) -> None:
        """Wait for the target of an input, all above it, and the screen that it may have opened."""
        for node in target.ancestors_with_self:
            await self._wait_for_messages(node)
        if self._app.screen_stack:
            await self._wait_for_messages(self._app.screen)
        self._app.call_later(self._handle_next_input)

    async def _wait_for_messages(self, node: DOMNode) -> None:
        """Wait until a part of the app has handled all messages that it had."""
        is_done = asyncio.Event()
        if node.call_later(is_done.set):
            try:
                await asyncio.wait_for(is_done.wait(), INPUT_TIMEOUT)
            except TimeoutError:
                return

    async def _handle_next_input(self) -> None:
        self.current_input = None
        if not self._queued_events:
            return
        screen = self._app.screen
        # A screen that opens is not there to be typed on yet: the input waits until it is.
        target = await self._handle_input(self._pop_queued()) if screen.is_mounted else screen
        self.current_input = asyncio.create_task(self._wait_until_handled(target))

    def _pop_queued(self) -> events.Event:
        """Take the oldest event. Letters for a field that follow one another become one event.

        A slow machine takes a moment for each event, and ctrl+q does not wait forever.
        """
        event = self._queued_events.popleft()
        if not (_is_letter(event) and self._has_room()):
            return event
        text = event.character or ""
        while (
            self._queued_events and len(text) < MAX_LETTERS and _is_letter(self._queued_events[0])
        ):
            text += self._queued_events[0].character or ""
            self._queued_events.popleft()
        return events.Key(event.key, text)

    def _has_room(self) -> bool:
        """Return whether there is a field with room for several letters: it takes all or none."""
        field = self._app.focused
        if field is None or not field.check_consume_key("a", "a"):
            return False
        limit = getattr(field, "max_length", None)
        return limit is None or len(getattr(field, "value", "")) + MAX_LETTERS <= limit


def _is_letter(event: events.Event) -> TypeGuard[events.Key]:
    """Return whether this is a key that a field takes as a letter."""
    return isinstance(event, events.Key) and event.is_printable and "+" not in event.key
