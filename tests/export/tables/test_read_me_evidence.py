"""The READ-ME says how the person knows what was given, for the included groups and months."""

from datetime import date
from pathlib import Path

from tests.export.story_book import example_book
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.read_me import render_read_me
from tracker.i18n import HIDDEN_NUMBER, NumberFormat
from tracker.months import Month

TODAY = date(2025, 11, 22)
LINES = (
    "2025-09-02 paid 95 dues documented",
    "2025-10-01 ask 80 donation gave 80",
    '2025-10-02 paid 7/month dues documented @!"tea table"',
)


def lines_from_given(
    folder: Path, choice: ExportSelection | None = None, *, hidden: bool = False
) -> list[str]:
    """The lines of the page from `Given` on that say how it is known, group by group."""
    with example_book(folder, *LINES) as book:
        contents = load_bundle(book, TODAY, Dialect.COMMA, choice or ExportSelection())
        lines = render_read_me(contents, numbers=NumberFormat(hidden))
    names = ("Given ", "  with a receipt", "  from memory", "  estimated")
    return [" ".join(line.split()) for line in lines if line[2:].startswith(names)]


def test_it_stands_below_what_was_given(tmp_path: Path) -> None:
    assert lines_from_given(tmp_path) == [
        *("Given 189.00", "with a receipt 109.00", "from memory 80.00"),
        *("Given 175.00", "with a receipt 95.00", "from memory 80.00"),
        *("Given 14.00", "with a receipt 14.00"),
    ]


def test_it_is_of_the_months_and_groups_that_go_along(tmp_path: Path) -> None:
    choice = ExportSelection(first=Month(2025, 10), groups={"tea table": "the choir"})
    assert lines_from_given(tmp_path, choice) == ["Given 14.00", "with a receipt 14.00"]


def test_on_a_screen_it_may_be_hidden(tmp_path: Path) -> None:
    assert lines_from_given(
        tmp_path, ExportSelection(groups={"circle": "circle"}), hidden=True
    ) == [
        *(
            f"Given {HIDDEN_NUMBER}",
            f"with a receipt {HIDDEN_NUMBER}",
            f"from memory {HIDDEN_NUMBER}",
        ),
    ]
