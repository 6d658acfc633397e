"""Fundraising goals: all campaigns, each with its steps and its sentences."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.factories import fail_with, make_book
from tests.pilot_actions import is_on, open_app, read_screen, read_words
from tracker.app.tracker_app import TrackerApp
from tracker.book.ask_queries import AskQueries
from tracker.book.database.errors import FileAccessError
from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen

RAISED = (
    "Raised by about 2,400.00 to 4,000.00 (15 % to 25 %) to 18,400.00 to 20,000.00 on 16 Nov 2025,"
    " the day they said the earlier goal was reached."
)


async def open_goals(pilot: Pilot[None], group: str | None = None) -> None:
    """Open the goals as How often does."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    app.push_screen(FundraisingGoalsScreen(app.app_context, group))
    await pilot.pause()


async def test_every_campaign_has_its_steps_and_sentences(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await open_goals(pilot)
        for size in ((80, 40), (120, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = read_screen(app)
            assert text.index("+cellar") < text.index("+piano")
            assert "16,000.00 ┤" in text
            assert "◆ they say it was reached" in text
            assert RAISED.split("(", maxsplit=1)[0] in text


async def test_the_words_read_on_a_small_screen(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_goals(pilot)
        await pilot.press(*["down"] * 6)
        await pilot.pause()
        assert RAISED in read_words(app)
        await pilot.press("end", *["up"] * 3)
        await pilot.pause()
        assert "Raised by 600.00 (25 %) to 3,000.00" in read_words(app)


async def test_the_targets_of_one_group_only(tmp_path: Path) -> None:
    lines = ("goal 100 +roof @!first", "goal 200 +boat @!second")
    app = open_app(make_book(tmp_path / "two.db", *lines))
    async with app.run_test() as pilot:
        await open_goals(pilot)
        assert "+roof  first" in read_screen(app)
        assert "+boat  second" in read_screen(app)
        await pilot.press("escape")
        await open_goals(pilot, "second")
        assert "+boat" in read_screen(app)
        assert "+roof" not in read_screen(app)


async def test_a_book_without_any_says_how_to_note_one(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_goals(pilot)
        text = read_words(app)
        assert "No fundraising goals yet." in text
        assert "goal 20000 +office" in text
        await pilot.press("escape")
        await pilot.pause()
        assert not is_on(app, FundraisingGoalsScreen)


async def test_hidden_amounts_are_dots_in_names_too(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "hidden.db", "goal 500 +roof500", "goal 750 +roof500 met"))
    async with app.run_test(size=(120, 40)) as pilot:
        await open_goals(pilot)
        assert "+roof500" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        text = read_screen(app)
        assert "+roof•••" in text
        assert "500" not in text
        assert "50 %" not in text


async def test_a_book_that_cannot_be_read_says_why(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        monkeypatch.setattr(
            AskQueries, "load_goals", fail_with(FileAccessError("The file is gone."))
        )
        await open_goals(pilot)
        assert "The file is gone." in read_screen(app)


CAMPAIGN = (
    "2026-09-10 goal about 18000 +office reached @!circle",
    "2026-10-02 ask 5 donation +office no",
    "2026-10-03 seen 50-450 donation +office #public_pledge",
    "2026-10-04 heard about 45 donation +office",
    "2026-10-11 goal 24000-25200 +office",
    "2026-10-12 ask 20 donation +office gave 20",
    "2026-10-13 seen 10/month dues +!club",
    "2026-10-14 seen 7 dues",
)


async def test_what_was_asked_seen_and_given_is_between_the_goals(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *CAMPAIGN))
    async with app.run_test(size=(100, 50)) as pilot:
        await open_goals(pilot)
        text = read_words(app)
        sentences = (
            "+office",
            "About 18,000.00 named on 10 Sept 2026. They said it was reached.",
            "On 2 Oct 2026, you were asked: 5.00, donation, no.",
            "On 3 Oct 2026, you saw: 50.00 to 450.00, donation, amount made public.",
            "On 4 Oct 2026, you heard of: about 45.00, donation.",
            "Raised by about 6,000.00 to 7,200.00 (33 % to 40 %) to 24,000.00 to 25,200.00",
            "On 12 Oct 2026, you were asked: 20.00, donation, gave.",
            "On 12 Oct 2026, you paid: 20.00, donation.",
            "+club You recorded no goal for it.",
            "On 13 Oct 2026, you saw: 10.00 a month, dues.",
        )
        places = [text.index(sentence) for sentence in sentences]
        assert places == sorted(places)
        assert "7.00" not in text
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert not [number for number in ("450", "45.00", "40 %") if number in read_words(app)]
