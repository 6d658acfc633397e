"""The entry line as a form: cut into fields and composed again, it says the same."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.factories import CURRENCY, make_parse_context, read_entries
from tests.strategies import LAST_DAY, books, count_examples, raw_lines, write_entry_lines
from tracker.entries import form_conversion
from tracker.entries.flat_row import flatten_entry
from tracker.entries.form_conversion import (
    FIELDS_BY_TYPE,
    FORM_FIELDS,
    complete_field,
    convert_form_to_line,
    convert_line_to_form,
    find_field_at,
    list_field_texts,
    read_form,
)
from tracker.entries.form_phrases import rewrite_texts
from tracker.entries.grammar import ALLOWED_FIELDS, COMMON_FIELDS
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import LONGEST_LINE, AmbiguousLineError, ParseError
from tracker.entries.period_words import is_frequency_word, split_period
from tracker.entries.tokenizer import TokenMark, fold, tokenize
from tracker.entries.types import Entry

THURSDAY = 3
DAYS = LineDays.from_today(LAST_DAY)
BIG = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def build_context() -> ParseContext:
    """Return what is known in a book of `circle` with an ask, a payment and a campaign."""
    context = make_parse_context()
    read_entries(["ask 5/month dues", "paid 5 dues", "goal 5 +office"], context, today=LAST_DAY)
    return context


def cut_line(line: str) -> dict[str, str]:
    return convert_line_to_form(line, build_context(), DAYS).texts


def find_form_error(texts: dict[str, str]) -> tuple[str, str]:
    """The field at which texts are refused, and why."""
    with pytest.raises(ParseError) as caught:
        read_form(texts, build_context(), DAYS)
    return find_field_at(texts, caught.value.column), caught.value.message


def test_an_error_in_own_words_or_behind_them_is_at_its_field() -> None:
    texts = {"type": "paid", "amount": "5", "kind": "dues", "own_words": "a\tb"}
    assert find_form_error(texts)[0] == "own_words"
    assert find_form_error(texts | {"own_words": "a", "private_note": "b\tc"})[0] == "private_note"
    assert find_form_error({"type": "wrote"})[0] == "own_words"


@pytest.mark.slow
@settings(BIG, max_examples=count_examples(20))
@given(books())
def test_every_entry_goes_through_the_form_unchanged(entries: list[Entry]) -> None:
    context = ParseContext(CURRENCY)
    for line, entry in zip(write_entry_lines(entries), entries, strict=True):
        texts, rest = convert_line_to_form(line, context, DAYS)
        assert rest == ""
        assert texts["type"] == flatten_entry(entry).type
        assert set(texts) <= {"type", *FIELDS_BY_TYPE[texts["type"]]}
        line_of_form = convert_form_to_line(texts)
        assert read_line(line_of_form, deepcopy(context), DAYS, typed=True) == (entry,)
        assert read_form(texts, context, DAYS) == (entry,)
        assert convert_line_to_form(convert_form_to_line(texts), context, DAYS).texts == texts
        context.add_entry(entry)


@pytest.mark.slow
@settings(BIG, max_examples=count_examples(150))
@given(raw_lines())
@example("gave 20 15 merch")
@example("thu 50 EUR/week don for last documented")
@example("limit 20/month")
@example("paid about 20 dues")
@example("meeting 2h20 +!seminar: long // x")
@example("goal 20-30 +!roof reached")
def test_whatever_the_app_reads_the_form_makes_alike(line: str) -> None:
    context = build_context()
    texts, rest = convert_line_to_form(line, context, DAYS)
    try:
        entries = read_line(line, context, DAYS, typed=True)
    except ParseError:
        return
    if entries:
        assert rest == ""
        assert read_form(texts, context, DAYS) == entries


@settings(max_examples=count_examples(200))
@given(raw_lines())
def test_nothing_of_a_refused_line_is_lost(line: str) -> None:
    texts, rest = convert_line_to_form(line, build_context(), DAYS)
    # `about` and `estimated` say the same.
    about = "about" if texts.get("evidence") == "estimated" else ""
    kept = fold(" ".join((*texts, *texts.values(), rest, "for", about)))
    try:
        words = [token for token in tokenize(line) if token.mark is TokenMark.WORD]
    except ParseError:
        return
    for word in words:
        # An hour's h is written anew, a kind in full, an amount apart from its period.
        for piece in word.folded_text.replace("h", "").split("/"):
            assert piece in kept.replace("h", "") or is_frequency_word(word.folded_text)


@settings(max_examples=count_examples(200))
@given(raw_lines())
def test_a_refusal_lies_in_a_field_that_the_form_shows(line: str) -> None:
    texts = cut_line(line)
    columns: list[int] = []
    try:
        read_form(texts, build_context(), DAYS)
    except ParseError as error:
        columns.append(error.column)
    shown = {"type", *FIELDS_BY_TYPE[texts["type"]]}
    assert all(find_field_at(texts, column) in shown for column in columns)


def test_the_form_has_all_that_a_line_may_say() -> None:
    assert FIELDS_BY_TYPE.keys() == ALLOWED_FIELDS.keys()
    for word, takes in ALLOWED_FIELDS.items():
        names = {"kind" if name == "need_kind" else name for name in FIELDS_BY_TYPE[word]}
        left_out = {"percent", "period"} if word == "limit" else set()
        assert names == (takes - left_out - {"about"}) | COMMON_FIELDS | {"day"}
    assert set(FORM_FIELDS) == {name for names in FIELDS_BY_TYPE.values() for name in names}


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("", {}),
        ("30/month dues", {"amount": "30", "period": "month", "kind": "dues"}),
        ("50 EUR/Week don", {"amount": "50 EUR", "period": "week", "kind": "donation"}),
        ("15 merch no no gave 15", {"amount": "15", "kind": "merch", "answers": "no no gave 15"}),
        ("30 #in_public #!own", {"amount": "30", "circumstances": "in_public !own"}),
        ('5 "he said ""give"""', {"amount": "5", "words": 'he said "give"'}),
        ('5 @!"Reading circle"', {"amount": "5", "group": '@!"Reading circle"'}),
        ("5 @nobody", {"amount": "5", "group": "nobody"}),
        ("5 for last // cried", {"amount": "5", "for_entry": "last", "private_note": "cried"}),
        ('5 "the work', {"amount": "5", "words": "the work"}),
        ("1,000 dues", {"amount": "1,000", "kind": "dues"}),
        ("30/moth", {"amount": "30/moth"}),
        ("30 a month dues", {"amount": "30", "period": "month", "kind": "dues"}),
        ("30 EUR / month dues", {"amount": "30 EUR", "period": "month", "kind": "dues"}),
        ("30/mo dues", {"amount": "30", "period": "month", "kind": "dues"}),
        ("30 dues monthly", {"amount": "30", "period": "month", "kind": "dues"}),
        ("30 dues gave apart", {"amount": "30", "kind": "dues", "answers": "gave apart"}),
        (
            "30 dues pledged 9 a week",
            {"amount": "30", "kind": "dues", "answers": "pledged 9 a week"},
        ),
        ("5 until never", {"amount": "5", "until": "never"}),
        ("5 pledged 40-50", {"amount": "5", "answers": "pledged 40-50"}),
    ],
)
def test_an_ask_is_cut_into_its_fields(line: str, texts: dict[str, str]) -> None:
    assert convert_line_to_form(line, build_context(), DAYS) == ({"type": "ask", **texts}, "")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("5 dues blah", "blah"),
        ("5 dues 6", "6"),
        ("event 20 2h", "20"),
        ("income 5 by cash", ""),
        ('income 5 "words" #deadline', "#deadline"),
        ("paid 5 dues by cheque", "by cheque"),
        ("paid 5 dues until", "until"),
        ('5 du"es 6', 'du"es 6'),
        ("# a comment", "# a comment"),
    ],
)
def test_what_finds_no_field_is_kept_beside_the_form(line: str, rest: str) -> None:
    assert convert_line_to_form(line, build_context(), DAYS).rest == rest


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ({"type": "ask", "amount": "30", "period": "month"}, "ask 30/month"),
        ({"type": "ask", "amount": "30/week", "period": "month"}, "ask 30/week"),
        ({"type": "ask", "period": "month"}, "ask"),
        ({"type": "ask", "answers": "no, later,  gave 12,50"}, "ask no later gave 12,50"),
        ({"type": "ask", "circumstances": "#in_public, deadline"}, "ask #in_public #deadline"),
        ({"type": "ask", "words": "  "}, "ask"),
        ({"type": "ask", "group": "Reading circle "}, 'ask @"Reading circle"'),
        ({"type": "ask", "group": "@!new"}, "ask @!new"),
        ({"type": "ask", "evidence": "remembered"}, "ask"),
        ({"type": "ask", "amount": "5 // x", "evidence": "estimated"}, "ask 5 / / x estimated"),
        ({"type": "meeting", "hours": "1.5", "day": "thu"}, "thu meeting 1.5h"),
        ({"type": "meeting", "hours": "2 h"}, "meeting 2h"),
        ({"type": "meeting", "amount": "30"}, "meeting"),
        ({"type": "income", "label": "it's"}, "income 'it''s'"),
        (
            {"type": "meeting", "own_words": "a // b", "private_note": "c"},
            r"meeting: a \// b // c",
        ),
        (
            {"type": "meeting", "event": "+!roof", "campaign": "+!van"},
            "meeting +!campaign:van +!event:roof",
        ),
        ({"type": "income", "amount": "5", "for_month": "2026-11"}, "income 5 for 2026-11"),
        ({"type": "event", "hours": "10-12"}, "event 10-12h"),
        ({"type": "event", "hours": "2h20"}, "event 2h20"),
        ({"type": "need", "kind": "dues", "need_kind": "food"}, "need food"),
    ],
)
def test_the_texts_of_the_fields_make_a_line(texts: dict[str, str], line: str) -> None:
    assert convert_form_to_line(texts) == line


