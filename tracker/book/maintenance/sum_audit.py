"""An audit of the monthly sums: counted again entry by entry, without the indexes.

It shares no code with `queries`. If both agree, the indexes and sums are right.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from tracker.analysis.monthly.kept_totals import ChainEntry, KeptTotals, Total
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.book.database.connection import Connection
from tracker.entries.types import Kind
from tracker.i18n import _label
from tracker.months import Month, is_in_range

_ROWS = """SELECT e.number, e.type, e.day, e.for_month, e.low, e.kind, e.every, g.label, e.evidence
    FROM entries e NOT INDEXED LEFT JOIN groups g NOT INDEXED ON g.number = e.group_number"""
_COUNTED_TO_MONTH_END = ("income", "need")
"""What counts up to the end of today's month, not up to today."""

Sums = dict[str, Counter[tuple[object, ...]]]
"""Cents by what they are, then by month and, where it has them, group and kind.

What ends in `open` counts the amounts that are not known, and so in no sum.
"""


def recount_sums(connection: Connection, today: date) -> tuple[Sums, set[int]]:
    """Return the sums, and the numbers of recurring entries, counted from the rows alone."""
    end = Month.from_date(today).last_day
    sums: Sums = defaultdict(Counter)
    recurring = set[int]()
    for number, type_, text, for_month, cents, kind, every, group, evidence in connection.execute(
        _ROWS
    ):
        day = date.fromisoformat(text)
        last = end if type_ in (*_COUNTED_TO_MONTH_END, "limit") else today
        if day > last or not is_in_range(day):
            continue
        if type_ in ("limit", "wage") or (every is not None and type_ in _REPEATED_TYPES):
            recurring.add(number)
        elif every is None:
            for name, key in _list_sums(type_, for_month or text, group, kind):
                if cents is None:
                    sums[f"{name}_open"][key[:2]] += 1
                else:
                    sums[name][key] += cents
                if name == "paid" and cents and evidence != "remembered":
                    sums[f"paid_{evidence}"][key[:2]] += cents
    return sums, recurring


_REPEATED_TYPES = ("income", "need", "paid")
_SUM_NAMES = (
    *("income", "needs", "food", "paid", "returned", "received"),
    *("paid_open", "returned_open", "paid_estimated", "paid_documented"),
)


def _list_sums(
    type_: str, text: str, group: str | None, kind: str | None
) -> list[tuple[str, tuple[object, ...]]]:
    """Return the sums that an entry of a month, or of a day, counts in: each by name and key."""
    month = Month(int(text[:4]), int(text[5:7]))
    if type_ == "income":
        return [("income", (month,))]
    if type_ == "need":
        return [("needs", (month,)), *([("food", (month,))] if kind == "food" else ())]
    if type_ == "paid":
        return [("paid", (month, group, Kind(str(kind))))]
    return [(type_, (month, group))] if type_ in ("returned", "received") else []


def find_sum_differences(facts: MonthlyFacts, sums: Sums, recurring: set[int]) -> Iterator[str]:
    """Yield where the facts that figures are made of say something else than the recount."""
    for name in _SUM_NAMES:
        fact_sums = _key_by_tuples(getattr(facts, name))
        for key in fact_sums.keys() | sums[name].keys():
            if fact_sums.get(key, 0) != sums[name][key]:
                yield f"{key[0]} {name}: {fact_sums.get(key, 0)} ≠ {sums[name][key]}"
    standing = {
        item.number for item in facts.other_entries if not isinstance(item.entry, ChainEntry)
    }
    for number in recurring ^ standing:
        yield _label("entry {number}").format(number=number)


def find_total_differences(kept: KeptTotals, recounted: KeptTotals) -> Iterator[str]:
    """Yield where the totals that the book keeps are others than those of its entries."""
    for key in kept.totals.keys() | recounted.totals.keys():
        total, counted = (totals.totals.get(key, Total()) for totals in (kept, recounted))
        if total != counted:
            yield f"{key.month} {key.type}: {tuple(total)} ≠ {tuple(counted)}"
    for ask in kept.regular_pledges ^ recounted.regular_pledges:
        yield _label("entry {number}").format(number=ask)


def _key_by_tuples(sums: Mapping[Month | tuple[object, ...], int]) -> dict[tuple[object, ...], int]:
    return {(key,) if isinstance(key, Month) else key: cents for key, cents in sums.items()}
