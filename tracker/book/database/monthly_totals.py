"""The totals that a book keeps, so no screen adds up its entries.

They are changed in the transaction that changes the entries. Triggers only notice that entries
changed. If another program changed them without the totals, these are recounted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice

from tracker.analysis.monthly.kept_totals import (
    CHAIN_TYPES,
    COUNTED_TYPES,
    ChainEntry,
    KeptTotals,
    Total,
    TotalKey,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.book.database.connection import Connection
from tracker.book.database.day_range import filter_counted
from tracker.book.database.errors import DamagedBookError
from tracker.book.database.row_mapping import (
    BATCH_SIZE,
    Row,
    build_stored_entry,
    read_entries,
    read_rows,
)
from tracker.entries.types import StoredEntry
from tracker.months import EARLIEST, Month, is_in_range

_IS_CURRENT = "SELECT is_current FROM totals_state"
_TOTALS = """SELECT t.month, t.type, g.label, nullif(t.kind, ''),
    t.entries, t.low, t.high, t.unknown, t.estimated, t.documented
    FROM monthly_totals t LEFT JOIN groups g ON g.number = t.group_number WHERE t.month >= ?"""
_ADD_TOTAL = """INSERT INTO monthly_totals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, low = low + excluded.low,
    high = high + excluded.high, unknown = unknown + excluded.unknown,
    estimated = estimated + excluded.estimated, documented = documented + excluded.documented"""
_IN_CHAIN = f"type IN {CHAIN_TYPES}"
_CHAINS = f"""WITH RECURSIVE
    earlier(number, for_entry) AS (
        SELECT number, for_entry FROM entries
        WHERE number IN (SELECT value FROM json_each(?)) AND +{_IN_CHAIN}
        UNION
        SELECT e.number, e.for_entry FROM earlier JOIN entries e ON e.number = earlier.for_entry
        WHERE +e.{_IN_CHAIN}),
    chained(number) AS (
        SELECT number FROM earlier
        UNION
        SELECT e.number FROM chained JOIN entries e ON e.for_entry = chained.number
        WHERE +e.{_IN_CHAIN})"""
"""The numbers of all that belongs to the same asks as some entries, as `chained`."""
_NUMBERED = "WHERE e.number IN (SELECT value FROM json_each(?)) ORDER BY e.number"
_TIED_NUMBERS = f"""SELECT for_entry FROM entries WHERE for_entry IS NOT NULL AND {_IN_CHAIN}"""


def is_current(connection: Connection) -> bool:
    """Return whether the kept totals are those of the entries."""
    row = connection.execute(_IS_CURRENT).fetchone()
    return row is not None and bool(row[0])


def load_totals(connection: Connection, since: Month | None = None) -> KeptTotals:
    """Return the totals from a month on, or of all months, recounted if they are out of date."""
    if not is_current(connection):
        return recount_totals(connection)
    first = str(since or Month.from_date(EARLIEST))
    months: dict[str, Month] = {}
    totals = KeptTotals()
    for month, type_, group, kind, *numbers in connection.execute(_TOTALS, [first]):
        if month not in months:
            months[month] = Month.parse(month)
        totals.totals[TotalKey(months[month], type_, group, kind)] = Total._make(numbers)
    rows = connection.execute("SELECT ask FROM regular_pledges")
    totals.regular_pledges.update(ask for (ask,) in rows)
    return totals


def recount_totals(connection: Connection) -> KeptTotals:
    """Return the totals as the entries have them, one by one. It takes as long as to read them."""
    tied = {number for (number,) in connection.execute(_TIED_NUMBERS)}
    totals = KeptTotals()
    rows = read_rows(connection, f"WHERE +e.type IN {COUNTED_TYPES} ORDER BY e.number")
    batch: list[StoredEntry] = []
    chained: list[StoredEntry] = []
    for item in _build_readable(rows):
        entry = item.entry
        if isinstance(entry, ChainEntry) and (entry.for_entry or item.number in tied):
            chained.append(item)
        else:
            batch.append(item)
        if len(batch) == BATCH_SIZE:
            totals.add_entries(select_counted(batch))
            batch = []
    totals.add_entries(select_counted(batch))
    totals.add_entries(select_counted(chained))
    return totals


def _build_readable(rows: Iterable[Row]) -> Iterator[StoredEntry]:
    """Yield the entries that can be read. A damaged one keeps nobody from saving the next."""
    for row in rows:
        with suppress(DamagedBookError):
            yield build_stored_entry(row)


def refresh_totals(connection: Connection) -> None:
    """Recount the totals if they are out of date, within the caller's transaction."""
    if not is_current(connection):
        rebuild_totals(connection)


def rebuild_totals(connection: Connection) -> None:
    """Recount the totals and save them, within the caller's transaction."""
    for table in ("monthly_totals", "regular_pledges"):
        connection.execute(f"DELETE FROM {table}")
    _save_change(connection, KeptTotals(), recount_totals(connection), _load_groups(connection))


