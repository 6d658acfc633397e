"""Bad input by command line: one plain sentence, the right exit code, nothing half-saved."""

import os
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command_line import Tracker
from tests.strategies import NAUGHTY, count_examples, pick_every
from tracker.book.database.connection import Connection, connect

AMOUNTS = ["", "-5", "+5", "1e3", "1.000", "1,200", "\u0663", "99999999999999", "NaN"]
AMOUNTS += ["50-20", "0", ".5", "5.", "5-", "-", "$5", "5 USD", "\uff15", "inf"]
DATES = ["2026-02-30", "2199-12-31", "0000-01-01", "2025-13-01", "10/2/2025"]
ONE_MEANING = {
    "2025-10-02 ask 1,000.00 dues": "2025-10-02 ask 1000 dues\n",
    "2025-10-02 ask 1.234,56 dues": "2025-10-02 ask 1234.56 dues\n",
    "2025-10-02 ask 1.234 dues": "2025-10-02 ask 1234 dues\n",
    "2025-10-02 ask 1'000 dues": "2025-10-02 ask 1000 dues\n",
    "02.10.2025 ask 5 dues": "2025-10-02 ask 5 dues\n",
}
"""Lines that were refused before 0.2, each with its line."""
TEXTS = ["a\x1b[2Jb", "a\x00b", "a\x7fb", "a\x9bb", "a\u2028b", "a\rb", "\x07"]


def check_plain_refusal(tracker: Tracker, line: bytes) -> str:
    result = tracker("log", stdin=line)
    assert result.code == 2, (line, result)
    assert result.out == ""
    sentence = result.err.splitlines()[0]
    assert sentence.startswith("standard input, line "), sentence
    assert "Traceback" not in result.err
    assert "\x1b" not in result.err
    assert "\x00" not in result.err
    assert tracker("entries").out == "", "something was saved"
    return sentence


@pytest.fixture
def empty(tracker: Tracker) -> Tracker:
    tracker("new", "--currency", "EUR", "--no-passphrase")
    return tracker


def test_amounts_that_are_none(empty: Tracker) -> None:
    for amount in AMOUNTS:
        check_plain_refusal(empty, f"2025-10-01 ask {amount} dues\n".encode())


def test_dates_that_are_none(empty: Tracker) -> None:
    for date in DATES:
        assert "column 1" in check_plain_refusal(empty, f"{date} ask 5 dues\n".encode())


def test_what_has_one_meaning_is_understood(empty: Tracker) -> None:
    for line in ONE_MEANING:
        assert empty("log", stdin=line.encode()).code == 0
    assert empty("entries", "--format", "lines").out == "".join(ONE_MEANING.values())


def test_letters_that_a_terminal_would_act_on(empty: Tracker) -> None:
    for text in TEXTS:
        check_plain_refusal(empty, f'meeting "{text}"\n'.encode())


def test_bytes_that_are_no_utf8_are_placed(empty: Tracker) -> None:
    sentence = check_plain_refusal(empty, b'meeting\nmeeting "gr\xc3\xbc \xff"\n')
    assert "line 2, column 14" in sentence
    lone = '"\ud800"'.encode("utf-8", "surrogatepass")
    assert "line 1" in check_plain_refusal(empty, b"meeting " + lone)


def test_a_megabyte_on_one_line(empty: Tracker) -> None:
    sentence = check_plain_refusal(empty, b'meeting "' + b"x" * 1_000_000 + b'"\n')
    assert len(sentence) < 200


def test_naughty_words_are_kept_as_they_were_said(empty: Tracker) -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0627\u0644\u0639 \u202egnp =1+1 ' // #"
    line = f'2025-10-01 meeting "{family}"\n'
    assert empty("log", stdin=line.encode()).code == 0
    assert empty("entries", "--format", "lines").out == line


