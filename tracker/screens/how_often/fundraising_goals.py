"""The group's fundraising goals: when each was named, called reached, and raised."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.analysis.patterns.campaign_history import CampaignHistory, find_campaign_histories
from tracker.book.database.errors import BookError
from tracker.i18n import _, _label
from tracker.screens.how_often.month_range import ALL_MONTHS, MonthRange
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.goal_chart import GoalChart
from tracker.widgets.heading import PageHeading


class FundraisingGoalsScreen(PageScreen[None]):
    """All campaigns of a group, or of all groups, each with its history."""

    TITLE = _label("Their fundraising goals")
    HELP = _(
        "See how much the group wanted to raise, when they say they reached it, and when they"
        " changed the goal. Between these are your asks and gifts for it, and what you saw and"
        " heard of others."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape,enter", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "#scrolled"
    IS_WIDE = True

    def __init__(
        self, context: AppContext, group: str | None = None, months: MonthRange = ALL_MONTHS
    ) -> None:
        """Show the campaigns of a group, or of all groups, with anything in these months."""
        super().__init__(context)
        self.months = months
        self.group = group
        self._histories: list[CampaignHistory] = []
        self._problem = ""
        """Why the goals cannot be loaded."""

    def compose_page(self) -> ComposeResult:
        """Show the campaigns, or a sentence if there are none."""
        with VerticalScroll(id="scrolled"):
            yield Static(markup=False, id="message")
            yield GoalChart()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Load the goals again each time the screen is shown."""
        self._histories, self._problem = [], ""
        queries, today = self.context.book.ask_queries, self.context.clock.today()
        try:
            goals, entries = queries.load_goals(today), queries.load_campaign_entries(today)
            self._histories = find_campaign_histories(goals, entries, self.group, *self.months.days)
        except BookError as error:
            self._problem = str(error)
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        histories, message = self._histories, self._problem or self._describe_empty()
        groups = {group for history in histories if (group := history.campaign.group)}
        detail = " · ".join(filter(None, (self.months.description, ", ".join(sorted(groups)))))
        self.query_one(PageHeading).set_texts(self.TITLE, detail)
        message_line = self.query_one("#message", Static)
        message_line.update(message)
        message_line.display = bool(message)
        chart = self.query_one(GoalChart)
        chart.numbers, chart.names_groups = self.context.numbers, len(groups) > 1
        chart.histories = tuple(histories)

    def _describe_empty(self) -> str:
        """Return what to do without any campaign, or an empty text if there are some."""
        if self._histories:
            return ""
        if self.months.description:
            return _("No fundraising goals in these months.")
        return _(
            "No fundraising goals yet. To add one, press a in This month and type for example"
            " “goal 20000 +office”. If they say they reached it, add “reached” at the end."
        )
