"""What is read from a book: its entries, the facts of the monthly table, what a line may name."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.kept_totals import PLEDGED, KeptTotals, MonthlySums, select_chains
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import (
    COST_PROMPTS,
    SKIPPED_FOREVER,
    PromptHistory,
    build_setting_key,
)
from tracker.analysis.screen_offers import ENOUGH_TO_COUNT, OfferFacts
from tracker.book.database.connection import Connection
from tracker.book.database.day_range import (
    DAY_IN_RANGE,
    DAY_UP_TO,
    filter_counted,
    find_outside_range,
    format_last_counted_day,
    parse_valid_day,
)
from tracker.book.database.monthly_totals import load_chains, load_totals, select_counted
from tracker.book.database.row_mapping import (
    Row,
    build_stored_entry,
    read_entries,
    read_rows,
    read_rows_without_lists,
)
from tracker.entries.parse_context import ParseContext, index_by_folded
from tracker.entries.tokenizer import fold
from tracker.entries.types import Entry, Form, Income, Need, NeedKind, Source, StoredEntry
from tracker.months import EARLIEST, LATEST, Month

STANDING_ENTRIES = f"""WHERE {DAY_UP_TO} AND e.number IN (
    SELECT number FROM entries WHERE type IN ('limit', 'wage')
    UNION ALL
    SELECT number FROM entries WHERE every IS NOT NULL AND type IN ('income', 'need', 'paid'))"""
"""Entries that figures need one by one: limits, wages, and what repeats."""
LATE_ONE_OFFS = f"""WHERE e.day > ? AND e.day <= '{LATEST}' AND e.every IS NULL
    AND +e.type IN ('income', 'need', 'paid', 'returned', 'received', 'seen', 'heard')"""
LATE_CHAIN_ENTRIES = """SELECT number FROM entries
    WHERE day > ? AND +type IN ('ask', 'answered', 'withdrew')"""
"""A plus makes SQLite look up the days: there are few after today, and many asks."""

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

# Each part ends at the first rows that it needs, whatever the size of the book.
_ASKED_OR_GIVEN = f"""SELECT month FROM entries
    WHERE +type IN ('ask', 'answered', 'seen', 'heard', 'paid') AND day >= '{EARLIEST}'
    AND day <= :last ORDER BY day"""
_OFFER_FACTS = f"""SELECT
    (SELECT logged_on FROM entries ORDER BY number LIMIT 1),
    (SELECT count(*) FROM (SELECT 1 FROM entries WHERE type IN ('ask', 'seen', 'heard')
        AND +day <= :last LIMIT {ENOUGH_TO_COUNT})),
    coalesce(({_ASKED_OR_GIVEN} LIMIT 1) < ({_ASKED_OR_GIVEN} DESC LIMIT 1), 0)
    OR EXISTS (SELECT 1 FROM entries WHERE type = 'paid' AND every IS NOT NULL
        AND day >= '{EARLIEST}'
        AND month < min(substr(coalesce(until, :last), 1, 7), substr(:last, 1, 7)))"""
"""When the first entry was saved, how much was asked, seen or heard, and if two months have any."""


def load_entries(
    connection: Connection, first: date | None, last: date | None
) -> Iterator[StoredEntry]:
    """Return the entries from one day to another, both included, in the order of their numbers."""
    if first is None and last is None:
        # Without a condition SQLite reads the entries in their order, and sorts nothing.
        return read_entries(connection, "ORDER BY e.number")
    return read_entries(
        connection,
        "WHERE e.day BETWEEN ? AND ? ORDER BY e.number",
        [str(first or date.min), str(last or date.max)],
    )


def load_entries_of_types(connection: Connection, types: Sequence[str]) -> Iterator[StoredEntry]:
    """Return the entries of these types, in the order of their numbers."""
    condition = "WHERE e.type IN (SELECT value FROM json_each(?)) ORDER BY e.number"
    return read_entries(connection, condition, [json.dumps(types)])


def load_newest_first(connection: Connection, first: date, last: date) -> list[Row]:
    """Return the rows of a range of days, both included, newest first, for `LazyEntries`."""
    rows = read_rows_without_lists(
        connection,
        "WHERE e.day BETWEEN ? AND ? ORDER BY e.day DESC, e.number DESC",
        [str(first), str(last)],
    )
    return list(rows)


def load_month(connection: Connection, month: Month) -> list[StoredEntry]:
    """Return the entries that count in a month, in the order of their numbers."""
    entries = read_entries(
        connection,
        f"""WHERE (e.day BETWEEN ? AND ? AND e.for_month IS NULL)
        OR (e.type = 'income' AND e.month = ? AND e.for_month IS NOT NULL
            AND e.day {DAY_IN_RANGE}) ORDER BY e.number""",
        [str(month.first_day), str(month.last_day), str(month)],
    )
    return list(entries)


def load_latest(connection: Connection, count: int, last: date) -> list[StoredEntry]:
    """Return the newest entries up to a day, newest first: by their day, then by number."""
    condition = "WHERE e.day <= ? ORDER BY e.day DESC, e.number DESC LIMIT ?"
    return list(read_entries(connection, condition, [str(last), count]))


def load_entries_of_change(connection: Connection, change: int) -> list[StoredEntry]:
    """Return the entries one change made, in the order of their numbers."""
    return list(read_entries(connection, "WHERE e.change = ? ORDER BY e.number", [change]))


def find_entry(connection: Connection, number: int) -> StoredEntry | None:
    """Return the entry of a number, or None when the book has none."""
    return next(read_entries(connection, "WHERE e.number = ?", [number]), None)


def load_numbered_entries(connection: Connection, numbers: Iterable[int]) -> list[StoredEntry]:
    """Return the entries of these numbers, in their order, as far as there are any."""
    condition = "WHERE e.number IN (SELECT value FROM json_each(?)) ORDER BY e.number"
    return list(read_entries(connection, condition, [json.dumps(list(numbers))]))


def fetch_value(connection: Connection, sql: str, values: Sequence[object] = ()) -> Any:
    """Return the first column of the first row, or None without a row."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]


