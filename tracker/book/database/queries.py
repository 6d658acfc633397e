"""What is read from a book: its entries, the facts of the monthly table, what a line may name."""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.monthly_facts import GroupLabel, MonthlyFacts
from tracker.analysis.prompts import COST_PROMPTS, SKIPPED_FOREVER, build_setting_key
from tracker.book.database.connection import Connection
from tracker.book.database.day_range import (
    DAY_IN_RANGE,
    DAY_UP_TO,
    filter_counted,
    find_outside_range,
    format_last_counted_day,
    parse_valid_day,
)
from tracker.book.database.row_mapping import SELECT, LazyEntries, build_stored_entry
from tracker.entries.parse_context import ParseContext, index_by_folded
from tracker.entries.tokenizer import fold
from tracker.entries.types import Entry, Evidence, Form, Kind, NeedKind, Source, StoredEntry
from tracker.money import Cents
from tracker.months import EARLIEST, Month

MONTHLY_SUMS = """SELECT e.month, g.label, e.kind, coalesce(sum(e.low), 0), count(*) - count(e.low)
    FROM entries e
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type = ? AND e.every IS NULL AND e.month >= ? AND e.day BETWEEN ? AND ?
    GROUP BY e.month, e.group_number, e.kind"""
"""One-off cents from a month to a day, by month, group and kind, and how many amounts are unknown.

Answered from the index entries_sums alone, without a look at the months before.
"""

_ESTIMATES = """SELECT e.month, g.label, sum(e.low) FROM entries e {hint}
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type = 'paid' AND e.evidence = 'estimated' AND e.every IS NULL AND e.low > 0
    AND e.month >= ? AND e.day BETWEEN ? AND ?
    GROUP BY e.month, e.group_number"""
"""One-off cents paid that are estimated, by month and group.

No index has the evidence. Reading the whole book in its order takes half the time of looking up
each payment, and a few months are looked up.
"""

_OBSERVATION_COUNTS = """SELECT e.month, g.label, e.type, count(*) FROM entries e
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type IN ('seen', 'heard') AND e.month >= ? AND e.day BETWEEN ? AND ?
    GROUP BY e.month, e.group_number, e.type"""

_FACT_ENTRIES = f"""{SELECT} WHERE {DAY_UP_TO} AND e.number IN (
    SELECT number FROM entries WHERE type IN ({{}})
    UNION ALL
    SELECT number FROM entries WHERE every IS NOT NULL AND type IN ('income', 'need', 'paid'))
    ORDER BY e.number"""
FACT_ENTRIES = _FACT_ENTRIES.format("'ask', 'answered', 'withdrew', 'limit', 'wage'")
"""Entries that figures need one by one: asks, answers, withdrawals, limits, wages, what recurs."""
FACT_ENTRIES_WITHOUT_ASKS = _FACT_ENTRIES.format("'limit', 'wage'")
"""The same without asks and their answers, of which a book may have very many."""

_COUNTED_DAY = "coalesce(for_month || '-01', day)"
"""The day of an entry, or the first of the month in which an income counts."""
_FIRST_DAY = f"""SELECT min(day) FROM (
    SELECT min(day) AS day FROM entries WHERE day {DAY_IN_RANGE}
    UNION ALL SELECT min(for_month || '-01') FROM entries WHERE type = 'income'
    AND +day {DAY_IN_RANGE})"""
"""The day of the first entry, or the first of an earlier month in which an income counts."""
_CONTACT_TYPES = ("ask", "paid", *(form.value for form in Form))
_LAST_CHANGE = f"SELECT day FROM changes WHERE day {DAY_IN_RANGE} ORDER BY number DESC LIMIT 1"
ANY_CONTACT = (
    f"SELECT 1 FROM entries WHERE type IN ({', '.join('?' * len(_CONTACT_TYPES))}) LIMIT 1"
)
"""Whether anything about a group is logged: an ask, a payment or time with it."""


def load_entries(
    connection: Connection, first: date | None, last: date | None
) -> Iterator[StoredEntry]:
    """Return the entries from one day to another, both included, in the order of their numbers."""
    rows = connection.execute(
        f"{SELECT} WHERE e.day BETWEEN ? AND ? ORDER BY e.number",
        [str(first or date.min), str(last or date.max)],
    )
    return map(build_stored_entry, rows)


def load_newest_first(connection: Connection, first: date, last: date) -> LazyEntries:
    """Return the entries of a range of days, both included, newest first by day and number."""
    return LazyEntries(
        connection.execute(
            f"{SELECT} WHERE e.day BETWEEN ? AND ? ORDER BY e.day DESC, e.number DESC",
            [str(first), str(last)],
        ).fetchall()
    )


