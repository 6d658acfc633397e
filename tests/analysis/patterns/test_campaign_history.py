"""A campaign's history: what was asked, seen, heard of and paid, between the goals."""

from datetime import date

from tests.analysis.book_factory import LATE_TODAY
from tests.factories import make_parse_context, read_entries
from tests.strategies import number_entries
from tracker.analysis.patterns.campaign_history import CampaignHistory, find_campaign_histories
from tracker.analysis.patterns.campaign_history_sentences import (
    MAX_ENTRIES,
    HistorySentence,
    describe_history,
)
from tracker.i18n import NumberFormat


def find_histories(
    lines: str, group: str | None = None, first: date | None = None, last: date | None = None
) -> list[CampaignHistory]:
    entries = read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY)
    items = list(number_entries(entries))
    in_order = sorted(items, key=lambda item: (item.entry.day, item.number))
    return find_campaign_histories(items, in_order, group, first, last)


def list_names(histories: list[CampaignHistory]) -> list[tuple[str | None, str, list[int]]]:
    return [
        (
            history.campaign.group,
            history.campaign.name,
            [item.number for item in history.entries],
        )
        for history in histories
    ]


LINES = """\
2025-10-03 seen 50 donation +!office
2025-10-01 goal 100 +van
2025-10-04 ask 20 donation +office gave 20
2025-10-05 heard 5 merch +van @!other
2025-10-06 paid 7 donation +office @circle
2025-10-07 paid 9 dues
2025-10-08 seen 3 dues
"""


def test_each_campaign_of_each_group_has_what_was_recorded_for_it() -> None:
    assert list_names(find_histories(LINES)) == [
        ("circle", "van", []),
        ("circle", "office", [1, 3, 4, 6]),
        ("other", "van", [5]),
    ]
    assert list_names(find_histories(LINES, "other")) == [("other", "van", [5])]


def test_of_some_days_the_campaigns_with_anything_on_them_each_whole() -> None:
    of_a_day = find_histories(LINES, None, date(2025, 10, 6), date(2025, 10, 6))
    assert list_names(of_a_day) == [("circle", "office", [1, 3, 4, 6])]
    assert find_histories(LINES, None, date(2025, 10, 9)) == []


def test_a_campaign_without_a_goal_has_a_history_all_the_same() -> None:
    (history,) = find_histories("2025-10-03 heard about 50 donation +!office #leader_asked")
    assert history.campaign.goals == ()
    text = "On Oct 3, 2025, you heard of: about 50.00, donation, a leader asked."
    assert describe_history(history, NumberFormat()) == [HistorySentence(text, is_of_others=True)]


def test_of_very_many_the_newest_are_told() -> None:
    lines = "\n".join(
        ["2025-10-03 seen 5 donation +!office", *["seen 6 dues +office"] * MAX_ENTRIES]
    )
    (history,) = find_histories(lines)
    sentences = describe_history(history, NumberFormat())
    assert sentences[0].text == "1 earlier entry isn’t listed here."
    assert len(sentences) == MAX_ENTRIES + 1
    assert "5.00" not in "".join(sentence.text for sentence in sentences)
