"""`tracker import` into a book with entries, and `tracker view`, as they are typed."""

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.test_progress import show_progress_at_once
from tests.command_line import Tracker
from tests.importing.bundle_exchange import write_report
from tests.importing.damaged_bundle import TODAY as DAMAGED_ON
from tests.importing.damaged_bundle import build_content, damage_table
from tracker.book.open_book import open_book

OTHER = b"2025-08-01 paid 3 dues @!circle\n"
OPTIONS = ("--today", "2025-11-22")


@pytest.fixture
def story(tracker: Tracker) -> Tracker:
    """A book with the story and its bundle in `out`."""
    tracker.with_story()
    assert tracker("export", "--seen-heard", "--to", "out", "--dialect", "comma").code == 0
    return tracker


@pytest.fixture
def other(story: Tracker) -> Tracker:
    """Beside it the book `c.db` with one entry."""
    assert story("new", "--currency", "EUR", "--no-passphrase", book="c.db").code == 0
    assert story("log", stdin=OTHER, book="c.db").code == 0
    return story


def spoil(tracker: Tracker, before: str, after: str, times: int = -1) -> None:
    path = tracker.folder / "out" / "entries.csv"
    text = path.read_bytes().decode("utf-8-sig")
    assert before in text
    path.write_bytes(text.replace(before, after, times).encode("utf-8-sig"))


def test_it_comes_in_once_is_told_in_one_sentence_and_one_undo_takes_it_back(
    other: Tracker,
) -> None:
    before = other("entries", "--format", "json", book="c.db").out
    assert other("import", "out", book="c.db").out == "Imported 8 entries.\n"
    again = other("import", "out", book="c.db")
    assert (again.code, again.err) == (0, "")
    assert again.out == "Nothing new. Your notebook already has all 8 entries.\n"
    assert other("undo", book="c.db").out.startswith("Undid 8 entries:")
    assert other("entries", "--format", "json", book="c.db").out == before


def test_a_bundle_of_its_own_book_changes_no_byte_of_what_it_exports(story: Tracker) -> None:
    assert "Your notebook already has all 8 entries" in story("import", "out").out
    assert story("export", "--to", "again", "--dialect", "comma").code == 0
    for name in ("entries.csv", "months.csv", "datapackage.json"):
        first, second = (story.folder / folder / name for folder in ("out", "again"))
        assert first.read_bytes() == second.read_bytes()


def test_what_differs_is_listed_and_waits_for_a_decision(story: Tracker) -> None:
    spoil(story, '"20.00","20.00"', '"25.00","25.00"')
    result = story("import", "out")
    assert result.code == 1
    assert result.out == (
        "1 entry differs between your notebook and this export:\n"
        "entry  line  column      your notebook  this export\n"
        "    7     8  amount_low  20.00          25.00\n"
    )
    assert result.err == (
        "Nothing was imported, because some entries differ. Choose --keep book (your version) or"
        " --keep import (the imported version).\n"
    )
    kept = story("import", "out", "--keep", "book")
    assert (kept.code, kept.out) == (
        0,
        (
            "There are no new entries.\n7 entries are in your notebook already.\n"
            "1 entry differs. Your version stays.\n"
        ),
    )
    assert "25.00" not in story("entries", "paid", "event").out
    told = story("import", "out", "--keep", "import").out
    assert "1 entry differs. The imported version replaces yours. Undo brings yours back." in told
    assert "25.00" in story("entries", "paid", "event").out
    lines = story("history", "7").out.splitlines()
    assert "by an import" in lines[2]
    assert "25.00" in lines[2]
    assert "What it had changed is as it was before:" in story("undo").out
    assert "25.00" not in story("entries", "paid", "event").out


