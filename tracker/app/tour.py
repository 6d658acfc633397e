"""The tour on the sample story: its own book, in memory only, behind the panels that explain it."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from tracker.app.idle_backup import IdleBackupApp
from tracker.screens.shell.context import AppContext


class TourApp(IdleBackupApp):
    """An app that can show what it is for."""

    def action_tour(self) -> None:
        """Show four places on the sample story, one after the other."""
        desk, draft = _build_story_context()
        self._show_step(desk, _build_tour_screens(desk, draft), 0)

    def _show_step(
        self, context: AppContext, places: list[Callable[[], Screen[Any]]], step: int
    ) -> None:
        from tracker.screens.start.tour import TourDialog

        def go_on(wanted: bool | None) -> None:
            self.pop_screen()
            # The book lies in memory only; its last screen may still want to look at it.
            if wanted and step + 1 < len(places):
                self._show_step(context, places, step + 1)

        self.push_screen(places[step]())
        self.push_screen(TourDialog(step), go_on)


def _build_story_context() -> tuple[AppContext, int]:
    """The sample story in a book of its own, and the number of a line begun in it."""
    from tracker.book.open_book import create_book_in_memory
    from tracker.clock import FixedClock
    from tracker.sample import (
        STORY_CURRENCY,
        STORY_GROUP,
        STORY_LINE,
        STORY_TODAY,
        load_story_days,
    )

    book = create_book_in_memory(currency=STORY_CURRENCY, group=STORY_GROUP)
    for day, entries in load_story_days():
        book.log(entries, day)
    return AppContext(book, FixedClock(STORY_TODAY)), book.drafts.save(STORY_LINE, STORY_TODAY)


def _build_tour_screens(context: AppContext, draft: int) -> list[Callable[[], Screen[Any]]]:
    from tracker.screens.chart.chart_screen import ChartScreen
    from tracker.screens.log.add_entry import AddEntryScreen
    from tracker.screens.share.show_someone import ShowSomeoneScreen
    from tracker.screens.this_month.this_month_screen import ThisMonthScreen

    return [
        lambda: ThisMonthScreen(context),
        lambda: AddEntryScreen(context, draft),
        lambda: ChartScreen(context),
        lambda: ShowSomeoneScreen(context),
    ]
