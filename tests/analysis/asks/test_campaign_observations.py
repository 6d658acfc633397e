"""What others were asked or gave for a campaign: apart, never summed, lowest and highest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_parse_context, read_entries
from tests.strategies import number_entries
from tracker.analysis.asks.campaign_observations import (
    CampaignObservations,
    split_by_source,
)
from tracker.analysis.asks.campaign_observations_text import (
    describe_lowest_and_highest,
    describe_source,
    format_campaign,
)
from tracker.analysis.patterns.observations import AmountEnd
from tracker.entries.types import Observation, Source, StoredEntry
from tracker.i18n import NumberFormat


def read_items(*lines: str) -> list[StoredEntry]:
    return list(number_entries(read_entries(lines, make_parse_context())))


def split_lines(*lines: str) -> tuple[CampaignObservations, CampaignObservations]:
    return split_by_source(read_items(*lines), "circle")


def test_seen_and_heard_are_apart_and_of_one_group() -> None:
    seen, heard = split_lines(
        "seen 50 donation +!office",
        "heard 45 donation +office",
        "seen ? donation +office @!other",
        "seen ? donation +office @circle",
    )
    assert (seen.source, seen.numbers) == (Source.SEEN, [1, 4])
    assert (heard.source, heard.numbers) == (Source.HEARD, [2])


def test_where_the_group_of_the_line_has_none_those_of_others_are_there() -> None:
    seen, heard = split_by_source(
        read_items("seen 50 donation +!office @!other", "heard 45 donation +office @other"),
        "circle",
    )
    assert (seen.numbers, heard.numbers) == ([1], [2])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["5", "120"], ""),
        (["5", "120", "?"], ""),
        (["5", "120", "10/month"], ""),
        (["5", "120", "20"], "from 5.00 to 120.00"),
        (["50-450", "20", "30"], "from 20.00 to 450.00"),
        (["about 5", "120", "20"], "from about 5.00 to 120.00"),
        (["about 5", "5", "about 20"], "from 5.00 to about 20.00"),
    ],
)
def test_the_lowest_and_the_highest_are_named_from_three_known_on(
    lines: list[str], expected: str
) -> None:
    seen, heard = split_lines(
        "heard 1 donation +!office", *(f"seen {amount} donation +office" for amount in lines)
    )
    assert describe_lowest_and_highest(seen, NumberFormat()) == expected
    assert describe_lowest_and_highest(heard, NumberFormat()) == ""


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=3, max_size=20),
)
def test_both_ends_are_amounts_that_were_recorded(ranges: list[tuple[int, int]]) -> None:
    (entry,) = read_entries(["seen 50 donation +!office"], make_parse_context())
    assert isinstance(entry, Observation)
    items = [
        StoredEntry(number, "", entry.day, _replace_amount(entry, low, low + more))
        for number, (low, more) in enumerate(ranges, 1)
    ]
    ends = split_by_source(items, entry.group)[0].find_lowest_and_highest()
    assert ends == (
        AmountEnd(min(low for low, _more in ranges), False),
        AmountEnd(max(low + more for low, more in ranges), False),
    )


def _replace_amount(entry: Observation, low: int, high: int) -> Observation:
    return Observation(
        day=entry.day,
        source=entry.source,
        low=low,
        high=high,
        kind=entry.kind,
        campaign=entry.campaign,
        group=entry.group,
    )


def test_titles_count_entries_and_hide_digits() -> None:
    seen, heard = split_lines(
        "seen 1 dues +!office24", "seen 2 dues +office24", "heard 5 dues +office24"
    )
    hidden = format_campaign("office24", NumberFormat(is_hidden=True))
    assert describe_source(seen, "+office24") == (
        "Others asked or giving for +office24: seen 2 times"
    )
    assert describe_source(heard, hidden) == (
        "Others asked or giving for +office•••: heard of once"
    )
