"""A hidden name is found in every disguise, and no everyday word is taken for one."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.export.bundles import render_tables
from tests.export.story_book import TODAY, example_book
from tests.strategies import count_examples
from tracker.export.bundle import load_bundle
from tracker.export.privacy.name_matching import EVERYDAY_WORDS, MIN_LENGTH_IN_WORD, extract_letters
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect

some = settings(max_examples=count_examples(40))
Disguise = Callable[[str], str]
LEFT = ["other", "group", "again", "other", "group"]

LETTERS = st.one_of(
    st.sampled_from("aeioustnrlßäöüåøæœłđðþ\u0131İçğşéñ"),
    st.sampled_from("ABSΣς\u03c3άΊϊЁйїґẞﬁﬀǆŉŋħŧĳŀ"),
    st.characters(categories=("Lu", "Ll", "Lt", "Lo", "Nd")),
)
WITHIN = ("", "-", ".", "_", "\u00ad", "\u200b", "\u2011", "\u2060", "/", "’", "·", "--")
SPACED = (*WITHIN, " ", "\n", "\u00a0", "\u2028", " - ", "\u202f", "-\n", "\t")
TURKISH = (str.maketrans({"i": "İ", "\u0131": "I"}), str.maketrans({"I": "\u0131", "İ": "i"}))
CASES: tuple[Disguise, ...] = (
    str,
    str.upper,
    str.lower,
    str.title,
    str.casefold,
    str.swapcase,
    lambda name: name.translate(TURKISH[0]).upper(),
    lambda name: name.translate(TURKISH[1]).lower(),
)
FORMS: tuple[Disguise, ...] = (
    str,
    *(partial(unicodedata.normalize, form) for form in ("NFC", "NFD", "NFKC", "NFKD")),
)
SPELT_AS = {
    "ä": ("ae", "a", "æ"),
    "ö": ("oe", "o", "ø"),
    "ü": ("ue", "u"),
    "ß": ("ss", "ẞ", "SS"),
    "å": ("aa", "a"),
    "ø": ("o", "oe", "ö"),
    "æ": ("ae", "ä"),
    "œ": ("oe", "ö"),
    "ł": ("l",),
    "đ": ("d", "dj"),
    "ð": ("d",),
    "þ": ("th",),
    "\u0131": ("i",),
    "ς": ("\u03c3",),
    "a": ("a\u0301", "\uff41"),
    "e": ("é", "ᵉ"),
    "s": ("\u017f", "ş"),
    "i": ("\u0131", "İ", "í"),
}


def name_of(draw: st.DrawFn, shortest: int) -> str:
    """A name of some words that has at least so many letters."""
    words = draw(st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=3))
    name = " ".join(words)
    while len(re.sub("[ -]", "", extract_letters(name).text)) < shortest:
        name += draw(LETTERS)
    return name


def disguise(draw: st.DrawFn, name: str, between: tuple[str, ...]) -> str:
    """The name spelt in another way, with something between some of its letters."""
    spelt = [draw(st.sampled_from((sign, *SPELT_AS.get(sign, ())))) for sign in name]
    text = draw(st.sampled_from(FORMS))(draw(st.sampled_from(CASES))("".join(spelt)))
    parts = [""]
    for sign in text:
        if sign == " ":
            parts.append(draw(st.sampled_from(("", *SPACED))))
        elif parts[-1] and not unicodedata.combining(sign):
            parts += [draw(st.sampled_from(between)), sign]
        else:
            parts.append(sign)
    return draw(st.sampled_from(FORMS))("".join(parts))


@st.composite
def names_and_disguises(draw: st.DrawFn, shortest: int, between: tuple[str, ...]) -> list[str]:
    """A name, and another way to spell it."""
    name = name_of(draw, shortest)
    return [name, disguise(draw, name, between)]


def remove_name(name: str, text: str) -> str:
    """A text without a name."""
    return Pseudonyms(ExportSelection(groups={}), [name], {}).replace_in_text(text)


def left_of(text: str) -> list[str]:
    """The words of a text, whatever stands around their letters."""
    seen = (
        " " if unicodedata.category(sign) == "Lm" or not sign.isalnum() else sign for sign in text
    )
    return "".join(seen).split()


@some
@given(names_and_disguises(MIN_LENGTH_IN_WORD, SPACED))
def test_a_name_gives_way_in_any_disguise(pair: list[str]) -> None:
    name, typed = pair
    assume(not EVERYDAY_WORDS.issuperset(extract_letters(typed).text.split(" ")))
    assert left_of(remove_name(name, f"“{typed}”, (again {typed})")) == LEFT


@some
@given(names_and_disguises(1, WITHIN))
def test_a_short_name_gives_way_too_where_no_space_parts_it(pair: list[str]) -> None:
    name, typed = pair
    if " " not in typed:
        assert left_of(remove_name(name, f"“{typed}”, again: {typed}!")) == LEFT


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("İstanbul Iş\u0131k", "İSTANBUL IŞIK"),
        ("İstanbul Iş\u0131k", "istanbul işik"),
        ("İstanbul Iş\u0131k", "IstanbulIsik"),
        ("İstanbul Iş\u0131k", "I-s-t-a-n-b-u-l I.ş.\u0131.k"),
        ("istanbul \u0131ş\u0131k", "İSTANBUL\nIŞIK"),
        ("Straßenkreis", "Straßen-Kreis"),
        ("Straßenkreis", "Strassen Kreis"),
        ("Straßenkreis", "STRAẞEN\u2011KREIS"),
        ("Straßenkreis", "S t r a s s e n k r e i s"),
        ("Strassen-Kreis", "Straßenkreis"),
        ("Grün", "Gruen"),
        ("Gruen", "GRÜN"),
        ("Gruen", "gru\u0308n"),
        ("Århus", "Aarhus"),
        ("Øst", "Oest"),
        ("Łódź", "LODZ"),
        ("Œuvre", "oeuvre"),
        ("Ægir", "AEGIR"),
        ("Ðakovo", "dakovo"),
        ("Đakovo", "djakovo"),
        ("Þórr", "Thorr"),
        ("office", "o\ufb03ce"),
        ("Πόλις", "ΠΟΛΙΣ"),
        ("SPD", "S.P.D"),
        ("SPD", "S P D"),
        ("Kreis", "Kr eis"),
        ("Kreis", "K r-e i.s"),
        ("Kreis", "Kre-\nis"),
        ("To get her", "to get her"),
        ("Wir-alle", "wir alle"),
        ("读书会", "读\u200b书会"),
        ("Sonne\U0001f33b", "SONNE\U0001f33b"),
        ("\U0001f33b", "\U0001f33b"),
    ],
)
def test_a_name_gives_way_as_people_spell_it(name: str, typed: str) -> None:
    assert remove_name(name, f"at {typed}!") == "at [other group]!"
    assert remove_name(name, f"({typed}’s)") == "([other group]’s)"
    assert (
        Pseudonyms(ExportSelection(groups={name: "readers"}), [name], {}).replace_in_tag(
            f"{typed}_2"
        )
        == "readers_2"
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Area", "they are a group, a real one"),
        ("Together", "we went to get her"),
        ("Aman", "with a man"),
        ("Kreis", "Politik-Reise, Musik reist"),
        ("ab", "about a b, cab"),
        ("SPD", "raspdrink s p"),
        ("Poet", "a pot of tea, potato"),
        ("Gruen", "grunge"),
        ("Maas", "mas"),
    ],
)
def test_everyday_words_stay(name: str, typed: str) -> None:
    assert remove_name(name, typed) == typed


def test_a_name_that_stays_is_in_no_file_whatever_way_it_is_typed(tmp_path: Path) -> None:
    names = ("İstanbul Iş\u0131k", "Straßenkreis")
    typed = "İSTANBUL IŞIK, \u0131stanbul-isik, Strassen Kreis; STRAẞEN\u2011KREIS"
    lines = (
        f'2025-11-04 ask 30 dues no @!"{names[0]}" "{typed}" // {typed}',
        f'2025-11-05 meeting 2h @!"{names[1]}" #!straßen_kreis "{typed}"',
        f'2025-11-06 goal 900 +!"Straßen-Kreis 2025" @"{names[1]}"',
    )
    choice = ExportSelection(groups={names[1]: "readers"}, private_notes=True)
    with example_book(tmp_path, *lines) as book:
        files = render_tables(load_bundle(book, TODAY, Dialect.COMMA, choice))
    whole = "".join(content.decode("utf-8-sig") for content in files.values())
    letters = re.sub("[ -]", "", extract_letters(whole).text)
    for gone in ("istanbul", "isik", "strassen", "kreis"):
        assert gone not in letters


def test_the_search_takes_no_longer_for_hostile_texts() -> None:
    """It would take years if a row of letters were parted in every way there is."""
    for name, typed in (
        ("å" * 60 + "x", "a" * 5_000),
        ("äe" * 60 + "x", "aee" * 3_000),
        ("a b " * 60 + "x", "a b " * 2_000),
        ("-" * 100 + "a" * 60 + "x", "a-" * 4_000),
    ):
        assert remove_name(name, typed) == typed
