"""Each pattern as a sentence: one, many, none, too few, hidden."""

from collections.abc import Callable, Sequence
from functools import partial

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
) -> str:
    pattern = Pattern(
        PatternName(name), count, total, value, has_enough, (), aside_count, values=tuple(values)
    )
    return describe_pattern(pattern, NumberFormat(is_hidden))


@pytest.mark.parametrize(
    ("describe", "expected"),
    [
        (
            partial(describe_counts, "meetings_with_ask", 11, 14, aside_count=3),
            (
                "You were asked for money at 11 of the 14 meetings you noted."
                " Outside of meetings you were asked 3 times."
            ),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 1, 3, aside_count=1),
            (
                "You were asked for money at 1 of the 3 meetings you noted."
                " Outside of meetings you were asked once."
            ),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 0, 3),
            "You noted 3 meetings, and no ask for money at any of them.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 22, 585, 27),
            (
                "In the 58.5 hours of meetings that you noted you were asked 22 times,"
                " on average once in 2.7 hours."
            ),
        ),
        (
            partial(describe_counts, "hours_per_ask", 3, 30, 10),
            (
                "In the 3 hours of meetings that you noted you were asked 3 times,"
                " on average once in 1 hour."
            ),
        ),
        (
            partial(describe_counts, "hours_per_ask", 480, 28200, 59),
            (
                "In the 2,820 hours of meetings that you noted you were asked 480 times, on average"
                " once in 5.9 hours."
            ),
        ),
        (
            partial(describe_counts, "hours_per_ask", 1, 30, 30),
            "In the 3 hours of meetings that you noted you were asked once.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 99, 30, 0),
            "In the 3 hours of meetings that you noted you were asked 99 times.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 0, 30),
            "In the 3 hours of meetings that you noted no ask is noted.",
        ),
        (
            partial(describe_counts, "asked_in_public", 17, 23, aside_count=2),
            (
                "Of 23 asks where you noted how they were made, 17 are noted as in front of"
                " others. For 2 more asks it is not noted how they were made."
            ),
        ),
        (
            partial(describe_counts, "asked_in_public", 1, 3, aside_count=1),
            (
                "Of 3 asks where you noted how they were made, 1 is noted as in front of"
                " others. For 1 more ask it is not noted how it was made."
            ),
        ),
        (
            partial(describe_counts, "asked_in_public", 0, 3),
            "Of 3 asks where you noted how they were made, none is noted as in front of others.",
        ),
        (
            partial(describe_counts, "no_then_asked_again", 4, 5, 90),
            (
                "You said no to 5 asks. After 4 of them you were asked for the same kind again"
                " within 30 days, at least half of them within 9 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 2, 5, 25),
            (
                "You said no to 5 asks. After 2 of them you were asked for the same kind again"
                " within 30 days, at least half of them within 2.5 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 2, 5, 5),
            (
                "You said no to 5 asks. After 2 of them you were asked for the same kind again"
                " within 30 days, at least half of them on the same day."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 1, 5, 10),
            (
                "You said no to 5 asks. After 1 of them you were asked for the same kind again,"
                " 1 day later."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 1, 5, 0),
            (
                "You said no to 5 asks. After 1 of them you were asked for the same kind again,"
                " on the same day."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 0, 5),
            (
                "You said no to 5 asks. Within 30 days after, no other ask of the same kind is"
                " noted so far."
            ),
        ),
        (
            partial(describe_counts, "yes_then_asked_again", 6, 8, 140),
            (
                "To 8 asks you said yes, or gave. After 6 of them you were asked for the same kind"
                " again within 30 days, at least half of them within 14 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 3, 5, 90, values=(20, 90, 300)),
            (
                "You said no to 5 asks. After 3 of them you were asked for the same kind again"
                " within 30 days: after 2, 9 and 30 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_asked_again", 3, 3, 0, values=(0, 0, 0)),
            (
                "You said no to 3 asks. After 3 of them you were asked for the same kind again"
                " within 30 days: all 3 on the same day."
            ),
        ),
        (
            partial(describe_counts, "yes_then_asked_again", 2, 3, 0, values=(0, 0)),
            (
                "To 3 asks you said yes, or gave. After 2 of them you were asked for the same kind"
                " again within 30 days: both on the same day."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 5, 5, 10, values=(0, 0, 10, 90, 90)),
            (
                "Of the 5 asks that you said no to, 5 got a yes or a gift later:"
                " 2 on the same day, 1 after 1 day and 2 after 9 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 2, 3, 10, values=(10, 10)),
            ("Of the 3 asks that you said no to, 2 got a yes or a gift later: both after 1 day."),
        ),
        (
            partial(describe_counts, "no_then_yes", 6, 8, 120, values=(0, 0, 120, 120, 130, 140)),
            (
                "Of the 8 asks that you said no to, 6 got a yes or a gift later,"
                " at least half of them within 12 days."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 2, 2, 3250, values=(2500, 4000)),
            (
                "A target of the group was raised 2 times after it was said to be met, by"
                " 25.0\xa0% and 40.0\xa0%. 2 raises are noted in all."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 2, 5, 120),
            (
                "Of the 5 asks that you said no to, 2 got a yes or a gift later,"
                " at least half of them within 12 days."
            ),
        ),
        (
            partial(describe_counts, "no_then_yes", 1, 5, 120),
            "Of the 5 asks that you said no to, 1 got a yes or a gift later, after 12 days.",
        ),
        (
            partial(describe_counts, "no_then_yes", 1, 5, 0),
            "Of the 5 asks that you said no to, 1 got a yes or a gift later, on the same day.",
        ),
        (
            partial(describe_counts, "no_then_yes", 0, 5),
            "Of the 5 asks that you said no to, none got a yes or a gift later.",
        ),
        (
            partial(describe_counts, "no_accepted", 4, 6, aside_count=9),
            (
                "Of 6 asks where you noted how your no was taken, it was accepted 4 times."
                " For 9 more asks that you said no to, how it was taken is not noted."
            ),
        ),
        (
            partial(describe_counts, "no_accepted", 1, 3, aside_count=1),
            (
                "Of 3 asks where you noted how your no was taken, it was accepted once."
                " For 1 more ask that you said no to, how it was taken is not noted."
            ),
        ),
        (
            partial(describe_counts, "no_accepted", 0, 3),
            "Of 3 asks where you noted how your no was taken, none is noted as accepted.",
        ),
        (
            partial(describe_counts, "goal_raised", 1, 3, 4000),
            (
                "A target of the group was raised once after it was said to be met, by 40.0\xa0%."
                " 3 raises are noted in all."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 1, 1),
            (
                "A target of the group was raised once after it was said to be met."
                " 1 raise is noted in all."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 2, 3, 4000, values=(4000,)),
            (
                "A target of the group was raised 2 times after it was said to be met."
                " 3 raises are noted in all."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 2, 2, 3250),
            (
                "A target of the group was raised 2 times after it was said to be met,"
                " at least half of the times by 32.5\xa0% or more. 2 raises are noted in all."
            ),
        ),
        (
            partial(describe_counts, "goal_raised", 0, 1),
            "A target of the group was raised once; that the one before was met is not noted.",
        ),
        (
            partial(describe_counts, "pledges", 13000, 18000),
            (
                "Up to today you said yes to 180.00 in all; 130.00 of what you gave is noted for"
                " that."
            ),
        ),
        (
            partial(describe_counts, "pledges", 0, 18000),
            "Up to today you said yes to 180.00 in all; no payment is noted for that.",
        ),
        (
            partial(describe_counts, "months_over_limit", 8, 14),
            "Of 14 months that can be compared with your line, what you gave was above it in 8.",
        ),
        (
            partial(describe_counts, "months_over_limit", 0, 3),
            "Of 3 months that can be compared with your line, what you gave was within it in all.",
        ),
        (
            partial(describe_counts, "share_trend", None, 12, 40),
            (
                "Over 12 past months with an income, the part of it that you gave rose by"
                " about 0.40 percentage points a month."
            ),
        ),
        (
            partial(describe_counts, "share_trend", None, 12, -5),
            (
                "Over 12 past months with an income, the part of it that you gave fell by"
                " about 0.05 percentage points a month."
            ),
        ),
        (
            partial(describe_counts, "share_trend", None, 12, 0),
            (
                "Over 12 past months with an income, the part of it that you gave neither rose nor"
                " fell steadily."
            ),
        ),
        (
            partial(describe_counts, "time_given", 585, 12, 49),
            "You noted 58.5 hours at meetings in 12 months, that is 4.9 hours a month.",
        ),
        (
            partial(describe_counts, "time_given", 10, 1, 10),
            "You noted 1 hour at meetings, all in one month.",
        ),
    ],
)
def test_it_says_what_was_counted_and_of_how_many(
    describe: Callable[[], str], expected: str
) -> None:
    assert describe() == expected


@pytest.mark.parametrize(
    ("describe", "expected"),
    [
        (
            partial(describe_counts, "no_then_asked_again", 1, 1, 0, has_enough=False),
            "Once 3 asks with a no are noted, this says what followed; so far 1.",
        ),
        (
            partial(describe_counts, "hours_per_ask", 1, 15, 15, has_enough=False),
            (
                "Once 3 hours of meetings are noted, this says how often you were asked in them;"
                " so far 1.5."
            ),
        ),
        (
            partial(describe_counts, "share_trend", None, 5, 10, has_enough=False),
            (
                "Once 6 past months with an income are noted, this says how the part of it that you"
                " gave changes; so far 5."
            ),
        ),
        (
            partial(describe_counts, "meetings_with_ask", 0, 0, has_enough=False),
            (
                "Once 3 meetings are noted, this says at how many you were asked; none is noted"
                " so far."
            ),
        ),
        (
            partial(describe_counts, "pledges", 0, 0, has_enough=False),
            "No yes to an amount is noted so far.",
        ),
    ],
)
def test_with_too_few_it_says_what_is_noted_and_how_much_tells_more(
    describe: Callable[[], str], expected: str
) -> None:
    assert describe() == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            Pattern(PatternName.MONTHS_OVER_LIMIT, 2, 3, None, True, ()),
            (
                "Of 3 months that can be compared with your line, what you gave to choir was above"
                " it in 2."
            ),
        ),
        (
            Pattern(PatternName.MONTHS_OVER_LIMIT, 0, 3, None, True, ()),
            (
                "Of 3 months that can be compared with your line, what you gave to choir was above"
                " it in none."
            ),
        ),
        (
            Pattern(PatternName.SHARE_TREND, None, 6, 40, True, ()),
            (
                "Over 6 past months with an income, the part of it that you gave to choir rose by"
                " about 0.40 percentage points a month."
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
    sentence = describe_pattern(
        Pattern(name, 4321, 6543, 1234, True, (), 7), NumberFormat(is_hidden=True)
    )
    money = {PatternName.GOAL_RAISED: 1, PatternName.PLEDGES: 2, PatternName.SHARE_TREND: 1}
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