@settings(
    max_examples=count_examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    line=st.one_of(
        st.binary(max_size=60),
        st.lists(
            st.sampled_from(
                [*AMOUNTS, *DATES, *TEXTS, *NAUGHTY, "ask", "paid", "no", "#", "@!g", "for", "1"]
            ),
            max_size=7,
        ).map(lambda parts: " ".join(parts).encode("utf-8", "surrogatepass")),
    )
)
def test_whatever_is_logged_never_ends_in_a_traceback(empty: Tracker, line: bytes) -> None:
    result = empty("log", stdin=line)
    assert result.code in (0, 2)
    if result.code == 2:
        assert "Nothing was saved" in result.err
    words = line.decode("utf-8", "replace").replace("\x00", "").split()
    assert empty("entries", "--", *words).code in (0, 2)


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"no book"), "isn’t a Tracker notebook"),
        (lambda path: None, "To create one, type “tracker new”"),
    ],
    ids=["folder", "empty", "no SQLite", "nothing"],
)
def test_what_is_no_book(tracker: Tracker, prepare: object, said: str) -> None:
    assert callable(prepare)
    prepare(tracker.book)
    for command in (("months",), ("log",), ("undo",), ("export", "--to", "out"), ("entries",)):
        result = tracker(*command, stdin=b"meeting\n")
        assert result.code == 1
        assert said in result.err
        assert result.err.count("\n") == 1
    assert not (tracker.folder / "out").exists()


def test_a_book_that_may_only_be_read_is_read_and_not_written(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker.with_story()

    def read_only(path: Path, passphrase: str | None, **_mode: bool) -> Connection:
        # The tests may run as root, who may write everything.
        return connect(path, passphrase, read_only=True)

    monkeypatch.setattr("tracker.book.open_book.connect", read_only)
    assert "2025-10" in tracker("months", "--to", "2025-10").out
    for command in ("log", "undo"):
        result = tracker(command, stdin=b"meeting\n")
        assert result.code == 1
        assert "can’t be written to" in result.err
        assert result.err.count("\n") == 1


@pytest.mark.slow
def test_a_closed_pipe_ends_quietly(tracker: Tracker) -> None:
    tracker.with_story()
    for arguments in pick_every(3, ("months", "entries", "months --format json", "--help")):
        run = subprocess.run(
            f"{sys.executable} -m tracker --book {tracker.book} {arguments} | head -1",
            shell=True,
            capture_output=True,
            check=True,
        )
        assert run.stdout.count(b"\n") == 1
        assert run.stderr == b"", arguments


def test_a_full_disk_for_what_is_printed_is_told(tracker: Tracker) -> None:
    tracker.with_story()
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")
    with full.open("w") as out:
        run = subprocess.run(
            [sys.executable, "-m", "tracker", "--book", str(tracker.book), "months"],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert run.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("months", "--from", "2025-13"),
        ("months", "--from", "soon"),
        ("months", "--from", "2025-12", "--to", "2025-11"),
        ("months", "--format", "xml"),
        ("entries", "--from", "2026-02-30"),
        ("--today", "2026-02-30", "months"),
        ("history", "0"),
        ("history", "one"),
        ("new", "--currency", "EURO"),
        ("new", "--group", "all", "--no-passphrase"),
        ("new", "--group", "a\x1bb", "--no-passphrase"),
        ("chart", "x.gif"),
        ("export", "--dialect", "tab"),
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_sentence(tracker: Tracker, arguments: tuple[str, ...]) -> None:
    result = tracker(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert "\x1b" not in result.err
    assert not tracker.book.exists()


def test_a_file_that_is_not_there_and_one_that_is_a_folder(empty: Tracker) -> None:
    for name in ("nowhere.txt", "."):
        result = empty("log", name)
        assert result.code == 1
        assert result.err.count("\n") == 1
        assert "Nothing was saved" in result.err


def test_a_name_no_file_can_have(tracker: Tracker) -> None:
    result = tracker("months", book="x" * 300)
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert tracker("new", "--no-passphrase", book="x" * 300).code == 1


def test_an_export_folder_that_is_not_empty_stays_as_it_is(tracker: Tracker) -> None:
    tracker.with_story()
    (tracker.folder / "out").mkdir()
    (tracker.folder / "out" / "letter.txt").write_text("mine")
    result = tracker("export", "--to", "out")
    assert result.code == 1
    assert [file.name for file in (tracker.folder / "out").iterdir()] == ["letter.txt"]


def test_a_bundle_that_is_none(empty: Tracker) -> None:
    (empty.folder / "torn.csv").write_bytes(b'\xef\xbb\xbf"entry","id"\r\n"1","')
    for name in ("nowhere", "torn.csv", "."):
        result = empty("import", name)
        assert result.code == 1
        assert result.err.count("\n") == 1
    assert empty("entries").out == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "closed"),
    pick_every(5, product(("months", "log", "entries -", ""), ("<&-", ">&-", "<&- >&- 2>&-"))),
)
def test_closed_streams_end_without_a_traceback(
    tracker: Tracker, command: str, closed: str
) -> None:
    tracker.with_story()
    run = subprocess.run(
        f"{sys.executable} -m tracker --book {tracker.book} {command} {closed}",
        shell=True,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert run.returncode in (0, 1)
    assert b"Traceback" not in run.stderr


def test_a_closed_pipe_is_no_failure(tracker: Tracker) -> None:
    tracker.with_story()
    run = subprocess.run(
        f"{sys.executable} -m tracker --book {tracker.book} months | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        check=True,
    )
    assert (run.stdout, run.stderr) == (b"0\n", b"")


def test_an_ended_export_leaves_nothing_readable(tracker: Tracker) -> None:
    tracker.with_story()
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", "--book", str(tracker.book), "export", "--to", "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tracker.folder)},
    ) as export:
        while export.poll() is None and not list(tracker.folder.glob("tmp*")):
            time.sleep(0.001)
        export.terminate()
        _out, said = export.communicate()
    assert export.returncode == 128 + 15
    assert b"Traceback" not in said
    assert sorted(path.name for path in tracker.folder.iterdir()) == ["b.db"]


