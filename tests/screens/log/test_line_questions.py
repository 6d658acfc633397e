"""Lines that are asked about, kept in the person's own words, or kept as drafts."""

from pathlib import Path

import pytest

from tests.factories import (
    LAST_MONTH,
    PASSPHRASE,
    TODAY,
    list_book_lines,
    list_draft_texts,
    log_lines,
    make_parse_context,
    read_book_lines,
    set_first_saved,
)
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_entry_line,
    read_notices,
    read_screen,
    read_words,
    type_in,
)
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.entries.draft_days import pin_day
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_error import LONGEST_LINE
from tracker.entries.types import Note
from tracker.screens.before_you_answer.before_you_answer_screen import EXAMPLES as ASK_EXAMPLES
from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.paste_preview import PastePreview, QuestionDialog
from tracker.screens.shell.app_requests import EditRequest
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.start.unlock import UnlockScreen
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.line_preview import FIRST_EXAMPLES
from tracker.widgets.reading_choice import ReadingChoice

TWO_AMOUNTS = "1.000 donation no"
THOUGHT = "they talked about me again"
PHONE_NOTES = Path(__file__).parents[2] / "entries" / "phrases" / "phone_notes.txt"


def is_asked(app: TrackerApp) -> bool:
    """Whether a question is open below the line, with the keys in it."""
    choice = app.screen.query_one(ReadingChoice)
    return choice.display and choice.has_focus


@pytest.mark.parametrize("line", [line for line, _meaning in (*FIRST_EXAMPLES, *ASK_EXAMPLES)])
def test_each_example_is_understood(line: str) -> None:
    context, days = make_parse_context(), LineDays.from_today(TODAY)
    (entry,) = read_line(
        f"{line} no" if line in dict(ASK_EXAMPLES) else line, context, days, typed=True
    )
    assert isinstance(entry, Note) == line.startswith("they collected")