@pytest.mark.parametrize(
    ("texts", "field", "why"),
    [
        ({"type": "ask"}, "amount", "An amount is missing"),
        ({"type": "ask", "amount": "30"}, "kind", "What was it for?"),
        ({"type": "need", "amount": "30"}, "need_kind", "What is it for?"),
        ({"type": "need", "need_kind": "food"}, "amount", "An amount is missing"),
        ({"type": "returned", "amount": "30"}, "for_entry", "Which entry is this for?"),
        ({"type": "answered", "for_entry": "1"}, "answers", "Your answer is missing"),
        ({"type": "goal", "amount": "30"}, "campaign", "What is the goal for?"),
        ({"type": "limit"}, "amount", "A limit needs an amount a month, or a percentage"),
        ({"type": "ask", "amount": "1,000", "kind": "dues"}, "amount", "1000"),
        ({"type": "ask", "amount": "50-60", "kind": "dues", "answers": "no yes"}, "answers", "ask"),
        ({"type": "ask", "amount": "5", "kind": "dues", "until": "soon"}, "until", "date"),
        (
            {"type": "ask", "amount": "5", "kind": "dues", "group": "Choir"},
            "group",
            "no such group",
        ),
        (
            {"type": "ask", "day": "soon", "amount": "5", "kind": "dues"},
            "day",
            "can’t read this date",
        ),
        ({"type": "event", "day": "5 no"}, "day", "can’t read this date"),
        ({"type": "event", "words": "a\tb"}, "words", "There’s a tab"),
        ({"type": "ask", "amount": "5 // x", "kind": "dues"}, "amount", "doesn’t understand"),
        ({"type": "meeting", "private_note": "a\x07b"}, "private_note", "can’t be shown"),
    ],
)
def test_a_refusal_is_found_in_its_field(texts: dict[str, str], field: str, why: str) -> None:
    found, message = find_form_error(texts)
    assert found == field
    assert why in message


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ({"type": "ask", "day": "last thursday", "amount": "€ 30"}, "{thursday} ask 30"),
        ({"type": "event", "day": "day before yesterday"}, "{two_days_ago} event"),
        ({"type": "ask", "amount": "30 euros a month"}, "ask 30/month"),
        ({"type": "ask", "amount": "30 euros", "period": "week"}, "ask 30/week"),
        ({"type": "ask", "amount": "50 to 450"}, "ask 50-450"),
        ({"type": "paid", "amount": "~30"}, "paid about 30"),
        ({"type": "paid", "amount": "a tenner"}, "paid 10"),
        ({"type": "event", "hours": "2 hours"}, "event 2h"),
        ({"type": "event", "hours": "90 min"}, "event 1h30"),
        ({"type": "event", "hours": "from 19 to 22"}, "event 3h"),
        ({"type": "ask", "label": "t-shirt"}, "ask t-shirt"),
        ({"type": "ask", "label": "t-shirt", "kind": "merch"}, "ask merch 't-shirt'"),
        ({"type": "ask", "label": "no"}, "ask 'no'"),
        ({"type": "paid", "amount": "a lot"}, "paid a lot"),
        ({"type": "event", "hours": "all night"}, "event all night"),
    ],
)
def test_each_field_takes_what_people_write(texts: dict[str, str], line: str) -> None:
    thursday, two_days_ago = (
        LAST_DAY - timedelta(days=days) for days in ((LAST_DAY.weekday() - THURSDAY) % 7 or 7, 2)
    )
    expected = line.format(thursday=thursday, two_days_ago=two_days_ago)
    assert convert_form_to_line(rewrite_texts(texts, build_context(), DAYS)) == expected


