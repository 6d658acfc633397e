"""An amount that is not known is in no sum of the summary, and each such sum says so."""

from pathlib import Path

import pytest

from tests.export.report.reports import build_report_of
from tests.export.story_book import TODAY, example_book
from tracker.export.report.text_preview import render_text_preview

NO_INCOME = "2025-08-01 income 0"


def render_summary(folder: Path, *lines: str) -> str:
    """Return the summary of these lines as running text."""
    with example_book(folder, *lines) as book:
        pages = render_text_preview(build_report_of(book, TODAY), 76)
    return " ".join(" ".join(pages).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_sum_the_months_and_the_caveats_say_it(tmp_path: Path) -> None:
    summary = render_summary(
        tmp_path,
        "2025-10-01 paid 20 dues documented",
        "2025-10-02 paid ? dues",
        "2025-11-03 paid ? merch",
        "2025-11-04 returned ? for 1",
    )
    assert (
        "I gave: 20.00 EUR That is without 2 payments whose amount I don’t know. I got one refund "
        "whose amount I don’t know."
    ) in summary
    assert "October 2025 0.00 20.00 + 1 ×?" in summary
    assert "so far 0.00 1 ×?" in summary
    assert "I have a receipt or statement for every known amount I gave" in summary
    assert "for everything I gave" not in summary


def test_where_all_is_known_nothing_is_said(tmp_path: Path) -> None:
    summary = render_summary(tmp_path, "2025-10-01 paid 20 dues documented")
    assert "unknown" not in summary
    assert "don’t know" not in summary
    assert "I have a receipt or statement for everything I gave." in summary


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [NO_INCOME, "2025-09-05 ask 20 donation", "2025-09-06 paid ? dues"],
            "I was asked for 20.00 and gave one payment whose amount I don’t know.",
            id="asked",
        ),
        pytest.param(
            [NO_INCOME, "2025-09-06 paid ? dues", "2025-09-07 paid ? merch"],
            "I gave 2 payments whose amount I don’t know.",
            id="not asked",
        ),
    ],
)
def test_a_month_without_income_names_them(tmp_path: Path, lines: list[str], expected: str) -> None:
    assert f"In September 2025 I had no income. {expected}" in render_summary(tmp_path, *lines)


def test_the_last_gift_may_be_of_an_unknown_amount(tmp_path: Path) -> None:
    earlier = ("2025-03-01 paid 5 dues", "2025-11-01 meeting")
    assert "I last gave in March 2025." in render_summary(tmp_path, *earlier)
    other = tmp_path / "other"
    other.mkdir()
    summary = render_summary(other, *earlier, "2025-10-05 paid ? dues")
    assert "I last gave" not in summary


def test_each_group_names_its_own(tmp_path: Path) -> None:
    summary = render_summary(
        tmp_path,
        "2025-10-01 ask 20 dues",
        "2025-10-02 paid ? dues",
        "2025-10-03 paid 5 dues @!choir",
    )
    assert "“circle” asked once. I gave one payment whose amount I don’t know." in summary
    assert "I wrote down no request from “choir”. I gave 5.00." in summary


def test_the_table_marks_what_is_estimated_and_what_is_missing(tmp_path: Path) -> None:
    summary = render_summary(
        tmp_path,
        "2025-10-01 paid 20 dues documented",
        "2025-10-02 paid about 7 dues",
        "2025-10-03 paid ? dues",
        "2025-11-03 paid ? merch",
    )
    assert "October 2025 0.00 ~27.00 + 1 ×? November 2025, so far 0.00 1 ×?" in summary
    assert "The sign ~ means that I estimated some of it. The sign ×? means a payment" in summary


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["paid 5 dues"], "It is all from memory."),
        (["paid about 5 dues"], "I estimated all of it."),
        (["paid about 5 dues", "paid 4 dues"], "It is from memory, and I estimated 5.00 of it."),
        (["paid 3 dues documented", "paid 4 dues"], "of the 7.00 I gave. The rest is from memory."),
        (
            ["paid 3 dues documented", "paid about 4 dues"],
            "3.00 of the 7.00 I gave. I estimated the rest.",
        ),
        (
            ["paid 3 dues documented", "paid about 4 dues", "paid 2 dues"],
            "The rest is from memory, and I estimated 4.00 of that.",
        ),
    ],
)
def test_the_notes_say_how_much_is_estimated(
    tmp_path: Path, lines: list[str], expected: str
) -> None:
    assert expected in render_summary(tmp_path, *(f"2025-10-01 {line}" for line in lines))


def test_unknown_payments_alone_are_no_sum_of_nothing(tmp_path: Path) -> None:
    summary = render_summary(
        tmp_path, "2025-08-01 income 900/month", "2025-10-02 paid ? dues", "2025-10-03 ask ? dues"
    )
    assert "I gave: not known I made one payment whose amount I don’t know." in summary
    assert "I was asked for: not named Once, no amount was named." in summary
    assert "Share of my income:" not in summary
