"""The card for the room in the app: seen first, forgotten when it is left, saved if chosen."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot
from textual.widgets import Input

from tests.factories import TODAY, make_book
from tests.pilot_actions import is_on, open_app, read_file, read_screen, read_words, type_in
from tests.walks import follow, wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.i18n import HIDDEN_NUMBER, clear_locale_cache
from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen
from tracker.screens.before_you_answer.card import CardScreen, SaveCardScreen

NUMBER = "0171 2345678"
LEFT = "I have 43.50 left this month."


async def open_card(pilot: Pilot[None]) -> None:
    """Open the card from Before you answer."""
    await press(pilot, "b", "f8")
    assert is_on(pilot.app, CardScreen)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the screen has settled."""
    await follow(pilot, keys)
    await wait_until_settled(pilot)


def make_folder(folder: Path) -> None:
    """Make a folder for the card."""
    folder.mkdir()


def find_files_with(text: str, folder: Path) -> set[Path]:
    """Return the files in a folder, and below it, in which a text can be read."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path for path in files if text.encode() in path.read_bytes()}


def list_card_lines(app: TrackerApp) -> tuple[str, ...]:
    """Return the lines of the card in front."""
    assert isinstance(app.screen, CardScreen)
    return app.screen.list_lines()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_an_empty_notebook_has_a_card(empty_path: Path, size: tuple[int, int]) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=size) as pilot:
        await open_card(pilot)
        assert list_card_lines(app) == (
            "Not today. I’ll tell you next week.",
            "I decide about money at home.",
        )
        words = read_words(app)
        assert "Note apps on your phone may sync to this computer." in words
        assert "What is left" not in words
        assert "A number to call" in words


async def test_the_line_below_stays_and_esc_leads_back_to_it(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await type_in(pilot, "24/month dues")
        await press(pilot, "f8", "escape")
        assert is_on(app, BeforeYouAnswerScreen)
        assert "24/month dues" in read_screen(app)


async def test_each_line_can_be_changed_or_left_off_and_figures_be_ticked(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        assert list_card_lines(app)[1:] == ("At most 9.",)
        await press(pilot, "enter", "ctrl+u", "No, thank you.", "enter")
        await press(pilot, "down", "enter", "ctrl+u", "enter")
        assert list_card_lines(app) == ("No, thank you.",)
        await press(pilot, "down", "enter")
        assert list_card_lines(app) == ("No, thank you.", LEFT)
        await press(pilot, "enter", "down", "enter")
        assert list_card_lines(app) == ("No, thank you.", "A day of food costs me 8.")
        await press(pilot, "escape", "f8")
        assert list_card_lines(app)[0] == "Not today. I’ll tell you next week."


async def test_no_amount_is_seen_while_amounts_are_hidden(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        await press(pilot, "down", "down", "enter")
        assert LEFT in read_words(app)
        await press(pilot, "ctrl+n")
        words = read_words(app)
        assert f"At most {HIDDEN_NUMBER}." in words
        assert f"I have {HIDDEN_NUMBER} left this month." in words
        assert "43.50" not in words
        await press(pilot, "up", "enter")
        assert is_on(app, CardScreen)
        assert "Amounts are hidden." in read_words(app)
        await press(pilot, "s")
        assert is_on(app, CardScreen)
        await press(pilot, "ctrl+n", "s")
        assert is_on(app, SaveCardScreen)


async def test_a_card_without_amounts_can_be_saved_while_they_are_hidden(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+n")
        await open_card(pilot)
        await press(pilot, "s")
        assert is_on(app, SaveCardScreen)


async def test_an_empty_card_is_not_saved(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        for _line in range(2):
            await press(pilot, "enter", "ctrl+u", "enter", "down")
        assert list_card_lines(app) == ()
        await press(pilot, "s")
        assert is_on(app, CardScreen)
        assert "Put a line on it first." in read_words(app)


async def test_a_typed_number_is_on_the_card_and_in_no_file_but_its_pdf(
    story_path: Path, tmp_path: Path
) -> None:
    app = open_app(story_path)
    file = tmp_path / "on a stick" / "page.pdf"
    make_folder(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        await press(pilot, "enter", "ctrl+u", "Quittenmus is a word", "enter")
        await press(pilot, "end", "enter", "end", "enter", NUMBER, "enter")
        assert list_card_lines(app)[-1] == f"Call {NUMBER}"
        await press(pilot, "s")
        app.screen.query_one(Input).value = str(file.with_suffix(".png"))
        await press(pilot, "enter")
        assert "must end in .pdf" in read_words(app)
        app.screen.query_one(Input).value = str(file)
        await press(pilot, "enter")
        assert "Saved:" in read_words(app)
        await press(pilot, "enter", "escape", "escape")
    (page,) = PdfReader(BytesIO(read_file(file))).pages
    assert NUMBER in page.extract_text()
    for text in (NUMBER, NUMBER.replace(" ", ""), "Quittenmus"):
        assert find_files_with(text, tmp_path) <= {file}
    with open_book(story_path) as book:
        (record,) = book.export_log.load_all()
        assert (record.day, record.path, record.choices) == (TODAY, file, "")
        assert record.fingerprint == ""
        assert book.export_log.find_last_day() is None


async def test_a_number_of_a_helpline_can_be_chosen(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_MONETARY", "de_DE.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    clear_locale_cache()
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        await press(pilot, "end", "enter", "down", "enter")
        assert list_card_lines(app)[-1] == "Call 0800 111 0 111"
        await press(pilot, "enter", "home", "enter")
        assert len(list_card_lines(app)) == 2


async def test_a_synced_folder_is_named_before_saving(empty_path: Path, tmp_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        await press(pilot, "s")
        app.screen.query_one(Input).value = str(tmp_path / "Dropbox" / "page.pdf")
        await wait_until_settled(pilot)
        assert "This folder looks synced." in read_words(app)


async def test_a_limit_of_one_group_needs_no_income(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "2026-09-01 limit 20")
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot)
        assert list_card_lines(app)[1] == "At most 20."
