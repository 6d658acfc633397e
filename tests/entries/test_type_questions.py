"""Lines that are probably of another type: `seen … no`, `cost … dues`, and ranges upside down."""

import pytest

from tests.entries.entry_lines import find_parse_error, read_entry
from tests.factories import make_parse_context
from tests.strategies import LAST_DAY
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_error import AmbiguousLineError, WrongRangeError
from tracker.entries.types import Ask, Cost, Observation, Payment

ANSWERED = [
    ("seen 50 donation no", "ask 50 donation no", "seen 50 donation: no"),
    ("seen donation no", "ask ? donation no", "seen donation: no"),
    ("heard ? dues silent", "ask ? dues silent", "heard ? dues: silent"),
    ("seen 50 donation answered no", "ask 50 donation no", "seen 50 donation: answered no"),
    ("seen 50 donation, I said no", "ask 50 donation no", "seen 50 donation: I said no"),
    ("seen 50-450 dues #in_public later", "ask 50-450 dues #in_public later", "#in_public: later"),
    ("seen 50 donation pledged 20", "ask 50 donation pledged 20", "donation: pledged 20"),
    ("seen 12,50 Spende nein", "ask 12,50 donation 'Spende' nein", "'Spende': nein"),
    ('seen 5 dues no "now"', 'ask 5 dues no "now"', 'seen 5 dues "now": no'),
    ("2025-10-01 seen 5/month dues no", "2025-10-01 ask 5/month dues no", "dues: no"),
]


def find_question(line: str, *, typed: bool) -> AmbiguousLineError:
    error = find_parse_error(line, typed=typed)
    assert isinstance(error, AmbiguousLineError)
    return error


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize(("line", "ask", "others"), ANSWERED)
def test_seen_with_an_answer_asks_whether_it_is_an_ask(
    line: str, ask: str, others: str, *, typed: bool
) -> None:
    error = find_question(line, typed=typed)
    assert error.message.startswith(f"Did they ask you? Then it’s an ask. Type “{ask}”, or “")
    assert error.question == "Did they ask you?"
    assert error.readings[0] == ask
    assert error.readings[1].endswith(others)
    first, second = (read_entry(reading, typed=typed) for reading in error.readings)
    assert isinstance(first, Ask)
    assert first.answers
    assert isinstance(second, Observation)
    assert second.own_words


def test_nothing_of_a_line_with_an_answer_is_lost() -> None:
    error = find_question("seen 5 dues no: they went on // sad", typed=True)
    assert error.readings == ("ask 5 dues no: they went on // sad",)
    assert error.message == (
        "Did they ask you? Then it’s an ask. Type “ask 5 dues no: they went on // sad”."
    )


@pytest.mark.parametrize(
    "line", ["seen 50 donation: nobody said no", "seen 50 donation, others said no"]
)
def test_what_others_answered_is_kept_in_own_words(line: str) -> None:
    entry = read_entry(line, typed=True)
    assert isinstance(entry, Observation)


COSTS = [
    ("cost 20 dues", ["paid 20 dues"], "cost 20 'dues'"),
    ("cost 20 @circle donation", ["paid 20 @circle donation"], "cost 20 @circle 'donation'"),
    ("cost dues 20", ["paid 20 dues"], "cost 20 'dues'"),
    ("cost 12,50 Spende", ["paid 12,50 donation 'Spende'"], "cost 12,50 'Spende'"),
    ("cost about 20 merch by cash", ["paid about 20 by cash merch"], "by cash 'merch'"),
    ("cost ? dues: for may", ["paid ? dues: for may"], "cost ? 'dues': for may"),
    ("cost 20 dues // hm", ["paid 20 dues // hm"], "cost 20 'dues' // hm"),
    ("cost 20 membership fee", ["paid 20 dues 'membership fee'"], "cost 20 'membership fee'"),
    (
        "cost 20 to the group",
        ["paid 20 dues", "paid 20 donation", "paid 20 other"],
        "cost 20 'to the group'",
    ),
    (
        "cost 20 an die Gruppe",
        ["paid 20 dues", "paid 20 donation", "paid 20 other"],
        "cost 20 'an die Gruppe'",
    ),
]


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize(("line", "payments", "cost"), COSTS)
def test_a_cost_that_the_group_got_asks_whether_it_is_a_payment(
    line: str, payments: list[str], cost: str, *, typed: bool
) -> None:
    error = find_question(line, typed=typed)
    assert error.message.startswith(
        f"Did the group get it? Then it’s a payment. Type “{payments[0]}”"
    )
    assert list(error.readings[:-1]) == payments
    assert error.readings[-1].endswith(cost)
    entries = [
        read_line(reading, make_parse_context(), LineDays.from_today(LAST_DAY), typed=typed)[0]
        for reading in error.readings
    ]
    assert all(isinstance(entry, Payment) for entry in entries[:-1])
    assert isinstance(entries[-1], Cost)


def test_a_regular_cost_to_the_group_is_offered_as_a_payment() -> None:
    assert find_question("cost 20/month dues", typed=True).readings == ("paid 20/month dues",)


@pytest.mark.parametrize(
    "line", ["cost 20 train", "cost 20 'dues'", "cost 20 food", "cost 20", "cost 20 for a friend"]
)
def test_other_costs_are_not_asked_about(line: str) -> None:
    assert isinstance(read_entry(line, typed=True), Cost)


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("ask 450-50 donation", "50-450"),
        ("seen 450-50 donation", "50-450"),
        ("goal 28000-26000 +!office", "26000-28000"),
        ("ask 450 to 50 donation", "50-450"),
        ("ask 450 bis 50 Euro donation", "50-450"),
        ("ask 450€-50€ donation", "50-450"),
        ("ask 12,50-5 donation", "5-12.50"),
        ("meeting 3-2h", "2-3h"),
        ("meeting 12 - 10 hours", "10-12h"),
        ("meeting 2,5-1,5h", "1.50-2.50h"),
        ("meeting 2-2h", "2h"),
    ],
)
def test_a_range_upside_down_is_refused_with_the_right_way(
    line: str, fix: str, *, typed: bool
) -> None:
    error = find_parse_error(line, typed=typed)
    assert isinstance(error, WrongRangeError)
    assert error.message.endswith(f"Type: {fix}")
    word, *_amount, last = line.split()
    rest = "" if word == "meeting" else last
    read_entry(f"{word} {fix} {rest}".rstrip(), typed=typed)
