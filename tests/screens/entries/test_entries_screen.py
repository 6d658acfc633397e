"""Entries: month by month, found by words, changed and deleted, nothing lost unsaid."""

import asyncio
import re
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.factories import TODAY, fail_with, log_lines, make_book
from tests.pilot_actions import is_on, open_app, read_screen, read_words, type_in
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import DamagedBookError
from tracker.book.open_book import open_book
from tracker.book.search_queries import SearchQueries
from tracker.clock import FixedClock
from tracker.entries.parse_context import ParseContext
from tracker.months import Month
from tracker.screens.entries import filter_bar
from tracker.screens.entries.delete_messages import describe_removal
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.entries.filter_bar import SEARCH_DELAY
from tracker.screens.entries.history import HistoryDialog
from tracker.screens.entries.month_navigation import EARLIER, FIRST, LAST, LATER, find_month
from tracker.screens.entries.search import parse_search, search_entries
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.help import HelpDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.entry_detail import EntryDetail
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.entry_table import EntryTableView
from tracker.widgets.filter_input import FilterInput

LINES = (
    '2026-03-02 30/month dues no #in_public "we need you"',
    "2026-03-05 paid 12.50 event by cash",
    "2026-08-20 meeting 2h",
    "2026-11-03 50-450 donation later #in_public",
    "2026-11-04 15 merch no gave 15 // 950 is all I have",
    "2026-11-10 answered no for 4",
)
"""Entries 1 to 7: the fifth ask made a payment, 6; the answer is 7."""


