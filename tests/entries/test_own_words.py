"""Own words behind a colon, told apart from what was said and from the private note."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.entries.entry_lines import find_marked_part, find_parse_error, read_entry
from tests.factories import read_entries
from tests.strategies import private_notes
from tracker.entries.parse_error import AmbiguousLineError, MissingFieldError
from tracker.entries.tokenizer import TokenMark, tokenize, write_own_words
from tracker.entries.types import Note, Observation, Payment

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("line", "own_words", "note"),
    [
        ("meeting 2h #no_money: as a guest", "as a guest", None),
        ("meeting: nice // tired", "nice", "tired"),
        ("meeting : nice", "nice", None),
        ('message "come soon": twice', "twice", None),
        ("seen donation: see https://example.org now", "see https://example.org now", None),
        (r"meeting: a \// b // c", "a // b", "c"),
        (r"meeting: a \\// b // c", r"a \// b", "c"),
        ("wrote: 10: 30, I think", "10: 30, I think", None),
        ("paid 20 event 'ticket': in Berlin", "in Berlin", None),
        ("income 5: a gift", "a gift", None),
    ],
)
def test_they_begin_behind_a_colon(line: str, own_words: str, note: str | None) -> None:
    (entry,) = read_entries([line])
    assert (entry.own_words, entry.private_note) == (own_words, note)


def test_a_name_that_is_called_event_needs_no_quotes_where_one_types() -> None:
    (entry,) = read_entries(["paid 5 dues +!event: of theirs"], typed=True)
    assert isinstance(entry, Payment)
    assert (entry.event, entry.own_words) == ("event", "of theirs")


@pytest.mark.parametrize("line", ["paid 20 event 12:30", "income 5 a:b", "paid 5 dues http://x"])
def test_a_colon_within_a_word_begins_none(line: str) -> None:
    assert TokenMark.OWN_WORDS not in [token.mark for token in tokenize(line)]


def test_where_a_person_types_a_label_ends_before_the_colon() -> None:
    (entry,) = read_entries(["paid 20 event ticket: berlin"], typed=True)
    assert (getattr(entry, "label", None), entry.own_words) == ("ticket", "berlin")


@given(private_notes(), private_notes())
def test_any_text_is_read_back(own_words: str, note: str) -> None:
    tokens = tokenize(f"wrote: {write_own_words(own_words)} // {note}")
    assert [token.text for token in tokens] == ["wrote", own_words, note]


TWO_READINGS = [
    ("paid 20 event ticket: berlin", "ticket: berlin"),
    ("paid 20 event : berlin", "event : berlin"),
    ('paid 20 event "come, all" : berlin', '"come, all" : berlin'),
    ('paid 20 event +!event:"roof x" : berlin', '+!event:"roof x" : berlin'),
    ("paid 20 event @circle : berlin", "@circle : berlin"),
    ("paid 20 event big ticket : berlin // x", "big ticket : berlin"),
    ("received 20 from: them", "from: them"),
    ("received 20 EUR: refund of it", "EUR: refund of it"),
    ("income 950 yearly: bonus", "yearly: bonus"),
    ("income 950 once: bonus", "once: bonus"),
    ("need food 20 by x: bread", "by x: bread"),
    ("meeting @!new: 2h", "@!new: 2h"),
    ("ask 5 dues +!roof: no", "+!roof: no"),
    ("ask 5 dues monthly: later", "monthly: later"),
]
"""Lines of a file in which 0.1 read the colon otherwise, and the part that has it."""


@pytest.mark.parametrize(("line", "part"), TWO_READINGS)
def test_a_colon_that_was_read_otherwise_is_refused_with_two_fixes_that_work(
    line: str, part: str
) -> None:
    error = find_parse_error(line)
    assert find_marked_part(line, error) == part
    fixes = re.findall("“([^”]+)”", error.message)
    entries = [read_entry(line.replace(part, fix)) for fix in fixes]
    assert [entry.own_words is None for entry in entries] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        "paid 20 event by cash: at the door",
        "paid 20 event for last: at the door",
        "paid 20 event 'ticket': at the door",
        "cost 41 train: to the seminar",
        "heard dues +!roof: a lot",
        'meeting @!"new": 2h',
        "meeting @circle: 2h",
        "meeting 2h: monthly",
        "goal 1000 +roof: raised by 10",
    ],
)
def test_one_that_was_read_in_no_other_way_is_accepted(line: str) -> None:
    assert read_entry(line, "ask 40 event").own_words


@pytest.mark.parametrize("line", ["meeting:", "meeting :", "wrote:  // x", "meeting: // x"])
def test_a_colon_with_nothing_behind_it_is_refused(line: str) -> None:
    assert "after the colon" in find_parse_error(line).message


def test_a_thought_needs_its_colon() -> None:
    assert "wrote: it was" in find_parse_error("wrote // x").message
    read_entry("wrote: it was a long day")


def test_own_words_are_said_once() -> None:
    # What stands behind the first colon is all of it, further colons too.
    assert read_entry("meeting: a: b : c").own_words == "a: b : c"


KEPT_AT_ONCE = [
    "I did not give anything",
    "nobody asked me for money",
    "today was awful",
    "yesterday was hard",
    "they laughed because I only have 3 shirts",
    "I am 24 and I feel old",
    "I was there till 11 and I'm so tired",
    "I owe nobody anything",
    "walked home with her, she said nobody has to pay but everybody does",
    "she asked me again and I cried",
    "they told me off for being late",
    "I don't want to pay any more",
    "she said yes and I cried",
]
KEPT_BY_CHOICE = [
    "I gave in and I hate it",
    "need a break from them",
    "event was nice",
    "paid nothing, felt guilty",
    "income is a sore point",
    "meeting 2h no money left",
]
"""Sentences in which something is the beginning of an entry."""


@pytest.mark.parametrize("line", KEPT_AT_ONCE)
def test_a_sentence_is_kept_as_it_is_typed(line: str) -> None:
    (entry,) = read_entries([line], today=TODAY, typed=True)
    assert (type(entry), entry.own_words) == (Note, line)


@pytest.mark.parametrize("line", KEPT_BY_CHOICE)
def test_a_sentence_that_begins_as_an_entry_is_refused_with_the_line_that_keeps_it(
    line: str,
) -> None:
    error = find_parse_error(line, today=TODAY, typed=True)
    assert not isinstance(error, AmbiguousLineError)
    entry = read_entry(error.own_words_line)
    assert (type(entry), entry.own_words) == (Note, line)


@pytest.mark.parametrize("line", [*KEPT_AT_ONCE, *KEPT_BY_CHOICE])
def test_a_file_is_told_the_line_that_keeps_a_sentence(line: str) -> None:
    message = find_parse_error(line, today=TODAY).message
    fix = re.search("(?:[0-9-]{10} )?wrote: .*", message)
    assert fix is not None
    assert read_entry(fix[0].removesuffix("”?")).own_words == line


@pytest.mark.parametrize(
    "line", ["30 duse no", "paid 5 x y z", "got my 10 back", "gave a fiver to lisa", "paid 5 dus"]
)
def test_a_mistyped_entry_is_no_thought(line: str) -> None:
    find_parse_error(line, today=TODAY, typed=True)


def test_a_promise_that_was_seen_is_asked_for_its_kind() -> None:
    error = find_parse_error("seen 50-500 pledge #public_pledge", today=TODAY, typed=True)
    assert isinstance(error, AmbiguousLineError)
    assert error.readings[0] == "seen 50-500 donation 'pledge' #public_pledge"
    assert isinstance(read_entry(error.readings[0]), Observation)


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        (
            "I said yes and I didn't want to",
            (
                "wrote: I said yes and I didn't want to",
                "answered yes for last: I said yes and I didn't want to",
            ),
        ),
        (
            "yesterday I said no and cried // x",
            (
                f"{TODAY - timedelta(1)} wrote: I said no and cried // x",
                f"{TODAY - timedelta(1)} answered no for last: I said no and cried // x",
            ),
        ),
        ("I said no", ("answered no for last", "wrote: I said no")),
    ],
)
def test_no_word_behind_an_answer_is_left_out(line: str, readings: tuple[str, ...]) -> None:
    error = find_parse_error(line, "2026-11-01 ask 30 dues", today=TODAY, typed=True)
    assert isinstance(error, AmbiguousLineError)
    assert error.readings == readings


@pytest.mark.parametrize("line", ["they asked me for a donation", "gave a fiver to lisa"])
def test_an_entry_that_lacks_something_is_asked_for_it_and_not_for_a_thought(line: str) -> None:
    assert isinstance(find_parse_error(line, today=TODAY, typed=True), MissingFieldError)
