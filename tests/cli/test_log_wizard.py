"""`tracker log` on a real terminal: it asks part by part, steps back, and saves each entry."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.command_line import Tracker
from tests.factories import list_draft_texts
from tracker.book.open_book import open_book


@pytest.fixture
def asked(tracker: Tracker) -> Iterator["pexpect.spawn[str]"]:
    tracker.with_story()
    child = start(tracker.book, "log")
    yield child
    child.close(force=True)


def heed_interrupts() -> None:
    """Hear ctrl+c, also where the tests run in the background of something that ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ignore() -> None:
    """Ignore ctrl+c, as what a shell starts in the background does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def start(
    book: Path, *command: str, interrupts: Callable[[], None] = heed_interrupts
) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        ["-m", "tracker", "--today", "2026-11-22", "--book", str(book), *command],
        encoding="utf-8",
        timeout=20,
        dimensions=(40, 120),
        env=os.environ | {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
        preexec_fn=interrupts,
    )


def interrupt(child: "pexpect.spawn[str]") -> str:
    """Press ctrl+c until the program ends; gives what it said.

    A prompt that is only being set up swallows the first one, as people know from any shell.
    """
    said = ""
    for _time in range(5):
        child.sendintr()
        ended = child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=4) == 0
        said += child.before or ""
        if ended:
            break
    assert "Traceback" not in said
    return said


def answer(child: "pexpect.spawn[str]", question: str, text: str) -> None:
    child.expect_exact(question)
    child.expect_exact("\u203a ")
    child.sendline(text)


def test_an_entry_is_asked_for_part_by_part_and_a_slip_is_asked_again(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "ask")
    answer(asked, "How much", "30/month")
    answer(asked, "What is it for", "dus")
    asked.expect_exact("1  ask 30/month dues")
    answer(asked, "Type its number", "")
    answer(asked, "What is it for", "<")
    answer(asked, "How much", "35/month")
    answer(asked, "What is it for", "dues")
    answer(asked, "What did you answer", "no no")
    answer(asked, "What did you notice", "#in_public")
    answer(asked, "What was said", "the cause")
    answer(asked, "in your own words", "in a break // quickly")
    answer(asked, "A private note", "")
    asked.expect_exact("9  2026-11-22  asked 35.00 a month, dues, no twice, others could hear")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert asked.wait() == 0
    last = tracker("entries", "--format", "lines").out.splitlines()[-1]
    assert (
        last == '2026-11-22 ask 35/month dues no no #in_public "the cause": in a break \\// quickly'
    )


def test_what_was_skipped_and_is_needed_is_asked_again_and_later_answers_stay(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "asked")
    answer(asked, "How much", "")
    answer(asked, "What is it for", "")
    answer(asked, "What did you answer", "no")
    for question in ("What did you notice", "What was said", "in your own words", "A private note"):
        answer(asked, question, "")
    asked.expect_exact("An amount is missing")
    answer(asked, "How much", "about 40")
    answer(asked, "What is it for", "merch")
    for question in (
        "What did you answer",
        "What did you notice",
        "What was said",
        "own words",
        "A private note",
    ):
        answer(asked, question, "")
    asked.expect_exact("asked 40.00, merch, no, estimated")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert read_new_lines(tracker) == ["2026-11-22 ask 40 merch no estimated"]


def test_an_income_is_asked_how_often_it_comes_unless_its_amount_says_so(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "income")
    answer(asked, "How much", "1800")
    for unclear in ("now and then", "y", "yes"):
        answer(asked, "Does it repeat", unclear)
        asked.expect_exact("Type week, 2weeks, 4weeks, month, quarter or year")
    answer(asked, "Does it repeat", "every month")
    answer(asked, "A private note", "")
    asked.expect_exact("9  2026-11-22  income 1,800.00 a month")
    answer(asked, "What happened", "income")
    answer(asked, "How much", "70 a week")
    answer(asked, "A private note", "<")
    answer(asked, "How much", "80 a week")
    answer(asked, "A private note", "")
    asked.expect_exact("10  2026-11-22  income 80.00 a week")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert tracker("entries", "--format", "lines").out.splitlines()[-2:] == [
        "2026-11-22 income 1800/month",
        "2026-11-22 income 80/week",
    ]


def test_a_whole_line_is_taken_too_and_ctrl_c_keeps_what_was_saved(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "meeting 2h")
    asked.expect_exact("9  2026-11-22  meeting 2 h")
    answer(asked, "What happened", "paid")
    asked.expect_exact("How much")
    assert "Anything saved before this stays saved" in interrupt(asked)
    assert asked.wait() == 1
    assert len(tracker("entries").out.splitlines()) == 1 + 9


def test_a_missing_book_is_offered_on_a_terminal(tracker: Tracker) -> None:
    child = start(tracker.folder / "new" / "mine.db", "log")
    child.expect_exact("Create one now?")
    child.sendline("y")
    child.expect_exact("Does anyone else use this computer?")
    child.sendline("own-login")
    for question in ("New passphrase: ", "Repeat it: "):
        child.expect_exact(question)
        child.sendline("a word")
    child.expect_exact("What do you call the group?")
    child.sendline("circle")
    answer(child, "What happened", "meeting")
    answer(child, "How many hours", "<")
    answer(child, "What happened", "")
    child.expect(pexpect.EOF)
    assert child.wait() == 0
    book = tracker.folder / "new" / "mine.db"
    assert not book.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("interrupts", [heed_interrupts, ignore])
def test_ctrl_c_at_the_passphrase_ends_with_one_sentence(
    tracker: Tracker, interrupts: Callable[[], None]
) -> None:
    child = start(tracker.folder / "new.db", "new", "--computer", "no", interrupts=interrupts)
    child.expect_exact("New passphrase")
    assert "Stopped" in interrupt(child)
    assert child.wait() == 1
    assert not (tracker.folder / "new.db").exists()


def test_a_job_in_the_background_goes_on_ignoring_ctrl_c() -> None:
    heard = (
        "import signal; from tracker.cli import _handle_end_signals;"
        "_handle_end_signals(); print(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)"
    )
    done = subprocess.run(
        [sys.executable, "-c", heard],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=ignore,
    )
    assert done.stdout == "True\n"


def test_a_line_that_was_typed_while_another_program_took_the_file_is_kept(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    asked.expect_exact("What happened")
    tracker.book.unlink()
    asked.sendline("paid 20 event")
    asked.expect_exact("The line you typed is in it, as a draft.")
    asked.expect(pexpect.EOF)
    (rescued,) = tracker.folder.glob("b-rescued-*.db")
    with open_book(rescued) as book:
        assert list_draft_texts(book)[-1] == "paid 20 event"


def read_new_lines(tracker: Tracker) -> list[str]:
    """Return the lines that were saved after the story's."""
    return tracker("entries", "--format", "lines").out.splitlines()[8:]


