"""Show someone: what is chosen, seen before it leaves, written where; nothing by accident."""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
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
from tracker.book.opening import open_book
from tracker.clock import FixedClock
from tracker.screens import show_someone
from tracker.screens.lies_here import LiesHere
from tracker.screens.preview_bundle import PreviewBundle
from tracker.screens.show_someone import ShowSomeone
from tracker.screens.this_month import ThisMonth
from tracker.screens.what_was_shown import ClearTheList, WhatWasShown
from tracker.sharing.bundle import FILES, Gathering
from tracker.sharing.fingerprint import fingerprint

Opened = Callable[[Path], TrackerApp]
WIDE = (160, 24)


def text_of(app: TrackerApp) -> str:
    return " ".join(shown(app).split())


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they began is done and told."""
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def fill(app: TrackerApp, field: str, text: str | Path) -> None:
    app.screen.query_one(field, Input).value = str(text)


def logged(app: TrackerApp) -> list[tuple[date, Path, str]]:
    return [(shown.day, shown.path, shown.choices) for shown in app.open_book.exports.all()]


async def test_it_is_looked_at_then_written_and_kept_in_mind(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x")
        assert app.screen.query_one("#folder", Input).value == str(folder)
        assert "[ ] go along this once" in shown(app)
        assert "● commas" in shown(app)
        await pressed(pilot, "enter")
        assert is_on(app, PreviewBundle)
        assert "All 135 entries go along." in text_of(app)
        assert "One person noted this for themselves" in text_of(app)
        assert not folder.parent.exists()
        await pressed(pilot, "enter")
        assert is_on(app, LiesHere)
        assert str(folder) in "".join(shown(app).split())
        assert logged(app) == [(TODAY, folder, "all months")]
        await pressed(pilot, "enter")
        assert is_on(app, ThisMonth)
    assert {file.name for file in folder.iterdir()} == set(FILES)
    assert "cried on the stairs" not in (folder / "entries.csv").read_text(encoding="utf-8-sig")


async def test_from_when_which_groups_under_which_name_and_private_notes(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", *"2026-03", "tab", "tab", *"readers")
        await pilot.press("tab", "space", "tab", "tab", "right", "tab", "space")
        await pilot.pause()
        assert "[x] circle" in shown(app)
        assert "[ ] tea table" in shown(app)
        assert "● semicolons" in shown(app)
        assert "[x] go along this once" in shown(app)
        await pressed(pilot, "enter")
        assert (
            "of 135 entries go along. This is an extract: from March 2026 on. One other group is"
            " left out. One group stands under another name. Your private notes go along."
        ) in text_of(app)
        await pressed(pilot, "enter")
        ((_day, _path, choices),) = logged(app)
    assert choices == (
        "from March 2026 on, circle as readers, without tea table, with private notes"
    )
    entries = (folder / "entries.csv").read_text(encoding="utf-8-sig")
    assert ";" in entries.splitlines()[0]
    assert '"readers"' in entries
    assert '"circle"' not in entries
    assert '"tea table"' not in entries
    assert "private_note" in entries


async def test_an_alias_of_the_book_stands_there_and_one_group_can_have_one_too(
    tmp_path: Path, opened: Opened
) -> None:
    path = make_book(tmp_path / "book.db", "paid 5 dues", group="circle")
    async with (app := opened(path)).run_test(size=WIDE) as pilot:
        await pressed(pilot, "x")
        assert "[x] circle" in shown(app)
        assert app.screen.query_one("#alias-1", Input).value == ""
    with open_book(path) as book:
        book.groups.call(book.groups.all()[0].number, "readers")
    async with (app := opened(path)).run_test(size=WIDE) as pilot:
        await pressed(pilot, "x")
        assert "[x] circle" in shown(app)
        assert app.screen.query_one("#alias-1", Input).value == "readers"
        await pressed(pilot, "enter", "enter")
    entries = tmp_path / "exports" / str(TODAY) / "entries.csv"
    assert '"readers"' in entries.read_text(encoding="utf-8-sig")


async def test_everything_can_be_scrolled_before_it_is_written(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "x", "enter", "n")
        assert "share.png: a picture of this" in shown(app)
        assert "██" in shown(app)
        await pressed(pilot, "n")
        assert "months.csv: 45 rows" in shown(app)
        assert "2025-09  tea table  EUR" in shown(app)
        await pressed(pilot, "n")
        assert "entries.csv: 135 rows" in shown(app)
        before = shown(app)
        await pressed(pilot, "right", "right", "right", "down")
        assert shown(app) != before
        await pressed(pilot, "n", "n")
        assert "READ-ME.txt" in shown(app), "after the last one comes the first"


async def test_esc_goes_back_from_the_look_with_nothing_written(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", *"2026-03")
        await pressed(pilot, "enter", "escape")
        assert is_on(app, ShowSomeone)
        assert "Nothing was written." in shown(app)
        assert app.screen.query_one("#from", Input).value == "2026-03"
        assert logged(app) == []
        await pressed(pilot, "escape")
        assert is_on(app, ThisMonth)
    assert not (story_path.parent / "exports").exists()


async def test_an_encrypted_book_has_no_place_of_its_own(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 5 dues", passphrase=PASSPHRASE)
    app = TrackerApp(path, FixedClock(TODAY), PASSPHRASE)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x", "enter")
        assert "Name a folder first" in shown(app)
        assert "is not encrypted" in shown(app)
        assert app.focused is app.screen.query_one("#folder")
        fill(app, "#folder", tmp_path / "for a friend")
        await pressed(pilot, "enter", "enter")
        assert is_on(app, LiesHere)
    assert {file.name for file in (tmp_path / "for a friend").iterdir()} == set(FILES)


async def test_what_cannot_be_shown_is_said_and_can_be_mended(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(story_path.parent)
    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x")
        for field, text, mend in (
            ("#from", "soon", "a month is written like 2025-10"),
            ("#from", "2027-01", "There is nothing in these months; choose others."),
            ("#alias-1", "all", "choose another name"),
            ("#alias-1", "Tea Table", "is the name of another group"),
            ("#folder", "", "Name a folder first"),
            ("#folder", ".", "There is something in"),
        ):
            before = app.screen.query_one(field, Input).value
            fill(app, field, text)
            await pressed(pilot, "enter")
            assert is_on(app, ShowSomeone)
            assert mend in text_of(app)
            fill(app, field, before)
        await pilot.click("#group-1")
        await pilot.click("#group-2")
        await pressed(pilot, "enter")
        assert "No group goes along; choose one at least." in text_of(app)
        await pilot.click("#group-2")
        await pressed(pilot, "enter")
        assert is_on(app, PreviewBundle)


async def test_hidden_amounts_are_hidden_in_the_look_and_written_in_full(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        app.desk.hidden = True
        await pressed(pilot, "x", "enter")
        assert "Amounts are hidden on this screen, not in the files." in text_of(app)
        assert "Income" in shown(app)
        assert "12,110.00" not in shown(app)
        await pressed(pilot, "n", "n")
        assert "2025-09  circle" in shown(app)
        assert "950.00" not in shown(app)
        await pressed(pilot, "enter")
    page = story_path.parent / "exports" / str(TODAY) / "READ-ME.txt"
    assert "12,110.00" in page.read_text(encoding="utf-8-sig")


def forever(gathering: Gathering) -> Iterator[int]:
    """Batches of a book that has no end."""
    for count in itertools.count():
        time.sleep(0.02)
        yield count


async def test_esc_stops_the_reading(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gathering, "batches", forever)
    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "entries so far… esc stops it." in text_of(app)
        await pressed(pilot, "escape")
        assert is_on(app, ShowSomeone)
        assert "Stopped; nothing was written." in text_of(app)


class Drawing:
    """A drawing that takes until it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = Event(), Event()
        monkeypatch.setattr(show_someone, "finished", self)

    def __call__(self, contents: object) -> dict[str, bytes]:
        self.begun.set()
        self.go_on.wait(10)
        return {"months.csv": b""}


