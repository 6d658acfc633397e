"""Another event or campaign for an entry: what is typed is read, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_parse_context, read_entries
from tests.strategies import books, texts
from tracker.entries.event_change import (
    NewNameError,
    PlusNames,
    change_names,
    complete_names,
    explain_no_names,
    read_names,
    write_names,
)
from tracker.entries.flat_row import flatten_entry
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry


@pytest.fixture
def context() -> ParseContext:
    result = make_parse_context()
    result.events = {"seminar": "seminar", "summer camp": "summer camp"}
    result.campaigns = {"office": "office"}
    return result


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", PlusNames()),
        ("   ", PlusNames()),
        ("seminar", PlusNames(event="seminar")),
        ("+seminar", PlusNames(event="seminar")),
        ("SEMINAR", PlusNames(event="seminar")),
        ("summer camp", PlusNames(event="summer camp")),
        ('+"summer camp"', PlusNames(event="summer camp")),
        ("office", PlusNames(campaign="office")),
        ("seminar +office", PlusNames("office", "seminar")),
        ("+office +seminar", PlusNames("office", "seminar")),
        ("+!event:walk", PlusNames(event="walk")),
        ("+!campaign:roof +seminar", PlusNames("roof", "seminar")),
    ],
)
def test_what_is_typed_is_a_campaign_and_an_event(
    context: ParseContext, text: str, names: PlusNames
) -> None:
    assert read_names(text, "paid", context) == names


@pytest.mark.parametrize("text", ["walk", "+walk", "+!walk", "+seminar +walk", "walk +seminar"])
def test_of_a_new_name_the_person_says_what_it_is(context: ParseContext, text: str) -> None:
    with pytest.raises(NewNameError) as caught:
        read_names(text, "meeting", context)
    assert caught.value.name == "walk"
    answered = read_names(text, "meeting", context, {"walk": ("campaign", "walk")})
    assert answered.campaign == "walk"


@pytest.mark.parametrize(
    ("word", "text", "message"),
    [
        ("paid", "+seminar +!event:walk", "one event and one campaign"),
        ("paid", "+summer camp", "Put one with a space in quotes"),
        ("paid", "+!campaign:seminar", "“seminar” is an event"),
        ("paid", '+"', "closing"),
        ("goal", "seminar", "“seminar” is an event"),
        ("goal", "+office +!event:walk", "can’t have an event"),
        ("goal", "", "needs a campaign"),
    ],
)
def test_what_cannot_be_says_what_to_type(
    context: ParseContext, word: str, text: str, message: str
) -> None:
    with pytest.raises(ParseError) as caught:
        read_names(text, word, context)
    assert message in caught.value.message


def test_a_new_name_of_a_goal_is_a_campaign(context: ParseContext) -> None:
    assert read_names("roof", "goal", context) == PlusNames(campaign="roof")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("ask 30 dues", "answered no for 1"), "of the ask, entry 1."),
        (("ask 30 dues pledged 30", "withdrew for 1"), "of the ask, entry 1."),
        (("paid 30 dues", "returned 5 for 1"), "of the payment, entry 1."),
        (("income 900",), "has no event and no campaign"),
        (("wrote: it was fun",), "has no event and no campaign"),
        (("received 5",), "has no event and no campaign"),
        (("paid 30 dues",), ""),
        (("goal 300 +office",), ""),
    ],
)
def test_an_entry_that_can_have_none_says_what_to_do(lines: tuple[str, ...], message: str) -> None:
    said = explain_no_names(read_entries(lines, make_parse_context())[-1])
    assert message in said
    assert bool(said) == bool(message)


@given(books(), st.none() | texts(), st.none() | texts())
def test_nothing_else_of_an_entry_changes(
    entries: list[Entry], campaign: str | None, event: str | None
) -> None:
    for entry in entries:
        allowed = ALLOWED_FIELDS[entry.word] & {"campaign", "event"}
        assert bool(allowed) == (not explain_no_names(entry))
        names = PlusNames(campaign, event)
        before, after = flatten_entry(entry), flatten_entry(change_names(entry, names))
        for field in before._fields:
            expected = getattr(names, field) if field in allowed else getattr(before, field)
            assert getattr(after, field) == expected


@given(books())
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    context = make_parse_context()
    for entry in entries:
        context.add_entry(entry)
    for entry in entries:
        if not explain_no_names(entry):
            names = read_names(write_names(entry), entry.word, context)
            assert change_names(entry, names) == entry


def test_removing_both_leaves_the_rest(context: ParseContext) -> None:
    entry, bare = read_entries(["paid 20 event +seminar +office", "paid 20 event"], context)
    assert change_names(entry, read_names("", "paid", context)) == bare


@pytest.mark.parametrize(
    ("text", "completions"),
    [
        ("", ["+office", "+seminar", '+"summer camp"']),
        ("+office ", ["+seminar", '+"summer camp"']),
        ("+sem", ["+seminar"]),
        ("sem", ["+seminar"]),
        ("camp", ['+"summer camp"']),
        ("+seminar", []),
        ("zz", []),
    ],
)
def test_known_names_are_offered(context: ParseContext, text: str, completions: list[str]) -> None:
    found = complete_names(text, context)
    assert [completion.text for completion in found] == completions
    for completion in found:
        line = text[: completion.start] + completion.text
        assert read_names(line, "paid", context) != PlusNames()
