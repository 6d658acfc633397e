"""The letter to oneself: one, sealed, without a history, and nothing of it anywhere else."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import Tracker
from tests.factories import PASSPHRASE, TODAY, make_book, make_book_in_memory
from tracker.book.database.errors import DamagedBookError
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book
from tracker.book.stores.letter import DRAFT_SETTING, Letter
from tracker.i18n import clear_locale_cache

WORDS = "You kept food money once.\n  Call Mira first: 0171 2345. ‘No’ is a whole sentence."
LETTER = Letter(WORDS, date(2026, 11, 12), before_you_answer=True, first_ask=False)

DAMAGED = (
    *("", "x", "null", "{}", "[1]", '[1,"2026-11-12",true,true]', '["a","2026",true,true]'),
    *('["a","2026-11-12",null,true]', '["\\ud800","2026-11-12",true,true]', "[" * 5_000),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one entry."""
    return make_book(tmp_path / "book.db", "15 merch no")


def test_a_letter_is_read_as_it_was_written(path: Path) -> None:
    with open_book(path) as book:
        assert book.letter.load() is None
        book.letter.save(LETTER)
    with open_book(path) as book:
        assert book.letter.load() == LETTER


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_words_come_back_as_they_are(text: str) -> None:
    with make_book_in_memory() as book:
        letter = Letter(text, TODAY, before_you_answer=False, first_ask=True)
        book.letter.save_draft(letter)
        assert book.letter.load_draft() == letter
        book.letter.save(letter)
        assert book.letter.load() == letter
        assert book.letter.load_draft() is None


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_draft_is_an_error_with_a_sentence_and_is_found(path: Path, text: str) -> None:
    with open_book(path) as book:
        book.settings.set(DRAFT_SETTING, text)
        with pytest.raises(DamagedBookError, match=r"can’t be read"):
            book.letter.load_draft()
        (found,) = [each for each in book.maintenance.check_integrity(TODAY) if each.problems]
        assert (found.check, found.problems) == (IntegrityCheck.TABLES, ("unfinished letter",))


def test_a_newer_letter_takes_the_place_of_the_one_before(path: Path) -> None:
    with open_book(path) as book:
        book.letter.save(LETTER)
        newer = Letter("Sleep first.", TODAY, before_you_answer=False, first_ask=False)
        book.letter.save(newer)
        assert book.letter.load() == newer
    assert b"Call Mira" not in path.read_bytes()


def test_what_is_begun_waits_beside_the_sealed_one(path: Path) -> None:
    with open_book(path) as book:
        book.letter.save(LETTER)
        begun = Letter("Sle", TODAY, before_you_answer=True, first_ask=True)
        book.letter.save_draft(begun)
    with open_book(path) as book:
        assert book.letter.load() == LETTER
        assert book.letter.load_draft() == begun
        assert book.drafts.load_all() == [], "a draft would be listed among the entries"
        book.letter.save_draft(None)
        assert book.letter.load_draft() is None
        assert book.letter.load() == LETTER


def test_what_is_taken_away_is_in_the_file_no_more(path: Path) -> None:
    with open_book(path) as book:
        book.letter.save(LETTER)
        book.letter.save_draft(Letter("Sleep fi", TODAY, before_you_answer=True, first_ask=True))
        assert b"Call Mira" in path.read_bytes()
        book.letter.delete()
        assert book.letter.load() is None
        assert book.letter.load_draft() is None
    assert b"Call Mira" not in path.read_bytes()
    assert b"Sleep fi" not in path.read_bytes()


def test_a_letter_in_an_encrypted_book_cannot_be_read_beside_it(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", passphrase=PASSPHRASE)
    with open_book(path, PASSPHRASE) as book:
        book.letter.save(LETTER)
    assert b"Mira" not in path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["book.db"]


def test_no_command_and_no_file_ever_says_a_word_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    clear_locale_cache()
    tracker = Tracker(tmp_path, capsys).with_story()
    with open_book(tracker.book) as book:
        book.letter.save(LETTER)
        book.letter.save_draft(Letter("Mira, again", TODAY, before_you_answer=True, first_ask=True))
    said = ""
    for arguments in (
        (),
        *(("entries", "--format", form) for form in ("table", "json", "csv", "lines")),
        ("entries", '"Mira"'),
        ("months",),
        ("total",),
        ("history", "1"),
        ("where", "--all"),
        ("export", "--to", "out", "--private-notes"),
    ):
        result = tracker(*arguments)
        assert result.code == 0, (arguments, result.err)
        said += result.out + result.err.replace("Nothing matches: “Mira”.", "")
    for file in (tmp_path / "out").iterdir():
        said += file.read_bytes().decode("utf-8", "replace")
    assert "15" in said
    for word in ("Mira", "0171 2345", "food money", "letter", "whole sentence"):
        assert word not in said