@pytest.mark.parametrize("day", ["5 no", "thu ask", "thu fri", "soon", "thu 5"])
def test_a_day_with_something_else_is_no_day(day: str) -> None:
    texts = {"type": "event", "day": day}
    rewritten = rewrite_texts(texts, build_context(), DAYS)
    assert rewritten == texts
    assert find_form_error(rewritten)[0] == "day"


@pytest.mark.parametrize("text", ["“no”", "they said 'give'", "‘why’", "they  asked", "a: b"])
def test_own_words_and_a_note_keep_each_sign(text: str) -> None:
    texts = {"type": "event", "day": "last thursday", "own_words": text, "private_note": text}
    line = convert_form_to_line(texts)
    for (entry,) in (
        read_form(texts, build_context(), DAYS),
        read_line(line, build_context(), DAYS, typed=True),
    ):
        assert (entry.own_words, entry.private_note) == (text, text)


def test_own_words_are_no_answer_that_nobody_asked_for() -> None:
    texts = {"type": "ask", "amount": "5", "kind": "dues", "own_words": "no"}
    field, message = find_form_error(texts)
    assert field == "own_words"
    assert message.startswith("This could be your answer.")
    (entry,) = read_form(texts | {"own_words": "no, never"}, build_context(), DAYS)
    assert entry.own_words == "no, never"


