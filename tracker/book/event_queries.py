"""Queries about events and campaigns: what one of them cost, or each of them."""

from datetime import date
from functools import partial
from typing import Any

from tracker.analysis.events.event_total import EventFact, EventFacts, NameField
from tracker.book import fact_queries
from tracker.book.database.connection import translate_db_errors
from tracker.book.database.day_range import format_last_counted_day
from tracker.book.database.store import Store
from tracker.months import EARLIEST

# A plus keeps SQLite from looking up the days, which every entry has. The index of names is short.
_FACTS = f"""SELECT e.number, e.day, g.label, e.type, e.{{field}}, e.label, e.low,
    e.every IS NOT NULL, e.evidence = 'estimated', e.hours, e.hours_high, e.minutes
    FROM entries e LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.{{field}} {{wanted}} AND +e.day BETWEEN '{EARLIEST}' AND ?"""
_REFUNDS = f"""SELECT r.number, r.day, g.label, r.type, e.{{field}}, NULL, r.low, 0,
    r.evidence = 'estimated', NULL, NULL, NULL
    FROM entries e CROSS JOIN entries r ON r.for_entry = e.number
    LEFT JOIN groups g ON g.number = r.group_number
    WHERE e.{{field}} {{wanted}} AND r.type = 'returned'
    AND +e.day BETWEEN '{EARLIEST}' AND ? AND +r.day BETWEEN '{EARLIEST}' AND ?"""


class EventQueries(Store):
    """Queries about the events and campaigns of a book."""

    def load_facts(
        self, today: date, field: NameField = NameField.EVENT, name: str | None = None
    ) -> EventFacts:
        """Return what has an event or a campaign up to today: all of them, or one."""
        wanted = "IS NOT NULL" if name is None else "= ?"
        names, last = () if name is None else (name,), format_last_counted_day(today)
        load = partial(self._load, _build_fact)
        facts = [
            *load(_FACTS.format(field=field, wanted=wanted), *names, last),
            *load(_REFUNDS.format(field=field, wanted=wanted), *names, last, last),
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
