"""A report with a password, looked at in a real terminal, leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal
from tests.importing.bundle_exchange import write_report
from tests.importing.damaged_bundle import TODAY, build_content


@pytest.fixture
def viewing(tmp_path: Path) -> Iterator[Terminal]:
    write_report(tmp_path / "report.pdf", {"entries.csv": build_content()}, "größer")
    terminal = Terminal(["--today", str(TODAY), "view", "report.pdf"], tmp_path)
    yield terminal
    terminal.close()


def test_the_password_is_asked_for_and_the_copy_is_shown(viewing: Terminal, tmp_path: Path) -> None:
    viewing.wait_for("Password for report.pdf:")
    viewing.press("größer\r")
    viewing.wait_for("Read-only copy: report.pdf")
    viewing.wait_for("November 2025")
    viewing.press("a")
    viewing.press("\x1bOQ")
    text = viewing.wait_for("Entries")
    assert "Add an entry" not in text
    viewing.press("\x11")
    assert viewing.wait_for_end() == 0
    assert "größer".encode() not in viewing.raw
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
