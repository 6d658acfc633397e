"""The page for leaving: found by its words alone, keeps nothing, and shows no amount."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from tests.factories import PASSPHRASE, TODAY, fail_with, list_book_lines, log_lines, make_book
from tests.pilot_actions import is_on, open_app, read_file, read_notices, read_words, type_in
from tests.walks import wait_until_settled
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.screens.how_often.after_leaving import GroupClosingScreen
from tracker.screens.leaving.leaving_screen import LeavingScreen
from tracker.screens.leaving.written_files import WrittenFilesDialog
from tracker.screens.log.letter_editor import LetterEditorScreen
from tracker.screens.shell.helplines import HelplinesDialog
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

LINES = (
    "2026-08-01 paid 30/month dues 'thirty 30' by debit",
    "2026-08-02 ask 12/month other yes",
    "2026-08-03 meeting 2h #help_received",
)
TALL = (100, 50)
SAFE_PLACE = (
    "If you live with someone from the group or work for it, sort out where you can stay first."
)
ONLY_THE_NOTEBOOK = "This only changes your notebook. Your bank pays until you end it there."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one group, a regular payment and a regular yes."""
    return make_book(tmp_path / "book.db", *LINES, group="circle")


async def open_leaving(pilot: Pilot[None]) -> TrackerApp:
    """Open the page as the palette does."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    await wait_until_settled(pilot)
    await app.run_action("app.page('leaving')")
    await wait_until_settled(pilot)
    return app


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until all of them are acted on."""
    await pilot.press(*keys)
    await wait_until_settled(pilot)


def find_last_day(app: TrackerApp) -> date | None:
    """Return the last day with the first group."""
    return app.current_book.groups.load_all()[0].left_on


async def test_it_begins_with_a_safe_place_and_ends_with_leave_to_stop(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        text = read_words(app)
        heading = text.index("Payments, files and people circle")
        order = [
            text.index(part)
            for part in (
                SAFE_PLACE,
                "Last day with them No last day is saved.",
                "In your notebook: dues, every month, by direct debit, since 1 Aug 2026.",
                "In your notebook: your yes to other, every month, since 2 Aug 2026.",
                "Direct debit: to end it, write to the group",
                "A returned direct debit tells the group at once, with your name.",
                "you can get it back within 8 weeks, without giving a reason.",
                "within 13 months. Source: zdf.de, 2025. Your bank’s rules count.",
                ONLY_THE_NOTEBOOK,
                "a consumer advice centre can read it with you.",
                "Tracker wrote no files besides your notebook.",
                "press h.",
                "press l.",
                "press t.",
                "It’s fine to stop here.",
            )
        ]
        assert heading < order[0]
        assert order == sorted(order)
        assert "Standing order" not in text, "nothing is paid like that"
        assert "Leaving" not in text


async def test_no_amount_and_no_label_is_on_it_before_the_key_for_totals(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        for keys in ((), ("s",), ("enter",), ("escape", "d"), ("escape",)):
            await press(pilot, *keys)
            text = read_words(app)
            assert not re.search(r"\d[.,]\d\d|thirty|30\b", text), keys
        await press(pilot, "t")
        assert is_on(app, GroupClosingScreen)
        text = read_words(app)
        assert "You gave 120.00." in text
        assert text.index("They helped you once.") < text.index("You gave")
        await press(pilot, "ctrl+n")
        assert "You gave •••." in read_words(app)
        await press(pilot, "escape")
        assert is_on(app, LeavingScreen)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
async def test_walking_all_of_it_changes_no_byte_and_no_date(
    tmp_path: Path, passphrase: str | None
) -> None:
    path = make_book(tmp_path / "book.db", *LINES, group="circle", passphrase=passphrase)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    before, date_before = read_file(path), path.stat().st_mtime_ns
    app = open_app(path, passphrase)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        for key in ("end", "home", "d", "escape", "s", "escape", "s", "enter", "escape", "f"):
            await press(pilot, key)
        for key, screen in (
            ("t", GroupClosingScreen),
            ("l", LetterEditorScreen),
            ("h", HelplinesDialog),
        ):
            await press(pilot, key)
            assert is_on(app, screen)
            await press(pilot, "escape")
        await press(pilot, "d", "enter")
        await press(pilot, "i")
        assert is_on(app, LeavingScreen)
        if passphrase:
            await press(pilot, "ctrl+l")
            assert is_on(app, UnlockScreen)
        else:
            await press(pilot, "escape")
            assert is_on(app, ThisMonthScreen)
        await press(pilot, "ctrl+q")
    assert (read_file(path), path.stat().st_mtime_ns) == (before, date_before)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (("enter",), None),
        (("down", "enter"), TODAY),
        (("down", "down", "down", "enter"), TODAY),
        (("escape",), None),
    ],
)
async def test_the_answers_about_the_last_day(
    path: Path, keys: tuple[str, ...], day: date | None
) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        await press(pilot, "d")
        assert is_on(app, ChoiceDialog)
        await press(pilot, *keys)
        assert is_on(app, LeavingScreen)
        assert find_last_day(app) == day
        assert ("12 Nov 2026. What they ask after it" in read_words(app)) is (day is not None)
        assert "You gave" not in read_words(app)


