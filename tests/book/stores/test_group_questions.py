"""My questions to a group: no word is lost, each group has its answers, nothing goes outside."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import Tracker
from tests.factories import PASSPHRASE, TODAY, log_lines, make_book, make_book_in_memory
from tracker.analysis.groups.question_proposals import list_proposals
from tracker.book.book import Book
from tracker.book.database.errors import DamagedBookError
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book
from tracker.book.stores.group_questions import (
    ANSWERS_SETTING,
    DraftKey,
    GroupAnswer,
    Question,
    parse_drafts,
)
from tracker.i18n import clear_locale_cache

WORDS = "They showed me a list.\n340.00 for the room; ask Mira."
LATER = date(2026, 11, 20)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with three entries, the last with another group."""
    lines = ("meeting 2h", "15 merch no", "meeting @!choir")
    return make_book(tmp_path / "book.db", *lines, group="circle")


def find_problems(book: Book) -> list[IntegrityCheck]:
    return [each.check for each in book.maintenance.check_integrity(TODAY) if each.problems]


def test_the_proposals_are_there_and_reading_them_writes_nothing(path: Path) -> None:
    former = path.read_bytes()
    with open_book(path) as book:
        assert [each.text for each in book.group_questions.load_questions()] == list_proposals()
        assert book.group_questions.load_answers(1) == {}
        assert [each.label for each in book.group_questions.load_groups()] == ["circle", "choir"]
    assert path.read_bytes() == former


def test_an_answer_is_read_as_it_was_written_for_its_group_alone(path: Path) -> None:
    with open_book(path) as book:
        book.group_questions.save_answer(2, 1, WORDS, TODAY)
    with open_book(path) as book:
        questions = book.group_questions
        assert questions.load_answers(1) == {2: GroupAnswer(WORDS, TODAY)}
        assert questions.load_answers(2) == questions.load_answers(None) == {}
        assert [each.text for each in questions.load_questions()] == list_proposals()
        questions.save_answer(2, 2, "“Then you come anyway.”", LATER)
        questions.save_answer(2, 1, "No list.", LATER)
        assert questions.load_answers(1) == {2: GroupAnswer("No list.", LATER)}
        assert questions.load_answers(2) == {2: GroupAnswer("“Then you come anyway.”", LATER)}


@given(TEXTS, TEXTS)
def test_any_words_come_back_as_they_are(question: str, answer: str) -> None:
    with make_book_in_memory() as book:
        questions = book.group_questions
        number = questions.add(question)
        questions.save_draft(number, None, answer)
        assert questions.load_drafts() == {(number, None): answer}
        questions.save_answer(number, None, answer, TODAY)
        assert questions.load_answers(None)[number].text == answer
        assert questions.load_drafts() == {}
        questions.reword(1, question)
        texts = [each.text for each in questions.load_questions()]
        assert texts == [question, *list_proposals()[1:], question]


def test_what_was_deleted_does_not_come_back_as_a_proposal(path: Path) -> None:
    with open_book(path) as book:
        for each in book.group_questions.load_questions():
            book.group_questions.delete(each.number)
    with open_book(path) as book:
        assert book.group_questions.load_questions() == []
        number = book.group_questions.add("Who decides?")
        assert book.group_questions.load_questions() == [Question(number, "Who decides?")]
        assert number == len(list_proposals()) + 1, "a draft may be about a former number"


