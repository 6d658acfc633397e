"""In a few sentences, in the app: read, hidden, for another group, and with too few entries."""

from pathlib import Path

import pytest
from textual.widgets import Static

from tests.pilot_actions import is_on, open_app, read_words
from tests.walks import follow, wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.screens.share.short_account import ShortAccountScreen

RECOGNISED = "People who were there may still recognise you. It can wait a week."


def read_state(path: Path) -> tuple[bytes, int]:
    """Return what is in a file, and when it was written."""
    return path.read_bytes(), path.stat().st_mtime_ns


def read_sentences(app: TrackerApp) -> str:
    """Return the sentences on the screen, also those that have to be scrolled to."""
    return str(app.screen.query_one("#sentences", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_sentences_come_with_what_to_know(
    story_path: Path, size: tuple[int, int]
) -> None:
    before = read_state(story_path)
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        await wait_until_settled(pilot)
        await app.run_action("app.page('short_account')")
        await wait_until_settled(pilot)
        assert is_on(app, ShortAccountScreen)
        assert RECOGNISED in read_words(app)
        told = read_sentences(app)
        assert 6 <= len(told.splitlines()) <= 8
        assert "The largest monthly payment I was asked for was about 3" in told
        assert "circle" not in read_words(app)
        assert "tea table" not in read_words(app)
        await follow(pilot, ["w"])
        await wait_until_settled(pilot)
        other = read_sentences(app)
        assert other
        assert other != told
        await follow(pilot, ["w"])
        await wait_until_settled(pilot)
        assert read_sentences(app) == told
    assert read_state(story_path) == before


async def test_no_amount_is_seen_while_amounts_are_hidden(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.run_action("app.page('short_account')")
        await wait_until_settled(pilot)
        assert "about 250 EUR" in read_words(app)
        await follow(pilot, ["ctrl+n"])
        await wait_until_settled(pilot)
        words = read_words(app)
        assert "about ••• EUR" in words
        assert "about ••• % of my income" in words
        assert "250" not in words


async def test_an_empty_notebook_says_what_is_needed(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        await app.run_action("app.page('short_account')")
        await wait_until_settled(pilot)
        words = read_words(app)
        assert "There isn’t enough for an account in a few sentences yet." in words
        assert RECOGNISED not in words
