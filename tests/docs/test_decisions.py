"""DECISIONS.md lists every record, and each record is short, dated and leads somewhere."""

import re
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("*.md"))
MOST_LINES = 12
HEADING = re.compile(r"# (?P<number>\d{4}) (?P<title>\S.*)")
STATUS = re.compile(r"(?P<date>\d{4}-\d\d-\d\d) · (?:accepted|replaced by (?P<by>\d{4}))")
INDEX_ROW = re.compile(
    r"^- \[(?P<number>\d{4}) (?P<title>[^]]+)\]\(docs/decisions/(?P<name>[\w-]+\.md)\)"
    r"\s+\((?P<date>\d{4}-\d\d-\d\d)\)\. \S",
    re.MULTILINE,
)
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.\w+)`")


def read_index() -> list[tuple[str, ...]]:
    """Return the number, title, date and file name of each row of the index."""
    text = (ROOT / "DECISIONS.md").read_text("utf-8")
    return [row.group("number", "title", "date", "name") for row in INDEX_ROW.finditer(text)]


def read_record(path: Path) -> tuple[str, ...]:
    """Return the number, title, date and file name of a record."""
    heading, status = (line for line in path.read_text("utf-8").splitlines()[:3] if line)
    named, dated = HEADING.fullmatch(heading), STATUS.fullmatch(status)
    assert named, heading
    assert dated, status
    return (*named.group("number", "title"), dated["date"], path.name)


def test_the_index_lists_every_record_with_its_title_and_date() -> None:
    assert read_index() == [read_record(path) for path in RECORDS]
    assert (ROOT / "DECISIONS.md").read_text("utf-8").count("\n- ") == len(RECORDS)


def test_the_records_are_numbered_without_gaps_and_in_the_order_of_their_days() -> None:
    records = [read_record(path) for path in RECORDS]
    assert [record[0] for record in records] == [f"{at:04}" for at in range(1, len(records) + 1)]
    days = [date.fromisoformat(record[2]) for record in records]
    assert days == sorted(days)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_is_short_and_whole(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line]
    assert len(lines) <= MOST_LINES
    assert all(len(line) <= 120 for line in lines)
    begun = [line.split(".**")[0] for line in lines if line.startswith("**")]
    assert begun == ["**Context", "**Decision", "**Consequence"]
    assert path.stem.startswith(f"{read_record(path)[0]}-")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_names_files_and_records_that_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    named = PATH.findall(text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert named or "](" in text
    status = STATUS.search(text)
    assert status
    if status["by"]:
        assert [*FOLDER.glob(f"{status['by']}-*.md")]
