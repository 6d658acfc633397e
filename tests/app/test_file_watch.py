"""Another program changes the file while the app has it open or locked: both ways lose nothing."""

import shlex
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.book.database.test_file_guard import overwrite, remove, replace
from tests.book.write_failures import load_entries_of
from tests.factories import PASSPHRASE, TODAY, list_draft_texts, make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_notices, read_screen, read_words
from tests.strategies import pick_every
from tracker.app.passphrase_change import change_passphrase
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.connection import is_encrypted
from tracker.book.files.backups import AUTOMATIC_OFF, AUTOMATIC_SETTING
from tracker.book.open_book import open_book
from tracker.cli.main import run
from tracker.screens.log import multi_entry_screen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.paste_preview import PastePreview
from tracker.screens.shell.app_requests import NewPassphraseRequest
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.start.open_error import OpenErrorScreen
from tracker.screens.start.passphrase import PassphraseDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

Change = Callable[[Path, Path], object]
CHANGES = (overwrite, replace, remove)
LINE = "15 merch no"
OTHER_COUNT = 60
"""Entries of another book: so many that its file is larger than the one that is open."""


@pytest.fixture(autouse=True)
def nothing_is_kept_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no half of a line before the file is changed, as a slow machine does."""
    monkeypatch.setattr(multi_entry_screen, "SAVE_INTERVAL", 3600)


@pytest.fixture(scope="module")
def other_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another plain book, to be copied: larger than the one that is open."""
    return make_book(tmp_path_factory.mktemp("other") / "book.db", *["paid 7 dues"] * OTHER_COUNT)


