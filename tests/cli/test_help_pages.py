"""`tracker help`: the pages and the commands, without a notebook and without a trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_start import HEAVY
from tests.command_line import Tracker
from tracker.cli.help import complete_topic, help_command
from tracker.cli.main import COMMANDS
from tracker.help_pages.pages import NO_PAGES, load_help_pages


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_the_list_has_each_page_with_its_name_and_title(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = tracker("help")
    assert done.code == 0
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= columns
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert listed == list(load_help_pages())
    words = " ".join(done.out.split())
    for page in load_help_pages().values():
        assert page.title.split()[0] in words
    assert lines[0].startswith("In danger now?")
    assert words.endswith(
        "To read one of them, type its name, for example: tracker help entry-line "
        "To read about a command, add --help, for example: tracker log --help"
    )
    assert list(tracker.folder.iterdir()) == []


def test_nothing_typed_is_the_list(tracker: Tracker) -> None:
    assert tracker("help", " ").out == tracker("help").out


@pytest.mark.parametrize("name", load_help_pages())
def test_each_page_is_read_by_its_name_and_by_its_title(tracker: Tracker, name: str) -> None:
    done = tracker("help", name)
    assert done.code == 0
    if (title := load_help_pages()[name].title).casefold() not in COMMANDS:
        assert tracker("help", title).out == done.out
    assert done.out.splitlines()[0] == load_help_pages()[name].title
    assert "\x1b" not in done.out
    assert list(tracker.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("entry", "entry-line"),
        ("FIG", "figures"),
        ("given a summary", "given-a-summary"),
        ("files and", "files"),
        ("Decide", "before-you-answer"),
        ("Keys", "keys"),
    ],
)
def test_a_page_is_found_by_a_beginning_and_by_its_title(
    tracker: Tracker, words: str, name: str
) -> None:
    assert tracker("help", *words.split()).out == tracker("help", name).out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_own_help(tracker: Tracker, name: str) -> None:
    shown, own = tracker("help", name), tracker(name, "--help")
    assert shown.code == 0
    assert shown.out.startswith(own.out)
    rest = shown.out.removeprefix(own.out).strip()
    assert not rest or rest.startswith("See also: tracker help ")


def test_a_page_comes_before_a_command_of_that_name_and_both_are_named(tracker: Tracker) -> None:
    out = tracker("help", "patterns").out
    assert out.startswith("Patterns\n")
    assert out.endswith("\n\nThere’s also a command: tracker patterns --help\n")
    assert tracker("help", "passphrase").out.endswith(
        "\n\nSee also: tracker help passphrase-and-backups\n"
    )


def test_what_is_not_there_is_one_sentence_with_the_nearest_name(tracker: Tracker) -> None:
    assert tracker("help", "figrues").err == (
        "There’s no help page “figrues”. Did you mean figures?\n"
    )
    assert tracker("help", "qqqq").err == (
        "There’s no help page “qqqq”. To see all pages, type: tracker help\n"
    )
    several = tracker("help", "pa")
    assert several.code == 2
    assert "passphrase-and-backups, patterns. Type the name of one." in several.err


@pytest.mark.parametrize("words", [(), ("figures",)])
def test_missing_pages_are_one_sentence_and_commands_keep_their_help(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tracker.cli.help.load_help_pages", dict)
    done = tracker("help", *words)
    assert done.code == 1
    assert done.out == ""
    assert done.err.split() == NO_PAGES.split()
    assert tracker("help", "log").out.startswith("Usage: tracker log")


def test_pages_and_commands_are_completed() -> None:
    def complete(begun: str) -> list[str]:
        context = help_command.make_context("help", [], resilient_parsing=True)
        return [each.value for each in complete_topic(context, help_command.params[0], begun)]

    assert complete("entr") == ["entry-line", "entries"]
    assert complete("qq") == []
    assert set(complete("")) == {*load_help_pages(), *COMMANDS}


def test_help_loads_nothing_heavy_and_no_compiled_file_tells_since_when(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    script = (
        "import sys; from tracker.cli.main import run\n"
        "assert run(['help', 'tags']) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    # The page has emoji-free text, and Rich counts the cells of what is not plain.
    assert run.stderr.strip() in ("[]", "['rich']")
    compiled = [path.name for path in tmp_path.rglob("*.pyc")]
    assert any(name.startswith("main.") for name in compiled)
    assert not any(name.startswith(("help.", "pages.", "page_layout.")) for name in compiled)
