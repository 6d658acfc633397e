"""The cover note: one of four reasons or the person's own, short enough for the first page."""

import re

import pytest

from tracker.export.report.cover import (
    LONGEST_REASON,
    LONGEST_SAFE_CONTACT,
    CoverNote,
    CoverNoteError,
    CoverReason,
)


def test_the_four_reasons_are_named_on_the_command_line_and_said_by_the_person() -> None:
    assert [why.value for why in CoverReason] == [
        "just-know",
        "tell-me",
        "help-me-say-no",
        "keep-copy",
    ]
    for why in CoverReason:
        assert CoverNote(why.sentence).reason == why.sentence
        assert {"I", "me"} & set(re.findall(r"\w+", why.sentence))


def test_each_reason_says_what_the_reader_can_do() -> None:
    assert len({CoverNote(why.sentence).advice for why in CoverReason}) == len(CoverReason)
    helping = CoverNote(CoverReason.HELP_ME_SAY_NO.sentence)
    assert "Remind me that I’ve decided and don’t have to explain." in helping.advice
    assert CoverNote("Because of my brother.").advice == (
        "If you’re not sure what would help me, just ask.",
    )


def test_what_becomes_of_the_page_is_said_unless_it_is_to_be_kept() -> None:
    assert "delete it or give it back" in CoverNote("Because of my brother.").delete_request
    kept = CoverNote(CoverReason.KEEP_COPY.sentence)
    assert kept.delete_request == ""
    assert "Keep it where nobody else can read it, until I ask for it." in kept.advice


@pytest.mark.parametrize("why", ["", "  \n", "\u200b\u202e"])
def test_a_page_without_a_reason_is_refused_with_the_mend(why: str) -> None:
    with pytest.raises(CoverNoteError, match="or choose one of the four"):
        CoverNote(why)


def test_texts_that_are_too_long_are_refused_with_their_length() -> None:
    assert len(CoverNote("w" * LONGEST_REASON, "s" * LONGEST_SAFE_CONTACT).reason) == 300
    with pytest.raises(CoverNoteError, match=r"has 301 characters\. Please shorten it to 300"):
        CoverNote("w" * 301)
    with pytest.raises(CoverNoteError, match=r"safe way .* has 161 characters"):
        CoverNote("why", "s" * 161)


def test_spaces_at_line_ends_do_not_count() -> None:
    assert CoverNote("w " * 150 + "\n\n  ").reason.startswith("w w")
