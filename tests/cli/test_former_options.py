"""Options and values that have a new name: the former ones work, and help lists the new ones."""

import shutil

import pytest

from tests.command_line import Tracker
from tests.stored.test_command_line import COMMANDS as STORED_COMMANDS
from tracker.cli.main import run

FORMER = {
    "export": {"--own-names": "--real-names", "--one-file": "--attach-tables"},
    "import": {"--bring-back": "--restore-deleted"},
    "backup": {"--anew": "--replace"},
    "passphrase": {"--old-copies": "--backups"},
    "erase": {"--copies": "--backups"},
}
PAIRS = [(command, *pair) for command, pairs in FORMER.items() for pair in pairs.items()]


@pytest.mark.parametrize(("command", "former", "new"), PAIRS)
def test_help_and_completion_list_the_new_name_only(
    tracker: Tracker,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    former: str,
    new: str,
) -> None:
    text = tracker(command, "--help").out
    assert new in text
    assert former not in text
    assert {former, new} <= set(STORED_COMMANDS[command])
    for name, value in (
        ("_TRACKER_COMPLETE", "bash_complete"),
        ("COMP_WORDS", f"tracker {command} --"),
        ("COMP_CWORD", "2"),
    ):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match="0"):
        run([])
    offered = capsys.readouterr().out.split()
    assert f"plain,{new}" in offered
    assert f"plain,{former}" not in offered


def test_help_lists_no_former_value(tracker: Tracker) -> None:
    for command in ("erase", "passphrase"):
        assert "anew" not in tracker(command, "--help").out
    assert "book|import]" in tracker("import", "--help").out
    refused = tracker("import", "out", "--keep", "both")
    assert refused.code == 2
    assert "'bundle'" not in refused.err


def test_the_former_names_do_what_the_new_ones_do(story: Tracker) -> None:
    for former, new in FORMER["export"].items():
        for name in (former, new):
            assert story("export", "--to", f"out{name}", name).code == 0
    assert story("backup", "--anew").code == 0
    assert "1 older backup deleted." in story("backup", "--anew").out
    assert "1 older backup deleted." in story("backup", "--replace").out
    file = story.folder / "words"
    file.write_text("a pot of tea")
    given = ("passphrase", "--new-passphrase-file", str(file))
    before = story.book.read_bytes()
    for options in (("--old-copies", "anew"), ("--backups", "replace"), ("--backups", "anew")):
        story.book.write_bytes(before)
        assert story("backup").code == 0
        result = story(*given, *options)
        assert result.code == 0
        assert "New backup: " in result.out
        shutil.rmtree(story.folder / "backups")


def test_erase_replaces_the_backups_by_both_names(story: Tracker) -> None:
    for number, options in enumerate((("--copies", "anew"), ("--backups", "replace")), start=7):
        assert story("backup").code == 0
        result = story("erase", str(number), "--yes", *options)
        assert result.code == 0
        assert "New backup: " in result.out


def test_import_takes_both_names(story: Tracker) -> None:
    story("export", "--to", "out", "--dialect", "comma")
    table = story.folder / "out" / "entries.csv"
    for former, new in (("bundle", "import"), ("import", "bundle")):
        table.write_bytes(table.read_bytes().replace(b'"20.00","20.00"', b'"25.00","25.00"'))
        told = story("import", "out", "--keep", former).out
        assert "The imported version replaces yours." in told
        story("undo")
        assert story("import", "out", "--keep", new).out == told
        story("undo")
    for option in ("--bring-back", "--restore-deleted"):
        story("undo")
        assert story("import", "out", "--dry-run", option).code == 0
