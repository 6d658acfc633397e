"""The summary's lines about events: what was paid and spent, the hours, and only what is shown."""

from datetime import date
from pathlib import Path

import pytest

from tests.analysis.events.test_event_total import make_fact, sum_one
from tests.export.report.reports import build_report_of, list_strings
from tests.factories import log_lines, make_empty_book
from tracker.analysis.events.event_total import EventFact
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.event_selection import MOST_EVENTS, select_events
from tracker.export.report.event_sentences import describe_events
from tracker.export.report.model import Report
from tracker.i18n import NumberFormat
from tracker.months import Month

TODAY = date(2026, 11, 12)
LINES = (
    "2026-06-01 paid 20 event +!seminar @!circle",
    "2026-06-12 event 15-17h +seminar",
    "2026-06-12 cost 77 train +seminar",
    "2026-06-13 seen 500 donation +seminar",
    "2026-07-03 cost 12 bread +!picnic @!choir",
    "2026-08-03 event 3h +!walk @circle",
)
SEMINAR = (
    "“seminar” (June 2026): I paid the group 20.00. I spent another 77.00 on it, which the"
    " group didn’t get. That was for “train”. It took 15 to 17 h."
)
PICNIC = (
    "“picnic” (July 2026): I spent 12.00 on it, which the group didn’t get. That was for “bread”."
)


def describe(*facts: EventFact) -> str:
    (text,) = describe_events([sum_one(*facts)], NumberFormat())
    return text


def build(folder: Path, choice: ExportSelection, *lines: str) -> Report:
    with make_empty_book(folder / "book.db") as book:
        log_lines(book, *lines, today=TODAY)
        return build_report_of(book, TODAY, choice)


def describe_report(report: Report) -> list[str]:
    return list(describe_events(report.events, NumberFormat()))


def test_the_summary_says_what_each_event_cost_in_the_order_of_its_days(tmp_path: Path) -> None:
    report = build(tmp_path, ExportSelection(), *LINES)
    assert describe_report(report) == [SEMINAR, PICNIC], "the walk cost nothing"
    assert "500" not in " ".join(describe_report(report))


@pytest.mark.parametrize(
    ("choice", "lines"),
    [
        (ExportSelection(groups={"circle": "circle"}), [SEMINAR]),
        (ExportSelection(groups={"choir": "choir"}), [PICNIC]),
        (ExportSelection(last=Month(2026, 6)), [SEMINAR]),
        (ExportSelection(first=Month(2026, 7)), [PICNIC]),
    ],
)
def test_only_included_groups_and_months_are_told(
    tmp_path: Path, choice: ExportSelection, lines: list[str]
) -> None:
    assert describe_report(build(tmp_path, choice, *LINES)) == lines


def test_without_labels_neither_the_name_nor_a_label_is_told(tmp_path: Path) -> None:
    report = build(tmp_path, ExportSelection(labels=False), *LINES)
    assert describe_report(report)[0] == (
        "An event (June 2026): I paid the group 20.00. I spent another 77.00 on it, which"
        " the group didn’t get. It took 15 to 17 h."
    )
    told = " ".join(list_strings(report.events))
    assert not any(word in told for word in ("seminar", "train", "picnic", "bread"))


def test_a_hidden_group_is_not_told_by_the_name_of_an_event(tmp_path: Path) -> None:
    lines = ('2026-06-01 paid 20 event +!"circle trip" @!circle',)
    report = build(tmp_path, ExportSelection(groups={"circle": "group A"}), *lines)
    (text,) = describe_report(report)
    assert text.startswith("“group A trip” (June 2026)")


def test_only_those_that_cost_most_have_a_line() -> None:
    totals = [
        sum_one(make_fact(number, "paid", cents=number * 100)._replace(name=f"event {number}"))
        for number in range(1, 6)
    ]
    chosen = select_events(totals)
    assert [total.name for total in chosen] == ["event 4", "event 5"]
    assert len(chosen) == MOST_EVENTS


def test_the_label_of_the_largest_sum_stands_for_several() -> None:
    text = describe(
        make_fact(1, "cost", cents=500, label="bread"), make_fact(2, "cost", cents=900, label="bus")
    )
    assert text == (
        "“seminar” (June 2026): I spent 14.00 on it, which the group didn’t get. The largest part"
        " was for “bus”."
    )


def test_a_refund_without_an_amount_is_told() -> None:
    text = describe(
        make_fact(1, "paid", cents=2000),
        make_fact(2, "returned", cents=500),
        make_fact(3, "returned"),
    )
    assert text.endswith(
        "5.00 was paid back. That is without one refund whose amount I don’t know."
    )


def test_hidden_numbers_are_hidden_in_names_and_labels() -> None:
    facts = make_fact(1, "cost", cents=500, label="30 cards")._replace(name="camp 500")
    (text,) = describe_events([sum_one(facts)], NumberFormat(is_hidden=True))
    assert not any(number in text for number in ("500", "5.00", "30"))


def test_marks_of_estimates_unknown_amounts_refunds_and_months() -> None:
    text = describe(
        make_fact(1, "paid", "2026-06-01", cents=2000, is_estimated=True),
        make_fact(2, "cost", "2026-07-01"),
        make_fact(3, "returned", "2026-08-01", cents=500),
    )
    assert text == (
        "“seminar” (June 2026 to July 2026): I paid the group 20.00 (estimated). I don’t"
        " know how much else I spent on it. 5.00 was paid back."
    )
