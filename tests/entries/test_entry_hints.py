"""Hints below an entry: a name where a role would do, and a cost that may be a payment."""

import pytest

from tests.entries.entry_lines import read_entry
from tracker.entries.entry_hints import find_entry_hint
from tracker.entries.possible_names import has_possible_name

ROLE = (
    "You can write a role in place of a name, such as “a new member”. Someone may recognise"
    " this person."
)


@pytest.mark.parametrize(
    "line",
    [
        'seen 50 donation "Lena gave 50"',
        "seen 50 donation: Lena",
        "seen 50 donation: Lena and Tom",
        "heard 45 donation: it was Lena who gave",
        "heard 45 dues: a friend of Mrs Weber",
        "heard 45 dues 'Lena'",
    ],
)
def test_a_name_is_hinted_at_and_not_refused(line: str) -> None:
    assert find_entry_hint([read_entry(line, typed=True)]) == ROLE


@pytest.mark.parametrize("line", ["ask 30 donation #no_money", "seen donation #no_money"])
def test_a_tag_that_says_the_opposite_is_hinted_at(line: str) -> None:
    hint = "This says that money came up, and the tag says that it didn’t."
    assert find_entry_hint([read_entry(line, typed=True)]) == hint
    assert not find_entry_hint([read_entry("meeting 2h #no_money", typed=True)])


@pytest.mark.parametrize(
    "line",
    [
        "seen donation: they collected at the end",
        "seen donation: They collected at the end",
        "seen donation: Everyone gave something",
        "seen donation: Members paid at the door on Monday",
        "seen donation: am Ende wurde die Spende eingesammelt",
        "seen donation 'Spende'",
        'seen donation "WE NEED YOU"',
        "seen donation",
        "ask 50 donation: Lena asked me",
        "meeting 2h: Lena was there",
    ],
)
def test_without_a_name_and_for_her_own_entries_nothing_is_said(line: str) -> None:
    assert find_entry_hint([read_entry(line, typed=True)]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena gab 50", True),
        ("Lena", False),
        ("Die Leiterin gab 50", False),
        ("Leiterin gab 50", False),
        ("Alle gaben etwas in den Topf", False),
        ("das war von Herrn Weber und Frau Kurz", True),
    ],
)
def test_where_nouns_are_capital_only_sure_signs_count(text: str, *, expected: bool) -> None:
    assert has_possible_name([text], nouns_are_capital=True) == expected


def test_a_cost_that_the_group_may_have_got_is_hinted_at() -> None:
    hint = find_entry_hint([read_entry("cost 20 'dues'")])
    assert hint == "A cost is money that the group didn’t get. If they got it, it’s a payment."
    assert find_entry_hint([read_entry("cost 20 train")]) == ""
