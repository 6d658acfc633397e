"""The sentences about notable months, the last gift, and each group for itself."""

from pathlib import Path

import pytest

from tests.export.report.reports import build_report_of
from tests.export.story_book import TODAY, example_book
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.amount_text import describe_asked_amount
from tracker.export.report.group_sentences import describe_groups
from tracker.export.report.model import Report
from tracker.export.report.notable_months import (
    NotableMonths,
    describe_largest_share,
    describe_last_gift,
    describe_notable_months,
)
from tracker.i18n import NumberFormat
from tracker.months import Month

EARNING = (
    "2025-06-01 income 1000/month until 2025-07-31",
    "2025-06-01 need food 900/month",
    "2025-06-01 need rent 0/month",
)


def hardest_months(folder: Path, *lines: str, with_income: bool = True) -> list[str]:
    with example_book(folder, *lines) as book:
        report = build_report_of(book, TODAY, with_income=with_income)
    return hardest(report)


def hardest(report: Report) -> list[str]:
    found = describe_notable_months(
        report.notable_months, report.rows, NumberFormat(), exact=report.has_income
    )
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]


def largest_share(report: Report) -> str:
    text = describe_largest_share(
        report.notable_months, report.rows, NumberFormat(), exact=report.has_income
    )
    return text.replace("\N{NO-BREAK SPACE}", " ")


WITHOUT_INCOME = (
    "In April 2026 I had no income. I was asked for 90.00, on top of 12.00 I had said yes to "
    "before. I gave 12.00."
)


def test_the_story_tells_its_hardest_months(story_report: Report, narrow_report: Report) -> None:
    largest, without_income = hardest(story_report)
    assert largest == (
        "In June 2026 I gave 67.50 (12.00 of it estimated) out of 840.00. That left nothing, and "
        "20.50 of what I gave was money I needed for living costs."
    )
    assert without_income == WITHOUT_INCOME
    assert largest_share(story_report) == "8.0 % in June 2026"
    assert hardest(narrow_report) == [
        WITHOUT_INCOME.replace("no income", "no income, or very little")
    ]
    assert largest_share(narrow_report) == "about 8 % in June 2026"


def test_what_was_left_in_the_month_with_the_largest_part_is_told(tmp_path: Path) -> None:
    (largest,) = hardest_months(
        tmp_path, *EARNING, "2025-06-03 paid 30 dues", "2025-07-03 paid 20 dues"
    )
    assert largest == (
        "In June 2025 I gave 30.00 out of 1,000.00. That left 70.00 after living costs."
    )


def test_another_month_with_nothing_left_is_told_but_not_without_needs(tmp_path: Path) -> None:
    lines = (
        *EARNING,
        "2025-07-02 need rent 100",
        "2025-06-03 paid 30 dues",
        "2025-07-03 paid 20 dues",
    )
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert hardest_months(tmp_path / "with", *lines)[1] == (
        "In July 2025 I gave 20.00. That left nothing, and 20.00 of what I gave was money I needed "
        "for living costs."
    )
    assert hardest_months(tmp_path / "without", *lines, with_income=False) == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("paid 5 merch", "I gave 5.00."),
        ("ask ? merch", "I was asked for money, and no amount was named."),
        ("ask 5-9 merch", "I was asked for 5.00 to 9.00."),
    ],
)
def test_a_month_without_income_says_what_was_asked_and_given(
    tmp_path: Path, line: str, wanted: str
) -> None:
    told_of_it = hardest_months(tmp_path, *EARNING, f"2025-09-02 {line}")
    assert told_of_it == [f"In September 2025 I had no income. {wanted}"]


def test_one_month_is_not_the_largest(tmp_path: Path) -> None:
    assert hardest_months(tmp_path, *EARNING, "2025-06-03 paid 30 dues") == []
    assert NotableMonths.from_rows((), has_needs=True) == NotableMonths()


