"""What you said yes to: told without a rest, answered anew, taken back, paid, stopped."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from tests.app.books import TODAY, make_book
from tests.app.screens import is_on, shown, type_in
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.errors import CannotWrite
from tracker.book.opening import open_book
from tracker.entries.writing import write_line
from tracker.screens.confirm import Confirm
from tracker.screens.edit_entry import EditEntry
from tracker.screens.how_often import HowOften
from tracker.screens.life_of_asks import LifeOfAsks
from tracker.screens.note_one import NoteOne
from tracker.screens.pledges import Pledges
from tracker.widgets.entry_line import EntryLine

Opened = Callable[[Path], TrackerApp]
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
    with open_book(path) as book:
        return [write_line(item.entry, book.currency) for item in book.entries()][len(LINES) :]


def told(app: TrackerApp) -> str:
    return " ".join(shown(app).split())


def line(app: TrackerApp) -> str:
    return app.screen.query_one(EntryLine).value


async def test_what_was_said_and_what_was_given_stand_as_plain_sums(
    path: Path, opened: Opened
) -> None:
    app = opened(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert is_on(app, Pledges)
        text = told(app)
        assert (
            "donation, 10.00 to 50.00 you said yes to 50.00 on 1 Jun 2026 20.00 given for it"
        ) in text
        assert (
            "dues, 30.00 a month you said yes to 15.00 a month on 5 Mar 2026"
            " 135.00 given for it standing payment: 15.00 a month since 5 Mar 2026"
        ) in text
        assert "literature, standing payment magazine, 4.00 a month since 1 Jul 2026" in text
        assert "30.00 " not in text.replace("30.00 a month", ""), "no rest is named"
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, HowOften)


async def test_no_word_of_debt_is_on_it(story_path: Path, opened: Opened) -> None:
    app = opened(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "p", "end", "w")
        await pilot.pause()
        assert is_on(app, Confirm)
        assert not UNKIND.findall(shown(app))


async def test_it_is_answered_anew(path: Path, opened: Opened) -> None:
    app = opened(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "enter")
        await pilot.pause()
        assert is_on(app, NoteOne)
        assert line(app) == "answered  for 3"
        assert (
            "donation, 10.00 to 50.00 · circle; you said yes to 50.00 3 is the number of that ask."
        ) in told(app)
        assert "answered for 3 no" in told(app), "the examples are for this ask"
        await type_in(pilot, "pledged 25")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, Pledges)
        assert "yes to 50.00 on 1 Jun 2026, then to 25.00 on 12 Nov 2026" in told(app)
        assert app.book is not None
        assert app.book.find(6) is not None
        (notice,) = app.screen.query(Toast)
        assert "Noted: answered, donation, yes to 25.00" in str(notice.render())
        await pilot.press("u")
        await pilot.pause()
        (notice,) = app.screen.query(Toast)
        assert "Undone" in str(notice.render()), "one notice at a time"
    assert newer_lines(path) == []


async def test_a_yes_is_taken_back_and_undo_brings_it_again(path: Path, opened: Opened) -> None:
    app = opened(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "down", "w")
        await pilot.pause()
        assert "you said yes to 15.00 a month" in told(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, Pledges)
        assert "Taken back; u undoes it." in told(app)
        assert "on 5 Mar 2026, taken back on 12 Nov 2026" in told(app)
        assert "135.00 given for it standing payment" in told(app)
        assert "w Take it back" not in told(app)
        await pilot.press("w")
        await pilot.pause()
        assert is_on(app, Pledges), "there is nothing to take back twice"
        await pilot.press("up")
        await pilot.pause()
        assert "w Take it back" in told(app), "the other yes stands"
        await pilot.press("down")
        await pilot.press("u")
        await pilot.pause()
        assert "taken back on" not in told(app)
    assert newer_lines(path) == []


async def test_going_back_takes_nothing_back(path: Path, opened: Opened) -> None:
    app = opened(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "w", "escape")
        await pilot.pause()
        assert is_on(app, Pledges)
        await pilot.press("p", "escape")
        await pilot.pause()
        assert is_on(app, Pledges)
    assert newer_lines(path) == []


async def test_a_payment_for_it_is_noted(path: Path, opened: Opened) -> None:
    app = opened(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "p")
        await pilot.pause()
        assert line(app) == "paid  for 3"
        await type_in(pilot, "5")
        await pilot.press("enter")
        await pilot.pause()
        assert "25.00 given for it" in told(app)


async def test_a_standing_payment_is_stopped_through_the_line(path: Path, opened: Opened) -> None:
    app = opened(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "end", "w")
        await pilot.pause()
        assert "s stops it." in told(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EditEntry)
        assert line(app) == "2026-07-01 paid 4/month literature magazine until 2026-11-12 @circle"
        await pilot.press("enter")
        await pilot.pause()
        assert "4.00 a month since 1 Jul 2026, until 12 Nov 2026" in told(app)
        await pilot.press("up", "s")
        await pilot.pause()
        assert line(app) == "2026-03-05 paid 15/month dues for 1 until 2026-11-12"
        await pilot.press("escape", "up", "s")
        await pilot.pause()
        assert is_on(app, Pledges), "nothing runs for a gift that was given once"


async def test_where_nothing_was_paid_no_sum_is_told(tmp_path: Path, opened: Opened) -> None:
    app = opened(make_book(tmp_path / "book.db", "2026-06-01 ask 50 donation yes"))
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert "no payment for it is noted" in told(app)
        assert "0.00 given" not in told(app)


async def test_its_life_is_one_key_away(path: Path, opened: Opened) -> None:
    app = opened(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "l")
        await pilot.pause()
        assert is_on(app, LifeOfAsks)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, Pledges)


async def test_a_book_without_a_yes_says_so(tmp_path: Path, opened: Opened) -> None:
    app = opened(make_book(tmp_path / "book.db", "2026-11-05 ask 30/month dues no"))
    async with app.run_test() as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert "No yes is noted, and no standing payment." in shown(app)
        assert "Take it back" not in shown(app)
        await pilot.press("w", "p", "s", "l", "enter", "escape")
        await pilot.pause()
        assert is_on(app, HowOften)


async def test_a_book_that_cannot_be_written_says_why(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise CannotWrite(path)

    app = opened(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f4", "p", "w")
        await pilot.pause()
        monkeypatch.setattr(Book, "log", full)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, Pledges)
        assert "Taken back" not in told(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_the_way_back_is_seen_in_every_size(
    path: Path, opened: Opened, size: tuple[int, int]
) -> None:
    app = opened(path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f4", "p")
        await pilot.pause()
        assert "esc Back" in shown(app)
        assert "you said yes to 50.00 on 1 Jun 2026" in told(app)


async def test_a_payment_of_today_stays_when_the_standing_payment_is_stopped_today(
    tmp_path: Path, opened: Opened
) -> None:
    path = make_book(tmp_path / "book.db", "2026-10-12 paid 4/month literature")
    app = opened(path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "p", "s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, Pledges)
        assert app.book is not None
        days = [paid.day for paid in app.book.asking.happened(TODAY).payments()]
        assert days == [date(2026, 10, 12), TODAY]
