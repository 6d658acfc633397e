"""Queries about events and campaigns: what one of them cost, or each of them."""

from datetime import date
from typing import Any

from tracker.analysis.events.event_total import EventFact, EventFacts, NameField
from tracker.book import fact_queries
from tracker.book.database.connection import translate_db_errors
from tracker.book.database.day_range import format_last_counted_day
from tracker.book.database.store import Store
from tracker.months import EARLIEST

# A plus keeps SQLite from looking up the days, which every entry has. The index of names is short.
_DAY = f"BETWEEN '{EARLIEST}' AND ?1"
_NAMED = f"""WITH named(number, name) AS (
    SELECT number, {{field}} FROM entries WHERE {{field}} {{wanted}} AND +day {_DAY}
    UNION ALL
    SELECT p.number, a.{{field}} FROM entries a CROSS JOIN entries p ON p.for_entry = a.number
    WHERE a.{{field}} {{wanted}} AND a.type = 'ask' AND +a.day {_DAY}
    AND p.type = 'paid' AND p.{{field}} IS NULL AND +p.day {_DAY})"""
"""What has a name: its own, or as a payment that of the ask it is for, such as a gift."""
_FACTS = f"""{_NAMED} SELECT e.number, e.day, g.label, e.type, n.name, e.label, e.low,
    e.every IS NOT NULL, e.evidence = 'estimated', e.hours, e.hours_high, e.minutes
    FROM named n CROSS JOIN entries e ON e.number = n.number
    LEFT JOIN groups g ON g.number = e.group_number"""
_REFUNDS = f"""{_NAMED} SELECT r.number, r.day, g.label, r.type, n.name, NULL, r.low, 0,
    r.evidence = 'estimated', NULL, NULL, NULL
    FROM named n CROSS JOIN entries r ON r.for_entry = n.number
    LEFT JOIN groups g ON g.number = r.group_number
    WHERE r.type = 'returned' AND +r.day {_DAY}"""


class EventQueries(Store):
    """Queries about the events and campaigns of a book."""

    def load_facts(
        self, today: date, field: NameField = NameField.EVENT, name: str | None = None
    ) -> EventFacts:
        """Return what has an event or a campaign up to today: all of them, or one."""
        wanted = "IS NOT NULL" if name is None else "= ?2"
        values = format_last_counted_day(today), *(() if name is None else (name,))
        facts = [
            fact
            for sql in (_FACTS, _REFUNDS)
            for fact in self._load(_build_fact, sql.format(field=field, wanted=wanted), *values)
        ]
        facts.sort(key=lambda fact: fact.number)
        if not any(fact.is_regular and fact.type == "paid" for fact in facts):
            return EventFacts(today, facts)
        with translate_db_errors(self._path):
            payments = fact_queries.load_recurring_payments(self._connection, today)
        return EventFacts(today, facts, payments)


def _build_fact(*row: Any) -> EventFact:
    number, day, group, type_, name, label, cents, is_regular, is_estimated, *hours = row
    return EventFact(
        *(number, date.fromisoformat(day), group, type_, name, label, cents),
        *(bool(is_regular), bool(is_estimated), *hours),
    )
