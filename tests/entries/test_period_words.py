"""Words for how often something comes are read, or refused with how to write them."""

import pytest

from tests.entries.entry_lines import find_marked_part, find_parse_error, read_entry
from tracker.entries.label_period import convert_to_repeating
from tracker.entries.line_writer import write_line
from tracker.entries.period_words import find_frequency_in_label
from tracker.entries.types import Ask, Income, Limit, Need, Payment, Wage
from tracker.months import Period

MONTH = (
    "/ month",
    "/month",
    "/Monat",
    "/ mo",
    "/m",
    "per month",
    "a month",
    "each month",
    "every month",
    "every single month",
    "monthly",
    "Monthly,",
    "(monthly)",
    "once a month",
    "pm",
    "p.m.",
    "p/m",
    "pcm",
    "mtl.",
    "monatlich",
    "pro Monat",
    "im Monat",
    "jeden Monat",
    "einmal im Monat",
    "once monthly",
    "by the month",
    "per calender month",
)
OTHERS = {
    "weekly": Period.WEEK,
    "/wk": Period.WEEK,
    "pro Woche": Period.WEEK,
    "wöchentlich": Period.WEEK,
    "every two weeks": Period.TWO_WEEKS,
    "every other week": Period.TWO_WEEKS,
    "every 2 weeks": Period.TWO_WEEKS,
    "every 2nd week": Period.TWO_WEEKS,
    "fortnightly": Period.TWO_WEEKS,
    "/fortnight": Period.TWO_WEEKS,
    "/2w": Period.TWO_WEEKS,
    "alle zwei Wochen": Period.TWO_WEEKS,
    "zweiwöchentlich": Period.TWO_WEEKS,
    "every four weeks": Period.FOUR_WEEKS,
    "every 4 weeks": Period.FOUR_WEEKS,
    "/4wks": Period.FOUR_WEEKS,
    "alle 4 Wochen": Period.FOUR_WEEKS,
    "quarterly": Period.QUARTER,
    "every third month": Period.QUARTER,
    "every 3 months": Period.QUARTER,
    "alle drei Monate": Period.QUARTER,
    "vierteljährlich": Period.QUARTER,
    "yearly": Period.YEAR,
    "annually": Period.YEAR,
    "per annum": Period.YEAR,
    "p.a.": Period.YEAR,
    "im Jahr": Period.YEAR,
    "jährlich": Period.YEAR,
}
NONE_OF_OURS = (
    "daily",
    "a day",
    "/day",
    "every day",
    "täglich",
    "every 3 weeks",
    "every five weeks",
    "biweekly",
    "twice a month",
    "several times a week",
    "zweimal im Monat",
    "half-yearly",
    "each meeting",
    "every time",
    "an hour",
    "standing order",
    "half yearly",
    "twice monthly",
    "every second month",
)


@pytest.mark.parametrize(
    ("words", "period"), [*((words, Period.MONTH) for words in MONTH), *OTHERS.items()]
)
def test_a_period_is_read_however_it_is_written(words: str, period: Period) -> None:
    income = read_entry(f"income 950 {words}")
    assert isinstance(income, Income)
    assert (income.amount, income.every, income.label) == (95_000, period, None)
    rent = read_entry(f"need rent 300 {words}")
    assert isinstance(rent, Need)
    assert (rent.every, rent.label) == (period, None)
    ask = read_entry(f"ask 30 {words} dues pledged 20 {words} no")
    assert isinstance(ask, Ask)
    assert (ask.every, ask.answers[0].every, len(ask.answers)) == (period, period, 2)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("paid 32 dues monthly", None),
        ("paid monthly 32 dues", None),
        ("paid 32 monthly dues", None),
        ("paid 32/ month dues", None),
        ("paid 32 EUR / month dues", None),
        ("paid 32 euros a month dues", None),
        ("paid 32 dues for all of us monthly // mine", "for all of us"),
        ("paid 32 dues flat share per month", "flat share"),
        ("paid 32 a month dues flat share", "flat share"),
    ],
)
def test_a_period_is_read_wherever_it_is_sure(line: str, label: str | None) -> None:
    if " for " in line:
        line = line.replace("for all of us", "'for all of us'")
    paid = read_entry(line)
    assert isinstance(paid, Payment)
    assert (paid.amount, paid.every, paid.label) == (3200, Period.MONTH, label)


@pytest.mark.parametrize("words", NONE_OF_OURS)
@pytest.mark.parametrize("start", ["income 950", "ask 30 dues", "paid 30 dues"])
def test_a_period_that_tracker_has_not_is_refused_with_those_it_has(start: str, words: str) -> None:
    error = find_parse_error(f"{start} {words}")
    assert "week, 2weeks, 4weeks, month, quarter or year" in error.message
    if start != "ask 30 dues" and not words.startswith("/"):
        assert f"'{words}'" in error.message
        read_entry(f"{start} '{words}'")


