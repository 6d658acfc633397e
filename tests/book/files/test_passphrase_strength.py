"""A passphrase that can be found by trying gets one sentence that says why; others get none."""

import pytest

from tracker.book.files.passphrase_strength import describe_weakness


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("two words 1", "it’s short"),
        ("abcd" * 8, "it repeats the same characters"),
        ("1984-06-17 20:45", "it’s only digits"),
        ("Grandmother-1984", "it’s only one word, or a word with digits"),
    ],
)
def test_the_sentence_says_why_a_passphrase_is_weak(passphrase: str, reason: str) -> None:
    assert describe_weakness(passphrase) == (
        f"A computer could guess this, because {reason}. Six random words are safer. "
        "You can still use it."
    )


@pytest.mark.parametrize(
    "passphrase",
    ["soup on thursday", "1984-06-17 20:45 0123", "correcthorsebatterystaple"],
    ids=["words", "many digits", "words written together"],
)
def test_nothing_is_said_of_a_passphrase_that_is_long_and_mixed(passphrase: str) -> None:
    assert describe_weakness(passphrase) == ""
