"""What a command loads, and leaves behind: nothing that it does not need."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
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
        "from tracker.cli.commands import run\n"
        "sys.exit(run(['--version']))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == f"tracker {__version__}\n"