def load_month(connection: Connection, month: Month) -> list[StoredEntry]:
    """Return the entries that count in a month, in the order of their numbers."""
    rows = connection.execute(
        f"""{SELECT} WHERE (e.day BETWEEN ? AND ? AND e.for_month IS NULL)
        OR (e.type = 'income' AND e.month = ? AND e.for_month IS NOT NULL
            AND e.day {DAY_IN_RANGE}) ORDER BY e.number""",
        [str(month.first_day), str(month.last_day), str(month)],
    )
    return [build_stored_entry(row) for row in rows]


def load_latest(connection: Connection, count: int, last: date) -> list[StoredEntry]:
    """Return the newest entries up to a day, newest first: by their day, then by number."""
    rows = connection.execute(
        f"{SELECT} WHERE e.day <= ? ORDER BY e.day DESC, e.number DESC LIMIT ?", [str(last), count]
    )
    return [build_stored_entry(row) for row in rows]


def load_entries_of_change(connection: Connection, change: int) -> list[StoredEntry]:
    """Return the entries one change made, in the order of their numbers."""
    rows = connection.execute(f"{SELECT} WHERE e.change = ? ORDER BY e.number", [change])
    return [build_stored_entry(row) for row in rows]


def find_entry(connection: Connection, number: int) -> StoredEntry | None:
    """Return the entry of a number, or None when the book has none."""
    row = connection.execute(f"{SELECT} WHERE e.number = ?", [number]).fetchone()
    return None if row is None else build_stored_entry(row)


def load_numbered_entries(connection: Connection, numbers: Iterable[int]) -> list[StoredEntry]:
    """Return the entries of these numbers, in their order, as far as there are any."""
    rows = connection.execute(
        f"{SELECT} WHERE e.number IN (SELECT value FROM json_each(?)) ORDER BY e.number",
        [json.dumps(list(numbers))],
    )
    return [build_stored_entry(row) for row in rows]


def fetch_value(connection: Connection, sql: str, values: Sequence[object] = ()) -> Any:
    """Return the first column of the first row, or None without a row."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]


def load_monthly_facts(
    connection: Connection,
    currency: str,
    today: date,
    since: Month | None,
    *,
    with_asks: bool = True,
) -> MonthlyFacts:
    """Return what the monthly table is made from, as of today, summed from the month `since` on.

    Without `with_asks` it has nothing of what was asked and pledged.
    """
    end = Month.from_date(today).last_day
    needs = list(_load_sums(connection, "need", since, end))
    paid = list(_load_sums(connection, "paid", since, today))
    returned = list(_load_sums(connection, "returned", since, today))
    outside = find_outside_range(connection)
    first_day = fetch_value(connection, _FIRST_DAY)
    return MonthlyFacts(
        today=today,
        currency=currency,
        first_month=since,
        first_day=parse_valid_day(first_day),
        uncounted_entries=len(outside),
        last_change_day=parse_valid_day(fetch_value(connection, _LAST_CHANGE)),
        first_income=_find_first_day(connection, "income", end),
        first_need=_find_first_day(connection, "need", end),
        first_limit=_find_first_day(connection, "limit", end),
        has_group_entries=fetch_value(connection, ANY_CONTACT, _CONTACT_TYPES) is not None,
        groups=_load_groups_in_use(connection),
        income=_add_by_month(_load_sums(connection, "income", since, end)),
        needs=_add_by_month(needs),
        food=_add_by_month(need for need in needs if need.kind == NeedKind.FOOD),
        one_off_costs={
            (need.month, NeedKind(need.kind)) for need in needs if need.kind in ESSENTIAL_COSTS
        },
        skipped_costs=_load_skipped_costs(connection),
        paid={(each.month, each.group, Kind(each.kind)): each.cents for each in paid},
        paid_open=_count_open(paid),
        paid_estimated=_load_estimates(connection, since, today),
        returned=_add_by_group(returned),
        returned_open=_count_open(returned),
        received=_add_by_group(_load_sums(connection, "received", since, today)),
        observations=_count_observations(connection, since, today),
        other_entries=_load_other_entries(connection, today, end, outside, with_asks=with_asks),
    )


def _load_other_entries(
    connection: Connection,
    today: date,
    end: date,
    outside: Collection[int],
    *,
    with_asks: bool,
) -> list[StoredEntry]:
    """Return the entries that the monthly table places itself, up to today or the month's `end`."""
    rows = connection.execute(
        FACT_ENTRIES if with_asks else FACT_ENTRIES_WITHOUT_ASKS, [format_last_counted_day(end)]
    )
    entries = (
        build_stored_entry(row)
        for row in rows
        if row[4] <= str(today) or row[3] in ("income", "need", "limit")
    )
    return list(filter_counted(entries, outside))


