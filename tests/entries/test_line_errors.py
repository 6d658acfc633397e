"""Errors of entry lines: which part is marked, and what the message says."""

import time
from datetime import date

import pytest

from tests.entries.entry_lines import (
    find_marked_part,
    find_parse_error,
    find_parse_error_in,
    read_entry,
)
from tests.factories import make_parse_context
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Ask

BLINK = 0.5
"""Seconds of work."""
TODAY = date(2026, 3, 5)
BEFORE = (
    "2026-01-10 ask 30/month dues",
    "2026-01-11 paid 15 merch",
    "2026-01-12 answered no for 1",
    "2026-01-13 ask 5-9 donation",
    "2026-01-14 meeting #!singing",
    "2026-01-15 goal 100 +office",
)

AMOUNTS = [
    ("ask dues", "ask", "amount is missing"),
    ("paid dues", "paid", "amount is missing"),
    ("wage", "wage", "amount is missing"),
    ("paid -5 dues", "-5", "plus or minus sign"),
    ("paid \N{MINUS SIGN}5 dues", "\N{MINUS SIGN}5", "plus or minus sign"),
    ("paid +5 dues", "+5", "plus or minus sign"),
    ("paid 1e3 dues", "1e3", "in digits"),
    ("paid 1,000 dues", "1,000", "Type “paid 1000 dues” or “paid 1 dues”"),
    ("paid 1.000 dues", "1.000", "Type “paid 1000 dues” or “paid 1 dues”"),
    ("paid 12.3456 dues", "12.3456", "two decimals"),
    ("paid \u0663 dues", "\u0663", "digits 0 to 9"),
    ("paid \uff15 dues", "\uff15", "digits 0 to 9"),
    ("paid 99999999999999 dues", "99999999999999", "too large. Type 9999999.99 or less"),
    ("paid 10000000 dues", "10000000", "too large. Type 9999999.99 or less"),
    ("paid NaN dues", "paid", "amount is missing"),
    ("ask NaN dues", "NaN", "doesn’t understand"),
    ("ask 50-20 dues", "50-20", "20-50"),
    ("ask 50-50 dues", "50-50", "Type: 50"),
    ("ask 0-50 dues", "0-50", "can’t start at 0"),
    ("ask 50--60 dues", "50--60", "sign"),
    ("ask 0 dues", "0", "can’t be 0"),
    ("paid 0 dues", "0", "can’t be 0"),
    ("goal 0 +office", "0", "can’t be 0"),
    ("wage 0", "0", "can’t be 0"),
    ("paid $5 dues", "$5", "EUR"),
    ("paid 5\u00a3 dues", "5\u00a3", "EUR"),
    ("paid 5 USD dues", "USD", "EUR"),
    ("paid 5 $ dues", "$", "EUR"),
    ("paid 5-9 dues", "5-9", "Type “paid about 5 dues” or “paid about 9 dues”"),
    ("received 5-9", "5-9", "one exact amount"),
    ("paid ?/month dues", "?/month", "regular payment needs an amount"),
    ("paid about 5 dues documented", "documented", "“about” makes this an estimate"),
    ("paid 20 event ticket: berlin", "ticket: berlin", "type “'ticket': berlin”"),
    ("paid 20 event ticket: berlin", "ticket: berlin", "type “'ticket: berlin'”"),
    ("income 5 : berlin", "5 : berlin", "type “5: berlin”"),
    ("meeting :", ":", "after the colon"),
    ("wrote it was nice", "it", "after a colon"),
    (": nice", ": nice", "Start with what it is"),
    ("meeting +!event:office", "+!event:office", "“office” is a campaign"),
    ("goal 5 +!event:office", "+!event:office", "“office” is a campaign"),
    (
        "paid 8-9/month merch",
        "8-9/month",
        "“paid about 8/month merch” or “paid about 9/month merch”",
    ),
    ("returned 8-9 for 2", "8-9", "“returned about 8 for 2” or “returned about 9 for 2”"),
    ("paid 8-9 for last", "8-9", "“paid about 8 for last” or “paid about 9 for last”"),
    ("silent for 1", "silent", "Did you mean “answered silent”?"),
    ("fare 5", "fare", "Type “cost 'fare' 5” or “paid other 'fare' 5”"),
    ("meeting 12-10h", "12-10h", "second number isn’t larger"),
    ("meeting 2h75", "2h75", "e.g. 2h20"),
    ("income 5/month for 2026-01", "for", "counts in every month"),
    ("income 5 for march", "march", "“for 2026-11”"),
    ("goal ? +office", "?", "e.g. 1000 or 1000-1200"),
    ("cost 5/month travel", "5/month", "can’t have a period"),
    ("income ?", "?", "one exact amount"),
    ("ask 5 dues 6", "6", "already has one"),
    ("ask 5 dues pledged 5-9", "5-9", "one exact amount"),
    ("ask 5 dues pledged ?", "?", "one exact amount"),
    ("ask 5 dues pledged 0", "0", "can’t be 0"),
    ("ask 5 dues gave 0", "0", "can’t be 0"),
    ("ask 5 dues gave 5/month", "5/month", "single payment"),
    ("ask 5 dues pledged", "pledged", "amount is missing"),
    ("ask 5 dues no 5", "5", "already has one"),
]

