"""How many months a sum covers: in the READ-ME and the summary, where it is not all of them."""

from datetime import date
from pathlib import Path

from tests.export.story_book import ASKED_FIRST, example_book
from tracker.export.bundle import MONTHS_FILE, load_bundle, render_files
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.caveats import describe_caveats
from tracker.export.report.cover import CoverNote
from tracker.export.report.notable_months import describe_notable_months
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.read_me import WIDTH, render_read_me
from tracker.i18n import NumberFormat
from tracker.months import Month

TODAY = date(2025, 11, 22)
SEPTEMBER = Month(2025, 9)
LATER = ExportSelection(first=Month(2025, 11))


def render_lines(
    folder: Path, choice: ExportSelection | None = None, width: int = WIDTH
) -> list[str]:
    with example_book(folder, *ASKED_FIRST) as book:
        return render_read_me(
            load_bundle(book, TODAY, Dialect.COMMA, choice or ExportSelection()), width
        )


def find_value(name: str, lines: list[str]) -> str:
    (found,) = [line for line in lines if line.startswith(f"  {name} ")]
    return " ".join(found.removeprefix(f"  {name}").split())


def test_a_sum_of_some_months_says_of_how_many(tmp_path: Path) -> None:
    lines = render_lines(tmp_path)
    assert find_value("Income", lines) == "1,800.00 (2 of 3 months)"
    assert find_value("Share of income given", lines) == "1.11 % (2 of 3 months)"
    assert find_value("Left after living costs and giving", lines) == "640.00 (1 of 3 months)"
    assert find_value("Given", lines) == "32.00"
    assert find_value("Living costs", lines) == "260.00"
    told = " ".join(lines)
    assert "since I first recorded an income (2 of 3 months)." in told
    assert "for which I recorded income, food and rent (1 of 3 months)." in told


def test_the_words_stay_true_when_the_range_is_cut(tmp_path: Path) -> None:
    lines = render_lines(tmp_path, LATER)
    assert find_value("Left after living costs and giving", lines) == "640.00"
    assert not any(" of 3 months" in line or " of 1 months" in line for line in lines)
    assert "I first recorded" not in " ".join(lines)


def test_on_a_narrow_page_the_months_stand_below(tmp_path: Path) -> None:
    lines = render_lines(tmp_path, width=48)
    place = lines.index("    (1 of 3 months)")
    assert lines[place - 1].startswith("  Left after living costs and giving")
    assert max(map(len, lines[place - 8 : place + 1])) <= 48


def test_the_table_of_months_is_as_it_was(tmp_path: Path) -> None:
    with example_book(tmp_path, *ASKED_FIRST) as book:
        raw = render_files(load_bundle(book, TODAY, Dialect.COMMA))[MONTHS_FILE].decode("utf-8-sig")
    assert "months" not in raw
    assert len(raw.splitlines()) == 4


def test_while_rent_is_unknown_nothing_is_said_to_be_left(tmp_path: Path) -> None:
    lines = [line for line in ASKED_FIRST if "need rent" not in line]
    with example_book(tmp_path, *lines) as book:
        contents = load_bundle(
            book, TODAY, Dialect.COMMA, ExportSelection(), CoverNote("Please read this.")
        )
    said = " ".join(render_read_me(contents))
    assert "Left after" not in said
    assert "What was left is added up" not in said
    assert "because income, food and rent aren’t all recorded." in said
    assert contents.report is not None
    assert {row.left for row in contents.report.rows} == {None}
    assert contents.rows[-1].left == 640_00, "months.csv keeps its rule"


def test_what_is_left_out_of_what_was_left_is_named_to_the_reader(tmp_path: Path) -> None:
    lines = [line for line in ASKED_FIRST if "need rent" not in line]
    with example_book(tmp_path, *lines, "2025-10-25 paid 9/month dues") as book:
        book.settings.set("question.rent", "never")
        contents = load_bundle(
            book, TODAY, Dialect.COMMA, ExportSelection(), CoverNote("Please read this.")
        )
    said = " ".join(render_read_me(contents))
    assert (
        find_value("Left after living costs and giving", render_read_me(contents))
        == "631.00 (1 of 3 months)"
    )
    assert contents.report is not None
    for text in (said, " ".join(describe_caveats(contents.report, NumberFormat()))):
        assert "Regular payments until the end of the last month are subtracted" in text
        assert "My rent isn’t counted in what’s left." in text


def test_a_cost_left_out_of_an_earlier_month_that_is_told_is_named_too(tmp_path: Path) -> None:
    lines = (
        "2025-06-01 income 1000/month",
        "2025-06-01 need food 300/month",
        "2025-06-03 paid 30 dues",
        "2025-07-03 paid 20 dues",
        "2025-09-01 need rent 400/month",
    )
    with example_book(tmp_path, *lines) as book:
        book.settings.set("question.rent", "never")
        report = load_bundle(
            book, TODAY, Dialect.COMMA, ExportSelection(), CoverNote("Please read this.")
        ).report
    assert report is not None
    assert not any(row.skipped_costs for row in report.last_months)
    assert "That left 670.00 after living costs." in " ".join(
        describe_notable_months(
            report.notable_months, report.rows, NumberFormat(), exact=report.has_income
        )
    )
    assert "My rent isn’t counted in what’s left." in list(describe_caveats(report, NumberFormat()))