def test_one_form_makes_one_entry_and_no_thought() -> None:
    texts = {"type": "paid", "amount": "20", "kind": "event", "evidence": "and 15 merch"}
    assert find_form_error(texts)[0] == "evidence"
    assert find_form_error({"type": "event", "hours": "they were very kind"})[0] == "hours"


@pytest.mark.parametrize(
    ("texts", "choices"),
    [
        ({"type": "paid", "amount": "1.000", "kind": "dues"}, ("amount", ["1000", "1"])),
        ({"type": "paid", "amount": "8 or 9", "kind": "dues"}, ("amount", ["about 8", "about 9"])),
        ({"type": "paid", "amount": "5", "label": "fee"}, ("kind", ["event", "dues"])),
        ({"type": "paid", "amount": "5", "label": "train"}, None),
    ],
)
def test_a_question_is_about_the_field_in_which_the_readings_differ(
    texts: dict[str, str], choices: tuple[str, list[str]] | None
) -> None:
    context = build_context()
    with pytest.raises(AmbiguousLineError) as caught:
        read_form(texts, context, DAYS)
    assert list_field_texts(texts, caught.value.readings, context, DAYS) == choices
    for text in choices[1] if choices else ():
        assert read_form(texts | {choices[0] if choices else "": text}, context, DAYS)