def _load_skipped_costs(connection: Connection) -> set[NeedKind]:
    """Return the costs of which the question is skipped for good."""
    rows = connection.execute("SELECT name FROM settings WHERE value = ?", [SKIPPED_FOREVER])
    skipped = {row[0] for row in rows}
    return {cost for cost in ESSENTIAL_COSTS if build_setting_key(COST_PROMPTS[cost]) in skipped}


def _find_first_day(connection: Connection, type_: str, last: date) -> date | None:
    """Return the first day from which entries of a type count. One after `last` counts for none."""
    sql = f"""SELECT min(iif(day <= ?, {_COUNTED_DAY}, day)) FROM entries
        WHERE type = ? AND +day {DAY_IN_RANGE}"""
    return parse_valid_day(fetch_value(connection, sql, [str(last), type_]))


def _load_groups_in_use(connection: Connection) -> tuple[str, ...]:
    rows = connection.execute(
        f"""SELECT label, (SELECT number FROM entries WHERE group_number = g.number
            AND +day {DAY_IN_RANGE} ORDER BY number LIMIT 1) AS first
        FROM groups g WHERE first IS NOT NULL ORDER BY first"""
    )
    return tuple(label for label, _first in rows)


_Key = TypeVar("_Key")


class _Sum(NamedTuple):
    """One-off cents of a month, group and kind."""

    month: Month
    group: GroupLabel
    kind: str
    cents: Cents
    open_count: int
    """How many amounts are not known, and so in no sum."""


def _load_sums(
    connection: Connection, type_: str, since: Month | None, last: date
) -> Iterator[_Sum]:
    first = str(since or Month.from_date(EARLIEST))
    for month, *values in connection.execute(
        MONTHLY_SUMS, [type_, first, str(EARLIEST), format_last_counted_day(last)]
    ):
        yield _Sum(Month(int(month[:4]), int(month[5:])), *values)


def _load_estimates(
    connection: Connection, since: Month | None, last: date
) -> dict[tuple[Month, GroupLabel], Cents]:
    """Return what was paid once by an estimate, by month and group."""
    sql = _ESTIMATES.format(hint="NOT INDEXED" if since is None else "")
    first = str(since or Month.from_date(EARLIEST))
    rows = connection.execute(sql, [first, str(EARLIEST), format_last_counted_day(last)])
    return {(Month.parse(month), group): cents for month, group, cents in rows}


def _count_observations(
    connection: Connection, since: Month | None, last: date
) -> dict[tuple[Month, GroupLabel, Source], int]:
    """Return how often the person saw or heard of money, by month and group."""
    first = str(since or Month.from_date(EARLIEST))
    return {
        (Month.parse(month), label, Source(source)): count
        for month, label, source, count in connection.execute(
            _OBSERVATION_COUNTS, [first, str(EARLIEST), format_last_counted_day(last)]
        )
    }


def _add_by_month(sums: Iterable[_Sum]) -> dict[Month, Cents]:
    """Return the cents of each month."""
    return _add_up((one_sum.month, one_sum.cents) for one_sum in sums)


def _add_by_group(sums: Iterable[_Sum]) -> dict[tuple[Month, GroupLabel], Cents]:
    """Return the cents of each month and group."""
    return _add_up(((one_sum.month, one_sum.group), one_sum.cents) for one_sum in sums)


def _count_open(sums: Iterable[_Sum]) -> dict[tuple[Month, GroupLabel], int]:
    """Return how many amounts of each month and group are not known."""
    pairs = (((one_sum.month, one_sum.group), one_sum.open_count) for one_sum in sums)
    return {key: count for key, count in _add_up(pairs).items() if count}


def _add_up(pairs: Iterable[tuple[_Key, Cents]]) -> dict[_Key, Cents]:
    """Return the sum of the cents of each key."""
    sums: Counter[_Key] = Counter()
    for key, cents in pairs:
        sums[key] += cents
    return dict(sums)


