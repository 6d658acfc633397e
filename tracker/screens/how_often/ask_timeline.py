"""The life of each ask: when it was asked, what was answered, whether it was asked again."""

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from tracker.analysis.asks.timeline import Timeline, build_timelines
from tracker.book.database.errors import BookError
from tracker.charts import timeline_text
from tracker.i18n import NumberFormat, _
from tracker.screens.how_often.month_range import ALL_MONTHS, MonthRange
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.context import AppContext
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.timeline_list import TimelineLegend, TimelineList, build_value_format

ASK_ACTIONS = frozenset({"open", "save"})
"""Actions that there is nothing to do for where no ask is noted."""


def draw_timeline_image(timelines: list[Timeline], place: int, ending: str) -> bytes:
    """The picture, in a thread: the chosen ask as a PNG, all of them page by page as a PDF."""
    from tracker.charts.image.timeline import ImageFormat, draw_timelines

    if ending == ".pdf":
        return draw_timelines(timelines, ImageFormat.PDF)
    return draw_timelines([timelines[place]], ImageFormat.PNG)


def format_ask_title(life: Timeline, numbers: NumberFormat) -> str:
    """What an ask was about, above its entries."""
    return timeline_text.format_timeline_title(life, build_value_format(numbers))


class AskTimelineScreen(Screen[None]):
    """Every ask with its repeats on a line of days, the one with the newest day first."""

    TITLE = _("The life of each ask")
    HELP = "\n".join(
        (
            _("Each ask with its repeats on one line of days, with the words that were said."),
            _("Repeats belong together where they were noted with “for”, like: 30 dues for 12 no."),
            _("Enter opens the entries of the chosen ask, s saves a picture."),
        )
    )
    CSS_PATH = "ask_timeline.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "open", _("Its entries"), key_display="enter", id="its_entries"),
        Binding("s", "save", _("Save the picture"), id="save_picture"),
        Binding("escape", "app.pop_screen", _("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "TimelineList"

    def __init__(
        self,
        context: AppContext,
        group: str | None = None,
        ask: int | None = None,
        months: MonthRange = ALL_MONTHS,
    ) -> None:
        """Show the asks of a group, or of all, in which something happened in these months.

        It begins at the ask that an entry belongs to.
        """
        super().__init__()
        self.months = months
        self.context = context
        self.group = group
        self._ask = ask
        self._timelines: list[Timeline] = []

    def compose(self) -> ComposeResult:
        """The lives, and what their signs mean."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            nothing = timeline_text.describe_no_asks(in_range=bool(self.months.description))
            yield Static(nothing, markup=False, id="nothing")
            yield TimelineList()
            yield TimelineLegend()
            yield Static(timeline_text.describe_linking(), markup=False, id="together")
        yield Footer()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the book."""
        today = self.context.clock.today()
        try:
            found = self.context.book.ask_queries.load_timeline_entries(today, self.group)
            self._timelines = build_timelines(found, today, None, *self.months.days)
        except BookError as error:
            self.notify(str(error), markup=False)
        self.refresh_amounts()
        if self._ask is not None:
            self._choose_ask(self._ask)
            self._ask = None

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.set_class(not self._timelines, "-empty")
        self.query_one(TimelineList).set_timelines(self._timelines, self.context.numbers)
        self.query_one(TimelineLegend).timelines = tuple(self._timelines)
        self.refresh_bindings()

    def _choose_ask(self, number: int) -> None:
        for place, life in enumerate(self._timelines):
            if number in life.entries:
                self.query_one(TimelineList).choose_timeline(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened or saved where no ask is noted, and nothing saved of a copy."""
        if self.context.is_copy and action == "save":
            return False
        return bool(self._timelines) or action not in ASK_ACTIONS

    @on(TimelineList.Chosen)
    def _show_position(self, event: TimelineList.Chosen) -> None:
        """Say which of how many is chosen."""
        told = _("{place} of {count}").format(place=event.place + 1, count=len(self._timelines))
        parts = (self.months.description, self.group, told if self._timelines else "")
        beside = " · ".join(part for part in parts if part)
        self.query_one(PageHeading).set_texts(self.TITLE, beside)

    @on(TimelineList.Opened)
    def action_open(self) -> None:
        """Show the entries of the chosen ask."""
        from tracker.screens.shell.entry_list_screen import EntryListScreen

        life = self.query_one(TimelineList).chosen
        if life is not None:
            with notify_book_errors(self):
                items = self.context.book.find_entries(life.entries)
                self.app.push_screen(
                    EntryListScreen(self.context, items, partial(format_ask_title, life))
                )

    def action_save(self) -> None:
        """Save the chosen ask, or all of them, as a picture."""
        from tracker.screens.chart.save_image import SaveImageScreen

        shows = _(
            "A .png shows the chosen ask, a .pdf all of them: with amounts and with what was said."
            " It is not encrypted."
        )
        draw = partial(draw_timeline_image, self._timelines, self.query_one(TimelineList).cursor)
        self.app.push_screen(SaveImageScreen(self.context, draw, shows, "~/asks.pdf"))
