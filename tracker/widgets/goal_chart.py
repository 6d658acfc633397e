"""The chart of fundraising goals: each campaign as a line of steps with its sentences."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.reactive import reactive

from tracker.analysis.patterns.campaign_history import CampaignHistory
from tracker.analysis.patterns.campaign_history_sentences import (
    HistorySentence,
    describe_history,
)
from tracker.analysis.patterns.fundraising_goals import Campaign
from tracker.charts.terminal.goals import render_goal_legend, render_goal_steps
from tracker.i18n import NumberFormat, _
from tracker.widgets.chart_lines import render_lines
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import style_dim

MIN_WIDTH_BESIDE = 116
"""Columns from which on the sentences are beside the line."""
LINE_WIDTH = 62
"""Columns of the line if the sentences are beside it."""
MAX_TEXT_WIDTH = 76
"""The most cells of a line of text."""
GAP = 4


class GoalChart(LineWidget):
    """All campaigns, one below the other."""

    histories: reactive[tuple[CampaignHistory, ...]] = reactive((), layout=True)
    numbers: reactive[NumberFormat] = reactive(NumberFormat(), layout=True)
    names_groups: reactive[bool] = reactive(False, layout=True)
    """Whether each campaign names its group."""

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the legend, then each campaign."""
        return list(self._layout_campaigns(width))

    def _layout_campaigns(self, width: int) -> Iterator[Content]:
        if width < 1 or not self.histories:
            return
        campaigns = [history.campaign for history in self.histories]
        if any(goal.is_reached for campaign in campaigns for goal in campaign.goals):
            yield render_lines([render_goal_legend()])
            yield Content("")
        for history in self.histories:
            yield self._render_title(history.campaign)
            yield from self._render_history(history, width)
            yield Content("")

    def _render_title(self, campaign: Campaign) -> Content:
        title = Content.styled(f"+{self.numbers.mask_numbers(campaign.name)}", "bold")
        if self.names_groups and campaign.group:
            return title + style_dim(f"  {campaign.group}")
        return title

    def _render_history(self, history: CampaignHistory, width: int) -> Iterator[Content]:
        sentences, campaign = describe_history(history, self.numbers), history.campaign
        if not campaign.goals:
            yield style_dim(_("You recorded no goal for it."))
        if width < MIN_WIDTH_BESIDE or not campaign.goals:
            if campaign.goals:
                yield from _draw_campaign(campaign, width, self.numbers)
            yield from wrap_sentences(sentences, min(MAX_TEXT_WIDTH, width))
            return
        room = min(MAX_TEXT_WIDTH, width - LINE_WIDTH - GAP)
        lines = _draw_campaign(campaign, LINE_WIDTH, self.numbers)
        for left, right in zip_longest(
            lines, wrap_sentences(sentences, room), fillvalue=Content("")
        ):
            gap = Content(" " * (LINE_WIDTH + GAP - left.cell_length))
            yield (left + gap + right).rstrip()


def _draw_campaign(campaign: Campaign, width: int, numbers: NumberFormat) -> list[Content]:
    return [render_lines([line]) for line in render_goal_steps(campaign, width, numbers)]


def wrap_sentences(sentences: Sequence[HistorySentence], width: int) -> list[Content]:
    """Return sentences wrapped to a width. Each begins a line, and those of others are dim."""
    return [
        line.rstrip()
        for text, is_of_others in sentences
        for line in (style_dim(text) if is_of_others else Content(text)).wrap(max(10, width))
    ]
