"""Long work of a screen: the first step at once, the others while keys and paints go on."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from textual.dom import DOMNode

from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.screens.shell.app_context import AppContext
from tracker.steps import Steps, take_step

WORKER_GROUP = "steps"


class StepRunner:
    """Takes the steps of one work at a time. A new one ends the one before."""

    def __init__(
        self, screen: DOMNode, context: AppContext, show_error: Callable[[str], object]
    ) -> None:
        """Work for a screen. `show_error` is called if the book refuses a later step."""
        self._screen = screen
        self._context = context
        self._show_error = show_error

    def start(self, steps: Steps[None]) -> bool:
        """Take the first step. Return whether it was the only one. Raises BookError."""
        self._screen.workers.cancel_group(self._screen, WORKER_GROUP)
        try:
            take_step(steps)
        except StopIteration:
            return True
        self._screen.run_worker(
            self._take_other_steps(steps, self._context.book), group=WORKER_GROUP
        )
        return False

    async def _take_other_steps(self, steps: Steps[None], book: Book) -> None:
        """Take the other steps, as long as the same book is open."""
        with suppress(StopIteration):
            await asyncio.sleep(0)
            while self._context.opened_book is book:
                try:
                    take_step(steps)
                except BookError as error:
                    self._show_error(str(error))
                    return
                await asyncio.sleep(0)