async def test_the_place_is_kept_in_mind_before_it_is_written_and_esc_stops_that(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = Drawing(monkeypatch)
    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x", "enter")
        await pilot.press("enter")
        await pilot.pause()
        assert drawing.begun.wait(10)
        assert "esc stops it" in shown(app)
        assert len(logged(app)) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert logged(app) == []
        drawing.go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert is_on(app, ShowSomeone)
        assert "Stopped; nothing was written." in shown(app)
    assert not (story_path.parent / "exports").exists()


async def test_who_leaves_while_it_is_drawn_leaves_nothing(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = Drawing(monkeypatch)
    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x", "enter")
        await pilot.press("enter")
        await pilot.pause()
        assert drawing.begun.wait(10)
        await pilot.press("ctrl+q")
    drawing.go_on.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert not (story_path.parent / "exports").exists()
    with open_book(story_path) as book:
        assert book.exports.all() == []


async def test_a_place_that_cannot_be_written_is_said_and_forgotten(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x")
        fill(app, "#folder", story_path / "inside a file")
        await pressed(pilot, "enter", "enter")
        assert is_on(app, ShowSomeone)
        assert "lies inside something that is no folder" in text_of(app)
        assert logged(app) == []


async def test_a_book_that_cannot_be_read_is_said(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(book: Book, today: date) -> None:
        raise CannotWrite("Part of it cannot be read.")

    app = opened(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "x")
        monkeypatch.setattr(Book, "facts", refuse)
        await pressed(pilot, "enter")
        assert "Part of it cannot be read." in shown(app)
        monkeypatch.undo()


async def test_the_log_is_read_and_cleared_when_that_is_wanted(
    story_path: Path, opened: Opened
) -> None:
    app = opened(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "x", "ctrl+o")
        assert is_on(app, WhatWasShown)
        assert "Nothing was shown to anybody yet" in text_of(app)
        await pressed(pilot, "escape")
        app.open_book.exports.remember(Path("/for/a/friend"), date(2026, 3, 1), "up to then")
        await pressed(pilot, "enter", "enter", "l")
        text = text_of(app)
        assert "all months" in text
        newest = app.open_book.exports.all()[-1]
        files = {file.name: file.read_bytes() for file in newest.path.iterdir()}
        assert newest.fingerprint == fingerprint(files)
        assert f" {newest.fingerprint[:16]} 1 Mar 2026" in text
        assert text.index("12 Nov 2026") < text.index("1 Mar 2026 up to then /for/a/friend")
        await pressed(pilot, "c")
        assert is_on(app, ClearTheList)
        await pressed(pilot, "escape")
        assert "/for/a/friend" in shown(app)
        await pressed(pilot, "c", "enter")
        assert "Nothing was shown to anybody yet" in text_of(app)
        assert logged(app) == []
        await pressed(pilot, "escape")
        assert is_on(app, LiesHere)


async def test_every_key_is_seen(story_path: Path, opened: Opened) -> None:
    app = opened(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        for keys, told in (
            (("x",), ("Look at it", "esc Back", "What was shown")),
            (("enter",), ("enter Write it", "esc Back", "n Next file")),
            (("escape", "ctrl+o"), ("esc Back", "c Clear the list")),
        ):
            await pressed(pilot, *keys)
            footer = shown(app).splitlines()[-1]
            assert all(key in footer for key in told), footer