@pytest.fixture(scope="session")
def few_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of three months, to be copied."""
    return make_book(tmp_path_factory.mktemp("few") / "book.db", *LINES)


@pytest.fixture
def few(few_once: Path, tmp_path: Path) -> TrackerApp:
    """The app on a copy of it."""
    path = tmp_path / "few.db"
    path.write_bytes(few_once.read_bytes())
    return open_app(path)


def list_numbers(app: TrackerApp) -> list[str]:
    """The first words of the rows, without the mark of the cursor."""
    return [read_number(app, index) for index in range(len(find_table(app).items))]


def read_number(app: TrackerApp, index: int) -> str:
    return find_table(app)._build_row_cells(index).number


def find_table(app: TrackerApp) -> EntryTableView:
    return app.screen.query_one(EntryTableView)


async def wait_for_filter(pilot: Pilot[None]) -> None:
    """Wait until what was typed has been looked for."""
    await pilot.pause(SEARCH_DELAY + 0.03)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def search_for(pilot: Pilot[None], words: str) -> None:
    """Put words into the filter, all at once."""
    await pilot.press("slash")
    await pilot.pause()
    line = pilot.app.screen.query_one(FilterInput)
    line.replace_range(words, 0, len(line.value))
    await wait_for_filter(pilot)


async def test_a_month_at_a_time_and_only_those_with_entries(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "Entries · November 2026" in read_screen(few)
        assert "4 entries, newest first" in read_screen(few)
        assert list_numbers(few) == ["7", "6", "5", "4"]
        for key, month, count in (
            ("left", "August", "1 entry,"),
            ("left", "March", "2 entries,"),
            ("left", "March", "2 entries,"),
            ("right", "August", "1 entry,"),
            ("home", "March", "2 entries,"),
            ("end", "November", "4 entries,"),
            ("right", "November", "4 entries,"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert f"Entries · {month} 2026" in read_screen(few), key
            assert count in read_screen(few)
        assert isinstance(few.screen, EntriesScreen)
        few.screen.show_month(Month(2026, 5))
        await pilot.pause()
        assert "No entries in May 2026." in read_screen(few)
        await pilot.press("left")
        await pilot.pause()
        assert "March 2026" in read_screen(few)
        assert "“we need you”" in read_screen(few)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(few, ThisMonthScreen)


async def test_todays_month_can_be_gone_back_to_when_it_is_empty(tmp_path: Path) -> None:
    lines = ("2026-02-01 paid 5 dues", "2027-02-01 income 950/month")
    app = open_app(make_book(tmp_path / "book.db", *lines))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "No entries in November 2026." in read_screen(app)
        for key, month in (
            ("left", "February 2026"),
            ("right", "November 2026"),
            ("right", "February 2027"),
            ("left", "November 2026"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert f"Entries · {month}" in read_screen(app)


def test_the_way_through_the_months_is_that_of_the_entries(few_once: Path) -> None:
    noted = [Month(2026, 3), Month(2026, 8), Month(2026, 11)]
    with open_book(few_once, None) as book:
        for current in (Month(2025, 1), Month(2026, 8), Month(2027, 1)):
            stops = sorted({*noted, current})
            assert find_month(FIRST, book, current, current) == stops[0]
            assert find_month(LAST, book, current, current) == stops[-1]
            for shown_month in (*stops, Month(2026, 5), Month(2024, 6), Month(2030, 1)):
                before = [month for month in stops if month < shown_month]
                after = [month for month in stops if month > shown_month]
                earlier = find_month(EARLIER, book, shown_month, current)
                later = find_month(LATER, book, shown_month, current)
                assert earlier == (before[-1] if before else shown_month)
                assert later == (after[0] if after else shown_month)


async def test_words_find_entries_of_all_months_while_they_are_typed(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await search_for(pilot, "ask #in")
        await type_in(pilot, "_p")
        await wait_for_filter(pilot)
        assert "Entries · all months" in read_screen(few)
        assert list_numbers(few) == ["5", "4", "1"], "the word that is begun does not count yet"
        await pilot.press("tab")
        await wait_for_filter(pilot)
        assert few.screen.query_one(FilterInput).value == "ask #in_public "
        assert list_numbers(few) == ["4", "1"]
        assert "2 entries, newest first" in read_screen(few)
        assert "2 Mar 2026" in read_screen(few), "a day of another year could be meant"
        await pilot.press("tab")
        assert find_table(few).has_focus, "nothing is begun"
        assert few.screen.query_one(FilterInput).value == "ask #in_public "
        await pilot.press("down", "d", "escape")
        await pilot.pause()
        assert find_table(few).cursor == 1
        await pilot.press("left")
        assert "all months" in read_screen(few)
        await pilot.press("escape")
        await pilot.pause()
        assert "Entries · November 2026" in read_screen(few)
        assert len(list_numbers(few)) == 4
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(few, ThisMonthScreen)


async def test_no_key_of_the_place_acts_while_words_are_typed(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2", "slash")
        await type_in(pilot, "axg?duesh/")
        await pilot.press("f1", "f3", "f5", "delete")
        await pilot.pause()
        assert is_on(few, EntriesScreen)
        assert few.screen.query_one(FilterInput).value == "axg?duesh/"
        footer = read_screen(few).splitlines()[-1]
        assert "esc Show all entries" in footer
        assert "Add an entry" not in footer
        await pilot.press("escape")
        await pilot.pause()
        assert "Entries · November 2026" in read_screen(few), "one esc lets go of the filter"
        assert few.focused is find_table(few)
        await pilot.press("slash")
        await pilot.pause()
        assert few.screen.query_one(FilterInput).value == ""
        await pilot.press("enter")
        await pilot.pause()
        assert few.focused is find_table(few)
        assert len(list_numbers(few)) == 4


async def test_a_word_that_is_not_understood_is_told_once_it_is_whole(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await search_for(pilot, "dues #in_pbulic")
        assert "no such tag" not in read_screen(few)
        assert list_numbers(few) == ["1"]
        await pilot.press("enter")
        await pilot.pause()
        assert "There’s no such tag. Did you mean #in_public?" in read_screen(few)
        assert isinstance(few.focused, FilterInput)
        await type_in(pilot, " ")
        await wait_for_filter(pilot)
        assert "There’s no such tag." in read_screen(few)
        assert "makes" not in read_screen(few)
        assert list_numbers(few) == ["1"], "what was found stays"
        await pilot.press("ctrl+u")
        await wait_for_filter(pilot)
        assert "Entries · November 2026" in read_screen(few)
        await search_for(pilot, '"nobody said this"')
        assert "No entries found. Nothing matches: “nobody said this”." in read_words(few)


async def test_words_of_the_screens_find_entries_and_others_are_named(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await search_for(pilot, "asked for november ")
        assert list_numbers(few) == ["5", "4"]
        assert "Left out of the search: “for”." in read_screen(few)
        await pilot.press("ctrl+u")
        await search_for(pilot, "given 2026-03 zebra 950")
        assert list_numbers(few) == []
        assert "No entries found. Nothing matches: “zebra”, “950”." in read_words(few)
        await pilot.press("ctrl+n", "ctrl+u")
        await search_for(pilot, "given 2026-03 zebra 951")
        assert "“zebra”, “•••”." in read_words(few), "hidden amounts stay hidden"


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("ask for", ""),
        ("ask for ", "Left out of the search: “for”."),
        ("ask for 4", ""),
        ("ask", ""),
    ],
)
def test_a_word_that_picks_nothing_is_named_once_it_is_whole(line: str, notice: str) -> None:
    assert parse_search(line, len(line), ParseContext("EUR"), TODAY).notice == notice


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("@somebody ", "There’s no such group. Check the spelling."),
        ("@!somebody ", "There’s no such group. Check the spelling."),
        ("@circl ", "There’s no such group. Did you mean @circle?"),
        ("#blah ", "There’s no such tag. Check the spelling."),
        ("+house ", "There’s no such campaign or event. Check the spelling."),
        ("+ofice ", "There’s no such campaign or event. Did you mean +office?"),
        ("@7 ", "There’s no such group. Check the spelling."),
        ("@1 ", ""),
        ("@circle ", ""),
        ("+OFFICE ", ""),
        ("+seminar ", ""),
        ("nothing ", ""),
        ("aks ", 'Did you mean “ask”? To search for the text, type: "aks"'),
    ],
)
def test_nothing_is_made_by_looking_for_it(line: str, sentence: str) -> None:
    known = ParseContext(
        "EUR",
        groups={"circle": "circle"},
        group_numbers={1: "circle"},
        campaigns={"office": "office"},
        events={"seminar": "seminar"},
    )
    assert parse_search(line, len(line), known, TODAY).refusal == sentence


def test_a_text_counts_before_its_quote_is_closed() -> None:
    known = ParseContext("EUR")
    begun = parse_search('ask "sho', 8, known, TODAY)
    assert begun.is_word_unfinished
    assert begun.search_filter is not None
    assert begun.search_filter.texts == ["sho"]
    assert parse_search('"', 1, known, TODAY).search_filter is None
    assert parse_search("   ", 3, known, TODAY).search_filter is None
    assert [way.text for way in parse_search("paid by ca", 10, known, TODAY).completions] == [
        "cash",
        "card",
    ]


def test_what_is_found_is_what_the_filter_picks_newest_first(story_once: Path) -> None:
    async def all_found(book: Book, line: str) -> list[int]:
        wanted = parse_search(line, 0, book.load_parse_context(), TODAY).search_filter
        assert wanted is not None
        pieces = [some async for some in search_entries(book, wanted)]
        return [item.number for some in pieces for item in some]

    with open_book(story_once, None) as book:
        for line in ("ask", "no #in_public", "paid by cash", "2h"):
            wanted = parse_search(line, 0, book.load_parse_context(), TODAY).search_filter
            assert wanted is not None
            picked = [item for item in book.load_entries() if wanted.is_match(item.entry)]
            picked.sort(key=lambda item: (item.entry.day, item.number), reverse=True)
            assert asyncio.run(all_found(book, line)) == [item.number for item in picked]


async def test_only_so_many_are_shown_and_that_is_said(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filter_bar, "MAX_FOUND", 5)
    app = open_app(story_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await search_for(pilot, "ask")
        assert len(list_numbers(app)) == 5
        assert "newest 5 shown, there are more" in read_screen(app)


async def test_the_order_is_chosen_and_named(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        log_lines(few.current_book, "2026-11-01 paid 60 dues")
        await pilot.press("down")
        for name, order in (
            ("by number", ["8", "7", "6", "5", "4"]),
            ("by amount", ["4", "8", "6", "5", "7"]),
            ("by type", ["5", "4", "7", "6", "8"]),
            ("newest first", ["7", "6", "5", "4", "8"]),
        ):
            await pilot.press("s")
            await pilot.pause()
            if name == "by number":
                assert isinstance(few.screen, EntriesScreen)
                few.screen.reload()
                await pilot.pause()
            assert f"5 entries, {name}" in read_screen(few)
            assert list_numbers(few) == order
            chosen = find_table(few).chosen_item
            assert chosen is not None
            assert chosen.number == 6, "the cursor stays on its entry"


async def test_an_entry_is_changed_and_the_cursor_stays_on_it(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2", "end", "down", "down", "down", "enter")
        await pilot.pause()
        assert is_on(few, EditEntryScreen)
        line = few.screen.query_one(EntryInput)
        assert "50-450 donation" in line.value
        line.value = "2026-11-05 70 donation later"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(few, EntriesScreen)
        assert list_numbers(few) == ["7", "4", "6", "5"]
        chosen = find_table(few).chosen_item
        assert chosen is not None
        assert chosen.number == 4
        assert "70.00" in read_screen(few)
        await pilot.press("e", "escape")
        await pilot.pause()
        assert is_on(few, EntriesScreen)


async def test_a_deletion_says_what_goes_and_undo_brings_it_back(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("f2", "down", "down", "down", "d")
        await pilot.pause()
        assert is_on(few, ConfirmDialog)
        assert "Delete entry 4?" in read_screen(few)
        assert "asked 50.00 to 450.00, donation, later, others could hear" in read_words(few)
        assert "This will be deleted too: answer 7." in read_screen(few)
        await pilot.press("escape")
        await pilot.pause()
        assert list_numbers(few) == ["7", "6", "5", "4"], "esc deletes nothing"
        await pilot.press("delete", "right", "enter")
        await pilot.pause()
        assert list_numbers(few) == ["7", "6", "5", "4"], "back deletes nothing"
        await pilot.press("d", "enter")
        await pilot.pause()
        assert list_numbers(few) == ["6", "5"]
        assert "Deleted. Undo brings it back." in read_words(few)
        await pilot.press("u")
        await pilot.pause()
        assert list_numbers(few) == ["7", "6", "5", "4"]


def test_a_deletion_tells_what_stays_and_what_becomes_of_private_notes(few_once: Path) -> None:
    with open_book(few_once, None) as book:
        told = describe_removal(book.plan_removal(5), AppContext(book, FixedClock(TODAY)))
        assert "This stays, but is no longer linked to it: payment 6." in told
        assert "Its private note can’t be restored after Tracker locks or quits." in told
        assert "deleted too" not in told
        told = describe_removal(book.plan_removal(4), AppContext(book, FixedClock(TODAY)))
        assert "This will be deleted too: answer 7.\nTo undo this later, press u." in told
        told = describe_removal(book.plan_removal(1), AppContext(book, FixedClock(TODAY)))
        assert told == (
            "2 Mar 2026  asked 30.00 a month, dues, no, others could hear, “we need you”\n\n"
            "To undo this later, press u."
        )
        book.settings.set("keys", '{"undo": "z"}')
        told = describe_removal(book.plan_removal(1), AppContext(book, FixedClock(TODAY)))
        assert told.endswith("press z."), "as the key is now"


async def test_a_draft_stands_on_top_of_todays_month_and_is_marked(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.pause()
        few.current_book.drafts.save("45 merch in the brea", TODAY)
        await pilot.press("f2")
        await pilot.pause()
        assert list_numbers(few) == ["draft", "7", "6", "5", "4"]
        assert "45 merch in the brea" in read_screen(few)
        assert "4 entries" in read_screen(few), "a draft is no entry"
        await pilot.press("v")
        assert is_on(few, EntriesScreen)
        await pilot.press("left")
        await pilot.pause()
        assert "45 merch" not in read_screen(few)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert is_on(few, AddEntryScreen)
        assert "45 merch in the brea" in few.screen.query_one(EntryInput).value
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("ctrl+home", "d")
        await pilot.pause()
        assert "Delete this draft?" in read_screen(few)
        assert "You can’t undo this." in read_screen(few)
        await pilot.press("escape", "d", "enter")
        await pilot.pause()
        assert list_numbers(few) == ["7", "6", "5", "4"]
        assert few.current_book.drafts.load_all() == []


async def test_the_history_of_an_entry(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 30)) as pilot:
        await pilot.press("f2", "v")
        await pilot.pause()
        assert is_on(few, HistoryDialog)
        assert "Not changed since you added it." in read_screen(few)
        await pilot.press("escape", "down")
        await pilot.pause()
        item = few.current_book.find_entry(6)
        five = few.current_book.find_entry(5)
        assert item is not None
        assert five is not None
        few.current_book.edit(6, [five.entry], date(2026, 11, 20))
        await pilot.press("v")
        await pilot.pause()
        text = read_screen(few)
        assert "Nothing was changed" not in text
        assert "since 20 Nov 2026" in text
        assert "from 12 Nov 2026 to 20 Nov 2026" in text
        assert text.index("asked 15.00") < text.index("paid 15.00")
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "15.00" not in read_screen(few)
        await pilot.press("v")
        await pilot.pause()
        assert is_on(few, EntriesScreen)


async def test_hidden_amounts_are_shown_nowhere(few: TrackerApp) -> None:
    amounts = re.compile(r"15\.00|450|50\.00|950|30\.00|12\.50|45")
    async with few.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        few.current_book.drafts.save("45 merch", TODAY)
        await pilot.press("f2", "ctrl+n")
        for keys in (("down", "down", "down"), ("d",), ("escape", "v"), ("escape", "end", "left")):
            await pilot.press(*keys)
            await pilot.pause()
            assert not amounts.search(read_screen(few)), keys
            assert "•••" in read_screen(few) or keys[-1] == "left"
        await pilot.press("end", "ctrl+home", "d")
        await pilot.pause()
        assert not amounts.search(read_screen(few))
        await pilot.press("escape")
        await search_for(pilot, "ask ")
        assert "•••" in read_screen(few)
        assert not amounts.search(read_screen(few))


async def test_an_empty_book_says_one_sentence_and_one_key(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "enter", "d", "v", "s", "left", "home", "e")
        await pilot.pause()
        assert is_on(app, EntriesScreen)
        text = read_words(app)
        assert "No entries yet. a Add an entry: what you were asked for, or what you gave." in text
        for word in ("Delete", "Change", "Sort", "Months", "Find"):
            assert word not in text
        log_lines(app.current_book, "paid 5 dues")
        assert isinstance(app.screen, EntriesScreen)
        app.screen.reload()
        await pilot.pause()
        assert "5.00" in read_screen(app)
        await pilot.pause()
        await pilot.press("d", "enter")
        await pilot.pause()
        assert "No entries yet." in read_screen(app), "keys go to the list once there is one"


async def test_on_a_narrow_screen_what_matters_most_is_there(few: TrackerApp) -> None:
    async with few.run_test(size=(60, 20)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        row = next(line for line in read_screen(few).splitlines() if line.split()[:1] == ["4"])
        assert " ".join(row.split()).startswith("4 3 Nov asked")
        assert "50.00 to 450.00" in row
        assert "later" in row
        assert "esc Back" in read_screen(few)
        assert "? Help" in read_screen(few)
        await pilot.press("question_mark")
        assert is_on(few, HelpDialog)
        await pilot.press("escape", "slash")
        for size in ((20, 5), (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("a", "escape", "down")
        await pilot.pause()
        assert is_on(few, EntriesScreen)


async def test_a_book_that_cannot_be_read_is_said_while_one_looks_for_something(
    few: TrackerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with few.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        monkeypatch.setattr(
            SearchQueries, "load_window", fail_with(DamagedBookError("Part of it cannot be read."))
        )
        await search_for(pilot, "ask")
        assert "Part of it cannot be read." in read_words(few)
        assert is_on(few, EntriesScreen)
        await pilot.press("escape", "left")
        await pilot.pause()
        assert is_on(few, EntriesScreen)


async def test_going_back_to_the_place_finds_what_is_new(few: TrackerApp) -> None:
    async with few.run_test(size=(100, 24)) as pilot:
        await pilot.press("f2")
        await search_for(pilot, "merch ")
        assert list_numbers(few) == ["6", "5"], "the payment is of the ask's kind"
        await pilot.press("enter", "f1")
        await pilot.pause()
        log_lines(few.current_book, "20 merch no")
        await pilot.press("f2")
        await wait_for_filter(pilot)
        assert list_numbers(few) == ["8", "6", "5"]


OF_ONE_DAY = (
    "2026-11-05 meeting 2h",
    "2026-11-05 seen 50-450 donation #basics_affected: they went round",
    "2026-11-05 ask 15 merch no",
    "2026-11-05 heard 45 donation",
    "2026-11-06 meeting #no_money",
)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_belongs_to_a_meeting_is_indented_below_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(make_book(tmp_path / "book.db", *OF_ONE_DAY, group="circle"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        lines = [line[:56].rstrip() for line in read_screen(app).splitlines()]
        start = next(index for index, line in enumerate(lines) if " 5  6 Nov" in line)
        rows = [re.sub(r"^\W*(?=\d)", "", line) for line in lines[start : start + 5]]
        assert [row[:19].rstrip() for row in rows] == [
            "5  6 Nov  meeting",
            "4  5 Nov  I heard o",
            "1  5 Nov  meeting",
            "2  5 Nov    I saw",
            "3  5 Nov    asked",
        ]
        assert "50.00 to 450.00" in rows[3]
        await pilot.press("s")
        await pilot.pause()
        assert "Nov  I saw" in read_screen(app), "in another order nothing is below it"


async def test_the_details_of_a_meeting_list_what_belongs_to_it(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *OF_ONE_DAY, group="circle"))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "money didn’t come up" in read_details(app)
        await pilot.press("down", "down")
        await pilot.pause()
        details = read_details(app)
        assert "I saw entry 2: 50.00 to 450.00, donation" in details
        assert "asked entry 3: 15.00, merch, no" in details
        assert details.index("I heard of entry 4: 45.00") > details.index("asked entry 3")
        assert "come up" not in details
        await pilot.press("down")
        await pilot.pause()
        details = read_details(app)
        assert "at entry 1: meeting 2 h" in details
        assert "my words they went round" in details
        assert "said" not in details
        await pilot.press("ctrl+n", "up")
        await pilot.pause()
        assert "I saw entry 2: •••" in read_details(app)


def read_details(app: TrackerApp) -> str:
    """Return the details of the chosen entry as one line."""
    parts = app.screen.query_one(EntryDetail).entry_parts
    assert parts is not None
    return " ".join([parts.head, *(f"{label} {text}" for label, text in parts.parts)])
