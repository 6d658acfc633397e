"""The terminal that times programs: what it sees, and that it gives up on what has ended."""

from pathlib import Path

import pytest

from benchmarks.terminal import MeasureError, Terminal

ECHO = ["sh", "-c", "stty -echo; echo ready; read line; echo got $line; read line"]


def test_it_waits_for_what_comes_and_says_how_long(tmp_path: Path) -> None:
    with Terminal([*ECHO[:2], f"sleep 0.1; {ECHO[2]}"], tmp_path) as terminal:
        assert terminal.measure_ready("ready") >= 0.1
        assert "got" not in terminal.text
        assert terminal.measure_keys("words<enter>", "got words") > 0
        assert terminal.measure_end("<enter>") > 0


def test_any_change_counts_even_of_a_colour_alone(tmp_path: Path) -> None:
    recolour = r"printf '\033[41mready'; read line; printf '\r\033[42mready'; read line"
    with Terminal(["sh", "-c", f"stty -echo; {recolour}"], tmp_path) as terminal:
        terminal.measure_ready("ready")
        before = terminal.text
        assert terminal.measure_change("<enter>") > 0
        assert terminal.text == before


def test_what_is_there_already_cannot_be_waited_for(tmp_path: Path) -> None:
    with Terminal(ECHO, tmp_path) as terminal:
        terminal.measure_ready("ready")
        with pytest.raises(MeasureError, match="is there before"):
            terminal.measure_keys("words<enter>", "ready")


def test_a_program_that_ended_is_not_waited_for(tmp_path: Path) -> None:
    with (
        Terminal(["sh", "-c", "echo it fell over"], tmp_path) as terminal,
        pytest.raises(MeasureError, match="it fell over"),
    ):
        terminal.measure_ready("ready")