def load_parse_context(
    connection: Connection, currency: str, own_group: str | None
) -> ParseContext:
    """Return what an entry line that goes into this book may refer to."""
    rows = connection.execute(
        """SELECT number, label, alias FROM groups g
        WHERE EXISTS (SELECT 1 FROM entries WHERE group_number = g.number)
        OR number = (SELECT group_number FROM book)"""
    ).fetchall()
    labels = {number: label for number, label, _alias in rows}
    aliases = {fold(alias): label for _number, label, alias in rows if alias}
    result = ParseContext(
        currency=currency,
        next_number=find_next_number(connection),
        default_group=fetch_value(
            connection,
            """SELECT g.label FROM entries e JOIN groups g ON g.number = e.group_number
            ORDER BY e.number DESC LIMIT 1""",
        )
        or own_group,
        groups=aliases | index_by_folded(labels.values()),
        group_numbers=labels,
        campaigns=index_by_folded(_load_distinct(connection, "entries", "campaign")),
        events=index_by_folded(_load_distinct(connection, "entries", "event")),
        labels=tuple(_load_distinct(connection, "entries", "label")),
        load_entry=lambda number: _find_bare_entry(connection, number),
        load_last_ask=lambda group: find_last_ask(connection, group),
        load_is_paid=lambda number: _has_payment(connection, number),
    )
    for tag in _load_distinct(connection, "circumstances", "tag"):
        result.tags.setdefault(*next(iter(index_by_folded([tag]).items())))
    return result


def _has_payment(connection: Connection, number: int) -> bool:
    sql = "SELECT EXISTS (SELECT 1 FROM entries WHERE for_entry = ? AND type = 'paid')"
    return bool(fetch_value(connection, sql, [number]))


def sum_paid_by_evidence(
    connection: Connection, first: Month, last: Month, today: date
) -> dict[tuple[GroupLabel, Evidence], Cents]:
    """One-off cents paid in these months up to today, by group and by how the person knows."""
    rows = connection.execute(
        """SELECT g.label, e.evidence, sum(e.low) FROM entries e
        LEFT JOIN groups g ON g.number = e.group_number
        WHERE e.type = 'paid' AND e.every IS NULL AND e.low IS NOT NULL
        AND e.month BETWEEN ? AND ? AND e.day <= ?
        GROUP BY e.group_number, e.evidence""",
        [str(first), str(last), format_last_counted_day(today)],
    )
    return {(group, Evidence(evidence)): cents for group, evidence, cents in rows}


def load_group_numbers(connection: Connection) -> dict[str, int]:
    """Return the number of every group's label, also of one that no entry names any more."""
    return {
        label: number for number, label in connection.execute("SELECT number, label FROM groups")
    }


def find_next_number(connection: Connection) -> int:
    """Return the number the next entry gets. One that was ever given is not given again."""
    last = fetch_value(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
    return int(last or 0) + 1


_LETTERS = b"abcdefghijkmnpqrstuvwxyz23456789"
"""For ids: 32 letters, no two of which are read for one another."""
_LETTER_OF_BYTE = _LETTERS * (256 // len(_LETTERS))
_ID_LENGTH = 8
_USED_IDS = "SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?))"


def make_new_ids(connection: Connection, count: int) -> list[str]:
    """Return so many ids that no entry has."""
    ids: list[str] = []
    while len(ids) < count:
        size = (count - len(ids)) * _ID_LENGTH
        letters = os.urandom(size).translate(_LETTER_OF_BYTE).decode("ascii")
        drawn = [letters[at : at + _ID_LENGTH] for at in range(0, size, _ID_LENGTH)]
        used = {id_ for (id_,) in connection.execute(_USED_IDS, [json.dumps(drawn)])}
        ids = list(dict.fromkeys([*ids, *(id_ for id_ in drawn if id_ not in used)]))
    return ids


def has_reused_numbers(connection: Connection) -> bool:
    """Return whether a number is an entry's now that was once another's."""
    sql = "SELECT 1 FROM versions v JOIN entries e ON e.number = v.entry WHERE e.id <> v.id"
    return fetch_value(connection, sql) is not None


def _load_distinct(connection: Connection, table: str, column: str) -> list[str]:
    """Return every different value of an indexed column.

    It leaps from one to the next: DISTINCT reads the index once for every entry.
    """
    rows = connection.execute(
        f"""WITH RECURSIVE each (value) AS (
            SELECT min({column}) FROM {table} WHERE {column} IS NOT NULL
            UNION ALL
            SELECT (SELECT min({column}) FROM {table} WHERE {column} > value)
            FROM each WHERE value IS NOT NULL)
        SELECT value FROM each WHERE value IS NOT NULL"""
    )
    return [value for (value,) in rows]


def _find_bare_entry(connection: Connection, number: int) -> Entry | None:
    item = find_entry(connection, number)
    return item.entry if item else None


def find_last_ask(
    connection: Connection, group: str | None, before: int | None = None
) -> int | None:
    """Return the highest number of a group's asks (below `before`), or None if it has none."""
    number: int | None = fetch_value(
        connection,
        f"""SELECT max(number) FROM entries WHERE type = 'ask' AND group_number IS
        (SELECT number FROM groups WHERE label = ?) AND number < coalesce(?, number + 1)
        AND +day {DAY_IN_RANGE}""",
        [group, before],
    )
    return number
