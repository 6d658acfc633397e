"""Before you answer: what a yes would mean while you type, and saving the answer."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Digits, OptionList

from tests.books import HARD
from tests.factories import (
    LAST_MONTH,
    PASSPHRASE,
    fail_with,
    list_draft_texts,
    make_book,
    read_book_lines,
)
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_entry_line,
    read_screen,
    read_words,
    type_in,
)
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.book.stores.letter import Letter
from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen
from tracker.screens.log.letter_reader import LetterDialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.ask_suggestion_list import AskSuggestionList
from tracker.widgets.earlier_asks import EarlierAskList, render_earlier_asks
from tracker.widgets.entry_input import EntryInput

MONTH = (
    "2026-09-01 income 950/month",
    "2026-09-01 need food 260/month",
    "2026-09-01 need rent 0/month",
    "2026-09-01 limit 2%",
    "2026-09-01 wage 12",
)
ANSWERS = ("no", "later", "I won’t answer", "yes", "yes, to a different amount", "I don’t know yet")
WAYS = {answer: place for place, answer in enumerate(ANSWERS)}
"""The answers to an ask of one amount, in their order."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db", *MONTH, group="circle", first_saved=LAST_MONTH)


def read_main_figure(app: TrackerApp) -> str:
    return app.screen.query_one(Digits).value


async def test_what_a_yes_means_is_told_at_once_and_changes_while_typing(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen)
        await type_in(pilot, "30/month")
        assert read_main_figure(app) == "660.00", "before it is said what it is for"
        await type_in(pilot, " due")
        assert read_main_figure(app) == "660.00"
        text = read_words(app)
        for part in (
            "EUR left until 30 Nov if you say yes",
            "now 690.00",
            "3.2 % of this month’s income if you say yes, 0.0 % now",
            "my limit 2 %",
            "360.00 in a year",
            "each time: 3.5 days of food · 2.5 hours of work",
            "No earlier asks like this",
        ):
            assert part in text
        await pilot.press("home", "delete", "6")
        await pilot.pause()
        assert read_main_figure(app) == "630.00"
    assert len(read_book_lines(path)) == len(MONTH), "nothing is noted by typing"


async def test_a_smaller_amount_that_is_typed_is_what_is_told(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "50-450 donation")
        assert read_main_figure(app) == "640.00 to 240.00"
        text = read_words(app)
        for part in (
            "left until 30 Nov if you say yes",
            "The first figure is for 50.00, the second for 450.00.",
            "5.3 % to 47.4 % of this month’s income if you say yes, 0.0 % now",
            "5.8 to 51.9 days of food · 4.2 to 37.5 hours of work",
        ):
            assert part in text
        await paste_in(pilot, " pledged 20")
        assert read_main_figure(app) == "670.00"
        assert "The first figure" not in read_words(app)


async def test_more_than_is_left_is_said_in_words(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *HARD))
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/week dues")
        assert read_main_figure(app) == "0.00"
        text = read_words(app)
        assert (
            "If you say yes, 110.00 of this month’s giving comes out of your living costs."
            " Now it’s 20.00." in text
        )
        assert "Counted 3 times until 30 Nov." in text
        assert "To see more, type for example: wage 12" in text
        assert "enter Answer" in read_screen(app)
        await paste_in(pilot, " no")
        assert "enter Save" in read_screen(app), "nothing is left to answer"


