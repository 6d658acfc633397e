"""The main path by command line: the acceptance of the first issue, command by command."""

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.book.former_folder import make_notebook
from tests.command_line import STORY, Tracker
from tracker.book.open_book import open_book
from tracker.i18n import clear_locale_cache
from tracker.sample import load_story_days

OCTOBER = {
    "income": "950.00",
    "needs": "260.00",
    "asked_low": "95.00",
    "asked_high": "495.00",
    "asked_open": 0,
    "pledged": "50.00",
    "given": "35.00",
    "returned": "0.00",
    "given_merch": "15.00",
    "given_event": "20.00",
    "share_asked_low": "10.00",
    "share_asked_high": "52.11",
    "share_given": "3.68",
    "share_after_needs": "5.07",
    "left": "655.00",
    "beyond_left": "0.00",
    "over_limit": True,
}


def rows(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert isinstance(found, list)
    return found


def test_the_months_of_the_story(tracker: Tracker) -> None:
    tracker.with_story()
    result = tracker("months", "--from", "2025-09", "--to", "2025-11", "--format", "json")
    september, october, _november = rows(result.out)
    assert (september["share_given"], september["over_limit"]) == ("0.00", False)
    assert OCTOBER.items() <= october.items()
    assert {row["group"] for row in rows(result.out)} == {"all"}


def test_log_prints_number_and_reading_of_each(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase")
    result = tracker("log", stdin=b"2025-10-11 ask 15 merch no gave 15 @!circle\n// a comment\n")
    assert result.out.splitlines() == [
        "   1  2025-10-11  asked 15.00, merch, no, then gave",
        "   2  2025-10-11  paid 15.00, merch, for entry 1",
    ]


def test_lines_written_out_now_or_before_count_no_gift_twice(tracker: Tracker) -> None:
    tracker("new", "--group", "circle", "--no-passphrase")
    assert tracker("log", stdin=b"2025-10-11 ask 15 merch gave\n").code == 0
    written = tracker("entries", "--format", "lines").out
    assert written == (
        "2025-10-11 ask 15 merch gave apart @!circle\n2025-10-11 paid 15 merch for 1\n"
    )
    for name, text in (("now.db", written), ("before.db", written.replace(" apart", ""))):
        tracker("new", "--group", "circle", "--no-passphrase", book=name)
        assert tracker("log", stdin=text.encode(), book=name).code == 0
        assert tracker("entries", "--format", "lines", book=name).out == written


def test_one_bad_line_saves_nothing_and_names_line_and_column(tracker: Tracker) -> None:
    tracker.with_story()
    result = tracker("log", stdin=STORY + b"2025-10-21 ask 30/month dus no\n")
    assert result.code == 2
    assert "standard input, line 8, column 25: Did you mean “dues”?" in result.err
    assert result.err.splitlines()[1:3] == [
        "  2025-10-21 ask 30/month dus no",
        "                          ^^^",
    ]
    assert len(tracker("entries").out.splitlines()) == 1 + 8


def test_a_whole_text_is_one_change_and_undo_says_what_it_took(tracker: Tracker) -> None:
    tracker.with_story()
    result = tracker("undo")
    assert (result.code, len(result.out.splitlines())) == (0, 9)
    assert "2025-10-20 ask 30/month dues no @circle" in result.out
    assert tracker("entries").out == ""
    assert tracker("undo").code == 1
    assert "undone" in tracker("history", "4").out


def test_lines_go_into_a_new_book_and_come_out_the_same(tracker: Tracker) -> None:
    tracker.with_story()
    lines = tracker("entries", "--format", "lines").out
    tracker("new", "--currency", "EUR", "--no-passphrase", book="c.db")
    assert tracker("log", stdin=lines.encode(), book="c.db").code == 0
    assert tracker("entries", "--format", "lines", book="c.db").out == lines
    months = tracker("months", "--format", "json").out
    assert tracker("months", "--format", "json", book="c.db").out == months


def test_lines_with_gaps_and_picked_ones_can_be_read_back(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-10-21 meeting 2h\n")
    tracker("undo")
    tracker("log", stdin=b"2025-10-22 ask 30/month dues for 8 no\n")
    tracker("log", stdin=b"2025-10-23 answered later for 10\n")
    everything = tracker("entries", "--format", "lines").out.splitlines()
    assert everything[-2:] == [
        "2025-10-22 ask 30/month dues for 8 no",
        "2025-10-23 answered later for 9",
    ]
    picked = tracker("entries", "answered", "--format", "lines")
    assert picked.out.splitlines() == [
        "2025-10-20 ask 30/month dues no @!circle",
        "2025-10-22 ask 30/month dues for 1 no",
        "2025-10-23 answered later for 2",
    ]
    assert "2 more entries are included" in picked.err


def test_the_bundle_is_written_once_for_this_person_alone(tracker: Tracker) -> None:
    tracker.with_story()
    assert tracker("export", "--to", "out", "--dialect", "semicolon").code == 0
    out = tracker.folder / "out"
    assert sorted(file.name for file in out.iterdir()) == [
        "READ-ME.txt",
        "datapackage.json",
        "entries.csv",
        "months.csv",
        "report.pdf",
        "share.png",
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
    before = {file: file.read_bytes() for file in out.iterdir()}
    again = tracker("export", "--to", "out")
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert {file: file.read_bytes() for file in out.iterdir()} == before


def test_a_bundle_imported_exports_the_same_bytes(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"meeting 2h // only for me\n")
    whole = ("export", "--for", "me", "--private-notes", "--to")
    tracker(*whole, "out")
    tracker("new", "--currency", "EUR", "--no-passphrase", book="c.db")
    assert "Imported 9 entries" in tracker("import", "out", book="c.db").out
    assert tracker(*whole, "again", book="c.db").code == 0
    for file in (tracker.folder / "out").iterdir():
        # The page bears the witness of its own book, and another book has another secret.
        if file.name != "report.pdf":
            again = tracker.folder / "again" / file.name
            assert again.read_bytes() == file.read_bytes(), file.name


def test_private_notes_leave_only_when_asked_for(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"meeting 2h // cried later\n")
    tracker("export", "--to", "out")
    for file in (tracker.folder / "out").iterdir():
        assert b"cried" not in file.read_bytes()
    assert "cried" not in tracker("entries", "--format", "json").out
    assert "cried" not in tracker("entries", "--format", "csv").out
    assert "cried" in tracker("entries", "--format", "json", "--private-notes").out


def test_without_a_place_a_plain_book_exports_beside_itself_and_an_encrypted_one_does_not(
    tracker: Tracker,
) -> None:
    tracker.with_story()
    assert tracker("--today", "2025-11-01", "export").code == 0
    assert (tracker.folder / "exports" / "2025-11-01" / "entries.csv").exists()
    assert "exports/2025-11-01" in tracker("where", "--all").out
    (tracker.folder / "pass").write_text("word\n")
    tracker("--passphrase-file", "pass", "new", book="e.db")
    result = tracker("--passphrase-file", "pass", "export", book="e.db")
    assert result.code == 1
    assert "--to" in result.err


def test_a_place_that_was_written_to_twice_is_listed_once(tracker: Tracker) -> None:
    tracker.with_story()
    with open_book(tracker.book) as book:
        for place in ("/a", "/b", "/a"):
            book.export_log.record(Path(place), date(2025, 11, 1))
    lines = tracker("where", "--all").out.splitlines()
    assert [line for line in lines if line in ("/a", "/b")] == ["/a", "/b"]


@pytest.mark.parametrize(("name", "start"), [("s.png", b"\x89PNG"), ("s.PDF", b"%PDF")])
def test_a_picture_is_drawn_into_a_new_file(tracker: Tracker, name: str, start: bytes) -> None:
    tracker.with_story()
    assert tracker("chart", name).code == 0
    assert (tracker.folder / name).read_bytes().startswith(start)
    assert tracker("chart", name).code == 1
    assert tracker("chart", "s.svg").code == 2


def test_the_chart_in_the_terminal_names_what_it_draws(tracker: Tracker) -> None:
    tracker.with_story()
    result = tracker("--today", "2025-12-05", "chart")
    assert "█ given" in result.out
    assert "my limit" in result.out
    assert "\x1b" not in result.out


def test_totals_add_up(tracker: Tracker) -> None:
    tracker.with_story()
    (total,) = rows(tracker("total", "--to", "2025-11", "--format", "json").out)
    expected = {
        "month": "2025-09/2025-11",
        "income": "2850.00",
        "given": "35.00",
        "share_given": "1.23",
        "left": "2035.00",
        "over_limit": 1,
    }
    assert expected.items() <= total.items()


def test_an_empty_book_has_no_months_and_says_so(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase")
    for command in ("months", "total"):
        assert rows(tracker(command, "--format", "json").out) == []
        assert "No entries yet" in tracker(command).err
    assert rows(tracker("months", "--from", "2025-01", "--format", "json").out) == []
    assert tracker("undo").code == 1


def test_months_of_one_group(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-10-25 paid 3 dues @!table\n")
    found = rows(tracker("months", "--to", "2025-10", "--format", "json").out)
    assert [row["group"] for row in found] == ["all", "circle", "table"] * 2
    for name in ("table", "TABLE", "2"):
        (_september, october) = rows(
            tracker("months", "--to", "2025-10", "--group", name, "--format", "json").out
        )
        assert (october["group"], october["given"]) == ("table", "3.00")
    by_input = tracker("months", "--to", "2025-10", "--group", "-", stdin=b"table\n")
    assert by_input.code == 0
    unknown = tracker("months", "--group", "tabel")
    assert unknown.code == 2
    assert "circle, table" in unknown.err


def test_entries_are_picked_by_words_of_the_line(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b'2025-10-25 ask 5 other no "wet gloves" // sad\n')

    def numbers(*words: str, stdin: bytes = b"") -> list[int]:
        result = tracker("entries", *words, "--format", "json", stdin=stdin)
        assert result.code == 0, result.err
        return [row["entry"] for row in rows(result.out)]

    assert numbers("ask") == [4, 5, 8, 9]
    assert numbers("ask", "no") == [8, 9]
    assert numbers("ask", "paid", "merch") == [5, 6]
    assert numbers("event") == [7]
    assert numbers("paid", "event") == [7]
    assert numbers("#in_public") == [5]
    assert numbers("@circle", "30/month") == [8]
    assert numbers("for", "5") == [6]
    assert numbers("wet gloves") == [9]
    assert numbers("gloves") == [9]
    assert numbers("-", stdin=b'ask no "gloves"\n') == [9]
    assert numbers("2025-10-11") == [5, 6, 7]
    assert numbers("--from", "2025-10-12", "--to", "2025-10") == [8, 9]
    assert tracker("entries", "aks").code == 2
    assert tracker("entries", "#in_publik").code == 2


def test_an_encrypted_book_needs_its_passphrase(tracker: Tracker) -> None:
    assert tracker("--passphrase-file", "-", "new", stdin=b"my word\n").code == 0
    assert tracker("--passphrase-file", "-", "log", stdin=b"my word\nmeeting 2h\n").code == 0
    assert b"meeting" not in tracker.book.read_bytes()
    assert "meeting" in tracker("--passphrase-file", "-", "entries", stdin=b"my word\n").out
    missing, wrong = tracker("entries"), tracker("--passphrase-file", "-", "entries", stdin=b"x\n")
    assert (missing.code, wrong.code) == (1, 1)
    assert "--passphrase-file" in missing.err
    assert "doesn’t open" in wrong.err
    assert tracker("new", book="other.db").code == 1


def test_the_book_of_this_folder_is_found_again(tracker: Tracker) -> None:
    from tracker.cli.main import run

    assert run(["new", "--no-passphrase", "--here"]) == 0
    assert (tracker.folder / "tracker.db").exists()
    assert run(["entries"]) == 0
    assert run(["--book", "x.db", "new", "--here"]) == 2


def test_amounts_are_shown_as_the_locale_does_and_kept_as_the_files_do(
    tracker: Tracker, german: Callable[[], None]
) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-10-25 income 1234,50\n")
    german()
    assert "2.184,50" in tracker("months", "--to", "2025-10").out
    assert '"2184.50"' in tracker("months", "--to", "2025-10", "--format", "json").out
    assert ";" in tracker("months", "--format", "csv").out
    assert '"950,00"' in tracker("entries", "--format", "csv").out
    assert "950/month" in tracker("entries", "--format", "lines").out
    tracker("export", "--to", "out")
    assert b'";"' in (tracker.folder / "out" / "months.csv").read_bytes()


def test_without_a_terminal_tracker_prints_this_month(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-09-01 need rent 0/month\n")
    result = tracker("--today", "2025-10-21")
    assert result.code == 0
    assert "October 2025" in result.out
    assert "You have 655.00 left until" in result.out
    assert "You gave 3.7\N{NO-BREAK SPACE}% of this month’s income" in result.out
    assert "over" not in result.out
    assert "after living costs\n" not in result.out
    tracker("log", stdin=b"2025-10-21 paid 675 donation\n")
    spent = tracker("--today", "2025-10-21").out
    assert "20.00 of what you gave came out of your living costs\n" in spent


def test_demo_plays_the_story_and_says_where_it_lies(tracker: Tracker, tmp_path: Path) -> None:
    former = tmp_path / "home" / "tracker"
    make_notebook(former / "demo" / "tracker.db", None)
    result = tracker("demo")
    assert result.code == 0
    assert not former.exists(), "the story of an earlier version stayed where that had it"
    demo = tmp_path / "home" / "notebook-tracker" / "demo"
    assert str(demo / "bundle") in result.out
    assert (demo / "bundle" / "entries.csv").stat().st_size > 1000
    assert not tracker.book.exists(), "the person's own book was touched"
    assert tracker("demo").code == 0, "it can be played again"
    (demo / "mine.txt").write_text("kept")
    assert tracker("demo").code == 1
    assert (demo / "mine.txt").read_text() == "kept"
    assert str(demo) in tracker("where", "--all").out


def test_demo_was_logged_on_the_days_of_the_story(tracker: Tracker, tmp_path: Path) -> None:
    assert tracker("demo", "--to", "played").code == 0
    with open_book(tmp_path / "played" / "tracker.db") as book:
        logged = [(item.logged_on, item.entry.word) for item in book.load_entries()]
    assert logged == [(day, entry.word) for day, entries in load_story_days() for entry in entries]


def test_dry_run_reads_and_saves_nothing(tracker: Tracker) -> None:
    tracker.with_story()
    result = tracker("log", "--dry-run", stdin=b"meeting 2h\n")
    assert "   9  " in result.out
    assert "Nothing was saved" in result.err
    assert len(tracker("entries").out.splitlines()) == 9


def test_help_and_completion_name_every_command(tracker: Tracker) -> None:
    from tracker.cli.main import COMMANDS

    text = tracker("--help").out
    for command in COMMANDS:
        assert f"  {command}" in text
        assert tracker(command, "--help").out
    for shell in ("bash", "zsh", "fish"):
        assert "_TRACKER_COMPLETE" in tracker("completion", shell).out
    for_bash = "tracker completion bash > ~/.local/share/bash-completion/completions/tracker"
    assert for_bash in tracker("completion", "--help").out, "it can be typed as it is"


@pytest.mark.parametrize("code", ["KWD", "jpy", "XAU", "CLF", "XXX"])
def test_a_currency_that_has_no_hundredths_is_refused_and_a_book_in_it_still_opens(
    tracker: Tracker, code: str
) -> None:
    refused = tracker("new", "--currency", code, "--no-passphrase")
    assert refused.code == 2
    assert f"Tracker can’t use {code.upper()} yet" in refused.err
    assert not tracker.book.exists()
    tracker.with_story()
    with open_book(tracker.book) as book:
        book.rename_currency(code.upper())
    assert tracker("log", stdin=b"2025-10-11 paid 7 dues").code == 0
    assert code.upper() in tracker("months", "--format", "csv").out


@pytest.mark.parametrize("code", ["EUR", "RSD", "XCD", "ALL"])
def test_any_currency_of_hundredths_is_taken(tracker: Tracker, code: str) -> None:
    assert tracker("new", "--currency", code, "--no-passphrase").code == 0


def test_a_country_whose_currency_has_no_hundredths_is_told_which_to_name(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    clear_locale_cache()
    assert "tracker new --currency EUR" in tracker("new", "--no-passphrase").err


def test_this_month_tells_what_was_asked_apart_from_an_earlier_yes(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("log", stdin=b"2025-10-04 ask 12/month dues yes\n2025-11-02 ask 7 merch no\n")
    told = tracker("--today", "2025-11-21").out
    assert "You were asked for 7.00 and gave 0.00.\n" in told
    assert "12.00 more counts as asked, because you said yes to it earlier.\n" in told
    assert (
        '"asked_high": "19.00"' in tracker("--today", "2025-11-21", "months", "--format=json").out
    )