def list_touched_numbers(items: Iterable[StoredEntry]) -> set[int]:
    """Return the numbers of entries that change, and of those that they belong to."""
    touched = set()
    for item in items:
        touched |= {item.number, getattr(item.entry, "for_entry", None) or item.number}
    return touched


@contextmanager
def update_totals(connection: Connection, numbers: Iterable[int]) -> Iterator[None]:
    """Keep the totals right while entries change, within the caller's transaction.

    `numbers` are those of `list_touched_numbers`, of entries as they were and as they will be.
    """
    refresh_totals(connection)
    # A group that nothing names any more may go with the last entry of it.
    groups = _load_groups(connection)
    touched = _find_touched(connection, numbers)
    before = _count_entries(connection, touched)
    yield
    after = _count_entries(connection, _find_touched(connection, touched))
    _save_change(connection, before, after, groups | _load_groups(connection))


def count_new_entries(
    connection: Connection, items: Iterable[StoredEntry]
) -> Iterator[StoredEntry]:
    """Pass on entries as they are written under new numbers, and add them to the totals at the end.

    What belongs to other asks is added with their chains, which are read then.
    """
    refresh_totals(connection)
    added = KeptTotals()
    tied: set[int] = set()
    batch: list[StoredEntry] = []
    for item in items:
        if isinstance(item.entry, ChainEntry) and item.entry.for_entry:
            tied.add(item.number)
        else:
            batch.append(item)
        yield item
        if len(batch) == BATCH_SIZE:
            added.add_entries(select_counted(batch))
            batch = []
    added.add_entries(select_counted(batch))
    groups = _load_groups(connection)
    _save_change(connection, KeptTotals(), added, groups)
    waiting = set(tied)
    while waiting:
        some = set(islice(waiting, BATCH_SIZE))
        chains = load_chains(connection, some)
        before = _count_items(item for item in chains if item.number not in tied)
        _save_change(connection, before, _count_items(chains), groups)
        waiting -= some | {item.number for item in chains}


def load_chains(connection: Connection, numbers: Iterable[int]) -> list[StoredEntry]:
    """Return all asks, answers and withdrawals of the chains that some entries belong to."""
    return _load_numbered(connection, _find_chained(connection, numbers))


def _find_touched(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Return the numbers, and those of all that belongs to the same asks."""
    touched = set(numbers)
    return touched | _find_chained(connection, touched)


def _find_chained(connection: Connection, numbers: Iterable[int]) -> set[int]:
    rows = connection.execute(f"{_CHAINS} SELECT number FROM chained", [json.dumps(list(numbers))])
    return {number for (number,) in rows}


def _count_entries(connection: Connection, numbers: Iterable[int]) -> KeptTotals:
    return _count_items(_load_numbered(connection, numbers))


def _load_numbered(connection: Connection, numbers: Iterable[int]) -> list[StoredEntry]:
    return list(read_entries(connection, _NUMBERED, [json.dumps(list(numbers))]))


def _count_items(items: Iterable[StoredEntry]) -> KeptTotals:
    totals = KeptTotals()
    totals.add_entries(select_counted(items))
    return totals


def select_counted(items: Iterable[StoredEntry], last: date | None = None) -> list[StoredEntry]:
    """Return what figures count of whole chains and other entries, up to a day if there is one.

    A refund counts on its own day, whatever the day of its payment is.
    """
    items = list(items)
    outside = {item.number for item in items if not is_in_range(item.entry.day)}
    chained = (item for item in items if isinstance(item.entry, ChainEntry))
    counted = [
        *filter_counted(chained, outside),
        *(
            item
            for item in items
            if item.number not in outside and not isinstance(item.entry, ChainEntry)
        ),
    ]
    return [item for item in counted if last is None or item.entry.day <= last]


def _load_groups(connection: Connection) -> dict[GroupLabel, int]:
    """Return the number of each group by its label, and 0 for no group."""
    rows = connection.execute("SELECT label, number FROM groups")
    return {None: 0, **dict(rows.fetchall())}


def _save_change(
    connection: Connection, before: KeptTotals, after: KeptTotals, groups: Mapping[GroupLabel, int]
) -> None:
    """Save what a change adds and takes away. Then the totals are up to date."""
    connection.executemany(
        "DELETE FROM regular_pledges WHERE ask = ?",
        [(ask,) for ask in before.regular_pledges - after.regular_pledges],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO regular_pledges VALUES (?)",
        [(ask,) for ask in after.regular_pledges - before.regular_pledges],
    )
    after.subtract(before)
    changes = [
        (str(key.month), key.type, groups[key.group], key.kind or "", *total)
        for key, total in after.totals.items()
        if any(total)
    ]
    connection.executemany(_ADD_TOTAL, changes)
    connection.execute("DELETE FROM monthly_totals WHERE entries = 0")
    connection.execute("INSERT OR REPLACE INTO totals_state VALUES (1, 1)")
