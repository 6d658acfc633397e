"""Reads the asks of a summary: all of them in flat rows, and the entries of those it describes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.book.book import Book
from tracker.entries.types import StoredEntry
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.ask_selection import IncludedAsks, list_offered_asks, select_asks
from tracker.export.report.model import AskTime
from tracker.export.report.report_ask import ReportAsk, build_report_asks, select_entries


class ReportAsks(NamedTuple):
    """The asks of a summary."""

    shown: tuple[ReportAsk, ...]
    """Those that it describes one by one, the earliest first."""
    offered: tuple[ReportAsk, ...]
    """Those that it may describe, the one that began last first. They are not all."""
    total: int
    """How many are included, a repeat being part of the first one."""
    times: tuple[AskTime, ...]
    """When the person was asked, in the order of days."""


def load_report_asks(
    book: Book,
    facts: PatternFacts,
    rows: Sequence[MonthRow],
    selection: ExportSelection,
    numbers: Sequence[int] | None,
    pseudonyms: Pseudonyms,
) -> ReportAsks:
    """Return the included asks, and describe those of these numbers, or the proposed ones for None.

    `facts` are those of all groups up to the last day, and `rows` the months. Raises BookError.
    """
    asks = _load_included_asks(book, facts, rows, selection, pseudonyms)
    chosen, offered = select_asks(asks, numbers), list_offered_asks(asks)
    entries = asks.list_entry_numbers(chosen.union(offered))
    built = {
        ask.number: ask
        for ask in build_report_asks(
            _load_entries(book, entries, facts.today, pseudonyms),
            rows,
            selection,
            facts.today,
            has_words=selection.words,
        )
    }
    return ReportAsks(
        shown=tuple(sorted((built[ask.number] for ask in chosen), key=_order_by_start)),
        offered=tuple(built[ask.number] for ask in offered),
        total=len(asks),
        times=tuple(
            AskTime(month, group and selection.rename_group(group))
            for month, group in asks.list_times()
        ),
    )


def _load_included_asks(
    book: Book,
    facts: PatternFacts,
    rows: Iterable[MonthRow],
    selection: ExportSelection,
    pseudonyms: Pseudonyms,
) -> IncludedAsks:
    """Return all included asks, with what they are chosen by."""
    queries = book.report_queries
    asks = IncludedAsks(facts, queries.load_linked_entries(facts.today), rows, selection)
    asks.add_tags(facts.tags_by_entry, pseudonyms.replace_in_tag)
    if selection.words:
        asks.add_words(queries.load_numbers_with_words())
    regular_payments = _load_entries(book, (), facts.today, pseudonyms)
    shown = [item for item, _is_begun in select_entries(regular_payments, selection)]
    asks.add_regular_payments(shown, facts.today)
    return asks


def _load_entries(
    book: Book, numbers: Iterable[int], last: date, pseudonyms: Pseudonyms
) -> list[StoredEntry]:
    """Return the entries of these numbers, and all regular payments, under the labels of the book.

    In their texts the names are those that are shown.
    """
    items = book.report_queries.load_entries_of_asks(numbers, last)
    return list(map(pseudonyms.replace_in_entry, items))


def _order_by_start(ask: ReportAsk) -> tuple[date, int]:
    return ask.timeline.first_day, ask.number
