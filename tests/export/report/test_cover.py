"""What the person says themselves: one of four sentences or their own, short enough for a page."""

import pytest

from tracker.export.report.cover import LONGEST_SAFE_WAY, LONGEST_WHY, Cover, CoverRefused, Why


def test_the_four_reasons_are_named_on_the_command_line_and_said_by_the_person() -> None:
    assert [why.value for why in Why] == ["just-know", "tell-me", "help-me-say-no", "keep-copy"]
    for why in Why:
        assert Cover(why.sentence).why == why.sentence
        assert {"I", "me"} & set(why.sentence.replace(",", "").split())


def test_each_reason_says_what_the_reader_can_do() -> None:
    assert len({Cover(why.sentence).helps for why in Why}) == len(Why)
    assert "remind me that I have decided" in Cover(Why.HELP_ME_SAY_NO.sentence).helps
    assert (
        Cover("Because of my brother.").helps == "If you are not sure what would help me, ask me."
    )


def test_what_becomes_of_the_page_is_said_unless_it_is_to_be_kept() -> None:
    assert "delete it or give it back" in Cover("Because of my brother.").afterwards
    kept = Cover(Why.KEEP_COPY.sentence)
    assert kept.afterwards == ""
    assert "Keep it where nobody else reads it" in kept.helps


@pytest.mark.parametrize("why", ["", "  \n", "\u200b\u202e"])
def test_a_page_without_a_reason_is_refused_with_the_mend(why: str) -> None:
    with pytest.raises(CoverRefused, match="or choose one of the four"):
        Cover(why)


def test_texts_that_are_too_long_are_refused_with_their_length() -> None:
    assert len(Cover("w" * LONGEST_WHY, "s" * LONGEST_SAFE_WAY).why) == 300
    with pytest.raises(CoverRefused, match="has 301 characters; please shorten it to 300"):
        Cover("w" * 301)
    with pytest.raises(CoverRefused, match=r"safe way .* has 161 characters"):
        Cover("why", "s" * 161)


def test_spaces_at_line_ends_do_not_count() -> None:
    assert Cover("w " * 150 + "\n\n  ").why.startswith("w w")
