"""What is read from a book: its entries, the facts of the monthly table, what a line may name."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tracker.book.driver import Connection
from tracker.book.rows import SELECT, logged
from tracker.entries.known import Known, by_folded
from tracker.entries.types import Entry, Kind, Logged
from tracker.figures.facts import Facts, Group
from tracker.money import Cents
from tracker.months import Month

SUMS = """SELECT e.month, g.label, e.kind, sum(e.low) FROM entries e
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type = ? AND e.every IS NULL AND e.month <= ? AND e.day <= ?
    GROUP BY e.month, e.group_number, e.kind"""
"""One-off cents by month, group and kind; answered from the index entries_sums alone."""

OTHERS = f"""{SELECT} WHERE e.day <= ? AND e.number IN (
    SELECT number FROM entries WHERE type IN ('ask', 'answered', 'withdrew', 'limit')
    UNION ALL
    SELECT number FROM entries WHERE every IS NOT NULL AND type IN ('income', 'need', 'paid'))
    ORDER BY e.number"""
"""What figures place themselves: asks and what became of them, limits, everything standing."""


def entries(connection: Connection, first: date | None, last: date | None) -> Iterator[Logged]:
    """The entries from one day to another, both included, in the order of their numbers."""
    rows = connection.execute(
        f"{SELECT} WHERE e.day BETWEEN ? AND ? ORDER BY e.number",
        [str(first or date.min), str(last or date.max)],
    )
    return map(logged, rows)


def latest(connection: Connection, count: int, last: date) -> list[Logged]:
    """The newest entries up to a day, newest first: by their day, then by number."""
    rows = connection.execute(
        f"{SELECT} WHERE e.day <= ? ORDER BY e.day DESC, e.number DESC LIMIT ?", [str(last), count]
    )
    return [logged(row) for row in rows]


def of_change(connection: Connection, change: int) -> list[Logged]:
    """The entries one change made, in the order of their numbers."""
    rows = connection.execute(f"{SELECT} WHERE e.change = ? ORDER BY e.number", [change])
    return [logged(row) for row in rows]


def find(connection: Connection, number: int) -> Logged | None:
    """The entry of a number; None when the book has none."""
    row = connection.execute(f"{SELECT} WHERE e.number = ?", [number]).fetchone()
    return None if row is None else logged(row)


def one(connection: Connection, sql: str, values: Sequence[object] = ()) -> Any:
    """The first column of the first row; None without a row."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]


def facts(connection: Connection, currency: str, today: date) -> Facts:
    """What the monthly table is made from, as of today."""
    month = Month.of(today)
    return Facts(
        today=today,
        currency=currency,
        first_day=_day(one(connection, "SELECT min(day) FROM entries")),
        first_income=_first_of(connection, "income"),
        first_need=_first_of(connection, "need"),
        groups=_groups_in_use(connection),
        income=_by_month(connection, "income", month.last),
        needs=_by_month(connection, "need", month.last),
        paid={
            (month, group, Kind(kind)): cents
            for month, group, kind, cents in _sums(connection, "paid", today)
        },
        returned=_by_group(connection, "returned", today),
        received=_by_group(connection, "received", today),
        others=[
            logged(row)
            for row in connection.execute(OTHERS, [str(month.last)])
            if row[4] <= str(today) or row[3] in ("income", "need", "limit")
        ],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _first_of(connection: Connection, type_: str) -> date | None:
    return _day(one(connection, "SELECT min(day) FROM entries WHERE type = ?", [type_]))


def _groups_in_use(connection: Connection) -> tuple[str, ...]:
    rows = connection.execute(
        """SELECT label, (SELECT min(number) FROM entries WHERE group_number = g.number) AS first
        FROM groups g WHERE first IS NOT NULL ORDER BY first"""
    )
    return tuple(label for label, _first in rows)


def _sums(
    connection: Connection, type_: str, last: date
) -> Iterator[tuple[Month, Group, str, Cents]]:
    for month, group, kind, cents in connection.execute(
        SUMS, [type_, str(Month.of(last)), str(last)]
    ):
        yield Month(int(month[:4]), int(month[5:])), group, kind, cents


def _by_month(connection: Connection, type_: str, last: date) -> dict[Month, Cents]:
    sums: dict[Month, Cents] = {}
    for month, _group, _kind, cents in _sums(connection, type_, last):
        sums[month] = sums.get(month, 0) + cents
    return sums


def _by_group(connection: Connection, type_: str, last: date) -> dict[tuple[Month, Group], Cents]:
    sums: dict[tuple[Month, Group], Cents] = {}
    for month, group, _kind, cents in _sums(connection, type_, last):
        sums[month, group] = sums.get((month, group), 0) + cents
    return sums


def known(connection: Connection, currency: str, own_group: str | None) -> Known:
    """What an entry line that goes into this book may refer to."""
    groups = {
        label: number
        for number, label in connection.execute(
            """SELECT number, label FROM groups g
        WHERE EXISTS (SELECT 1 FROM entries WHERE group_number = g.number)
        OR number = (SELECT group_number FROM book)"""
        )
    }
    result = Known(
        currency=currency,
        next_number=next_number(connection),
        default_group=one(
            connection,
            """SELECT g.label FROM entries e JOIN groups g ON g.number = e.group_number
            ORDER BY e.number DESC LIMIT 1""",
        )
        or own_group,
        groups=by_folded(groups),
        group_numbers={number: label for label, number in groups.items()},
        campaigns=by_folded(_column(connection, "campaign", "type = 'goal'")),
        labels=tuple(_column(connection, "label", "label IS NOT NULL")),
        find=lambda number: _entry(connection, number),
        find_last_ask=lambda group: _last_ask(connection, group),
    )
    for (tag,) in connection.execute("SELECT DISTINCT tag FROM circumstances"):
        result.tags.setdefault(*next(iter(by_folded([tag]).items())))
    return result


def next_number(connection: Connection) -> int:
    """The number the next entry gets; one that was ever given is not given again."""
    last = one(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
    return int(last or 0) + 1


def _column(connection: Connection, name: str, where: str) -> list[str]:
    return [
        value
        for (value,) in connection.execute(f"SELECT DISTINCT {name} FROM entries WHERE {where}")
    ]


def _entry(connection: Connection, number: int) -> Entry | None:
    item = find(connection, number)
    return item.entry if item else None


def _last_ask(connection: Connection, group: str | None) -> int | None:
    number: int | None = one(
        connection,
        """SELECT max(number) FROM entries WHERE type = 'ask' AND group_number IS
        (SELECT number FROM groups WHERE label = ?)""",
        [group],
    )
    return number
