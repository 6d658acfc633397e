"""Commands that have a new name: help teaches the new one, and the former one still works."""

from pathlib import Path

import pytest

from tests.command_line import Tracker
from tracker.cli.main import ALIASES, COMMANDS, run

TODAY = ("--today", "2025-12-05")
MORE = b"""2025-11-01 meeting 2h @!tea
2025-11-03 ask 10 merch @tea gave 10
"""
FORMER_CALLS = [
    ("patterns",),
    ("patterns", "--format", "text", "--from", "2025-10", "--to", "2025-11"),
    ("patterns", "--format", "json"),
    ("patterns", "--format", "json", "--group", "circle", "--against", "tea"),
    ("life",),
    ("life", "--ask", "4"),
    ("life", "--group", "tea"),
]
"""What stands in scripts, with every option."""
REFUSED_CALLS = [
    ("patterns", "--group", "nobody"),
    ("patterns", "--against", "tea"),
    ("life", "--ask", "1"),
    ("life", "asks.svg"),
]


@pytest.fixture
def two_groups(story: Tracker) -> Tracker:
    """The story, and a second group."""
    assert story("log", stdin=MORE).code == 0
    return story


@pytest.mark.parametrize(
    ("call", "code"),
    [*((call, 0) for call in FORMER_CALLS), *((call, 2) for call in REFUSED_CALLS)],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_former_name_does_what_the_new_one_does(
    two_groups: Tracker, call: tuple[str, ...], code: int
) -> None:
    former, *options = call
    result = two_groups(*TODAY, former, *options)
    assert result == two_groups(*TODAY, ALIASES[former], *options)
    assert result.code == code


def test_a_former_name_draws_the_same_picture(two_groups: Tracker, tmp_path: Path) -> None:
    former, new = tmp_path / "former.png", tmp_path / "new.png"
    assert two_groups(*TODAY, "life", str(former), "--group", "circle").code == 0
    assert two_groups(*TODAY, "timeline", str(new), "--group", "circle").code == 0
    assert former.read_bytes() == new.read_bytes()


def test_help_lists_the_new_names_only(tracker: Tracker) -> None:
    commands = tracker("--help").out.partition("Every week:")[2]
    listed = [line.split()[0] for line in commands.splitlines() if line.startswith("  ")]
    assert listed == list(COMMANDS)
    assert not set(ALIASES) & set(listed)
    assert set(ALIASES.values()) <= set(listed)


def test_help_lists_the_commands_in_four_groups(tracker: Tracker) -> None:
    headings = [line for line in tracker("--help").out.splitlines() if line[:1].strip()]
    assert headings[-4:] == ["Every week:", "Show someone:", "Care:", "More:"]


@pytest.mark.parametrize("former", ALIASES)
def test_help_of_a_former_name_is_that_of_the_new_one(tracker: Tracker, former: str) -> None:
    result = tracker(former, "--help")
    assert result.code == 0
    assert f"{ALIASES[former]} [OPTIONS]" in result.out
    assert result == tracker(ALIASES[former], "--help")


def test_an_error_after_a_former_name_says_the_new_one(tracker: Tracker) -> None:
    result = tracker("life", "--today", "2025-10-02")
    assert result.code == 2
    assert "tracker --today … timeline" in result.err


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("timelin", "timeline"),
        ("lief", "timeline"),
        ("how-offten", "how-often"),
        ("howoften", "how-often"),
        ("paterns", "how-often"),
    ],
)
def test_a_name_typed_wrongly_proposes_a_new_one(
    tracker: Tracker, typed: str, proposed: str
) -> None:
    result = tracker(typed)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"There’s no command {typed}. Did you mean {proposed}?\n"


def complete(words: str, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> str:
    """Return what bash is told of how the last of some words goes on."""
    for name, value in (
        ("_TRACKER_COMPLETE", "bash_complete"),
        ("COMP_WORDS", words),
        ("COMP_CWORD", str(len(words.split(" ")) - 1)),
    ):
        patch.setenv(name, value)
    with pytest.raises(SystemExit, match="0"):
        run([])
    return capture.readouterr().out


def test_a_shell_offers_the_new_names_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offered = complete("tracker ", monkeypatch, capsys).splitlines()
    assert offered == [f"plain,{name}" for name in COMMANDS]
    assert complete("tracker li", monkeypatch, capsys).strip() == ""
    assert complete("tracker pat", monkeypatch, capsys).strip() == ""


def test_a_shell_completes_the_options_of_a_former_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "plain,--ask" in complete("tracker life --", monkeypatch, capsys)
    assert "plain,--against" in complete("tracker patterns --", monkeypatch, capsys)
