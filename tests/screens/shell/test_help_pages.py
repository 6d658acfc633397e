"""The help pages in the app: a list, a page, its links, and the way back."""

from pathlib import Path

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.app.test_pages import list_offers
from tests.factories import PASSPHRASE
from tests.pilot_actions import is_on, open_app, read_file, read_screen, read_words
from tests.walks import ROW, follow, wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.help_pages.pages import NO_PAGES, load_help_pages
from tracker.screens.shell.help_pages import HelpPageScreen, HelpPagesScreen
from tracker.screens.shell.helplines import HelplinesDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.start.welcome import WelcomeScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.help_text import HelpText

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where an address would be opened."""

    def fail(*_arguments: object, **_options: object) -> None:
        pytest.fail("A browser keeps a history.")

    monkeypatch.setattr(App, "open_url", fail)


def list_files(folder: Path) -> list[Path]:
    """The files in a folder."""
    return list(folder.iterdir())


async def open_page(
    pilot: Pilot[None], name: str, help_key: str = "question_mark"
) -> HelpPageScreen:
    """Open a page from the list."""
    await follow(pilot, [help_key, "p", f"{ROW}{name}", "enter"])
    await wait_until_settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, HelpPageScreen)
    assert screen.page.name == name
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_is_read_from_the_list_and_esc_leads_back(
    story_path: Path, size: tuple[int, int]
) -> None:
    before = read_file(story_path)
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        await follow(pilot, ["question_mark", "p"])
        await wait_until_settled(pilot)
        assert is_on(app, HelpPagesScreen)
        listed = [option.id for option in app.screen.query_one(OptionList).options if option.id]
        assert listed == list(load_help_pages())
        assert "…" not in read_screen(app), "every title is whole"
        assert "Start › Your first ten minutes" in read_words(app)
        assert "try everything once, with a made-up person." in read_words(app)
        await pilot.press("down")
        await wait_until_settled(pilot)
        assert "after a meeting, a message or a payment." in read_words(app)
        await follow(pilot, [f"{ROW}tags", "enter"])
        await wait_until_settled(pilot)
        assert is_on(app, HelpPageScreen)
        assert read_words(app).startswith("Tags A tag says what you noticed")
        last_words = load_help_pages()["tags"].text.split()[-1].strip("`.")
        await pilot.press("end")
        await wait_until_settled(pilot)
        assert last_words in read_screen(app)
        await pilot.press("escape")
        await wait_until_settled(pilot)
        assert is_on(app, HelpPagesScreen)
        highlighted = app.screen.query_one(OptionList).highlighted_option
        assert highlighted is not None
        assert highlighted.id == "tags"
        await pilot.press("escape")
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)
        assert len(app.screen_stack) == 1
    assert read_file(story_path) == before


async def test_tab_chooses_a_link_and_enter_opens_its_page(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_page(pilot, "figures")
        text = screen.query_one(HelpText)
        assert len(text.links) > 2
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert app.screen is screen, "no link is chosen yet"
        await pilot.press("tab", "tab", "shift+tab")
        assert text.chosen_link == 1
        await pilot.press("shift+tab")
        await wait_until_settled(pilot)
        row, linked = text.links[text.chosen_link]
        assert text.chosen_link == len(text.links), "round to the last one"
        top = text.scroll_offset.y
        assert top <= row < top + text.scrollable_content_region.height
        assert "enter Open" in read_words(app)
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert isinstance(app.screen, HelpPageScreen)
        assert app.screen.page.name == linked
        await pilot.press("escape")
        await wait_until_settled(pilot)
        assert app.screen is screen


async def test_a_click_on_a_link_opens_its_page(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_page(pilot, "figures")
        text = screen.query_one(HelpText)
        row, linked = text.links[1]
        title = load_help_pages()[linked].title
        line = read_screen(app).splitlines()[text.region.y + row]
        column = line.index(title.split()[-1])
        await pilot.click(offset=(column, text.region.y + row))
        await wait_until_settled(pilot)
        assert isinstance(app.screen, HelpPageScreen)
        assert app.screen.page.name == linked


async def test_the_usual_keys_work_on_both_screens(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_page(pilot, "entry-line")
        shown = read_screen(app)
        await pilot.press("ctrl+n")
        await wait_until_settled(pilot)
        assert read_screen(app) == shown, "the examples are nobody's amounts"
        for _screen in (screen, HelpPagesScreen):
            await pilot.press("h")
            await wait_until_settled(pilot)
            assert is_on(app, HelplinesDialog)
            await pilot.press("escape", "escape")
            await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)


@pytest.mark.parametrize("keys", [[], ["enter"]], ids=["list", "page"])
async def test_it_locks_there_and_quits(locked_path: Path, keys: list[str]) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        await follow(pilot, ["question_mark", "p", *keys])
        await wait_until_settled(pilot)
        opened: TrackerApp = app
        assert isinstance(opened.screen, HelpPageScreen if keys else HelpPagesScreen)
        await pilot.press("ctrl+l")
        await wait_until_settled(pilot)
        assert is_on(app, UnlockScreen)
        assert len(app.screen_stack) == 1, "nothing of the pages is below"
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        await follow(pilot, ["question_mark", "p", *keys, "ctrl+q"])
        await wait_until_settled(pilot)
        assert not app.is_running


async def test_pages_are_there_before_there_is_a_notebook(tmp_path: Path) -> None:
    app = open_app(tmp_path / "none.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        assert is_on(app, WelcomeScreen)
        await open_page(pilot, "safety", "f10")
        await pilot.press("escape", "escape")
        await wait_until_settled(pilot)
        assert is_on(app, WelcomeScreen)
    assert not list_files(tmp_path)


@pytest.mark.parametrize(
    ("query", "page"), [("figures", "figures"), ("synced", "synced-folder"), ("manual", "")]
)
async def test_the_palette_finds_the_list_and_each_page(
    story_path: Path, query: str, page: str
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await wait_until_settled(pilot)
        offers = await list_offers(pilot, query)
        title = load_help_pages()[page].title if page else "Help pages"
        assert any(title in offer for offer in offers)
        await pilot.press("enter")
        await wait_until_settled(pilot)
        shown: TrackerApp = app
        assert not isinstance(shown.screen, CommandPalette)
        assert shown.screen.title == title


async def test_the_palette_does_not_name_the_page_on_leaving(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await wait_until_settled(pilot)
        offers = await list_offers(pilot, "after")
        assert not [offer for offer in offers if "leave" in offer], "someone may look on"


@pytest.mark.parametrize("size", SIZES)
async def test_missing_pages_are_one_sentence(
    story_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("tracker.help_pages.pages.find_help_folder", lambda: tmp_path)
    load_help_pages.cache_clear()
    try:
        app = open_app(story_path)
        async with app.run_test(size=size) as pilot:
            await follow(pilot, ["question_mark", "p"])
            await wait_until_settled(pilot)
            assert is_on(app, HelpPagesScreen)
            assert NO_PAGES in read_words(app)
            await pilot.press("enter", "escape")
            assert not is_on(app, HelpPagesScreen)
    finally:
        load_help_pages.cache_clear()
