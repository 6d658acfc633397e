"""What a command loads, and leaves behind: nothing that it does not need."""

import os
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.write_failures import QUICK_ROUNDS, ROUNDS, set_default_rounds
from tests.command_line import Tracker
from tests.factories import make_book
from tests.strategies import pick_every
from tracker import __version__

HEAVY = (
    "textual",
    "matplotlib",
    "numpy",
    "sqlite_utils",
    "rich",
    "xlsxwriter",
    "pypdf",
    "Crypto",
    "typst",
    "asyncio",
)


READING = (("months",), ("total", "--format", "json"), ("entries",), ("undo",), ("history", "1"))


def test_reading_commands_load_neither_textual_nor_an_event_loop(tracker: Tracker) -> None:
    tracker.with_story()
    script = (
        "import sys; from tracker.cli import _leave_no_trace\n"
        "_leave_no_trace()\n"
        "from tracker.cli.main import run\n"
        f"for arguments in {READING}:\n"
        "    assert run([*sys.argv[1:], *arguments]) == 0\n"
        f"    loaded = [name for name in {HEAVY} if name in sys.modules]\n"
        "    print(*arguments, loaded, file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--book", str(tracker.book)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.splitlines() == [f"{' '.join(arguments)} []" for arguments in READING]


DRAWING = {
    ("export", "--for", "friend", "--no-days", "--to", "out"): ["pypdf", "Crypto", "typst"],
    ("chart", "share.png"): ["matplotlib", "numpy"],
    ("chart",): ["rich"],
}
"""What of the heavy modules a command that draws loads. A summary draws without matplotlib."""


@pytest.mark.parametrize("arguments", DRAWING)
def test_a_drawing_loads_only_what_draws_it(tracker: Tracker, arguments: tuple[str, ...]) -> None:
    tracker.with_story()
    script = (
        "import sys; from tracker.cli.main import run\n"
        "assert run(sys.argv[1:]) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--book", str(tracker.book), *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=tracker.folder,
    )
    loaded = [name for name in HEAVY if name in DRAWING[arguments]]
    assert run.stderr.splitlines()[-1] == str(loaded)


def test_no_core_dump_and_files_for_this_person_alone() -> None:
    script = (
        "import os, resource, sys; from tracker.cli import _leave_no_trace\n"
        "_leave_no_trace()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], oct(os.umask(0)),"
        " [name for name in os.environ if name.startswith('TEXTUAL')])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TEXTUAL_LOG": "keys.log"},
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1])
        ),
    )
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    # With 0 Linux would still hand all of the memory to a program that collects crashes.
    core = 1 if sys.platform == "linux" and hard else 0
    assert run.stdout == f"{core} 0o77 []\n"


PASSPHRASE = "soup on thursday"
ASKS_LINUX = """
from ctypes import CDLL
from pathlib import Path
from tracker.cli import main
from tracker.book.database import connection
normalize = connection.normalize_passphrase
def ask_linux_and_normalize(passphrase):
    Path("asked").write_text(str(CDLL(None).prctl(3, 0, 0, 0, 0)))
    return normalize(passphrase)
connection.normalize_passphrase = ask_linux_and_normalize
main()
"""
"""Tracker that writes down whether others may read its memory when it has a passphrase."""


@pytest.fixture(scope="module")
def locked_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted book as the program makes it, to be copied."""
    set_default_rounds(ROUNDS)
    path = make_book(tmp_path_factory.mktemp("locked") / "book.db", passphrase=PASSPHRASE)
    set_default_rounds(QUICK_ROUNDS)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be asked for that")
def test_no_other_program_may_read_the_memory_before_there_is_a_passphrase(
    tmp_path: Path, locked_book: Path
) -> None:
    shutil.copy(locked_book, tmp_path)
    command = [sys.executable, "-c", ASKS_LINUX, "--book", "book.db", "--passphrase-file", "-"]
    subprocess.run([*command, "months"], input=PASSPHRASE, text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "asked").read_text() == "0"


FREED = """
from ctypes import string_at
from sys import getsizeof
from tracker.app.memory import clear_memory
texts = [f"nothing but zeros {number:04}" for number in range(2000)]
places = [(id(text), getsizeof(text)) for text in texts[::2]]
del texts[::2]
assert any(b"zeros" in string_at(*place) for place in places), "Python clears what it frees"
clear_memory()
assert not any(b"zeros" in string_at(*place) for place in places)
"""


def test_what_was_freed_is_overwritten_on_the_lock() -> None:
    subprocess.run([sys.executable, "-c", FREED], check=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    "given",
    pick_every(
        3,
        [
            "--passphrase-file <(cat words) entries",
            "--passphrase-file /dev/stdin entries < words",
            "--passphrase-file /dev/fd/7 entries 7< words",
            "--passphrase-file /dev/fd/7 entries 7< <(cat words)",
            "--passphrase-file words log < <(echo 2026-11-03 paid 5 dues)",
            "--passphrase-file words log /dev/stdin <<< '2026-11-03 paid 5 dues'",
            "--passphrase-file words log <(echo 2026-11-03 paid 5 dues)",
            "--passphrase-file words entries > >(cat)",
        ],
    ),
)
@pytest.mark.long
def test_what_a_shell_hands_over_is_read_where_others_may_not_read_the_memory(
    tmp_path: Path, locked_book: Path, given: str
) -> None:
    shutil.copy(locked_book, tmp_path)
    (tmp_path / "words").write_text(f"{PASSPHRASE}\n", "utf-8")
    line = f"{shlex.quote(sys.executable)} -m tracker --book book.db {given}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_command_leaves_no_file_but_the_book(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("months")
    tracker("chart")
    tracker("chart", "share.png")
    names = sorted(path.name for path in tracker.folder.rglob("*"))
    assert names == ["b.db", "share.png"]


def test_the_version_is_ours_whatever_package_is_called_tracker(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "packages" / "tracker-99.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: tracker\nVersion: 99\n")
    monkeypatch.syspath_prepend(other.parent)
    assert tracker("--version").out == f"tracker {__version__}\n"


def test_it_runs_where_no_package_of_it_is_installed() -> None:
    script = (
        "import importlib.metadata, sys\n"
        "importlib.metadata.version = None\n"
        "from tracker.cli.main import run\n"
        "sys.exit(run(['--version']))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == f"tracker {__version__}\n"
