"""Bad input that is answered with a question or a hint: in the line, in the form, on the way."""

from pathlib import Path

import pytest

from tests.factories import make_book, read_book_lines
from tests.pilot_actions import open_app, paste_in, read_words
from tracker.screens.log.entry_form import EntryForm
from tracker.widgets.reading_choice import ReadingChoice

ROLE = "You can write a role in place of a name, such as “a new member”."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db", group="circle")


@pytest.mark.parametrize(
    ("line", "question", "digit", "saved"),
    [
        ("seen 50 donation no", "Did they ask you?", "1", "ask 50 donation no @circle"),
        ("seen 50 donation no", "Did they ask you?", "2", "seen 50 donation @circle: no"),
        ("cost 20 dues", "Did the group get it?", "1", "paid 20 dues @circle"),
        ("cost 20 dues", "Did the group get it?", "2", "cost 20 'dues' @circle"),
    ],
)
async def test_enter_asks_and_a_digit_saves(
    path: Path, line: str, question: str, digit: str, saved: str
) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, line)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(ReadingChoice).display
        assert question in read_words(app)
        await pilot.press(digit)
        await pilot.pause()
    assert read_book_lines(path)[-1] == f"2026-11-12 {saved}"


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_name_of_others_is_hinted_at_and_saved_as_it_is(
    path: Path, size: tuple[int, int]
) -> None:
    app = open_app(path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "seen 50 donation: Lena")
        assert read_words(app).count(ROLE) == 1
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, EntryForm)
        assert read_words(app).count(ROLE) == 1
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert read_book_lines(path)[-1] == "2026-11-12 seen 50 donation @circle: Lena"


async def test_a_range_upside_down_is_refused_in_the_form_with_the_right_way(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "seen 450-50 donation")
        await pilot.press("enter")
        await pilot.pause()
        assert "starts with the larger amount. Type: 50-450" in read_words(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "starts with the larger amount. Type: 50-450" in read_words(app)
