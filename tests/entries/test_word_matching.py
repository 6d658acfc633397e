"""Which words are near one another: equal, one edit or one transposition apart."""

from hypothesis import example, given
from hypothesis import strategies as st

from tracker.entries.parse_error import shorten_word
from tracker.entries.word_matching import (
    find_likely_word,
    find_near_word,
    find_similar_word,
    is_near,
)

WORDS = st.text("abc", max_size=6)


def _list_edits(word: str) -> set[str]:
    """Every word that one edit or transposition makes of this one, slowly."""
    letters = "abc"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return (
        {word}
        | {left + right[1:] for left, right in cuts if right}
        | {left + letter + right for left, right in cuts for letter in letters}
        | {left + letter + right[1:] for left, right in cuts if right for letter in letters}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    )


@given(WORDS, WORDS)
@example("ab", "ba")
@example("", "a")
@example("a", "")
def test_near_is_one_edit_or_transposition(one: str, other: str) -> None:
    assert is_near(one, other) == (other in _list_edits(one))
    assert is_near(one, other) == is_near(other, one)


@given(WORDS, st.data())
def test_every_edit_is_near(word: str, data: st.DataObject) -> None:
    assert is_near(word, data.draw(st.sampled_from(sorted(_list_edits(word)))))


def test_the_nearest_word_is_found_without_case() -> None:
    assert find_near_word("UTNIL", ("for", "until")) == "until"
    assert find_near_word("unti", ("for", "Until")) == "Until"
    assert find_near_word("utn", ("for", "until")) is None


def test_a_word_was_likely_meant_where_it_is_near_or_alone_begins_so() -> None:
    known = ("donation", "documented", "dues", "no")
    assert find_likely_word("dus", known) == "dues"
    assert find_likely_word("DONA", known) == "donation"
    assert find_likely_word("don", known) == "donation"
    assert find_likely_word("do", known) == "no", "one letter away"
    assert find_likely_word("d", known) is None
    assert find_likely_word("dom", ("domain", "domino")) is None
    assert find_likely_word("membership", ("remembered",)) is None


@given(WORDS, st.lists(WORDS))
def test_what_was_likely_meant_is_near_or_begins_so(word: str, known: list[str]) -> None:
    meant = find_likely_word(word, known)
    if meant is None:
        assert not any(is_near(word, each) for each in known)
    else:
        assert meant in known
        assert is_near(word, meant) or (len(word) >= 3 and meant.startswith(word))


def test_a_hint_is_something_like_the_word_or_nothing() -> None:
    assert find_similar_word("meting place", ("meeting", "paid")) == "meeting"
    assert find_similar_word("zzzz", ("meeting", "paid")) is None


def test_a_long_word_is_shortened_in_a_sentence() -> None:
    assert len(shorten_word("x" * 500)) == 30
