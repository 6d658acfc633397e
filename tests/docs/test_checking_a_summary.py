"""The page about the witness checks one without a line of this program, as it says."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.factories import make_empty_book
from tests.stored.old_notebook import WHOLE_STORY, copy_notebook
from tracker.book.open_book import open_book
from tracker.entries.types import Answer, AnswerWord, Ask, Form, Kind, Limit, Meeting
from tracker.export.report.witness_file import encode_witness

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "checking-a-summary.md"
DAY = date(2026, 11, 22)
ASK = Ask(
    day=DAY,
    low=3000,
    high=3000,
    kind=Kind.DUES,
    answers=(Answer(AnswerWord.NO), Answer(AnswerWord.LATER)),
    circumstances=("in_public", "deadline"),
    words="so wichtig: ä 🌈",
    group="circle",
    private_note="cried",
)


def run_page(folder: Path) -> list[str]:
    """Return what the program on the page prints of `witness.txt` and `book.db`."""
    (script,) = re.findall(r"```python\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-c", script, "witness.txt", "book.db"],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return run.stdout.splitlines()


def test_the_page_checks_a_witness_by_itself(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "book.db") as book:
        book.log([ASK, Limit(day=DAY, percent=0), Meeting(day=DAY, form=Form.CALL)], DAY)
        (tmp_path / "witness.txt").write_bytes(encode_witness(book.make_witness()))
        book.edit(3, [Meeting(day=DAY, form=Form.MEETING)], DAY)
        book.log([ASK], DAY)
    assert run_page(tmp_path) == [
        "1 as it was",
        "2 as it was",
        "3 changed or newer",
        "4 changed or newer",
    ]


def test_the_page_checks_every_type_with_every_field(tmp_path: Path) -> None:
    path = copy_notebook(tmp_path, name=WHOLE_STORY)
    with open_book(path) as book:
        (tmp_path / "witness.txt").write_bytes(encode_witness(book.make_witness()))
        numbers = [item.number for item in book.load_entries()]
    assert run_page(tmp_path) == [f"{number} as it was" for number in numbers]
