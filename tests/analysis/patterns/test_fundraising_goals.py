"""The group's targets: how each was named, said to be met, and raised, in words and in cells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.book_factory import LATE_TODAY
from tests.factories import known_book, read_entries
from tracker.analysis.patterns.fundraising_goals import Campaign, find_campaigns
from tracker.analysis.patterns.fundraising_goals_sentences import describe_goals
from tracker.charts.terminal.canvas import cell_width, render_plain_text
from tracker.charts.terminal.goals import REACHED_SIGN, render_goal_steps
from tracker.entries.types import Goal, StoredEntry
from tracker.i18n import NumberFormat

OFFICE = """\
2025-10-30 goal 30000 +office
2025-11-15 goal 30000 +office met
2025-11-27 goal 42000 +office
"""


def goals_of(lines: str, group: str | None = None) -> list[Campaign]:
    entries = read_entries(lines.splitlines(), known_book(), LATE_TODAY)
    items = [
        StoredEntry(number, "a" * 8, LATE_TODAY, entry) for number, entry in enumerate(entries, 1)
    ]
    return find_campaigns(items, group)


def test_of_some_months_only_campaigns_that_were_named_in_them_each_whole() -> None:
    lines = f"{OFFICE}2026-03-01 goal 500 +van"
    entries = read_entries(lines.splitlines(), known_book(), LATE_TODAY)
    items = [
        StoredEntry(number, "a" * 8, LATE_TODAY, entry) for number, entry in enumerate(entries, 1)
    ]
    (office,) = find_campaigns(items, None, date(2025, 11, 20), date(2025, 12, 31))
    assert office == find_campaigns(items)[0]
    assert [each.name for each in find_campaigns(items, None, date(2026, 3, 1))] == ["van"]
    assert find_campaigns(items, None, None, date(2025, 10, 29)) == []


def sentences_of(lines: str) -> list[str]:
    (campaign,) = goals_of(lines)
    return [text.replace("\xa0", " ") for text in describe_goals(campaign, NumberFormat())]


def test_a_target_that_was_raised_after_it_was_said_to_be_met() -> None:
    assert sentences_of(OFFICE) == [
        "30,000.00 named on Oct 30, 2025.",
        "Said to be met on Nov 15, 2025.",
        (
            "Raised by 12,000.00 (40 %) to 42,000.00 on Nov 27, 2025, after the one before was"
            " said to be met on Nov 15, 2025."
        ),
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("goal 100 +a\n2026-02-01 goal 150 +a", "Raised by 50.00 (50 %) to 150.00 on Feb 1, 2026."),
        ("goal 300 +a\n2026-02-01 goal 200 +a", "Lowered by 100.00 (33.33 %) to 200.00 on Feb 1"),
        ("goal 100 +a\n2026-02-01 goal 100 +a", "100.00 named again on Feb 1, 2026."),
        (
            "goal 100 +a met\n2026-01-01 goal 125 +a met",
            (
                "Raised by 25.00 (25 %) to 125.00 on Jan 1, 2026, after the one before was said to"
                " be met on the same day, and said to be met."
            ),
        ),
    ],
)
def test_each_target_is_told_against_the_one_before(lines: str, said: str) -> None:
    assert sentences_of(f"2026-01-01 {lines}")[1].startswith(said)


def test_only_the_amount_just_before_counts_as_met() -> None:
    (campaign,) = goals_of(
        "2026-01-01 goal 100 +a met\n2026-01-02 goal 200 +a\n2026-01-03 goal 300 +a\n"
        "2026-01-04 goal 200 +a\n2026-01-05 goal 100 +a\n2026-01-06 goal 120 +a"
    )
    after = [
        target.previous_reached_on and target.previous_reached_on.day for target in campaign.goals
    ]
    assert after == [None, 1, None, None, None, 1]


def test_campaigns_stand_apart_by_group_and_in_the_order_of_their_days() -> None:
    lines = (
        "2026-02-01 goal 10 +van\n2026-01-01 goal 5 +office\n2026-03-01 goal 7 +office @!other\n"
    )
    found = [(each.group, each.name) for each in goals_of(lines)]
    assert found == [("circle", "office"), ("circle", "van"), ("other", "office")]
    assert [each.group for each in goals_of(lines, "other")] == ["other"]


@pytest.mark.parametrize("width", [56, 80, 190])
def test_the_line_goes_up_where_the_target_was_raised(width: int) -> None:
    (campaign,) = goals_of(OFFICE)
    above, below, days, year = render_plain_text(
        render_goal_steps(campaign, width, NumberFormat())
    ).splitlines()
    assert above.startswith("42,000.00 ┤")
    assert below.startswith("30,000.00 ┤───")
    assert above.index("┌") == below.index("┘") == days.index("Nov 27")
    assert below.index(REACHED_SIGN) == days.index("Nov 15")
    assert days.index("Oct 30") == year.index("2025")
    assert len(above) <= 100


def test_a_day_with_two_targets_keeps_their_order() -> None:
    (campaign,) = goals_of(OFFICE.replace("11-27", "11-15"))
    above, below, *_days = render_plain_text(
        render_goal_steps(campaign, 56, NumberFormat())
    ).splitlines()
    assert below.index(REACHED_SIGN) < below.index("┘") == above.index("┌")


def test_hidden_amounts_are_dots() -> None:
    (campaign,) = goals_of(OFFICE)
    hidden = NumberFormat(is_hidden=True)
    said = "\n".join(
        [
            *describe_goals(campaign, hidden),
            render_plain_text(render_goal_steps(campaign, 56, hidden)),
        ]
    )
    assert "•••" in said
    assert not [text for text in (".00", "40", "42", "12") if text in said]


TARGETS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 999_999_999), st.booleans()),
    min_size=1,
    max_size=12,
)


@given(TARGETS, st.integers(1, 200))
def test_it_is_never_wider_than_there_is_room(
    named: list[tuple[int, int, bool]], width: int
) -> None:
    first = date(2025, 1, 1)
    items = [
        StoredEntry(
            number,
            "a" * 8,
            LATE_TODAY,
            Goal(day=first + timedelta(days=day), amount=amount, campaign="a", met=met),
        )
        for number, (day, amount, met) in enumerate(named, 1)
    ]
    (campaign,) = find_campaigns(items)
    lines = render_plain_text(render_goal_steps(campaign, width, NumberFormat())).splitlines()
    assert all(cell_width(line) <= width for line in lines)
    if width >= 56 and len({day for day, _amount, _met in named}) == len(named) <= 3:
        assert sum(line.count(REACHED_SIGN) for line in lines) == sum(
            met for _day, _amount, met in named
        )
