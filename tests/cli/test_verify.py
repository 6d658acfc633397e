"""`tracker verify`: what became of the entries that a report bears witness to."""

import json
from dataclasses import replace

import pytest

from tests.command_line import Tracker
from tests.importing.witness_reports import a_witness, report
from tracker.book.open_book import open_book
from tracker.book.witness.hashes import Witness, format_root
from tracker.cli import verify
from tracker.entries.types import Income
from tracker.export.report.witness_file import encode_witness

SINCE = b"2025-10-21 meeting 2h\n2025-10-22 ask 5 merch no\n"
FOUND = {"unchanged": [2, 3, 4, 5, 6, 7, 8], "changed": [1], "taken_out": [9], "newer": [10, 11]}
TOLD = """\
Check code {root}

                         entries  numbers
unchanged                      7  2-8
changed since                  1  1
deleted or undone since        1  9
added since                    2  10-11

{code}Tracker didn’t compare the words, totals and charts on the pages.
To see what an entry was before, type: tracker history N
This shows what you had written down by then, and whether you changed it since. It doesn’t show \
whether it is true.
Only the person who got the summary can say when that was.
"""
CODE = "The text of the last page has the same check code. Check that you see these digits there.\n"
CHECKED = {
    "checked": ["printed_code"],
    "not_checked": ["pages"],
    "columns_not_checked": [],
    "saved_on": None,
    "differences": [],
}


@pytest.fixture
def witness(tracker: Tracker) -> Witness:
    """What a friend got; since then the book has gone on."""
    tracker.with_story()
    assert tracker("log", stdin=b"2025-10-20 meeting 1h\n").code == 0
    with open_book(tracker.book) as book:
        witness = book.make_witness()
        (income,) = book.find_entries([1])
        assert isinstance(income.entry, Income)
        book.edit(1, [replace(income.entry, amount=90000)], income.logged_on)
        book.delete(9, income.logged_on)
    assert tracker("log", stdin=SINCE).code == 0
    (tracker.folder / "report.pdf").write_bytes(report(encode_witness(witness)))
    return witness


def test_it_says_what_stands_was_changed_was_taken_out_and_is_newer(
    tracker: Tracker, witness: Witness
) -> None:
    told = TOLD.format(root=format_root(witness.root), code=CODE)
    assert tracker("verify", "report.pdf").out == told
    assert tracker("verify", ".").out == told, "the folder of a bundle"
    told = TOLD.format(root=format_root(witness.root), code="")
    assert tracker("verify", witness.root).out == told, "from paper"
    assert tracker("verify", format_root(witness.root).upper()).out == told
    assert tracker("verify", *format_root(witness.root).split()).out == told
    result = tracker("verify", "report.pdf", "--format", "json")
    assert json.loads(result.out) == {
        "root": witness.root,
        **FOUND,
        "unknown": 0,
        **CHECKED,
    }
    assert result.err == ""


def test_it_changes_nothing(tracker: Tracker, witness: Witness) -> None:
    before = tracker.book.read_bytes()
    assert tracker("verify", "report.pdf").code == 0
    assert tracker("verify", "f" * 64).code == 1
    assert tracker.book.read_bytes() == before
    tracker.book.chmod(0o400)
    assert tracker("verify", "report.pdf").code == 0


def test_a_password_comes_from_a_file_from_standard_input_or_a_terminal(
    tracker: Tracker, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tracker.folder / "locked.pdf").write_bytes(report(encode_witness(witness), "gr\u00fcn"))
    (tracker.folder / "word").write_text("gr\u00fcn\n", encoding="utf-8")
    told = TOLD.format(root=format_root(witness.root), code=CODE)
    assert tracker("verify", "locked.pdf", "--password-file", "word").out == told
    stdin = "gr\u00fcn\n".encode()
    assert tracker("verify", "locked.pdf", "--password-file", "-", stdin=stdin).out == told
    result = tracker("verify", "locked.pdf")
    assert (result.code, result.out) == (1, "")
    assert "locked.pdf has a password. Give it with --password-file." in result.err
    monkeypatch.setattr(verify, "is_interactive", lambda: True)
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: "gr\u00fcn")
    result = tracker("verify", "locked.pdf")
    assert result.out == told
    assert result.err == ""
    assert tracker("verify", "locked.pdf", "--password-file", "report.pdf").code == 1


