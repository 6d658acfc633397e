"""The tables of docs/reference say what the code says."""

import re
from datetime import date
from pathlib import Path

from tracker.analysis.asks.yes_effect import YesEffect
from tracker.analysis.monthly import columns as month_columns
from tracker.analysis.patterns.pattern import PatternName
from tracker.book.database.migrations import migrations
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.export.report.witness_file import OLD_WITNESS_HEADING, WITNESS_HEADING
from tracker.export.tables import entries_csv
from tracker.export.tables.datapackage import FORMAT_VERSION

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def section(page: str, heading: str) -> str:
    """Return a section of a page of the reference, up to the next heading."""
    text = (REFERENCE / page).read_text("utf-8")
    pattern = rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)"
    (found,) = re.findall(pattern, text, re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


def first_column(text: str) -> list[str]:
    """Return the words in code quotes of the first column of a table, in their order."""
    cells = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| `")]
    return [word for cell in cells for word in re.findall("`([^`]+)`", cell)]


def test_the_columns_of_both_tables_stand_there_in_their_order() -> None:
    columns = re.findall("`([a-z_]+)`", section("files.md", "months.csv"))
    assert columns == list(month_columns.COLUMNS)
    columns = first_column(section("files.md", "entries.csv"))
    assert columns == [*entries_csv.ENTRY_COLUMNS, entries_csv.PRIVATE_NOTE_COLUMN]


def test_the_formats_name_each_column_that_was_added() -> None:
    rows = [
        line.split(" | ") for line in section("files.md", "Formats").splitlines() if "| " in line
    ]
    numbers = [cells[0].strip("| ") for cells in rows[2:]]
    assert numbers == [str(number + 1) for number in range(FORMAT_VERSION)]
    named = re.findall("`([a-z_]+)`", rows[-1][1].partition("The types")[0])
    later = [name for name in named if "." not in name]
    assert later == [*entries_csv.LATER_COLUMNS, *month_columns.OPEN_COUNTS[1:]]


def test_every_column_of_figures_says_what_it_counts() -> None:
    documented = {name.removesuffix("_<kind>") for name in first_column(section_of_table())}
    named = {
        name if name in month_columns.OPEN_COUNTS else re.sub("^given_.*", "given", name)
        for name in month_columns.COLUMNS
    }
    assert documented == named - {"month", "group", "currency"}


def section_of_table() -> str:
    """Return the section of the monthly table."""
    return section("figures.md", "The monthly table")


def test_every_pattern_stands_there_in_its_order() -> None:
    assert first_column(section("figures.md", "Patterns")) == [name.value for name in PatternName]
    documented = first_column(section("figures.md", "Entries behind a pattern"))
    assert sorted(documented) == sorted(name.value for name in PatternName)


def test_every_figure_of_before_you_answer_stands_there_in_its_order() -> None:
    names = list(YesEffect.__dataclass_fields__)
    low_ends = [f"{name}_low" for name in names if not name.endswith("_now")]
    figures = [*names, "earlier", *low_ends, "observed"]
    assert first_column(section("figures.md", "Before you answer")) == figures


def test_every_type_of_entry_stands_there() -> None:
    assert first_column(section("entry-line.md", "Types")) == list(ALLOWED_FIELDS)


def test_the_example_lines_are_understood() -> None:
    text = (REFERENCE / "entry-line.md").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.startswith("    20")]
    known = ParseContext("EUR")
    for line in lines:
        for entry in read_line(line, known, LineDays.from_today(date(2025, 11, 12))):
            known.add_entry(entry)
    assert known.next_number == len(lines) + 2
    """`gave 15` also made its payment."""


def test_names_that_are_data_are_those_of_the_code() -> None:
    text = section("files.md", "Names that are data")
    assert f"`{WITNESS_HEADING}`" in text
    assert f"`{OLD_WITNESS_HEADING}`" in text
    assert f"`{migrations.name}`" in text
