"""Sums by evidence: of one-off payments and regular ones, of a group and of all."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import LATE_TODAY
from tests.analysis.dense_books import DENSE, ONLY_MONEY, SLOW, TODAYS
from tests.factories import make_empty_book, make_parse_context, read_entries
from tests.strategies import BookShape, books, count_examples
from tracker.analysis.monthly.evidence import (
    GivenByEvidence,
    sum_given_by_evidence,
    sum_group_by_evidence,
)
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable
from tracker.entries.types import Entry, Evidence, Payment
from tracker.months import Month

SEPTEMBER, NOVEMBER = Month(2025, 9), Month(2025, 11)
DOCUMENTED, REMEMBERED, ESTIMATED = Evidence.DOCUMENTED, Evidence.REMEMBERED, Evidence.ESTIMATED


def load_evidence_of_entries(
    folder: Path, entries: Sequence[Entry], today: date, first: Month, last: Month
) -> tuple[MonthlyFacts, GivenByEvidence]:
    """Return the facts of a new book of these entries, and what was given in some months."""
    path = folder / "book.db"
    path.unlink(missing_ok=True)
    with make_empty_book(path) as book:
        book.log(entries, today)
        facts = book.load_monthly_facts(today)
        return facts, sum_given_by_evidence(facts, first, last)


def load_evidence(
    folder: Path, lines: str, first: Month, last: Month, today: date = LATE_TODAY
) -> GivenByEvidence:
    entries = read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY)
    return load_evidence_of_entries(folder, entries, today, first, last)[1]


def test_one_off_payments_are_summed_by_how_they_are_known(tmp_path: Path) -> None:
    sums = load_evidence(
        tmp_path,
        """\
2025-08-31 paid 99 dues documented
2025-09-01 paid 20 event documented
2025-09-02 paid 7.50 dues documented
2025-10-31 ask 15 merch gave 15
2025-11-30 paid 5 merch estimated
2025-12-01 paid 99 merch estimated""",
        SEPTEMBER,
        NOVEMBER,
    )
    assert sum_group_by_evidence(sums, "all") == {
        DOCUMENTED: 2750,
        REMEMBERED: 1500,
        ESTIMATED: 500,
    }
    assert sum_group_by_evidence(sums, "circle") == sum_group_by_evidence(sums, "all")


def test_each_occurrence_of_a_regular_payment_has_the_evidence_of_its_entry(tmp_path: Path) -> None:
    lines = """\
2025-08-15 paid 10/month dues documented
2025-10-15 paid 12/month dues
2025-11-20 paid 0/month dues"""
    sums = load_evidence(tmp_path, lines, SEPTEMBER, NOVEMBER)
    assert sum_group_by_evidence(sums, "all") == {DOCUMENTED: 1000, REMEMBERED: 2400}
    assert sum_group_by_evidence(load_evidence(tmp_path, lines, NOVEMBER, NOVEMBER), "all") == {
        REMEMBERED: 1200
    }


def test_groups_have_their_own_sums_and_all_has_everything(tmp_path: Path) -> None:
    lines = """\
2025-09-01 paid 20 event documented
2025-09-02 paid 5 dues @!choir
2025-09-02 paid 1 dues estimated"""
    sums = load_evidence(tmp_path, lines, SEPTEMBER, SEPTEMBER)
    assert sum_group_by_evidence(sums, "circle") == {DOCUMENTED: 2000}
    assert sum_group_by_evidence(sums, "choir") == {REMEMBERED: 500, ESTIMATED: 100}
    assert sum_group_by_evidence(sums, "all") == {DOCUMENTED: 2000, REMEMBERED: 500, ESTIMATED: 100}


def test_nothing_given_has_no_parts_and_what_is_to_come_does_not_count(tmp_path: Path) -> None:
    assert load_evidence(tmp_path, "", SEPTEMBER, NOVEMBER) == {}
    lines = "2025-09-01 paid 5 dues\n2025-09-20 paid 6 dues"
    sums = load_evidence(tmp_path, lines, SEPTEMBER, NOVEMBER, date(2025, 9, 10))
    assert sum_group_by_evidence(sums, "all") == {REMEMBERED: 500}


@pytest.mark.slow
@pytest.mark.parametrize("shape", [DENSE, ONLY_MONEY], ids=["all", "standing"])
@settings(SLOW, max_examples=count_examples(20))
@given(st.data(), TODAYS)
def test_the_parts_make_up_what_was_given_in_every_month_and_group(
    tmp_path_factory: pytest.TempPathFactory, shape: BookShape, data: st.DataObject, today: date
) -> None:
    entries = data.draw(books(shape))
    month = Month.from_date(today).add_months(-data.draw(st.integers(0, 4)))
    facts, sums = load_evidence_of_entries(
        tmp_path_factory.mktemp("evidence"), entries, today, month, month
    )
    for row in MonthlyTable(facts).build_rows(month, month):
        assert sum(sum_group_by_evidence(sums, row.group).values()) == row.given
    seen = Counter(
        entry.evidence
        for entry in entries
        if isinstance(entry, Payment) and entry.amount and not entry.every
        if Month.from_date(entry.day) == month and entry.day <= today
    )
    assert seen.keys() <= sum_group_by_evidence(sums, "all").keys()
