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
    answer(asked, "What was it", "ask")
    answer(asked, "How much", "30/month")
    answer(asked, "What for", "dus")
    asked.expect_exact("did you mean dues?")
    answer(asked, "What for", "<")
    answer(asked, "How much", "35/month")
    answer(asked, "What for", "dues")
    answer(asked, "What did you answer", "no no")
    answer(asked, "How was it", "#in_public")
    answer(asked, "What was said", "the cause")
    answer(asked, "in your own words", "in a break // quickly")
    answer(asked, "A note", "")
    asked.expect_exact("9  2026-11-22  asked 35.00 a month, dues, no twice, in public")
    answer(asked, "What was it", "")
    asked.expect(pexpect.EOF)
    assert asked.wait() == 0
    last = tracker("entries", "--format", "lines").out.splitlines()[-1]
    assert (
        last == '2026-11-22 ask 35/month dues no no #in_public "the cause": in a break \\// quickly'
    )


def test_an_income_is_asked_how_often_it_comes_unless_its_amount_says_so(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What was it", "income")
    answer(asked, "How much", "1800")
    answer(asked, "Does it repeat", "daily")
    asked.expect_exact("Write week, 2weeks, 4weeks, month, quarter or year")
    for yes in ("y", "yes"):
        answer(asked, "Does it repeat", yes)
        asked.expect_exact("Write week, 2weeks, 4weeks, month, quarter or year")
    answer(asked, "Does it repeat", "every month")
    answer(asked, "A note", "")
    asked.expect_exact("9  2026-11-22  income 1,800.00 a month")
    answer(asked, "What was it", "income")
    answer(asked, "How much", "70 a week")
    answer(asked, "A note", "<")
    answer(asked, "How much", "80 a week")
    answer(asked, "A note", "")
    asked.expect_exact("10  2026-11-22  income 80.00 a week")
    answer(asked, "What was it", "")
    asked.expect(pexpect.EOF)
    assert tracker("entries", "--format", "lines").out.splitlines()[-2:] == [
        "2026-11-22 income 1800/month",
        "2026-11-22 income 80/week",
    ]


def test_a_whole_line_is_taken_too_and_ctrl_c_keeps_what_was_saved(
    asked: "pexpect.spawn[str]", tracker: Tracker
) -> None:
    answer(asked, "What was it", "meeting 2h")
    asked.expect_exact("9  2026-11-22  meeting 2 h")
    answer(asked, "What was it", "paid")
    asked.expect_exact("How much")
    assert "what was saved before stays saved" in interrupt(asked)
    assert asked.wait() == 1
    assert len(tracker("entries").out.splitlines()) == 1 + 9


def test_a_missing_book_is_offered_on_a_terminal(tracker: Tracker) -> None:
    child = start(tracker.folder / "new" / "mine.db", "log")
    child.expect_exact("Make one now?")
    child.sendline("y")
    for question in ("New passphrase: ", "Once more: "):
        child.expect_exact(question)
        child.sendline("a word")
    child.expect_exact("What do you call the group?")
    child.sendline("circle")
    answer(child, "What was it", "meeting")
    answer(child, "How many hours", "<")
    answer(child, "What was it", "")
    child.expect(pexpect.EOF)
    assert child.wait() == 0
    book = tracker.folder / "new" / "mine.db"
    assert not book.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("interrupts", [heed_interrupts, ignore])
def test_ctrl_c_at_the_passphrase_ends_with_one_sentence(
    tracker: Tracker, interrupts: Callable[[], None]
) -> None:
    child = start(tracker.folder / "new.db", "new", interrupts=interrupts)
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
    asked.expect_exact("What was it")
    tracker.book.unlink()
    asked.sendline("paid 20 event")
    asked.expect_exact("The line you typed is a draft in it.")
    asked.expect(pexpect.EOF)
    (rescued,) = tracker.folder.glob("b-rescued-*.db")
    with open_book(rescued) as book:
        assert list_draft_texts(book)[-1] == "paid 20 event"
