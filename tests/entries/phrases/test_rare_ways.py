"""Rare ways of writing: times of day, other languages of the screens, signs that divide nothing."""

from datetime import date

import pytest

from tests.entries.entry_lines import find_parse_error, read_entry, translate_label
from tests.factories import make_parse_context, read_entries
from tracker.entries.form_conversion import convert_line_to_form, read_form
from tracker.entries.line_batch import LineBatch
from tracker.entries.line_parser import LineDays
from tracker.entries.parse_error import AmbiguousLineError
from tracker.entries.phrases import phrase
from tracker.entries.phrases.phrase import PhraseChoiceError
from tracker.entries.readings import resolve_choice
from tracker.entries.tokenizer import Token, TokenMark
from tracker.entries.types import Entry
from tracker.months import Month

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("meeting from 10am to 2pm", "meeting 4h"),
        ("meeting from 12am to 2am", "meeting 2h"),
        ("meeting from 7 to 9pm", "meeting 2h"),
        ("2026/10/12 paid 5 dues", "2026-10-12 paid 5 dues"),
        ("paid 5 dues the 12th", "2026-11-12 paid 5 dues"),
        ("on the 13th paid 5 dues", "2026-10-13 paid 5 dues"),
        ("paid 1.234 dues", "paid 1234 dues"),
        ("sold papers all day", "stall : sold papers all day"),
    ],
)
def test_it_is_read_as_it_is_meant(line: str, plain: str) -> None:
    assert read_entry(line, today=TODAY, typed=True) == read_entry(plain, today=TODAY, typed=True)


@pytest.mark.parametrize(
    "line",
    [
        "meeting from 27 to 31pm",
        'paid 20 ticket, "half',
        "income 950, dues 30",
        "income 950, 'dues 30",
        "12/10: paid 5 dues",
        "the whole weekend // x",
        "gave 15 merch so I don't starve",
        "the 45th paid 5 dues",
        "paid 20 ticket, zz 'x",
        "ask " + "\u201cno\u201d " * 90,
        'paid 20 ticket, "two',
    ],
)
def test_it_is_refused(line: str) -> None:
    find_parse_error(line, today=TODAY, typed=True)


def test_types_and_kinds_are_read_as_the_screens_name_them_in_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = {"dues": "Mitgliedsgeld", "paid": "an sie gezahlt", "event": "Karten"}
    monkeypatch.setattr(phrase, "_label", lambda text: translate_label(text, words))
    paid = read_entry("paid 30 dues", typed=True)
    assert read_entry("an sie gezahlt 30 Mitgliedsgeld", typed=True) == paid
    assert read_entry("30 karten no", typed=True) == read_entry("ask 30 event no", typed=True)


@pytest.mark.parametrize(
    "line",
    [
        "gave 15 merch yesterday",
        "felt odd on the way home",
        "30 a month dues, no: it was late // x",
        "gave 15 merch so they leave me alone // x",
    ],
)
def test_the_form_shows_what_a_line_means(line: str) -> None:
    context, days = make_parse_context(), LineDays.from_today(TODAY)
    texts, rest = convert_line_to_form(line, context, days)
    assert rest == ""
    assert list(read_form(texts, context, days)) == read_entries(
        [line], make_parse_context(), TODAY, typed=True
    )


def test_the_form_keeps_several_entries_as_they_are_typed() -> None:
    line = "paid 20 ticket, 15 t-shirt"
    texts, rest = convert_line_to_form(line, make_parse_context(), LineDays.from_today(TODAY))
    assert (texts["amount"], rest) == ("20", "15")


def test_a_day_that_cannot_be_is_no_day_of_the_lines_below() -> None:
    batch = LineBatch(make_parse_context(), LineDays.from_today(TODAY), typed=True)
    for line in ("1850-01-01", "paid 5 dues"):
        batch.add_line(line, "line 1")
    assert len(batch.entries) == 1


def test_an_entry_counts_on_its_day_or_in_the_month_it_is_for() -> None:
    assert read_entry("2026-11-10 meeting", today=TODAY).counted_day == date(2026, 11, 10)
    income = read_entry("income 5 for 2026-09", today=TODAY)
    assert income.counted_day == Month(2026, 9).first_day


def test_a_part_of_a_line_may_have_a_day_of_its_own() -> None:
    line = "paid 20 ticket, yesterday paid 5 literature"
    entries = read_entries([line], make_parse_context(), TODAY, typed=True)
    assert [entry.day for entry in entries] == [TODAY, date(2026, 11, 11)]


def test_an_ask_may_follow_a_meeting() -> None:
    line = "2h meeting, 30 dues no"
    assert read_entries([line], make_parse_context(), TODAY, typed=True) == read_entries(
        ["meeting 2h", "ask 30 dues no"], make_parse_context(), TODAY
    )


def test_a_phrase_that_can_only_be_what_it_is_asks_nothing() -> None:
    def ask_again(line: str) -> tuple[Entry, ...]:
        raise AmbiguousLineError("?", 1, len(line), ["paid 5 dues"])

    token = Token(TokenMark.WORD, "five", 6, 4)
    same = PhraseChoiceError(token, ["five"])
    assert resolve_choice("paid five dues", same, ask_again) is None
    nested = resolve_choice("paid five dues", PhraseChoiceError(token, ["5", "6"]), ask_again)
    assert isinstance(nested, AmbiguousLineError)
    assert nested.readings == ("paid 5 dues",)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("bus there and back 6.80", "bus there and back"),
        ("6.80 for the bus home", "bus home"),
        ("bus home, 6.80", "bus home"),
        ("bus a week 6.80", "bus"),
    ],
)
def test_words_behind_a_thing_around_the_group_stay_with_it(line: str, label: str) -> None:
    error = find_parse_error(line, today=TODAY, typed=True)
    assert isinstance(error, AmbiguousLineError)
    assert all(f"'{label}'" in reading for reading in error.readings)
