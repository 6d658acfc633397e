"""What a group's past needs beside what happened: money that came back, and the targets alone."""

from datetime import date

from tracker.book.driver import Connection
from tracker.book.rows import SELECT, logged
from tracker.entries.types import Logged
from tracker.figures.past import CameBack

_BACK = """SELECT e.day, g.label, e.low, e.type = 'returned' FROM entries e
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type IN ('returned', 'received') AND e.day <= ? ORDER BY e.number"""
_GOALS = f"{SELECT} WHERE e.type = 'goal' AND e.day <= ? ORDER BY e.number"


def came_back(connection: Connection, last: date) -> list[CameBack]:
    """What came back of payments, and what groups gave the person, up to a day."""
    return [
        CameBack(date.fromisoformat(day), group, cents, bool(of_payment))
        for day, group, cents, of_payment in connection.execute(_BACK, [str(last)])
    ]


def goals(connection: Connection, last: date) -> list[Logged]:
    """The targets that groups named up to a day."""
    return [logged(row) for row in connection.execute(_GOALS, [str(last)])]
