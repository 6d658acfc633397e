"""Show someone: what is written, where, and that nothing is written by accident."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.app.books import PASSPHRASE, TODAY, make_book
from tests.app.screens import is_on, shown
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.errors import CannotWrite
from tracker.clock import FixedClock
from tracker.screens import show_someone
from tracker.screens.show_someone import ShowSomeone
from tracker.screens.this_month import ThisMonth
from tracker.sharing.bundle import FILES

Opened = Callable[[Path], TrackerApp]


def text_of(app: TrackerApp) -> str:
    return " ".join(shown(app).split())


async def written(pilot: Pilot[None]) -> None:
    """Wait until the thread is done and its answer is told."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_plain_book_is_shown_in_its_own_place(story_path: Path, opened: Opened) -> None:
    app = opened(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert app.screen.query_one("#folder", Input).value == str(folder)
        assert "Your private notes stay out." in shown(app)
        assert "● commas" in shown(app)
        await pilot.press("enter")
        await written(pilot)
        assert f"Itlieshere:{folder}" in "".join(shown(app).split())
        assert app.book is not None
        assert [shown.path for shown in app.book.exports.all()] == [folder]
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonth)
    assert {file.name for file in folder.iterdir()} == set(FILES)
    assert "cried on the stairs" not in (folder / "entries.csv").read_text(encoding="utf-8-sig")


async def test_the_other_dialect_is_chosen_with_an_arrow(story_path: Path, opened: Opened) -> None:
    app = opened(story_path)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("x", "tab", "right")
        await pilot.pause()
        assert "● semicolons" in shown(app)
        await pilot.press("enter")
        await written(pilot)
    months = story_path.parent / "exports" / str(TODAY) / "months.csv"
    assert months.read_text(encoding="utf-8-sig").startswith('"month";')


async def test_an_encrypted_book_has_no_place_of_its_own(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 5 dues", passphrase=PASSPHRASE)
    app = TrackerApp(path, FixedClock(TODAY), PASSPHRASE)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "Name a folder first" in shown(app)
        assert "is not encrypted" in shown(app)
        app.screen.query_one("#folder", Input).value = str(tmp_path / "for a friend")
        await pilot.press("enter")
        await written(pilot)
        assert "It lies here" in shown(app)
    assert {file.name for file in (tmp_path / "for a friend").iterdir()} == set(FILES)


async def test_a_folder_with_something_in_it_is_refused_and_can_be_mended(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("x")
        app.screen.query_one("#folder", Input).value = str(story_path.parent)
        await pilot.press("enter")
        await written(pilot)
        assert "something in" in shown(app)
        assert app.book is not None
        assert app.book.exports.all() == []
        app.screen.query_one("#folder", Input).value = str(story_path.parent / "new")
        await pilot.press("enter")
        await written(pilot)
        assert "It lies here" in shown(app)


async def test_esc_stops_the_writing_and_says_so(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, go_on = Event(), Event()

    def slow(contents: object) -> dict[str, bytes]:
        drawing.set()
        go_on.wait(10)
        return {"months.csv": b""}

    monkeypatch.setattr(show_someone, "finished", slow)
    app = opened(story_path)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("x", "enter", "enter")
        assert drawing.wait(10)
        assert "esc stops it" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ShowSomeone)
        go_on.set()
        await written(pilot)
        assert "nothing was written" in shown(app)
    assert not (story_path.parent / "exports").exists()


async def test_a_book_that_cannot_be_read_is_said(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(book: Book, today: date, dialect: object) -> None:
        raise CannotWrite("Part of it cannot be read.")

    monkeypatch.setattr(show_someone, "prepared", refuse)
    app = opened(story_path)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "Part of it cannot be read." in shown(app)
