"""Each setting that any version kept is read as it was meant, from a notebook of an early one."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.book.old_books import BOOKS
from tests.command_line import Tracker
from tests.factories import TODAY, log_lines
from tests.pilot_actions import is_on, read_screen
from tests.stored.old_notebook import (
    NAMES,
    copy_notebook,
    open_old,
    read_settings,
    write_settings,
)
from tracker.analysis.prompts import PromptKind
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.book.stores.auto_lock import parse_idle_minutes
from tracker.book.stores.letter import Letter
from tracker.clock import FixedClock
from tracker.entries.types import NeedKind
from tracker.screens.entries.repeat_prompt import RepeatPrompt
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.this_month.setup_prompts import find_todays_prompt

SETTINGS = NAMES["settings"]
LATER = date(2026, 12, 15)
"""A day on which an income of September has stood for long."""


def app_on(path: Path) -> TrackerApp:
    return TrackerApp(path, FixedClock(TODAY))


async def test_amounts_are_hidden(tmp_path: Path) -> None:
    for hidden in ("", *SETTINGS["hidden"]):
        app = app_on(copy_notebook(tmp_path, {"hidden": hidden} if hidden else {}))
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert ("•••" in read_screen(app)) is bool(hidden)


@pytest.mark.parametrize("minutes", SETTINGS["idle_minutes"])
def test_it_locks_after_the_minutes_that_were_chosen(tmp_path: Path, minutes: str) -> None:
    with open_old(tmp_path, {"idle_minutes": minutes}) as book:
        assert parse_idle_minutes(book.settings.load_all()) == int(minutes)


async def test_the_line_that_was_begun_is_gone_on_with(tmp_path: Path) -> None:
    path = copy_notebook(tmp_path, {"begun": SETTINGS["begun"][0]})
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO drafts VALUES (1, '2026-11-12', 'ask 40 merch')")
        connection.execute("INSERT INTO drafts VALUES (2, '2026-11-12', 'ask 50 event')")
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert "ask 40 merch" in read_screen(app)
        assert "ask 50 event" not in read_screen(app)


def test_the_letter_that_was_begun_is_there(tmp_path: Path) -> None:
    with open_old(tmp_path, {"letter.begun": SETTINGS["letter.begun"][0]}) as book:
        begun = Letter("Sleep on it.", date(2026, 11, 10), before_you_answer=True, first_ask=False)
        assert book.letter.load_draft() == begun
        book.letter.save_draft(begun)
        assert book.settings.get("letter.begun") == SETTINGS["letter.begun"][0]


def test_the_answers_that_were_begun_are_there(tmp_path: Path) -> None:
    (begun,) = SETTINGS["answers.begun"]
    with open_old(tmp_path, {"answers.begun": begun}) as book:
        assert book.group_questions.load_drafts() == {(1, None): "They sai", (2, 1): "No"}
        book.group_questions.save_draft(2, 1, "No")
        assert book.settings.get("answers.begun") == begun


@pytest.mark.parametrize("value", ["on", *SETTINGS["backups"]])
def test_no_copy_is_made_where_none_was_wanted(tmp_path: Path, value: str) -> None:
    with open_old(tmp_path, {"backups": value}) as book:
        assert len(book.maintenance.backups.list_all()) == (0 if value == "off" else 1)


def test_what_was_left_of_something_erased_is_cleared_at_the_next_opening(tmp_path: Path) -> None:
    path = copy_notebook(tmp_path, {"unclear": SETTINGS["unclear"][0]})
    assert read_settings(path) == {"unclear": "1"}
    open_book(path).close()
    assert read_settings(path) == {}


@pytest.mark.parametrize("kept", ["", "labels.kept"])
async def test_a_label_that_is_one_is_not_asked_about_again(tmp_path: Path, kept: str) -> None:
    path = copy_notebook(tmp_path)
    with open_book(path) as book:
        log_lines(book, "2026-11-12 need other 35 'monthly'")
        (number,) = (item.number for item in book.load_latest(1, TODAY))
    write_settings(path, {kept: f"3 {number}"} if kept else {})
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(RepeatPrompt).display is not bool(kept)


SETUP_KEYS = ("question.needs", "question.rent", "question.other_costs", "question.limit")
QUESTIONS = [
    ((), PromptKind.FOOD),
    (("question.needs",), PromptKind.RENT),
    (SETUP_KEYS[:2], PromptKind.OTHER_COSTS),
    (SETUP_KEYS[:3], PromptKind.LIMIT),
    (SETUP_KEYS, PromptKind.STILL),
    ((*SETUP_KEYS, "question.still"), None),
]
"""What is asked next where these questions are skipped or put off."""


@pytest.mark.parametrize("value", ["never", "2026-12-10"])
@pytest.mark.parametrize(("skipped", "expected"), QUESTIONS, ids=str)
def test_a_question_that_was_skipped_or_put_off_rests(
    tmp_path: Path, skipped: tuple[str, ...], expected: PromptKind | None, value: str
) -> None:
    path = Path(shutil.copy(BOOKS / "schema_2.db", tmp_path / "book.db"))
    write_settings(path, dict.fromkeys(skipped, value))
    with open_book(path) as book:
        asked = find_todays_prompt(book.load_monthly_facts(LATER), book)
        assert (asked.kind if asked else None) == expected
        book.settings.set("question.last", str(LATER))
        assert find_todays_prompt(book.load_monthly_facts(LATER), book) is None


def test_the_question_about_an_income_rests_and_a_confirmed_one_is_not_asked_about(
    tmp_path: Path,
) -> None:
    rest = dict.fromkeys(SETUP_KEYS, "never")
    path = Path(shutil.copy(BOOKS / "schema_2.db", tmp_path / "book.db"))
    write_settings(path, {**rest, "question.confirmed": "2026-11-30"})
    with open_book(path) as book:
        assert find_todays_prompt(book.load_monthly_facts(LATER), book) is None
        book.delete(1, TODAY)
        asked = find_todays_prompt(book.load_monthly_facts(LATER), book)
        assert asked is not None
        assert asked.kind is PromptKind.INCOME
        book.settings.set("question.income", "never")
        assert find_todays_prompt(book.load_monthly_facts(LATER), book) is None


@pytest.mark.parametrize(
    ("cost", "name"), [(NeedKind.FOOD, "question.needs"), (NeedKind.RENT, "question.rent")]
)
def test_the_command_line_leaves_out_what_was_left_out_and_calls_it_the_same(
    tracker: Tracker, cost: NeedKind, name: str
) -> None:
    shutil.copy(BOOKS / "schema_2.db", tracker.book)
    write_settings(tracker.book, {name: "never"})
    with open_book(tracker.book) as book:
        assert book.load_monthly_facts(TODAY).skipped_costs == {cost}
    assert tracker("dont-ask", cost.value, "--again").code == 0
    assert name not in read_settings(tracker.book)
    assert tracker("dont-ask", cost.value).code == 0
    assert read_settings(tracker.book)[name] == "never"


def test_whatever_was_kept_together_the_app_and_the_command_line_open_it(tracker: Tracker) -> None:
    every = {name: values[0] for name, values in SETTINGS.items() if values}
    path = copy_notebook(tracker.folder, every)
    assert tracker("entries", book="book.db").code == 0
    kept = read_settings(path)
    assert kept == every, "what is only looked at is left as it is"
    assert tracker("undo", "--yes", book="book.db").code == 0
    saved, given = read_settings(path), {**every}
    assert saved.pop("last_opened") > given.pop("last_opened"), "something was saved"
    del given["unclear"]
    assert saved == given
