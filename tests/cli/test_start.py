"""What a command loads, and leaves behind: nothing that it does not need."""

import os
import resource
import subprocess
import sys

import pytest

from tests.cli.conftest import Tracker

HEAVY = (
    "textual",
    "matplotlib",
    "numpy",
    "sqlite_utils",
    "rich",
    "xlsxwriter",
    "pikepdf",
    "typst",
    "xkcdpass",
)


@pytest.mark.parametrize(
    "arguments",
    [("months",), ("total", "--format", "json"), ("entries",), ("undo",), ("history", "1")],
    ids=" ".join,
)
def test_reading_commands_load_neither_textual_nor_matplotlib(
    tracker: Tracker, arguments: tuple[str, ...]
) -> None:
    tracker.with_story()
    script = (
        "import sys; from tracker.cli.commands import run\n"
        "assert run(sys.argv[1:]) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--book", str(tracker.book), *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == "[]\n"


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


def test_a_command_leaves_no_file_but_the_book(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("months")
    tracker("chart")
    tracker("chart", "share.png")
    names = sorted(path.name for path in tracker.folder.rglob("*"))
    assert names == ["b.db", "share.png"]
