"""Each pattern as a sentence: one, many, none, too few, hidden."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from tracker.analysis.patterns.delay_sentences import describe_delays
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.i18n import HIDDEN_NUMBER, NumberFormat

NEVER = ("over", "open", "owed", "owe", "debt", "unpaid", "broken", "missing", "kept", "failed")
"""Words that are never said of what was given or pledged."""


def describe_counts(
    name: str,
    count: int | None,
    total: int,
    value: int | None = None,
    *,
    has_enough: bool = True,
    aside_count: int = 0,
    values: Sequence[int] = (),
    is_hidden: bool = False,
    **others: Any,
) -> str:
    pattern = Pattern(
        PatternName(name),
        count,
        total,
        value,
        has_enough,
        (),
        aside_count,
        values=tuple(values),
        **others,
    )
    return describe_pattern(pattern, NumberFormat(is_hidden))


@pytest.mark.parametrize(
    ("describe", "expected"),
    [
        (
            partial(describe_counts, "money_came_up", 9, 12, unrecorded_count=2, asked_count=3),
            (
                "You wrote down for 12 of 14 meetings whether money came up. It did at 9. You were"
                " asked yourself at 3."
            ),
        ),
        (
            partial(describe_counts, "money_came_up", 2, 4, aside_count=1),
            (
                "You wrote down for all 4 meetings whether money came up. It did at 2. You weren’t"
                " asked yourself at any of them. Outside meetings, you were asked once."
            ),
        ),
        (
            partial(describe_counts, "money_came_up", 0, 3, unrecorded_count=1),
            ("You wrote down for 3 of 4 meetings whether money came up. It didn’t at any of them."),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 1, 6, unrecorded_count=5),
            (
                "You were asked for money at 1 of the 6 meetings you recorded. For 5 of them it"
                " isn’t recorded whether money came up."
            ),
        ),
        (
            partial(describe_counts, "seen", 7, 7, low=500, high=12000),
            (
                "You saw others asked for money, or giving it, 7 times. Where you know the amount,"
                " it was from 5.00 to 120.00."
            ),
        ),
        (
            partial(describe_counts, "seen", 4, 4, low=500, high=500, aside_count=1),
            (
                "You saw others asked for money, or giving it, 4 times. Where you know the amount,"
                " it was 5.00. A regular amount isn’t part of that."
            ),
        ),
        (
            partial(describe_counts, "seen", 1, 1, aside_count=1),
            "You saw others asked for money, or giving it, once.",
        ),
        (
            partial(describe_counts, "heard", 4, 4),
            "Someone told you 4 times of others who were asked for money or gave it.",
        ),
        (
            partial(describe_counts, "heard", 1, 1),
            "Someone told you once of others who were asked for money or gave it.",
        ),
        (
            partial(describe_counts, "time_given", 200, 3, 67, low=200, high=230, value_high=77),
            ("You recorded 20 to 23 h of meetings in 3 months, on average 6.7 to 7.7 h a month."),
        ),
        (
            partial(describe_counts, "hours_per_ask", 8, 200, 25, high=230, value_high=29),
            (
                "In the 20 to 23 hours of meetings you recorded, you were asked 8 times, on average"
                " once every 2.5 to 2.9 hours."
            ),
        ),
        (
            partial(describe_counts, "months_over_limit", 1, 5),
            "In the past months with a limit, you don’t know what you gave.",
        ),
        (
            partial(describe_counts, "share_trend", None, 12, 0, aside_count=2),
            (
                "Over 12 past months with an income, the share you gave didn’t rise or fall"
                " steadily. That is without 2 payments whose amount you don’t know."
            ),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 11, 14, aside_count=3),
            (
                "You were asked for money at 11 of the 14 meetings you recorded. Outside meetings,"
                " you were asked 3 times."
            ),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 1, 3, aside_count=1),
            (
                "You were asked for money at 1 of the 3 meetings you recorded. Outside meetings,"
                " you were asked once."
            ),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 0, 3),
            "You recorded 3 meetings, and no ask for money at any of them.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 22, 585, 27),
            (
                "In the 58.5 hours of meetings you recorded, you were asked 22 times, on average"
                " once every 2.7 hours."
            ),
        ),
        (
            partial(describe_counts, "hours_per_ask", 3, 30, 10),
            (
                "In the 3 hours of meetings you recorded, you were asked 3 times, on average once"
                " an hour."
            ),
        ),
        (
            partial(describe_counts, "hours_per_ask", 480, 28200, 59),
            (
                "In the 2,820 hours of meetings you recorded, you were asked 480 times, on average"
                " once every 5.9 hours."
            ),
        ),
        (
            partial(describe_counts, "hours_per_ask", 1, 30, 30),
            "In the 3 hours of meetings you recorded, you were asked once.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 99, 30, 0),
            "In the 3 hours of meetings you recorded, you were asked 99 times.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 0, 30),
            "You recorded 3 hours of meetings, and no ask for money in them.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 0, 30, aside_count=2),
            (
                "You recorded 3 hours of meetings, and no ask for money in them. Outside meetings,"
                " you were asked 2 times."
            ),
        ),
        (
            partial(describe_counts, "asked_in_public", 17, 23, aside_count=2),
            ("You tagged how 23 asks were made. 17 were in front of others. 2 asks have no tag."),
        ),
        (
            partial(describe_counts, "asked_in_public", 1, 3, aside_count=1),
            "You tagged how 3 asks were made. 1 was in front of others. 1 ask has no tag.",
        ),
        (
            partial(describe_counts, "asked_in_public", 0, 3),
            "You tagged how 3 asks were made. None of them was in front of others.",
        ),
        (
            partial(describe_counts, "no_then_asked_again", 4, 5, 90),
            (
                "You said no to 5 asks. After 4 of them, you were asked for the same kind of thing"
                " again within 30 days, at least half the time within 9 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 2, 5, 25),
            (
                "You said no to 5 asks. After 2 of them, you were asked for the same kind of thing"
                " again within 30 days, at least half the time within 2.5 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 2, 5, 5),
            (
                "You said no to 5 asks. After 2 of them, you were asked for the same kind of thing"
                " again within 30 days, at least half the time on the same day."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 1, 5, 10),
            (
                "You said no to 5 asks. After one of them, you were asked for the same kind of"
                " thing again 1 day later."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 1, 5, 0),
            (
                "You said no to 5 asks. After one of them, you were asked for the same kind of"
                " thing again on the same day."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 0, 5),
            (
                "You said no to 5 asks. You recorded no other ask for the same kind of thing within"
                " 30 days."
            ),
        ),
        (
            partial(describe_counts, "yes_then_asked_again", 6, 8, 140),
            (
                "You answered 8 asks with a yes or a gift. After 6 of them, you were asked for the"
                " same kind of thing again within 30 days, at least half the time within 14 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 3, 5, 90, values=(20, 90, 300)),
            (
                "You said no to 5 asks. After 3 of them, you were asked for the same kind of thing"
                " again within 30 days (after 2, 9 and 30 days)."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 3, 3, 0, values=(0, 0, 0)),
            (
                "You said no to 3 asks. After 3 of them, you were asked for the same kind of thing"
                " again within 30 days (all 3 on the same day)."
            ),
        ),
        (
            partial(describe_counts, "yes_then_asked_again", 2, 3, 0, values=(0, 0)),
            (
                "You answered 3 asks with a yes or a gift. After 2 of them, you were asked for the"
                " same kind of thing again within 30 days (both on the same day)."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 5, 5, 10, values=(0, 0, 10, 90, 90)),
            (
                "You said no to 5 asks. 5 of them got a yes or a gift later (2 on the same day, 1"
                " after 1 day and 2 after 9 days)."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 2, 3, 10, values=(10, 10)),
            ("You said no to 3 asks. 2 of them got a yes or a gift later (both after 1 day)."),
        ),
        (
            partial(describe_counts, "no_then_yes", 6, 8, 120, values=(0, 0, 120, 120, 130, 140)),
            (
                "You said no to 8 asks. 6 of them got a yes or a gift later, at least half of them"
                " within 12 days."
            ),
        ),
        (
            partial(
                describe_counts, "goal_raised", 2, 2, 3250, ranges=((2500, 2500), (4000, 4000))
            ),
            (
                "They raised a fundraising goal 2 times after saying it was reached, by 25\xa0%"
                " and 40\xa0%. In total, you recorded that they raised a goal"
                " 2 times."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 2, 5, 120),
            (
                "You said no to 5 asks. 2 of them got a yes or a gift later, at least half of them"
                " within 12 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 1, 5, 120),
            "You said no to 5 asks. One of them got a yes or a gift 12 days later.",
        ),
        (
            partial(describe_counts, "no_then_yes", 1, 5, 0),
            "You said no to 5 asks. One of them got a yes or a gift later, on the same day.",
        ),
        (
            partial(describe_counts, "no_then_yes", 0, 5),
            "You said no to 5 asks. None of them got a yes or a gift later.",
        ),
        (
            partial(describe_counts, "no_accepted", 4, 6, aside_count=9),
            (
                "You recorded how they took your no to 6 asks. They accepted it 4 times. For 9"
                " other noes it isn’t recorded how they took it."
            ),
        ),
        (
            partial(describe_counts, "no_accepted", 1, 3, aside_count=1),
            (
                "You recorded how they took your no to 3 asks. They accepted it once. For 1 other"
                " no it isn’t recorded how they took it."
            ),
        ),
        (
            partial(describe_counts, "no_accepted", 0, 3),
            (
                "You recorded how they took your no to 3 asks. They didn’t accept it any of those"
                " times."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 1, 3, 4000, ranges=((4000, 4000),)),
            (
                "They raised a fundraising goal once after saying it was reached, by 40\xa0%. In"
                " total, you recorded that they raised a goal 3 times."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 1, 1),
            (
                "They raised a fundraising goal once after saying it was reached. In total, you"
                " recorded that they raised a goal once."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 1, 1, ranges=((3333, 4000),)),
            (
                "They raised a fundraising goal once after saying it was reached, by 33\xa0% to"
                " 40\xa0%. In total, you recorded that they raised a goal once."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 2, 3, ranges=((3333, 4000), (5000, 5000))),
            (
                "They raised a fundraising goal 2 times after saying it was reached, by 33\xa0% to"
                " 40\xa0% and 50\xa0%. In total, you recorded that they raised a goal 3 times."
            ),
        ),
        (
            partial(
                describe_counts,
                *("goal_raised", 6, 6, 3250),
                low=1001,
                high=4500,
                ranges=((1001, 1001),) * 5 + ((3333, 4500),),
            ),
            (
                "They raised a fundraising goal 6 times after saying it was reached, each time by"
                " 10\xa0% to 45\xa0%. In total, you recorded that they raised a goal 6 times."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 0, 1),
            "They raised a fundraising goal once. It isn’t recorded that it was reached before.",
        ),
        (
            partial(describe_counts, "pledges", 13000, 18000),
            "You said yes to 180.00 in total. For these asks, you gave 130.00.",
        ),
        (
            partial(describe_counts, "pledges", 13000, 18000, gave_more=True),
            "You said yes to 180.00 in total. For these asks, you gave at least 130.00.",
        ),
        (
            partial(describe_counts, "pledges", 0, 18000),
            "You said yes to 180.00 in total.",
        ),
        (
            partial(describe_counts, "share_trend", None, 12, 40),
            (
                "Over 12 past months with an income, the share you gave rose by about 0.40"
                " percentage points a month."
            ),
        ),
        (
            partial(describe_counts, "share_trend", None, 12, -10),
            (
                "Over 12 past months with an income, the share you gave fell by about 0.10"
                " percentage points a month."
            ),
        ),
        *(
            (
                partial(describe_counts, "share_trend", None, 12, slope),
                (
                    "Over 12 past months with an income, the share you gave stayed about the same"
                    " on the whole."
                ),
            )
            for slope in (-9, 1)
        ),
        (
            partial(describe_counts, "share_trend", None, 12, 0),
            (
                "Over 12 past months with an income, the share you gave didn’t rise or fall"
                " steadily."
            ),
        ),
        (
            partial(describe_counts, "time_given", 585, 12, 49),
            "You recorded 58.5 h of meetings in 12 months, on average 4.9 h a month.",
        ),
        (
            partial(describe_counts, "time_given", 10, 1, 10),
            "You recorded 1 h of meetings, all in one month.",
        ),
    ],
)
def test_it_says_what_was_counted_and_of_how_many(
    describe: Callable[[], str], expected: str
) -> None:
    assert describe() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_then_asked_again", "After a no to three asks: how often you were asked again."),
        ("hours_per_ask", "After three hours of meetings: how often you were asked."),
        ("share_trend", "After six past months with an income: how the share you give changed."),
        ("meetings_with_ask", "After three meetings: at how many you were asked for money."),
        ("seen", "When you saw others asked for money or giving it: how often."),
        ("pledges", "When you said yes to an amount: how much, and what you gave for it."),
    ],
)
def test_with_too_few_it_says_what_it_would_tell(name: str, expected: str) -> None:
    assert describe_counts(name, 1, 2, 0, has_enough=False) == expected


@pytest.mark.parametrize("name", PatternName)
def test_with_too_few_it_counts_nothing_towards_anything_and_wants_nothing(
    name: PatternName,
) -> None:
    """Nobody should feel that noes are collected, or that something was left undone."""
    told = {describe_counts(name, count, count, has_enough=False) for count in (0, 1, 2)}
    assert len(told) == 1
    words = {word.strip(".,:").casefold() for word in told.pop().split()}
    assert words.isdisjoint(("far", "least", "haven’t", "didn’t", "write", "tag", "once")) or (
        name in (PatternName.MONEY_CAME_UP, PatternName.ASKED_IN_PUBLIC, PatternName.NO_ACCEPTED)
        and words.isdisjoint(("far", "least", "haven’t", "write", "once"))
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            Pattern(PatternName.SHARE_TREND, None, 6, 4, True, ()),
            (
                "Over 6 past months with an income, the share you gave to choir stayed about the"
                " same on the whole."
            ),
        ),
        (
            Pattern(PatternName.SHARE_TREND, None, 6, 40, True, ()),
            (
                "Over 6 past months with an income, the share you gave to choir rose by about"
                " 0.40 percentage points a month."
            ),
        ),
    ],
)
def test_of_one_group_it_names_to_whom_was_given(pattern: Pattern, expected: str) -> None:
    assert describe_pattern(pattern, NumberFormat(), "choir") == expected


def test_while_amounts_are_hidden_it_does_not_say_that_nothing_is_noted_for_a_yes() -> None:
    assert describe_counts("pledges", 0, 18000, is_hidden=True).count(HIDDEN_NUMBER) == 2


@pytest.mark.parametrize("name", PatternName)
def test_amounts_and_shares_are_hidden_and_counts_are_not(name: PatternName) -> None:
    pattern = Pattern(
        name, 4321, 6543, 1234, True, (), 7, low=1234, high=4321, ranges=((1234, 4321),)
    )
    sentence = describe_pattern(pattern, NumberFormat(is_hidden=True))
    money = dict.fromkeys((PatternName.SEEN, PatternName.HEARD, PatternName.PLEDGES), 2) | {
        PatternName.GOAL_RAISED: 2,
        PatternName.SHARE_TREND: 1,
    }
    assert sentence.count(HIDDEN_NUMBER) == money.get(name, 0)
    for secret in ("43.21", "65.43", "12.3", "12.34"):
        assert secret not in sentence


@pytest.mark.parametrize("name", PatternName)
@pytest.mark.parametrize("enough", [True, False])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_sentence_has_a_word_that_blames(name: PatternName, enough: bool, count: int) -> None:
    for total in (0, 1, 3):
        sentence = describe_pattern(
            Pattern(name, count, total, 10, enough, (), count), NumberFormat()
        )
        words = {word.strip(".,;:()").casefold() for word in sentence.split()}
        assert words.isdisjoint(NEVER) or name is PatternName.SHARE_TREND
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 0), "both on the same day"),
        ((2, 2), "both after 2 days"),
        ((0, 0, 0), "all 3 on the same day"),
        ((1, 1, 1), "all 3 after 1 day"),
        ((2, 9, 30), "after 2, 9 and 30 days"),
        ((0, 0, 9), "2 on the same day and 1 after 9 days"),
    ],
)
def test_a_few_delays_are_named_each(days: Sequence[int], words: str) -> None:
    assert describe_delays(days) == words
