"""`tracker undo` and `tracker redo`: what they ask, what they say, and what they never print."""

import json
import re

import pexpect
import pytest

from tests.cli.test_log_wizard import start
from tests.command_line import Tracker


def test_no_private_note_is_printed(story: Tracker) -> None:
    lines = "".join(f"paid {number} merch // cried {number}\n" for number in range(1, 8))
    story("log", stdin=lines.encode())
    for command in (("undo",), ("redo",), ("history", "9"), ("undo", "--yes")):
        result = story(*command)
        assert result.code == 0
        assert "paid" in result.out
        assert "cried" not in result.out + result.err
        assert "//" not in result.out + result.err


def test_redo_gives_the_same_numbers_and_says_that_private_notes_stay_away(
    story: Tracker,
) -> None:
    story("log", stdin=b"2025-11-02 meeting 2h // cried\n2025-11-03 paid 5 merch\n")
    before = story("entries", "--format", "json").out
    undone = story("undo").out
    assert undone.startswith("Undid 2 entries:\n   9  2025-11-02 meeting 2h @circle\n")
    assert "1 private note is gone. tracker redo brings back everything else." in undone
    redone = story("redo").out
    assert redone.startswith("2 entries are back:\n   9  2025-11-02 meeting 2h @circle\n")
    assert "You can get private notes back only until Tracker locks or quits." in redone
    assert story("entries", "--format", "json").out == before
    assert "private note" not in story("undo").out, "there is none any more"
    told = story("history", "9").out
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", told).splitlines() == [
        "saved DAY: DAY  meeting 2 h",
        "undone DAY",
        "brought back DAY: DAY  meeting 2 h",
        "undone DAY",
    ]
    story("redo")
    refused = story("redo")
    assert (refused.code, refused.out, refused.err) == (1, "", "There’s nothing to redo.\n")


def test_an_erasing_and_a_new_entry_leave_nothing_to_redo(story: Tracker) -> None:
    for command, given in ((("erase", "1", "--yes"), b""), (("log",), b"meeting 1h\n")):
        story("log", stdin=b"meeting 2h\n")
        story("undo")
        assert story(*command, stdin=given).code == 0
        assert story("redo").err == "There’s nothing to redo.\n"


def test_a_check_code_is_found_whenever_it_was_printed(story: Tracker) -> None:
    codes = []
    for command in (("entries",), ("undo",), ("redo",)):
        story(*command)
        story("export", "--for", "me", "--to", command[0])
        report = str(story.folder / command[0] / "report.pdf")
        codes.append(json.loads(story("verify", report, "--format", "json").out)["root"])
    assert codes[0] == codes[2] != codes[1]
    story("log", stdin=b"meeting 2h\n")
    found = [json.loads(story("verify", code, "--format", "json").out) for code in codes]
    assert [len(each["unchanged"]) for each in found] == [8, 0, 8]


def ask_undo(story: Tracker, *options: str) -> "pexpect.spawn[str]":
    return start(story.book, "undo", *options)


def test_on_a_terminal_it_asks_before_more_than_five_entries(story: Tracker) -> None:
    child = ask_undo(story)
    child.expect_exact("This would undo 8 entries:")
    child.expect_exact("and 3 more")
    assert (child.before or "").count("\n") == 6
    child.expect_exact("Undo all of them? [y/N]")
    child.sendline("")
    child.expect(pexpect.EOF)
    assert child.wait() == 1
    assert len(story("entries").out.splitlines()) == 1 + 8
    child = ask_undo(story)
    child.expect_exact("Undo all of them?")
    child.sendline("y")
    child.expect_exact("Undid 8 entries:")
    child.expect(pexpect.EOF)
    assert child.wait() == 0
    assert story("entries").out == ""


@pytest.mark.parametrize(("count", "options"), [(5, ()), (6, ("--yes",))])
def test_it_does_not_ask_for_five_or_where_it_was_told_not_to(
    story: Tracker, count: int, options: tuple[str, ...]
) -> None:
    story("log", stdin=b"meeting 2h\n" * count)
    child = ask_undo(story, *options)
    child.expect_exact(f"Undid {count} entries:")
    child.expect(pexpect.EOF)
    assert child.wait() == 0
