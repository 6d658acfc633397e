"""The password of a PDF: what one may be, and six random words."""

import math
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.export.report import password as passwords
from tracker.export.report.password import (
    MOST_BYTES,
    WORD_COUNT,
    WORD_LISTS,
    PdfPasswordError,
    describe_password_weakness,
    generate_six_words,
    list_typed_variants,
    prepare_password,
)


def test_a_password_is_prepared_as_every_program_would() -> None:
    assert prepare_password("e\u0301te\u0301") == "\u00e9t\u00e9"
    assert prepare_password("x") == "x"
    assert prepare_password("\U0001f642" * 31) == "\U0001f642" * 31


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_none_at_all_is_refused(text: str) -> None:
    with pytest.raises(PdfPasswordError, match="at least one character"):
        prepare_password(text)


@pytest.mark.parametrize("text", ["a\x00b", "tab\t", "\ud800", "\u202ereversed", "\ue000"])
def test_a_sign_that_cannot_be_typed_is_refused(text: str) -> None:
    with pytest.raises(PdfPasswordError, match="can’t be typed"):
        prepare_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ufb01ne day",
        "four m\u00b2",
        "\u00bd day",
        "fine\u00a0day",
        "soft\u00adly",
        "\u2764\ufe0f",
        "\U0001f469\u200d\U0001f4bb",
    ],
)
def test_one_that_programs_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(PdfPasswordError, match="some PDF viewers read differently"):
        prepare_password(text)


def test_it_is_tried_as_typed_and_as_others_give_it() -> None:
    assert list_typed_variants("sesame") == ("sesame",)
    assert list_typed_variants("gru\u0308n") == ("gru\u0308n", "gr\u00fcn")
    assert list_typed_variants("m\u00b2\u00a0\u00ad") == ("m\u00b2\u00a0\u00ad", "m2 \u00ad", "m2 ")
    assert list_typed_variants("\ud800") == ("?",)


@given(st.text(max_size=8))
def test_what_is_taken_opens_as_it_was_typed(text: str) -> None:
    try:
        taken = prepare_password(text)
    except PdfPasswordError:
        return
    assert taken in list_typed_variants(text)
    assert taken == unicodedata.normalize("NFC", text)


def test_one_that_would_be_cut_is_refused_with_its_size() -> None:
    assert prepare_password("a" * MOST_BYTES)
    with pytest.raises(PdfPasswordError, match="has 128 bytes, but a PDF takes 127 at most"):
        prepare_password("a" * 128)
    with pytest.raises(PdfPasswordError, match="has 800 bytes"):
        prepare_password("\U0001f642" * 200)


@settings(max_examples=40)
@given(st.text(max_size=8) | st.text("a\u00e4\U0001f642", min_size=30, max_size=140))
def test_what_is_taken_is_taken_again_and_fits(text: str) -> None:
    try:
        taken = prepare_password(text)
    except PdfPasswordError:
        return
    assert prepare_password(taken) == taken
    assert len(taken.encode()) <= MOST_BYTES
    assert unicodedata.is_normalized("NFKC", taken)


def test_a_short_one_is_taken_with_a_word_on_it() -> None:
    assert "A computer could guess" in describe_password_weakness("x")
    assert describe_password_weakness("correct horse") == ""


@pytest.mark.parametrize(
    ("language", "some"), [("en", "abacus"), ("de", "kaltfront"), ("fr", "abacus")]
)
def test_six_words_are_easy_to_type_and_never_the_same(
    monkeypatch: pytest.MonkeyPatch, language: str, some: str
) -> None:
    monkeypatch.setattr(passwords, "find_language", lambda: language)
    made = {generate_six_words() for _time in range(20)}
    assert len(made) == 20
    for words in made:
        assert re.fullmatch(r"[a-z]{3,9}( [a-z]{3,9}){5}", words)
        assert prepare_password(words) == words
        assert describe_password_weakness(words) == ""
        assert len(set(words.split())) == 6
    words_to_draw = passwords.load_easy_words()
    assert some in words_to_draw
    assert len(set(words_to_draw)) == len(words_to_draw) > 5000
    assert all(re.fullmatch(r"[a-z]{3,9}", word) for word in words_to_draw)


def test_six_words_are_worth_73_bits_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in WORD_LISTS:
        monkeypatch.setattr(passwords, "find_language", lambda language=language: language)
        count = len(passwords.load_easy_words())
        assert math.log2(math.perm(count, WORD_COUNT)) >= 73


def test_each_list_of_words_names_its_licence() -> None:
    root = Path(__file__).parents[3]
    page = root / "tracker/export/report/words/LICENSES.md"
    licences = page.read_text(encoding="utf-8")
    assert sorted(each.name for each in page.parent.glob("*.txt")) == sorted(WORD_LISTS.values())
    assert all(f"`{name}`" in licences for name in WORD_LISTS.values())
