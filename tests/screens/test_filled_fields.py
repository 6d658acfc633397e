"""Fields that are filled from the notebook while amounts are hidden: dots, and nothing is lost."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.factories import TODAY, log_lines, make_empty_book
from tests.pilot_actions import open_app, read_entry_line, read_screen, type_in
from tests.walks import Stops, follow, wait_until_settled, walk
from tracker.widgets.entry_input import EntryInput, HintedInput

SECRET = "77"
"""Digits of every amount and text in the notebook."""
LINES = (
    '2026-10-01 income 977 a month "after 77 shifts"',
    "2026-10-01 need food 177 a month",
    "2026-10-01 limit 77",
    '2026-11-02 77 donation +!cellar_77 @circle "at least 77 each" : I thought of 77 // 77 left',
    "2026-11-03 77/month dues pledged 77",
    "2026-11-04 paid 77/month dues",
    "2026-11-05 wrote: they want 77 from me",
    "2026-11-06 meeting 2h : 77 of us",
)
FILLED: Stops = {
    "an earlier ask": ["b", "down", "down", "enter"],
    "its answers": ["enter"],
    "a smaller amount": ["up", "enter"],
    "its form": ["ctrl+o"],
    "a line taken back": ["escape", "ctrl+u", "escape", "a", "paid 77 merch", "enter", "ctrl+z"],
    "the form of a line taken back": ["ctrl+o"],
    "the same after the form": ["escape", "end"],
    "a refused line": ["home", "x", "enter"],
    "a draft": ["escape", "f2", "end", "enter"],
    "an entry": ["escape", "f2", "home", "down", "enter"],
    "the form of an entry": ["ctrl+o"],
    "fields that a type does not use": ["home", "right", "right", "right"],
    "a regular payment that has ended": [
        "escape",
        "escape",
        "down",
        "enter",
        "f4",
        "p",
        "end",
        "s",
    ],
    "an answer to an ask": ["escape", "home", "enter"],
    "income": ["escape", "escape", "f5", "home", "down", "down", "enter"],
    "living costs": ["escape", "down", "enter"],
    "my limit": ["escape", "home", *["down"] * 7, "enter"],
    "a question in other words": ["escape", "home", *["down"] * 10, "enter", "w"],
    "an answer": ["escape", "enter"],
    "the letter": ["escape", "escape", "home", *["down"] * 9, "enter"],
    "the lines of a card": ["escape", "f1", "b", "f8"],
    "a line of a card": ["enter"],
}
WITHOUT_AMOUNT = {
    *("its answers", "an answer to an ask", "living costs", "my limit", "an answer", "the letter"),
    *("the lines of a card", "a line of a card"),
}
"""Where nothing is filled in, or not into a line. Of income only its words are filled in."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A notebook in which every amount and every text has the same digits."""
    path = tmp_path / "book.db"
    with make_empty_book(path, "circle") as book:
        log_lines(book, *LINES)
        question = book.group_questions.load_questions()[0].number
        book.group_questions.reword(question, "What are the 77 for?")
        book.group_questions.save_answer(question, book.groups.load_all()[0].number, "77!", TODAY)
        book.drafts.save("paid 77 merch for ", TODAY)
    return path


async def test_no_field_shows_an_amount_that_nobody_typed(path: Path) -> None:
    app = open_app(path)
    shown: dict[str, str] = {}
    filled: set[str] = set()
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await follow(pilot, ["ctrl+n"])
        async for stop in walk(pilot, FILLED):
            if SECRET in read_screen(app):
                shown[stop] = read_screen(app)
            if any(SECRET in field.value for field in app.screen.query(Input)):
                filled.add(stop)
    assert shown == {}
    assert set(FILLED) - filled == WITHOUT_AMOUNT


async def test_what_is_typed_into_a_filled_line_can_be_read(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await follow(pilot, ["ctrl+n", "b", "down", "down", "enter"])
        await wait_until_settled(pilot)
        line = read_entry_line(app)
        assert SECRET in line
        await type_in(pilot, "15")
        assert read_entry_line(app) == f"{line}15"
        assert f"{app.screen.query_one(EntryInput).shown_text}".endswith("15")
        assert SECRET not in read_screen(app)
        await follow(pilot, ["ctrl+n"])
        await wait_until_settled(pilot)
        assert f"{line}15" in read_screen(app)


async def test_what_is_no_text_of_the_notebook_can_be_read(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await follow(pilot, ["ctrl+n", "x"])
        await wait_until_settled(pilot)
        folder = app.screen.query_one("#folder", HintedInput)
        assert folder.shown_text == folder.value != ""