def test_own_words_at_the_first_question_are_kept(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "I felt really small")
    asked.expect_exact("9  2026-11-22  I wrote, I felt really small")
    answer(asked, "What happened", "wrote")
    answer(asked, "in your own words", "why // me")
    answer(asked, "A private note", "")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert read_new_lines(tracker) == [
        "2026-11-22 wrote: I felt really small",
        r"2026-11-22 wrote: why \// me",
    ]


def test_readings_are_numbered_and_one_is_chosen(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "3/4 paid 20 event")
    asked.expect_exact("Which one do you mean?")
    asked.expect_exact("2  2026-04-03 paid 20 event")
    answer(asked, "Type its number", "7")
    answer(asked, "Type its number", "2")
    asked.expect_exact("9  2026-04-03  paid 20.00, event")
    answer(asked, "What happened", "paid 20 train")
    answer(asked, "Type its number", "")
    answer(asked, "What happened", "paid 20 train")
    asked.expect_exact("1  cost 20 'train'")
    answer(asked, "Type its number", "1")
    asked.expect_exact("10  2026-11-22  cost me 20.00, train")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert read_new_lines(tracker) == [
        "2026-04-03 paid 20 event",
        "2026-11-22 cost 20 'train'",
    ]


def test_each_part_may_be_written_as_people_do(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "2 days ago they asked me")
    answer(asked, "How much", "1.000")
    asked.expect_exact("1  2 days ago they asked me 1000")
    answer(asked, "Type its number", "1")
    answer(asked, "What is it for", "fee")
    asked.expect_exact("dues 'fee'")
    answer(asked, "Type its number", "")
    answer(asked, "What is it for", "membership fee")
    answer(asked, "What did you answer", "maybe")
    answer(asked, "What did you notice", "")
    answer(asked, "What was said", "")
    answer(asked, "in your own words", "")
    answer(asked, "A private note", "")
    asked.expect_exact("9  2026-11-20  asked 1,000.00, dues")
    answer(asked, "What happened", "gave")
    answer(asked, "How much", "€ 20")
    answer(asked, "What is it for", "train")
    asked.expect_exact("1  cost 20 'train'")
    answer(asked, "Type its number", "1")
    asked.expect_exact("10  2026-11-22  cost me 20.00, train")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert read_new_lines(tracker) == [
        "2026-11-20 ask 1000 dues 'membership fee' later",
        "2026-11-22 cost 20 'train'",
    ]


