"""The vocabulary of circumstances: what a camera could have seen, the good beside the bad."""

import pytest

from tests.entries.texts import read_one
from tracker.entries.circumstances import KNOWN_TAGS, VOCABULARY
from tracker.entries.types import Meeting

NEUTRAL_OR_GOOD = {
    *("private_ask", "time_to_decide", "no_accepted", "receipt_given", "waiver_offered"),
    "help_received",
}


def test_each_tag_is_there_once_with_its_meaning_and_source() -> None:
    assert len(set(KNOWN_TAGS)) == len(VOCABULARY)
    for circumstance in VOCABULARY:
        assert circumstance.meaning
        assert circumstance.source
        assert circumstance.tag == circumstance.tag.casefold()


def test_twelve_are_on_keys_and_three_of_them_are_neutral_or_good() -> None:
    on_keys = {circumstance.tag for circumstance in VOCABULARY if circumstance.on_key}
    assert len(on_keys) == 12
    assert len(on_keys & NEUTRAL_OR_GOOD) >= 3


def test_the_good_is_as_easy_to_note_as_the_bad() -> None:
    assert set(KNOWN_TAGS) >= NEUTRAL_OR_GOOD


@pytest.mark.parametrize("tag", KNOWN_TAGS)
def test_every_tag_is_known_to_a_new_book(tag: str) -> None:
    entry = read_one(f"meeting #{tag.upper()}")
    assert isinstance(entry, Meeting)
    assert entry.circumstances == (tag,)
