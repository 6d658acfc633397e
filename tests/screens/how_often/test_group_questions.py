"""The page of my questions to a group: words are kept, one group at a time, nothing is counted."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.factories import PASSPHRASE, TODAY, log_lines, make_book
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_notices,
    read_screen,
    read_words,
    type_in,
)
from tests.screens.settings.test_settings_screen import choose
from tracker.analysis.groups.question_proposals import list_proposals
from tracker.app.pages import PAGES
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.book.stores.group_questions import GroupAnswer, GroupQuestionStore
from tracker.screens.how_often.answer_editor import AnswerEditorScreen
from tracker.screens.how_often.group_questions import GroupQuestionsScreen
from tracker.screens.how_often.link_entries import LinkEntriesScreen
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.entry_list_screen import EntryListScreen
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.widgets.letter_text_area import LetterTextArea

LINES = (
    "2026-11-05 meeting 2h @!circle",
    "2026-11-05 15 merch no",
    "2026-11-06 5 merch no",
    "meeting @!choir",
)
WORDS = "They showed me 3 lists."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of two groups, of which choir is the younger."""
    return make_book(tmp_path / "book.db", *LINES, group="circle")


async def open_questions(pilot: Pilot[None], group: str | None = None) -> GroupQuestionStore:
    """Open the page as the palette does, perhaps of a certain group."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    await pilot.pause()
    app.push_screen(
        GroupQuestionsScreen(app.app_context, group)
        if group
        else PAGES["questions"].build(app.app_context)
    )
    await pilot.pause()
    return app.current_book.group_questions


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the screen has settled."""
    await pilot.press(*keys)
    await pilot.pause()


def read_questions(store: GroupQuestionStore) -> list[str]:
    return [each.text for each in store.load_questions()]


@pytest.mark.parametrize(
    ("lines", "group", "heading"),
    [
        ((), None, "no group yet"),
        ((), "circle", "circle"),
        (LINES, "circle", "choir"),
    ],
)
async def test_the_proposals_are_there_with_any_number_of_groups(
    tmp_path: Path, lines: tuple[str, ...], group: str | None, heading: str
) -> None:
    path = make_book(tmp_path / "any.db", *lines, group=group)
    former = path.read_bytes()
    app = open_app(path)
    async with app.run_test() as pilot:
        await choose(pilot, "questions:")
        assert is_on(app, GroupQuestionsScreen)
        text = read_screen(app)
        assert text.splitlines()[1].endswith(heading)
        assert all(question in text for question in list_proposals())
        assert "5 " not in text, "nothing is counted"
        assert ("Choose group" in text) is (group is not None)
        await press(pilot, "escape")
        assert is_on(app, SettingsScreen)
        assert path.read_bytes() == former, "looking writes nothing"


async def test_an_answer_is_written_changed_and_read_again(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "down", "enter")
        assert is_on(app, AnswerEditorScreen)
        assert "What if I can’t pay?" in read_screen(app)
        await type_in(pilot, "“Then you come\n")
        await paste_in(pilot, "anyway.”")
        await press(pilot, "ctrl+s")
        assert is_on(app, GroupQuestionsScreen)
        assert "Then you come anyway.” 12 Nov 2026 Can I come" in read_words(app)
        assert store.load_answers(2) == {2: GroupAnswer("“Then you come\nanyway.”", TODAY)}
        assert "Five proposals" not in read_screen(app)
        await press(pilot, "enter")
        await type_in(pilot, " She laughed.")
        await press(pilot, "ctrl+s")
        assert store.load_answers(2)[2].text == "“Then you come\nanyway.” She laughed."
        assert store.load_answers(1) == {}
        await press(pilot, "u")
        assert store.load_answers(2)[2].text == "“Then you come\nanyway.”"
        await press(pilot, "u")
        assert store.load_answers(2) == {}
        await press(pilot, "u")
        assert read_questions(store) == list_proposals()


