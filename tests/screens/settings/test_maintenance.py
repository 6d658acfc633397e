"""Settings: backups, another passphrase, and the check of the notebook."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.book.maintenance.test_index_repair import damage_index
from tests.book.write_failures import load_entries_of
from tests.factories import PASSPHRASE, TODAY, make_book
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_notices,
    read_screen,
    read_words,
    type_in,
)
from tests.screens.settings.test_settings_screen import choose
from tracker.app import book_session
from tracker.book import rekey as rekey_module
from tracker.book.database.errors import WrongPassphraseError
from tracker.book.files.backups import Backup, list_backups
from tracker.book.files.restore import restore
from tracker.book.open_book import open_book
from tracker.screens.entries.history import HistoryDialog
from tracker.screens.settings.maintenance import IntegrityReportDialog
from tracker.screens.share.pdf_password import PasswordWordsDialog
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.start.new_book import NewBookScreen
from tracker.screens.start.passphrase import PassphraseDialog, PassphraseWordsDialog
from tracker.screens.start.unencrypted_files import UnencryptedFilesDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.password_input import PasswordInput

NEW = "a kettle under nine stairs"


async def wait_until_settled(pilot: Pilot[None]) -> None:
    for _time in range(3):
        await pilot.pause()


async def pick(pilot: Pilot[None], way: int) -> None:
    """Choose the n-th of what a dialog offers."""
    await pilot.press("home", *["down"] * way, "enter")
    await wait_until_settled(pilot)


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Put texts into the fields of a dialog, each ended with enter."""
    for text in texts:
        await paste_in(pilot, text)
        await pilot.press("enter")
        await wait_until_settled(pilot)


async def log_entry(pilot: Pilot[None]) -> None:
    await pilot.press("a")
    await type_in(pilot, "5 dues no\n")
    await pilot.press("escape")
    await pilot.pause()


@pytest.mark.usefixtures("copy_on_leaving")
async def test_leaving_copies_a_book_that_was_changed_and_only_then(story_path: Path) -> None:
    for turn, changes in enumerate((True, False, False)):
        app = open_app(story_path)
        async with app.run_test() as pilot:
            if changes:
                await log_entry(pilot)
            await pilot.press("ctrl+q")
        assert len(list_backups(story_path)) == 1, f"in session {turn}"
    copy = list_backups(story_path)[0]
    assert (copy.day, copy.number) == (TODAY, 1)
    assert load_entries_of(copy.path) == load_entries_of(story_path)


@pytest.mark.usefixtures("copy_on_leaving")
async def test_locking_copies_too(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 20 event", passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l")
        await wait_until_settled(pilot)
        assert len(list_backups(path)) == 1


async def test_no_copy_is_made_where_none_is_wanted(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await choose(pilot, "copies:")
        assert "There are no backups yet." in read_screen(app)
        await pick(pilot, 1)
        assert "manual, none yet" in read_screen(app)
        await choose(pilot, "copies:")
        await pick(pilot, 0)
        assert "Backup saved and checked: book-2026-11-12-1.db" in read_screen(app)
        await pilot.press("ctrl+q")
    assert len(list_backups(story_path)) == 1


@pytest.mark.usefixtures("copy_on_leaving")
async def test_a_copy_that_cannot_be_made_is_said_and_keeps_nobody(story_path: Path) -> None:
    (story_path.parent / "backups").write_text("a file of somebody")
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0
    assert app.session.exit_message.startswith("No backup was made: ")
    open_book(story_path).close()


async def test_a_large_book_is_copied_in_a_quiet_moment_and_not_while_one_leaves(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_session, "QUICK_BACKUP_BYTES", 4096)
    app = open_app(story_path)
    async with app.run_test() as pilot:
        app.idle_backup.back_up_when_idle()
        assert list_backups(story_path) == [], "somebody was there a moment ago"
        app.idle_lock.last_input_times = tuple(
            moment - 31 for moment in app.idle_lock.last_input_times
        )
        app.idle_backup.back_up_when_idle()
        assert len(list_backups(story_path)) == 1
        await log_entry(pilot)
        app.idle_lock.last_input_times = tuple(
            moment - 31 for moment in app.idle_lock.last_input_times
        )
        app.idle_backup.back_up_when_idle()
        await pilot.press("ctrl+q")
    assert len(list_backups(story_path)) == 1, "once a session, and not while one leaves"


async def test_a_passphrase_is_set_on_a_plain_book(story_path: Path) -> None:
    before = load_entries_of(story_path)
    app = open_app(story_path)
    async with app.run_test(size=(100, 30)) as pilot:
        app.current_book.maintenance.backups.make(TODAY)
        other = story_path.with_name("other")
        other.hardlink_to(story_path)
        await choose(pilot, "opens:")
        assert "has a second name on this disk" in read_notices(app)
        other.unlink()
        await choose(pilot, "opens:")
        await pick(pilot, 0)
        assert is_on(app, PassphraseDialog)
        await fill(pilot, "short", "shirt")
        assert "The two passphrases are different" in read_screen(app)
        await pilot.press("shift+tab")
        for each in app.screen.query(PasswordInput):
            each.value = "short"
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert "A computer could guess this" in read_screen(app)
        for each in app.screen.query(PasswordInput):
            each.value = NEW
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)
        assert app.current_book.encrypted
        assert read_notices(app) == "Done. A new backup was made. 1 older backup was deleted."
    assert load_entries_of(story_path, NEW) == before
    assert len(list_backups(story_path)) == 1
    everything = b"".join(path.read_bytes() for path in story_path.parent.rglob("*.db"))
    assert b"circle" not in everything


