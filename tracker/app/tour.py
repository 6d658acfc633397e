"""The tour of the app on the sample story, which is in a book of its own, in memory only."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from tracker.screens.shell.app_context import AppContext


def show_tour(app: App[None]) -> None:
    """Show four screens on the sample story, one after the other."""
    context, draft = _build_story_context()
    _show_step(app, _build_tour_screens(context, draft), 0)


def _show_step(app: App[None], factories: list[Callable[[], Screen[Any]]], step: int) -> None:
    from tracker.screens.start.tour import TourDialog

    def handle_result(goes_on: bool | None) -> None:
        app.pop_screen()
        # The book is never closed: its last screen may still want to read it.
        if goes_on and step + 1 < len(factories):
            _show_step(app, factories, step + 1)

    app.push_screen(factories[step]())
    app.push_screen(TourDialog(step), handle_result)


def _build_story_context() -> tuple[AppContext, int]:
    """Return the context of a book with the sample story, and the number of a draft in it."""
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