async def test_an_empty_answer_is_not_saved_and_says_how_to_delete(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        store.save_answer(1, 2, WORDS, TODAY)
        await press(pilot, "enter")
        app.screen.query_one(LetterTextArea).text = " \n"
        await press(pilot, "ctrl+s")
        assert is_on(app, AnswerEditorScreen)
        assert "To delete an answer, go back and press d." in read_words(app)
        assert store.load_answers(2)[1].text == WORDS


@pytest.mark.parametrize(
    ("choice", "saved", "draft"),
    [(0, "Yes.", None), (1, None, "Yes."), (2, None, None), (None, None, "Yes.")],
)
async def test_esc_asks_what_becomes_of_an_answer(
    path: Path, choice: int | None, saved: str | None, draft: str | None
) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "enter")
        await type_in(pilot, "Yes.")
        await press(pilot, "escape")
        assert is_on(app, ChoiceDialog)
        app.screen.query_one(OptionList).highlighted = choice
        await press(pilot, "escape" if choice is None else "enter")
        assert is_on(app, GroupQuestionsScreen)
        answer = store.load_answers(2).get(1)
        assert (answer.text if answer else None) == saved
        assert store.load_drafts().get((1, 2)) == draft
        assert ("Draft: Yes." in read_screen(app)) is (draft is not None)


async def test_locking_and_quitting_keep_what_was_typed(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", *LINES, group="circle", passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        store.save_answer(1, 2, WORDS, TODAY)
        await press(pilot, "enter")
        await type_in(pilot, " Mira")
        await press(pilot, "ctrl+l")
        assert is_on(app, UnlockScreen)
        await paste_in(pilot, PASSPHRASE)
        await press(pilot, "enter")
        store = await open_questions(pilot)
        assert store.load_answers(2)[1].text == WORDS
        assert f"Draft: {WORDS} Mira" in read_screen(app)
        await press(pilot, "enter")
        assert app.screen.query_one(LetterTextArea).text == f"{WORDS} Mira"
        await type_in(pilot, " sa")
        await press(pilot, "ctrl+q")
    assert b"Mira" not in path.read_bytes()
    with open_book(path, PASSPHRASE) as book:
        assert book.group_questions.load_drafts() == {(1, 2): f"{WORDS} Mira sa"}
        assert book.group_questions.load_answers(2)[1].text == WORDS
        assert book.drafts.load_all() == []


async def test_a_question_is_added_reworded_and_deleted_after_asking(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "n", "enter")
        assert is_on(app, TextInputDialog)
        assert "Type the question first." in read_screen(app)
        await type_in(pilot, "Who decides?")
        await press(pilot, "enter")
        assert read_questions(store) == [*list_proposals(), "Who decides?"]
        await press(pilot, "w")
        await type_in(pilot, "Who holds the purse?")
        await press(pilot, "enter")
        assert read_questions(store)[-1] == "Who holds the purse?"
        await press(pilot, "w", "escape", "d")
        assert is_on(app, ConfirmDialog)
        await press(pilot, "escape")
        assert read_questions(store)[-1] == "Who holds the purse?"
        await press(pilot, "d", "enter")
        assert read_questions(store) == list_proposals()
        await press(pilot, "u")
        assert read_questions(store)[-1] == "Who holds the purse?"


async def test_the_answer_alone_can_be_deleted_and_the_rest_stays(path: Path) -> None:
    with open_book(path) as book:
        for group in (1, 2):
            book.group_questions.save_answer(1, group, WORDS, TODAY)
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "d")
        assert is_on(app, ChoiceDialog)
        await press(pilot, "escape")
        assert store.load_answers(2)[1].text == WORDS
        await press(pilot, "d", "end", "enter")
        assert store.load_answers(2)[1].text == WORDS
        await press(pilot, "d", "enter")
        assert store.load_answers(2) == {}
        assert store.load_answers(1)[1].text == WORDS
        assert read_questions(store) == list_proposals()
        assert "u brings it back" in read_screen(app)
        await press(pilot, "u", "d", "down", "enter")
        assert read_questions(store) == list_proposals()[1:]
        assert store.load_answers(1) == {}
        await press(pilot, "u")
        assert store.load_answers(1)[1].text == store.load_answers(2)[1].text == WORDS


