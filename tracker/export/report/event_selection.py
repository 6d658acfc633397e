"""The events that a summary tells of: of the included groups and months, and what each cost."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.analysis.events.event_total import EventTotal, sum_events
from tracker.analysis.patterns.pattern_facts import DayRange
from tracker.book.book import Book
from tracker.entries.types import Source
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection

OBSERVATION_TYPES = frozenset(Source)
MOST_EVENTS = 2
"""How many events have a sentence: those that cost most.

A third would tell a reader little more.
"""


def load_shown_events(
    book: Book, selection: ExportSelection, last: date, pseudonyms: Pseudonyms
) -> tuple[EventTotal, ...]:
    """Return the events that are shown, the first day first. Raises BookError."""
    days = DayRange.from_months(selection.first, selection.last)
    facts = book.event_queries.load_facts(last)
    # What others were asked or gave has its own tick, so it must not move the months of an event.
    own_facts = [fact for fact in facts.facts if fact.type not in OBSERVATION_TYPES]
    totals = sum_events(replace(facts, facts=own_facts), days)
    return tuple(
        _redact_event(total, selection, pseudonyms)
        for total in select_events(
            total for total in totals if selection.includes_group(total.group)
        )
    )


def select_events(totals: Iterable[EventTotal]) -> list[EventTotal]:
    """Return the few events that cost most, in the order of their days."""
    costly = sorted(
        (total for total in totals if total.has_money), key=lambda total: -total.together.cents
    )
    return sorted(costly[:MOST_EVENTS], key=lambda total: (total.first_day, total.name))


def _redact_event(
    total: EventTotal, selection: ExportSelection, pseudonyms: Pseudonyms
) -> EventTotal:
    """Return an event under the names that are shown. Its own is shown only with the labels."""
    replace_names = pseudonyms.replace_in_text
    labels = total.costs_by_label if selection.labels else ()
    return replace(
        total,
        name=replace_names(total.name) if selection.labels else "",
        group=total.group and selection.rename_group(total.group),
        costs_by_label=tuple(
            cost._replace(label=cost.label and replace_names(cost.label)) for cost in labels
        ),
        entries=(),
    )
