"""The timeline of each ask: when it was asked, each answer, and repeated asks."""

from collections.abc import Sequence, Set
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.book.timeline_queries import Timelines
from tracker.charts import timeline_text
from tracker.i18n import NumberFormat, _, _label
from tracker.screens.how_often.month_range import ALL_MONTHS, MonthRange
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.heading import PageHeading
from tracker.widgets.timeline_list import TimelineLegend, TimelineList, build_value_format


def draw_timeline_image(chosen: Timeline, timelines: Sequence[Timeline], ending: str) -> bytes:
    """Return an image: the chosen timeline as PNG, or all of them as PDF pages."""
    from tracker.charts.image.timeline import ImageFormat, draw_timelines

    if ending == ".pdf":
        return draw_timelines(timelines, ImageFormat.PDF)
    return draw_timelines([chosen], ImageFormat.PNG)


def format_ask_title(timeline: Timeline, numbers: NumberFormat) -> str:
    """Return the title above the entries of an ask."""
    return timeline_text.format_timeline_title(timeline, build_value_format(numbers))


class AskTimelineScreen(PageScreen[None]):
    """Every ask with its repeats on a line of days, newest first."""

    TITLE = _label("Timelines")
    HELP = "\n".join(
        (
            _("Each ask has a timeline: when it was repeated, your answers, and what was said."),
            _("To add a repeat to the timeline of ask 12, type for example: 30 dues for 12 no"),
            _("Enter shows the entries of the chosen ask. Press s to save an image."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "open", _label("Show entries"), key_display="enter", id="its_entries"),
        Binding("s", "save", _label("Save image"), id="save_picture"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "TimelineList"
    IS_WIDE = True
    WRITE_ACTIONS = frozenset({"save"})

    def __init__(
        self,
        context: AppContext,
        group: str | None = None,
        ask: int | None = None,
        months: MonthRange = ALL_MONTHS,
    ) -> None:
        """Show the asks of a group, or of all groups, with a step in these months.

        The timeline with the entry `ask` is chosen first.
        """
        super().__init__(context)
        self.months = months
        self.group = group
        self._ask = ask
        self._timelines: Timelines | None = None
        self._step_kinds: frozenset[StepKind] = frozenset()

    def compose_page(self) -> ComposeResult:
        """Show the timelines and their legend."""
        nothing = timeline_text.describe_no_asks(in_range=bool(self.months.description))
        yield Static(nothing, markup=False, id="nothing")
        yield TimelineList()
        yield TimelineLegend()
        yield Static(timeline_text.describe_linking(), markup=False, id="together")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Load the timelines from the book."""
        today, queries = self.context.clock.today(), self.context.book.timeline_queries
        with notify_book_errors(self):
            timelines = queries.load_timelines(today, self.group, *self.months.days)
            kinds = queries.find_step_kinds(timelines, today, self.group)
            self._timelines, self._step_kinds = timelines, frozenset(kinds)
        self.refresh_amounts()
        if self._ask is not None:
            self._choose_ask(self._ask)
            self._ask = None

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.set_class(not self._timelines, "-empty")
        self.query_one(TimelineList).set_timelines(
            self._timelines or (),
            self.context.numbers,
            names_groups=self._timelines is not None and self._timelines.has_several_groups,
        )
        self.query_one(TimelineLegend).step_kinds = self._step_kinds
        self.refresh_bindings()

    def _choose_ask(self, number: int) -> None:
        for place in self._timelines.find_places(number) if self._timelines else ():
            self.query_one(TimelineList).choose_timeline(place)

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do, because there is no ask."""
        return super().idle_actions() if self._timelines else {"open", "save"}

    @on(TimelineList.Chosen)
    def _show_position(self, event: TimelineList.Chosen) -> None:
        """Show in the heading which ask of how many is chosen."""
        position = _label("{place} of {count}").format(
            place=event.place + 1, count=len(self._timelines or ())
        )
        parts = (self.months.description, self.group, position if self._timelines else "")
        detail = " · ".join(part for part in parts if part)
        self.query_one(PageHeading).set_texts(self.TITLE, detail)

    @on(TimelineList.Opened)
    def action_open(self) -> None:
        """Show the entries of the chosen ask."""
        from tracker.screens.shell.entry_list_screen import EntryListScreen

        timeline = self.query_one(TimelineList).chosen_timeline
        if timeline is not None:
            with notify_book_errors(self):
                describe = partial(format_ask_title, timeline)
                self.app.push_screen(EntryListScreen(self.context, timeline.entries, describe))

    def action_save(self) -> None:
        """Open the screen that saves the chosen timeline, or all of them, as an image."""
        from tracker.screens.chart.save_image import SaveImageScreen

        chosen, timelines = self.query_one(TimelineList).chosen_timeline, self._timelines
        if chosen is None or timelines is None:
            return

        def read_all(ending: str) -> None:
            # The image is drawn in a thread, which may not read the book.
            if ending == ".pdf":
                timelines.read_all()

        description = _(
            "A .png shows the chosen ask, a .pdf shows all of them, with amounts and what was said."
            " The file isn’t encrypted."
        )
        draw = partial(draw_timeline_image, chosen, timelines)
        self.app.push_screen(
            SaveImageScreen(self.context, draw, description, "~/asks.pdf", prepare=read_all)
        )
