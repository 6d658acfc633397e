"""The pages in the palette: found by name and by other words, from every screen."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.fuzzy import Matcher
from textual.pilot import Pilot

import tracker
from tests.factories import TODAY, make_book
from tests.pilot_actions import KEYS, is_on, open_app, type_in
from tests.texts.message_scan import find_all_messages
from tests.walks import wait_until_settled
from tracker.app.pages import PAGES
from tracker.book.open_book import open_book
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.leaving.leaving_screen import LeavingScreen
from tracker.screens.shell.helplines import HelplinesDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

LINES = (
    "2026-08-01 paid 30/month dues by debit",
    "2026-08-02 ask 12/month other yes",
    "2026-08-03 meeting 2h #help_received",
)
"""A regular payment, a regular yes and a meeting, for pages that need one."""


async def search_palette(pilot: Pilot[None], query: str) -> list[str]:
    """Open the palette, type a query, and return the offers as they are shown."""
    await pilot.press("ctrl+p")
    await pilot.press(*query)
    for _attempt in range(50):
        await pilot.pause(0.02)
        offers = [
            str(option.prompt)
            for commands in pilot.app.screen.query(CommandList)
            for option in commands.options
        ]
        if any(query[:4] in offer.lower() for offer in offers):
            break
    return offers


@pytest.mark.parametrize("screen", ["f1", "f2", "f3", "f4", "f5"])
async def test_a_page_is_found_by_another_word_from_every_screen(
    story_path: Path, screen: str
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(screen)
        await wait_until_settled(pilot)
        offers = await search_palette(pilot, "promises")
        assert any("What you said yes to" in offer for offer in offers)
        if screen == "f1":
            await pilot.press("enter")
            await wait_until_settled(pilot)
            assert is_on(app, PledgesScreen)


@pytest.mark.parametrize("name", PAGES)
async def test_each_page_opens_in_an_empty_notebook_and_esc_leads_back(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "book.db"
    make_book(path)
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        await app.run_action(f"app.page('{name}')")
        await wait_until_settled(pilot)
        assert not is_on(app, ThisMonthScreen)
        await pilot.press("f7")
        await wait_until_settled(pilot)
        assert is_on(app, HelplinesDialog)
        await pilot.press("escape", "escape")
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)


OPEN_PAGES = """
import asyncio, sys
from datetime import date
from pathlib import Path
from tracker.app import tracker_app
from tracker.clock import FixedClock
def list_modules():
    return {name for name in sys.modules if name.partition(".")[0] == "tracker"}
async def main():
    app = tracker_app.TrackerApp(Path(sys.argv[1]), FixedClock(date(2026, 11, 12)))
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.5)
        await pilot.press("escape")
        await pilot.pause(0.5)
        before = list_modules()
        for name in sys.argv[2:]:
            await app.run_action(f"app.page('{name}')")
            await pilot.pause(0.1)
            print(type(app.screen).__name__)
            while name == "leaving" and "stop" in app.screen.idle_actions():
                await pilot.pause(0.1)
            for key in "dsftlh" if name == "leaving" else ():
                await pilot.press(key)
                await pilot.pause(0.1)
                print(type(app.screen).__name__)
                await pilot.press("escape")
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
        print(*sorted(list_modules() - before))
asyncio.run(main())
"""
"""What opens pages after the palette, and in one of them all that it leads to."""


def test_opening_a_page_reads_no_file_that_tells_which(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", *LINES, group="circle")
    with open_book(path) as book:
        book.maintenance.backups.make(TODAY)
    run = subprocess.run(
        [sys.executable, "-c", OPEN_PAGES, str(path), *PAGES],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    *screens, new_modules = run.stdout.splitlines()
    assert new_modules == ""
    opened = [
        "LeavingScreen",
        "ChoiceDialog",
        "ChoiceDialog",
        "WrittenFilesDialog",
        "GroupClosingScreen",
        "LetterEditorScreen",
        "HelplinesDialog",
    ]
    first = screens.index("LeavingScreen")
    assert screens[first : first + len(opened)] == opened
    assert len(screens) == len(PAGES) + len(opened) - 1


LEAVING = "Payments, files and people"


@pytest.mark.parametrize(
    "query",
    [
        "leav",
        "leave",
        "leave the group",
        "Leaving the group",
        "leave them",
        "left",
        "quit",
        "quit the group",
        "break",
        "taking a break",
        "payments, f",
        "Payments, files and people",
    ],
)
async def test_leaving_is_found_by_each_of_its_words(story_path: Path, query: str) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        offers = await list_offers(pilot, query)
        assert any(LEAVING in offer for offer in offers)
        assert not [offer for offer in offers if "leav" in offer.lower()], "others may look on"
        if query == "quit":
            assert "Quit Tracker" in offers[0]
        else:
            await pilot.press("enter")
            await wait_until_settled(pilot)
            assert isinstance(app.screen_stack[1], LeavingScreen)


@pytest.mark.parametrize(
    "query",
    ["", "l", "lea", "let", "letter", "group", "the", "gr", "qui", "pay", "files", "people"],
)
async def test_leaving_is_never_offered_for_anything_else(story_path: Path, query: str) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 60)) as pilot:
        await wait_until_settled(pilot)
        offers = await list_offers(pilot, query)
        assert offers
        assert not [offer for offer in offers if LEAVING in offer]


def test_nothing_else_leads_to_leaving_or_names_it() -> None:
    named = [
        message.text for message in find_all_messages() if "leaving the" in message.text.lower()
    ]
    assert named == ["leaving the group"], "a word of the search, which is shown nowhere"
    assert "leav" not in (PAGES["leaving"].title + PAGES["leaving"].summary).lower()
    pages = Path(tracker.__file__).parent
    opened_by = [
        file.name for file in pages.rglob("*.py") if "LeavingScreen(" in file.read_text("utf-8")
    ]
    assert opened_by == ["leaving_screen.py"], "the class alone"
    assert not [
        file.name for file in pages.rglob("*.py") if "page('leaving')" in file.read_text("utf-8")
    ]


async def list_offers(pilot: Pilot[None], query: str) -> list[str]:
    """Open the palette, type a query, and return all offers once they stay the same."""
    await pilot.press("ctrl+p", *(KEYS.get(letter, letter) for letter in query))
    before: list[str] | None = None
    offers: list[str] = []
    while not offers or offers != before:
        before = offers
        await pilot.pause(0.2)
        offers = [
            str(option.prompt)
            for commands in pilot.app.screen.query(CommandList)
            for option in commands.options
        ]
    return offers


@pytest.mark.parametrize(
    ("typed", "score"),
    [("leave", 21.6), ("LEFT", 18.0), ("  break ", 21.6), ("left them", 0.9), ("lef", 0)],
)
def test_a_page_that_needs_a_beginning_is_scored_by_it(typed: str, score: float) -> None:
    page = PAGES["leaving"]
    assert page.find_score(typed, Matcher(typed.strip()), is_key=False) == pytest.approx(score)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("say no", "A card for the room"),
        ("is that normal", "In a few sentences"),
        ("tell someone", "In a few sentences"),
    ],
)
async def test_a_page_is_found_by_what_a_person_would_ask(
    story_path: Path, query: str, title: str
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        await pilot.press("ctrl+p")
        await type_in(pilot, query)
        await wait_until_settled(pilot)
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert app.screen.title == title
