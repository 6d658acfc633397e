"""What the lives of asks are told from, read without the many payments that belong to none."""

from datetime import date

from tracker.book.driver import Connection
from tracker.book.rows import SELECT, logged
from tracker.entries.types import Logged

OF_ASKS = f"""{SELECT} WHERE e.day <= ? AND e.number IN (
    SELECT number FROM entries WHERE type IN ('ask', 'answered', 'withdrew')
    UNION ALL
    SELECT number FROM entries WHERE for_entry IS NOT NULL AND type IN ('paid', 'returned')
    UNION ALL
    SELECT number FROM entries WHERE every IS NOT NULL AND type = 'paid')"""
"""Asks, what became of them, and what is tied to them; standing payments may end one another."""
OF_GROUP = "AND e.group_number IS (SELECT number FROM groups WHERE label = ?)"


def asked_and_answered(connection: Connection, last: date, group: str | None) -> list[Logged]:
    """All that the lives of asks are told from, up to a day, of all groups or of one."""
    narrowed = "" if group is None else OF_GROUP
    rows = connection.execute(
        f"{OF_ASKS} {narrowed} ORDER BY e.number", [str(last), *([group] if group else [])]
    )
    return [logged(row) for row in rows]
