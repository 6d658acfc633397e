"""After a meeting: what is typed is read at once, noted by enter, and never lost."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.factories import TODAY, fail_with, list_book_lines, log_lines, read_book_lines
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_entry_line,
    read_screen,
    read_words,
    type_in,
)
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.clock import Moment
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.paste_preview import MAX_PASTED_LINES, PastePreview
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.entry_input import EntryInput


def read_open_lines(app: TrackerApp) -> list[str]:
    return list_book_lines(app.current_book)


def read_caret(app: TrackerApp) -> str:
    """The carets that stand on a line of their own; empty when nothing is pointed at."""
    lines = [line.strip() for line in read_screen(app).splitlines()]
    return next((line for line in lines if line and not line.strip("^")), "")


async def test_an_ask_is_noted_from_the_first_screen_in_eighteen_keys(empty_path: Path) -> None:
    keys = ["a", *(letter if letter != " " else "space" for letter in "30/month dues no"), "enter"]
    assert len(keys) == 18
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert "asked 30.00 a month, dues, no" in read_screen(app)
        assert read_entry_line(app) == ""
    assert read_book_lines(empty_path) == ["2026-11-12 ask 30/month dues no"]


async def test_a_line_is_read_while_it_is_typed(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert "seen donation" in read_screen(app), "examples stand under an empty line"
        await paste_in(pilot, 'yesterday 30/month dues no #in_public "the cause" // cried later')
        for part in (
            "30.00 a month, dues",
            "the cause",
            "others could hear",
            "cried later",
            "11 Nov 2026",
        ):
            assert part in read_screen(app)
        assert "seen donation" not in read_screen(app)
        assert read_open_lines(app) == []


async def test_what_is_missing_is_said_quietly_and_nothing_is_refused_while_typing(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        for begun in ("3", "30/mo", "30/month ", "30 d", '30 dues "the fi', "30 dues #in_p"):
            app.screen.query_one(EntryInput).value = begun
            await pilot.pause()
            assert not read_caret(app), begun
        app.screen.query_one(EntryInput).value = "30/month"
        await pilot.pause()
        assert "What was it for? Type donation, dues" in read_screen(app)


async def test_a_word_that_is_done_and_not_understood_is_pointed_at(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "30 blah dues")
        lines = read_screen(app).splitlines()
        at = next(index for index, line in enumerate(lines) if "30 blah dues" in line)
        assert lines[at].index("blah") == lines[at + 1].index("^^^^")
        assert "doesn’t understand “blah” here" in read_screen(app)


async def test_enter_on_a_line_that_is_refused_keeps_it_and_says_where(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        assert not read_caret(app), "an empty line is nothing to point at"
        await paste_in(pilot, "30/month")
        await pilot.press("enter")
        await pilot.pause()
        assert read_caret(app) == "^^^^^^^^"
        assert read_entry_line(app) == "30/month"
        await pilot.press("ctrl+s", "ctrl+d")
        assert is_on(app, AddEntryScreen), "done waits until the line is mended"
        await pilot.press("space", "d")
        assert not read_caret(app)
    assert read_book_lines(empty_path) == []


async def test_a_long_line_is_pointed_at_where_it_is_seen(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, f'30 dues "{"so many words " * 9}" blah no')
        lines = read_screen(app).splitlines()
        at = next(index for index, line in enumerate(lines) if "blah" in line)
        assert lines[at].index("blah") == lines[at + 1].index("^^^^")


async def test_tab_completes_and_the_arrow_keys_choose(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 du")
        await pilot.press("tab")
        await pilot.pause()
        assert read_entry_line(app) == "30 dues "
        await type_in(pilot, "#no")
        assert "you said no and someone kept asking" in read_screen(app)
        await pilot.press("down", "down", "up", "tab")
        await pilot.pause()
        assert read_entry_line(app) == "30 dues #no_not_accepted "
        await pilot.press("up", "tab")
        app.screen.query_one(EntryInput).value = '30 dues "a'
        await pilot.press("tab")
        assert read_entry_line(app) == '30 dues "a', "there is nothing to complete in what was said"
        assert isinstance(app.focused, Input)


async def test_tab_moves_on_from_the_line_where_nothing_is_begun(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 dues no\n")
        line = app.screen.query_one(EntryInput)
        for text in ("15 merch ", "15 merch", '15 merch "in_p', "15 merch // in_p", ""):
            line.value = text
            line.move_cursor(len(line.value))
            line.focus()
            await pilot.pause()
            await pilot.press("tab")
            assert app.focused is not line, text
            assert line.value == text
        line.focus()
        await type_in(pilot, "15 merch #in_p")
        await pilot.press("tab")
        assert read_entry_line(app) == "15 merch #in_public "
        assert app.focused is line
        await pilot.press("down", "tab")
        assert app.focused is line
        assert read_entry_line(app) != "15 merch #in_public ", "what was chosen is taken"


async def test_several_in_a_row_are_listed_and_taken_back_one_by_one(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "meeting 2h")
        await pilot.press("enter")
        await paste_in(pilot, "15 merch no gave 15")
        await pilot.press("enter")
        await pilot.pause()
        assert "3  paid 15.00, merch" in read_screen(app)
        assert "1  meeting 2 h" in read_screen(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "no, then gave" in read_screen(app)
        assert "paid 15.00" not in read_screen(app).split("saved")[1]
        assert read_entry_line(app) == "15 merch no gave 15"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert read_entry_line(app) == "15 merch no gave 15", "what stands in the line stays"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.current_book.is_empty()
        await pilot.press("enter")
        await pilot.pause()
    assert read_book_lines(empty_path) == [
        "2026-11-12 ask 15 merch no gave apart",
        "2026-11-12 paid 15 merch for 4",
    ]


async def test_only_what_was_noted_in_this_session_is_taken_back(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        before = read_open_lines(app)
        await pilot.press("a", "ctrl+z")
        await pilot.pause()
        assert read_open_lines(app) == before
        assert "Nothing to undo here." in read_screen(app)


async def test_going_back_keeps_what_was_begun(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "30/month dues")
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        await pilot.press("a")
        await pilot.pause()
        assert read_entry_line(app) == "30/month dues"
        await type_in(pilot, " no\n")
        await pilot.press("escape", "a")
        await pilot.pause()
        assert read_entry_line(app) == ""
    assert read_book_lines(empty_path) == ["2026-11-12 ask 30/month dues no"]


@pytest.mark.parametrize(("key", "leaves"), [("ctrl+s", False), ("ctrl+d", True)])
async def test_done_notes_the_line_first(empty_path: Path, key: str, leaves: bool) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "meeting 2h")
        await pilot.press(key)
        await pilot.pause()
        assert leaves or is_on(app, ThisMonthScreen)
        assert app.is_running is not leaves
    assert read_book_lines(empty_path) == ["2026-11-12 meeting 2h"]


async def test_a_book_that_cannot_be_written_keeps_the_line(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Book, "log", fail_with(FileAccessError("The disk is full, so nothing was saved."))
    )
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "meeting 2h")
        await pilot.press("enter")
        await pilot.pause()
        assert "The disk is full" in read_screen(app)
        assert read_entry_line(app) == "meeting 2h"
        await pilot.press("ctrl+s")
        assert is_on(app, AddEntryScreen)


async def test_lines_that_come_in_two_parts_are_not_made_one(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "\nmeeting 2h")
        assert read_entry_line(app) == "meeting 2h"
        await paste_in(pilot, "\n")
        assert read_entry_line(app) == "meeting 2h"
        await paste_in(pilot, "\r\n15 merch no\r\n")
        assert is_on(app, PastePreview)
        assert "Save these 2 entries?" in read_screen(app)


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("30 dues no\n" * (MAX_PASTED_LINES + 1), "more than 500 lines"),
        ("meeting 2h\n" * 90_000, "more than 500 lines"),
        ("// only\n// comments", "every line is empty or a comment"),
    ],
    ids=["many", "too many", "comments"],
)
async def test_of_pasted_text_without_a_line_to_keep_nothing_is_taken(
    empty_path: Path, pasted: str, sentence: str
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "15")
        await pilot.press("ctrl+a")
        await paste_in(pilot, pasted)
        assert sentence in read_words(app)
        assert read_entry_line(app) == "15"
    assert read_book_lines(empty_path) == []


async def test_words_never_turn_into_markup(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("a")
        said = "[red]no[/red] [@click=app.quit]x[/] {y} $accent [/"
        await paste_in(pilot, f'30 dues no @!"[b]{{x}} [/] group" "{said}" // [bold]me[/]')
        assert said in read_screen(app)
        assert "[b]{x} [/] group" in read_screen(app)
        assert "[bold]me[/]" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert said in read_screen(app)
        await pilot.press("escape", "w")
        await pilot.pause()
        assert said in read_screen(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "[b]{x} [/] group" in read_screen(app)
        assert "[red]no[/red] [@click=" in read_screen(app)
        log_lines(app.current_book, '30 dues "[red]no[/red]"')
        await pilot.press("f1", "u")
        await pilot.pause()
        await pilot.pause()
        assert "Undone: asked 30.00, dues, “[red]no[/red]”" in " ".join(
            read_screen(app).replace("▌", " ").split()
        )


@dataclass(frozen=True)
class NightClock:
    """Two in the morning of the thirteenth."""

    def today(self) -> date:
        return date(2026, 11, 13)

    def undated_day(self) -> date:
        return TODAY

    def now(self) -> Moment:
        return Moment(self.today(), time(2))


async def test_before_five_an_undated_line_is_of_the_evening_before_and_says_so(
    empty_path: Path,
) -> None:
    app = TrackerApp(empty_path, NightClock())
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert "12 Nov 2026, last night" in read_screen(app)
        await paste_in(pilot, "meeting 2h")
        assert "12 Nov 2026, last night" in read_screen(app)
        await pilot.press("enter")
        await paste_in(pilot, "today meeting 1h")
        assert "13 Nov 2026, today" in read_screen(app)
    assert read_book_lines(empty_path) == ["2026-11-12 meeting 2h"]


async def test_a_bare_gave_says_what_was_given_or_asks_for_it(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch gave")
        await pilot.pause()
        assert "you gave       15.00" in read_screen(app)
        await pilot.press("ctrl+u")
        await paste_in(pilot, "50-450 donation gave")
        await pilot.press("enter")
        await pilot.pause()
        assert "How much did you give? Type it, e.g. gave 50" in read_screen(app)
    assert read_book_lines(empty_path) == []
