"""The campaigns of a group, each as a line of steps with its sentences below or beside it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.analysis.patterns.fundraising_goals import Campaign
from tracker.analysis.patterns.fundraising_goals_sentences import describe_goals
from tracker.charts.terminal.goals import render_goal_legend, render_goal_steps
from tracker.i18n import NumberFormat
from tracker.widgets.chart_views import coloured
from tracker.widgets.recent_entries import veil
from tracker.widgets.text_format import dim

BESIDE_FROM = 116
"""Columns from which on the sentences stand beside the line."""
DRAWN = 62
"""Columns of the line where the sentences stand beside it."""
WORDS = 76
"""The most cells of a line of words."""
GAP = 4


class Targets(Widget):
    """All campaigns, one below the other."""

    DEFAULT_CSS = """
    Targets { height: auto; }
    """

    campaigns: reactive[tuple[Campaign, ...]] = reactive((), layout=True)
    numbers: reactive[NumberFormat] = reactive(NumberFormat(), layout=True)
    names_groups: reactive[bool] = reactive(False, layout=True)
    """Whether each campaign says whose it is."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as they take."""
        return len(list(self._lines(width)))

    def render(self) -> Content:
        """What the marks mean, then campaign by campaign."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        if width < 1 or not self.campaigns:
            return
        if any(target.is_reached for each in self.campaigns for target in each.goals):
            yield coloured([render_goal_legend()])
            yield Content("")
        for campaign in self.campaigns:
            yield self._title(campaign)
            yield from self._campaign(campaign, width)
            yield Content("")

    def _title(self, campaign: Campaign) -> Content:
        name = veil(campaign.name) if self.numbers.is_hidden else campaign.name
        title = Content.styled(f"+{name}", "bold")
        if self.names_groups and campaign.group:
            return title + dim(f"  {campaign.group}")
        return title

    def _campaign(self, campaign: Campaign, width: int) -> Iterator[Content]:
        told = describe_goals(campaign, self.numbers)
        if width < BESIDE_FROM:
            yield from _drawn(campaign, width, self.numbers)
            yield from wrapped(told, min(WORDS, width))
            return
        room = min(WORDS, width - DRAWN - GAP)
        drawn = _drawn(campaign, DRAWN, self.numbers)
        for left, right in zip_longest(drawn, wrapped(told, room), fillvalue=Content("")):
            gap = Content(" " * (DRAWN + GAP - left.cell_length))
            yield (left + gap + right).rstrip()


def _drawn(campaign: Campaign, width: int, numbers: NumberFormat) -> list[Content]:
    return [coloured([line]) for line in render_goal_steps(campaign, width, numbers)]


def wrapped(sentences: Sequence[str], width: int) -> list[Content]:
    """Sentences in lines of at most so many cells, each on a line of its own."""
    return [
        line.rstrip() for sentence in sentences for line in Content(sentence).wrap(max(10, width))
    ]