PERIODS = [
    ("ask 30/moth dues", "30/moth", "/month"),
    ("ask 30/ dues", "30/", "/month"),
    ("ask 30/once dues", "30/once", "can’t have a period"),
    ("wage 11/month", "11/month", "per hour, such as “wage 12”"),
    ("paid 12/h dues", "12/h", "counts by week, 2weeks, 4weeks, month"),
    ("returned 5 for 2 monthly", "monthly", "can’t have a period"),
    ("goal 5/month +office", "5/month", "can’t have a period"),
    ("received 5/month", "5/month", "can’t have a period"),
    ("returned 5/month for 2", "5/month", "can’t have a period"),
    ("limit 5/week", "5/week", "amount a month"),
    ("limit", "limit", "an amount a month, or a percentage"),
    ("limit until 2026-12-31", "limit", "an amount a month, or a percentage"),
    ("limit 2% 20", "2%", "an amount or a percentage"),
    ("limit 101%", "101%", "from 0 to 100"),
    ("limit 2.555%", "2.555%", "can’t read this number"),
    ("ask 5% dues", "5%", "can’t have a percentage"),
    ("income 2 %", "2 %", "can’t have a percentage"),
    ("limit 101 %", "101 %", "from 0 to 100"),
    ("limit 2 % 3 %", "3 %", "already has one"),
    ("limit 2 % %", "%", "doesn’t understand"),
    ("limit 2/month %", "%", "doesn’t understand"),
    ("limit % 2", "%", "doesn’t understand"),
    ("ask 5 % dues", "%", "doesn’t understand"),
    ("paid 5 dues until 2026-12-31", "2026-12-31|until", "Only something regular can end"),
    ("ask 5 dues no until 2026-12-31", "2026-12-31|until", "Only something regular can end"),
    ("income 5/month until 2026-01-01", "2026-01-01|until", "before"),
    ("income 5/month until", "until", "“until” needs a date"),
    ("income 5/month until soon", "soon", "can’t read this date"),
    ("income 5/month until 2026-02-30", "2026-02-30", "no such date as"),
]

DATES = [
    ("2026-02-30 meeting", "2026-02-30", "no such date as 2026-02-30"),
    ("0000-01-01 meeting", "0000-01-01", "no such date as"),
    ("1899-12-31 meeting", "1899-12-31", "from 1900-01-01 to 2199-12-31"),
    ("9999-01-01 meeting", "9999-01-01", "from 1900-01-01 to 2199-12-31"),
    ("2200-01-01 income 5", "2200-01-01", "from 1900-01-01 to 2199-12-31"),
    ("2026-03-06 meeting", "2026-03-06", "future"),
    ("2026-03-06 ask 5 dues", "2026-03-06", "future"),
    ("2026-03-06 paid 5 dues", "2026-03-06", "future"),
    ("3/5/2026 meeting", "3/5/2026", "Did you mean “2026-03-05 meeting”?"),
    ("2026-03-05", "", "after the date"),
    ("yesterday  // only a note", "", "after the date"),
]

