"""Show someone: choosing, preview, password, folder and log; nothing is shown by accident."""

import asyncio
import itertools
import re
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.export.pdf_reader import attached_files, list_names
from tests.factories import PASSPHRASE, TODAY, fail_with, make_book
from tests.idle_wait import wait_until_idle
from tests.pilot_actions import is_on, open_app, read_file, read_screen, read_words, type_in
from tests.strategies import pick_every
from tests.walks import follow, wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.export.bundle import BUNDLE_FILES, BundleBuilder
from tracker.export.files.fingerprint import compute_fingerprint
from tracker.screens.share import show_someone
from tracker.screens.share.export_done import ExportDoneDialog
from tracker.screens.share.export_log import ClearLogDialog, ExportLogScreen
from tracker.screens.share.export_preview import ExportPreviewScreen
from tracker.screens.share.pdf_password import PasswordWordsDialog
from tracker.screens.share.select_asks import SelectAsksScreen
from tracker.screens.share.share_options import RANDOM_WORDS
from tracker.screens.share.show_someone import ShowSomeoneScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.checkbox import GroupCheckbox, WrappingCheckbox
from tracker.widgets.form_fields import ChoiceField, FormBody, FormField

WIDE = (160, 25)
pytestmark = pytest.mark.usefixtures("drawn_once")


