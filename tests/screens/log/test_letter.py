"""The letter to oneself: no word is lost, it opens at the chosen moments, one key closes it."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.factories import PASSPHRASE, TODAY, log_lines
from tests.pilot_actions import is_on, open_app, paste_in, read_screen, type_in
from tests.screens.settings.test_settings_screen import choose
from tests.strategies import pick_every
from tests.walks import wait_until_settled
from tracker.app.input_queue import MAX_PASTE
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.book.stores.letter import Letter
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.letter_editor import LetterEditorScreen
from tracker.screens.log.letter_reader import LetterDialog, LetterMoment, find_letter_for
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.letter_text_area import LetterTextArea

WORDS = "You needed 30 for food.\n\nCall Mira first."
BOTH = Letter(WORDS, date(2026, 10, 1), before_you_answer=True, first_ask=True)


def find_editor(app: TrackerApp) -> LetterTextArea:
    return app.screen.query_one(LetterTextArea)


async def test_a_paste_that_no_field_can_show_is_told_and_no_word_is_lost(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        await type_in(pilot, "Sleep first.")
        await paste_in(pilot, "x" * (MAX_PASTE + 1))
        await pilot.pause()
        assert find_editor(app).text == "Sleep first."
        (told,) = app._notifications
        assert "too long" in told.message


async def test_a_letter_is_written_saved_and_read(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        assert is_on(app, LetterEditorScreen)
        await type_in(pilot, "Sleep first.\n")
        await paste_in(pilot, "Then\tcall\x1b Mira.\r\nShe knows.")
        assert find_editor(app).text == "Sleep first.\nThen call  Mira.\nShe knows."
        await pilot.press("tab", "space", "ctrl+s")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert "written on 12 Nov 2026" in read_screen(app)
        assert "Mira" not in read_screen(app), "it is not shown"
        assert app.current_book.letter.load() == Letter(
            "Sleep first.\nThen call  Mira.\nShe knows.",
            TODAY,
            before_you_answer=False,
            first_ask=True,
        )
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert is_on(app, LetterDialog)
        text = read_screen(app)
        assert "Sleep first." in text
        assert "12 Nov 2026" in text
        assert len([line for line in text.splitlines() if line.strip()]) == 5, "nothing but words"
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)


async def test_nothing_is_saved_while_nothing_stands_there(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
        assert "The letter is empty. Write something first." in read_screen(app)
        await pilot.press("backspace", "escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert app.current_book.letter.load() is None


@pytest.mark.parametrize(
    ("choice", "saved", "draft"),
    [(0, "Sleep.", None), (1, None, "Sleep."), (2, None, None), (None, None, "Sleep.")],
)
async def test_esc_asks_what_becomes_of_what_was_typed(
    empty_path: Path, choice: int | None, saved: str | None, draft: str | None
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        await type_in(pilot, "Sleep.")
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert find_editor(app).text == "Sleep.", "the last way goes back to typing"
        await pilot.press("escape")
        await pilot.pause()
        app.screen.query_one(OptionList).highlighted = choice
        await pilot.press("escape" if choice is None else "enter")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        letters = app.current_book.letter
        saved_letter, draft_letter = letters.load(), letters.load_draft()
        assert (saved_letter.text if saved_letter else None) == saved
        assert (draft_letter.text if draft_letter else None) == draft
        row = next(line for line in read_screen(app).splitlines() if "A letter to myself" in line)
        assert row.rstrip().endswith("draft") is (draft is not None)


async def test_leaving_and_locking_keep_what_was_typed(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.pause()
        await choose(pilot, "letter:")
        await type_in(pilot, "Slee")
        await pilot.press("tab", "space", "ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await pilot.pause()
        await choose(pilot, "letter:")
        assert find_editor(app).text == "Slee"
        assert "[ ] Show it in Before you answer" in read_screen(app)
        await type_in(pilot, "p.")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("ctrl+q")
    with open_book(locked_path, PASSPHRASE) as book:
        begun = book.letter.load_draft()
        assert begun is not None
        assert begun.text == "Sleep."
        assert book.letter.load() is None
        assert book.drafts.load_all() == []


async def test_it_is_written_anew_from_what_it_says_or_taken_away(empty_path: Path) -> None:
    with open_book(empty_path) as book:
        book.letter.save(BOTH)
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert find_editor(app).text == WORDS
        await pilot.press("tab", "space", "ctrl+s")
        await pilot.pause()
        letter = app.current_book.letter.load()
        assert letter is not None
        assert letter.written_on == BOTH.written_on, "only the moments were changed"
        assert not letter.before_you_answer
        await pilot.press("enter", "down", "enter")
        await type_in(pilot, " Sleep.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        letter = app.current_book.letter.load()
        assert letter is not None
        assert (letter.text, letter.written_on) == (f"{WORDS} Sleep.", TODAY)
        await pilot.press("enter", "end", "enter")
        await pilot.pause()
        assert is_on(app, ConfirmDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert app.current_book.letter.load() is not None
        await pilot.press("enter", "end", "enter", "enter")
        await pilot.pause()
        assert app.current_book.letter.load() is None
        assert "write one on a calm day" in read_screen(app)


async def test_a_book_that_cannot_be_written_says_so_and_the_words_stay(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(empty_path)

    def raise_full(letter: object) -> None:
        raise FileAccessError("The disk is full.")

    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        monkeypatch.setattr(app.current_book.letter, "save", raise_full)
        monkeypatch.setattr(app.current_book.letter, "save_draft", raise_full)
        await type_in(pilot, "Sleep.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The disk is full." in read_screen(app)
        await pilot.press("escape", "down", "enter")
        await pilot.pause()
        assert "Your text couldn’t be saved" in read_screen(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert is_on(app, LetterEditorScreen)
        assert find_editor(app).text == "Sleep."
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen), "esc ends"
        assert app.clipboard == "Sleep."


async def test_hidden_figures_stay_hidden_in_it(empty_path: Path) -> None:
    with open_book(empty_path) as book:
        book.letter.save(BOTH)
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await choose(pilot, "letter:")
        await pilot.press("enter")
        await pilot.pause()
        assert "needed 30 for food" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "needed ••• for food" in read_screen(app)
        await pilot.press("escape", "enter", "down", "enter")
        await pilot.pause()
        assert is_on(app, LetterEditorScreen)
        assert "needed •• for food" in read_screen(app)
        assert find_editor(app).text == WORDS
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "needed 30 for food" in read_screen(app)


async def test_a_long_letter_scrolls(empty_path: Path) -> None:
    long = "\n".join(f"line {number}" for number in range(100))
    with open_book(empty_path) as book:
        book.letter.save(Letter(long, TODAY, before_you_answer=True, first_ask=True))
    app = open_app(empty_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await choose(pilot, "letter:")
        await pilot.press("enter")
        await pilot.pause()
        assert "line 0" in read_screen(app)
        assert "esc Close" in read_screen(app)
        await pilot.press("end")
        await pilot.pause()
        await pilot.pause()
        assert "line 99" in read_screen(app)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "line", "opens"),
    pick_every(
        2,
        [
            (["5 dues no @!circle", "meeting @!choir"], "6 merch no @choir", True),
            (["5 dues no @!circle"], "6 merch no @!choir", True),
            (["5 dues no @!circle"], "6 merch no @circle", False),
            ([], "6 merch no @!choir", True),
            (["5 dues no @!circle"], "meeting @!choir", False),
            (["5 dues no @!circle"], "paid 6 merch @!choir", False),
            (["meeting @!circle"], "6 merch no @circle", False),
            (["5 dues no"], "6 merch no", False),
        ],
    ),
)
async def test_it_opens_once_after_a_new_groups_first_ask_is_noted(
    empty_path: Path, before: list[str], line: str, opens: bool
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(app.current_book, *before)
        app.current_book.letter.save(BOTH)
        await pilot.press("a")
        await paste_in(pilot, line)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert len(list(app.current_book.load_entries())) == len(before) + 1, (
            "noting was not stopped"
        )
        assert is_on(app, LetterDialog) is opens
        if opens:
            await pilot.press("enter")
            await pilot.pause()
            await paste_in(pilot, "7 merch no")
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
        assert is_on(app, AddEntryScreen)


async def test_it_also_opens_when_the_ask_was_the_last_thing_to_note(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        app.current_book.letter.save(BOTH)
        await pilot.press("a")
        await paste_in(pilot, "6 merch no @!choir")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert is_on(app, LetterDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        await pilot.press("a")
        await paste_in(pilot, "6 merch no @!readers")
        await pilot.press("ctrl+d")
    assert app.return_code == 0, "nobody who leaves is held back by it"


async def test_what_is_typed_over_the_letter_is_on_the_line(empty_path: Path) -> None:
    with open_book(empty_path) as book:
        book.letter.save(Letter(WORDS, TODAY, before_you_answer=True, first_ask=False))
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("b", *"30", "space", *"dues")
        await wait_until_settled(pilot)
        assert "› 30 dues" in read_screen(app)
        await pilot.press("ctrl+r")
        await wait_until_settled(pilot)
        assert is_on(app, LetterDialog)
        await pilot.press("space", "down", "escape")
        await wait_until_settled(pilot)
        assert "› 30 dues" in read_screen(app), "keys that move the letter are not typed"
        await pilot.press("ctrl+r")
        await wait_until_settled(pilot)
        await paste_in(pilot, " for the rent\n")
        await wait_until_settled(pilot)
        assert "› 30 dues for the rent" in read_screen(app)


async def test_it_opens_at_no_moment_that_was_not_chosen(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        letters = app.current_book.letter
        assert find_letter_for(app.current_book, LetterMoment.BEFORE_YOU_ANSWER) is None
        only = Letter(WORDS, TODAY, before_you_answer=True, first_ask=False)
        letters.save(only)
        assert find_letter_for(app.current_book, LetterMoment.BEFORE_YOU_ANSWER) == only
        assert find_letter_for(app.current_book, LetterMoment.FIRST_ASK) is None
        await pilot.press("a")
        await paste_in(pilot, "6 merch no @!choir")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert is_on(app, AddEntryScreen)


@pytest.mark.slow
@pytest.mark.usefixtures("every_paint")
@pytest.mark.parametrize("size", pick_every(2, [(1, 1), (20, 5), (60, 20), (200, 60)]))
@pytest.mark.long
async def test_it_is_written_and_read_in_every_size(
    empty_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=size) as pilot:
        await choose(pilot, "letter:")
        await type_in(pilot, "Sleep first.")
        await pilot.press("ctrl+s", "enter", "enter")
        await pilot.pause()
        assert is_on(app, LetterDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