def test_both_words_of_an_encrypted_book_and_a_report_come_from_standard_input(
    tracker: Tracker,
) -> None:
    (tracker.folder / "pass").write_text("word\n")
    assert tracker("--passphrase-file", "pass", "new", book="e.db").code == 0
    with open_book(tracker.folder / "e.db", "word") as book:
        (tracker.folder / "locked.pdf").write_bytes(
            report(encode_witness(book.make_witness()), "other")
        )
    result = tracker(
        *("--passphrase-file", "-", "verify", "locked.pdf", "--password-file", "-"),
        stdin=b"word\nother\n",
        book="e.db",
    )
    assert (result.code, result.err) == (0, "")
    assert "unchanged                      0\n" in result.out


def test_a_report_of_another_book_is_said(tracker: Tracker, witness: Witness) -> None:
    (tracker.folder / "theirs.pdf").write_bytes(report(encode_witness(a_witness())))
    result = tracker("verify", "theirs.pdf")
    assert (result.code, result.out) == (1, "")
    assert "wasn’t made from this notebook" in result.err
    tracker("new", "--currency", "EUR", "--no-passphrase", book="new.db")
    assert "wasn’t made from this notebook" in tracker("verify", "report.pdf", book="new.db").err
    assert "with that check code" in tracker("verify", witness.root, book="new.db").err


def test_an_older_copy_of_the_book_is_said(tracker: Tracker, witness: Witness) -> None:
    older = (tracker.folder / "b.db").read_bytes()
    assert tracker("log", stdin=SINCE).code == 0
    with open_book(tracker.book) as book:
        (tracker.folder / "newer.pdf").write_bytes(report(encode_witness(book.make_witness())))
    (tracker.folder / "older.db").write_bytes(older)
    result = tracker("verify", "newer.pdf", book="older.db")
    assert "2 entries of the summary aren’t in this notebook" in result.out


def test_an_entry_deleted_for_good_is_said(tracker: Tracker, witness: Witness) -> None:
    assert tracker("erase", "1", "--yes").code == 0
    result = tracker("verify", "report.pdf")
    assert "1 entry of the summary isn’t in this notebook. It was deleted for good" in result.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nothing.pdf",), 1, "There’s no file nothing.pdf"),
        (("b.db",), 1, "no check code in b.db"),
        (("cut.pdf",), 1, "is damaged"),
        (("changed.txt",), 1, "changed or cut"),
        (("0" * 64,), 1, "This notebook has nothing with that check code"),
        (("0" * 63,), 2, "has 64 digits. You typed 63"),
        (("0" * 32, "0" * 33), 2, "has 64 digits. You typed 65"),
        (("0" * 300,), 2, "has 64 digits. You typed 300"),
        (("x" * 300,), 1, "Check its name"),
        (("my", "report.pdf"), 2, "Type one file name"),
        (("\x1b[2J",), 1, "There’s no file"),
        ((), 2, "Missing argument"),
        (("report.pdf", "--format", "csv"), 2, "csv"),
    ],
)
def test_what_is_no_report_is_one_sentence(
    tracker: Tracker, witness: Witness, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tracker.folder / "cut.pdf").write_bytes((tracker.folder / "report.pdf").read_bytes()[:500])
    (tracker.folder / "changed.txt").write_bytes(encode_witness(witness).replace(b"0", b"1"))
    result = tracker("verify", *arguments)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert "\x1b" not in result.err


def test_a_file_that_is_called_like_a_root_is_the_file(tracker: Tracker, witness: Witness) -> None:
    (tracker.folder / ("0" * 64)).write_bytes(encode_witness(witness))
    assert tracker("verify", "0" * 64).code == 0


def test_many_numbers_are_told_as_runs_and_cut(tracker: Tracker, witness: Witness) -> None:
    with open_book(tracker.book) as book:
        newer = list(range(12, 12 + 40))
        book.log(
            [book.find_entries([2])[0].entry] * len(newer), book.find_entries([2])[0].logged_on
        )
        for number in newer[::2]:
            book.delete(number, book.find_entries([2])[0].logged_on)
    line = next(
        line for line in tracker("verify", "report.pdf").out.splitlines() if "added since" in line
    )
    assert line.startswith("added since                   22  10-11, 13, 15, 17")
    assert line.endswith(", 33, …")


def test_ctrl_c_at_the_password_is_no_damage(
    tracker: Tracker, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_prompt: str) -> str:
        raise KeyboardInterrupt

    (tracker.folder / "locked.pdf").write_bytes(report(encode_witness(witness), "word"))
    monkeypatch.setattr(verify, "is_interactive", lambda: True)
    monkeypatch.setattr("click.termui.hidden_prompt_func", pressed)
    result = tracker("verify", "locked.pdf")
    assert result.code == 1
    assert "Stopped" in result.err