async def test_another_day_is_typed_and_one_to_come_is_refused(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        await press(pilot, "d", "down", "down", "enter")
        assert is_on(app, TextInputDialog)
        await type_in(pilot, "2026-12-24")
        await press(pilot, "enter")
        assert "This day is in the future." in read_words(app)
        await press(pilot, "ctrl+u")
        await type_in(pilot, "2026-10-05")
        await press(pilot, "enter")
        assert find_last_day(app) == date(2026, 10, 5)
        assert "5 Oct 2026. What they ask after it is counted separately" in read_words(app)
        await press(pilot, "d", "enter", "enter")
        assert find_last_day(app) == date(2026, 10, 5), "two enters change nothing"


async def test_one_key_clears_the_day_without_a_word(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL, notifications=True) as pilot:
        await open_leaving(pilot)
        assert "Clear the day" not in read_words(app)
        app.current_book.groups.set_left_on(1, TODAY)
        await press(pilot, "t", "escape")
        assert "i Clear the day" in read_words(app)
        await press(pilot, "i")
        assert is_on(app, LeavingScreen)
        assert find_last_day(app) is None
        assert "No last day is saved." in read_words(app)
        assert read_notices(app) == ""


async def test_not_sure_keeps_a_day_that_is_saved(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        app.current_book.groups.set_left_on(1, date(2026, 10, 5))
        await press(pilot, "t", "escape", "d", "home")
        assert "Not sure changes nothing." in read_words(app)
        await press(pilot, "enter")
        assert is_on(app, LeavingScreen)
        assert find_last_day(app) == date(2026, 10, 5)
        assert "5 Oct 2026. What they ask after it" in read_words(app)


async def test_what_has_ended_is_saved_as_one_change_and_can_be_undone(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        before = list_book_lines(app.current_book)
        app.current_book.groups.set_left_on(1, date(2026, 10, 5))
        await press(pilot, "t", "escape", "s")
        assert ONLY_THE_NOTEBOOK in read_words(app)
        assert [str(option.prompt) for option in app.screen.query_one(OptionList).options] == [
            "dues, every month, by direct debit, since 1 Aug 2026",
            "your yes to other, every month, since 2 Aug 2026",
            "all of them",
        ]
        await press(pilot, "end", "enter")
        assert ONLY_THE_NOTEBOOK in read_words(app)
        await press(pilot, "enter")
        assert "Ended on 5 Oct 2026: dues, every month, by direct debit" in read_words(app)
        assert "To undo it, press u in Entries." in read_words(app)
        assert "Your notebook has no regular payment to them now." in read_words(app)
        lines = list_book_lines(app.current_book)
        assert "until 2026-10-05" in lines[0]
        assert lines[-1].startswith("2026-10-05 withdrew for 2")
        assert app.current_book.find_newest_change()[1] == 2
        await press(pilot, "s")
        assert is_on(app, LeavingScreen), "nothing runs any more"
        await press(pilot, "escape", "f2", "u")
        assert list_book_lines(app.current_book) == before


async def test_one_of_them_ends_on_the_day_that_is_typed_and_esc_ends_nothing(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        before = list_book_lines(app.current_book)
        for keys in (("s", "escape"), ("s", "enter", "escape")):
            await press(pilot, *keys)
            assert is_on(app, LeavingScreen)
            assert list_book_lines(app.current_book) == before
        await press(pilot, "s", "enter", "ctrl+u", "enter")
        assert is_on(app, TextInputDialog)
        assert "Type the day, e.g. 2025-11-05." in read_words(app)
        assert list_book_lines(app.current_book) == before
        await type_in(pilot, "2026-11-01")
        await press(pilot, "enter")
        lines = list_book_lines(app.current_book)
        assert "until 2026-11-01" in lines[0]
        assert len(lines) == len(before)
        await press(pilot, "s")
        assert is_on(app, TextInputDialog), "the one that is left needs no question which"
        assert "your yes to other" in read_words(app)


async def test_another_day_needs_a_day_and_the_saved_one_stays(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        app.current_book.groups.set_left_on(1, TODAY)
        await press(pilot, "t", "escape", "d", "enter", "ctrl+u", "enter")
        assert is_on(app, TextInputDialog)
        assert "Type the day, e.g. 2025-11-05." in read_words(app)
        await press(pilot, "escape")
        assert find_last_day(app) == TODAY


def count_month_sums(app: TrackerApp) -> dict[str, int]:
    """Return what was given in each month of the book."""
    rows = MonthlyTable(app.current_book.load_monthly_facts(TODAY)).build_rows()
    return {str(row.month): row.given for row in rows if row.group == ALL_GROUPS}


async def test_nothing_ends_before_it_began_and_the_sums_say_what_the_message_says(
    tmp_path: Path,
) -> None:
    lines = ("2026-08-05 paid 30/month dues by debit", "2026-11-02 paid 40/month dues by debit")
    app = open_app(make_book(tmp_path / "book.db", *lines, group="circle"))
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        before = list_book_lines(app.current_book)
        await press(pilot, "s", "ctrl+u")
        await type_in(pilot, "2026-10-01")
        await press(pilot, "enter")
        assert is_on(app, TextInputDialog)
        text = read_words(app)
        assert (
            "This began after that day: dues, every month, by direct debit, since 2 Nov 2026. Type"
            " 2026-11-02 or a later day. If that’s not how it was, correct it in Entries first."
        ) in text
        assert "alone" not in text, "there is no other one"
        assert list_book_lines(app.current_book) == before
        await press(pilot, "ctrl+u")
        await type_in(pilot, "2026-11-02")
        await press(pilot, "enter")
        assert "Ended on 2 Nov 2026: dues" in read_words(app)
        assert "until 2026-11-02" in list_book_lines(app.current_book)[1]
        app.current_book.delete(2, TODAY)
        await press(pilot, "t", "escape", "s", "ctrl+u")
        await type_in(pilot, "2026-10-01")
        await press(pilot, "enter")
        assert "Ended on 1 Oct 2026: dues" in read_words(app)
        assert list(count_month_sums(app).values()) == [3000, 3000, 0, 0], "August to November"


async def test_a_yes_ends_on_no_day_before_it_and_the_proposed_day_is_never_before(
    path: Path,
) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        app.current_book.groups.set_left_on(1, date(2026, 7, 1))
        await press(pilot, "t", "escape", "s", "end", "enter")
        assert app.screen.query_one(Input).value == "2026-08-02"
        await press(pilot, "ctrl+u")
        await type_in(pilot, "2026-08-01")
        await press(pilot, "enter")
        text = read_words(app)
        ended = "your yes to other, every month, since 2 Aug 2026."
        assert f"This began after that day: {ended}" in text
        assert "You can also choose another one alone." in text
        await press(pilot, "escape", "s", "enter", "ctrl+u")
        await type_in(pilot, "2026-08-01")
        await press(pilot, "enter")
        assert "Ended on 1 Aug 2026: dues" in read_words(app)
        await press(pilot, "s", "enter")
        assert list_book_lines(app.current_book)[-1].startswith("2026-08-02 withdrew for 2")
        assert "Ended on 2 Aug 2026: your yes to other" in read_words(app)


async def test_a_book_that_cannot_be_written_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await open_leaving(pilot)
        monkeypatch.setattr(
            Book,
            "edit_entries",
            fail_with(FileAccessError("The disk is full, so nothing was saved.")),
        )
        await press(pilot, "s", "enter", "enter")
        assert "The disk is full, so nothing was saved." in read_words(app)
        assert "Ended on" not in read_words(app)


async def test_with_several_groups_one_is_chosen_and_the_others_are_left_alone(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=TALL) as pilot:
        await wait_until_settled(pilot)
        log_lines(app.current_book, "2026-09-01 paid 5/month literature by cash @!choir")
        await open_leaving(pilot)
        assert is_on(app, ChoiceDialog)
        assert "Which group?" in read_words(app)
        await press(pilot, "escape")
        assert is_on(app, ThisMonthScreen)
        await open_leaving(pilot)
        await press(pilot, "down", "enter")
        text = read_words(app)
        assert "Payments, files and people choir" in text
        assert "In your notebook: literature, every month, in cash, since 1 Sept 2026." in text
        assert "Cash: there’s nothing to cancel." in text
        assert "dues" not in text
        assert "8 weeks" not in text
        await press(pilot, "d", "down", "enter")
        circle, choir = app.current_book.groups.load_all()
        assert (circle.left_on, choir.left_on) == (None, TODAY)
        await press(pilot, "t")
        assert "Your time with choir" in read_words(app)


async def test_in_an_empty_notebook_it_names_every_way_to_pay(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db"))
    async with app.run_test(size=(100, 60)) as pilot:
        await open_leaving(pilot)
        text = read_words(app)
        assert SAFE_PLACE in text
        assert "Your notebook names no group, so there’s no day to save." in text
        assert "Your notebook has no regular payment to them now." in text
        for way in ("Standing order:", "Direct debit:", "Card:", "Cash:", "PayPal:"):
            assert way in text
        assert ONLY_THE_NOTEBOOK not in text
        assert "d Last day" not in text
        await press(pilot, "d", "s", "i", "f")
        assert is_on(app, LeavingScreen)


async def test_where_it_is_not_recorded_how_something_is_paid_every_way_is_named(
    tmp_path: Path,
) -> None:
    path = make_book(tmp_path / "book.db", "2026-08-01 paid 30/month dues", group="circle")
    app = open_app(path)
    async with app.run_test(size=(100, 60)) as pilot:
        await open_leaving(pilot)
        text = read_words(app)
        assert "In your notebook: dues, every month, since 1 Aug 2026." in text
        assert "If you don’t know how you pay, look at your bank statement." in text
        for way in ("Standing order:", "Direct debit:", "Card:", "PayPal:"):
            assert way in text


async def test_files_say_where_they_are_and_how_to_remove_them(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(160, 50)) as pilot:
        await wait_until_settled(pilot)
        shown = path.parent / "for a friend.pdf"
        shown.write_bytes(b"%PDF-")
        gone = path.parent / "gone.pdf"
        app.current_book.export_log.record(shown, TODAY)
        app.current_book.export_log.record(gone, TODAY)
        app.current_book.maintenance.backups.make(TODAY)
        await open_leaving(pilot)
        assert "Tracker wrote to 3 places besides your notebook." in read_words(app)
        assert "friend" not in read_words(app), "where they are is behind a key"
        await press(pilot, "f")
        assert is_on(app, WrittenFilesDialog)
        text = "\n".join(
            str(place.render()) for place in app.screen.query(".place").results(Static)
        )
        for part in (
            str(path.parent / "backups"),
            "\n  Backups of this notebook. If you don’t want them, delete this folder.",
            f"{shown}\n  Saved on 12 Nov 2026. If you don’t want it, delete this file.",
            f"{gone}\n  Saved on 12 Nov 2026, but no longer there.",
        ):
            assert part in text
        assert "journal" not in text
        await press(pilot, "escape")
        assert is_on(app, LeavingScreen)


async def test_a_file_at_a_place_that_cannot_be_looked_at_ends_nothing(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(160, 50)) as pilot:
        await wait_until_settled(pilot)
        shown = path.parent / ("x" * 300) / "shown.pdf"
        app.current_book.export_log.record(shown, TODAY)
        await open_leaving(pilot)
        assert is_on(app, LeavingScreen)
        assert "In your notebook: dues" in read_words(app)
        await press(pilot, "f")
        (place,) = app.screen.query(".place").results(Static)
        assert str(place.render()) == (
            f"{shown}\n  Saved on 12 Nov 2026. Tracker can’t look there. If it’s still there,"
            " you can delete it."
        )


async def test_in_every_size_the_first_sentence_and_the_way_back_are_seen(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_leaving(pilot)
        for size in ((200, 60), (80, 24), (60, 20), (30, 10)):
            await pilot.resize_terminal(*size)
            await wait_until_settled(pilot)
            text = read_words(app)
            assert "If you live with someone" in text
            assert "esc Back" in text
        scrolled = app.screen.query_one("#scrolled", VerticalScroll)
        await press(pilot, "end")
        assert scrolled.scroll_offset.y == scrolled.max_scroll_y > 0
