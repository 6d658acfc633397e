"""This month: the texts follow from the entries, and nothing is graded."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest

from tests.factories import (
    DAY_BEFORE,
    LAST_MONTH,
    TODAY,
    fail_with,
    log_lines,
    make_book,
    make_story,
)
from tests.pilot_actions import is_on, open_app, read_screen, read_words
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import DamagedBookError
from tracker.book.open_book import open_book
from tracker.clock import Moment
from tracker.screens.start.open_error import OpenErrorScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

BASICS = (
    "2026-09-01 income 950/month",
    "2026-09-01 need food 260/month",
    "2026-09-01 need rent 0/month",
    "2026-09-01 limit 2%",
)


async def render_this_month(path: Path, *lines: str) -> str:
    """Return This month as text, for a new book with these lines."""
    make_book(path / "book.db", *lines)
    return await read_after_reopening(path)


async def read_after_reopening(path: Path) -> str:
    """Return This month as text, for the book that was made before."""
    app = open_app(path / "book.db")
    async with app.run_test(size=(100, 30)):
        return read_words(app)


async def test_what_is_left_is_told_with_what_it_rests_on(tmp_path: Path) -> None:
    text = await render_this_month(
        tmp_path,
        *BASICS,
        "2026-11-02 ask 50-450 donation pledged 50",
        "2026-11-03 15 merch no no gave 15",
        "2026-11-04 paid 20 event",
        "2026-11-05 30/month dues no",
    )
    assert "EUR left until 30 Nov" in text
    assert "950.00 income, minus 260.00 living costs and 35.00 given" in text
    assert "3.7 % of this month’s income went to the group" in text
    assert "my limit 2 %" in text
    assert "you were asked for 95.00 to 495.00" in text
    assert "you gave 35.00" in text
    assert "asked 3 times" in text


async def test_an_estimated_part_and_missing_payments_are_told_below(tmp_path: Path) -> None:
    text = await render_this_month(
        tmp_path,
        *BASICS,
        "2026-11-04 paid about 12 event",
        "2026-11-05 paid 8 dues",
        "2026-11-06 paid ? dues",
    )
    assert "and 20.00 given" in text
    assert (
        "12.00 of what you gave is estimated. The sum is without one payment whose amount you"
        " don’t know."
    ) in text


async def test_unknown_payments_alone_are_no_sum_of_nothing(tmp_path: Path) -> None:
    text = await render_this_month(tmp_path, *BASICS, "2026-11-06 paid ? dues")
    assert "950.00 income, minus 260.00 living costs" in text
    assert "You made one payment whose amount you don’t know. It isn’t counted here." in text
    assert "0.00 given" not in text
    assert "you gave" not in text
    assert "0.0 %" not in text


async def test_without_an_amount_left_unknown_payments_are_no_nought(tmp_path: Path) -> None:
    text = await render_this_month(tmp_path, "2026-11-06 paid ? dues")
    assert "EUR given to the group this month" in text
    assert "0.00" not in text


async def test_what_was_given_beyond_what_is_left_is_told_plainly(tmp_path: Path) -> None:
    text = await render_this_month(
        tmp_path, *BASICS, "2026-11-01 need rent 680/month", "paid 25 donation"
    )
    assert "15.00 of what you gave came out of your living costs" in text


async def test_a_month_without_income_gets_a_sentence(tmp_path: Path) -> None:
    text = await render_this_month(
        tmp_path, *BASICS, "2026-11-01 income 0/month", "paid 12 donation"
    )
    assert "12.00 given in a month without income" in text
    assert "of this month’s income" not in text


@pytest.mark.parametrize(
    "lines",
    [
        ("paid 5 dues",),
        ("paid 5 dues", "need food 100", "need rent 0/month"),
        ("paid 5 dues", "income 100", "need food 260/month"),
    ],
)
async def test_what_is_missing_is_asked_for_and_nobody_who_put_that_off_is_reminded(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    path = make_book(tmp_path / "book.db", *lines, saved_on=DAY_BEFORE, first_saved=LAST_MONTH)
    assert "not now" in await read_after_reopening(tmp_path)
    with open_book(path) as book:
        book.settings.set("question.last", str(TODAY))
    text = await read_after_reopening(tmp_path)
    assert "EUR given to the group this month" in text
    for word in ("not now", "left", "know", "e.g."):
        assert word not in text


async def test_nothing_given_is_no_figure_to_begin_with(tmp_path: Path) -> None:
    make_book(tmp_path / "book.db", "2026-10-03 paid 5 dues", first_saved=LAST_MONTH)
    text = await read_after_reopening(tmp_path)
    assert "0.00" not in text
    assert "given to the group" not in text


async def test_a_sum_says_also_in_the_first_week_what_is_not_in_it(tmp_path: Path) -> None:
    make_book(tmp_path / "book.db", "paid 5 dues", "paid ? merch")
    text = await read_after_reopening(tmp_path)
    assert "The sum is without one payment whose amount you don’t know." in text


async def test_a_line_of_an_amount_and_an_ask_without_one(tmp_path: Path) -> None:
    text = await render_this_month(tmp_path, "2026-10-01 limit 20", "ask ? donation later")
    assert "my limit 20.00 a month" in text
    assert "you were asked, with no amount named" in text
    assert "asked once" in text
    assert "no amount named" in text


async def test_asks_with_and_without_an_amount_are_told_apart(tmp_path: Path) -> None:
    text = await render_this_month(
        tmp_path, "20 event no", "ask ? donation later", "ask ? other no"
    )
    assert "you were asked for 20.00, and 2 times with no amount named" in text
    assert "asked 3 times" in text


async def test_an_empty_book_says_one_sentence_and_one_key(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test():
        text = read_screen(app)
        assert "No entries yet." in text
        assert "a Add an entry" in text
        assert "0.00" not in text


async def test_nothing_grades_or_names_a_debt(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("f1", "f3", "left", "left", "a", "escape", "x"):
            await pilot.press(key)
            await pilot.pause()
            text = read_screen(app).casefold()
            for word in ("overdue", "owe", "unpaid", "budget", "score", "streak", "!"):
                assert word not in text, word


async def test_undo_says_what_was_taken_back_as_a_line(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        log_lines(app.current_book, "2026-11-12 ask 77 merch no")
        await pilot.press("f3", "f1")
        await pilot.pause()
        assert "77.00" in read_screen(app)
        await pilot.press("u")
        await pilot.pause()
        await pilot.pause()
        assert "Undone: asked 77.00, merch, no" in read_words(app)
        assert "asked for 77.00" not in read_words(app)


async def test_what_is_told_in_passing_is_whole_and_leaves_the_answers_in_sight(
    tmp_path: Path,
) -> None:
    app = open_app(make_story(tmp_path / "book.db", saved_on=DAY_BEFORE))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        log_lines(app.current_book, "2026-11-12 ask 15 merch no no gave 15 #buy_pressed")
        await pilot.press("f3", "f1", "u")
        await pilot.pause()
        await pilot.pause()
        text = read_screen(app)
        assert "Undone: asked 15.00, merch, no twice, … and 1 more entry." in text
        assert "Is your income 840.00 now?" in text
        assert all(answer in text for answer in ("yes", "no, it changed", "not now"))


async def test_undo_of_several_and_of_nothing(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        log_lines(app.current_book, "15 merch gave 15", "meeting 2h")
        await pilot.press("u")
        await pilot.pause()
        await pilot.pause()
        assert "and 2 more entries" in read_words(app)
        assert "No entries yet." in read_screen(app)
        await pilot.press("u")
        await pilot.pause()
        await pilot.pause()
        assert "There’s nothing to undo." in read_words(app)


async def test_a_large_change_wants_the_key_twice(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        before = len(list(app.current_book.load_entries()))
        log_lines(app.current_book, *["meeting 2h"] * 6)
        await pilot.press("u")
        await pilot.pause()
        assert "made 6 entries. Press the same key again" in " ".join(
            read_screen(app).replace("▌", " ").split()
        )
        assert len(list(app.current_book.load_entries())) == before + 6, (
            "one key took back too much"
        )
        await pilot.press("u")
        await pilot.pause()
        assert len(list(app.current_book.load_entries())) == before


async def test_a_book_that_can_no_longer_be_read_gets_its_sentence(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        assert is_on(app, ThisMonthScreen)

        monkeypatch.setattr(
            Book, "load_monthly_facts", fail_with(DamagedBookError("Part of it cannot be read."))
        )
        await pilot.press("f3")
        await pilot.pause()
        await pilot.pause()
        assert is_on(app, OpenErrorScreen)
        assert "Part of it cannot be read." in read_screen(app)
        await pilot.press("escape")
    assert app.return_code == 1


@dataclass
class TurningClock:
    """A clock whose day can be changed."""

    day: date

    def today(self) -> date:
        return self.day

    def undated_day(self) -> date:
        return self.day

    def now(self) -> Moment:
        return Moment(self.day, time(20))


async def test_a_new_day_is_noticed(story_path: Path) -> None:
    clock = TurningClock(date(2026, 11, 30))
    app = TrackerApp(story_path, clock)
    async with app.run_test() as pilot:
        assert "November 2026" in read_screen(app)
        clock.day = date(2026, 12, 1)
        assert isinstance(app.screen, ThisMonthScreen)
        app.screen.check_clock()
        await pilot.pause()
        assert "December 2026" in read_screen(app)
        assert "EUR left until 31 Dec" in read_screen(app)


async def test_amounts_of_seven_digits_fit(tmp_path: Path) -> None:
    big = ("2026-11-01 income 9999999.99", "2026-11-01 need rent 1000000", "paid 8888888.88 other")
    text = await render_this_month(tmp_path, *big, "2026-11-01 need food 0/month")
    assert "9,999,999.99 income, minus 1,000,000.00 living costs and 8,888,888.88 given" in text


async def test_a_question_is_kept_apart_from_the_keys(tmp_path: Path) -> None:
    app = open_app(make_story(tmp_path / "book.db", saved_on=DAY_BEFORE))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = read_screen(app).splitlines()
        (answers,) = (y for y, line in enumerate(lines) if "don’t ask again" in line)
        assert lines[answers + 1] == ""
        assert "Add an entry" in lines[answers + 2]
        assert "Latest entries" in "\n".join(lines)


WORDS = (
    '2026-11-10 ask 30/month dues no "the cause comes first": they knew',
    "2026-11-11 seen 50-450 donation: everyone named a sum",
    "2026-11-12 wrote: I liked the soup",
)
"""Entries with what was said, with own words, and a thought."""
QUOTES = ("the cause comes first", "they knew", "everyone named a sum", "I liked the soup")


def read_quotes(app: TrackerApp) -> list[str]:
    """Return the words of the entries that are on the screen."""
    return [quote for quote in QUOTES if quote in read_screen(app)]


async def test_words_are_folded_and_one_key_shows_them(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *WORDS, first_saved=LAST_MONTH))
    async with app.run_test(size=(100, 40)) as pilot:
        assert read_quotes(app) == []
        text = read_words(app)
        assert "12 Nov I wrote “…”" in text
        assert "11 Nov I saw donation 50.00 to 450.00 “…”" in text
        assert "10 Nov asked dues 30.00 a month no “…”" in text
        assert "w Show words" in text
        await pilot.press("w")
        await pilot.pause()
        assert read_quotes(app) == list(QUOTES)
        assert "“…”" not in read_screen(app)
        assert "w Hide words" in read_words(app)
        assert "Show words" not in read_words(app)
        await pilot.press("w")
        await pilot.pause()
        assert read_quotes(app) == []
        assert "w Show words" in read_words(app)


@pytest.mark.parametrize("leave", [("f2", "f1"), ("a", "escape")])
async def test_words_are_folded_again_when_the_person_comes_back(
    tmp_path: Path, leave: tuple[str, ...]
) -> None:
    app = open_app(make_book(tmp_path / "book.db", *WORDS))
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert read_quotes(app)
        for key in leave:
            await pilot.press(key)
            await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert read_quotes(app) == []


async def test_a_dialog_over_the_screen_leaves_words_as_they_are(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *WORDS))
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("w", "question_mark")
        await pilot.pause()
        await pilot.press("escape", "ctrl+n")
        await pilot.pause()
        assert read_quotes(app) == list(QUOTES)


async def test_the_key_of_words_is_there_where_there_are_some(tmp_path: Path) -> None:
    lines = ("30/month dues no", *WORDS)
    app = open_app(make_book(tmp_path / "book.db", *lines, first_saved=LAST_MONTH))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "w Show words" in read_words(app)
        await pilot.resize_terminal(40, 10)
        await pilot.press("w")
        await pilot.pause()
        assert read_quotes(app) == []
    app = open_app(make_book(tmp_path / "plain.db", "30/month dues no"))
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Show words" not in read_screen(app)
        await pilot.press("w")
        await pilot.pause()
        assert "asked dues 30.00 a month no" in read_words(app)