WORDS = [
    ("pad 5 dues", "pad", "paid"),
    ("aks 5 dues", "aks", "ask"),
    ("yesterdya meeting", "yesterdya", "yesterday"),
    ("50 dues", "50", "ask or paid before"),
    ("hello", "hello", "Start with what it is"),
    ("#in_public meeting", "#in_public", "Start with what it is"),
    (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "Start with",
    ),
    ("ask 5", "ask", "donation, dues"),
    ("need 5", "need", "food, rent"),
    ("ask 5 dus", "dus", "dues"),
    ("ask 5 mer", "mer", "merch"),
    ("ask 5 food", "food", "What was it for? Type donation, dues, merch"),
    ("ask 5 dues merch", "merch", "already has one"),
    (
        "ask 5 dues hello",
        "hello",
        'doesn’t understand “hello” here. Put what they said in "quotes"',
    ),
    ("meeting nice", "nice", 'Put what they said in "quotes"'),
    ("answered nothing for 1", "nothing", 'Put what they said in "quotes"'),
    ("answered pled 5 for 1", "pled", "Did you mean “pledged”?"),
    ("withdrew sadly for 1", "sadly", "your own words after a colon"),
    ("need 5 foood", "foood", "food"),
    ("income 5 utnil", "utnil", "until"),
    ("paid 5 dues fro", "fro", "for"),
    ("event 20", "20", "20 event"),
    ("meeting 20", "20", "can’t have an amount"),
    ("meeting 2h 3h", "3h", "already has one"),
    ("meeting 0h", "0h", "hours can’t be 0"),
    ("meeting 1000h", "1000h", "too large"),
    ("meeting dues", "dues", "doesn’t understand"),
    ("ask 5 dues 2h", "2h", "can’t have hours"),
    ("meeting 'label'", "'label'", "can’t have a label"),
    ("paid 5 dues #in_public", "#in_public", "can’t have tags"),
    ("income 5 @circle", "@circle", "can’t have a group"),
    ("income 5 +!office", "+!office", "can’t have a campaign"),
    ("income 5 +!seminar", "+!seminar", "can’t have an event"),
    ("ask 5 dues documented estimated", "estimated", "already has one"),
    ('meeting "one" "two"', '"two"', "already has one"),
    ("meeting #in_public #in_public", "#in_public", "already has one"),
    ("meeting @circle @circle", "@circle", "already has one"),
    ("paid 5 dues by cash by card", "by", "already has one"),
    ("income 5 'one' two", "two", "already has one"),
    ("paid 5 dues by", "by", "cash, transfer"),
    ("paid 5 dues by bank", "bank", "cash, transfer"),
    ("paid 5 dues ref", "ref", "where the receipt is"),
    ("paid 5 dues ref folder", "folder", "where the receipt is"),
    ("goal 5", "goal", "What is the goal for?"),
    ("goal 5 +office met met", "met", "already has one"),
]

