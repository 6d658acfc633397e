"""Pasted lines: shown with what becomes of them, saved with their drafts, lost by no key."""

from pathlib import Path
from random import Random

import pytest

from tests.factories import PASSPHRASE, TODAY, list_book_lines, list_draft_texts, log_lines
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_entry_line,
    read_screen,
    read_words,
    type_in,
)
from tests.screens.test_back_key import FULL, raise_full
from tests.strategies import EXAMPLES, pick_every
from tracker.book.book import Book
from tracker.book.open_book import open_book
from tracker.book.stores.drafts import DraftStore
from tracker.entries.draft_days import pin_day
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Entry
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.paste_preview import PastePreview
from tracker.screens.shell.app_requests import EditRequest
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.widgets.entry_input import EntryInput

MIXED = (
    "\ufeffmeeting 2h\r\n\r\n15 mrch gave 15\t// for me\n"
    "// a comment\ryesterday answered for last no\n"
)
"""A good line, one that is not understood, and one that may mean it."""
DRAFTS = ["15 mrch gave 15\t// for me", "2026-11-11 answered for last no"]


async def test_several_lines_are_shown_then_saved_as_one_change(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(
            pilot, "meeting 2h\r15 merch gave 15\r\n\n// a comment\nyesterday meeting 1h\n"
        )
        assert is_on(app, PastePreview)
        assert "Save these 4 entries?" in read_screen(app)
        assert "draft" not in read_screen(app).replace("Keep as drafts", "")
        assert app.current_book.is_empty()
        await pilot.press("enter")
        await pilot.pause()
        assert "3  paid 15.00" in read_screen(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.current_book.is_empty()


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(2, [(80, 24), (60, 20)]))
async def test_what_becomes_a_draft_is_shown_with_why_then_kept_and_gone_on_with(
    empty_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("a")
        await paste_in(pilot, MIXED)
        text = read_screen(app)
        for part in (
            "Save this entry?",
            "meeting 2 h",
            "1 line isn’t clear. Unless you answer, it becomes a draft:",
            "line 3  15 mrch gave 15",
            "asked 15.00, merch, gave",
            "1 line becomes a draft:",
            "line 5  yesterday answered for last no",
            "This may refer to line 3, which became a draft. Save that draft first.",
            "enter Save",
            "d Discard",
            "esc Keep as drafts",
        ):
            assert part in text
        await pilot.press("enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 meeting 2h"]
        assert list_draft_texts(app.current_book) == DRAFTS
        told = read_words(app)
        assert "1 entry saved. 2 lines are kept as drafts. The first one is on the line." in told
        assert "asked 15.00, merch, gave" in read_screen(app), "and what it may be"
        assert read_entry_line(app) == DRAFTS[0]
        app.screen.query_one(EntryInput).value = "15 merch gave 15 // for me"
        await pilot.press("enter")
        await pilot.pause()
        assert list_draft_texts(app.current_book) == DRAFTS[1:]
        await pilot.press("ctrl+z", "ctrl+u", "ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == []


async def test_a_line_that_could_be_read_by_now_is_not_saved_unasked(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "5 donation +office no\ngoal 1000 +office")
        await pilot.press("enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 goal 1000 +office"]
        assert read_entry_line(app) == "5 donation +office no"


async def test_amounts_of_drafts_are_hidden_too(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+n", "a")
        await paste_in(pilot, "15.50 mrch\nmeeting 2h\nevent 777")
        assert is_on(app, PastePreview)
        for amount in ("15", "50", "777"):
            assert amount not in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "15.50" in read_screen(app)


async def test_esc_saves_nothing_and_keeps_every_line(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 du")
        await paste_in(pilot, "es\nmeeting 2h\n30 dues no")
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert read_entry_line(app) == "30 du", "the line is as it was"
        assert app.current_book.is_empty()
        assert list_draft_texts(app.current_book)[-3:] == ["es", "meeting 2h", "30 dues no"]


async def test_only_d_lets_go_of_what_was_pasted(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, MIXED)
        await pilot.press("x", "d")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert (list_book_lines(app.current_book), list_draft_texts(app.current_book)) == ([], [])


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+l"])
async def test_leaving_and_locking_keep_what_was_pasted(locked_path: Path, key: str) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "meeting 2h\n15 mrch")
        assert is_on(app, PastePreview)
        await pilot.press(key)
        await pilot.pause()
        assert not app.is_running or is_on(app, UnlockScreen)
        await pilot.press("ctrl+q")
    with open_book(locked_path, PASSPHRASE) as book:
        assert list_draft_texts(book) == ["meeting 2h", "15 mrch"]


async def test_a_full_disk_loses_nothing_that_was_pasted(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(empty_path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "meeting 2h\n15 mrch")
        with monkeypatch.context() as patch:
            patch.setattr(Book, "log", raise_full)
            patch.setattr(DraftStore, "save_new", raise_full)
            await pilot.press("enter")
            await pilot.pause()
            assert is_on(app, PastePreview)
            assert FULL in read_screen(app)
            await pilot.press("escape")
            await pilot.pause()
            assert is_on(app, ChoiceDialog)
            assert FULL in read_screen(app)
            await pilot.press("down", "enter")
            await pilot.pause()
            assert is_on(app, PastePreview), "back to it"
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert is_on(app, AddEntryScreen)
        await pilot.press("ctrl+v")
        await pilot.pause()
        assert is_on(app, PastePreview), "it can be pasted again"
        await pilot.press("enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 meeting 2h"]
        assert list_draft_texts(app.current_book) == ["15 mrch"]


@pytest.mark.parametrize(
    "line",
    [
        "15 merch no " + "x" * 10_001,
        "a" * 60_000,
        "30 dues \x1b[31mno",
        '15 merch "you\u2028give" no',
        "15 mer\tch no\n",
        "\u202e15 merch no\u2066\n",
    ],
    ids=["long", "longer than a line", "escape", "separator", "tab", "bidi"],
)
async def test_a_line_that_no_book_takes_is_a_draft_that_can_be_opened(
    empty_path: Path, line: str
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, f"meeting 1h\n{line}\n")
        await pilot.press("enter")
        await pilot.pause()
        text = line.rstrip("\n")
        assert list_draft_texts(app.current_book) == [text]
        await pilot.press("escape", "f2", "home", "enter")
        await pilot.pause()
        assert read_entry_line(app) == text
        await pilot.press("escape")
        await pilot.pause()
        assert list_draft_texts(app.current_book) == [text], "looking at it changes nothing"


async def test_several_lines_pasted_where_one_entry_is_typed_are_answered(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(app.current_book, "15 merch no")
        await pilot.press("f2")
        app.post_message(EditRequest(1))
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        await paste_in(pilot, "meeting 2h\nmeeting 1h")
        assert "Nothing was pasted, because this line holds one entry." in read_screen(app)
        assert read_entry_line(app) == "2026-11-12 ask 15 merch no"


PARTS = (
    *(
        "meeting 2h",
        "15 merch gave 15",
        "30/month dues no",
        "goal 100 +office",
        "5 donation +office",
    ),
    *(
        "answered for last no",
        "paid 5 for 1",
        "paid 5 for 4",
        "20 event @!new no",
        "meeting 1h @new",
    ),
    *(
        "20 evnt @!other no",
        "15 mrch gave 15",
        '"half',
        "x",
        "yesterday x",
        "// a comment",
        "",
        "\t",
    ),
    *("\x1b[31m15 dues", "meeting\x002h", "tue\t15 x", "meeting 1h #wet", "meeting 1h #!wet"),
)


@pytest.mark.slow
async def test_every_pasted_line_is_found_afterwards(empty_path: Path) -> None:
    rng = Random(1)
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        book = app.current_book
        for _round in range(6 * EXAMPLES):
            typed = rng.choices(PARTS, k=rng.randint(2, 7))
            known, before = book.load_parse_context(), len(list(book.load_entries()))
            app.screen.query_one(EntryInput).value = ""
            await paste_in(pilot, rng.choice(("\n", "\r\n", "\r")).join(typed))
            if not is_on(app, PastePreview):
                assert all(map(is_skipped, typed))
                continue
            await pilot.press("enter")
            await pilot.pause()
            made = [item.entry for item in book.load_entries()][before:]
            assert made == read_saved_entries(list_draft_texts(book), typed, known)
            app.screen.query_one(EntryInput).value = ""
            for draft in book.drafts.load_all():
                book.drafts.delete(draft.number)
            await pilot.press("escape", "a")
            await pilot.pause()


def read_saved_entries(kept_texts: list[str], typed: list[str], known: ParseContext) -> list[Entry]:
    """The entries of the lines that are not drafts; each draft is one of the lines, in order."""
    days, left, entries = LineDays.from_today(TODAY), list(kept_texts), list[Entry]()
    for line in typed:
        if left and pin_day(line, TODAY) == left[0]:
            left.pop(0)
            continue
        for entry in read_line(line.replace("\t", " "), known, days, typed=True):
            known.add_entry(entry)
            entries.append(entry)
    assert left == []
    return entries
