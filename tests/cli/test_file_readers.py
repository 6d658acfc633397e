"""A warning of a passphrase file that others can read, with a fix that works as it is typed."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tests.importing.witness_reports import a_witness, report
from tracker.cli import file_readers
from tracker.export.report.witness_file import encode_witness

TOLD = "Other users can read this file. To keep it for yourself: "
PASSPHRASE = "a kettle under nine stairs"


@pytest.fixture
def file(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the passphrase of an encrypted story, for its owner alone."""
    # The files of tests may lie in /dev/shm.
    monkeypatch.setattr(file_readers, "PASSED_ON_FOLDERS", (Path("/dev/fd"), Path("/proc")))
    path = tracker.folder / "it's my file"
    path.write_text(f"{PASSPHRASE}\n")
    path.chmod(0o600)
    tracker.with_story()
    result = tracker("passphrase", "--new-passphrase-file", str(path))
    assert (result.code, result.err) == (0, "")
    return path


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_others_who_can_read_it_are_told_of_once_and_the_fix_works(
    tracker: Tracker, file: Path, mode: int
) -> None:
    file.chmod(mode)
    result = tracker("--passphrase-file", str(file), "check")
    assert result.code == 0
    assert TOLD not in result.out
    (told,) = [line for line in result.err.splitlines() if line.startswith(TOLD)]
    subprocess.run(told.removeprefix(TOLD), shell=True, check=True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert tracker("--passphrase-file", str(file), "check").err == ""


def test_a_name_that_begins_like_an_option_is_spelt_so_that_it_works(
    tracker: Tracker, file: Path
) -> None:
    other = file.with_name("-x")
    other.write_text(PASSPHRASE)
    other.chmod(0o644)
    result = tracker("--passphrase-file", "./-x", "months")
    told = file_readers.describe_readers(Path("-x"), other.stat())
    assert TOLD in result.err
    assert shlex.split(told.removeprefix(TOLD)) == ["chmod", "600", "./-x"]


def test_a_name_that_a_terminal_would_act_on_is_spelt_so_that_it_works(
    tracker: Tracker, file: Path
) -> None:
    other = file.rename(file.with_name("\x1b[2J"))
    other.chmod(0o644)
    result = tracker("--passphrase-file", str(other), "check")
    (told,) = [line for line in result.err.splitlines() if line.startswith(TOLD)]
    assert told.isprintable()
    subprocess.run(told.removeprefix(TOLD), shell=True, check=True)
    assert other.stat().st_mode & 0o777 == 0o600


def test_the_new_passphrase_and_the_password_of_a_report_are_told_of(
    tracker: Tracker, file: Path
) -> None:
    new = file.with_name("new")
    new.write_text(PASSPHRASE)
    new.chmod(0o644)
    given = ("--passphrase-file", str(file))
    assert TOLD in tracker(*given, "passphrase", "--new-passphrase-file", "new").err
    (tracker.folder / "locked.pdf").write_bytes(report(encode_witness(a_witness()), "word"))
    for command in ("view", "verify"):
        assert TOLD in tracker(*given, command, "locked.pdf", "--password-file", "new").err


def test_a_file_of_somebody_else_is_told_of(
    tracker: Tracker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    told = file_readers.describe_readers(file, file.stat())
    assert "belongs to another user, who can read it" in told


def test_nothing_is_said_where_the_file_system_keeps_no_owners(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o644)
    assert file_readers.describe_readers(file, file.stat())
    monkeypatch.setattr(file_readers, "has_file_owners", lambda _path, _found: False)
    assert not file_readers.describe_readers(file, file.stat())


def test_what_a_shell_hands_over_is_not_told_of(tracker: Tracker, file: Path) -> None:
    file.chmod(0o644)
    # The file is read for a plain notebook, too, which opens as quickly in another process.
    tracker("new", "--currency", "EUR", "--no-passphrase", book="plain.db")
    call = f"{shlex.quote(sys.executable)} -m tracker --book plain.db"
    quoted = shlex.quote(str(file))
    for given, handed in (
        (f"<(cat {quoted})", ""),
        ("/dev/fd/3", f"3<{quoted}"),
        ("-", f"<{quoted}"),
    ):
        line = f"{call} --passphrase-file {given} months {handed}"
        done = subprocess.run(
            ["bash", "-c", line], cwd=tracker.folder, capture_output=True, text=True, check=True
        )
        assert "users" not in done.stderr