TIES = [
    ("answered no", "answered", "Which entry is this for?"),
    ("answered for 1", "answered", "answer is missing"),
    ("withdrew", "withdrew", "Which entry is this for?"),
    ("returned 5", "returned", "Which entry is this for?"),
    ("ask 5 for", "for", "number of an entry"),
    ("ask 5 for x", "x", "number of an entry"),
    ("ask 5 for \u0663", "\u0663", "number of an entry"),
    ("ask 5 for 99", "99", "no entry 99"),
    ("ask 5 for 0", "0", "no entry 0"),
    ("ask 5 for 2", "2", "isn’t an ask"),
    ("ask 5 for 3", "3", "for 1"),
    ("returned 5 for 1", "1", "isn’t a payment"),
    ("withdrew for 5", "5", "isn’t an ask"),
    ("2026-01-09 ask 5 for 1", "1", "2026-01-10"),
    ("2026-01-09 answered no for 1", "1", "2026-01-10"),
    ("ask 5 merch for 1", "merch", "is for dues, so this is too"),
    ("ask 5 for 1 @!choir", "@!choir", "about the group circle"),
    ("ask 5-9 donation yes", "yes", "e.g. pledged 50"),
    ("ask ? donation yes", "yes", "e.g. pledged 50"),
    ("answered yes for 4", "yes", "e.g. pledged 50"),
    ("answered no for 1 for 1", "for", "already has one"),
]

NAMES = [
    ("meeting #in_pubic", "#in_pubic", "#in_public"),
    ("meeting #singin", "#singin", "#singing"),
    ("meeting #zzzz", "#zzzz", "#!zzzz"),
    ("meeting #pledge", "#pledge", "Did you mean “#public_pledge”?"),
    ("meeting #in", "#in", "To add it, type: #!in"),
    ("meeting @circel", "@circel", "@circle"),
    ("meeting @zzzz", "@zzzz", "@!zzzz"),
    ('meeting @"z z"', '@"z z"', '@!"z z"'),
    ("meeting @7", "@7", "number"),
    ("meeting @!7", "@!7", "letter"),
    ("meeting @all", "@all", "every group"),
    ("meeting @!ALL", "@!ALL", "every group"),
    ("ask 5 dues +ofice", "+ofice", "+office"),
    ("ask 5 dues +zzzz", "+zzzz", "To add it, type: +!zzzz"),
    ("meeting #", "#", "name is missing"),
    ("meeting #!", "#", "name is missing"),
    ("meeting @", "@", "name is missing"),
    ("meeting @!", "@", "name is missing"),
    ("goal 5 +", "+", "name is missing"),
    ('meeting @""', '@""|""', "nothing in these quotes"),
    ('meeting @a"b"', '@a"b"', "in quotes"),
]

TEXT = [
    ('meeting "half', '"half', "closing"),
    ("paid 5 dues 'half", "'half", "closing"),
    ('meeting @"half', '@"half|"half', "closing"),
    ('meeting ""', '""', "nothing in these quotes"),
    ('meeting "   "', '"   "', "nothing in these quotes"),
    ('meeting "a"b', "b", "space is missing"),
    ('ask 5 dues"a"', '"', "space is missing"),
    ("meeting #in_public!", "!", "space is missing"),
    ('meeting "a\tb"', "\t", "tab"),
    ("meeting // a\tb", "\t", "tab"),
    ("meeting \x00", "\x00", "U+0000"),
    ("meeting // \x1b[31mred", "\x1b", "U+001B"),
    ('meeting "\x7f"', "\x7f", "U+007F"),
    ("meeting\n", "\n", "U+000A"),
    ("meeting \u2028", "\u2028", "U+2028"),
    ("meeting // \ud800", "\ud800", "U+D800"),
]


@pytest.mark.parametrize(
    ("line", "place", "advice"), [*AMOUNTS, *PERIODS, *DATES, *WORDS, *TIES, *NAMES, *TEXT]
)
def test_a_refusal_points_at_the_place_and_says_the_mend(
    line: str, place: str, advice: str
) -> None:
    error = find_parse_error(line, *BEFORE, today=TODAY)
    assert find_marked_part(line, error) in place.split("|")
    assert advice in error.message


def test_columns_count_characters_from_1() -> None:
    error = find_parse_error('meeting "\U0001f44d\U0001f3fd" helo', *BEFORE, today=TODAY)
    assert (error.column, error.length) == (14, 4)


def test_another_currencys_book_refuses_the_euro() -> None:
    error = find_parse_error("paid \u20ac5 dues", currency="PLN")
    assert "PLN" in error.message


