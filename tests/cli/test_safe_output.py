"""What a person wrote comes back whole to a program, and never turns a terminal's lines around."""

import sys
from io import StringIO

import pytest

from tests.command_line import Tracker
from tracker.i18n import sanitize_text

TURNED = "\u202eback to front\u202c"
LINE = (
    f'2025-10-02 ask 30 dues no @!"\u2067circle" "{TURNED} \U0001f468\u200d\U0001f467" // \u200bx\n'
)


class Terminal(StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def notebook(tracker: Tracker) -> Tracker:
    tracker("new", "--currency", "EUR", "--no-passphrase")
    assert tracker("log", stdin=LINE.encode()).code == 0
    return tracker


def test_people_read_it_without_what_turns_lines_around(notebook: Tracker) -> None:
    for command in (("entries",), ("history", "1"), ("months",), ("undo",)):
        result = notebook(*command)
        assert result.code == 0
        assert not set("\u202e\u202c\u2067\u200b") & set(result.out), command
    # What joins signs to one stays.
    assert "“back to front \U0001f468\u200d\U0001f467”" in notebook("log", stdin=LINE.encode()).out


def test_programs_get_it_as_it_was_written(notebook: Tracker) -> None:
    assert notebook("entries", "--format", "lines").out == LINE.replace(
        '"\u2067circle"', "\u2067circle"
    )
    for form in ("csv", "json"):
        out = notebook("entries", "--format", form).out
        assert TURNED in out
        assert "\u2067circle" in out


@pytest.mark.parametrize("form", ["lines", "csv", "json"])
def test_on_a_terminal_that_is_so_for_every_form(
    notebook: Tracker, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    notebook("entries", "--format", form)
    assert "back to front" in terminal.getvalue()
    assert not set("\u202e\u202c\u2067\u200b\ufeff") & set(terminal.getvalue())


def test_what_a_terminal_would_act_on_in_a_folder_s_name_is_shown_as_a_box(
    tracker: Tracker,
) -> None:
    result = tracker("demo", "--to", "a\x1b[31m\x0eb")
    assert result.code == 0, result.err
    assert "\x1b" not in result.out
    assert "\x0e" not in result.out
    assert "--book a□[31m□b/tracker.db" in result.out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\r\nc\n", "a\tb\r\nc\n"),
        ("12.50\u00a0EUR", "12.50\u00a0EUR"),
        ("a\rb\x9b\x7f\x85", "a□b□□□"),
        ("a\u2028b\udcff\x00", "a□b□□"),
        ("\u061ca\u200e\u200f\u2066b\u2069\ufeff\u2060", "ab"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
    ids=ascii,
)
def test_what_is_left_of_a_text(text: str, shown: str) -> None:
    assert sanitize_text(text) == shown
