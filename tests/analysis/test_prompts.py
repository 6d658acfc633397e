"""The gentle question of a day: one at most, in their order, each can be skipped for good."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import SLOW
from tests.factories import GROUP, log_lines, make_book_in_memory
from tests.strategies import books, count_examples, number_entries
from tracker.analysis.groups.meeting_schedule import MeetingSchedule, PastMeeting
from tracker.analysis.monthly.essential_costs import EssentialCosts
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import COST_PROMPTS, PromptHistory, PromptKind, find_prompt
from tracker.entries.types import Entry, Income
from tracker.months import Month

TODAY = date(2026, 11, 20)
NOVEMBER = Month(2026, 11)
MEETING = "2026-11-19 meeting\n"
SET_UP = """\
2026-11-01 income 950/month
2026-11-01 need food 260/month
2026-11-01 need rent 380/month
2026-11-01 limit 2%
2026-11-19 meeting
"""
COSTS = "2026-11-01 need food 260\n2026-09-01 need rent 380/quarter\n"
OLD = SET_UP.replace("2026-11-01", "2026-08-22")
FOOD, RENT, INCOME, OTHER_COSTS, LIMIT, STILL, ABOUT_MEETING = PromptKind
ASKED_BEFORE = PromptHistory(has_ask=True)
"""A later day of a book with an ask of an earlier one."""
SET_UP_DONE = PromptHistory(has_ask=True, has_other_costs=True)
THURSDAY = date(2026, 11, 19)


def find_prompt_kind(
    facts: MonthlyFacts,
    last_prompt_day: date | None = None,
    income_confirmed_on: date | None = None,
    history: PromptHistory = ASKED_BEFORE,
) -> PromptKind | None:
    prompt = find_prompt(facts, {}, last_prompt_day, income_confirmed_on, history=history)
    return prompt.kind if prompt else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", None),
        ("2026-11-01 limit 2%", None),
        (MEETING, FOOD),
        ("2026-11-19 ask 5 dues", FOOD),
        ("2026-11-19 paid 5 dues", FOOD),
        (MEETING + "2026-11-01 income 0", FOOD),
        (MEETING + "2026-11-01 need food 260", RENT),
        (MEETING + "2026-11-01 need food 0/month", RENT),
        (MEETING + "2026-10-01 need food 260", FOOD),
        (MEETING + "2026-11-01 need rent 380\n2026-11-01 need other 260", FOOD),
        (MEETING + COSTS, INCOME),
        (MEETING + COSTS + "2026-11-25 income 900/month", OTHER_COSTS),
        (SET_UP, OTHER_COSTS),
    ],
)
def test_it_asks_for_what_is_not_known_in_its_order(
    book_factory: BookFactory, lines: str, expected: PromptKind | None
) -> None:
    assert find_prompt_kind(book_factory.load_facts_of_lines(lines, TODAY)) is expected


@pytest.mark.parametrize(
    ("lines", "has_ask", "expected"),
    [
        (SET_UP.replace("2026-11-01 limit 2%\n", ""), True, LIMIT),
        (SET_UP.replace("2026-11-01 limit 2%\n", ""), False, None),
        (SET_UP, True, None),
        (SET_UP.replace("2026-11-01 limit", "2026-12-24 limit"), True, None),
    ],
)
def test_it_asks_for_a_limit_last_and_only_after_the_first_ask(
    book_factory: BookFactory, lines: str, has_ask: bool, expected: PromptKind | None
) -> None:
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    history = PromptHistory(has_ask=has_ask, has_other_costs=True)
    assert find_prompt_kind(facts, history=history) is expected


def test_nothing_is_asked_on_the_first_day_and_on_a_day_with_an_ask(
    book_factory: BookFactory,
) -> None:
    facts = book_factory.load_facts_of_lines(MEETING, TODAY)
    past_meeting = PastMeeting(build_schedule(3), THURSDAY)
    for quiet in (PromptHistory(is_first_day=True), PromptHistory(is_quiet_day=True)):
        assert find_prompt(facts, {}, history=quiet) is None
        assert find_prompt(facts, {}, meeting=past_meeting, history=quiet) is None
    assert find_prompt(facts, {}, history=PromptHistory()) is not None


@pytest.mark.parametrize(
    ("first_line", "second_line", "expected"),
    [
        pytest.param("meeting", None, PromptHistory(is_first_day=False), id="a later day"),
        pytest.param(None, "meeting", PromptHistory(is_first_day=True), id="the first day"),
        pytest.param(
            "ask 5 dues",
            "2026-11-20 paid 5 dues",
            PromptHistory(has_ask=True),
            id="an ask of an earlier day",
        ),
        pytest.param(
            "meeting",
            "2026-11-20 ask 5 dues no",
            PromptHistory(has_ask=True, is_quiet_day=True),
            id="an ask of today",
        ),
        pytest.param(
            "meeting",
            "2026-10-01 ask 5 dues",
            PromptHistory(has_ask=True, is_quiet_day=True),
            id="an ask of last month, saved today",
        ),
        pytest.param("seen donation", None, PromptHistory(), id="seen is not asked"),
        pytest.param(
            "need food 260/month\nneed rent 0/month", None, PromptHistory(), id="food and rent"
        ),
        pytest.param(
            "need other 0/month", None, PromptHistory(has_other_costs=True), id="no other costs"
        ),
        pytest.param(
            "need energy 40", None, PromptHistory(has_other_costs=True), id="a one-off cost"
        ),
    ],
)
def test_what_the_book_says_about_today(
    first_line: str | None, second_line: str | None, expected: PromptHistory
) -> None:
    with make_book_in_memory(GROUP) as book:
        earlier = date(2026, 11, 13)
        if first_line:
            log_lines(book, *first_line.splitlines(), today=earlier)
        if second_line:
            log_lines(book, second_line, today=TODAY)
        assert book.load_prompt_history(TODAY, TODAY) == expected


def test_after_midnight_it_is_the_same_evening() -> None:
    with make_book_in_memory(GROUP) as book:
        log_lines(book, "ask 5 dues no", today=THURSDAY)
        evening = book.load_prompt_history(THURSDAY, TODAY)
        assert evening.is_first_day
        assert evening.is_quiet_day
        next_day = book.load_prompt_history(TODAY, TODAY)
        assert not next_day.is_first_day
        assert not next_day.is_quiet_day


def test_a_day_with_own_words_is_quiet() -> None:
    with make_book_in_memory(GROUP) as book:
        log_lines(book, "meeting 2h", today=date(2026, 11, 13))
        assert not book.load_prompt_history(TODAY, TODAY).is_quiet_day
        log_lines(book, "2026-11-02 wrote: they were kind, and I was tired", today=TODAY)
        assert book.load_prompt_history(TODAY, TODAY).is_quiet_day


@pytest.mark.parametrize(
    ("lines", "cents"),
    [
        pytest.param(OLD, 95000, id="90 days"),
        pytest.param(OLD.replace("08-22", "08-23"), None, id="89 days"),
        pytest.param(OLD + "2026-11-03 income 900/month", None, id="a newer one"),
        pytest.param(OLD + "2026-12-01 income 900/month", 95000, id="one of next month"),
        pytest.param(OLD + "2026-11-25 income 900/month", None, id="one of next week"),
        pytest.param(OLD + "2026-08-01 income 800/month", 95000, id="an older one noted later"),
        pytest.param(OLD + "2026-11-03 income 0/month", None, id="ended"),
        pytest.param(OLD + "2026-11-03 income 70", 95000, id="a one-off is not standing"),
        pytest.param(OLD + "2026-08-22 income 90/week", 9000, id="the higher number of one day"),
        pytest.param(OLD + "2026-08-23 income 70/month lessons", None, id="a newer label"),
        pytest.param(OLD + "2026-08-21 income 70/month lessons", 95000, id="an older label"),
        pytest.param(OLD + "2026-11-02 income 0/month lessons", 95000, id="another label ended"),
        pytest.param(OLD.replace("/month\n", "/month until 2026-11-19\n", 1), None, id="over"),
        pytest.param(OLD.replace("/month\n", "/month until 2026-11-20\n", 1), 95000, id="today"),
    ],
)
def test_it_asks_whether_the_newest_regular_income_still_is_so(
    book_factory: BookFactory, lines: str, cents: int | None
) -> None:
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    prompt = find_prompt(facts, {}, history=SET_UP_DONE)
    assert (prompt.kind if prompt else None) == (None if cents is None else STILL)
    income = prompt.income if prompt else None
    assert (income.amount if income else None) == cents


def test_a_confirmation_counts_like_a_new_start(book_factory: BookFactory) -> None:
    facts = book_factory.load_facts_of_lines(OLD, TODAY)
    for day, expected in (
        (date(2026, 8, 23), None),
        (date(2026, 8, 22), STILL),
        (date(2026, 1, 1), STILL),
    ):
        kind = find_prompt_kind(facts, income_confirmed_on=day, history=SET_UP_DONE)
        assert kind is expected


def test_it_asks_once_a_day(book_factory: BookFactory) -> None:
    facts = book_factory.load_facts_of_lines(MEETING, TODAY)
    assert find_prompt_kind(facts, last_prompt_day=TODAY) is None
    assert find_prompt_kind(facts, last_prompt_day=TODAY - timedelta(days=1)) is FOOD


@pytest.mark.parametrize(
    ("skipped", "expected"),
    [
        ({"needs": "never"}, RENT),
        ({"needs": "2026-11-20"}, RENT),
        ({"needs": "2026-11-07"}, RENT),
        ({"needs": "2026-11-06"}, FOOD),
        ({"needs": "2026-11-21"}, FOOD),
        (dict.fromkeys((FOOD, RENT, INCOME), "never"), OTHER_COSTS),
        (dict.fromkeys((FOOD, RENT, INCOME, OTHER_COSTS), "never"), LIMIT),
        (
            dict.fromkeys((FOOD, RENT, INCOME, OTHER_COSTS), "never") | {"limit": "2026-11-19"},
            None,
        ),
        ({"needs": "never", "rent": "never", "limit": "never"}, INCOME),
        (dict.fromkeys(PromptKind, "never"), None),
    ],
)
def test_skipped_is_for_good_and_put_off_for_two_weeks(
    book_factory: BookFactory, skipped: dict[str, str], expected: PromptKind | None
) -> None:
    facts = book_factory.load_facts_of_lines(MEETING, TODAY)
    prompt = find_prompt(facts, skipped, history=ASKED_BEFORE)
    assert (prompt.kind if prompt else None) is expected


@settings(SLOW, max_examples=count_examples(20))
@given(books(), st.sets(st.sampled_from(PromptKind)))
def test_what_is_skipped_for_good_is_never_asked(
    entries: list[Entry], skipped: set[PromptKind]
) -> None:
    facts = MonthlyFacts(
        TODAY, "EUR", has_group_entries=True, other_entries=number_entries(entries)
    )
    prompt = find_prompt(facts, dict.fromkeys(skipped, "never"), history=ASKED_BEFORE)
    known = {
        kind
        for cost, kind in COST_PROMPTS.items()
        if cost not in EssentialCosts(facts).find_unknown(NOVEMBER)
    }
    open_kinds = [
        kind
        for kind in (FOOD, RENT, INCOME, OTHER_COSTS, LIMIT)
        if kind not in known and kind not in skipped
    ]
    if open_kinds:
        assert prompt is not None
        assert prompt.kind is open_kinds[0]
    elif prompt is not None:
        assert prompt.kind is STILL
        assert STILL not in skipped
        assert isinstance(prompt.income, Income)
        assert prompt.income.every


def build_schedule(
    weekday: int, since: date = date(2026, 1, 1), answered: date | None = None
) -> MeetingSchedule:
    return MeetingSchedule(1, "circle", weekday, time(19), since, answered)


def test_the_last_meeting_goes_before_what_is_set_up_and_once_a_day(
    book_factory: BookFactory,
) -> None:
    past_meeting = PastMeeting(build_schedule(3), THURSDAY)
    for facts in (
        book_factory.load_facts_of_lines(MEETING, TODAY),
        book_factory.load_facts_of_lines("", TODAY),
    ):
        prompt = find_prompt(facts, {}, meeting=past_meeting, history=PromptHistory())
        assert prompt is not None
        assert prompt.kind is ABOUT_MEETING
        assert prompt.meeting == past_meeting
        again = find_prompt(facts, {}, TODAY, meeting=past_meeting, history=PromptHistory())
        assert again is None


@pytest.mark.parametrize(
    ("schedule", "day"),
    [
        pytest.param(build_schedule(3), THURSDAY, id="yesterday"),
        pytest.param(build_schedule(4), date(2026, 11, 13), id="today may still go on"),
        pytest.param(build_schedule(5), date(2026, 11, 14), id="last Saturday"),
        pytest.param(build_schedule(3, since=THURSDAY), THURSDAY, id="set on its day"),
        pytest.param(build_schedule(3, since=TODAY), None, id="set after it"),
        pytest.param(build_schedule(3, answered=THURSDAY), None, id="answered"),
        pytest.param(build_schedule(3, answered=date(2026, 11, 12)), THURSDAY, id="the one before"),
    ],
)
def test_the_day_of_the_last_regular_meeting(schedule: MeetingSchedule, day: date | None) -> None:
    assert schedule.find_last_day(TODAY) == day


@given(st.integers(0, 6), st.dates(date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_it_never_asks_about_more_than_the_last_week(
    weekday: int, since: date, today: date
) -> None:
    day = build_schedule(weekday, since).find_last_day(today)
    if day is None:
        assert since > today - timedelta(days=7)
    else:
        assert day.weekday() == weekday
        assert timedelta(days=1) <= today - day <= timedelta(days=7)
        assert since <= day
