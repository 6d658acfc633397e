"""The vocabulary of tags: what a camera could have seen, the good beside the bad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.entry_lines import read_entry
from tests.strategies import own_tags
from tracker.entries.entry_description import build_description, format_tags
from tracker.entries.parse_error import ParseError
from tracker.entries.tag_rename import parse_tag_name, rename_tag
from tracker.entries.tags import (
    FIRST_TAGS,
    TAG_VOCABULARY,
    VOCABULARY_TAGS,
    choose_key_tags,
    format_tag_label,
    list_tags,
)
from tracker.entries.types import Ask, Meeting, Observation, Payment
from tracker.text_width import measure_cells

NEUTRAL_OR_GOOD = {
    *("private_ask", "time_to_decide", "no_accepted", "receipt_given", "waiver_offered"),
    *("help_received", "no_money"),
}
USES = st.dictionaries(
    st.sampled_from(VOCABULARY_TAGS) | own_tags(), st.integers(0, 30), max_size=40
)


def list_tag_names(uses: dict[str, int]) -> list[str]:
    return [tag.name for tag in choose_key_tags(uses, {})]


def test_each_tag_is_there_once_with_its_meaning_and_source() -> None:
    assert len(set(VOCABULARY_TAGS)) == len(TAG_VOCABULARY)
    for tag in TAG_VOCABULARY:
        assert tag.meaning
        assert tag.source
        assert tag.name == tag.name.casefold()


def test_each_label_is_short_and_different() -> None:
    labels = [format_tag_label(tag) for tag in VOCABULARY_TAGS]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if measure_cells(label) > 24] == []
    assert not set(labels) & {tag.meaning for tag in TAG_VOCABULARY}


def test_only_a_tag_of_ones_own_is_made_of_its_name() -> None:
    assert format_tag_label("bus_fare") == "bus fare"
    assert format_tag_label("deadline") == "short deadline"
    assert format_tags(["private_ask", "bus_fare"]) == "asked in private, bus fare"


@pytest.mark.parametrize("word", ["seen", "heard"])
@pytest.mark.parametrize("tag", VOCABULARY_TAGS)
def test_every_tag_that_is_typed_about_others_is_kept_and_shown(word: str, tag: str) -> None:
    entry = read_entry(f"{word} 5 dues #{tag}")
    assert isinstance(entry, Observation)
    assert entry.circumstances == (tag,)
    assert format_tag_label(tag) in build_description(entry).sentence


def test_those_that_are_neutral_or_good_are_marked() -> None:
    assert {tag.name for tag in TAG_VOCABULARY if tag.is_neutral} == NEUTRAL_OR_GOOD


def test_before_any_is_used_the_first_twelve_are_on_keys() -> None:
    first = [tag.name for tag in TAG_VOCABULARY if tag.is_on_key]
    assert list_tag_names({}) == first
    assert len(first) == 12
    assert len(NEUTRAL_OR_GOOD.intersection(first)) == 3


def test_what_is_used_most_takes_a_key_and_the_others_stay_in_order() -> None:
    assert list_tag_names({"alcohol": 5, "bus_fare": 2}) == [
        *("in_public", "public_pledge", "others_gifts_announced", "long_day", "alcohol"),
        *("deadline", "no_not_accepted", "guilt_words"),
        *("private_ask", "time_to_decide", "no_accepted", "bus_fare"),
    ]


def test_an_own_tag_on_a_key_has_its_meaning_and_no_source() -> None:
    own = choose_key_tags({"bus_fare": 2, "wet": 9}, {"bus_fare": "they paid it"})[-2:]
    assert [(tag.name, tag.meaning, tag.is_own) for tag in own] == [
        ("bus_fare", "they paid it", True),
        ("wet", "", True),
    ]


def test_a_key_stays_where_it_is_while_the_twelve_do() -> None:
    assert list_tag_names({"in_public": 3, "deadline": 2}) == list_tag_names(
        {"in_public": 2, "deadline": 9}
    )


@given(USES)
def test_twelve_different_tags_are_on_keys_and_three_of_them_are_neutral(
    uses: dict[str, int],
) -> None:
    tags = list_tag_names(uses)
    neutral = [tag for tag in tags if tag in NEUTRAL_OR_GOOD]
    assert len(set(tags)) == len(tags) == 12
    assert len(neutral) >= 3
    order = [tag.name for tag in list_tags(uses, {})]
    assert tags == sorted(tags, key=order.index)
    least = min(uses.get(tag, 0) for tag in tags if tag not in neutral)
    for tag in set(order) - set(tags):
        assert uses.get(tag, 0) <= least
    if len(neutral) > 3:
        most = max(uses.get(tag, 0) for tag in set(order) - set(tags))
        assert most <= min(uses.get(tag, 0) for tag in tags)


def test_the_good_is_as_easy_to_note_as_the_bad() -> None:
    assert set(VOCABULARY_TAGS) >= NEUTRAL_OR_GOOD


@pytest.mark.parametrize("tag", VOCABULARY_TAGS)
def test_every_tag_is_known_to_a_new_book(tag: str) -> None:
    entry = read_entry(f"meeting #{tag.upper()}")
    assert isinstance(entry, Meeting)
    assert entry.circumstances == (tag,)


def test_another_name_is_taken_as_it_is_typed() -> None:
    assert (
        parse_tag_name("bus fare")
        == parse_tag_name(" #bus_fare ")
        == parse_tag_name("#!bus_fare")
        == "bus_fare"
    )
    for name in ("", "#", "bus.fare", '"bus"', "a // b"):
        with pytest.raises(ParseError, match="letters, digits"):
            parse_tag_name(name)


@given(own_tags())
def test_any_tag_of_the_grammar_is_a_name(tag: str) -> None:
    assert parse_tag_name(tag) == tag


def test_an_entry_that_had_both_tags_has_one_of_them_once() -> None:
    entry = read_entry("ask 5 merch #!rain #deadline #!wet")
    changed = rename_tag(entry, "wet", "rain")
    assert isinstance(changed, Ask)
    assert changed.circumstances == ("rain", "deadline")
    payment = read_entry("paid 5 merch")
    assert isinstance(payment, Payment)
    assert rename_tag(payment, "wet", "rain") is payment


def test_whether_a_no_was_accepted_is_no_riddle_in_words() -> None:
    assert format_tags(["no_accepted", "in_public"]) == "no was accepted, others could hear"
    assert format_tags(["no_not_accepted"]) == "no was not accepted"


@pytest.mark.parametrize("name", ["a'b", "#a#b", "a@b", "a//b", "//", "a\u200bb", "a\0b"])
def test_no_other_name_is_a_tag(name: str) -> None:
    with pytest.raises(ParseError, match="letters, digits"):
        parse_tag_name(name)


def test_in_the_first_week_six_tags_come_first_and_used_ones_follow() -> None:
    assert [tag.name for tag in choose_key_tags({}, {}, FIRST_TAGS)][:6] == [*FIRST_TAGS]
    uses = {"alcohol": 2, "wet": 3, "in_public": 9}
    names = [tag.name for tag in choose_key_tags(uses, {}, FIRST_TAGS)]
    assert names[:6] == [*FIRST_TAGS]
    assert len({*names}) == 12
    assert {"alcohol", "wet"} <= {*names[6:]}
    neutral = {tag.name for tag in TAG_VOCABULARY if tag.is_neutral}
    assert len({*FIRST_TAGS} & neutral) == 3
