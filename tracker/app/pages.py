"""The pages that no main screen has for itself: each can be found by its name in the palette.

A page is also found by other words that people may type. None of this is kept anywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from tracker.app.base_app import BaseApp
from tracker.i18n import _label
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.event_costs import EventCostsScreen
from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen
from tracker.screens.how_often.group_questions import GroupQuestionsScreen
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.log.letter_editor import LetterEditorScreen
from tracker.screens.log.letter_reader import LetterDialog
from tracker.screens.log.tags import TagsScreen
from tracker.screens.settings.limit_history import LimitHistoryScreen
from tracker.screens.share.export_log import ExportLogScreen
from tracker.screens.shell.app_context import AppContext

AnyScreen: TypeAlias = Screen[Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the texts by which it is found, and what makes its screen."""

    title: str
    summary: str
    """What the page is for, or what it needs to have something to show, in a few words."""
    build: Callable[[AppContext], AnyScreen]
    """Return the screen. May raise BookError."""
    search_words: tuple[str, ...] = ()
    """Other words by which people look for it."""
    is_listed: bool = True
    """Whether the palette lists the page before anything is typed."""
    is_in_copy: bool = True
    """Whether a read-only copy offers it."""


def _build_letter(context: AppContext) -> AnyScreen:
    """Return the letter to read, or where there is none yet, the screen to write it."""
    letter = context.book.letter.load()
    if letter is None:
        return LetterEditorScreen(context)
    return LetterDialog(letter.text, letter.written_on, context)


PAGES: Mapping[str, Page] = {
    "timelines": Page(
        _label("Timelines"),
        _label("each ask with its answers and payments"),
        AskTimelineScreen,
        (_label("asks"), _label("history")),
    ),
    "pledges": Page(
        _label("What you said yes to"),
        _label("needs an ask that you said yes to"),
        PledgesScreen,
        (_label("pledges"), _label("promises"), _label("regular payments")),
    ),
    "goals": Page(
        _label("Their fundraising goals"),
        _label("needs a goal that the group named"),
        FundraisingGoalsScreen,
        (_label("campaigns"), _label("targets")),
    ),
    "event_costs": Page(
        _label("What each event cost"),
        _label("needs an entry of an event"),
        EventCostsScreen,
        (_label("travel"), _label("tickets")),
    ),
    "compare": Page(
        _label("Compare two groups"),
        _label("after the same number of meetings"),
        CompareGroupsScreen,
    ),
    "tags": Page(
        _label("Tags"),
        _label("names and meanings"),
        TagsScreen,
        (_label("what you noticed"),),
        is_in_copy=False,
    ),
    "letter": Page(
        _label("A letter to myself"),
        _label("write one on a calm day"),
        _build_letter,
        is_in_copy=False,
    ),
    "questions": Page(
        _label("My questions to a group"),
        _label("what you want to know, and what you found out"),
        GroupQuestionsScreen,
        (
            _label("ask a group"),
            _label("another group"),
            _label("new group"),
            _label("trust"),
            _label("answers"),
        ),
        is_in_copy=False,
    ),
    "past_limits": Page(
        _label("Past limits"), _label("every limit you’ve set"), LimitHistoryScreen
    ),
    "export_log": Page(
        _label("What you’ve shown"),
        _label("files you made, and where they are"),
        ExportLogScreen,
        (_label("exports"), _label("summary")),
        is_in_copy=False,
    ),
}
"""The pages by the name that the app's action `page` takes."""


class PageProvider(Provider):
    """Offers the pages in the palette.

    Importing this module imports them all: the time at which the file of one page was last read
    does not tell that it was opened.
    """

    def _list_pages(self) -> Iterator[tuple[Page, Callable[[], object], bool]]:
        """Yield each page, what opens it, and whether the screen offers it with a key, too."""
        app = self.app
        if not isinstance(app, BaseApp):
            return
        key_texts = {binding.description for _key, binding in app.list_bindings(self.screen)}
        for name, page in PAGES.items():
            if app.check_action("page", (name,)):
                open_page = partial(app.run_action, f"app.page('{name}')")
                yield page, open_page, page.title in key_texts

    async def discover(self) -> Hits:
        """Yield the pages that are listed before anything is typed."""
        for page, open_page, is_key in self._list_pages():
            if page.is_listed and not is_key:
                yield DiscoveryHit(page.title, open_page, help=page.summary)

    async def search(self, query: str) -> Hits:
        """Yield the pages whose title, or one of the other words, matches what was typed.

        The title of a page that has a key here is found among the keys.
        """
        matcher = self.matcher(query)
        for page, open_page, is_key in self._list_pages():
            texts = page.search_words if is_key else (page.title, *page.search_words)
            score = max(map(matcher.match, texts), default=0)
            if score > 0:
                title = matcher.highlight(page.title)
                yield Hit(score, title, open_page, text=page.title, help=page.summary)