@pytest.fixture(scope="module")
def other_locked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another book with the same passphrase, to be copied."""
    path = tmp_path_factory.mktemp("other_locked") / "book.db"
    return make_book(path, *["paid 7 dues"] * OTHER_COUNT, passphrase=PASSPHRASE)


@pytest.fixture
def other(other_once: Path, tmp_path: Path) -> Path:
    """A copy of the other plain book."""
    return Path(shutil.copy(other_once, tmp_path / "other.db"))


@pytest.fixture
def other_locked(other_locked_once: Path, tmp_path: Path) -> Path:
    """A copy of the other book with the same passphrase."""
    return Path(shutil.copy(other_locked_once, tmp_path / "other.db"))


def rescued_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("book-rescued-*.db"))


def move(path: Path, to: Path) -> None:
    """Move a file away, or back."""
    path.rename(to)


async def save_one(pilot: Pilot[None]) -> None:
    """Save an entry, and see it listed."""
    await pilot.press("a")
    await paste_in(pilot, LINE)
    await pilot.press("enter")
    await pilot.pause()


async def be_refused(app: TrackerApp, pilot: Pilot[None]) -> None:
    """Try to save another entry after the file was changed."""
    await paste_in(pilot, "paid 20 event")
    await pilot.press("enter")
    await pilot.pause()
    assert is_on(app, ChoiceDialog), read_screen(app)


@pytest.mark.slow
@pytest.mark.parametrize("change", pick_every(2, CHANGES), ids=lambda each: each.__name__)
async def test_one_goes_on_with_what_was_open(
    change: Change, empty_path: Path, other: Path, tmp_path: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test(notifications=True) as pilot:
        await save_one(pilot)
        change(empty_path, other)
        await be_refused(app, pilot)
        assert "Another program" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        (rescued,) = rescued_in(tmp_path)
        assert app.session.path == rescued
        assert is_on(app, ThisMonthScreen)
        assert "The line you typed is saved as a draft." in read_notices(app)
        await save_one(pilot)
        await pilot.press("ctrl+q")
    command = f"tracker --book {empty_path} restore {rescued}"
    assert command in app.session.file_watch.describe_saved_files()
    assert [item.entry.word for item in load_entries_of(rescued)] == ["ask", "ask"]
    with open_book(rescued) as book:
        assert "paid 20 event" in list_draft_texts(book)


async def test_one_opens_the_file_that_is_there_and_keeps_what_was_open(
    empty_path: Path, other: Path, tmp_path: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await save_one(pilot)
        replace(empty_path, other)
        await be_refused(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.session.path == empty_path
        assert is_on(app, ThisMonthScreen)
        assert len(list(app.current_book.load_entries())) == OTHER_COUNT
        assert list_draft_texts(app.current_book) == ["paid 20 event"]
        await pilot.press("ctrl+q")
    (rescued,) = rescued_in(tmp_path)
    assert (
        app.session.file_watch.describe_saved_files()
        == f"Your open notebook was saved as {rescued}."
    )
    assert [item.entry.word for item in load_entries_of(rescued)] == ["ask"]


@pytest.mark.slow
@pytest.mark.parametrize("way", pick_every(2, ("there", "go on", "keep", "leave")))
async def test_pasted_lines_are_kept_where_the_file_was_changed_before_they_were_saved(
    way: str, empty_path: Path, other: Path, tmp_path: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a", *"10 du")
        await paste_in(pilot, "es no\n15 mrch")
        replace(empty_path, other)
        if way == "keep":
            await pilot.press("escape")
        else:
            await pilot.press("enter")
            await pilot.pause()
            assert is_on(app, ChoiceDialog), read_screen(app)
            if way != "leave":
                await pilot.press(*(["down"] if way == "there" else []), "enter")
        await pilot.pause()
        await pilot.press("ctrl+q")
    (rescued,) = rescued_in(tmp_path)
    for path in (rescued, *([empty_path] if way == "there" else [])):
        with open_book(path) as book:
            assert {"es no", "15 mrch"} <= {draft.text for draft in book.drafts.load_all()}, way


async def test_esc_leaves_everything_as_it_was_and_leaving_saves_what_was_open(
    empty_path: Path, other: Path, tmp_path: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await save_one(pilot)
        replace(empty_path, other)
        await be_refused(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert "paid 20 event" in read_screen(app)
        assert rescued_in(tmp_path) == []
        await pilot.press("ctrl+q")
    (rescued,) = rescued_in(tmp_path)
    assert str(rescued.name) in app.session.exit_message.replace("\n", "")
    assert [item.entry.word for item in load_entries_of(rescued)] == ["ask"]
    with open_book(rescued) as book:
        assert list_draft_texts(book) == ["paid 20 event"]
    assert len(load_entries_of(empty_path)) == OTHER_COUNT


async def test_no_question_comes_up_while_a_line_is_taken_out_and_typed_again(
    empty_path: Path, other: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a", *"15 mer")
        assert isinstance(app.screen, AddEntryScreen)
        assert app.screen.save_draft() == ""
        replace(empty_path, other)
        await pilot.press("ctrl+u")
        assert app.screen.save_draft() == ""
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        await pilot.press(*"20 event", "ctrl+r")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert [draft.text for draft in app.current_book.drafts.unsaved_drafts.values()] == [
            "20 event"
        ]


async def test_pasted_lines_that_are_asked_about_are_in_the_rescue_copy(
    empty_path: Path, other: Path, tmp_path: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch no\nmeting 2h")
        assert is_on(app, PastePreview)
        replace(empty_path, other)
        await app.session.lock_book()
        await pilot.pause()
    (rescued,) = rescued_in(tmp_path)
    with open_book(rescued) as book:
        assert list_draft_texts(book) == ["15 merch no", "meting 2h"]


async def test_the_file_is_looked_at_also_when_nothing_is_saved(
    empty_path: Path, other: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        replace(empty_path, other)
        app.session.file_watch.check_file()
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        await pilot.press("escape")
        app.session.file_watch.check_file()
        await pilot.pause()
        assert is_on(app, ThisMonthScreen), "it does not come back at once"


async def unlock(app: TrackerApp, pilot: Pilot[None]) -> None:
    await paste_in(pilot, PASSPHRASE)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.slow
@pytest.mark.parametrize("change", pick_every(3, CHANGES), ids=lambda each: each.__name__)
async def test_an_encrypted_book_is_rescued_encrypted_and_asks_for_its_passphrase(
    change: Change, locked_path: Path, other_locked: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        change(locked_path, other_locked)
        await be_refused(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        await unlock(app, pilot)
        assert is_on(app, ThisMonthScreen)
        (rescued,) = rescued_in(tmp_path)
        assert app.session.path == rescued
        await pilot.press("ctrl+q")
    assert not rescued.read_bytes().startswith(b"SQLite")
    assert [item.entry.word for item in load_entries_of(rescued, PASSPHRASE)] == ["paid", "ask"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "way"),
    pick_every(3, product(CHANGES, ("go on", "there"))),
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
async def test_a_file_that_was_changed_while_it_was_locked_is_told_with_both_ways(
    change: Change, way: str, locked_path: Path, other_locked: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        change(locked_path, other_locked)
        await unlock(app, pilot)
        assert is_on(app, ChoiceDialog), read_screen(app)
        await pilot.press(*(["down"] if way == "there" and change is not remove else []), "enter")
        await pilot.pause()
        (rescued,) = rescued_in(tmp_path)
        assert [item.entry.word for item in load_entries_of(rescued, PASSPHRASE)] == ["paid", "ask"]
        if not is_on(app, ThisMonthScreen):
            await unlock(app, pilot)
        assert is_on(app, ThisMonthScreen), read_screen(app)
        went_on = way == "go on" or change is remove
        assert app.session.path == (rescued if went_on else locked_path)
        assert len(list(app.current_book.load_entries())) == (2 if went_on else OTHER_COUNT)
        await pilot.press("ctrl+q")


async def test_one_is_told_what_to_type_and_it_works_when_it_is_typed(
    empty_path: Path, other: Path, tmp_path: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await save_one(pilot)
        replace(empty_path, other)
        await be_refused(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        (rescued,) = rescued_in(tmp_path)
        notice = read_notices(app)
        await pilot.press("ctrl+q")
    _before, tracker, command = app.session.file_watch.describe_saved_files().partition("tracker ")
    assert tracker + command in notice
    assert run(shlex.split(command)) == 0
    assert [item.entry.word for item in load_entries_of(empty_path)] == ["ask"]
    assert rescued.exists()


async def test_a_file_removed_while_it_was_locked_is_told_as_removed(
    locked_path: Path,
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        remove(locked_path, locked_path)
        await unlock(app, pilot)
        assert "moved or deleted" in read_words(app)


async def test_no_passphrase_is_called_wrong_that_opens_what_was_open(
    locked_path: Path, tmp_path: Path
) -> None:
    other = make_book(tmp_path / "other.db", "paid 7 dues", passphrase=f"{PASSPHRASE} more")
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        replace(locked_path, other)
        await unlock(app, pilot)
        assert is_on(app, ChoiceDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        assert "doesn’t open" not in read_words(app)


async def test_fewer_changes_than_when_it_was_locked_are_told(
    locked_path: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copy(locked_path, tmp_path / "older.db"))
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        replace(locked_path, older)
        await unlock(app, pilot)
        assert is_on(app, ChoiceDialog)
        assert "fewer changes than the notebook you locked" in read_words(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        with open_book(locked_path, PASSPHRASE) as book:
            assert len(list(book.load_entries())) == 1


async def test_a_book_to_which_another_window_added_is_just_opened(
    locked_path: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        with open_book(locked_path, PASSPHRASE) as book:
            book.drafts.save("a line", TODAY)
        await unlock(app, pilot)
        assert is_on(app, ThisMonthScreen)
        assert rescued_in(tmp_path) == []


async def test_a_lock_saves_what_was_open_where_the_file_was_changed_before(
    locked_path: Path, other_locked: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await paste_in(pilot, "paid 20 event")
        replace(locked_path, other_locked)
        await app.session.lock_book()
        await pilot.pause()
        (rescued,) = rescued_in(tmp_path)
        await unlock(app, pilot)
        assert is_on(app, ChoiceDialog)
        await pilot.press("enter")
        await pilot.pause()
        await unlock(app, pilot)
        assert app.session.path == rescued
        assert list_draft_texts(app.current_book) == ["paid 20 event"]
        assert rescued_in(tmp_path) == [rescued]


@pytest.mark.slow
@pytest.mark.parametrize("change", pick_every(2, CHANGES), ids=lambda each: each.__name__)
@pytest.mark.usefixtures("copy_on_leaving")
async def test_leaving_while_locked_loses_nothing_of_a_book_whose_file_was_changed(
    change: Change, locked_path: Path, other_locked: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        change(locked_path, other_locked)
        await pilot.press("ctrl+q")
    (backup,) = (tmp_path / "backups").glob("*.db")
    assert [item.entry.word for item in load_entries_of(backup, PASSPHRASE)] == ["paid", "ask"]
    if change is not remove:
        assert rescued_in(tmp_path) == []
        return
    (rescued,) = rescued_in(tmp_path)
    assert [item.entry.word for item in load_entries_of(rescued, PASSPHRASE)] == ["paid", "ask"]
    assert rescued.name in app.session.exit_message
    assert "changed the notebook file while it was locked" in app.session.exit_message


@pytest.mark.slow
@pytest.mark.parametrize("change", pick_every(3, CHANGES), ids=lambda each: each.__name__)
async def test_leaving_while_locked_saves_a_book_without_backups(
    change: Change, locked_path: Path, other_locked: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        app.current_book.settings.set(AUTOMATIC_SETTING, AUTOMATIC_OFF)
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        change(locked_path, other_locked)
        await pilot.press("ctrl+q")
    (rescued,) = rescued_in(tmp_path)
    assert [item.entry.word for item in load_entries_of(rescued, PASSPHRASE)] == ["paid", "ask"]
    assert rescued.name in app.session.exit_message


@pytest.mark.usefixtures("copy_on_leaving")
async def test_what_was_erased_in_another_window_does_not_come_back_by_leaving(
    locked_path: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        with open_book(locked_path, PASSPHRASE) as book:
            book.maintenance.erase(2)
            book.maintenance.backups.replace_all(TODAY)
        await pilot.press("ctrl+q")
    assert rescued_in(tmp_path) == []
    for backup in (tmp_path / "backups").glob("*.db"):
        assert len(load_entries_of(backup, PASSPHRASE)) == 1


async def test_leaving_while_locked_saves_nothing_where_nothing_was_changed(
    locked_path: Path, tmp_path: Path
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press("ctrl+q")
    assert rescued_in(tmp_path) == []
    assert app.session.exit_message == ""


def let_nothing_be_saved_beside(folder: Path) -> None:
    """Put a file in the place of the folder: so nothing can be written where the book was."""
    shutil.rmtree(folder)
    folder.write_text("no folder", encoding="utf-8")


@pytest.fixture
def alone(locked_path: Path) -> Path:
    """An encrypted book in a folder of its own."""
    folder = locked_path.parent / "alone"
    folder.mkdir()
    return locked_path.rename(folder / "book.db")


async def test_where_nothing_can_be_saved_one_stays_once_and_loses_nothing(alone: Path) -> None:
    app = open_app(alone, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await paste_in(pilot, "paid 20 event")
        let_nothing_be_saved_beside(alone.parent)
        await app.run_action("quit")
        await pilot.pause()
        assert app.is_running
        assert is_on(app, OpenErrorScreen)
        assert "Press ctrl+q again" in read_words(app)
        assert "paid 20 event" not in read_screen(app)
        alone.parent.unlink()
        await app.run_action("quit")
    (rescued,) = rescued_in(alone.parent)
    assert rescued.name in app.session.exit_message
    assert [item.entry.word for item in load_entries_of(rescued, PASSPHRASE)] == ["paid", "ask"]
    with open_book(rescued, PASSPHRASE) as book:
        assert list_draft_texts(book) == ["paid 20 event"]


async def test_one_leaves_at_the_second_time_and_is_told_that_nothing_could_be_saved(
    alone: Path,
) -> None:
    app = open_app(alone, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        let_nothing_be_saved_beside(alone.parent)
        await app.run_action("quit")
        assert app.is_running
        await app.run_action("quit")
    assert "Your open notebook couldn’t be saved" in app.session.exit_message


async def test_a_lock_that_can_save_nothing_holds_it_until_it_is_unlocked(alone: Path) -> None:
    app = open_app(alone, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await paste_in(pilot, "paid 20 event")
        let_nothing_be_saved_beside(alone.parent)
        await app.session.lock_book()
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        alone.parent.unlink()
        await unlock(app, pilot)
        assert is_on(app, ChoiceDialog), read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        await unlock(app, pilot)
        assert is_on(app, ThisMonthScreen), read_screen(app)
        assert app.session.path in rescued_in(alone.parent)
        assert len(list(app.current_book.load_entries())) == 2
        assert list_draft_texts(app.current_book) == ["paid 20 event"]


async def test_no_passphrase_is_set_where_the_file_was_changed_and_nothing_is_locked(
    empty_path: Path, other: Path
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await pilot.press("escape")
        asker = PassphraseDialog(is_encrypted=False)
        await app.push_screen(asker)
        replace(empty_path, other)
        await change_passphrase(app, app.session, NewPassphraseRequest(asker, None, PASSPHRASE))
        await pilot.pause()
        assert is_on(app, ChoiceDialog), read_screen(app)
        assert not is_encrypted(empty_path)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen), read_screen(app)
        assert [item.entry.word for item in app.current_book.load_entries()] == ["ask"]


async def test_a_question_that_a_lock_wiped_is_asked_again(
    locked_path: Path, other_locked: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away.db"
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.pause()
        move(locked_path, away)
        app.session.file_watch.check_file()
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        move(away, locked_path)
        await app.session.lock_book()
        await unlock(app, pilot)
        assert is_on(app, ThisMonthScreen), read_screen(app)
        replace(locked_path, other_locked)
        app.session.file_watch.check_file()
        await pilot.pause()
        assert is_on(app, ChoiceDialog)


@pytest.mark.slow
@pytest.mark.parametrize("leaves", pick_every(2, (True, False)))
async def test_what_was_pasted_is_rescued_as_well(
    empty_path: Path, other: Path, tmp_path: Path, leaves: bool
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await save_one(pilot)
        await paste_in(pilot, "15 merch gave 15\nmeeting 2h")
        assert is_on(app, PastePreview)
        replace(empty_path, other)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ChoiceDialog), read_screen(app)
        await pilot.press("ctrl+q" if leaves else "enter")
        await pilot.pause()
    (rescued,) = rescued_in(tmp_path)
    with open_book(rescued) as book:
        assert list_draft_texts(book) == ["15 merch gave 15", "meeting 2h"]


async def test_a_line_that_was_kept_while_the_file_was_away_is_in_the_file_that_is_back(
    empty_path: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away.db"
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await save_one(pilot)
        move(empty_path, away)
        await paste_in(pilot, LINE)
        await pilot.press("escape")
        await pilot.pause()
        move(away, empty_path)
        await pilot.press("ctrl+q")
    assert rescued_in(tmp_path) == []
    with open_book(empty_path) as book:
        assert list_draft_texts(book) == [LINE]


@pytest.mark.parametrize("is_locked", [False, True], ids=["open", "locked"])
async def test_what_is_open_is_saved_before_the_app_waits_for_its_painter(
    locked_path: Path, other_locked: Path, tmp_path: Path, is_locked: bool
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await save_one(pilot)
        if is_locked:
            await pilot.press("ctrl+l")
            await pilot.pause()
        remove(locked_path, other_locked)
        app.shutdown.quit_app(129)
        (rescued,) = rescued_in(tmp_path)
    assert rescued_in(tmp_path) == [rescued]
    assert rescued.name in app.session.exit_message
    assert [item.entry.word for item in load_entries_of(rescued, PASSPHRASE)] == ["paid", "ask"]


def test_the_end_waits_while_what_is_open_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    app = open_app(tmp_path / "book.db")
    app.shutdown._is_saving = True
    app.shutdown._force_exit()
    app.shutdown.cancel_forced_exit()
    assert ended == []
    app.shutdown._is_saving = False
    app.shutdown._force_exit()
    assert ended == [0]