@pytest.mark.parametrize(
    ("name", "text", "completions"),
    [
        ("circumstances", "in_p", ["in_public"]),
        ("circumstances", "deadline, in_p", ["in_public"]),
        ("circumstances", "#in_pub", ["in_public"]),
        ("circumstances", "in_public in_p", []),
        ("circumstances", "in_public", []),
        ("circumstances", "in_public ", []),
        ("answers", "no l", ["later"]),
        ("answers", "no", []),
        ("group", "Cir", ["circle"]),
        ("group", "", []),
        ("campaign", "o", ["office"]),
        ("label", "side j", ["side job"]),
        ("day", "to", ["today"]),
        ("amount", "3", []),
        ("words", "n", []),
    ],
)
def test_a_field_that_is_begun_may_go_on(name: str, text: str, completions: list[str]) -> None:
    context = build_context()
    context.labels = ("side job", "rent")
    assert [completion.text for completion in complete_field(name, text, context)] == completions


def test_a_tag_is_offered_with_what_it_means_and_takes_the_place_of_what_was_begun() -> None:
    (completion,) = complete_field("circumstances", "deadline, in_p", build_context())
    assert completion.meaning == "other members could hear"
    assert completion.start == len("deadline, ")
    assert len(complete_field("circumstances", "#", build_context())) == len(build_context().tags)


@pytest.mark.parametrize("entry_type", ["seen", "heard"])
def test_a_tag_that_makes_no_sense_about_others_is_not_offered_for_them(entry_type: str) -> None:
    context = build_context()
    offered = complete_field("circumstances", "#", context, entry_type)
    assert {f"{each.text}" for each in offered} == set(context.tags.values()) - {"no_money"}
    (completion,) = complete_field("circumstances", "amount_v", context, entry_type)
    assert completion.meaning == "others could see what someone paid"


@pytest.mark.parametrize(
    ("text", "amount", "period"),
    [
        ("950/month", "950", "month"),
        ("950/Monat", "950", "month"),
        ("950 / month", "950", "month"),
        ("950 EUR a month", "950 EUR", "month"),
        ("950 weekly", "950", "week"),
        ("950/moth", "950/moth", ""),
        ("950 monthly ticket", "950 monthly ticket", ""),
        ("950", "950", ""),
        ("", "", ""),
    ],
)
def test_an_amount_in_the_form_is_told_from_its_period(text: str, amount: str, period: str) -> None:
    assert split_period(text) == (amount, period)


def test_a_period_that_is_typed_into_the_amount_is_not_written_twice() -> None:
    texts = {"type": "income", "amount": "950 a month", "period": "month"}
    assert read_form(texts, build_context(), DAYS) == read_form(
        {"type": "income", "amount": "950", "period": "month"}, build_context(), DAYS
    )


@pytest.mark.parametrize("text", ["We met and they asked again. ", "/ ", "#", '" ', "no gave 5 "])
def test_the_longest_text_is_cut_without_looking_at_all_of_it_again_and_again(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = text * (LONGEST_LINE // len(text))
    calls = dict.fromkeys(("tokenize", "fold"), 0)

    def count_calls(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(argument: object) -> object:
            calls[name] += 1
            return function(argument)

        return call

    monkeypatch.setattr(form_conversion, "tokenize", count_calls("tokenize", tokenize))
    monkeypatch.setattr("tracker.entries.tokenizer.fold", count_calls("fold", fold))
    parts = convert_line_to_form(line, build_context(), DAYS)
    assert calls["tokenize"] <= 6
    assert calls["fold"] <= 30 * len(line.split())
    said = " ".join([*parts.texts.values(), parts.rest])
    assert len(said.replace(" ", "")) >= len(line.replace(" ", ""))


def test_only_what_cannot_be_cut_stays_out_of_the_form() -> None:
    texts, rest = convert_line_to_form("ask 5 dues #", build_context(), DAYS)
    assert texts == {"type": "ask", "amount": "5", "kind": "dues"}
    assert rest == "#"
