"""The help pages in the app: a list of them, and a screen to read one.

Their amounts are examples and nobody's own, so they stay visible while amounts are hidden.
"""

from collections.abc import Set
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tracker.help_pages.page_layout import PageLayout
from tracker.help_pages.pages import NO_PAGES, HelpPage, list_sections, load_help_pages
from tracker.i18n import _, _error, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.help_text import HelpText
from tracker.widgets.section_list import ListRow, ListSection, SectionList

LEAST_COLUMNS = 110
"""The width from which on the titles and what the pages are about fit side by side."""


class HelpPageList(SectionList):
    """The list of pages. Enter opens the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "select", _label("Read"), key_display="enter", id="read_help_page"),
    ]


class HelpPagesScreen(PageScreen[None]):
    """Lists the help pages by section."""

    HELP = _("All help pages. They are part of Tracker and need no network.")
    TITLE = _label("Help pages")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "HelpPageList"

    def compose_page(self) -> ComposeResult:
        """Yield the list, and what the highlighted page is about."""
        yield HelpPageList()
        yield Static("" if load_help_pages() else _error(NO_PAGES), markup=False, id="detail")

    def on_resize(self) -> None:
        """Show what each page is about, where there is room for it beside the titles."""
        has_room = self.size.width >= LEAST_COLUMNS
        self.query_one(HelpPageList).set_sections(
            [
                ListSection(
                    section,
                    [
                        ListRow(page.name, page.title, page.summary)
                        if has_room
                        else ListRow(page.name, "", page.title)
                        for page in pages
                    ],
                )
                for section, pages in list_sections(load_help_pages()).items()
            ]
        )
        self.query_one("#detail").display = not has_room or not load_help_pages()

    @on(OptionList.OptionHighlighted)
    def _show_summary(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the highlighted page is about."""
        page = load_help_pages()[event.option_id or ""]
        self.query_one("#detail", Static).update(page.summary)

    @on(OptionList.OptionSelected)
    def _read_page(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen page."""
        page = load_help_pages()[event.option_id or ""]
        self.app.push_screen(HelpPageScreen(self.context, page))


class HelpPageScreen(PageScreen[None]):
    """Shows one page. A link to another page opens it here, and nothing opens a browser."""

    HELP = _("One help page. It is part of Tracker and needs no network.")
    TITLE = _label("A help page")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("tab", "choose_link(1)", _label("Next link"), id="next_link"),
        Binding("shift+tab", "choose_link(-1)", show=False),
        Binding("enter", "open_link", _label("Open"), key_display="enter", id="open_link"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "HelpText"

    def __init__(self, context: AppContext, page: HelpPage) -> None:
        """Show this page."""
        super().__init__(context)
        self.page = page
        self.title = page.title

    def compose_page(self) -> ComposeResult:
        """Yield the text."""
        yield HelpText(PageLayout(self.page, load_help_pages(), wraps_blocks=True))

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: there is no link, or none is chosen."""
        # The footer asks also before there is a text.
        for text in self.query(HelpText):
            if text.links:
                return set() if text.chosen_link else {"open_link"}
        return {"choose_link", "open_link"}

    def action_choose_link(self, step: int) -> None:
        """Choose the next link or the one before."""
        self.query_one(HelpText).choose_next_link(step)
        self.refresh_bindings()

    def action_open_link(self) -> None:
        """Open the page of the chosen link."""
        text = self.query_one(HelpText)
        self.action_open_page(text.links[text.chosen_link][1])

    def action_open_page(self, name: str) -> None:
        """Open another page."""
        self.app.push_screen(HelpPageScreen(self.context, load_help_pages()[name]))