@pytest.mark.parametrize("answered", [False, True])
async def test_a_draft_comes_back_with_what_was_deleted(path: Path, answered: bool) -> None:
    with open_book(path) as book:
        if answered:
            book.group_questions.save_answer(1, 2, "Yes.", TODAY)
        book.group_questions.save_draft(1, 2, WORDS)
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "d", "enter")
        assert f"Draft: {WORDS}" not in read_screen(app)
        await press(pilot, "down", "enter")
        await type_in(pilot, "typed since")
        await press(pilot, "escape", "escape", "u")
        assert f"Draft: {WORDS}" in read_screen(app)
        assert store.load_drafts()[1, 2] == WORDS
        assert "typed since" in read_screen(app)
        assert len(store.load_drafts()) == 2


async def test_a_question_stays_with_the_draft_that_was_typed_since(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "n")
        await type_in(pilot, "Who decides?")
        await press(pilot, "enter", "enter")
        await type_in(pilot, WORDS)
        await press(pilot, "escape", "escape", "u")
        assert read_questions(store)[-1] == "Who decides?"
        assert f"Draft: {WORDS}" in read_screen(app)
        assert "A question with an unfinished answer stays." in read_screen(app)


async def test_undo_after_its_group_was_erased_shows_the_answer_again(path: Path) -> None:
    with open_book(path) as book:
        book.group_questions.save_answer(1, 2, WORDS, TODAY)
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "d", "enter")
        app.current_book.maintenance.erase(4)
        log_lines(app.current_book, "2026-11-07 meeting @!theatre")
        await press(pilot, "enter", "escape")
        assert "no group yet" in read_screen(app)
        await press(pilot, "u")
        assert WORDS in read_screen(app)
        assert read_screen(app).splitlines()[1].endswith("choir")
        assert read_notices(app) == ""
        assert store.load_answers(2) == {}, "that is another group now"


async def test_an_undo_that_failed_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_full(*_arguments: object) -> None:
        raise FileAccessError("The disk is full.")

    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "d", "enter")
        with monkeypatch.context() as patch:
            patch.setattr(store, "restore_rows", raise_full)
            await press(pilot, "u")
        assert "The disk is full." in read_notices(app)
        await press(pilot, "u")
        assert read_questions(store) == list_proposals()