def test_a_dry_run_lists_all_and_changes_nothing(other: Tracker) -> None:
    result = other("import", "out", "--dry-run", book="c.db")
    assert (result.code, result.err) == (0, "Nothing was imported.\n")
    assert result.out == "8 entries would be imported.\n"
    other("import", "out", book="c.db")
    spoil(other, '"circle"', '"chess club"')
    few = other("import", "out", book="c.db")
    assert few.code == 1
    assert "Choose --keep book (your version)" in few.err
    full = other("import", "out", "--dry-run", book="c.db")
    assert full.out.count("chess club") == 5 + 2
    assert "Is chess club your group circle? If so, add: --alias" in full.out
    named = other("import", "out", "--alias", "circle=chess club", book="c.db")
    assert named.out == "Nothing new. Your notebook already has all 8 entries.\n"
    stdin = other("import", "out", "--alias", "-", stdin=b"circle=chess club\n", book="c.db")
    assert stdin.out == named.out
    wrong = other("import", "out", "--alias", "chess club", book="c.db")
    assert wrong.code == 2


def test_many_differences_are_told_in_few_lines(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--no-passphrase")
    lines = "".join(f"2025-10-{day:02} paid {day} dues @!circle\n" for day in range(1, 29))
    tracker("log", stdin=lines.encode())
    tracker("export", "--to", "out", "--dialect", "comma")
    spoil(tracker, '"dues"', '"merch"')
    result = tracker("import", "out")
    assert result.out.splitlines()[0] == "28 entries differ between your notebook and this export:"
    assert (
        result.out.splitlines()[-1] == "18 more entries differ. To list all of them, add --dry-run."
    )
    assert len(result.out.splitlines()) == 13
    assert len(tracker("import", "out", "--dry-run").out.splitlines()) == 31


def test_a_private_note_is_told_to_differ_and_not_shown(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--no-passphrase")
    tracker("log", stdin=b"2025-10-02 paid 3 dues @!circle // cried later\n")
    tracker("export", "--to", "out", "--dialect", "comma", "--private-notes")
    spoil(tracker, "cried later", "slept badly")
    result = tracker("import", "out")
    assert "private_note  a private note, not shown" in result.out
    assert "cried" not in result.out
    assert "slept" not in result.out
    told = tracker("import", "out", "--keep", "import").out
    assert "Undo can’t bring back 1 private note, because private notes have no history." in told


def test_what_was_taken_out_is_told_and_comes_back_when_wanted(other: Tracker) -> None:
    other("import", "out", book="c.db")
    other("undo", book="c.db")
    result = other("import", "out", book="c.db")
    assert result.out == (
        "There are no new entries.\n"
        "You deleted or undid 8 of the entries (lines 2, 3, 4, 5, 6 and more). They are left out."
        " To bring them back, add --restore-deleted.\n"
    )
    assert other("import", "out", "--restore-deleted", book="c.db").out == "Imported 8 entries.\n"


def test_an_extract_says_what_cannot_stand_alone(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--no-passphrase")
    tracker(
        "log",
        stdin=b"2025-09-02 ask 3 dues @!circle\n2025-10-02 answered no for 1\n"
        b"2025-10-03 paid 3 dues\n",
    )
    tracker("export", "--to", "out", "--from", "2025-10", "--dialect", "comma")
    told = "1 entry is left out, because the entry it belongs to isn’t in this export (line 2).\n"
    tracker("new", "--currency", "EUR", "--no-passphrase", book="c.db")
    assert tracker("import", "out", book="c.db").out == f"Imported 1 entry.\n{told}"
    again = tracker("import", "out", book="c.db").out
    assert again == "Nothing new. Your notebook already has this entry.\n" + told
    assert told in tracker(*OPTIONS, "view", "out").out
    assert "Your notebook already has all 2 entries" in tracker("import", "out").out


def test_view_prints_this_month_and_writes_nothing(story: Tracker) -> None:
    def tree() -> dict[str, int]:
        return {
            str(path): path.stat().st_mtime_ns for path in [story.folder, *story.folder.rglob("*")]
        }

    before = tree()
    result = story(*OPTIONS, "view", "out", book="nowhere.db")
    assert (result.code, result.err) == (0, "")
    own = story(*OPTIONS).out.splitlines()
    assert own.pop(2).startswith("To see what’s left, add")
    own[1] = "This copy doesn’t include enough to show what’s left."
    assert result.out.splitlines() == own
    assert story(*OPTIONS, "view", "out/entries.csv").out == result.out
    assert tree() == before


@pytest.mark.parametrize("command", ["import", "view"])
def test_what_is_no_bundle_is_refused_in_one_sentence(other: Tracker, command: str) -> None:
    os.mkfifo(other.folder / "pipe")
    (other.folder / "loop").symlink_to("loop")
    spoil(other, '"20.00","20.00"', '"1.020,00","20.00"')
    before = Path(other.folder / "c.db").read_bytes()
    for name in ("pipe", "loop", "/dev/zero", "nowhere", "out"):
        result = other(command, name, book="c.db")
        assert result.code == 1
        assert result.out == ""
        assert result.err.count("\n") == 1
    assert (
        "line 8, column amount_low: “1.020,00” isn’t a number in this file. Write it in digits"
        in result.err
    )
    assert Path(other.folder / "c.db").read_bytes() == before


def test_another_currency_is_refused_with_the_mend(story: Tracker) -> None:
    story("new", "--currency", "CHF", "--no-passphrase", book="c.db")
    story("log", stdin=OTHER, book="c.db")
    result = story("import", "out", book="c.db")
    assert result.code == 1
    assert (
        "This is in EUR, but your notebook is in CHF. Create a notebook with --currency EUR"
        in result.err
    )
    with open_book(story.folder / "c.db") as book:
        book.rename_currency("JPY")
    assert story("export", "--to", "yen", book="c.db").code == 0
    refused = story("import", "yen").err
    assert (
        "This is in JPY, but your notebook is in EUR. You can look at it with “tracker view”."
        in refused
    )
    assert story("view", "yen").code == 0


def test_the_commands_take_a_report(tracker: Tracker) -> None:
    write_report(tracker.folder / "r.pdf", {"entries.csv": build_content()}, "soup")
    (tracker.folder / "word").write_text("soup\n")
    tracker("new", "--currency", "EUR", "--no-passphrase")
    day = ("--today", str(DAMAGED_ON))
    assert tracker(*day, "view", "r.pdf", "--password-file", "word").code == 0
    result = tracker(*day, "import", "r.pdf", "--password-file", "-", stdin=b"soup\n")
    assert result.out == "Imported 10 entries.\n"
    again = tracker(*day, "import", "r.pdf", "--password-file", "word")
    assert again.out == "Nothing new. Your notebook already has all 10 entries.\n"
    without = tracker(*day, "import", "r.pdf")
    assert (without.code, without.err.count("\n")) == (1, 1)
    write_report(
        tracker.folder / "r.pdf", {"entries.csv": damage_table(lambda rows: rows[2].update(id="x"))}
    )
    shown = tracker(*day, "view", "r.pdf")
    assert shown.err.startswith("Tracker can’t show this: entries.csv, line 4, column id: ")


def test_a_zip_of_the_folder_comes_in_like_the_folder(other: Tracker) -> None:
    shutil.make_archive(str(other.folder / "sent"), "zip", other.folder, "out")
    assert other("import", "sent.zip", book="c.db").out == "Imported 8 entries.\n"
    assert "Your notebook already has all 8 entries" in other("import", "out", book="c.db").out
    assert other("view", "sent.zip").code == 0


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_terminal_shows_how_far_it_is(
    other: Tracker, monkeypatch: pytest.MonkeyPatch, is_empty: bool
) -> None:
    assert other("new", "--currency", "EUR", "--no-passphrase", book="d.db").code == 0
    terminal = show_progress_at_once(monkeypatch)
    book = "d.db" if is_empty else "c.db"
    assert other("import", "out", book=book).out == "Imported 8 entries.\n"
    # Where there are entries the bundle is read before it is saved.
    assert terminal.getvalue().count("Entries so far: 7.") == (1 if is_empty else 2)


def test_ctrl_c_in_an_import_leaves_the_notebook_as_it_was(
    other: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = other("entries", "--format", "json", book="c.db").out

    def stop(_batch: object, *_others: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tracker.book.database.row_mapping._insert_batch", stop)
        assert other("import", "out", book="c.db").code == 1
    assert other("entries", "--format", "json", book="c.db").out == before
    assert other("undo", book="c.db").out.startswith("Undid 1 entry:")