def test_what_is_typed_is_never_sent_to_the_terminal_as_it_is(tracker: Tracker) -> None:
    tracker.with_story()
    (tracker.folder / "bad").mkdir()
    header = '"entry","id","type","\x1b]0;x\x07"\r\n'
    (tracker.folder / "bad" / "entries.csv").write_text(header)
    for arguments in (
        ("log", "\x1b[31mx"),
        ("export", "--to", "\x1b[31mx"),
        ("import", "bad"),
        ("months", "--group", "\x1b[31mx"),
        ("\x1b[31mx",),
        ("where", "--all"),
    ):
        result = tracker(*arguments)
        assert "\x1b" not in result.out + result.err, arguments


def test_a_passphrase_is_never_cut(tracker: Tracker) -> None:
    long = b"x" * 70_000
    result = tracker("--passphrase-file", "-", "new", stdin=long + b"\n")
    assert result.code == 1
    assert "too long" in result.err
    assert not tracker.book.exists()


def test_another_currency_in_small_letters_is_no_label(empty: Tracker) -> None:
    for line in ("income 50 usd", "paid 5 chf dues", "income 50 Usd"):
        assert "Amounts in this notebook are in EUR" in check_plain_refusal(
            empty, line.encode() + b"\n"
        )
    assert empty("log", stdin=b"2025-10-01 income 50 'usd'\n").code == 0
    assert empty("entries", "--format", "lines").out == "2025-10-01 income 50 'usd'\n"


def test_global_options_have_their_place(tracker: Tracker) -> None:
    for option in ("--book", "--passphrase-file", "--today"):
        result = tracker("new", option, "x")
        assert result.code == 2
        assert f"Put {option} before the command: " in result.err
        assert "no-passphrase" not in result.err