def load_offer_facts(connection: Connection, today: date) -> OfferFacts:
    """Return what decides which keys and screens are offered, as of today."""
    values = {"last": format_last_counted_day(today)}
    ((first_saved, count, has_two_months),) = connection.execute(_OFFER_FACTS, values)
    return OfferFacts(parse_valid_day(first_saved), count, bool(has_two_months))


def load_monthly_facts(
    connection: Connection, currency: str, today: date, since: Month | None
) -> MonthlyFacts:
    """Return what the monthly table is made from, as of today, from the month `since` on.

    Sums are those that the book keeps, without what is later than today.
    """
    end = Month.from_date(today).last_day
    totals = load_totals(connection, since)
    totals.subtract(_count_late_entries(connection, today, end))
    open_chains = _settle_late_chains(connection, totals, today)
    standing = _load_standing_entries(connection, today, end)
    sums = MonthlySums(totals, since)
    return MonthlyFacts(
        today=today,
        currency=currency,
        first_month=since,
        first_day=parse_valid_day(fetch_value(connection, _FIRST_DAY)),
        uncounted_entries=len(find_outside_range(connection)),
        last_change_day=parse_valid_day(fetch_value(connection, _LAST_CHANGE)),
        first_income=_find_first_day(connection, "income", end),
        first_need=_find_first_day(connection, "need", end),
        first_limit=_find_first_day(connection, "limit", end),
        has_group_entries=fetch_value(connection, ANY_CONTACT, _CONTACT_TYPES) is not None,
        groups=_load_groups_in_use(connection),
        income=sums.sum_by_month("income"),
        needs=sums.sum_by_month("need"),
        food=sums.sum_by_month("need", NeedKind.FOOD),
        one_off_costs=sums.find_costs(ESSENTIAL_COSTS),
        skipped_costs=_load_skipped_costs(connection),
        paid=sums.sum_payments(),
        paid_open=sums.sum_by_group("paid", "unknown"),
        paid_estimated=sums.sum_by_group("paid", "estimated"),
        paid_documented=sums.sum_by_group("paid", "documented"),
        returned=sums.sum_by_group("returned", "low"),
        returned_open=sums.sum_by_group("returned", "unknown"),
        received=sums.sum_by_group("received", "low"),
        observations={
            (*key, source): count
            for source in Source
            for key, count in sums.sum_by_group(source.value, "entries").items()
        },
        ask_counts=sums.sum_by_group("ask", "entries"),
        asked_low=sums.sum_by_group("ask", "low"),
        asked_high=sums.sum_by_group("ask", "high"),
        asked_open=sums.sum_by_group("ask", "unknown"),
        pledged=sums.sum_by_group(PLEDGED, "low"),
        other_entries=sorted((*standing, *open_chains), key=lambda item: item.number),
    )


