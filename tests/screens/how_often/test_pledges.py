"""What you said yes to: no remainder is shown; answering again, withdrawing, paying, ending."""

import re
from datetime import date
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from tests.factories import TODAY, fail_with, make_book, read_book_lines
from tests.pilot_actions import is_on, open_app, read_entry_line, read_screen, read_words, type_in
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.single_entry_screen import SingleEntryScreen
from tracker.screens.shell.confirm import ConfirmDialog

LINES = (
    "2026-03-05 ask 30/month dues pledged 15/month",
    "2026-03-05 paid 15/month for 1",
    "2026-06-01 ask 10-50 donation pledged 50",
    "2026-06-02 paid 20 for 3",
    "2026-07-01 paid 4/month literature magazine",
)
UNKIND = re.compile(
    r"\b(ow(e|ed|es|ing)|debts?|unpaid|due|overdue|open|missing|still|remain\w*|left|rest|kept"
    r"|broken|fail\w*|behind|short)\b|%",
    re.IGNORECASE,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db", *LINES, group="circle")


def newer_lines(path: Path) -> list[str]:
    return read_book_lines(path)[len(LINES) :]


async def test_what_was_said_and_what_was_given_stand_as_plain_sums(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
        text = read_words(app)
        assert (
            "donation, 10.00 to 50.00 You said yes to 50.00 on 1 Jun 2026. Given so far: 20.00."
        ) in text
        assert (
            "dues, 30.00 a month You said yes to 15.00 a month on 5 Mar 2026."
            " Given so far: 135.00. Regular payment: 15.00 a month since 5 Mar 2026."
        ) in text
        assert "literature, regular payment magazine, 4.00 a month since 1 Jul 2026" in text
        assert "30.00 " not in text.replace("30.00 a month", ""), "no rest is named"
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, HowOftenScreen)


async def test_no_word_of_debt_is_on_it(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "p", "end", "w")
        await pilot.pause()
        assert is_on(app, ConfirmDialog)
        assert not UNKIND.findall(read_screen(app))


async def test_it_is_answered_anew(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "enter")
        await pilot.pause()
        assert is_on(app, SingleEntryScreen)
        assert read_entry_line(app) == "answered  for 3"
        assert (
            "donation, 10.00 to 50.00 · circle You said yes to 50.00. The ask is entry 3."
        ) in read_words(app)
        assert "answered for 3 no" in read_words(app), "the examples are for this ask"
        await type_in(pilot, "pledged 25")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
        assert (
            "yes to 50.00 on 1 Jun 2026. Then you said yes to 25.00 on 12 Nov 2026."
            in read_words(app)
        )
        assert app.current_book.find_entry(6) is not None
        (notice,) = app.screen.query(Toast)
        assert "Saved: answered, donation, said yes to 25.00" in str(notice.render())
        await pilot.press("u")
        await pilot.pause()
        (notice,) = app.screen.query(Toast)
        assert "Undone" in str(notice.render()), "one notice at a time"
    assert newer_lines(path) == []


async def test_a_yes_is_taken_back_and_undo_brings_it_again(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "down", "w")
        await pilot.pause()
        assert "You said yes to 15.00 a month" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
        assert "Saved. Press u to undo." in read_words(app)
        assert "on 5 Mar 2026. You took it back on 12 Nov 2026." in read_words(app)
        assert "Given so far: 135.00. Regular payment" in read_words(app)
        assert "w I took my yes back" not in read_words(app)
        await pilot.press("w")
        await pilot.pause()
        assert is_on(app, PledgesScreen), "there is nothing to take back twice"
        await pilot.press("up")
        await pilot.pause()
        assert "w I took my yes back" in read_words(app), "the other yes stands"
        await pilot.press("down")
        await pilot.press("u")
        await pilot.pause()
        assert "You took it back on" not in read_words(app)
    assert newer_lines(path) == []


async def test_going_back_takes_nothing_back(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "w", "escape")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
        await pilot.press("p", "escape")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
    assert newer_lines(path) == []


async def test_a_payment_for_it_is_noted(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "p")
        await pilot.pause()
        assert read_entry_line(app) == "paid  for 3"
        await type_in(pilot, "5")
        await pilot.press("enter")
        await pilot.pause()
        assert "Given so far: 25.00." in read_words(app)


async def test_a_standing_payment_is_stopped_through_the_line(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "end", "w")
        await pilot.pause()
        assert "Press s if it has ended." in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        assert (
            read_entry_line(app)
            == "2026-07-01 paid 4/month literature 'magazine' until 2026-11-12 @circle"
        )
        await pilot.press("enter")
        await pilot.pause()
        assert "4.00 a month from 1 Jul 2026 to 12 Nov 2026" in read_words(app)
        await pilot.press("up", "s")
        await pilot.pause()
        assert read_entry_line(app) == "2026-03-05 paid 15/month dues for 1 until 2026-11-12"
        await pilot.press("escape", "up", "s")
        await pilot.pause()
        assert is_on(app, PledgesScreen), "nothing runs for a gift that was given once"


async def test_where_nothing_was_paid_no_sum_is_told(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", "2026-06-01 ask 50 donation yes"))
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert "No payment recorded yet." in read_words(app)
        assert "Given so far" not in read_words(app)


async def test_its_timeline_is_one_key_away(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "l")
        await pilot.pause()
        assert is_on(app, AskTimelineScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, PledgesScreen)


async def test_a_book_without_a_yes_says_so(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", "2026-11-05 ask 30/month dues no"))
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert "No yes or regular payment recorded yet." in read_screen(app)
        assert "I took my yes back" not in read_screen(app)
        await pilot.press("w", "p", "s", "l", "enter", "escape")
        await pilot.pause()
        assert is_on(app, HowOftenScreen)


async def test_a_book_that_cannot_be_written_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "w")
        await pilot.pause()
        monkeypatch.setattr(Book, "log", fail_with(FileAccessError(path)))
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
        assert "Saved." not in read_words(app)


async def test_the_way_back_is_seen_in_every_size(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        for size in ((200, 60), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "esc Back" in read_screen(app)
            assert "You said yes to 50.00 on 1 Jun 2026" in read_words(app)


async def test_a_payment_of_today_stays_when_the_standing_payment_is_stopped_today(
    tmp_path: Path,
) -> None:
    path = make_book(tmp_path / "book.db", "2026-10-12 paid 4/month literature")
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, PledgesScreen)
        days = [
            paid.day
            for paid in app.current_book.ask_queries.load_pattern_facts(TODAY).expand_payments()
        ]
        assert days == [date(2026, 10, 12), TODAY]
