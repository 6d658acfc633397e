"""What stands in people's scripts is understood: commands, options, their values, exit codes."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.command_line import Tracker
from tests.stored.old_notebook import NAMES, copy_notebook
from tracker.cli.former_names import RenamedChoice, RenamedOption
from tracker.cli.main import run
from tracker.cli.main import tracker as main_command
from tracker.export.report.cover import CoverReason

COMMANDS = NAMES["commands"]


def options_of(command: click.Command) -> dict[str, list[str] | str]:
    """Each option and argument, with its values where only those may be chosen."""
    return dict(_options(command))


def _options(command: click.Command) -> Iterator[tuple[str, list[str] | str]]:
    for each in command.params:
        name = " ".join([*each.opts, *each.secondary_opts])
        if isinstance(each, click.Argument):
            name = f"<{each.name}>"
        for known in (name, each.former) if isinstance(each, RenamedOption) else (name,):
            yield known, values_of(each)


def values_of(parameter: click.Parameter) -> list[str] | str:
    """The values of an option or argument, former ones last; else what kind of value it takes."""
    if isinstance(parameter.type, RenamedChoice):
        return [*parameter.type.choices, *parameter.type.former]
    if isinstance(parameter.type, click.Choice):
        return list(parameter.type.choices)
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return "flag"
    return parameter.type.name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_the_options_and_values_it_ever_had(name: str) -> None:
    """Add what is new to stored_names.json."""
    found = main_command.get_command(click.Context(main_command), name) if name else main_command
    assert found is not None
    assert visible(options_of(found)) == visible(COMMANDS[name])


def visible(options: dict[str, list[str] | str]) -> dict[str, list[str] | str]:
    """Options, and arguments that are one of a few words; the name of another is nobody's."""
    return {
        name: values
        for name, values in options.items()
        if not name.startswith("<") or isinstance(values, list)
    }


def test_every_command_is_in_the_list() -> None:
    """Add what is new to stored_names.json."""
    assert isinstance(main_command, click.Group)
    shown = main_command.list_commands(click.Context(main_command))
    assert set(shown) <= set(COMMANDS)


def test_each_reason_that_could_be_given_still_can_be() -> None:
    assert [each.value for each in CoverReason] == NAMES["reasons"]


def test_exit_codes_are_as_before(tracker: Tracker) -> None:
    copy_notebook(tracker.folder)
    refused = b"2026-11-12 paid 5 dues\n2026-11-12 paid\n"
    assert tracker("months", book="book.db").code == 0
    assert tracker("history", "99", book="book.db").code == 1
    assert tracker("log", stdin=refused, book="book.db").code == 2
    assert tracker("log", "--keep-drafts", stdin=refused, book="book.db").code == 2
    assert tracker("no-command", book="book.db").code == 2


def test_the_notebook_is_named_by_the_environment(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path: Path = copy_notebook(tracker.folder)
    monkeypatch.setenv("TRACKER_BOOK", str(path))
    assert run(["where"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == str(path)


def test_a_shell_that_was_set_up_is_answered(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "_TRACKER_COMPLETE=bash_complete" in tracker("completion", "bash").out
    for name, value in (
        ("_TRACKER_COMPLETE", "bash_complete"),
        ("COMP_WORDS", "tracker dont"),
        ("COMP_CWORD", "1"),
    ):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match="0"):
        run([])
    assert "plain,dont-ask" in capsys.readouterr().out