async def test_what_is_missing_can_be_noted_here_and_the_ask_comes_back(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        promise = "What you type is kept as a draft until you delete it."
        assert f"You don’t have to answer tonight. {promise}" in read_words(app)
        await paste_in(pilot, "30 dues")
        assert read_main_figure(app) == "30.00"
        assert (
            "income 950/month · need food 260/month · need rent 380/month · wage 12"
            in read_words(app)
        )
        await pilot.press("ctrl+u")
        await paste_in(pilot, "2026-11-01 income 950/month")
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == "30 dues"
        assert read_main_figure(app) == "3.2\N{NO-BREAK SPACE}%"
        assert "Tracker doesn’t know yet what you spend on food and rent." in read_words(app)
        assert "for example: need food 260/month · need rent 380/month · wage 12" in read_words(app)


async def test_earlier_asks_of_the_kind_stand_below(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues @circle")
        assert "Earlier asks like this: dues, 6 times" in read_screen(app)
        rows = app.screen.query_one(EarlierAskList).rows
        assert [row.day for row in rows[-2:]] == ["22 Jan 2026", "15 Jan 2026"]
        assert rows[-1].followups == "they asked again on 22 Jan, you said yes on 5 Mar"
        assert rows[1].followups == "you took it back on 20 Jul, they asked again on 22 Jul"
        await pilot.press("ctrl+u")
        await paste_in(pilot, "20 event @circle")
        followed = [row.followups for row in app.screen.query_one(EarlierAskList).rows]
        assert "they asked again on the same day, then you said yes" in followed


CAMPAIGN = (
    "2026-10-01 ask 5 donation +!office no",
    "2026-10-02 ask 6 donation no",
    "2026-10-03 seen 50-450 donation +office #public_pledge",
    "2026-10-04 seen about 5 donation +office",
    "2026-10-05 seen 120 donation +office",
    "2026-10-06 heard 45 donation +office",
    "2026-10-07 seen 70 donation +!van",
)


async def test_for_a_campaign_what_others_were_asked_is_apart_below(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *MONTH, *CAMPAIGN, group="circle"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "50 donation")
        assert "Others asked" not in read_words(app)
        rows = app.screen.query_one(EarlierAskList).rows
        assert [row.amount for row in rows] == ["6.00", "5.00"]
        await paste_in(pilot, " +office")
        rows = app.screen.query_one(EarlierAskList).rows
        assert [(row.amount, row.followups[:7]) for row in rows] == [
            ("5.00", "+office"),
            ("6.00", ""),
        ]
        text = read_words(app)
        parts = (
            "Earlier asks like this: donation, 2 times",
            "Others asked or giving for +office: seen 3 times",
            "5 Oct 2026 120.00 donation",
            "4 Oct 2026 about 5.00 donation",
            "3 Oct 2026 50.00 to 450.00 donation · amount made public",
            "from about 5.00 to 450.00",
            "Others asked or giving for +office: heard of once",
            "6 Oct 2026 45.00 donation",
        )
        places = [text.index(part) for part in parts]
        assert places == sorted(places)
        assert "70.00" not in text
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert not [number for number in ("120", "450", "45.00") if number in read_words(app)]
    assert len(read_book_lines(tmp_path / "book.db")) == len(MONTH) + len(CAMPAIGN)


async def test_what_is_saved_there_about_others_is_shown_at_once(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *MONTH, *CAMPAIGN, group="circle"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "50 donation +office")
        await pilot.press("ctrl+u")
        await paste_in(pilot, "heard 65 donation +office")
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == "50 donation +office"
        assert "heard of 2 times" in read_words(app)


async def test_the_two_figures_of_a_range_fit_in_every_width(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "50-450 donation")
        assert read_main_figure(app) == "640.00 to 240.00"
        assert "EUR left until 30 Nov if you say yes" in read_words(app)
        await pilot.press("ctrl+u")
        await paste_in(pilot, "2026-11-01 income 9000000/month")
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query_one(Digits).display
        assert "8,999,690.00 to 8,999,290.00 EUR left until 30 Nov" in read_words(app)


async def test_what_followed_an_earlier_ask_is_never_cut(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues @circle")
        for size in ((60, 20), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            rows = app.screen.query_one(EarlierAskList)
            lines = [line.plain for line in render_earlier_asks(rows.rows, rows.content_size.width)]
            text = " ".join(" ".join(lines).split())
            for row in rows.rows:
                assert row.followups in text
            assert not any("…" in line for line in lines)
            assert rows.size.height == len(lines) + 1, "all of them can be scrolled to"


async def test_what_is_answered_and_what_a_yes_means_is_said_with_the_question(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues")
        await pilot.press("enter")
        await pilot.pause()
        assert "asked 30.00 a month, dues" in read_words(app)
        assert (
            "If you say yes: 3.2 % of this month’s income given in total, 660.00 left until"
        ) in read_words(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "30.00" not in read_words(app)
        assert "660.00" not in read_words(app)


async def test_it_is_noted_with_an_answer(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        for answer, drafts in (
            ("no", []),
            ("later", []),
            ("I won’t answer", []),
            ("yes", []),
            ("I don’t know yet", ["30/month dues #in_public"]),
        ):
            await pilot.press("b")
            await paste_in(pilot, "30/month dues #in_public")
            await pilot.press("enter")
            await pilot.pause()
            assert is_on(app, ChoiceDialog)
            offered = app.screen.query_one(OptionList)
            assert offered.highlighted == WAYS["I don’t know yet"], (
                "it begins with what decides nothing"
            )
            offered.highlighted = WAYS[answer]
            await pilot.press("enter")
            await pilot.pause()
            assert is_on(app, ThisMonthScreen)
            assert list_draft_texts(app.current_book) == drafts
    assert read_book_lines(path)[len(MONTH) :] == [
        f"2026-11-12 ask 30/month dues {answer} @circle #in_public"
        for answer in ("no", "later", "silent", "yes")
    ]


async def test_a_smaller_amount_is_typed_and_its_meaning_seen_before_it_is_noted(
    path: Path,
) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, '30/month dues "for all of us"')
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(OptionList).highlighted = WAYS["yes, to a different amount"]
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == '30/month dues pledged  "for all of us"'
        await type_in(pilot, "10")
        assert read_main_figure(app) == "680.00"
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
    (noted,) = read_book_lines(path)[len(MONTH) :]
    assert noted == '2026-11-12 ask 30/month dues pledged 10 @circle "for all of us"'


@pytest.mark.parametrize("is_asked", [False, True])
@pytest.mark.parametrize("leaving", ["escape", "ctrl+l", "ctrl+q"])
async def test_what_is_typed_is_kept_as_a_draft_however_it_is_left(
    tmp_path: Path, leaving: str, *, is_asked: bool
) -> None:
    path = make_book(tmp_path / "book.db", *MONTH, passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues")
        if is_asked:
            await pilot.press("enter")
            await pilot.pause()
            assert "You don’t have to answer tonight." in read_words(app)
        keys = ["escape", "escape"] if is_asked and leaving == "escape" else [leaving]
        await pilot.press(*keys)
        await pilot.pause()
        assert not app.is_running or not is_on(app, BeforeYouAnswerScreen)
    with open_book(path, PASSPHRASE) as book:
        assert list_draft_texts(book) == ["30/month dues"]


async def test_the_same_words_on_one_evening_are_one_draft(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        for _time in range(2):
            await pilot.press("b")
            await paste_in(pilot, "I don't know yet")
            await pilot.press("escape")
            await pilot.pause()
            assert is_on(app, ThisMonthScreen)
        assert list_draft_texts(app.current_book) == ["I don't know yet"]


async def test_going_back_from_the_answers_leaves_the_line(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen)
        assert read_entry_line(app) == "30/month dues"
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert list_draft_texts(app.current_book) == ["30/month dues"]
    assert len(read_book_lines(path)) == len(MONTH)


async def test_a_line_with_its_answer_needs_no_question(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "15 merch gave 15 // tired")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert app.current_book.find_newest_change()[1] == 2, (
            "the ask and its payment are one change"
        )
    assert len(read_book_lines(path)) == len(MONTH) + 2


async def test_a_line_that_is_refused_is_pointed_at(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen)
        assert "^^^^" in read_screen(app)


async def test_an_ask_without_an_answer_is_picked_and_answered(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "book.db",
        *MONTH,
        "2026-11-05 ask 30/month dues",
        "2026-11-06 ask 15 merch no",
        first_saved=LAST_MONTH,
    )
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        text = read_screen(app)
        assert (
            text.index("No answer yet, or “later”")
            < text.index("5 Nov 2026")
            < text.index("Asked before")
        )
        assert "↓ Asked before" in text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert read_entry_line(app) == "answered for 6 "
        assert read_main_figure(app) == "660.00"
        assert "5 Nov 2026 asked 30.00 a month, dues" in read_words(app)
        assert "No earlier asks like this" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(OptionList).highlighted = WAYS["no"]
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
    assert read_book_lines(path)[7:] == ["2026-11-12 answered no for 6"]


async def test_a_kind_asked_before_is_picked_by_mouse_or_left(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        picks = app.screen.query_one(AskSuggestionList)
        assert picks.highlighted is None
        await pilot.press("tab")
        assert picks.has_focus
        await pilot.press("escape")
        assert app.screen.query_one(EntryInput).has_focus
        assert picks.highlighted is None
        y = next(
            at for at, text in enumerate(read_screen(app).splitlines()) if "24.00 a month" in text
        )
        await pilot.click(offset=(10, y))
        await pilot.pause()
        assert read_entry_line(app) == "24/month dues @circle "
        assert app.screen.query_one(EntryInput).has_focus
        assert not picks.display
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)


async def test_it_opens_about_an_ask_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", *MONTH, "2026-11-05 ask 30/month dues")
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.push_screen(BeforeYouAnswerScreen(app.app_context, 6))
        await pilot.pause()
        assert read_main_figure(app) == "660.00"
        await pilot.press("escape")
        await pilot.pause()
        assert app.current_book.drafts.load_all() == []


async def test_the_letter_is_read_first_when_it_was_meant_for_this_moment(path: Path) -> None:
    with open_book(path) as book:
        book.letter.save(Letter("Sleep on it. Eat first.", date(2026, 10, 1), True, False))
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert is_on(app, LetterDialog)
        assert "Sleep on it. Eat first." in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen)
        assert app.screen.query_one(EntryInput).has_focus
        await pilot.press("escape", "b")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen), "it opens by itself once in a session"
        assert "ctrl+r Your letter" in read_screen(app)
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "Sleep on it. Eat first." in read_screen(app)
    with open_book(path) as book:
        book.letter.save(Letter("Sleep on it.", date(2026, 10, 1), False, True))
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen), "at this moment it was not wanted"
        assert "Your letter" not in read_screen(app)


async def test_a_book_that_cannot_be_written_keeps_the_line_and_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues no")
        monkeypatch.setattr(Book, "log", fail_with(FileAccessError(path)))
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, BeforeYouAnswerScreen)
        assert read_entry_line(app) == "30/month dues no"
        assert str(FileAccessError(path)).split(".")[0][:40] in read_words(app)


async def test_the_field_and_what_matters_most_are_seen_in_every_size(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "50-450 donation later #in_public #deadline")
        for size in ((200, 60), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = read_words(app)
            assert "50-450 donation later" in text
            assert "left until 30 Nov if you say yes" in text
            assert "of this month’s income if you say yes, 0.4 % now" in text
            assert "my limit 9.00" in text
            assert "esc Back" in text


async def test_hidden_amounts_are_dots_here_too(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, "30/month dues")
        assert read_main_figure(app) == "13.50"
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert read_main_figure(app) == "•••"
        assert "30.00" not in read_screen(app)
