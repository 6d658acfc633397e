"""`tracker log` of many lines: one change or none, and a terminal shows how far it is."""

from pathlib import Path

import pytest

from tests.cli.test_progress import show_progress_at_once
from tests.command_line import Tracker
from tests.factories import read_book_lines
from tracker.book.book import MOST_UNSAVED
from tracker.cli.messages import format_numbered_entry
from tracker.entries.types import Entry

MANY = MOST_UNSAVED + 10
LINES = [f"2025-10-0{1 + number % 7} meeting {1 + number % 9}h" for number in range(MANY)]
TODAY = ("--today", "2025-10-08")


@pytest.fixture
def empty(tracker: Tracker) -> Tracker:
    assert tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase").code == 0
    return tracker


def encode_lines(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_many_lines_are_one_change_and_each_is_printed(empty: Tracker) -> None:
    result = empty(*TODAY, "log", stdin=encode_lines(*LINES))
    assert (result.code, result.err) == (0, "")
    numbers = [int(line.split()[0]) for line in result.out.splitlines()]
    assert numbers == list(range(1, MANY + 1))
    assert empty("undo").out.startswith(f"Undid {MANY} entries:")
    assert read_book_lines(empty.book) == []


def test_a_mistake_after_many_lines_is_named_and_nothing_is_saved(empty: Tracker) -> None:
    result = empty(*TODAY, "log", stdin=encode_lines(*LINES, "2025-10-02 paid 5 mrch"))
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith(f"standard input, line {MANY + 1}, column 19: ")
    assert result.err.endswith("Nothing was saved.\n")
    assert read_book_lines(empty.book) == []


def test_a_line_may_name_an_entry_far_above(empty: Tracker) -> None:
    first = "2025-10-01 ask 15 dues"
    last = "2025-10-08 answered for 1 later"
    result = empty(*TODAY, "log", stdin=encode_lines(first, *LINES, last))
    assert (result.code, result.err) == (0, "")
    assert read_book_lines(empty.book)[-1] == "2025-10-08 answered later for 1"


def test_a_line_that_becomes_a_draft_does_not_keep_the_others_out(empty: Tracker) -> None:
    lines = (
        "2025-10-01 ask 15 dues",
        *LINES,
        "2025-10-02 paid 5 mrch",
        "2025-10-08 answered for 1 no",
    )
    result = empty(*TODAY, "log", "--keep-drafts", stdin=encode_lines(*lines))
    assert result.code == 2
    assert len(read_book_lines(empty.book)) == MANY + 2


def test_ctrl_c_leaves_the_notebook_as_it_was(
    empty: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = 0

    def stop_near_the_end(number: int, entry: Entry) -> str:
        nonlocal described
        described += 1
        if number == MANY - 1:
            raise KeyboardInterrupt
        return format_numbered_entry(number, entry)

    monkeypatch.setattr("tracker.cli.log.format_numbered_entry", stop_near_the_end)
    before = empty.book.read_bytes()
    result = empty(*TODAY, "log", stdin=encode_lines(*LINES))
    assert (result.code, result.out) == (1, "")
    assert described == MANY - 1
    assert empty.book.read_bytes() == before


@pytest.mark.parametrize("is_dry", [False, True])
def test_a_terminal_shows_how_far_it_is(
    empty: Tracker, monkeypatch: pytest.MonkeyPatch, is_dry: bool
) -> None:
    terminal = show_progress_at_once(monkeypatch)
    options = ("--dry-run",) if is_dry else ()
    assert empty(*TODAY, "log", *options, stdin=encode_lines(*LINES[:10])).code == 0
    assert "Entries so far: 9. Press ctrl+c to stop." in terminal.getvalue()


def test_nothing_is_shown_where_nobody_looks(empty: Tracker) -> None:
    assert empty(*TODAY, "log", stdin=encode_lines(*LINES[:10])).err == ""


def test_the_lines_of_several_files_are_one_change(empty: Tracker) -> None:
    for name, lines in (("a.txt", LINES[:3]), ("b.txt", LINES[3:5])):
        Path(name).write_bytes(encode_lines(*lines))
    assert empty(*TODAY, "log", "a.txt", "b.txt").code == 0
    assert empty("undo").out.startswith("Undid 5 entries:")