def test_when_nothing_was_given_lately_the_last_gift_is_told(tmp_path: Path) -> None:
    lines = (
        "2025-06-03 paid 30 dues",
        "2025-06-04 ask 5 merch no",
        "2025-08-04 ask 5 merch no",
        "2025-09-04 ask 5 merch no",
    )
    with example_book(tmp_path, *lines) as book:
        rows = build_report_of(book, TODAY).rows
        asked = [each.month for each in build_report_of(book, TODAY).ask_times]
    assert describe_last_gift(rows, asked, 3) == (
        "I last gave in June 2025. In the months after that, I was asked 2 times."
    )
    assert describe_last_gift(rows, asked[:2], 3).endswith("I was asked once.")
    assert describe_last_gift(rows, (), 3) == "I last gave in June 2025."
    assert describe_last_gift(rows, asked, 6) == ""
    assert describe_last_gift(rows[1:], asked, 3) == ""


def test_each_of_several_groups_has_its_sentence(story_report: Report) -> None:
    circle, tea_table = describe_groups(story_report, NumberFormat())
    assert circle == (
        "“circle” asked 20 times. I gave 245.50 (19.00 of it estimated, one payment not counted)."
    )
    assert tea_table == "“tea table” asked once. I gave 6.00."


def test_many_groups_are_told_together_but_for_four(tmp_path: Path) -> None:
    lines = [f"2025-09-0{place} paid {9 - place} merch @!g{place}" for place in range(1, 7)]
    lines += ["2025-09-08 ask 5 merch @g6", "2025-09-09 ask ? merch @g1"]
    with example_book(tmp_path, *lines) as book:
        report = build_report_of(book, TODAY)
        one = build_report_of(book, TODAY, ExportSelection(groups={"g1": "g1"}))
        earlier = build_report_of(book, TODAY, ExportSelection(last=Month(2025, 9)))
    assert list(describe_groups(report, NumberFormat())) == [
        "“g1” asked once. I gave 8.00.",
        "I wrote down no request from “g2”. I gave 7.00.",
        "I wrote down no request from “g3”. I gave 6.00.",
        "I wrote down no request from “g4”. I gave 5.00.",
        "Other groups (2) asked once. I gave them 7.00.",
    ]
    assert list(describe_groups(one, NumberFormat())) == []
    assert len(list(describe_groups(earlier, NumberFormat()))) == 5


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", "Before that, I had said yes to 20.00."),
        ("2025-08-02 paid 5 merch", "Before that, I had said yes to 20.00. I gave 5.00."),
        (
            "2025-08-02 ask 7 merch no",
            "I was asked for 7.00, on top of 20.00 I had said yes to before.",
        ),
        (
            "2025-08-02 ask 7 merch gave 5",
            "I was asked for 7.00, on top of 20.00 I had said yes to before. I gave 5.00.",
        ),
        (
            "2025-08-02 ask ? merch no",
            "I was asked for money, and no amount was named. Before that, I had said yes to 20.00.",
        ),
    ],
)
def test_a_month_without_income_tells_what_was_asked_apart_from_an_earlier_yes(
    tmp_path: Path, line: str, wanted: str
) -> None:
    yes = ("2025-07-03 ask 20/month dues yes", "2025-07-01 income 0", "2025-08-01 income 0")
    found = hardest_months(
        tmp_path, *yes, line or "2025-08-02 meeting", "2025-09-01 withdrew for 1"
    )
    assert [text for text in found if "August" in text][-1].endswith(wanted)


def test_the_table_of_the_last_months_names_an_earlier_yes(tmp_path: Path) -> None:
    lines = (
        "2025-09-03 ask 20/month dues yes",
        "2025-10-03 ask 5-9 merch no",
        "2025-11-01 meeting",
    )
    with example_book(tmp_path, *lines) as book:
        rows = build_report_of(book, TODAY).last_months
    assert [describe_asked_amount(row, NumberFormat()) for row in rows] == [
        "20.00",
        "5.00 to 9.00, plus 20.00 from an earlier yes",
        "20.00 from an earlier yes",
    ]
