"""What `restore` kept aside is no older copy: it stays until the person says otherwise."""

import os
from pathlib import Path

import pytest

from tests.book.write_failures import find_hidden, load_entries_of
from tests.export.story_book import TODAY, example_book
from tests.factories import fail_with, list_draft_texts
from tracker.book import rekey as rekey_module
from tracker.book.database.connection import PAGE
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    FileAccessError,
    WrongPassphraseError,
)
from tracker.book.files.backups import list_backups
from tracker.book.files.kept_books import (
    KeptBook,
    PassphraseMatch,
    find_kept_books,
    remove_kept_book,
)
from tracker.book.files.restore import restore
from tracker.book.open_book import open_book
from tracker.book.rekey import OldBackups, rekey, rekey_kept_book
from tracker.safe_files import build_journal_path

OLD, NEW, OTHER = "a pot of tea", "a kettle under nine stairs", "two spoons"


def make_book_and_kept(folder: Path, passphrase: str | None) -> tuple[Path, Path]:
    """A book that one of its copies took the place of; the book, and what is kept."""
    with example_book(folder, passphrase=passphrase) as book:
        copy = book.maintenance.backups.make(TODAY).path
        book.drafts.save("ask 5", TODAY)
    kept = restore(book.path, copy, passphrase, TODAY)
    assert kept is not None
    return book.path, kept


@pytest.mark.parametrize("old", list(OldBackups))
@pytest.mark.parametrize("passphrase", [None, OLD], ids=["plain", "encrypted"])
def test_another_passphrase_changes_nothing_of_what_was_kept(
    tmp_path: Path, passphrase: str | None, old: OldBackups
) -> None:
    path, kept = make_book_and_kept(tmp_path, passphrase)
    before = kept.read_bytes()
    done = rekey(path, passphrase, NEW, TODAY, old)
    assert kept.read_bytes() == before
    assert done.kept_books == (
        KeptBook(kept, PassphraseMatch.FORMER if passphrase else PassphraseMatch.NO_PASSPHRASE),
    )
    assert kept not in done.kept_backups
    assert done.cleared_count + done.rekeyed_count + len(done.kept_backups) == 1, (
        "the one copy that there was"
    )
    with open_book(kept, passphrase) as book:
        assert list_draft_texts(book) == ["ask 5"]


def test_copies_made_anew_leave_what_was_kept(tmp_path: Path) -> None:
    path, kept = make_book_and_kept(tmp_path, None)
    before = kept.read_bytes()
    with open_book(path) as book:
        made, cleared = book.maintenance.backups.replace_all(TODAY)
        assert cleared == 1
        assert book.maintenance.backups.list_copies() == [made]
    assert kept.read_bytes() == before


def test_it_is_told_what_opens_each(tmp_path: Path) -> None:
    path, plain = make_book_and_kept(tmp_path, None)
    content = {
        PassphraseMatch.NO_PASSPHRASE: plain.read_bytes(),
        PassphraseMatch.UNREADABLE: b"",
        PassphraseMatch.OTHER: b"\xff" * PAGE * 5,
    }
    for opens, passphrase in ((PassphraseMatch.CURRENT, NEW), (PassphraseMatch.FORMER, OLD)):
        folder = tmp_path / passphrase
        folder.mkdir()
        with example_book(folder, passphrase=passphrase) as book:
            pass
        content[opens] = book.path.read_bytes()
    plain.unlink()
    kinds = [opens for opens in PassphraseMatch if opens is not PassphraseMatch.IN_USE]
    for number, opens in enumerate(kinds, 1):
        plain.with_name(f"b-2025-11-22-kept-{number}.db").write_bytes(content[opens])
    found = find_kept_books(path, NEW, OLD)
    assert [each.passphrase_match for each in found] == kinds[::-1]
    assert {each.passphrase_match: each.path.read_bytes() for each in found} == content, (
        "only looked at"
    )
    assert find_kept_books(path, None)[-1].passphrase_match is PassphraseMatch.NO_PASSPHRASE
    assert len({opens.sentence for opens in PassphraseMatch}) == 6


