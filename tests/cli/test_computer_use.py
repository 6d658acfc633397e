"""Who else uses the computer: asked where a notebook is created, and what it means for files."""

from datetime import date
from pathlib import Path

import pexpect
import pytest

from tests.book.write_failures import use_full_keys
from tests.cli.test_log_wizard import start
from tests.command_line import Tracker
from tests.factories import PASSPHRASE
from tests.pilot_actions import open_app, read_words
from tracker.book.open_book import open_book
from tracker.export.files.export_folder import choose_default_folder

TODAY = date(2026, 11, 12)
SAFER = "A USB stick or paper is safer than a folder on this computer."


def read_settings(path: Path, passphrase: str | None = None) -> dict[str, str]:
    with open_book(path, passphrase) as book:
        return book.settings.load_all()


@pytest.mark.parametrize(
    ("word", "settings"),
    [
        ("no", {"computer": "no"}),
        ("own-login", {"computer": "own_login"}),
        ("this-login", {"computer": "same_login", "idle_minutes": "2"}),
    ],
)
def test_a_script_may_say_it(tracker: Tracker, word: str, settings: dict[str, str]) -> None:
    made = tracker("new", "--no-passphrase", "--currency", "EUR", "--computer", word)
    assert made.code == 0
    assert ("Without a passphrase they can open" in made.err) is (word == "this-login")
    assert read_settings(tracker.book) == settings


def test_a_script_that_does_not_say_it_is_not_asked(tracker: Tracker) -> None:
    assert tracker("new", "--no-passphrase", "--currency", "EUR").code == 0
    assert read_settings(tracker.book) == {}


def test_a_terminal_asks_before_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    child = start(path, "new", "--currency", "EUR")
    child.expect("Does anyone else use this computer")
    child.sendline("everyone")
    child.expect("'everyone' is not one of")
    child.sendline("this-login")
    for question in ("New passphrase: ", "Repeat it: "):
        child.expect(question)
        child.sendline(PASSPHRASE)
    child.expect("call the group")
    child.sendline("")
    child.expect(pexpect.EOF)
    with use_full_keys():
        settings = read_settings(path, PASSPHRASE)
    assert settings == {"computer": "same_login", "idle_minutes": "2"}


def test_no_folder_on_this_disk_is_offered_and_one_that_is_typed_works(tracker: Tracker) -> None:
    tracker.with_story()
    with open_book(tracker.book) as book:
        assert choose_default_folder(book, TODAY) is not None
        book.settings.set("computer", "same_login")
        assert choose_default_folder(book, TODAY) is None
    refused = tracker("export", "--for", "friend")
    assert refused.code == 1
    assert f"{SAFER} Choose a folder with --to." in refused.err
    assert not (tracker.folder / "exports").exists()
    assert tracker("export", "--for", "friend", "--to", str(tracker.folder / "stick")).code == 0
    assert (tracker.folder / "stick" / "report.pdf").exists()


@pytest.mark.parametrize("is_shared", [True, False])
async def test_the_screens_that_save_files_offer_no_place_and_say_what_is_safer(
    story_path: Path, is_shared: bool
) -> None:
    with open_book(story_path) as book:
        book.settings.set("computer", "same_login" if is_shared else "own_login")
    app = open_app(story_path)
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        text = read_words(app)
        assert (SAFER in text) is is_shared
        assert ("This is next to your notebook" in text) is not is_shared
        await pilot.press("enter")
        await pilot.pause()
        assert ("e.g. one on a USB stick" in read_words(app)) is is_shared
        await pilot.press("escape", "escape", "f3", "s")
        await pilot.pause()
        text = read_words(app)
        assert "Save image" in text
        assert (SAFER in text) is is_shared
        assert ("~/chart.png" in text) is not is_shared


async def test_the_answer_is_changed_in_settings(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert "Shared computer not asked" in read_words(app)
        await pilot.press("end")
        while "› Shared computer" not in read_words(app):
            await pilot.press("up")
        for keys, value, minutes in (
            (["end"], "yes, with this login", "2"),
            (["home"], "no", "2"),
        ):
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press(*keys, "enter")
            await pilot.pause()
            assert f"Shared computer {value}" in read_words(app)
            assert app.current_book.settings.get("idle_minutes") == minutes
        app.current_book.settings.set("idle_minutes", "1")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert app.current_book.settings.get("idle_minutes") == "1", "it never locks later"