async def press_and_wait(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they began is done and told."""
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def count_described_asks(app: TrackerApp) -> int:
    """Return how many asks the previewed summary describes one by one."""
    assert isinstance(app.screen, ExportPreviewScreen)
    assert app.screen.contents.report is not None
    return len(app.screen.contents.report.asks)


def fill_field(app: TrackerApp, field: str, text: str | Path) -> None:
    app.screen.query_one(field, Input).value = str(text)


def is_label_highlighted(field: FormField) -> bool:
    """Return whether a label is painted like that of the focused field."""
    return bool(field.query_one(".label").visual_style.bold)


def list_exports(app: TrackerApp) -> list[tuple[date, Path, str]]:
    return [
        (shown.day, shown.path, shown.choices) for shown in app.current_book.export_log.load_all()
    ]


@pytest.mark.long
async def test_for_whom_it_is_and_where_one_is_stay_in_sight(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await follow(pilot, ["x", "right", *["tab"] * 20])
        await wait_until_settled(pilot)
        assert read_screen(app).splitlines()[0].split() == [
            "Show",
            "someone",
            "for",
            "a",
            "counsellor",
        ]
        (marked,) = (line for line in read_screen(app).splitlines() if "▌●" in line or "▌[" in line)
        assert "Password" in marked
        assert "six random words" in read_screen(app)


async def test_the_field_where_one_is_is_seen_however_fast_one_goes_round(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await follow(pilot, ["x", "shift+tab", "ctrl+u", "/home/somebody/for a friend", "tab"])
        await wait_until_settled(pilot)
        (marked,) = (line for line in read_screen(app).splitlines() if "▌" in line)
        assert "For" in marked
        assert [
            field.label for field in app.screen.query(FormField) if is_label_highlighted(field)
        ] == ["For"]
        await pilot.press("tab")
        await wait_until_settled(pilot)
        assert [
            field.label for field in app.screen.query(FormField) if is_label_highlighted(field)
        ] == ["Why"]


async def test_it_is_looked_at_then_written_and_kept_in_mind(story_path: Path) -> None:
    app = open_app(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        assert app.screen.query_one("#folder", Input).value == str(folder)
        assert "[ ] private notes and thoughts, this time only" in read_screen(app)
        await press_and_wait(pilot, "right")
        assert "● a counsellor" in read_screen(app)
        dialect = app.screen.query_one("#dialect", ChoiceField)
        assert dialect.options[dialect.chosen].startswith("12.50")
        await press_and_wait(pilot, "enter")
        assert is_on(app, ExportPreviewScreen)
        assert (
            "Included, without a password: the summary and tables of 124 of 151 entries."
            " Left out: what others were asked or gave (24 entries), the limit you set yourself"
            " (in the summary), your private notes and the thoughts you wrote down."
        ) in read_words(app)
        assert "What 2 groups asked me for, and what I gave" in read_words(app)
        assert not folder.parent.exists()
        await press_and_wait(pilot, "enter")
        assert is_on(app, ExportDoneDialog)
        assert str(app.screen.query_one("#folder", Static).visual) == str(folder)
        assert "6 files with 124 entries, saved and checked." in read_words(app)
        assert list_exports(app) == [(TODAY, folder, "all months")]
        await press_and_wait(pilot, "enter")
        assert is_on(app, ThisMonthScreen)
    assert list_names(folder) == {"report.pdf", *BUNDLE_FILES}
    assert "cried on the tram" not in (folder / "entries.csv").read_text(encoding="utf-8-sig")


async def test_a_notebook_without_an_entry_says_so_in_the_look(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "right", "enter")
        assert is_on(app, ExportPreviewScreen)
        assert "Included, without a password: the summary and empty tables." in read_words(app)


async def test_a_friend_gets_the_page_alone_and_the_copy_here_is_removed(story_path: Path) -> None:
    app = open_app(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=(160, 30)) as pilot:
        await press_and_wait(pilot, "x")
        assert "● a friend" in read_screen(app)
        assert "[ ] income and living costs as amounts" in read_screen(app)
        assert "[x] circle" in read_screen(app)
        assert "[ ] tea table" in read_screen(app)
        await press_and_wait(pilot, "enter")
        assert (
            "Included, without a password: the summary."
            " Left out: one other group, income and living costs as amounts, labels, where"
            " receipts are, what was said, own words, what others were asked or gave (22 entries),"
            " the limit you set yourself, your private notes and the thoughts you wrote down."
        ) in read_words(app)
        assert "tea table" not in read_words(app)
        await press_and_wait(pilot, "enter")
        assert is_on(app, ExportDoneDialog)
        assert list_names(folder) == {"report.pdf"}
        assert app.current_book.export_log.load_all()[0].fingerprint
        await press_and_wait(pilot, "r")
        assert "This copy is deleted." in read_words(app)
        assert not folder.exists()
        await press_and_wait(pilot, "l")
        assert "all months, without tea table, without income" in read_words(app)


@pytest.mark.long
async def test_why_is_one_of_four_or_ones_own_words(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await press_and_wait(pilot, "x", "tab", "right", "right", "enter")
        assert "Please help me say no when I’m asked again." in read_words(app)
        await press_and_wait(pilot, "escape", "shift+tab", "tab", "right", "right")
        assert "● my own words" in read_screen(app)
        assert app.focused is app.screen.query_one("#why")
        await press_and_wait(pilot, "enter")
        assert "Your reason is empty" in read_words(app)
        await type_in(pilot, "Read")
        await pilot.press("tab")
        await type_in(pilot, "by")
        await press_and_wait(pilot, "enter")
        assert "│ Read" in read_screen(app)
        assert "A safe way to reach me: by" in read_screen(app)


@pytest.mark.long
async def test_a_safe_way_says_that_it_is_printed_before_and_while_it_is_typed(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 30)) as pilot:
        await press_and_wait(pilot, "x")
        assert "how and when (will be printed)" in read_screen(app)
        app.screen.query_one("#safe-way", Input).focus()
        await type_in(pilot, "by post")
        assert "how and when" not in read_screen(app)
        assert "This is printed in the summary" in read_screen(app)


@pytest.mark.long
async def test_months_take_the_place_of_days_in_the_preview_and_in_the_files(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=(120, 60)) as pilot:
        await press_and_wait(pilot, "x", "right", "enter")
        assert "People in the group could tell from days and amounts who wrote this." in read_words(
            app
        )
        assert re.search(r"2026-\d\d-\d\d", read_preview_tables(app))
        await press_and_wait(pilot, "m")
        assert is_on(app, ExportPreviewScreen)
        assert "This shows months instead of days." in read_words(app)
        assert not re.search(r"2026-\d\d-\d\d", read_preview_tables(app))
        await press_and_wait(pilot, "m")
        assert "People in the group could tell from days" in read_words(app)
        await press_and_wait(pilot, "m", "enter")
        assert list_exports(app) == [(TODAY, folder, "all months, with months instead of days")]
    written = (folder / "entries.csv").read_text(encoding="utf-8-sig")
    assert not re.search(r"\d{4}-\d\d-\d\d", written)


def read_preview_tables(app: TrackerApp) -> str:
    """Return the previewed tables."""
    _page, _months, table = str(app.screen.query_one("#text", Static).visual).partition(
        "months.csv:"
    )
    return table


@pytest.mark.long
async def test_the_asks_that_are_told_one_by_one_are_picked(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 60)) as pilot:
        await press_and_wait(pilot, "x", "enter")
        before = app.screen.query_one("#text", Static).visual
        await press_and_wait(pilot, "t")
        assert is_on(app, SelectAsksScreen)
        assert read_screen(app).count("[x]") == 5
        assert ", 24.00 a month, dues, asked 6 times" in read_screen(app)
        for tick in app.screen.query(WrappingCheckbox):
            tick.is_ticked = False
        await press_and_wait(pilot, "down", "space", "enter")
        assert count_described_asks(app) == 1
        assert app.screen.query_one("#text", Static).visual != before
        await press_and_wait(pilot, "t", "escape")
        assert count_described_asks(app) == 1


@pytest.mark.long
async def test_a_password_is_typed_twice_and_opens_the_page_alone(story_path: Path) -> None:
    app = open_app(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "right")
        app.screen.query_one("#password", ChoiceField).focus()
        await press_and_wait(pilot, "right", "enter")
        assert "at least one character" in read_words(app)
        await type_in(pilot, "sesame")
        await pilot.press("tab")
        await type_in(pilot, "sesam")
        await press_and_wait(pilot, "enter")
        assert "The two passwords are different." in read_words(app)
        await press_and_wait(pilot, "e", "enter")
        assert is_on(app, ShowSomeoneScreen)
        assert "A computer could guess a password this short" in read_words(app)
        await press_and_wait(pilot, "enter")
        assert "Included, with a password: " in read_words(app)
        await press_and_wait(pilot, "enter")
        assert is_on(app, ExportDoneDialog)
        assert "Only someone who knows the password can read it." in read_words(app)
    assert list_names(folder) == {"report.pdf"}
    assert "entries.csv" in attached_files((folder / "report.pdf").read_bytes(), "sesame")


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(2, [(60, 20), WIDE]))
async def test_a_password_is_typed_right_after_it_was_chosen_and_is_seen_nowhere(
    story_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(story_path)
    secret = "sesameseeds"
    async with app.run_test(size=size) as pilot:
        await press_and_wait(pilot, "x")
        folder = app.screen.query_one("#folder", Input)
        place = folder.value
        choice = app.screen.query_one("#password", ChoiceField)
        choice.focus()
        await press_and_wait(pilot, "tab")
        assert app.focused is folder
        await press_and_wait(pilot, "shift+tab", "right", "tab")
        for _time in range(2):
            await type_in(pilot, secret)
            assert app.focused is not None
            assert app.screen.query_one(FormBody).region.contains_region(app.focused.region)
            assert secret not in read_screen(app)
            await press_and_wait(pilot, "tab")
        assert app.focused is folder
        await press_and_wait(pilot, "enter", "enter")
        assert is_on(app, ExportDoneDialog)
        assert secret not in read_screen(app)
        assert folder.value == place
        assert app.current_book.drafts.load_all() == []
        (log,) = app.current_book.export_log.load_all()
        assert secret not in f"{log}"
    assert secret.encode() not in read_file(story_path)
    assert list_names(Path(place)) == {"report.pdf"}


@pytest.mark.long
async def test_six_words_are_seen_once_and_open_the_page(story_path: Path) -> None:
    app = open_app(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        app.screen.query_one("#password", ChoiceField).chosen = RANDOM_WORDS
        await press_and_wait(pilot, "enter", "enter")
        assert is_on(app, PasswordWordsDialog)
        words = str(app.screen.query_one("#words", Static).visual)
        await press_and_wait(pilot, "escape")
        assert "Nothing was saved." in read_words(app)
        assert not folder.exists()
        await press_and_wait(pilot, "enter", "enter")
        assert str(app.screen.query_one("#words", Static).visual) != words
        words = str(app.screen.query_one("#words", Static).visual)
        await press_and_wait(pilot, "enter")
        assert is_on(app, ExportDoneDialog)
    assert set(attached_files((folder / "report.pdf").read_bytes(), words)) == {"witness.txt"}


@pytest.mark.long
async def test_since_last_time_is_the_month_of_the_log(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        fill_field(app, "#from", "last")
        await press_and_wait(pilot, "enter")
        assert "You haven’t shown anything yet. Type a month" in read_words(app)
        await press_and_wait(pilot, "escape")
        app.current_book.export_log.record(Path("/stick"), date(2026, 9, 3), "all months")
        await press_and_wait(pilot, "x")
        assert "or “last” for September 2026" in read_words(app)
        fill_field(app, "#from", "last")
        await press_and_wait(pilot, "enter")
        assert "from September 2026 on" in read_words(app)


async def test_what_to_know_of_a_place_is_said_while_it_is_typed(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await press_and_wait(pilot, "x")
        assert "This is next to your notebook" in read_words(app)
        fill_field(app, "#folder", "/media/stick/x")
        await pilot.pause()
        assert "these files are not encrypted" in read_words(app)
        fill_field(app, "#folder", "/home/somebody/Dropbox/x")
        await pilot.pause()
        assert "This folder looks synced." in read_words(app)


async def test_a_word_that_may_be_a_name_is_asked_about(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", 'ask 5 dues no "even Mira gave more"', group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "enter")
        assert "may be a name" not in read_words(app)
        await press_and_wait(pilot, "escape")
        app.screen.query_one("#words", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "enter")
        assert "“Mira” may be a name." in read_words(app)


async def test_tab_goes_on_below_where_fields_appeared_just_now(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        for field in app.screen.query(".only-tables"):
            field.display = True
        assert [widget.id for widget in app.screen.focus_chain][:3] == ["for", "reason", "safe-way"]


async def test_from_when_which_groups_under_which_name_and_private_notes(story_path: Path) -> None:
    app = open_app(story_path)
    folder = story_path.parent / "exports" / str(TODAY)
    async with app.run_test(size=WIDE) as pilot:
        await follow(pilot, ["x", "right", "tab", "tab", "tab", "tab"])
        await type_in(pilot, "2026-03")
        app.screen.query_one("#private-notes").focus()
        await follow(pilot, ["space", "tab", "space", "tab", "tab"])
        await type_in(pilot, "readers")
        await follow(pilot, ["tab", "space", "tab", "tab", "right"])
        await wait_until_settled(pilot)
        assert "[x] circle" in read_screen(app)
        assert "[ ] tea table" in read_screen(app)
        assert "● 12,50" in read_screen(app)
        assert "[x] private notes and thoughts, this time only" in read_screen(app)
        assert "[ ] people to talk to" in read_screen(app)
        await press_and_wait(pilot, "enter")
        assert "People to talk to" not in read_words(app)
        assert (
            "of 151 entries, from March 2026 on, your private notes and the thoughts you wrote"
            " down. One group has a different name here. Left out: one other group, how each month"
            " compares with a limit, what was left after living costs and giving (some of what was"
            " given may not be shown), what others were asked or gave (8 entries), the limit you"
            " set yourself (in the summary)."
        ) in read_words(app)
        await press_and_wait(pilot, "enter")
        ((_day, _path, choices),) = list_exports(app)
    assert choices == (
        "from March 2026 on, circle as readers, without tea table, with private notes"
    )
    entries = (folder / "entries.csv").read_text(encoding="utf-8-sig")
    assert ";" in entries.splitlines()[0]
    assert '"readers"' in entries
    assert '"circle"' not in entries
    assert '"tea table"' not in entries
    assert "private_note" in entries


@pytest.mark.long
async def test_an_alias_of_the_book_stands_there_and_one_group_can_have_one_too(
    tmp_path: Path,
) -> None:
    path = make_book(tmp_path / "book.db", "paid 5 dues", group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        assert "[x] circle" in read_screen(app)
        assert app.screen.query_one("#alias-1", Input).value == ""
    with open_book(path) as book:
        book.groups.set_alias(book.groups.load_all()[0].number, "readers")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        assert "[x] circle" in read_screen(app)
        assert app.screen.query_one("#alias-1", Input).value == "readers"
        await press_and_wait(pilot, "right", "enter", "enter")
    entries = tmp_path / "exports" / str(TODAY) / "entries.csv"
    assert '"readers"' in entries.read_text(encoding="utf-8-sig")


@pytest.mark.long
async def test_everything_can_be_scrolled_before_it_is_written(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_and_wait(pilot, "x", "right", "enter", "n")
        assert "READ-ME.txt" in read_screen(app)
        await press_and_wait(pilot, "n")
        assert "share.png: a picture of this chart" in read_screen(app)
        assert "██" in read_screen(app)
        await press_and_wait(pilot, "n")
        assert "months.csv: 45 rows" in read_screen(app)
        assert "2025-09  tea table  EUR" in read_screen(app)
        await press_and_wait(pilot, "n")
        assert "entries.csv: 124 rows" in read_screen(app)
        before = read_screen(app)
        await press_and_wait(pilot, "right", "right", "right", "down")
        assert read_screen(app) != before
        await press_and_wait(pilot, "n", "n")
        assert "report.pdf" in read_screen(app), "after the last one comes the first"


async def test_esc_goes_back_from_the_look_with_nothing_written(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await follow(pilot, ["x", "tab", "tab", "tab"])
        await type_in(pilot, "2026-03")
        await press_and_wait(pilot, "enter", "escape")
        assert is_on(app, ShowSomeoneScreen)
        assert "Nothing was saved." in read_screen(app)
        assert app.screen.query_one("#from", Input).value == "2026-03"
        assert list_exports(app) == []
        await press_and_wait(pilot, "escape")
        assert is_on(app, ThisMonthScreen)
    assert not (story_path.parent / "exports").exists()


async def test_an_encrypted_book_has_no_place_of_its_own(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 5 dues", passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test(size=(120, 40)) as pilot:
        await press_and_wait(pilot, "x", "enter")
        assert "Choose a folder first." in read_screen(app)
        assert "are not encrypted" in read_screen(app)
        assert app.focused is app.screen.query_one("#folder")
        fill_field(app, "#folder", tmp_path / "for a friend")
        await press_and_wait(pilot, "enter", "enter")
        assert is_on(app, ExportDoneDialog)
    assert list_names(tmp_path / "for a friend") == {"report.pdf"}


@pytest.mark.long
async def test_what_cannot_be_shown_is_said_and_can_be_mended(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(story_path.parent)
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        for field, text, mend in (
            ("#from", "soon", "“soon” isn’t a month Tracker knows. Type one such as 2026-09."),
            ("#from", "2027-01", "There are no entries in these months. Choose other months."),
            ("#alias-1", "all", "“all” means every group. Choose another name."),
            ("#alias-1", "Tea Table", "Another group is called “Tea Table”."),
            ("#safe-way", "x" * 200, "Please shorten it"),
            ("#folder", "", "Choose a folder first."),
            ("#folder", ".", "is not empty. Choose an empty or a new folder."),
        ):
            before = app.screen.query_one(field, Input).value
            fill_field(app, field, text)
            await press_and_wait(pilot, "enter")
            assert is_on(app, ShowSomeoneScreen)
            assert mend in read_words(app)
            fill_field(app, field, before)
        await pilot.click("#group-1")
        await press_and_wait(pilot, "enter")
        assert "No group is included. Choose at least one." in read_words(app)
        await pilot.click("#group-2")
        await press_and_wait(pilot, "enter")
        assert is_on(app, ExportPreviewScreen)


async def test_hidden_amounts_are_hidden_in_the_look_and_written_in_full(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 60)) as pilot:
        app.app_context.hides_amounts = True
        await press_and_wait(pilot, "x", "right", "enter")
        assert "Amounts are hidden on this screen, not in the files." in read_words(app)
        assert "Share of my income" in read_screen(app)
        assert "251.50" not in read_screen(app)
        await press_and_wait(pilot, "n")
        assert "Income" in read_screen(app)
        assert "13,420.00" not in read_screen(app)
        await press_and_wait(pilot, "n", "n")
        assert "2025-09  circle" in read_screen(app)
        assert "950.00" not in read_screen(app)
        await press_and_wait(pilot, "enter")
    page = story_path.parent / "exports" / str(TODAY) / "READ-ME.txt"
    assert "13,420.00" in page.read_text(encoding="utf-8-sig")


def read_endlessly(gathering: BundleBuilder) -> Iterator[int]:
    """Yield the batches of a book that has no end."""
    for count in itertools.count():
        time.sleep(0.02)
        yield count


async def test_esc_stops_the_reading(story_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BundleBuilder, "read_batches", read_endlessly)
    # An app that reads without an end is never idle.
    for module in ("app", "pilot"):
        wait_shortly = partial(wait_until_idle, max_sleep=0.5)
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", wait_shortly)
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "Entries read so far:" in read_words(app)
        await press_and_wait(pilot, "escape")
        assert is_on(app, ShowSomeoneScreen)
        assert "Stopped. Nothing was saved." in read_words(app)


class BlockedRendering:
    """A rendering that waits until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = Event(), Event()
        monkeypatch.setattr(show_someone, "render_export", self)

    def __call__(self, contents: object, showing: object, told: object) -> dict[str, bytes]:
        self.begun.set()
        self.go_on.wait(10)
        return {"months.csv": b""}


async def test_the_export_is_logged_before_it_is_written_and_esc_stops_that(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = BlockedRendering(monkeypatch)
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "enter")
        await pilot.press("enter")
        await pilot.pause()
        assert drawing.begun.wait(10)
        assert "Press esc to stop" in read_screen(app)
        assert len(list_exports(app)) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert list_exports(app) == []
        drawing.go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert is_on(app, ShowSomeoneScreen)
        assert "Stopped. Nothing was saved." in read_screen(app)
    assert not (story_path.parent / "exports").exists()


async def test_who_leaves_while_it_is_drawn_leaves_nothing(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = BlockedRendering(monkeypatch)
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "enter")
        await pilot.press("enter")
        await pilot.pause()
        assert drawing.begun.wait(10)
        await pilot.press("ctrl+q")
    drawing.go_on.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert not (story_path.parent / "exports").exists()
    with open_book(story_path) as book:
        assert book.export_log.load_all() == []


async def test_a_place_that_cannot_be_written_is_said_and_forgotten(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        fill_field(app, "#folder", story_path / "inside a file")
        await press_and_wait(pilot, "enter", "enter")
        assert is_on(app, ShowSomeoneScreen)
        assert "is inside something that isn’t a folder" in read_words(app)
        assert list_exports(app) == []


async def test_a_book_that_cannot_be_read_is_said(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        monkeypatch.setattr(
            Book, "load_monthly_facts", fail_with(FileAccessError("Part of it cannot be read."))
        )
        await press_and_wait(pilot, "enter")
        assert "Part of it cannot be read." in read_screen(app)
        monkeypatch.undo()


async def test_the_log_is_read_and_cleared_when_that_is_wanted(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_and_wait(pilot, "x", "f6")
        assert is_on(app, ExportLogScreen)
        assert "You haven’t shown anything yet" in read_words(app)
        await press_and_wait(pilot, "escape")
        app.current_book.export_log.record(Path("/for/a/friend"), date(2026, 3, 1), "up to then")
        await press_and_wait(pilot, "enter", "enter", "l")
        text = read_words(app)
        assert "all months" in text
        newest = app.current_book.export_log.load_all()[-1]
        files = {file.name: file.read_bytes() for file in newest.path.iterdir()}
        assert newest.fingerprint == compute_fingerprint(files)
        assert f" {newest.fingerprint[:16]} 1 Mar 2026" in text
        assert text.index("12 Nov 2026") < text.index("1 Mar 2026 up to then /for/a/friend")
        await press_and_wait(pilot, "c")
        assert is_on(app, ClearLogDialog)
        await press_and_wait(pilot, "escape")
        assert "/for/a/friend" in read_screen(app)
        await press_and_wait(pilot, "c", "enter")
        assert "You haven’t shown anything yet" in read_words(app)
        assert list_exports(app) == []
        await press_and_wait(pilot, "escape")
        assert is_on(app, ExportDoneDialog)


async def test_every_key_is_seen(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        for keys, told in (
            (("x",), ("Preview", "tab Next", "←→ Choose", "esc Back", "What you’ve shown")),
            (("enter",), ("enter Save files", "esc Back", "n Next file")),
            (("escape", "f6"), ("esc Back",)),
        ):
            await press_and_wait(pilot, *keys)
            footer = " ".join(read_screen(app).splitlines()[-2:])
            assert all(key in footer for key in told), footer


async def test_the_limit_is_in_the_summary_only_if_it_is_ticked(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "limit 20", "paid 30 dues", group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "enter")
        assert "the limit you set yourself, your private notes" in read_words(app)
        await press_and_wait(pilot, "escape")
        app.screen.query_one("#limit", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "enter")
        assert "Include your income, or leave out the limit." in read_words(app)
        app.screen.query_one("#income", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "enter")
        assert isinstance(app.screen, ExportPreviewScreen)
        assert app.screen.export_options.selection.limit
        assert "the limit you set yourself" not in read_words(app)
        assert "compares with a limit" not in read_words(app)
        await press_and_wait(pilot, "enter")
        ((_day, _path, choices),) = list_exports(app)
        assert choices.endswith("with my limit in the summary")


async def test_no_limit_is_offered_where_there_is_none(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 30 dues", group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        assert not app.screen.query("#limit")
        await press_and_wait(pilot, "right", "enter")
        assert "limit" not in str(app.screen.query_one("#summary", Static).visual)


async def test_thoughts_are_left_out_and_included_with_the_private_notes(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 30 dues", "wrote: it was fun", group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "right", "enter")
        notes = "your private notes and the thoughts you wrote down"
        assert "tables of 1 of 2 entries." in read_words(app)
        assert f"Left out: {notes}." in read_words(app)
        await press_and_wait(pilot, "escape")
        app.screen.query_one("#private-notes", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "enter")
        assert f"tables of all 2 entries, {notes}." in read_words(app)


SEEN_LINES = ("paid 30 dues", "seen 50 donation #minor_involved", "heard 45 merch: from Mira")


async def test_what_others_gave_has_its_own_tick_that_is_off_at_first(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", *SEEN_LINES, group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        ticks = []
        for _audience in ("friend", "counsellor", "me"):
            ticks.append(
                [
                    app.screen.query_one(f"#{part}", WrappingCheckbox).is_ticked
                    for part in ("words", "own-words", "seen-heard")
                ]
            )
            await press_and_wait(pilot, "right")
    assert ticks == [[False, False, False], [True, True, False], [True, True, True]]


async def test_the_preview_says_that_what_others_gave_is_left_out(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", *SEEN_LINES, group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x", "right", "enter")
        assert isinstance(app.screen, ExportPreviewScreen)
        assert "tables of 1 of 3 entries" in read_words(app)
        assert "Left out: what others were asked or gave (2 entries), your" in read_words(app)
        assert "Mira" not in read_words(app)
        assert "under 18" not in read_words(app)
        await press_and_wait(pilot, "escape")
        app.screen.query_one("#seen-heard", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "enter")
        assert "others were asked or gave (" not in read_words(app)
        assert "a counsellor may have to act on it." in read_words(app)
        assert "“Mira” may be a name." in read_words(app)
        await press_and_wait(pilot, "enter")
        ((_day, _path, choices),) = list_exports(app)
        assert choices.endswith("with what others were asked or gave")


async def test_no_tick_is_offered_where_nothing_was_seen_or_heard(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 30 dues", group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        await press_and_wait(pilot, "x")
        assert not app.screen.query("#seen-heard")
        await press_and_wait(pilot, "right", "enter")
        assert "others were asked" not in str(app.screen.query_one("#summary", Static).visual)
        assert "tables of 1 entry" in read_words(app)


DEPENDS = "I live with, work for or depend on someone in the group."
FOUND = "depend on finds this summary, they’ll know that you asked for advice."


async def test_a_counsellor_can_be_told_who_the_person_lives_with(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 30 dues", group="circle")
    async with (app := open_app(path)).run_test(size=(160, 40)) as pilot:
        await press_and_wait(pilot, "x")
        assert "No one yet? A helpline or counsellor doesn’t need this." in read_words(app)
        assert DEPENDS not in read_words(app)
        await press_and_wait(pilot, "right")
        tick = app.screen.query_one("#depends-on-group", WrappingCheckbox)
        assert f"[ ] {DEPENDS}" in read_words(app)
        await press_and_wait(pilot, "enter")
        assert DEPENDS not in read_words(app)
        assert FOUND not in read_words(app)
        await press_and_wait(pilot, "escape")
        tick.is_ticked = True
        await press_and_wait(pilot, "enter")
        assert DEPENDS in read_words(app)
        assert FOUND in read_words(app)
        await press_and_wait(pilot, "enter")
        ((_day, _path, choices),) = list_exports(app)
        assert "depend" not in choices


async def test_with_several_groups_it_says_that_it_is_one_of_them(tmp_path: Path) -> None:
    lines = ("paid 30 dues @!circle", "paid 20 merch @!choir")
    path = make_book(tmp_path / "book.db", *lines)
    several = DEPENDS.replace("the group", "one of these groups")
    async with (app := open_app(path)).run_test(size=(160, 40)) as pilot:
        await press_and_wait(pilot, "x", "right")
        assert f"[ ] {several}" in read_words(app)
        app.screen.query(GroupCheckbox).first().is_included = False
        await pilot.pause()
        assert f"[ ] {DEPENDS}" in read_words(app)
        app.screen.query_one("#depends-on-group", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "enter")
        assert DEPENDS in read_words(app)
        assert several not in read_words(app)


async def test_nobody_but_a_counsellor_is_told_so(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 30 dues", group="circle")
    async with (app := open_app(path)).run_test(size=(160, 40)) as pilot:
        await press_and_wait(pilot, "x", "right")
        app.screen.query_one("#depends-on-group", WrappingCheckbox).is_ticked = True
        await press_and_wait(pilot, "left", "enter")
        assert "Stay in touch, even if I keep going there." in read_words(app)
        assert DEPENDS not in read_words(app)
        await press_and_wait(pilot, "escape", "right")
        assert f"[ ] {DEPENDS}" in read_words(app), "it is ticked anew each time"


async def test_what_is_for_me_asks_nothing_of_a_reader(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "paid 30 dues", group="circle")
    async with (app := open_app(path)).run_test(size=(160, 60)) as pilot:
        await press_and_wait(pilot, "x", "right", "right")
        assert "Reach me safely" not in read_words(app)
        assert "keep this copy for me" not in read_words(app)
        app.screen.query_one("#safe-way", Input).value = "by post"
        await press_and_wait(pilot, "enter")
        text = read_words(app)
        assert "If people in the group find it, they could tell from days and amounts" in text
        assert "What I was asked for" in text or "asked me for" in text
        for asked in ("What helps", "Please don’t do this", "by post", "like you to know"):
            assert asked not in text


async def test_someone_under_18_is_spoken_of_only_to_a_counsellor(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "ask 30 dues no #minor_involved", group="circle")
    async with (app := open_app(path)).run_test(size=WIDE) as pilot:
        said: list[bool] = []
        for _audience in ("friend", "counsellor", "me"):
            await press_and_wait(pilot, *(["x"] if not said else ["escape", "right"]), "enter")
            summary = str(app.screen.query_one("#summary", Static).visual)
            said.append("Ask them first what that means." in summary)
    assert said == [False, True, False]