def test_for_last_needs_an_ask() -> None:
    assert "no earlier ask" in find_parse_error("answered no for last").message


def test_the_first_word_has_to_be_one_of_the_grammar() -> None:
    assert (
        "Start with an amount, such as “30 dues no”, or"
        in find_parse_error("x 5 dues", typed=True).message
    )
    assert "Start with what it is" in find_parse_error("x 5 dues").message


@pytest.mark.parametrize(
    "line",
    [
        *("donated 15 euros", "asked 50, said maybe", "refused 5 on friday", "paid 20 on 3/4"),
        *("they asked me for 50", "asked for 1"),
    ],
)
def test_what_is_typed_in_everyday_words_and_lacks_only_the_kind_is_asked_for_it(line: str) -> None:
    error = find_parse_error(line, *BEFORE, today=date(2026, 11, 12), typed=True)
    assert error.message.startswith("What was it for? Type donation, dues")


def test_a_campaign_whose_name_is_near_is_proposed() -> None:
    error = find_parse_error("ask 5 dues +ofice", "goal 5 +office")
    assert error.message == (
        "There’s no such campaign or event. Did you mean “+office”? To add a new one, type: +!ofice"
    )
    ask = read_entry("ask 5 dues +!ofice", "goal 5 +office")
    assert isinstance(ask, Ask)
    assert ask.campaign == "ofice"


@pytest.mark.timed
def test_a_line_of_a_megabyte_is_refused_at_once() -> None:
    for line in ("ask " + "x" * 2**20, '"' * 2**20, "#!a " * 2**18, "\U0001f468\u200d" * 2**19):
        context = make_parse_context()
        start = time.process_time()
        with pytest.raises(ParseError) as caught:
            read_line(line, context, LineDays.from_today(TODAY))
        assert time.process_time() - start < 0.05
        assert caught.value.column == 1
        assert str(len(line)) in caught.value.message


@pytest.mark.timed
@pytest.mark.parametrize(
    "line",
    [
        "ask 5 dues " + "no " * 3000,
        "meeting " + "".join(f"#!t{number} " for number in range(1200)),
        "income 5 " + "zz " * 3000,
        'meeting "' + '""' * 4500 + '"x',
        "meeting " + "+" * 9000,
    ],
)
def test_the_longest_line_is_read_or_refused_in_a_blink(line: str) -> None:
    context = make_parse_context()
    start = time.process_time()
    error = find_parse_error_in(line, context)
    assert time.process_time() - start < BLINK
    assert error is None or 1 <= error.column <= len(line) + 1


@pytest.mark.parametrize(
    ("start", "meant"), [("rent", "need rent"), ("piad", "paid"), ("aks", "ask"), ("pad", "paid")]
)
@pytest.mark.parametrize("typed", [False, True])
def test_a_slip_at_the_start_is_told_what_it_means(start: str, meant: str, typed: bool) -> None:
    rest = "20" if start == "rent" else "20 donation"
    error = find_parse_error(f"{start} {rest}", typed=typed)
    assert error.message == f"Did you mean “{meant}”?"
    read_entry(f"{meant} {rest}", typed=typed)


@pytest.mark.parametrize("start", ["monday", "Thursday", "saturday", "Dienstag", "gestern"])
def test_a_day_in_a_file_makes_no_ask_of_an_amount_alone(start: str) -> None:
    assert "Were you asked, or did you pay?" in find_parse_error(f"{start} 20 donation").message
    assert isinstance(read_entry(f"{start} 20 donation", typed=True), Ask)


def test_no_other_day_is_proposed() -> None:
    assert "Did you mean" not in find_parse_error("morgen meeting").message


@pytest.mark.parametrize("word", ["or", "do"])
def test_a_word_of_two_letters_is_no_slip_of_an_answer(word: str) -> None:
    assert "Did you mean" not in find_parse_error(f"ask 30 {word} dues").message
    assert find_parse_error("ask 30 dues np").message == "Did you mean “no”?"
