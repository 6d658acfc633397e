"""Own words behind a colon, told apart from what was said and from the private note."""

import pytest
from hypothesis import given

from tests.factories import read_entries
from tests.strategies import private_notes
from tracker.entries.tokenizer import TokenMark, tokenize, write_own_words


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
        ("paid 5 dues +!event: of theirs", "of theirs", None),
    ],
)
def test_they_begin_behind_a_colon(line: str, own_words: str, note: str | None) -> None:
    (entry,) = read_entries([line])
    assert (entry.own_words, entry.private_note) == (own_words, note)


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
