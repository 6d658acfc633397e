"""Queries about earlier asks: a page of those of a kind, and those to suggest.

What is read does not grow with the asks of the book, but for the numbers of a kind and its count.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.analysis.asks.earlier_asks import RECENT_PERIOD, EarlierAsk, EarlierAsks
from tracker.analysis.patterns.fundraising_goals import CampaignKey
from tracker.book.database.connection import translate_db_errors
from tracker.book.database.day_range import (
    DAY_UP_TO,
    filter_counted,
    find_outside_range,
    format_last_counted_day,
)
from tracker.book.database.monthly_totals import load_chains, select_counted
from tracker.book.database.queries import load_numbered_entries
from tracker.book.database.store import Store
from tracker.entries.types import Kind, StoredEntry
from tracker.months import EARLIEST

_OF_KIND = f"FROM entries e WHERE e.type = 'ask' AND e.kind = ? AND {DAY_UP_TO}"
# A plus keeps SQLite from looking up all asks by type: days and links lead to the few at once.
_OF_KIND_BY_DAY = _OF_KIND.replace("e.type", "+e.type")
_OF_CAMPAIGN = (
    "AND e.campaign = ? AND (SELECT label FROM groups WHERE number = e.group_number) IS ?"
)
_NEWEST_FIRST = "ORDER BY e.day DESC, e.number DESC LIMIT ?"
_NEXT_OF_KIND = """SELECT (
    SELECT n.number FROM entries n WHERE +n.type = 'ask' AND n.kind = e.kind
    AND n.group_number IS e.group_number AND (n.day, n.number) > (e.day, e.number)
    AND n.day >= e.day AND n.day <= ? ORDER BY n.day, n.number LIMIT 1)
    FROM entries e WHERE e.number IN (SELECT value FROM json_each(?))"""
_UNANSWERED = f"""SELECT e.number FROM entries e
    WHERE +e.type = 'ask' AND e.day BETWEEN ?1 AND ?2
    AND NOT EXISTS (SELECT 1 FROM answers WHERE entry = e.number AND word <> 'later')
    AND NOT EXISTS (
        SELECT 1 FROM entries l JOIN answers a ON a.entry = l.number
        WHERE l.for_entry = e.number AND +l.type = 'answered' AND l.day <= ?2 AND a.word <> 'later')
    AND NOT EXISTS (
        WITH RECURSIVE repeats(number, day) AS (
            SELECT e.number, e.day
            UNION
            SELECT f.number, f.day FROM repeats r JOIN entries l ON l.number = r.number
            JOIN entries f ON f.number = l.for_entry
            WHERE f.type = 'ask' AND f.day BETWEEN '{EARLIEST}' AND ?2
            UNION
            SELECT l.number, l.day FROM repeats r JOIN entries l ON l.for_entry = r.number
            WHERE +l.type = 'ask' AND l.day BETWEEN '{EARLIEST}' AND ?2)
        SELECT 1 FROM repeats r WHERE (r.day, r.number) > (e.day, e.number))
    ORDER BY e.day DESC, e.number DESC LIMIT ?3"""
"""Asks of some days without an answer but `later`, of those that were repeated only the last."""
_NEWEST_OF_OTHERS = f"""SELECT e.number, coalesce(e.group_number, 0), e.kind FROM entries e
    WHERE +e.type = 'ask' AND {DAY_UP_TO} AND (coalesce(e.group_number, 0), e.kind) NOT IN (
        SELECT value ->> 0, value ->> 1 FROM json_each(?))
    ORDER BY e.day DESC, e.number DESC LIMIT 1"""
"""The newest ask of all groups and kinds but those that are given."""
_ANSWERS_TO = f"""WHERE +e.type = 'answered' AND {DAY_UP_TO}
    AND e.for_entry IN (SELECT value FROM json_each(?)) ORDER BY e.day, e.number"""


class EarlierAskPage(NamedTuple):
    """The newest asks of a kind with what followed them, and how many there are in all."""

    total: int
    asks: list[EarlierAsk]


class EarlierAskQueries(Store):
    """Queries about the asks before the one that a person is thinking about."""

    def load_page(
        self,
        today: date,
        kind: Kind,
        limit: int,
        excluded: int | None = None,
        campaign: CampaignKey | None = None,
    ) -> EarlierAskPage:
        """Return the newest asks of a kind up to today, those of a campaign first.

        The ask being thought about is left out.
        """
        last = format_last_counted_day(today)
        with translate_db_errors(self._path):
            ((count,),) = self._connection.execute(
                f"SELECT count(*) {_OF_KIND} AND e.number IS NOT ?", [kind, last, excluded]
            )
            # What came next after any of the newest is one of them, too.
            numbers = self._find_newest(kind, last, limit + 1)
            if campaign is not None:
                group, name = campaign
                of_campaign = self._find_newest(kind, last, limit + 1, name, group)
                numbers |= of_campaign | self._find_next_of_kind(of_campaign, last)
            entries = select_counted(load_chains(self._connection, numbers), today)
        asks = EarlierAsks(entries, today).find_of_kind(kind, limit, excluded, campaign)
        return EarlierAskPage(count, asks)

    def _find_newest(self, kind: Kind, last: str, limit: int, *campaign: str | None) -> set[int]:
        """Return the numbers of the newest asks of a kind, in all or for a campaign of a group."""
        narrowed = _OF_CAMPAIGN if campaign else ""
        sql = f"SELECT e.number {_OF_KIND_BY_DAY} {narrowed} {_NEWEST_FIRST}"
        rows = self._connection.execute(sql, [kind, last, *campaign, limit])
        return {number for (number,) in rows}

    def _find_next_of_kind(self, numbers: Iterable[int], last: str) -> set[int]:
        """Return the asks of the same group and kind that came next after each of these."""
        rows = self._connection.execute(_NEXT_OF_KIND, [last, json.dumps(list(numbers))])
        return {number for (number,) in rows if number is not None}

    def list_numbers(
        self, today: date, kind: Kind, campaign: CampaignKey | None = None
    ) -> list[int]:
        """Return the numbers of all asks of a kind up to today, or those for a campaign."""
        narrowed = "" if campaign is None else _OF_CAMPAIGN
        values = () if campaign is None else (campaign[1], campaign[0])
        return self._load(
            int,
            f"SELECT e.number {_OF_KIND} {narrowed} ORDER BY e.number",
            *(kind, format_last_counted_day(today), *values),
        )

    def load_later_answers(self, today: date, numbers: Iterable[int]) -> list[StoredEntry]:
        """Return what was answered later to these asks up to today, in the order of its days."""
        return self._read_entries(
            _ANSWERS_TO, format_last_counted_day(today), json.dumps(list(numbers))
        )

    def load_unanswered(self, today: date, limit: int) -> list[StoredEntry]:
        """Return the newest asks without an answer, or with `later` alone, newest first.

        Of an ask and its repeats only the last one counts, and none that is long ago.
        """
        first = str(max(max(today, EARLIEST) - RECENT_PERIOD, EARLIEST))
        values = first, format_last_counted_day(today), limit
        return self._load_in_order(self._load(int, _UNANSWERED, *values))

    def load_newest_of_each(self, today: date, limit: int) -> list[StoredEntry]:
        """Return the newest ask of each group and kind, newest first."""
        numbers: list[int] = []
        known: list[tuple[int, str]] = []
        with translate_db_errors(self._path):
            while len(numbers) < limit:
                row = self._connection.execute(
                    _NEWEST_OF_OTHERS, [format_last_counted_day(today), json.dumps(known)]
                ).fetchone()
                if row is None:
                    break
                numbers.append(row[0])
                known.append(row[1:])
        return self._load_in_order(numbers)

    def _load_in_order(self, numbers: list[int]) -> list[StoredEntry]:
        """Return the asks of these numbers, in this order."""
        with translate_db_errors(self._path):
            items = load_numbered_entries(self._connection, numbers)
            outside = find_outside_range(self._connection)
        return sorted(filter_counted(items, outside), key=lambda item: numbers.index(item.number))
