"""Were you asked, too: when it is asked, and the line that a yes begins."""

import pytest

from tests.factories import TODAY, make_parse_context, read_entries
from tracker.entries.asked_too import build_ask_line, find_unasked_observation
from tracker.entries.types import Observation


def find(*lines: str, before: tuple[str, ...] = ()) -> Observation | None:
    """What is asked about after these lines were saved together."""
    known = make_parse_context()
    earlier = read_entries(before, known, typed=True)
    entries = read_entries(lines, known, typed=True)
    return find_unasked_observation(entries, [*earlier, *entries])


@pytest.mark.parametrize(
    "line",
    [
        "seen donation",
        "seen 50-450 donation: they collected from everyone",
        "seen donation: people asked about the rent",
        "seen donation: everyone was asked",
    ],
)
def test_what_was_seen_leaves_open_whether_one_was_asked(line: str) -> None:
    assert find(line)


@pytest.mark.parametrize(
    "line",
    [
        "heard 45 donation",
        "30 dues no",
        "seen donation: not asked",
        "seen donation, I wasn't asked",
        "seen donation: I wasn’t even asked",
        "seen donation, nobody asked me",
        "seen donation // they never asked me",
        "seen donation: ich wurde nicht gefragt",
    ],
)
def test_nothing_is_asked_where_it_is_told_or_where_nothing_was_seen(line: str) -> None:
    assert find(line) is None


def test_an_ask_of_the_same_occasion_answers_it() -> None:
    assert find("seen donation", before=("20 donation no",)) is None
    assert find("seen donation", "20 donation no") is None
    assert find("seen donation", before=("20 dues no",))
    assert find("seen donation", before=("yesterday 20 donation no",))
    assert find("seen donation", before=("20 donation no @!choir", "paid 5 dues @circle"))


@pytest.mark.parametrize(
    ("seen", "line"),
    [
        ("seen donation", "ask ? donation "),
        ("seen 50-450 donation +!office: aloud", "ask 50-450 donation +office "),
        ("yesterday seen 30/month dues #in_public", "2026-11-11 ask 30/month dues "),
        ("seen 5 merch @!choir", "ask 5 merch @choir "),
    ],
)
def test_a_yes_begins_the_line_of_the_ask(seen: str, line: str) -> None:
    observation = find(seen)
    assert observation
    assert build_ask_line(observation, "EUR", TODAY, "circle") == line