def test_what_if_lets_the_person_choose_a_reading(tracker: Tracker) -> None:
    tracker.with_story()
    child = start(tracker.book, "what-if")
    answer(child, "What are you asked for", "1.000 dues")
    child.expect_exact("2  1 dues")
    answer(child, "Type its number", "1")
    child.expect_exact("(dues)")
    child.expect(pexpect.EOF)
    assert child.wait() == 0


def test_a_draft_is_edited_by_the_number_of_a_reading_or_written_again(tracker: Tracker) -> None:
    tracker.with_story()
    lines = b"paid 20 event monday\nask 5 mrch\n"
    assert tracker("--today", "2026-11-12", "log", "--keep-drafts", stdin=lines).code == 2
    child = start(tracker.book, "drafts", "edit", "1")
    child.expect_exact("2  2026-11-12 paid 20 event 'monday' @circle")
    answer(child, "Type its number", "2")
    child.expect_exact("tracker drafts log 1")
    child.expect(pexpect.EOF)
    child = start(tracker.book, "drafts", "edit", "2")
    child.expect_exact("Did you mean “merch”?")
    answer(child, "Type its number", "")
    answer(child, "New line", "ask 5 merch")
    child.expect(pexpect.EOF)
    child = start(tracker.book, "drafts", "drop", "1")
    child.expect_exact("Delete it for good?")
    child.sendline("n")
    child.expect(pexpect.EOF)
    assert tracker("drafts", "log", "1", "2").code == 0
    assert read_new_lines(tracker) == [
        "2026-11-12 paid 20 event 'monday'",
        "2026-11-12 ask 5 merch",
    ]


def test_another_type_is_asked_about_and_a_name_is_hinted_at(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "seen 50 donation no")
    asked.expect_exact("Did they ask you?")
    asked.expect_exact("1  ask 50 donation no")
    answer(asked, "Type its number", "1")
    answer(asked, "What happened", "cost 20 to the group")
    asked.expect_exact("Did the group get it?")
    answer(asked, "Type its number", "3")
    answer(asked, "What happened", "seen 50 donation: Lena")
    asked.expect_exact("You can write a role in place of a name")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert read_new_lines(tracker) == [
        "2026-11-22 ask 50 donation no",
        "2026-11-22 paid 20 other",
        "2026-11-22 seen 50 donation: Lena",
    ]


def test_after_seen_it_is_asked_once_whether_the_person_was_asked_too(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "seen 50-450 donation: they went round")
    asked.expect_exact("If the hat came to you, you were asked.")
    answer(asked, "Were you asked, too?", "yes")
    answer(asked, "What did you answer", "later")
    for question in ("What did you notice", "What was said", "own words", "A private note"):
        answer(asked, question, "")
    asked.expect_exact("asked 50.00 to 450.00, donation, later")
    answer(asked, "What happened", "seen 5 donation")
    answer(asked, "What happened", "seen merch")
    answer(asked, "Were you asked, too?", "")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert asked.wait() == 0
    assert read_new_lines(tracker) == [
        "2026-11-22 seen 50-450 donation: they went round",
        "2026-11-22 ask 50-450 donation later",
        "2026-11-22 seen 5 donation",
        "2026-11-22 seen ? merch",
    ]


def test_a_line_typed_in_place_of_an_answer_is_the_next_entry(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What happened", "seen 50 donation")
    answer(asked, "Were you asked, too?", "paid 5 literature")
    asked.expect_exact("paid 5.00, literature")
    answer(asked, "What happened", "")
    asked.expect(pexpect.EOF)
    assert read_new_lines(tracker) == [
        "2026-11-22 seen 50 donation",
        "2026-11-22 paid 5 literature",
    ]