def test_with_a_question_go_its_answers_links_and_drafts_and_nothing_else(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        for group in (1, 2, None):
            for question in (1, 2):
                questions.save_answer(question, group, WORDS, TODAY)
        questions.link_entries(1, 1, [1, 2])
        questions.link_entries(2, 1, [2])
        questions.save_draft(1, 1, "They sa")
        questions.save_draft(2, 2, "He sa")
        questions.delete(1)
        for group in (1, 2, None):
            assert questions.load_answers(group).keys() == {2}
        assert questions.load_answers(1)[2].entries == (2,)
        assert questions.load_drafts() == {(2, 2): "He sa"}
        questions.delete_answer(2, 2)
        assert questions.load_answers(2) == {}
        assert questions.load_drafts() == {}
        assert questions.load_answers(1)[2].entries == (2,)
        assert find_problems(book) == []


def test_links_follow_the_entries_and_come_back_with_them(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_answer(1, 1, WORDS, TODAY)
        questions.link_entries(1, 1, [2, 1, 99])
        assert questions.load_answers(1)[1].entries == (1, 2)
        book.delete(2, TODAY)
        assert questions.load_answers(1)[1].entries == (1,)
        assert find_problems(book) == []
        questions.link_entries(1, 1, [3])
        book.undo(TODAY)
        assert questions.load_answers(1)[1].entries == (2, 3), "only current links were replaced"
        log_lines(book, "5 merch no")
        questions.save_answer(1, 1, "Other words.", LATER)
        assert questions.load_answers(1)[1] == GroupAnswer("Other words.", LATER, (2, 3))
        book.maintenance.erase(2)
        assert questions.load_answers(1)[1].entries == (3,)
        assert find_problems(book) == []


def test_a_link_to_an_entry_that_never_was_is_found(path: Path) -> None:
    with open_book(path) as book:
        book.group_questions.save_answer(1, 1, WORDS, TODAY)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO group_answer_entries VALUES (1, 77)")
    with open_book(path) as book:
        assert find_problems(book) == [IntegrityCheck.LINKS]


def test_a_group_with_an_answer_stays_when_its_last_entry_is_erased(path: Path) -> None:
    with open_book(path) as book:
        book.group_questions.save_answer(1, 2, WORDS, TODAY)
        book.maintenance.erase(3)
        assert [each.label for each in book.groups.load_all()] == ["circle"]
        assert [each.label for each in book.group_questions.load_groups()] == ["circle", "choir"]
        assert book.group_questions.load_answers(2)[1].text == WORDS
        assert find_problems(book) == []


def test_a_group_that_is_shown_under_another_name_keeps_its_answers(path: Path) -> None:
    with open_book(path) as book:
        book.group_questions.save_answer(1, 2, WORDS, TODAY)
        book.groups.set_alias(2, "the singers")
        assert book.group_questions.load_answers(2)[1].text == WORDS


def test_answers_about_no_group_move_where_nothing_stands_yet(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_answer(1, None, "by phone", TODAY)
        questions.save_answer(2, None, "by phone, too", TODAY)
        questions.save_answer(2, 2, "there", TODAY)
        questions.save_draft(3, None, "mayb")
        questions.save_draft(4, None, "of none")
        questions.save_draft(4, 2, "of choir")
        questions.move_answers(2)
        assert {n: each.text for n, each in questions.load_answers(2).items()} == {
            1: "by phone",
            2: "there",
        }
        assert {n: each.text for n, each in questions.load_answers(None).items()} == {
            2: "by phone, too"
        }
        assert questions.load_drafts() == {
            (3, 2): "mayb",
            (4, None): "of none",
            (4, 2): "of choir",
        }


def test_words_that_moved_are_never_beside_others_and_go_back(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        for question, group in ((1, None), (2, None), (2, 2), (3, None)):
            questions.save_answer(question, group, f"about {group}", TODAY)
        drafts: dict[DraftKey, str]
        drafts = {(1, None): "moves", (2, None): "stays", (3, 2): "of choir"}
        for (question, group), text in drafts.items():
            questions.save_draft(question, group, text)
        former = questions.load_rows()
        questions.move_answers(2)
        assert questions.load_drafts() == {(1, 2): "moves", (2, None): "stays", (3, 2): "of choir"}
        assert questions.load_answers(2).keys() == {1, 2}
        assert questions.load_answers(None).keys() == {2, 3}
        questions.restore_rows(former)
        assert questions.load_rows() == former


def test_everything_is_put_back_as_it_was(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        first = questions.load_rows()
        questions.save_answer(1, 1, WORDS, TODAY)
        questions.link_entries(1, 1, [1, 2])
        former = questions.load_rows()
        questions.delete(1)
        questions.reword(2, "Other words?")
        questions.add("One more?")
        questions.restore_rows(former)
        assert questions.load_rows() == former
        assert questions.load_answers(1) == {1: GroupAnswer(WORDS, TODAY, (1, 2))}
        book.maintenance.erase(2)
        questions.restore_rows(former)
        assert questions.load_answers(1)[1].entries == (1,)
        assert find_problems(book) == []
        questions.restore_rows(first)
        assert questions.load_rows() == first


def test_a_draft_that_went_with_its_answer_or_question_is_put_back(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_answer(1, 1, WORDS, TODAY)
        questions.save_draft(1, 1, "a long unfinished answer")
        former = questions.load_rows()
        for delete in (partial(questions.delete_answer, 1, 1), partial(questions.delete, 1)):
            delete()
            assert questions.load_drafts() == {}
            assert questions.load_rows().can_undo_to(former)
            questions.restore_rows(former)
            assert questions.load_rows() == former
            assert questions.load_drafts() == {(1, 1): "a long unfinished answer"}


def test_what_was_typed_later_stays_when_something_is_put_back(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_draft(1, 1, "of then")
        questions.save_draft(2, None, "the same")
        former = questions.load_rows()
        number = questions.add("Who decides?")
        drafts: dict[DraftKey, str]
        drafts = {(1, 1): "of then, typed on", (2, 1): "the same", (number, 2): "She sa"}
        for (question, group), text in drafts.items():
            questions.save_draft(question, group, text)
        questions.restore_rows(former)
        assert questions.load_drafts() == {(2, None): "the same", **drafts}
        assert questions.load_questions()[-1] == Question(number, "Who decides?")
        now = questions.load_rows()
        questions.save_draft(3, 1, "more")
        assert not questions.load_rows().can_undo_to(now), "it would change nothing"


def test_a_group_that_was_erased_comes_back_with_the_words_about_it(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_answer(1, 2, WORDS, TODAY)
        questions.save_draft(2, 2, "She sa")
        former = questions.load_rows()
        questions.delete_answer(1, 2)
        questions.save_draft(2, 2, None)
        book.maintenance.erase(3)
        assert [each.label for each in questions.load_groups()] == ["circle"]
        log_lines(book, "meeting @!theatre")
        theatre, choir = 2, 3
        questions.restore_rows(former)
        assert [(each.number, each.label) for each in questions.load_groups()] == [
            (1, "circle"),
            (theatre, "theatre"),
            (choir, "choir"),
        ]
        assert questions.load_answers(theatre) == {}
        assert questions.load_answers(choir) == {1: GroupAnswer(WORDS, TODAY)}
        assert questions.load_drafts() == {(2, choir): "She sa"}
        assert find_problems(book) == []


def test_a_draft_keeps_its_group_when_the_last_entry_of_that_is_erased(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_draft(1, 2, "She sa")
        book.maintenance.erase(3)
        log_lines(book, "meeting @!theatre")
        assert [(each.number, each.label) for each in questions.load_groups()] == [
            (1, "circle"),
            (2, "choir"),
            (3, "theatre"),
        ]


DAMAGED = (
    *("", "x", "null", "{}", "1", "[1]", "[[1,1]]", "[[1,1,5]]", '[["1",1,"a"]]', '[[1,"1","a"]]'),
    *("[[1,null,null]]", '[[1,1,"\\ud800"]]', '[[1,1,"a"],[1,1,"b"]]', "[" * 5_000),
)


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_damaged_drafts_are_an_error_with_a_sentence_and_are_found(path: Path, text: str) -> None:
    with open_book(path) as book:
        book.group_questions.save_answer(1, 1, WORDS, TODAY)
        book.settings.set(ANSWERS_SETTING, text)
        questions = book.group_questions
        for read in (questions.load_drafts, questions.load_groups, questions.load_rows):
            with pytest.raises(DamagedBookError, match=r"can’t be read"):
                read()
        with pytest.raises(DamagedBookError):
            questions.delete(1)
        assert questions.load_answers(1)[1].text == WORDS
        (found,) = [each for each in book.maintenance.check_integrity(TODAY) if each.problems]
        assert (found.check, found.problems) == (IntegrityCheck.TABLES, ("unfinished answers",))
        book.maintenance.erase(3)
        assert book.settings.get(ANSWERS_SETTING) == text, "nothing of it is thrown away"


JSON_TEXTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=2),
).map(json.dumps)
NEAR_DRAFTS = st.lists(
    st.lists(st.none() | st.integers() | st.text(), min_size=2, max_size=4), max_size=3
).map(json.dumps)
DRAFTS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.none() | st.integers(1, 4)), TEXTS, max_size=4
)


@given(st.text() | JSON_TEXTS | NEAR_DRAFTS)
def test_any_setting_is_drafts_or_refused(text: str) -> None:
    try:
        drafts = parse_drafts(text)
    except ValueError:
        return
    for (question, group), words in drafts.items():
        assert isinstance(question, int)
        assert group is None or isinstance(group, int)
        assert isinstance(words, str)
    assert len(drafts) == len(json.loads(text)), "none is left out"


@given(DRAFTS)
def test_any_drafts_are_read_as_they_were_kept(drafts: dict[DraftKey, str]) -> None:
    with make_book_in_memory() as book:
        for (question, group), text in drafts.items():
            book.group_questions.save_draft(question, group, text)
        assert book.group_questions.load_drafts() == drafts


@pytest.mark.parametrize("schema", [5, 6, 7, 8])
def test_a_book_of_an_earlier_version_that_is_only_read_has_the_proposals(
    schema: int, tmp_path: Path
) -> None:
    books = Path(__file__).parent.parent / "books"
    path = tmp_path / "book.db"
    path.write_bytes((books / f"schema_{schema}.db").read_bytes())
    former = path.read_bytes()
    with open_book(path, is_writing=False) as book:
        assert [each.text for each in book.group_questions.load_questions()] == list_proposals()
        assert book.group_questions.load_answers(1) == {}
        assert book.group_questions.load_drafts() == {}
        assert book.count_changes() > 0
    assert path.read_bytes() == former


def test_what_is_taken_away_is_in_the_file_no_more(path: Path) -> None:
    with open_book(path) as book:
        questions = book.group_questions
        questions.save_answer(1, 1, WORDS, TODAY)
        questions.save_draft(1, 2, "Mira sa")
        assert b"ask Mira" in path.read_bytes()
        questions.save_answer(1, 1, "No.", TODAY)
        assert b"ask Mira" not in path.read_bytes()
        questions.delete(1)
        assert b"Mira sa" not in path.read_bytes()


def test_words_in_an_encrypted_book_cannot_be_read_beside_it(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", passphrase=PASSPHRASE)
    with open_book(path, PASSPHRASE) as book:
        book.group_questions.save_answer(1, None, WORDS, TODAY)
        book.group_questions.save_draft(2, None, WORDS)
    assert b"Mira" not in path.read_bytes()
    assert b"the money is for" not in path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["book.db"]


def test_a_draft_survives_a_change_of_the_file_by_another_program(
    path: Path, tmp_path: Path
) -> None:
    with open_book(path) as book:
        book.group_questions.save_draft(1, 1, "of before")
        away = path.rename(tmp_path / "away.db")
        book.group_questions.save_draft(1, 1, "of before, typed on")
        book.group_questions.save_draft(2, None, "typed")
        rescued = book.rescue(TODAY)
        typed = book.collect_typed_text()
        away.rename(path)
        book.save_typed_text()
        assert book.collect_typed_text().answers is None
    drafts = {(1, 1): "of before, typed on", (2, None): "typed"}
    for each in (path, rescued):
        with open_book(each) as book:
            assert book.group_questions.load_drafts() == drafts
    with open_book(path) as book:
        book.group_questions.save_draft(1, 1, "newer here")
        book.group_questions.save_draft(2, None, None)
        book.add_typed_text(typed)
        assert book.group_questions.load_drafts() == {(1, 1): "newer here", (2, None): "typed"}


def test_no_command_and_no_file_ever_says_a_word_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    clear_locale_cache()
    tracker = Tracker(tmp_path, capsys).with_story()
    with open_book(tracker.book) as book:
        book.group_questions.save_answer(1, 1, WORDS, TODAY)
        book.group_questions.link_entries(1, 1, [1, 2])
        book.group_questions.add("Who holds the purse?")
        book.group_questions.save_draft(2, 1, "then ask Mira again")
    said = ""
    for arguments in (
        (),
        *(("entries", "--format", form) for form in ("table", "json", "csv", "lines")),
        ("entries", '"Mira"'),
        ("months",),
        ("how-often",),
        ("history", "1"),
        ("check",),
        ("where", "--all"),
        ("export", "--to", "out", "--private-notes"),
    ):
        result = tracker(*arguments)
        assert result.code == 0, (arguments, result.err)
        said += result.out + result.err.replace("Nothing matches: “Mira”.", "")
    for file in (tmp_path / "out").iterdir():
        said += file.read_bytes().decode("utf-8", "replace")
    assert "15" in said
    for word in ("ask Mira", "a list.", "340.00", "what the money is for", "the purse"):
        assert word not in said
