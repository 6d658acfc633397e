"""Both tables of a bundle agree: what moved once is added up again from the entries."""

import csv
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

from hypothesis import given, settings

from tests.export.bundles import prepare_bundle, render_tables
from tests.strategies import LAST_DAY, BookShape, books, count_examples
from tracker.entries.types import Entry
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE

ONCE = BookShape(
    types=("paid", "paid", "returned", "received", "income", "seen", "cost", "wrote", "ask"),
)
Row = dict[str, str]
END = f"{LAST_DAY:%Y-%m}-31"


def read_rows(content: bytes) -> list[Row]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def add_up(rows: Sequence[Row], type_: str, group: str) -> tuple[Counter[str], Counter[str]]:
    """Return by month what one type moved once, and how many of its amounts are not known."""
    sums, unknown = Counter[str](), Counter[str]()
    for row in rows:
        if row["type"] != type_ or row["every"] or row["date"] > END:
            continue
        if group not in ("all", row["group"]) and type_ != "income":
            continue
        month = row["for_month"] or row["date"][:7]
        sums[month] += int(Decimal(row["amount_low"] or 0) * 100)
        unknown[month] += not row["amount_low"]
    return sums, unknown


def has_regular(rows: Sequence[Row], type_: str) -> bool:
    return any(row["type"] == type_ and row["every"] for row in rows)


@settings(max_examples=count_examples(30))
@given(books(ONCE))
def test_what_moved_once_is_the_same_in_both(entries: Sequence[Entry]) -> None:
    files = render_tables(prepare_bundle(entries))
    rows, months = read_rows(files[ENTRIES_FILE]), read_rows(files[MONTHS_FILE])
    for group in {month["group"] for month in months}:
        paid, paid_open = add_up(rows, "paid", group)
        returned, returned_open = add_up(rows, "returned", group)
        received, _none = add_up(rows, "received", group)
        income, _none = add_up(rows, "income", group)
        for month in (month for month in months if month["group"] == group):
            at = month["month"]
            assert int(month["given_open"]) == paid_open[at]
            assert int(month["returned_open"]) == returned_open[at]
            assert Decimal(month["returned"]) * 100 == returned[at]
            assert Decimal(month["received"]) * 100 == received[at]
            if not has_regular(rows, "paid"):
                assert Decimal(month["given"]) * 100 == paid[at]
            if not has_regular(rows, "income"):
                assert Decimal(month["income"] or 0) * 100 == income[at]
