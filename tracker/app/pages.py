"""The pages that no main screen has for itself: each can be found by its name in the palette.

A page is also found by other words that people may type. None of this is kept anywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any, TypeAlias

from textual.command import DiscoveryHit, Hit, Hits
from textual.fuzzy import Matcher
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from tracker.app.base_app import BaseApp
from tracker.book import ask_queries, event_queries
from tracker.book.database import editing
from tracker.book.stores import tags
from tracker.help_pages import page_layout
from tracker.help_pages.pages import load_help_pages
from tracker.i18n import _label
from tracker.screens.before_you_answer.card import CardScreen
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.event_costs import EventCostsScreen
from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen
from tracker.screens.how_often.group_questions import GroupQuestionsScreen
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.leaving.leaving_screen import LeavingScreen
from tracker.screens.log.letter_editor import LetterEditorScreen
from tracker.screens.log.letter_reader import LetterDialog
from tracker.screens.log.tags import TagsScreen
from tracker.screens.settings.limit_history import LimitHistoryScreen
from tracker.screens.share.export_log import ExportLogScreen
from tracker.screens.share.short_account import ShortAccountScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.help_pages import HelpPagesScreen

AnyScreen: TypeAlias = Screen[Any]

FEWEST_LETTERS = 4
"""Letters after which a page that needs the beginning of its words is found."""
BEHIND_KEYS = 0.9
"""What a score is multiplied by to come after that of a key that matches as well."""


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
    needs_beginning: bool = False
    """Whether it is found by nothing but how its title or one of the other words begins.

    Then it is not offered while something else is typed.
    """

    def find_score(self, query: str, matcher: Matcher, *, is_key: bool) -> float:
        """Return how well it matches what was typed, or 0 if it does not.

        The title of a page that has a key is found among the keys.
        """
        texts = self.search_words if is_key else (self.title, *self.search_words)
        if not self.needs_beginning:
            return max(map(matcher.match, texts), default=0)
        typed = query.strip().casefold()
        begun = [text for text in map(str.casefold, texts) if _begins_alike(text, typed)]
        if len(typed) < FEWEST_LETTERS or not begun:
            return 0
        # After what a key does: who types “quit” may want to quit Tracker.
        return BEHIND_KEYS * max(1, *map(matcher.match, begun))


def _begins_alike(text: str, typed: str) -> bool:
    """Return whether what was typed begins a text, or is that text and more words."""
    return text.startswith(typed) or typed.startswith(f"{text} ")


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
    "card": Page(
        _label("A card for the room"),
        _label("an answer to take with you"),
        CardScreen,
        (_label("say no"), _label("card")),
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
    "leaving": Page(
        # Neutral, because someone from the group may look on.
        _label("Payments, files and people"),
        _label("regular payments, copies, people to talk to"),
        LeavingScreen,
        (
            _label("leave"),
            _label("leave the group"),
            _label("leaving the group"),
            _label("left"),
            _label("quit the group"),
            _label("quit group"),
            _label("break"),
            _label("take a break"),
            _label("taking a break"),
        ),
        is_listed=False,
        is_in_copy=False,
        needs_beginning=True,
    ),
    "short_account": Page(
        _label("In a few sentences"),
        _label("what happened, without names and dates"),
        ShortAccountScreen,
        (
            _label("is that normal"),
            _label("is that usual"),
            _label("ask"),
            _label("warn"),
            _label("tell someone"),
            _label("forum"),
        ),
        is_in_copy=False,
    ),
    "help_pages": Page(
        _label("Help pages"),
        _label("how to do things, and what words mean"),
        HelpPagesScreen,
        (_label("manual"), _label("guide"), _label("documentation")),
    ),
}
"""The pages by the name that the app's action `page` takes."""

UNOFFERED_HELP_PAGES = frozenset({"after-you-leave"})
"""The help pages that the palette never names: someone from the group may look on."""

READ_WITH: tuple[ModuleType, ...] = (ask_queries, event_queries, editing, tags, page_layout)
"""What the pages read the notebook with.

The notebook would import each when a page first asks it for something.
"""


class PaletteProvider(SystemCommandsProvider):
    """Offers the keys of the screen in the palette, then the pages.

    It is one class for both: Textual asks several providers in the order of a set, which is another
    one each time.

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

    def _list_help_pages(self, query: str) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield the titles of the help pages that have what was typed, and what opens each.

        All of them are read at once, so the time of reading does not tell which was wanted.
        """
        pages, typed = load_help_pages(), query.strip().casefold()
        for name, page in pages.items():
            words = f" {page.title.casefold()}"
            is_found = len(typed) >= FEWEST_LETTERS and f" {typed}" in words
            if is_found and name not in UNOFFERED_HELP_PAGES:
                yield page.title, partial(self.app.run_action, f"app.help_page('{name}')")

    async def discover(self) -> Hits:
        """Yield the keys, then the pages that are listed before anything is typed."""
        async for hit in super().discover():
            yield hit
        for page, open_page, is_key in self._list_pages():
            if page.is_listed and not is_key:
                yield DiscoveryHit(page.title, open_page, help=page.summary)

    async def search(self, query: str) -> Hits:
        """Yield the keys and pages that match what was typed, by title or by another word."""
        async for hit in super().search(query):
            yield hit
        matcher = self.matcher(query)
        for page, open_page, is_key in self._list_pages():
            score = page.find_score(query, matcher, is_key=is_key)
            if score > 0:
                title = matcher.highlight(page.title)
                yield Hit(score, title, open_page, text=page.title, help=page.summary)
        for page_title, open_page in self._list_help_pages(query):
            score = BEHIND_KEYS * BEHIND_KEYS * matcher.match(page_title)
            title = matcher.highlight(page_title)
            yield Hit(score, title, open_page, text=page_title, help=_label("Help page"))
