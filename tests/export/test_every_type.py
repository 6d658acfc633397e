"""What a book with every type and field looks like in each file that it leaves in."""

import pytest

from tests.export.every_type import FOLDER, build_files


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The files as they are made today."""
    return build_files()


def test_every_file_is_as_it_was(files: dict[str, bytes]) -> None:
    assert sorted(files) == sorted(path.name for path in FOLDER.iterdir())
    for name, content in files.items():
        mend = "if this is meant, read the difference: python -m tests.export.every_type"
        assert content.decode() == (FOLDER / name).read_bytes().decode(), f"{name} differs; {mend}"


def test_no_text_that_is_only_for_me_is_in_the_summary(files: dict[str, bytes]) -> None:
    summary = files["summary.txt"].decode()
    for text in ("it was fun", "was it", "tired", "by a friend"):
        assert text not in summary


def test_own_words_are_below_an_ask_and_what_others_gave_and_nowhere_else(
    files: dict[str, bytes],
) -> None:
    summary = files["summary.txt"].decode()
    for text in ("every member", "I was told", "I did not write back", "too much", "in the car"):
        assert f"In my words: {text}" in summary
    for text in ("in the box", "paid late", "raised: twice", "as a guest", "for the bus"):
        assert text not in summary