def test_it_can_follow_the_notebook_with_its_own_passphrase(tmp_path: Path) -> None:
    path, kept = make_book_and_kept(tmp_path, OTHER)
    os.utime(kept, (1_000_000, 1_000_000))
    rekey(path, OTHER, NEW, TODAY)
    rekey(path, NEW, OLD, TODAY)
    before = kept.read_bytes()
    for wrong in (NEW, OLD):
        with pytest.raises(WrongPassphraseError):
            rekey_kept_book(path, OLD, kept, wrong)
    with pytest.raises(BookError, match="at least one character"):
        rekey_kept_book(path, OLD, kept, "  ")
    assert kept.read_bytes() == before
    assert rekey_kept_book(path, OLD, kept, OTHER)
    assert load_entries_of(kept, OLD)
    assert kept.stat().st_mtime == 1_000_000
    assert rekey_kept_book(path, OLD, kept, OLD)
    rekey(path, OLD, None, TODAY)
    assert rekey_kept_book(path, None, kept, OLD)
    assert find_kept_books(path, None) == [KeptBook(kept, PassphraseMatch.NO_PASSPHRASE)]
    assert find_hidden(tmp_path) == []


def test_it_is_removed_with_its_journal_and_overwritten(tmp_path: Path) -> None:
    _path, kept = make_book_and_kept(tmp_path, None)
    journal = build_journal_path(kept)
    journal.write_bytes(b"feelings" * 100)
    with kept.open("rb") as content, journal.open("rb") as pages:
        assert remove_kept_book(kept)
        assert set(content.read()) == {0}
        assert set(pages.read()) == {0}
    assert [each.is_aside for each in list_backups(_path)] == [False]
    assert not journal.exists()
    assert find_hidden(tmp_path) == []


def test_what_has_another_name_stays_under_that_and_this_is_told(tmp_path: Path) -> None:
    _path, kept = make_book_and_kept(tmp_path, None)
    other = tmp_path / "other"
    other.hardlink_to(kept)
    before = other.read_bytes()
    assert not remove_kept_book(kept)
    assert other.read_bytes() == before


@pytest.mark.parametrize("old", [OldBackups.REKEY, OldBackups.REMOVE, OldBackups.ANEW])
def test_nobody_has_the_book_while_its_copies_follow(
    tmp_path: Path, old: OldBackups, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = make_book_and_kept(tmp_path, OLD)
    refused: list[Path] = []

    def looked_at(real: object) -> object:
        def act(file: Path, *given: object) -> object:
            if file != path:
                with pytest.raises(BookInUseError):
                    open_book(path, NEW)
                refused.append(file)
            assert callable(real)
            return real(file, *given)

        return act

    for name in ("_replace_with_rekeyed", "wipe_with_journal"):
        monkeypatch.setattr(rekey_module, name, looked_at(vars(rekey_module)[name]))
    rekey(path, OLD, NEW, TODAY, old)
    rekey_kept_book(path, NEW, kept, OLD)
    assert refused == [kept.with_name("b-2025-11-22-1.db"), kept]


def test_copies_that_cannot_be_listed_are_told_while_the_book_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _kept = make_book_and_kept(tmp_path, OLD)

    monkeypatch.setattr(
        rekey_module, "list_backups", fail_with(FileAccessError("backups can’t be used"))
    )
    with pytest.raises(FileAccessError):
        rekey(path, OLD, NEW, TODAY)
    assert load_entries_of(path, OLD)


@pytest.mark.usefixtures("impatient")
def test_what_is_open_in_another_window_is_not_called_damaged(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase=OLD) as book:
        rescued = book.rescue(TODAY)
    with open_book(rescued, OLD):
        (found,) = find_kept_books(book.path, OLD)
    assert found == KeptBook(rescued, PassphraseMatch.IN_USE, is_rescued=True)
    assert find_kept_books(book.path, OLD) == [
        KeptBook(rescued, PassphraseMatch.CURRENT, is_rescued=True)
    ]
