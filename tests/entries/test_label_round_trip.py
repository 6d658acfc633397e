"""Labels made of words that the grammar or a phrase knows: written in quotes, and read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import CURRENCY, GROUP, make_parse_context
from tests.strategies import count_examples
from tracker.entries.grammar import ALLOWED_FIELDS, ANSWER_WORDS, DAY_WORDS, EVIDENCE_WORDS
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.line_writer import write_line
from tracker.entries.phrases.word_list import list_phrase_words
from tracker.entries.tokenizer import quote_label
from tracker.entries.types import Cost, Entry, Income, Kind, MoneyFromGroup, Need, NeedKind, Payment
from tracker.months import Period

TODAY = date(2026, 11, 12)
KNOWN_WORDS = sorted(
    list_phrase_words() | {*ALLOWED_FIELDS, *ANSWER_WORDS, *DAY_WORDS, *EVIDENCE_WORDS}
)
IDIOMS = (
    *("half my rent", "a few euros", "no money talk", "can't remember how much", "nobody asked"),
    *("told them I can't afford it", "they had a hat", "in the break", "2 papers 2.50 each"),
)
PLAIN_WORDS = ("blue", "winter", "soup", "jacket", "zebra")
FURTHER_WORDS = (
    *("fiver", "tenner", "quid", "twenty", "hundred", "hours", "h", "half"),
    *(
        "apart",
        "once",
        "met",
        "reached",
        "until",
        "by",
        "ref",
        "cash",
        "about",
        "circa",
        "30",
        "oct",
    ),
    *("other", "food", "each", "apiece", "again", "twice", "?", "12.10."),
    *("12/10", "2h", "7:30", "1.000", "2nd", "because", "p.m.", "ok", "EUR", "€", "pro", "im"),
)
"""Words by which the readers of phrases go, beside their tables."""


@st.composite
def labelled_entries(draw: st.DrawFn) -> Entry:
    """Return an entry of a type with a label in bare words, and with a label of such words."""
    words = st.sampled_from([*KNOWN_WORDS, *PLAIN_WORDS, *FURTHER_WORDS, *IDIOMS])
    label = " ".join(draw(st.lists(words, min_size=1, max_size=4)))
    every = draw(st.sampled_from([None, Period.MONTH]))
    entries: list[Entry] = [
        Payment(day=TODAY, amount=2000, kind=Kind.EVENT, label=label, group=GROUP),
        Payment(day=TODAY, amount=3000, kind=Kind.DUES, label=label, group=GROUP, every=every),
        Cost(day=TODAY, amount=700, label=label, group=GROUP),
        MoneyFromGroup(day=TODAY, amount=900, label=label, group=GROUP),
        Income(day=TODAY, amount=95000, label=label, every=every),
        Need(day=TODAY, kind=NeedKind.FOOD, amount=26000, label=label, every=every),
    ]
    return draw(st.sampled_from(entries))


@settings(deadline=None, max_examples=count_examples(200))
@given(labelled_entries(), st.booleans())
def test_a_label_of_words_that_say_something_is_read_back(entry: Entry, typed: bool) -> None:
    line = write_line(entry, CURRENCY)
    assert read_line(line, make_parse_context(), LineDays.from_today(TODAY), typed=typed) == (
        entry,
    )


@pytest.mark.parametrize("word", [*KNOWN_WORDS, *FURTHER_WORDS])
def test_a_word_that_says_something_stands_in_quotes(word: str) -> None:
    for label in (word, f"blue {word}", f"{word} soup"):
        paid = Payment(day=TODAY, amount=2000, kind=Kind.EVENT, label=label, group=GROUP)
        assert write_line(paid, CURRENCY) == f"{TODAY} paid 20 event {quote_label(label)} @{GROUP}"


@pytest.mark.parametrize("word", PLAIN_WORDS)
def test_any_other_word_stands_as_it_is(word: str) -> None:
    paid = Payment(day=TODAY, amount=2000, kind=Kind.EVENT, label=word, group=GROUP)
    assert write_line(paid, CURRENCY) == f"{TODAY} paid 20 event {word} @{GROUP}"
