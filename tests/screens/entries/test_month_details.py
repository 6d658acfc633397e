"""Details of a month: what the figures rest on is listed, also where nothing was written."""

import re
from pathlib import Path

import pytest

from tests.factories import make_book
from tests.pilot_actions import is_on, open_app, read_screen, read_words
from tracker.screens.entries.month_details import MonthDetailsScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.widgets.entry_input import EntryInput

LINES = (
    "2026-08-01 income 950/month",
    "2026-08-01 need food 60/week",
    "2026-08-31 paid 30/month dues 'the house'",
    "2026-08-05 ask 20/month donation yes",
    "2026-11-03 ask 15 merch no",
    "2026-11-04 ask 10 merch for last no",
    "2026-11-05 meeting 2h",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db", *LINES, group="circle")


async def test_a_month_without_an_entry_lists_what_repeats(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f3", "left", "enter")
        await pilot.pause()
        text = read_words(app)
        assert "What counts in October 2026" in text
        assert "Given: 30.00" in text
        assert "31 Oct 30.00, entry 3 since 31 Aug 2026: 30.00 a month, dues, the house" in text
        assert "From an earlier yes: 20.00" in text
        assert "Income: 950.00" in text
        assert "5 times from 3 Oct 300.00, entry 2 since 1 Aug 2026: 60.00 a week, food" in text
        assert "Other entries" not in text


async def test_this_month_lists_what_was_asked_apart_from_earlier_yeses(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        assert "you were asked for 10.00" in read_words(app)
        assert "plus 20.00 you said yes to earlier" in read_words(app)
        await pilot.press("c")
        await pilot.pause()
        text = read_words(app)
        assert "Regular payments until 30 Nov: 30.00 › 30 Nov 30.00, entry 3 since 31 Aug" in text
        assert "Asked this month: 10.00" in text
        assert "From an earlier yes: 20.00" in text
        assert "3 Nov entry 5: not counted because of entry 6, asked 15.00, merch, no" in text
        assert "5 Nov entry 7: meeting 2 h" in text


async def test_the_chart_says_apart_what_was_asked_in_the_month(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        text = read_words(app)
        assert "asked this month 10.00 from an earlier yes 20.00 asked in total 30.00" in text
        await pilot.press("left")
        await pilot.pause()
        assert "asked this month" not in read_words(app)
        assert "from an earlier yes 20.00" in read_words(app)


async def test_enter_opens_the_entry_that_a_row_comes_from_and_a_change_is_shown(
    path: Path,
) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f3", "left", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        assert "Entry 3" in read_screen(app)
        line = app.screen.query_one(EntryInput)
        line.value = line.value.replace("30/month", "45/month")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, MonthDetailsScreen)
        assert "Given: 45.00" in read_words(app)


async def test_entries_leads_there_from_each_month(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f2", "left", "c")
        await pilot.pause()
        assert "What counts in August 2026" in read_words(app)


async def test_hidden_amounts_are_dots(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "ctrl+n")
        await pilot.pause()
        text = read_words(app)
        assert "Income: •••" in text
        assert not re.search(r"\d\.\d\d", text)


async def test_on_a_copy_nothing_is_changed(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        app.current_book.make_read_only()
        await pilot.press("c")
        await pilot.pause()
        assert "Change" not in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, MonthDetailsScreen)


async def test_a_month_in_which_nothing_counts_says_so(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "2026-09-03 paid 5 merch")
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "No entries count in November 2026." in read_screen(app)


async def test_the_first_rows_are_seen_on_every_screen(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("c")
        for size in ((200, 60), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = read_words(app)
            assert "Regular payments until 30 Nov: 30.00" in text
            assert "› 30 Nov 30.00, entry 3 since 31 Aug" in text
            assert "Asked this month: 10.00" in text
            assert "entry 4 since 5 Aug 2026" in text


async def test_a_narrow_screen_says_whole_how_much_was_asked(tmp_path: Path) -> None:
    lines = ("2026-11-03 ask 1022 merch no", "2026-11-04 ask ? donation no")
    app = open_app(make_book(tmp_path / "book.db", *lines))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Asked this month: 1,022.00, and once without an amount" in read_screen(app)
        await pilot.press("escape", "x")
        await pilot.pause()
        assert "how and when (will be printed)" in read_screen(app)


async def test_a_total_says_what_is_estimated_and_what_is_not_in_it(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "unknown.db",
        "2026-11-03 paid about 12 dues",
        "2026-11-03 paid 8 dues",
        "2026-11-04 paid ? dues",
        "2026-11-05 returned ? for 1",
        group="circle",
    )
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        text = read_words(app)
        assert "Given: 20.00 (12.00 of it estimated)" in text
        assert "amount not known, entry 3: dues" in text
        assert "The sum is without one payment whose amount you don’t know." in text
        assert "Refunds: an amount you don’t know" in text
        assert "no amount named" not in text


MEETING = (
    "2026-11-05 meeting 2h",
    "2026-11-05 seen 50-450 donation",
    "2026-11-05 ask 15 merch no",
    "2026-11-05 cost 41 'train'",
    "2026-11-06 heard 45 donation",
    "2026-11-07 meeting #no_money",
)


async def test_what_was_seen_or_heard_has_a_section_of_its_own_and_is_in_no_total(
    tmp_path: Path,
) -> None:
    app = open_app(make_book(tmp_path / "book.db", *MEETING, group="circle"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        text = read_words(app)
        assert "Asked this month: 15.00 ›" in text
        assert (
            "What you saw or heard of 5 Nov entry 2: I saw 50.00 to 450.00, donation"
            " 6 Nov entry 5: I heard of 45.00, donation Your meetings"
        ) in text
        assert "Other entries" not in text
        assert not re.search(r"450\.00.*: 450|41\.00, entry", text)


async def test_what_belongs_to_a_meeting_is_below_it(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *MEETING, group="circle"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        lines = read_screen(app).splitlines()
        at = next(index for index, line in enumerate(lines) if "Your meetings" in line)
        assert [line.rstrip() for line in lines[at + 1 : at + 6]] == [
            "    5 Nov  entry 1: meeting 2 h",
            "             entry 2: I saw 50.00 to 450.00, donation",
            "             entry 3: asked 15.00, merch, no",
            "             entry 4: cost me 41.00, train",
            "    7 Nov  entry 6: meeting, money didn’t come up",
        ]
        await pilot.press("down", "down", "down")
        await pilot.pause()
        assert "I saw entry 2: 50.00 to 450.00, donation asked entry 3: 15.00" in read_words(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        assert "Entry 2" in read_screen(app)
