"""`--help` at 80 columns: no sentence is cut, and no line is wider than the terminal."""

import pytest

from tests.command_line import Tracker
from tracker.cli.drafts import drafts_command
from tracker.cli.main import COMMANDS

COLUMNS = 80
ALL_HELP = [
    (),
    *((name,) for name in COMMANDS),
    *(("drafts", each) for each in drafts_command.commands),
]


@pytest.fixture
def at_80_columns(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    return tracker


@pytest.mark.parametrize("command", ALL_HELP, ids=" ".join)
def test_help_fits_and_is_whole(at_80_columns: Tracker, command: tuple[str, ...]) -> None:
    result = at_80_columns(*command, "--help")
    assert result.code == 0
    lines = result.out.splitlines()
    assert max(map(len, lines)) <= COLUMNS
    assert not [line for line in lines if line.endswith("...") and "Usage:" not in line]


def test_each_command_has_one_line(at_80_columns: Tracker) -> None:
    lines = at_80_columns("--help").out.partition("Every week:")[2].splitlines()
    summaries = [line for line in lines if line.startswith("  ")]
    assert [line.split()[0] for line in summaries] == list(COMMANDS)
    assert all(line.endswith((".", ").")) for line in summaries)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_begins_its_own_help(at_80_columns: Tracker, name: str) -> None:
    (line,) = (
        line for line in at_80_columns("--help").out.splitlines() if line.startswith(f"  {name} ")
    )
    summary = line.removeprefix(f"  {name} ").strip()
    assert at_80_columns(name, "--help").out.splitlines()[2].strip() == summary