@pytest.mark.long
async def test_what_restore_kept_is_named_and_stays_as_it_was(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 20 event", passphrase=PASSPHRASE)
    with open_book(path, PASSPHRASE) as book:
        copy = book.maintenance.backups.make(TODAY).path
    kept = restore(path, copy, PASSPHRASE, TODAY)
    assert kept is not None
    before = kept.read_bytes()
    app = open_app(path, PASSPHRASE)
    async with app.run_test(size=(100, 30)) as pilot:
        await choose(pilot, "opens:")
        await pick(pilot, 0)
        await fill(pilot, PASSPHRASE, NEW, NEW)
        assert is_on(app, ThisMonthScreen)
        assert (
            f"{kept.name} in the backups folder was kept when you restored a backup"
            in read_notices(app)
        )
        assert "It opens with the notebook’s old passphrase." in read_notices(app)
        await pilot.press("f2", "v", "e")
        await wait_until_settled(pilot)
        text = read_words(app)
        assert "1 backup still has it" in text
        assert "1 notebook kept when you restored a backup may still have it." in text
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("copy_on_leaving")
async def test_a_passphrase_is_changed_only_by_who_knows_it_and_can_be_removed(
    tmp_path: Path,
) -> None:
    path = make_book(tmp_path / "book.db", "paid 20 event", passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test(size=(100, 30)) as pilot:
        await choose(pilot, "opens:")
        await pick(pilot, 0)
        await fill(pilot, "wrong", NEW, NEW)
        assert "This isn’t the current passphrase" in read_screen(app)
        await fill(pilot, PASSPHRASE)
        assert is_on(app, ThisMonthScreen)
        await choose(pilot, "opens:")
        await pick(pilot, 2)
        assert "anyone who has the file can read everything" in read_screen(app)
        await pilot.press("escape")
        await wait_until_settled(pilot)
        with pytest.raises(WrongPassphraseError):
            open_copy(path, PASSPHRASE)
        await choose(pilot, "opens:")
        await pick(pilot, 2)
        await fill(pilot, NEW)
        assert is_on(app, ThisMonthScreen)
        assert not app.current_book.encrypted
    assert len(load_entries_of(path)) == 1


async def test_what_stays_readable_is_named_when_a_passphrase_is_set(story_path: Path) -> None:
    ours, others = story_path.with_name("chart.png"), story_path.with_name("mine.png")
    app = open_app(story_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f3", "s")
        await paste_in(pilot, str(ours))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await wait_until_settled(pilot)
        write_mine(others)
        app.current_book.export_log.record(others, TODAY)
        await choose(pilot, "opens:")
        await pick(pilot, 0)
        await fill(pilot, NEW, NEW)
        await wait_until_settled(pilot)
        assert is_on(app, UnencryptedFilesDialog)
        text = read_words(app)
        assert "Tracker lists only files that it saved itself" in text
        for file in (ours, others):
            assert f"{file}" in "".join(read_screen(app).split()), "though it is wrapped"
        await pilot.press("enter")
        assert is_on(app, ConfirmDialog)
        await pilot.press("enter")
        assert "chart.png" in list_names(story_path.parent), "enter alone removes nothing"
        await pilot.press("enter", "left", "enter")
        await wait_until_settled(pilot)
        assert f"Deleted:{ours}" in "".join(read_screen(app).split())
        await pilot.press("enter")
        assert is_on(app, UnencryptedFilesDialog), "what is not known as Tracker's is not removed"
        await pilot.press("escape")
        assert is_on(app, ThisMonthScreen)
        assert app.current_book.encrypted
    assert list_names(story_path.parent) >= {"mine.png"}
    assert "chart.png" not in list_names(story_path.parent)


def write_mine(file: Path) -> None:
    file.write_bytes(b"a picture of somebody")


def list_names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


async def test_what_takes_a_moment_is_said_while_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book(tmp_path / "book.db", "paid 20 event", passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    said: list[str] = []

    def record_and_rekey(path: Path, *given: Any) -> rekey_module.RekeyResult:
        said.append(read_screen(app))
        return rekey(path, *given)

    rekey = rekey_module.rekey
    monkeypatch.setattr(rekey_module, "rekey", record_and_rekey)
    async with app.run_test(size=(100, 30)) as pilot:
        await choose(pilot, "opens:")
        await pick(pilot, 2)
        await fill(pilot, PASSPHRASE)
        assert is_on(app, ThisMonthScreen)
    assert "One moment. Tracker is rewriting the notebook." in said[0]


def open_copy(path: Path, passphrase: str) -> None:
    """Open the copy that was made last."""
    open_book(list_backups(path)[0].path, passphrase).close()


async def test_six_random_words_are_typed_once_before_they_open_the_book(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await choose(pilot, "opens:")
        await pick(pilot, 1)
        words = str(app.screen.query_one("#words").render())
        assert len(words.split()) == 6
        await fill(pilot, "other words")
        assert "These aren’t the six words" in read_screen(app)
        app.screen.query_one(PasswordInput).value = f" {words.replace(' ', '  ')} "
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)
    assert load_entries_of(story_path, words), "as they are shown, whatever was typed between them"


async def test_six_words_are_cut_between_words_alone(empty_path: Path) -> None:
    words = "abandoned backspace cabdriver daredevil earthlike fabricate"
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        for screen in (
            PasswordWordsDialog(words),
            PassphraseWordsDialog(words),
            PassphraseDialog(is_encrypted=False, words=words),
        ):
            app.push_screen(screen)
            for size in ((80, 24), (60, 20), (40, 20)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                seen = read_screen(app).split()
                at = seen.index("abandoned")
                assert seen[at : at + 6] == words.split()
            app.pop_screen()


async def test_a_new_book_may_take_six_random_words(tmp_path: Path) -> None:
    path = tmp_path / "new" / "book.db"
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "enter")
        await wait_until_settled(pilot)
        await pilot.press("f8")
        await wait_until_settled(pilot)
        assert is_on(app, PassphraseWordsDialog)
        words = str(app.screen.query_one("#words").render())
        await fill(pilot, "nothing")
        assert is_on(app, PassphraseWordsDialog)
        app.screen.query_one(PasswordInput).value = words
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert is_on(app, NewBookScreen)
        assert words not in read_screen(app)
        await pilot.press("enter", "enter")
        await wait_until_settled(pilot)
    assert load_entries_of(path, words) == []


async def test_a_weak_passphrase_is_told_kindly_and_taken(tmp_path: Path) -> None:
    path = tmp_path / "new" / "book.db"
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "enter")
        await wait_until_settled(pilot)
        await type_in(pilot, "tea\n")
        await type_in(pilot, "tea\n")
        await wait_until_settled(pilot)
        assert "A computer could guess this, because it’s short" in read_screen(app)
        assert app.screen.focused is app.screen.query_one("#group", Input)
        await pilot.press("enter", "enter")
        await wait_until_settled(pilot)
    assert load_entries_of(path, "tea") == []


async def test_check_says_what_it_looked_at(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await choose(pilot, "check:")
        assert is_on(app, IntegrityReportDialog)
        text = read_words(app)
        assert "No problems found." in text
        assert "History: none yet." in text


async def test_check_names_the_notebook_in_what_repairs_an_index(story_path: Path) -> None:
    with open_book(story_path) as book:
        damage_index(book._connection, "entries_days")
    app = open_app(story_path)
    async with app.run_test(size=(200, 40)) as pilot:
        await choose(pilot, "check:")
        assert isinstance(app.screen, IntegrityReportDialog)
        assert app.screen.summary.endswith(f"type: tracker --book {story_path} check --repair")


async def test_an_entry_is_erased_from_its_history(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 40)) as pilot:
        app.current_book.maintenance.backups.make(TODAY)
        await pilot.press("f2", "v")
        await wait_until_settled(pilot)
        number = app.screen.number if isinstance(app.screen, HistoryDialog) else 0
        assert "Delete for good" in read_screen(app)
        await pilot.press("e")
        await wait_until_settled(pilot)
        text = read_words(app)
        assert f"Delete entry {number} for good?" in text
        assert "1 backup still has it" in text
        assert "enter Choose tab Next esc Back" in text
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert app.current_book.find_entry(number) is not None, "the way back comes first"
        assert is_on(app, HistoryDialog), "and leads to where one came from"
        await pilot.press("e")
        await wait_until_settled(pilot)
        await pilot.press("left", "enter")
        await wait_until_settled(pilot)
        assert app.current_book.find_entry(number) is None
        assert app.current_book.load_history(number) == []
        assert f"type: tracker --book {story_path} backup --replace" in read_notices(app)
        await pilot.press("u")
        await wait_until_settled(pilot)
        assert app.current_book.find_entry(number) is None


@pytest.mark.usefixtures("copy_on_leaving")
def test_what_is_copied_while_somebody_leaves_costs_them_little(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "book.db", *['15 merch no "' + "x" * 250 + '"'] * 600, passphrase=PASSPHRASE
    )
    assert (
        book_session.QUICK_BACKUP_BYTES * 0.7
        < path.stat().st_size
        < book_session.QUICK_BACKUP_BYTES
    )
    with open_book(path, PASSPHRASE) as book:
        best = min(
            measure_seconds(lambda: book.maintenance.backups.make(TODAY)) for _time in range(3)
        )
    assert best < 0.06, "a tenth of a second is all that leaving may take"


def measure_seconds(act: Callable[[], Backup]) -> float:
    """What it takes of the machine, however busy that is."""
    start = time.process_time()
    act()
    return time.process_time() - start
