"""Completion of a line: tags, groups and campaigns found by any part of their name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_parse_context, read_entries
from tests.strategies import LAST_DAY
from tracker.entries.completion import find_completions
from tracker.entries.name_lookup import find_campaign_or_event, find_group
from tracker.entries.parse_context import ParseContext, index_by_folded
from tracker.entries.tags import TAG_VOCABULARY, VOCABULARY_TAGS, Tag
from tracker.entries.tokenizer import TokenMark, tokenize
from tracker.months import Period

NAMES = st.text(st.sampled_from("ab_ \"'!@#+/1é-"), min_size=1, max_size=8).filter(str.strip)


def build_context() -> ParseContext:
    """Return the names in a book of `circle` with more groups, a campaign and an own tag."""
    context = make_parse_context()
    lines = (
        'meeting @!"Reading circle" #!singing_late',
        "meeting @!choir +!seminar",
        'goal 5 +"new office"',
    )
    read_entries(lines, context, today=LAST_DAY)
    return context


def list_completions(line: str) -> list[str]:
    return [completion.text for completion in find_completions(line, build_context())]


@pytest.mark.parametrize(
    ("begun", "first"),
    [
        ("#pre", ["#buy_pressed"]),
        ("#PRESS", ["#buy_pressed"]),
        ("#pressed", ["#buy_pressed"]),
        ("#pledge", ["#public_pledge"]),
        ("#pr", ["#private_ask", "#giving_praised", "#finances_probed", "#buy_pressed"]),
        ("#late", ["#singing_late"]),
        ("#drunk", ["#alcohol"]),
        ("#dr", []),
        ("#ledge", []),
        (
            "#ask",
            [
                "#several_askers",
                "#leader_asked",
                "#private_ask",
                "#minor_involved",
                "#hard_to_leave",
            ],
        ),
        ("#no_pur", ["#no_purpose"]),
        ("#not_acc", ["#no_not_accepted"]),
        ("#alcohol", []),
        ("#!pre", []),
        ("@read", ['@"Reading circle"']),
        ('@"read', ['@"Reading circle"']),
        ("@cir", ["@circle", '@"Reading circle"']),
        ("@circle", []),
        ("@ircle", []),
        ("+off", ['+"new office"']),
        ('+"new o', ['+"new office"']),
    ],
)
def test_a_name_is_found_by_how_any_part_of_it_begins(begun: str, first: list[str]) -> None:
    found = list_completions(f"30 dues {begun}")
    assert found[: len(first) or None] == first


def test_all_tags_are_offered_in_their_order_until_one_is_used() -> None:
    assert list_completions("30 dues #")[: len(VOCABULARY_TAGS)] == [
        f"#{tag}" for tag in VOCABULARY_TAGS
    ]
    assert "#in_public" not in list_completions("30 dues #in_public #")
    assert list_completions("30 dues #buy_pressed #press") == []


@pytest.mark.parametrize("begun", ["nation", "embered", "ues"])
def test_other_words_are_found_by_their_beginning_only(begun: str) -> None:
    assert list_completions(f"30 {begun}") == []


@pytest.mark.parametrize(
    "line", ['30 "she said #pr', '30 "at @cir', "30 dues // by @cir", '30 "no']
)
def test_nothing_goes_on_in_words_and_notes(line: str) -> None:
    assert list_completions(line) == []


@pytest.mark.parametrize(
    "line",
    [
        *("15 merch //a #in_p", "15 merch // #in_p", "15 merch //#in_p", "15 merch // a 'b' #in_p"),
        *("15 merch 'a b #in_p", "15 merch 'it''s #in_p", "15 merch 'say \"hi #in_p"),
        *(
            '15 merch "a #in_p',
            '15 merch "a ""b #in_p',
            '15 merch +"my #in_p',
            '15 merch @"my #in_p',
        ),
        *("15 merch \u201csaid #in_p", "15 merch \u00absaid #in_p", '15 merch ref "a #in_p'),
    ],
)
def test_no_free_text_is_completed_into_a_tag(line: str) -> None:
    assert find_completions(line, make_parse_context()) == []


@pytest.mark.parametrize(
    "before",
    ["don't", "'a b'", "'say \"hi'", '"a ""b"', "merch//", '@"my group"', '+!"a b"', "'it''s'"],
)
def test_a_tag_is_found_behind_free_text_that_is_closed(before: str) -> None:
    completions = find_completions(f"15 {before} #in_p", make_parse_context())
    assert [completion.text for completion in completions] == ["#in_public"]


@pytest.mark.parametrize("tag", TAG_VOCABULARY, ids=lambda tag: tag.name)
@pytest.mark.parametrize("word", ["seen", "heard"])
def test_a_tag_about_others_does_not_say_you(word: str, tag: Tag) -> None:
    completions = find_completions(f"{word} 5 dues #{tag.name[:-1]}", make_parse_context())
    meanings = {completion.text: completion.meaning for completion in completions}
    if not tag.is_for_observations:
        assert f"#{tag.name}" not in meanings
    else:
        meaning = meanings[f"#{tag.name}"]
        assert not re.search(r"\byou", meaning)
        assert bool(tag.meaning_for_others) == bool(re.search(r"\byou", tag.meaning))


def test_what_was_said_before_does_not_hinder() -> None:
    assert list_completions('30 "no" @cir') == ["@circle", '@"Reading circle"']
    assert list_completions('30 @"Reading circle" +off') == ['+"new office"']


@given(st.sampled_from(TAG_VOCABULARY), st.data())
def test_every_part_and_every_longer_word_of_its_meaning_finds_a_tag(
    built_in: Tag, data: st.DataObject
) -> None:
    tag, label, meaning = built_in[:3]
    part = data.draw(st.sampled_from(tag.split("_")))
    begun = part[: data.draw(st.integers(1, len(part)))]
    found = [
        completion.text
        for completion in find_completions(f"30 dues #{begun}", make_parse_context())
    ]
    if begun not in VOCABULARY_TAGS:
        assert f"#{tag}" in found
    begins = [text[1:].startswith(begun) for text in found]
    assert begins == sorted(begins, reverse=True), "those that begin so come first"
    long = [word for word in f"{label} {meaning}".split() if word.isalpha() and len(word) >= 3]
    word = data.draw(st.sampled_from(long))
    if word not in VOCABULARY_TAGS:
        assert f"#{tag}" in [
            completion.text
            for completion in find_completions(f"30 dues #{word[:3]}", make_parse_context())
        ]


@given(st.sampled_from("@+"), NAMES)
def test_a_group_or_campaign_that_is_put_in_is_read_as_that_name(mark: str, name: str) -> None:
    names = index_by_folded([name])
    context = ParseContext("EUR", groups=names) if mark == "@" else ParseContext("EUR")
    context.campaigns |= names
    (completion,) = find_completions(f"30 dues {mark}", context)
    assert completion.start == len("30 dues ")
    (token,) = tokenize(completion.text)
    assert token.mark is TokenMark(mark)
    if mark == "@":
        assert find_group(token, context) == name
    else:
        assert find_campaign_or_event(token, context, "ask") == ("campaign", name)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("30/", [f"30/{period}" for period in Period]),
        ("paid 30/m", ["30/month"]),
        ("paid 5 dues by ", ["cash", "transfer", "card", "debit"]),
        ("answered no for ", ["last"]),
        ("wa", ["wage"]),
        ("thu wi", ["withdrew"]),
        ("limit ", ["until", "documented", "remembered", "estimated"]),
        ("meeting estimated ", []),
        ("need food estimated ", ["until"]),
        ("goal 5 +van m", ["met"]),
        ("meeting 2h ab", []),
        ("2026-10-02 seen donation ab", ["about"]),
        ("ask 20 dues s", ["silent"]),
        ("seen: an ev", []),
        ("paid 5 dues: by ", []),
        ("wrote : #", []),
        ('message "come": b', []),
        ("goal 5 +van r", ["reached", "remembered"]),
        ("ask ab", ["about"]),
        ("ask 5 dues si", ["silent"]),
        ("se", ["seen"]),
        ("hea", ["heard"]),
        ("co", ["cost"]),
        ("wro", ["wrote"]),
        ("meeting #no_mon", ["#no_money"]),
        ("seen #no_mon", []),
        ("heard 5 donation #no_mon", []),
        ("income 5 for ", []),
        ("income 5 fo", ["for"]),
        ("30/2", ["30/2weeks"]),
        ("meeting +sem", ["+seminar"]),
        ("meeting: no", []),
        ("meeting : #no_mon", []),
        ('ask 5 dues "it: was" : @cir', []),
        ('ask 5 dues "it: was" si', ["silent"]),
        ("ask 12:30 si", ["silent"]),
    ],
)
def test_what_a_line_may_still_say_is_offered(line: str, words: list[str]) -> None:
    context = build_context()
    completions = find_completions(line, context, typed=not line.startswith("thu"))
    assert [completion.text for completion in completions] == words


def test_a_campaign_and_an_event_are_offered_behind_a_plus() -> None:
    context = build_context()
    read_entries(["event 5h +!seminar"], context, today=LAST_DAY)
    offered = [completion.text for completion in find_completions("paid 5 event +", context)]
    assert offered == ['+"new office"', "+seminar"]


def test_without_ask_a_typed_line_goes_on_as_an_ask_does() -> None:
    assert list_completions("thu d") == ["donation", "dues", "documented"]
    on_a_new_line = [each.text for each in find_completions("thu d", build_context(), typed=False)]
    assert on_a_new_line == []


def test_a_label_of_the_book_is_offered_unless_it_needs_quotes() -> None:
    context = build_context()
    context.labels = ("jobs", "side job", "monthly", "july")
    completions = find_completions("income 5 j", context)
    assert [completion.text for completion in completions] == ["jobs", "july"]
    assert find_completions("income 5 mon", context) == []
