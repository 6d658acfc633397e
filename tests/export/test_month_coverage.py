"""On how many months a sum rests: said on the page and below the totals, where it is not all."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import row
from tests.export.story_book import example_book
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.cli.main import run
from tracker.export.bundle import MONTHS_FILE, load_bundle, render_bundle
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
ASKED_FIRST = (
    "2025-09-05 ask 20 merch gave 12",
    "2025-10-01 income 900/month",
    "2025-10-05 paid 20 merch",
    "2025-11-01 need food 260/month",
    "2025-11-01 need rent 0/month",
    "2025-11-01 limit 2%",
)
"""A book as most begin: first an ask, then the income, then what living costs."""
LATER = ExportSelection(first=Month(2025, 11))


def lines_of(folder: Path, choice: ExportSelection | None = None, width: int = WIDTH) -> list[str]:
    with example_book(folder, *ASKED_FIRST) as book:
        return render_read_me(
            load_bundle(book, TODAY, Dialect.COMMA, choice or ExportSelection()), width
        )


def after(name: str, lines: list[str]) -> str:
    (found,) = [line for line in lines if line.startswith(f"  {name} ")]
    return " ".join(found.removeprefix(f"  {name}").split())


def test_a_sum_of_some_months_says_of_how_many(tmp_path: Path) -> None:
    lines = lines_of(tmp_path)
    assert after("Income", lines) == "1,800.00 (2 of 3 months)"
    assert after("Given, of the income", lines) == "1.11 % (2 of 3 months)"
    assert after("Left after living and giving", lines) == "640.00 (1 of 3 months)"
    assert after("Given", lines) == "32.00"
    assert after("Needs: what living cost", lines) == "260.00"
    told = " ".join(lines)
    assert "since an income was noted: 2 of 3 months." in told
    assert "where income, food and rent are, and is counted of these: 1 of 3 months." in told


def test_the_words_stay_true_when_the_range_is_cut(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, LATER)
    assert after("Left after living and giving", lines) == "640.00"
    assert not any(" of 3 months" in line or " of 1 months" in line for line in lines)
    assert "was noted:" not in " ".join(lines)


def test_on_a_narrow_page_the_months_stand_below(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, width=44)
    place = lines.index("    (1 of 3 months)")
    assert lines[place - 1].startswith("  Left after living and giving")
    assert max(map(len, lines[place - 8 : place + 1])) <= 44


def test_the_table_of_months_is_as_it_was(tmp_path: Path) -> None:
    with example_book(tmp_path, *ASKED_FIRST) as book:
        raw = render_bundle(load_bundle(book, TODAY, Dialect.COMMA))[MONTHS_FILE].decode(
            "utf-8-sig"
        )
    assert "months" not in raw
    assert len(raw.splitlines()) == 4


def test_the_totals_say_on_which_months_they_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with example_book(tmp_path, *ASKED_FIRST):
        pass
    calling = ["--book", str(tmp_path / "b.db"), "--today", "2025-11-22", "total"]
    assert run(calling) == 0
    head, total, *below = capsys.readouterr().out.splitlines()
    assert head.split("  ")[-1] == "my line"
    assert total.endswith("above in 0 of 1")
    assert below == [
        "income, of income: 2 of 3 months, since an income was noted",
        "after needs, left: 1 of 3 months, where income, food and rent are known",
        "of 32.00 given: 32.00 from memory",
    ]
    assert run([*calling, "--from", "2025-11"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run([*calling, "--format", "csv"]) == 0
    assert "of 3" not in capsys.readouterr().out


def test_nothing_known_rests_on_no_month() -> None:
    basis = MonthCoverage.from_rows([row(SEPTEMBER, None), row(SEPTEMBER.add_months(1), None)])
    assert (basis.income_note, basis.living_costs_note) == ("", "")


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=9)
)
def test_months_are_counted_once_whatever_is_known(
    known: list[tuple[int | None, int | None]],
) -> None:
    rows = [
        row(SEPTEMBER.add_months(index), income, needs=needs)
        for index, (income, needs) in enumerate(known)
        for _group in range(2)
    ]
    basis = MonthCoverage.from_rows(rows)
    assert basis.months == len(known)
    assert basis.with_income == sum(income is not None for income, _needs in known)
    assert basis.with_living_costs == sum(None not in both for both in known)
    assert bool(basis.income_note) == (0 < basis.with_income < basis.months)


def test_while_rent_is_unknown_nothing_is_said_to_be_left(tmp_path: Path) -> None:
    lines = [line for line in ASKED_FIRST if "need rent" not in line]
    with example_book(tmp_path, *lines) as book:
        contents = load_bundle(
            book, TODAY, Dialect.COMMA, ExportSelection(), CoverNote("Please read this.")
        )
    said = " ".join(render_read_me(contents))
    assert "Left after" not in said
    assert "What was left is added up" not in said
    assert "for that, income, food and rent have to be noted." in said
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
        after("Left after living and giving", render_read_me(contents)) == "631.00 (1 of 3 months)"
    )
    assert contents.report is not None
    for text in (said, " ".join(describe_caveats(contents.report, NumberFormat()))):
        assert "Regular payments until the end of the last month are taken off" in text
        assert "My rent is not counted in what is left." in text


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
    assert "670.00 was left" in " ".join(
        describe_notable_months(
            report.notable_months, report.rows, NumberFormat(), exact=report.has_income
        )
    )
    assert "My rent is not counted in what is left." in list(
        describe_caveats(report, NumberFormat())
    )