@pytest.mark.parametrize(
    ("line", "place", "ways"),
    [
        ("need transport 49 monthly ticket", "monthly", ("49/month ticket", "'monthly ticket'")),
        ("need transport monthly ticket 49", "monthly", ("49/month ticket", "'monthly ticket'")),
        ("income 80 weekly market", "weekly", ("80/week market", "'weekly market'")),
        ("income 80 market weekly stall", "weekly", ("80/week", "'market weekly stall'")),
        ("need transport 49 monatliche Karte", "monatliche", ("49/month", "'monatliche Karte'")),
        ("need food 50 for a month", "a month", ("50/month", "'for a month'")),
        ("income 950 not monthly", "monthly", ("'not monthly'",)),
        ("income 950 whole month", "whole month", ("950/month", "'whole month'")),
        ("income 950 month", "month", ("950/month", "'month'")),
        ("paid 5 dues every friday", "every friday", ("5/week", "'every friday'")),
        ("ask 30 month dues", "month", ("30/month",)),
        ("ask 30 dues no monthly", "monthly", ("30/month",)),
        ("ask 40 dues pledged 30 month", "month", ("30/month",)),
    ],
)
def test_where_either_may_be_meant_both_ways_are_named(
    line: str, place: str, ways: tuple[str, ...]
) -> None:
    error = find_parse_error(line)
    assert find_marked_part(line, error) == place
    for way in ways:
        assert way in error.message


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("received 20 monthly", "'monthly'"),
        ("goal 20 a month +!van", "Type the amount alone"),
        ("wage 12 a month", "income 950/month"),
        ("limit 20 weekly", "an amount a month"),
        ("income 950/month monthly", "two periods"),
        ("income 950 montly", "monthly"),
        ("ask 30 dues gave 5 monthly", "single payment"),
        ("income 5/day", "week, 2weeks, 4weeks, month, quarter or year"),
    ],
)
def test_a_period_that_has_no_place_is_refused(line: str, advice: str) -> None:
    assert advice in find_parse_error(line).message


def test_a_month_of_my_line_and_an_hour_of_a_wage_say_what_they_mean_anyway() -> None:
    for line in ("limit 20 monthly", "limit 20 a month", "limit 20/mo"):
        assert read_entry(line) == read_entry("limit 20")
    assert read_entry("limit 2 % a month") == read_entry("limit 2%")
    assert isinstance(read_entry("limit 2 % a month"), Limit)
    for line in ("wage 12 an hour", "wage 12/hour", "wage 12 per hour", "wage 12 hourly"):
        assert read_entry(line) == read_entry("wage 12")
        assert isinstance(read_entry(line), Wage)


@pytest.mark.parametrize(
    "label",
    [
        "Lidl",
        "side job",
        "rent flat",
        "sold my bike",
        "lesson of an hour",
        "no tax",
        "card game",
        "birthday card",
        "night shift",
        "day job",
        "May",
        "the boss",
        "A. Smith",
        "a friend",
    ],
)
def test_labels_stay_easy(label: str) -> None:
    income = read_entry(f"income 80 {label}")
    assert isinstance(income, Income)
    assert (income.label, income.every) == (label, None)


def test_once_right_behind_an_amount_is_no_label() -> None:
    assert read_entry("income 80 once") == read_entry("income 80")
    assert read_entry("ask 30/month dues pledged 20 once") == read_entry(
        "ask 30/month dues pledged 20/once"
    )


@pytest.mark.parametrize("label", [*MONTH, *OTHERS, *NONE_OF_OURS, "monthly ticket", "once", "a"])
def test_words_in_quotes_stay_a_label_and_are_written_in_quotes(label: str) -> None:
    paid = read_entry(f"paid 5 dues '{label}'")
    assert isinstance(paid, Payment)
    assert (paid.label, paid.every) == (label, None)
    assert read_entry(write_line(paid, "EUR")) == paid
    assert read_entry(write_line(paid, "EUR"), typed=True) == paid


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("monthly", "month"),
        ("job, per week", "week"),
        ("/ month", "month"),
        ("ticket monthly", "month"),
        ("monatliche Karte", "month"),
        ("daily", None),
    ],
)
def test_a_saved_label_is_found_that_says_how_often(label: str, period: str | None) -> None:
    said = find_frequency_in_label(label)
    assert said is not None
    assert said.period == period


@pytest.mark.parametrize("label", ["side job", "food for a month", "once", "a", "every", "May"])
def test_a_saved_label_that_is_one_is_left_alone(label: str) -> None:
    assert find_frequency_in_label(label) is None


@pytest.mark.parametrize(
    "hours", ["2h", "2 h", "2 hours", "2hrs", "2 Std.", "2 Stunden", "2,00 hrs"]
)
def test_hours_are_read_however_they_are_written(hours: str) -> None:
    assert read_entry(f"meeting {hours} #in_public") == read_entry("meeting 2h #in_public")


