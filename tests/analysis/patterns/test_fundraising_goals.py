"""The group's fundraising goals: how each was named, reached and raised, in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.patterns.campaigns import OFFICE, find_campaigns_of
from tracker.analysis.patterns.fundraising_goals import CampaignGoal
from tracker.analysis.patterns.fundraising_goals_sentences import describe_goals
from tracker.i18n import NumberFormat


def test_of_some_months_only_campaigns_that_were_named_in_them_each_whole() -> None:
    lines = f"{OFFICE}2026-03-01 goal 500 +van"
    (office,) = find_campaigns_of(lines, None, date(2025, 11, 20), date(2025, 12, 31))
    assert office == find_campaigns_of(lines)[0]
    assert [campaign.name for campaign in find_campaigns_of(lines, None, date(2026, 3, 1))] == [
        "van"
    ]
    assert find_campaigns_of(lines, None, None, date(2025, 10, 29)) == []


def describe_lines(lines: str) -> list[str]:
    (campaign,) = find_campaigns_of(lines)
    return [text.replace("\xa0", " ") for text in describe_goals(campaign, NumberFormat())]


def test_a_goal_that_was_raised_after_it_was_reached() -> None:
    assert describe_lines(OFFICE) == [
        "20,000.00 named on Oct 30, 2025.",
        "On Nov 15, 2025, they said it was reached.",
        (
            "Raised by 8,000.00 (40 %) to 28,000.00 on Nov 27, 2025. On Nov 15, 2025, they had"
            " said the earlier goal was reached."
        ),
    ]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("goal 100 +a\n2026-02-01 goal 150 +a", "Raised by 50.00 (50 %) to 150.00 on Feb 1, 2026."),
        ("goal 300 +a\n2026-02-01 goal 200 +a", "Lowered by 100.00 (33.33 %) to 200.00 on Feb 1"),
        ("goal 100 +a\n2026-02-01 goal 100 +a", "100.00 named again on Feb 1, 2026."),
        (
            "goal 30 +a\n2026-02-01 goal 40-42 +a",
            "Raised by 10.00 to 12.00 (33 % to 40 %) to 40.00 to 42.00 on Feb 1, 2026.",
        ),
        (
            "goal 40-50 +a\n2026-02-01 goal 20-30 +a",
            "Lowered by 10.00 to 30.00 (25 % to 60 %) to 20.00 to 30.00 on Feb 1, 2026.",
        ),
        ("goal 40-50 +a\n2026-02-01 goal 45 +a met", "45.00 named on Feb 1, 2026. They said it"),
        ("goal 40 +a\n2026-02-01 goal about 45 +a", "Raised by about 5.00 (12.5 %) to about 45.00"),
        ("goal about 40 +a\n2026-02-01 goal 45 +a", "Raised by about 5.00 (12.5 %) to 45.00 on"),
        ("goal 40 +a\n2026-02-01 goal about 40 +a", "About 40.00 named again on Feb 1, 2026."),
        ("goal 40-50 +a\n2026-02-01 goal 45-60 +a", "45.00 to 60.00 named on Feb 1, 2026."),
        ("goal 40-50 +a\n2026-02-01 goal 40-50 +a", "40.00 to 50.00 named again on Feb 1, 2026."),
        (
            "goal 100 +a met\n2026-01-01 goal 125 +a met",
            (
                "Raised by 25.00 (25 %) to 125.00 on Jan 1, 2026, the day they said the earlier"
                " goal was reached. They said the new one was reached, too."
            ),
        ),
    ],
)
def test_each_goal_is_compared_with_the_one_before(lines: str, sentence: str) -> None:
    assert describe_lines(f"2026-01-01 {lines}")[1].startswith(sentence)


def test_a_first_goal_and_one_that_may_be_the_same_differ_by_nothing() -> None:
    first = CampaignGoal(date(2026, 1, 1), 1, 100, 100, is_reached=False)
    unsure = replace(first, low=90, high=120, previous=(100, 100))
    for goal in (first, unsure):
        assert (goal.is_raised, goal.is_lowered) == (False, False)
        assert (goal.differences, goal.difference_percents) == ((0, 0), (0, 0))


def test_only_the_amount_just_before_counts_as_reached() -> None:
    (campaign,) = find_campaigns_of(
        "2026-01-01 goal 100 +a met\n2026-01-02 goal 200 +a\n2026-01-03 goal 300 +a\n"
        "2026-01-04 goal 200 +a\n2026-01-05 goal 100 +a\n2026-01-06 goal 120 +a"
    )
    days = [goal.previous_reached_on and goal.previous_reached_on.day for goal in campaign.goals]
    assert days == [None, 1, None, None, None, 1]


def test_campaigns_stand_apart_by_group_and_in_the_order_of_their_days() -> None:
    lines = (
        "2026-02-01 goal 10 +van\n2026-01-01 goal 5 +office\n2026-03-01 goal 7 +office @!other\n"
    )
    campaigns = [(campaign.group, campaign.name) for campaign in find_campaigns_of(lines)]
    assert campaigns == [("circle", "office"), ("circle", "van"), ("other", "office")]
    assert [campaign.group for campaign in find_campaigns_of(lines, "other")] == ["other"]


def test_hidden_amounts_are_dots() -> None:
    (campaign,) = find_campaigns_of(OFFICE)
    hidden = NumberFormat(is_hidden=True)
    sentences = "\n".join(describe_goals(campaign, hidden))
    assert "•••" in sentences
    assert not [text for text in (".00", "40", "42", "12") if text in sentences]
