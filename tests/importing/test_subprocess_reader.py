"""The child that reads a file knows nothing of the notebook, and ends when its parent does."""

import json
import os
import select
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from tests.importing.bundle_exchange import write_report
from tests.importing.damaged_bundle import build_content
from tracker.importing import subprocess_reader
from tracker.importing.subprocess_answer import (
    PdfFacts,
    SubprocessAnswer,
    UnreadFileError,
    UnreadReason,
    read_answer,
    write_answer,
)
from tracker.importing.subprocess_program import ReadRequest

WANTED = {"entries.csv": 1000}
ENDLESS = ("import time; time.sleep(99)", "while True: pass")
SECRET = "no1knowsthis"
CHILD = """
import os, sys
sys.path[:] = sys.argv[1:]
from tracker.importing import subprocess_program

def never_answer(request):
    with open(request.path, "w") as told:
        told.write(str(os.getpid()))
    while True:
        pass

subprocess_program.answer_request = never_answer
subprocess_program.serve_request()
"""
PARENT = """
import signal, sys
from tracker.cli import _handle_end_signals
# A shell lets what it starts in the background ignore it, as it may have started these tests.
signal.signal(signal.SIGINT, signal.default_int_handler)
from tracker.importing import subprocess_reader
from tracker.importing.subprocess_program import ReadRequest
_handle_end_signals()
path, subprocess_reader._PROGRAM = sys.argv[1:]
subprocess_reader.read_in_subprocess(ReadRequest(path, {}, passwords=(sys.stdin.readline(),)))
"""


@pytest.mark.parametrize(
    ("program", "why"),
    [
        *((program, UnreadReason.TIME) for program in ENDLESS),
        ("import os; os.kill(os.getpid(), 9)", UnreadReason.MEMORY),
        ("import os; os.abort()", UnreadReason.MEMORY),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", UnreadReason.TIME),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", UnreadReason.UNREADABLE),
        ("raise SystemExit(3)", UnreadReason.UNREADABLE),
        ("pass", UnreadReason.UNREADABLE),
        ("while True: print('x' * 1000, end='')", UnreadReason.UNREADABLE),
        ("print('[' * 50_000)", UnreadReason.UNREADABLE),
        ("print('{}')", UnreadReason.UNREADABLE),
        ('print(\'{"why": "\\\\u001b[2J", "name": "\\\\u001b[2J"}\')', UnreadReason.UNREADABLE),
        ('input(); print(\'{"why": "time", "name": "\\\\u001b[2J"}\')', UnreadReason.TIME),
    ],
)
def test_however_the_child_ends_it_is_one_reason(
    monkeypatch: pytest.MonkeyPatch, program: str, why: UnreadReason
) -> None:
    monkeypatch.setattr(subprocess_reader, "_PROGRAM", program)
    monkeypatch.setattr(subprocess_reader, "TIMEOUT_SECONDS", 0.5 if program in ENDLESS else 60)
    with pytest.raises(UnreadFileError) as unfit:
        subprocess_reader.read_in_subprocess(ReadRequest("x", WANTED))
    assert (unfit.value.reason, unfit.value.name) == (why, "")


def test_an_answer_comes_back_as_it_was() -> None:
    answer = SubprocessAnswer(
        {"entries.csv": b"\0\n"}, PdfFacts(("a",), ("f" * 64,), 2, is_changed=True)
    )
    written = BytesIO()
    write_answer(written, answer)
    assert read_answer(BytesIO(written.getvalue()), WANTED) == answer
    with pytest.raises(EOFError):
        read_answer(BytesIO(written.getvalue()[:-1]), WANTED)


@pytest.mark.parametrize(
    "sizes", [{"entries.csv": 1001}, {"entries.csv": -1}, {"other": 1}, {"entries.csv": "x"}, []]
)
def test_an_answer_that_was_not_asked_for_is_refused(sizes: object) -> None:
    facts = {
        "attachment_names": [],
        "printed_codes": [],
        "other_code_count": 0,
        "is_changed": False,
    }
    head = json.dumps({"sizes": sizes, "facts": facts}).encode() + b"\n"
    with pytest.raises(UnreadFileError):
        read_answer(BytesIO(head + bytes(2000)), WANTED)


@contextmanager
def start_waiting_child(folder: Path) -> "Iterator[tuple[subprocess.Popen[bytes], int]]":
    """A process whose child is busy for ever, and the number of that child."""
    fifo = folder / "fifo"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(fifo), CHILD],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SECRET": SECRET},
    ) as parent:
        assert parent.stdin is not None
        parent.stdin.write(SECRET.encode() + b"\n")
        parent.stdin.flush()
        yield parent, int(fifo.read_text())


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_child_ends_with_its_parent(tmp_path: Path, sign: signal.Signals) -> None:
    with start_waiting_child(tmp_path) as (parent, number):
        ending = os.pidfd_open(number)
        parent.send_signal(sign)
        found, _out, _wrong = select.select([ending], [], [], 60)
        os.close(ending)
        assert found == [ending]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_the_child_has_nothing_of_the_parent(tmp_path: Path) -> None:
    with start_waiting_child(tmp_path) as (parent, number):
        place = Path(f"/proc/{number}")
        known = place.joinpath("environ").read_bytes() + place.joinpath("cmdline").read_bytes()
        libraries = place.joinpath("maps").read_text()
        files = {str(each.readlink()) for each in place.joinpath("fd").iterdir()}
        parent.kill()
    assert SECRET.encode() not in known
    assert "sqlcipher" not in libraries
    assert "babel" not in libraries
    assert {each.partition(":")[0] for each in files} == {"pipe", "/dev/null"}


def test_it_reads_where_only_the_parent_knows_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_report(tmp_path / "r.pdf", {"entries.csv": build_content()})
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('a module of the current folder')")
    found = subprocess_reader.read_in_subprocess(ReadRequest("r.pdf", {"entries.csv": 10_000}))
    assert found.files["entries.csv"].decode("utf-8-sig") == build_content()
    assert path.exists()


def test_a_zip_is_read_in_the_child_too(tmp_path: Path) -> None:
    path = tmp_path / "out.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("out/entries.csv", build_content())
    request = ReadRequest(str(path), {"entries.csv": 10_000}, is_pdf=False)
    found = subprocess_reader.read_in_subprocess(request)
    assert found.files == {"entries.csv": build_content().encode()}