@pytest.mark.parametrize(
    ("line", "every", "label"),
    [
        ("paid 32 dues pcm", Period.MONTH, None),
        ("paid 32 dues membership mtl.", Period.MONTH, "membership"),
        ("paid 32 dues p/w", Period.WEEK, None),
        ("need rent 300 warm monatl.", Period.MONTH, "warm"),
        ("need energy 80 every 3rd month", Period.QUARTER, None),
        ("income 950/pm job", Period.MONTH, "job"),
        ("income 100/wöchentlich", Period.WEEK, None),
        ("paid 32 dues monthly standing order", Period.MONTH, None),
        ("paid 32 dues Dauerauftrag monatlich", Period.MONTH, None),
        ("paid 32 dues monatlicher Dauerauftrag", Period.MONTH, None),
    ],
)
def test_a_short_period_is_read_behind_other_words_as_well(
    line: str, every: Period, label: str | None
) -> None:
    entry = read_entry(line)
    assert isinstance(entry, Income | Need | Payment)
    assert (entry.every, entry.label) == (every, label)


@pytest.mark.parametrize(
    ("line", "fix", "label"),
    [
        ("income 250 Bafög/month", "250/month Bafög", "'Bafög/month'"),
        ("income 80 tutoring/weekly", "80/week tutoring", "'tutoring/weekly'"),
        ("paid 32 dues EUR/month", "32/month", "'EUR/month'"),
        ("paid 32 dues p.a.", "32/year", "'p.a.'"),
        ("paid 32 dues club pm", "32/month club", "'club pm'"),
        ("paid 120 dues annual", "120/year", "'annual'"),
        ("income 500 annual bonus", "500/year bonus", "'annual bonus'"),
        ("paid 32 dues month", "32/month", "'month'"),
        ("need debt 30 Mo", "30/month", "'Mo'"),
        ("income 30 pa", "30/year", "'pa'"),
        ("paid 32 dues Monat", "32/month", "'Monat'"),
        ("paid 5 literature the weekly", "5/week", "'the weekly'"),
        ("paid 32 dues the week", "32/week", "'the week'"),
        ("need other 10 mobile 10/month", "10/month mobile", "'mobile 10/month'"),
    ],
)
def test_a_period_that_a_label_would_swallow_is_asked_about(
    line: str, fix: str, label: str | None
) -> None:
    message = find_parse_error(line).message
    assert f"If so, type “{fix}”" in message
    assert label is None or message.endswith(label)


@pytest.mark.parametrize(
    "words", ["4 times a year", "4x a year", "12x/year", "every fifth month", "per trimester"]
)
def test_how_often_in_digits_is_no_second_amount(words: str) -> None:
    error = find_parse_error(f"paid 30 dues {words}")
    assert "week, 2weeks, 4weeks, month, quarter or year" in error.message
    assert error.message.endswith(f"'{words}'")


@pytest.mark.parametrize("label", ["to pa", "for Mo", "summer camp week", "oct/nov", "and/or"])
def test_a_short_word_in_a_label_is_no_period(label: str) -> None:
    entry = read_entry(f"need other 30 {label}")
    assert isinstance(entry, Need)
    assert (entry.every, entry.label) == (None, label)


def test_a_saved_label_with_a_joined_period_keeps_its_word() -> None:
    entry = read_entry("income 250 'Bafög/month'")
    found = convert_to_repeating(entry)
    assert found is not None
    assert (found.words, found.every) == ("/month", Period.MONTH)
    assert found.entry.label == "Bafög"


@pytest.mark.parametrize(
    "line",
    [
        "meeting",
        "income 250/month 'job monthly'",
        "income 0 'job monthly'",
        "income 250 'job'",
        "paid 20 dues 'once'",
    ],
)
def test_an_entry_that_repeats_or_says_no_period_stays_as_it_is(line: str) -> None:
    assert convert_to_repeating(read_entry(line)) is None


def test_a_period_right_behind_the_amount_is_no_part_of_the_label_behind_it() -> None:
    income = read_entry("income 30 a month job")
    assert isinstance(income, Income)
    assert (income.every, income.label) == (Period.MONTH, "job")
    message = find_parse_error("income 30 once a month job").message
    assert "Does it repeat? If so, type “30/month job”." in message


def test_a_word_behind_per_that_is_near_no_period_is_a_label() -> None:
    paid = read_entry("paid 20 dues per person")
    assert isinstance(paid, Payment)
    assert (paid.every, paid.label) == (None, "per person")


def test_pay_by_the_hour_is_no_income_of_its_amount() -> None:
    for line in ("income 12/h", "income 12 an hour", "income 12 hourly"):
        assert "wage 12" in find_parse_error(line).message
    for line in ("wage 12/h", "wage 12 an hour", "wage 12 per hour", "wage hourly 12"):
        assert read_entry(line) == read_entry("wage 12")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("paid 5 dues 6 bus 7", "If this is a label with digits, type: '6 bus 7'"),
        ("income 950 room 101", "If this is a label with digits, type: 'room 101'"),
        ("income 950 for 3 months", "To use these words as a label, type: 'for 3 months'"),
        ("paid 5 for last week", "Is this a date?"),
        ("paid 5 for last meeting", "Is this a date?"),
    ],
)
def test_a_number_or_a_time_is_not_read_as_something_else(line: str, message: str) -> None:
    assert message in find_parse_error(line, "ask 40 dues").message
