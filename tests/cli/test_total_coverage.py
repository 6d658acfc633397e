"""How many months a total covers: `tracker total` says so below it, where it is not all of them."""

from pathlib import Path

import pytest

from tests.export.story_book import ASKED_FIRST, example_book
from tracker.cli.main import run


def test_the_totals_say_on_which_months_they_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with example_book(tmp_path, *ASKED_FIRST):
        pass
    calling = ["--book", str(tmp_path / "b.db"), "--today", "2025-11-22", "total"]
    assert run(calling) == 0
    head, total, *below = capsys.readouterr().out.splitlines()
    assert head.split("  ")[-1] == "my limit"
    assert total.endswith("  2\xa0%")
    assert below == [
        "income, share of income: 2 of 3 months, from your first income entry on",
        "after living costs, left: 1 of 3 months, those with income, food and rent recorded",
        "32.00 given: 32.00 from memory",
    ]
    assert run([*calling, "--from", "2025-11"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run([*calling, "--format", "csv"]) == 0
    assert "of 3" not in capsys.readouterr().out
