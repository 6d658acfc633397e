"""Whatever the environment says, commands start, and say what they say elsewhere."""

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.command_line import Tracker
from tests.strategies import pick_every
from tracker.cli.main import COMMANDS
from tracker.i18n import clear_locale_cache


@pytest.mark.slow
@pytest.mark.parametrize(
    "zone", pick_every(2, ["XYZ-25:61", "", "XYZ+167:59:59", "nonsense", ":/nowhere"])
)
@pytest.mark.long
def test_any_time_zone_is_a_day(tracker: Tracker, zone: str) -> None:
    tracker.with_story()
    script = "import sys; from tracker.cli.main import run; sys.exit(run(sys.argv[1:]))"
    run = subprocess.run(
        [sys.executable, "-c", script, "--book", str(tracker.book), "log"],
        input="meeting 2h\n",
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "meeting 2 h" in run.stdout


def test_help_is_whole_where_python_drops_docstrings(tracker: Tracker) -> None:
    names = ("", *COMMANDS)
    script = (
        "import sys; from tracker.cli.main import run\n"
        f"for name in {names}: run([*filter(None, [name]), '--help'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-OO", "-c", script], capture_output=True, text=True, check=True
    )
    whole = "".join(tracker(*filter(None, [name]), "--help").out for name in names)
    assert run.stdout == whole.replace(f"tracker --book {tracker.book}", "tracker")
    assert "Draw a chart (terminal, PNG or PDF)." in run.stdout


def no_home(name: object) -> NoReturn:
    raise KeyError(name)


@pytest.fixture
def homeless(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """A machine that names no home, as in a container or a service."""
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(pwd, "getpwuid", no_home)
    monkeypatch.setattr(pwd, "getpwnam", no_home)
    return tracker


def test_without_a_home_a_book_that_is_named_opens(homeless: Tracker) -> None:
    homeless.log_story()
    assert homeless("months").code == 0
    assert homeless("where", "--all").code == 0
    assert homeless("export", "--for", "me", "--to", str(homeless.folder / "out")).code == 0


def test_without_a_home_you_are_told_how_to_name_a_place(
    homeless: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    from tracker.cli.main import run

    for command in (["months"], ["where"], ["new", "--no-passphrase"], ["demo"], []):
        assert run(command) == 1
        assert "can’t find your home folder" in capsys.readouterr().err
    for command in (["people"], ["months", "--help"], ["new", "--here", "--no-passphrase"]):
        assert run(command) == 0
    assert run(["months"]) == 0, "the notebook of this folder needs no home"
    assert run(["demo", "--to", str(homeless.folder / "demo")]) == 0


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("no_NO.UTF-8", "1\N{NO-BREAK SPACE}234,50"),
        ("nb_NO.UTF-8", "1\N{NO-BREAK SPACE}234,50"),
        ("de_XX", "1.234,50"),
        ("iw_IL", "1,234.50"),
        ("xx_YY", "1,234.50"),
        ("@@:..", "1,234.50"),
        ("C", "1,234.50"),
    ],
)
def test_a_locale_by_its_old_name_or_of_an_unknown_country(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, name: str, amount: str
) -> None:
    monkeypatch.setenv("LC_ALL", name)
    clear_locale_cache()
    tracker.log_story()
    assert f"paid {amount}, dues" in tracker("log", stdin=b"2025-10-11 paid 1234.50 dues").out


def test_money_is_that_of_the_country_also_by_the_old_name(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "no_NO.UTF-8")
    clear_locale_cache()
    assert "Created a notebook in NOK" in tracker("new", "--no-passphrase").out