def _count_late_entries(connection: Connection, today: date, end: date) -> KeptTotals:
    """Return the totals of what is later than it counts: after the month's end, or after today."""
    late = KeptTotals()
    late.add_entries(
        item
        for item in read_entries(connection, LATE_ONE_OFFS, [str(today)])
        if item.entry.day > end or not isinstance(item.entry, Income | Need)
    )
    return late


def _settle_late_chains(
    connection: Connection, totals: KeptTotals, today: date
) -> list[StoredEntry]:
    """Count asks with something later than today as they are today.

    Return the entries of the chains with a regular pledge as of today, whose sums depend on today.
    """
    rows = connection.execute(LATE_CHAIN_ENTRIES, [format_last_counted_day(today)])
    late_chains = load_chains(connection, (number for (number,) in rows.fetchall()))
    as_of_any_day, as_of_today = KeptTotals(), KeptTotals()
    as_of_any_day.add_entries(select_counted(late_chains))
    as_of_today.add_entries(select_counted(late_chains, today))
    totals.subtract(as_of_any_day)
    totals.add(as_of_today)
    chains = select_counted(load_chains(connection, totals.regular_pledges), today)
    # Where an ask of an impossible day is left out, its repeats are chains of their own.
    return select_chains(chains, totals.regular_pledges)


def load_chains_of_month(connection: Connection, month: Month, today: date) -> list[StoredEntry]:
    """Return the asks with something in a month, with their repeats and answers up to today."""
    rows = connection.execute(
        """SELECT number FROM entries
        WHERE day BETWEEN ? AND ? AND +type IN ('ask', 'answered', 'withdrew')""",
        [str(month.first_day), str(month.last_day)],
    )
    numbers = [number for (number,) in rows.fetchall()]
    return select_counted(load_chains(connection, numbers), today)


def _load_standing_entries(connection: Connection, today: date, end: date) -> Iterator[StoredEntry]:
    """Yield limits, wages and what repeats, up to today or the month's `end`."""
    rows = read_rows(connection, STANDING_ENTRIES, [format_last_counted_day(end)])
    entries = (
        build_stored_entry(row)
        for row in rows
        if row[4] <= str(today) or row[3] in ("income", "need", "limit")
    )
    return filter_counted(entries, find_outside_range(connection))


def _load_skipped_costs(connection: Connection) -> set[NeedKind]:
    """Return the costs of which the question is skipped for good."""
    rows = connection.execute("SELECT name FROM settings WHERE value = ?", [SKIPPED_FOREVER])
    skipped = {row[0] for row in rows}
    return {cost for cost in ESSENTIAL_COSTS if build_setting_key(COST_PROMPTS[cost]) in skipped}


def load_prompt_history(connection: Connection, evening: date, today: date) -> PromptHistory:
    """Return what decides whether anything is asked. `evening` is the day an undated line means."""
    essential = ", ".join(f"'{cost}'" for cost in ESSENTIAL_COSTS)
    sql = f"""SELECT (SELECT day BETWEEN ?1 AND ?2 FROM changes ORDER BY number LIMIT 1),
        EXISTS (SELECT 1 FROM entries WHERE type = 'ask'),
        EXISTS (SELECT 1 FROM entries WHERE type = 'ask'
            AND (+day BETWEEN ?1 AND ?2 OR logged_on BETWEEN ?1 AND ?2)
            UNION ALL
            SELECT 1 FROM entries WHERE type = 'wrote' AND logged_on BETWEEN ?1 AND ?2),
        EXISTS (SELECT 1 FROM entries WHERE type = 'need' AND kind NOT IN ({essential}))"""
    (flags,) = connection.execute(sql, [str(evening), str(today)]).fetchall()
    return PromptHistory(*map(bool, flags))


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