@pytest.mark.parametrize("text", ["x", "null", "[[1,1]]", "[[1,1,5]]"])
async def test_a_damaged_draft_is_told_in_a_sentence(path: Path, text: str) -> None:
    with open_book(path) as book:
        book.settings.set("answers.begun", text)
    app = open_app(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await app.run_action("app.page('questions')")
        await pilot.pause()
        assert not is_on(app, GroupQuestionsScreen)
        assert "can’t be read" in read_notices(app)


async def test_a_group_may_have_the_name_of_none(tmp_path: Path) -> None:
    path = make_book(tmp_path / "one.db", 'meeting @!"No group yet"', "meeting @!choir")
    with open_book(path) as book:
        book.group_questions.save_answer(1, 1, WORDS, TODAY)
    app = open_app(path)
    async with app.run_test() as pilot:
        await open_questions(pilot, "choir")
        await press(pilot, "c", "home", "enter")
        assert WORDS in read_screen(app)
        await press(pilot, "c", "end", "enter")
        assert WORDS not in read_screen(app)
        assert "no group yet" in read_screen(app)


async def test_all_can_be_left_off_and_the_page_says_how_to_go_on(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        for _question in list_proposals():
            await press(pilot, "d", "enter")
        assert read_questions(store) == []
        assert "Press n to add one." in read_screen(app)
        await press(pilot, "enter", "d", "w", "e", "m")
        assert is_on(app, GroupQuestionsScreen)


async def test_entries_are_linked_from_a_list_and_opened_with_enter(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot, "circle")
        assert "Link entries" not in read_screen(app)
        await press(pilot, "enter")
        await type_in(pilot, WORDS)
        await press(pilot, "ctrl+s", "e")
        assert is_on(app, LinkEntriesScreen)
        text = read_screen(app)
        assert "2 h" in text
        assert "choir" not in text, "one group at a time"
        await press(pilot, "space", "up", "space")
        assert read_screen(app).count(" linked ") == 2
        await press(pilot, "space", "up", "space", "escape")
        assert store.load_answers(1)[1].entries == (1, 3)
        assert "2 entries show this" in read_screen(app)
        await press(pilot, "down")
        assert "enter Show entries" in read_words(app)
        await press(pilot, "enter")
        assert is_on(app, EntryListScreen)
        assert WORDS in read_screen(app)
        await press(pilot, "escape")
        app.current_book.delete(3, TODAY)
        await press(pilot, "up", "e", "escape")
        assert "1 entry shows this" in read_screen(app)
        await press(pilot, "u")
        assert "shows this" not in read_screen(app)


async def test_another_group_is_chosen_and_answers_of_none_move_to_it(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "one.db"))
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        await press(pilot, "enter")
        await type_in(pilot, "I asked by phone.")
        await press(pilot, "ctrl+s", "c", "m")
        assert is_on(app, GroupQuestionsScreen)
        assert store.load_answers(None)[1].text == "I asked by phone."
        await press(pilot, "escape")
        log_lines(app.current_book, "meeting @!choir")
        await open_questions(pilot)
        assert "phone" not in read_screen(app)
        await press(pilot, "c", "end", "enter")
        assert "I asked by phone." in read_screen(app)
        assert "no group yet" in read_screen(app)
        await press(pilot, "m", "enter")
        assert "I asked by phone." in read_screen(app)
        assert "choir" in read_screen(app)
        assert store.load_answers(1)[1].text == "I asked by phone."


async def test_hidden_amounts_are_hidden_in_every_word(path: Path) -> None:
    with open_book(path) as book:
        number = book.group_questions.add("Is it 30 a month?")
        book.group_questions.save_answer(number, 2, "She said 45, or 50.", TODAY)
        book.group_questions.save_draft(1, 2, "They took 60")
        book.group_questions.link_entries(number, 2, [4])
    app = open_app(path)
    async with app.run_test() as pilot:
        await open_questions(pilot)
        assert "Is it 30 a month? She said 45, or 50." in read_words(app)
        await press(pilot, "ctrl+n", "end", "up")
        assert "Is it ••• a month? She said •••, or •••." in read_words(app)
        for keys in ((), ("enter",), ("escape", "e"), ("escape", "down", "enter")):
            await press(pilot, *keys)
            text = read_screen(app)
            assert all(number not in text for number in ("30", "45", "50", "60"))
        await press(pilot, "ctrl+n")
        assert "She said 45, or 50." in read_screen(app)


async def test_what_the_book_refuses_is_told_and_the_words_stay(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_full(*_arguments: object) -> None:
        raise FileAccessError("The disk is full.")

    app = open_app(path)
    async with app.run_test() as pilot:
        store = await open_questions(pilot)
        for name in ("save_answer", "save_draft", "delete"):
            monkeypatch.setattr(store, name, raise_full)
        await press(pilot, "d", "enter")
        assert "The disk is full." in read_notices(app)
        assert read_questions(store) == list_proposals()
        await press(pilot, "enter")
        await type_in(pilot, "Yes.")
        await press(pilot, "ctrl+s")
        assert "The disk is full." in read_screen(app)
        await press(pilot, "escape", "down", "enter")
        assert is_on(app, ChoiceDialog)
        await press(pilot, "down", "enter")
        assert app.screen.query_one(LetterTextArea).text == "Yes."
