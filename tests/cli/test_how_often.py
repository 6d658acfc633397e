"""`tracker how-often` and `tracker what-if`: what scripts and people get from them."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.cli.test_start import HEAVY
from tests.command_line import Tracker
from tracker.analysis.patterns.pattern import PatternName

KEYS = ["pattern", "text", "count", "of", "value", "low", "high", "enough", "entries", "of_entries"]
TWO_GROUPS = b"""2025-11-01 meeting 2h @!tea
2025-11-08 meeting 2h @tea
2025-11-15 meeting 2h @tea
2025-11-15 ask 3 merch no @tea
"""
THREE_MEETINGS = b"2025-09-05 meeting\n2025-09-06 meeting\n2025-09-07 meeting\n"
"""With the group of the notebook."""
YES = [
    *("share_now", "share_if_yes", "left_now", "left_if_yes"),
    *("beyond_left_now", "beyond_left_if_yes", "food_days", "work_hours"),
    *("year_total", "over_limit", "earlier"),
    *("share_if_yes_low", "left_if_yes_low", "beyond_left_if_yes_low", "food_days_low"),
    *("work_hours_low", "year_total_low", "over_limit_low", "observed"),
]
TODAY = ("--today", "2025-12-05")


def patterns(tracker: Tracker, *arguments: str, today: str = "2025-12-05") -> list[dict[str, Any]]:
    result = tracker("--today", today, "how-often", "--format", "json", *arguments)
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    assert isinstance(found, list)
    return found


def what_if(tracker: Tracker, line: bytes) -> dict[str, Any]:
    result = tracker(*TODAY, "what-if", "--format", "json", stdin=line)
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    assert list(found) == YES
    return dict(found)


def test_an_empty_book_gives_an_empty_list_and_one_kind_sentence(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase")
    assert patterns(tracker) == []
    result = tracker("how-often")
    assert (result.code, result.out) == (0, "")
    assert result.err == "No entries yet. To add the first one, type: tracker log\n"


def test_one_entry_gives_every_pattern_in_its_order_with_what_is_noted_so_far(
    tracker: Tracker,
) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    tracker("log", stdin=b"2025-10-02 meeting 2h\n")
    found = patterns(tracker)
    assert [each["pattern"] for each in found] == list(PatternName)
    assert all(list(each) == KEYS for each in found)
    assert found[1] == {
        "pattern": "meetings_with_ask",
        "text": "After three meetings: at how many you were asked for money.",
        "count": 0,
        "of": 1,
        "value": None,
        "low": None,
        "high": None,
        "enough": False,
        "entries": [],
        "of_entries": [1],
    }
    assert (found[4]["count"], found[4]["of"]) == (0, "2.0")
    text = tracker("how-often")
    assert len(text.out.splitlines()) == len(PatternName) + 1
    assert text.out.splitlines()[0] == "You recorded 2 h of meetings, all in one month."


def test_the_story_of_the_first_acceptance_in_counts(tracker: Tracker) -> None:
    tracker.with_story()
    found = {each["pattern"]: each for each in patterns(tracker)}
    assert found["asked_in_public"]["count"] == 2
    assert (found["pledges"]["count"], found["pledges"]["of"]) == ("0.00", "50.00")
    assert found["pledges"]["entries"] == [4]
    assert found["months_over_limit"]["entries"] == [6, 7]


def test_two_groups_stand_one_after_the_other_for_each_pattern(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=THREE_MEETINGS + TWO_GROUPS)
    found = patterns(tracker, "--group", "circle", "--against", "tea")
    assert [each["group"] for each in found] == ["circle", "tea"] * len(PatternName)
    assert [each["pattern"] for each in found[::2]] == list(PatternName)
    assert list(found[0]) == [*KEYS, "group"]
    assert [each["of"] for each in found[2:4]] == [3, 3]
    text = tracker(*TODAY, "how-often", "--group", "circle", "--against", "tea").out
    circle, tea = text.index("circle\n"), text.index("\ntea\n")
    assert (
        circle < tea < text.index("You were asked for money at 1 of the 3 meetings you recorded.")
    )


def test_before_three_meetings_with_each_one_sentence_comes_in_place_of_numbers(
    tracker: Tracker,
) -> None:
    tracker.with_story()
    tracker("log", stdin=TWO_GROUPS)
    later = "Numbers come after three meetings with each group."
    for groups in (("circle", "tea"), ("tea", "circle")):
        arguments = ("how-often", "--group", groups[0], "--against", groups[1])
        assert tracker(*TODAY, *arguments).out == f"{later}\n"
        found = patterns(tracker, *arguments[1:])
        assert list(found[0]) == [*KEYS, "group"]
        assert {(each["text"], each["enough"]) for each in found} == {(later, False)}
        meetings = [each for each in found if each["pattern"] == "meetings_with_ask"]
        assert {each["group"]: each["of"] for each in meetings} == {"circle": 0, "tea": 3}
    alone = patterns(tracker, "--group", "tea")
    assert [each["enough"] for each in alone if each["pattern"] == "meetings_with_ask"] == [True]


def test_a_group_and_a_range_narrow_what_is_counted(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=TWO_GROUPS)
    assert patterns(tracker)[1]["of"] == 3
    assert patterns(tracker, "--group", "circle")[1]["of"] == 0
    assert patterns(tracker, "--to", "2025-10")[1]["of"] == 0
    assert patterns(tracker, "--from", "2025-11", "--to", "2030-01")[1]["of"] == 3


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("--group", "circle"), "circle"),
        (("--group", "circle", "--from", "2025-11"), "circle · Nov 2025 to Dec 2025"),
        (("--to", "2025-11"), "Sep 2025 to Nov 2025"),
    ],
)
def test_a_first_line_says_of_whom_and_of_when(
    tracker: Tracker, arguments: tuple[str, ...], first: str
) -> None:
    tracker.with_story()
    assert tracker(*TODAY, "how-often", *arguments).out.splitlines()[0] == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--group", "choir"), "This notebook has no group choir. It has: circle"),
        (("--group", "circle", "--against", "choir"), "This notebook has no group choir"),
        (
            ("--against", "circle"),
            "--against compares two groups. Choose the first one with --group.",
        ),
        (
            ("--from", "2025-11", "--to", "2025-10"),
            "--from 2025-11 is after --to 2025-10. Swap them.",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_mend(
    tracker: Tracker, arguments: tuple[str, ...], said: str
) -> None:
    tracker.with_story()
    result = tracker("how-often", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_groups_need_never_be_arguments(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=THREE_MEETINGS + TWO_GROUPS)
    result = tracker("how-often", "--group", "-", "--against", "-", stdin=b"tea\ncircle\n")
    assert result.code == 0
    assert result.out.startswith("tea\n")


def test_what_a_yes_would_mean_on_the_book_of_the_first_acceptance(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-09-01 wage 12\n")
    expected = {
        "share_now": "0.00",
        "share_if_yes": "3.16",
        "left_now": "690.00",
        "left_if_yes": "660.00",
        "beyond_left_now": "0.00",
        "beyond_left_if_yes": "0.00",
        "food_days": "3.6",
        "work_hours": "2.5",
        "year_total": "360.00",
        "over_limit": True,
        "earlier": [8],
        "observed": {"seen": [], "heard": []},
    }
    expected |= {name: expected[name.removesuffix("_low")] for name in YES if "_low" in name}
    assert what_if(tracker, b"ask 30/month dues\n") == expected
    assert what_if(tracker, b"30/month dues") == expected


def test_in_words_come_first_what_it_means_and_then_earlier_asks(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-11-02 answered later for 8\n2025-09-01 need rent 0/month\n")
    result = tracker(*TODAY, "what-if", stdin=b"ask 30/month dues\n")
    assert result.out.splitlines() == [
        "After living costs, you have 690.00 left until Dec 31, 2025. If you say yes, it’s 660.00.",
        "You’re giving 0.0\xa0% of this month’s income. If you say yes, it’s 3.2\xa0%.",
        "On Sep 1, 2025 you wrote that you want to give at most 2\xa0% of your income.",
        "Each time, that’s 3.6 days of food.",
        "A yes adds up to 360.00 a year.",
        "To see how many hours of work that is, add your wage, e.g. wage 12",
        "",
        "1 earlier ask of this kind (dues):",
        "   8  2025-10-20  asked 30.00 a month, dues, no, later on 2025-11-02",
    ]
    assert tracker(*TODAY, "what-if", stdin=b"5 literature").out.splitlines()[-1] == (
        "No earlier asks of this kind (literature)."
    )


def test_without_income_needs_and_wage_what_they_would_tell_is_null(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    found = what_if(tracker, b"ask 30/month dues\n")
    known: dict[str, object] = {
        "year_total": "360.00",
        "year_total_low": "360.00",
        "earlier": [],
        "observed": {"seen": [], "heard": []},
    }
    assert found == {key: known.get(key) for key in YES}
    text = tracker(*TODAY, "what-if", stdin=b"ask 30/month dues\n").out
    for line in ("income 950/month", "need rent 380/month", "need food 260/month", "wage 12"):
        assert line in text


@pytest.mark.parametrize(
    "words", [("30/month", "dues"), ("30", "a", "month", "dues"), ("ask 30/month dues",), ("-",)]
)
def test_the_ask_may_be_an_argument(story: Tracker, words: tuple[str, ...]) -> None:
    asked = story(*TODAY, "what-if", stdin=b"30/month dues\n")
    assert asked.code == 0
    assert "A yes adds up to 360.00 a year." in asked.out
    assert story(*TODAY, "what-if", *words, stdin=b"30/month dues\n") == asked
    as_json = story(*TODAY, "what-if", *words, "--format", "json", stdin=b"30/month dues\n")
    assert json.loads(as_json.out)["year_total"] == "360.00"


def test_of_many_earlier_asks_the_newest_are_shown(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    lines = b"".join(b"2025-10-%02d ask 5 merch\n" % day for day in range(1, 8))
    tracker("log", stdin=lines)
    assert what_if(tracker, b"5 merch")["earlier"] == [1, 2, 3, 4, 5, 6, 7]
    told = tracker(*TODAY, "what-if", stdin=b"5 merch").out.splitlines()
    assert told[-7] == "7 earlier asks of this kind (merch):"
    assert told[-6].endswith("2025-10-03  asked 5.00, merch, no answer recorded")
    assert told[-1] == "To see all of them, type: tracker entries ask merch"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"ask 30 dus\n", "Did you mean “dues”?\n  ask 30 dus\n         ^^^\n"),
        (b"ask 30 dues no\n", "Leave the answer out"),
        (b"ask 30 dues gave 30\n", "Type one ask without an answer, e.g. 30 a month dues"),
        (b"meeting 2h\n", "Type one ask without an answer, e.g. 30 a month dues"),
        (b"", "Type one ask without an answer, e.g. 30 a month dues"),
    ],
)
def test_anything_but_an_ask_without_an_answer_is_refused(
    tracker: Tracker, line: bytes, said: str
) -> None:
    tracker.with_story()
    result = tracker("what-if", stdin=line)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


CAMPAIGN = b"""\
2025-10-01 ask 5 donation +!office no
2025-10-02 ask 6 donation no
2025-10-03 seen 50-450 donation +office #public_pledge
2025-10-04 seen about 5 donation +office
2025-10-05 seen 120 donation +office
2025-10-06 heard 45 donation +office
2025-10-07 seen 70 donation +!van
"""


def test_for_a_campaign_it_says_what_others_were_asked_apart_and_in_no_sum(
    tracker: Tracker,
) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    tracker("log", stdin=CAMPAIGN)
    found = what_if(tracker, b"50 donation +office\n")
    assert found["observed"] == {"seen": [3, 4, 5], "heard": [6]}
    assert found["earlier"] == [1, 2]
    assert what_if(tracker, b"50 donation\n")["observed"] == {"seen": [], "heard": []}
    told = tracker(*TODAY, "what-if", stdin=b"50 donation +office\n").out.splitlines()
    assert told[told.index("2 earlier asks of this kind (donation):") + 1 :] == [
        "   2  2025-10-02  asked 6.00, donation, no",
        "   1  2025-10-01  asked 5.00, donation, no, office",
        "",
        "Others asked or giving for +office: seen 3 times",
        "   3  2025-10-03  I saw 50.00 to 450.00, donation, office, amount made public",
        "   4  2025-10-04  I saw 5.00, donation, office, estimated",
        "   5  2025-10-05  I saw 120.00, donation, office",
        "from about 5.00 to 450.00",
        "",
        "Others asked or giving for +office: heard of once",
        "   6  2025-10-06  I heard of 45.00, donation, office",
    ]


def test_of_many_seen_for_a_campaign_the_newest_are_shown(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    tracker(
        "log", stdin=b"2025-10-01 seen 5 dues +!office\n" + b"2025-10-02 seen 6 dues +office\n" * 6
    )
    told = tracker(*TODAY, "what-if", stdin=b"50 donation +office\n").out.splitlines()
    assert told[-2] == "from 5.00 to 6.00"
    *command, types, campaign = told[-1].split()
    assert command[-2:] == ["tracker", "entries"]
    assert len(json.loads(tracker("entries", types, campaign, "--format", "json").out)) == 7


def test_a_range_has_its_low_end_too(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    tracker("log", stdin=b"2025-09-01 income 950/month\n2025-09-01 need food 260/month\n")
    found = what_if(tracker, b"50-450/month donation\n")
    assert (found["share_if_yes_low"], found["share_if_yes"]) == ("5.26", "47.37")
    assert (found["left_if_yes_low"], found["left_if_yes"]) == ("640.00", "240.00")
    assert (found["year_total_low"], found["year_total"]) == ("600.00", "5400.00")
    exact = what_if(tracker, b"50/month donation\n")
    assert exact["food_days_low"] == exact["food_days"] == found["food_days_low"]


def test_nothing_is_saved(tracker: Tracker) -> None:
    tracker.with_story()
    before = tracker("entries").out
    tracker("what-if", stdin=b"ask 30/month dues @!choir\n")
    assert tracker("entries").out == before


@pytest.mark.parametrize("arguments", [("how-often", "--format", "json"), ("what-if",)])
def test_neither_loads_what_draws_or_what_makes_a_schema(
    tracker: Tracker, arguments: tuple[str, ...]
) -> None:
    tracker.with_story()
    script = (
        "import sys; from tracker.cli.main import run\n"
        "assert run(sys.argv[1:]) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--book", str(tracker.book), *arguments],
        input="ask 30/month dues\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == "[]\n"


SEEN = b"""2025-10-01 meeting 2-3h #no_money
2025-10-02 meeting
2025-10-02 seen 50-450 donation
2025-10-03 seen 20 donation
2025-10-04 event
2025-10-04 ask 5 merch no
2025-10-05 seen 5.50 donation
2025-10-05 heard 45 donation
"""


def test_what_was_seen_has_a_lowest_and_a_highest_and_no_sum(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    tracker("log", stdin=SEEN)
    found = {each["pattern"]: each for each in patterns(tracker)}
    keys = ("count", "of", "low", "high", "entries")
    assert {name: tuple(found[name][key] for key in keys) for name in ("seen", "heard")} == {
        "seen": (3, 3, "5.50", "450.00", [3, 4, 7]),
        "heard": (1, 1, None, None, [8]),
    }
    assert (found["money_came_up"]["count"], found["money_came_up"]["of"]) == (2, 3)
    assert (found["meetings_with_ask"]["count"], found["meetings_with_ask"]["of"]) == (1, 3)
    assert tuple(found["time_given"][key] for key in keys[:4]) == ("2.0", 1, "2.0", "3.0")
    lines = tracker(*TODAY, "how-often").out.splitlines()
    assert lines[:3] == [
        (
            "You wrote down for all 3 meetings whether money came up. It did at 2. You were asked"
            " yourself at 1."
        ),
        (
            "You saw others asked for money, or giving it, 3 times. Where you know the amount, it"
            " was from 5.50 to 450.00."
        ),
        "Someone told you once of others who were asked for money or gave it.",
    ]
    assert not any("meetings you recorded." in line for line in lines)