async def test_enter_asks_what_a_line_means_and_a_digit_saves_it(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, TWO_AMOUNTS)
        assert "Enter asks which you mean: asked 1,000.00, donation, no" in read_words(app)
        assert not is_asked(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_asked(app)
        assert "Which of these is it?" in read_screen(app)
        assert "1  asked 1,000.00, donation, no · 12 Nov 2026, today" in read_screen(app)
        assert "2  asked 1.00, donation, no" in read_screen(app)
        assert "1–9 Choose" in read_screen(app)
        assert list_book_lines(app.current_book) == []
        await pilot.press("7", "2")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 ask 1 donation no"]
        assert read_entry_line(app) == ""
        assert app.focused is app.screen.query_one(EntryInput)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == []
        assert read_entry_line(app) == TWO_AMOUNTS, "as it was typed"


@pytest.mark.parametrize(("keys", "saved"), [(["down", "enter"], "1"), (["enter"], "1000")])
async def test_the_arrow_keys_choose_too(empty_path: Path, keys: list[str], saved: str) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter", *keys)
        await pilot.pause()
    assert read_book_lines(empty_path) == [f"2026-11-12 ask {saved} donation no"]


async def test_esc_goes_back_to_the_line_and_typing_ends_the_question(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert "Which of these" not in read_screen(app)
        assert read_entry_line(app) == TWO_AMOUNTS
        await pilot.press("enter")
        app.screen.query_one(EntryInput).value = "1000 donation no"
        await pilot.pause()
        assert not app.screen.query_one(ReadingChoice).display
        assert list_book_lines(app.current_book) == []


async def test_a_single_reading_is_asked_about_too_and_nothing_is_guessed(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "12 January 30 dues no")
        assert "Enter asks if you mean: asked 30.00, dues, no · Mon, 12 Jan" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Did you mean this?" in read_screen(app)
        await pilot.press("1")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-01-12 ask 30 dues no"]


async def test_a_line_that_is_none_of_them_becomes_a_draft(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter", "0")
        await pilot.pause()
        assert list_book_lines(app.current_book) == []
        assert list_draft_texts(app.current_book) == [TWO_AMOUNTS]
        assert read_entry_line(app) == ""


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+l"])
async def test_leaving_and_locking_keep_a_line_that_is_asked_about(
    locked_path: Path, key: str
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter")
        assert is_asked(app)
        await pilot.press(key)
        await pilot.pause()
        assert not app.is_running or is_on(app, UnlockScreen)
        await pilot.press("ctrl+q")
    with open_book(locked_path, PASSPHRASE) as book:
        assert list_draft_texts(book) == [TWO_AMOUNTS]
        assert len(list_book_lines(book)) == 1, "the one that was there"


async def test_undo_with_an_open_question_leaves_the_line(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "meeting 2h\n")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter", "ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == []
        assert read_entry_line(app) == TWO_AMOUNTS
        await pilot.press("1")
        await pilot.pause()
    assert read_book_lines(empty_path) == ["2026-11-12 ask 1000 donation no"]


@pytest.mark.parametrize("keys", [["escape"], ["0"], ["ctrl+q"], ["escape", "escape"]])
async def test_before_you_answer_loses_no_line_that_it_asks_about(
    empty_path: Path, keys: list[str]
) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.press("b")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter")
        await pilot.pause()
        assert is_asked(app)
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.press("ctrl+q")
    with open_book(empty_path) as book:
        assert list_draft_texts(book) == [TWO_AMOUNTS]
        assert list_book_lines(book) == []


async def test_a_single_entry_that_is_refused_twice_is_a_draft_too(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        app.screen.post_message(MainScreen.AddEntryRequest("income "))
        await pilot.pause()
        await type_in(pilot, "\n\n")
        assert list_draft_texts(app.current_book) == [], "nothing was begun"
        await type_in(pilot, "950 20\n\n")
        assert list_draft_texts(app.current_book) == ["income 950 20"]
        assert read_entry_line(app) == "income "
        await type_in(pilot, "1.000\n")
        assert is_asked(app)
        await pilot.press("1")
        await pilot.pause()
    assert read_book_lines(empty_path) == ["2026-11-12 income 1000/month"]


@pytest.mark.parametrize("line", [TWO_AMOUNTS, f'{TWO_AMOUNTS} "{"so many words " * 700}"'])
async def test_a_question_can_be_answered_in_a_tiny_window(empty_path: Path, line: str) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.press("a")
        await paste_in(pilot, line)
        await pilot.press("enter")
        await pilot.pause()
        assert is_asked(app)
        assert "1,000.00" in read_screen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "› 2" in read_screen(app)
        await pilot.press("2", "ctrl+z")
        await pilot.pause()
        assert read_entry_line(app) == line


async def test_amounts_of_a_question_are_hidden(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, TWO_AMOUNTS)
        await pilot.press("enter", "ctrl+n")
        await pilot.pause()
        assert is_asked(app)
        assert "1,000.00" not in read_screen(app)
        await pilot.press("ctrl+n", "1")
        await pilot.pause()
    assert read_book_lines(empty_path) == ["2026-11-12 ask 1000 donation no"]


async def test_a_change_of_an_entry_is_asked_about_and_replaces_it(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(app.current_book, "15 merch no")
        app.post_message(EditRequest(1))
        await pilot.pause()
        app.screen.query_one(EntryInput).value = TWO_AMOUNTS
        await pilot.press("enter")
        await pilot.pause()
        assert is_asked(app)
        assert "draft" not in read_screen(app), "the entry itself stays as it was"
        await pilot.press("1")
        await pilot.pause()
        assert not is_on(app, EditEntryScreen)
    assert read_book_lines(empty_path) == ["2026-11-12 ask 1000 donation no"]


async def test_before_you_answer_takes_the_same_lines_and_asks(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "they want 30 a month for membership")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 ask 30/month dues 'membership' no"]
        await pilot.press("b")
        await paste_in(pilot, "1.000 donation")
        await pilot.press("enter")
        await pilot.pause()
        assert is_asked(app)
        await pilot.press("2")
        await pilot.pause()
        assert "What’s your answer?" in read_screen(app)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert list_book_lines(app.current_book)[-1] == "2026-11-12 ask 1 donation no"
        assert not is_on(app, BeforeYouAnswerScreen)


async def test_an_answer_is_one_of_the_ask_whatever_words_stand_behind_it(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await paste_in(pilot, "25 dues, it was loud")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 ask 25 dues no: it was loud"]


async def test_a_thought_is_typed_without_completions_or_corrections(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        for at in range(len("they t"), len(THOUGHT) + 1):
            app.screen.query_one(EntryInput).value = THOUGHT[:at]
            await pilot.pause()
            shown = read_screen(app)
            assert "^" not in shown, THOUGHT[:at]
            assert "did you mean" not in shown.lower(), THOUGHT[:at]
            assert not app.screen.query_one("Candidates").display, THOUGHT[:at]
        assert "A thought in your own words. Enter saves it." in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == ""
        assert list_draft_texts(app.current_book) == []
    assert read_book_lines(empty_path) == [f"2026-11-12 wrote: {THOUGHT}"]


async def test_words_of_the_grammar_are_still_completed_and_pointed_at(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "dues n")
        assert app.screen.query_one("Candidates").display
        app.screen.query_one(EntryInput).value = "30 blah dues"
        await pilot.pause()
        assert "^^^^" in read_screen(app)


async def test_an_entry_is_made_of_a_thought_as_one_change(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert "Turn into an entry" not in read_screen(app)
        await type_in(pilot, f"{THOUGHT}\n")
        assert (
            "Kept in your own words. F6 makes it a payment, an ask or another entry."
            in read_screen(app)
        )
        await pilot.press("f6")
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        assert read_entry_line(app) == f"2026-11-12 {THOUGHT}"
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert list_book_lines(app.current_book) == [f"2026-11-12 wrote: {THOUGHT}"], "no change"
        await pilot.press("f6")
        await type_in(pilot, "30 dues no: \n")
        assert list_book_lines(app.current_book) == [f"2026-11-12 ask 30 dues no: {THOUGHT}"]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == [f"2026-11-12 wrote: {THOUGHT}"]


async def test_an_entry_is_made_of_a_thought_among_the_entries(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(app.current_book, "meeting 2h", "yesterday wrote: they want money // for me")
        set_first_saved(app.current_book, LAST_MONTH)
        await pilot.press("f2", "home")
        await pilot.pause()
        assert "Turn into an entry" not in read_screen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "Turn into an entry" in read_words(app)
        await pilot.press("f6")
        await pilot.pause()
        assert read_entry_line(app) == "2026-11-11 they want money // for me"
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, EntriesScreen)
        assert list_draft_texts(app.current_book) == []


async def test_a_line_refused_twice_is_kept_as_a_draft_that_can_be_gone_on_with(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test(notifications=True) as pilot:
        log_lines(app.current_book, "meeting 2h")
        await pilot.press("a")
        await paste_in(pilot, "30 blah dues")
        await pilot.press("enter")
        await pilot.pause()
        assert "Press enter again to keep it as a draft." in read_screen(app)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert read_entry_line(app) == "30 blah dues ", "it is another text now"
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == ""
        assert "Saved as a draft. You’ll find it in Entries." in read_notices(app)
        assert list_book_lines(app.current_book) == ["2026-11-12 meeting 2h"]
        await pilot.press("escape", "f2", "home")
        await pilot.pause()
        shown = read_screen(app)
        assert shown.index("30 blah dues") < shown.index("meeting")
        assert "1 entry" in shown, "a draft is not counted"
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == "30 blah dues "
        await pilot.press("escape", "d")
        await pilot.pause()
        assert is_on(app, ConfirmDialog)
        assert list_draft_texts(app.current_book) != []


async def test_several_entries_of_a_line_are_shown_and_saved_as_one_change(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "last thursday paid 20 ticket, 15 t-shirt")
        shown = read_screen(app)
        assert "2 entries      1  paid 20.00, event, ticket" in shown
        assert "            2  paid 15.00, merch, t-shirt" in shown
        assert "day            Thu, 5 Nov 2026" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert len(list_book_lines(app.current_book)) == 2
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert read_entry_line(app) == "last thursday paid 20 ticket, 15 t-shirt"
        assert list_book_lines(app.current_book) == []


async def test_a_line_as_long_as_any_ends_without_a_loss(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        line = ("so much to say " * LONGEST_LINE)[:LONGEST_LINE].strip()
        await paste_in(pilot, line)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert read_entry_line(app) == ""
        assert list_draft_texts(app.current_book) == [line]


async def test_of_phone_notes_three_quarters_become_entries_and_nothing_is_lost(
    empty_path: Path,
) -> None:
    text = PHONE_NOTES.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip("-")]
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(
            app.current_book,
            "2026-10-01 goal 20000 +office",
            "2026-10-03 ask 30/month dues pledged 30",
        )
        await pilot.press("a")
        await paste_in(pilot, text)
        assert is_on(app, PastePreview)
        await pilot.press("enter")
        await pilot.pause()
        kept = list_draft_texts(app.current_book)
        assert len(kept) <= len(lines) / 4
        pinned = [pin_day(line, TODAY) for line in lines]
        assert [text for text in kept if text not in pinned] == []
        entries = list_book_lines(app.current_book)[2:]
        assert len(entries) >= len(lines) - len(kept)
        assert f"2026-11-12 wrote: {'so tired of this'}" in entries


async def test_questions_of_a_paste_are_answered_one_after_another(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "1.000 donation no\nmeeting 2h\ntrain 8\n3/4 paid 5 dues")
        assert "Save this entry?" in read_screen(app)
        assert "3 lines aren’t clear." in read_screen(app)
        assert "line 3  train 8" in read_screen(app)
        await pilot.press("a", "2")
        await pilot.pause()
        assert is_on(app, QuestionDialog)
        assert "line 3  train 8" in read_screen(app)
        await pilot.press("0")
        await pilot.pause()
        assert "line 4" in read_screen(app)
        await pilot.press("1")
        await pilot.pause()
        assert is_on(app, PastePreview)
        assert "Save these 3 entries?" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == [
            "2026-11-12 ask 1 donation no",
            "2026-11-12 meeting 2h",
            "2026-04-03 paid 5 dues",
        ]
        assert list_draft_texts(app.current_book) == ["train 8"]
        await pilot.press("ctrl+u", "ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == []


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+l"])
async def test_leaving_while_a_pasted_line_is_asked_about_keeps_every_line(
    locked_path: Path, key: str
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "1.000 donation no\ntrain 8\nmeeting 2h")
        await pilot.press("a", "1")
        await pilot.pause()
        assert is_on(app, QuestionDialog)
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("ctrl+q")
    with open_book(locked_path, PASSPHRASE) as book:
        assert list_draft_texts(book) == ["1.000 donation no", "train 8", "meeting 2h"]
        assert len(list_book_lines(book)) == 1, "the one that was there"


@pytest.mark.parametrize(
    "line", ["today was awful", "I am 24 and I feel old", "they told me off for being late"]
)
async def test_a_sentence_is_kept_by_one_enter(empty_path: Path, line: str) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, line)
        await pilot.press("enter")
        await pilot.pause()
        assert not is_asked(app)
        assert list_book_lines(app.current_book) == [f"2026-11-12 wrote: {line}"]


@pytest.mark.parametrize(
    "line", ["event was nice", "need a break from them", "I gave in and I hate it"]
)
async def test_a_sentence_that_begins_as_an_entry_is_kept_by_a_second_enter(
    empty_path: Path, line: str
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, line)
        await pilot.press("enter")
        await pilot.pause()
        assert is_asked(app)
        assert f"{line} · 12 Nov 2026, today 0 none of these" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert list_book_lines(app.current_book) == [f"2026-11-12 wrote: {line}"]
        assert app.current_book.drafts.load_all() == []


async def test_words_behind_an_answer_are_first_a_thought_and_are_never_left_out(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    line = "I said yes and I didn't want to"
    async with app.run_test() as pilot:
        log_lines(app.current_book, "ask 30 dues no")
        for keys in (("enter",), ("2",)):
            await pilot.press("a")
            await type_in(pilot, line)
            await pilot.press("enter", *keys)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        assert list_book_lines(app.current_book)[1:] == [
            f"2026-11-12 wrote: {line}",
            f"2026-11-12 answered yes for 1: {line}",
        ]
