"""Queries about asks: for patterns, the timelines of asks, targets, and kinds of evidence.

All of it is read without what the one who asks has no use for: a book may hold 100,000 payments.
"""

from collections.abc import Sequence
from datetime import date

from tracker.analysis.groups.group_activity import GroupDays, MoneyBackFact
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.book import fact_queries
from tracker.book.database.connection import translate_db_errors
from tracker.book.database.day_range import (
    DAY_IN_RANGE,
    DAY_UP_TO,
    filter_counted,
    find_outside_range,
    format_last_counted_day,
)
from tracker.book.database.row_mapping import read_entries
from tracker.book.database.store import Store
from tracker.entries.types import Form, StoredEntry
from tracker.months import EARLIEST
from tracker.steps import Steps, finish_steps

_ASK_ENTRIES = f"""WHERE {DAY_UP_TO} AND e.number IN (
    SELECT number FROM entries WHERE type IN ('ask', 'answered', 'withdrew')
    UNION ALL
    SELECT number FROM entries WHERE for_entry IS NOT NULL AND type IN ('paid', 'returned')
    UNION ALL
    SELECT number FROM entries WHERE every IS NOT NULL AND type = 'paid')"""
"""Queries about asks, what became of them, and what belongs to them."""
_MONEY_BACK = f"""SELECT e.day, g.label, e.low, e.type = 'returned' FROM entries e
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type IN ('returned', 'received') AND {DAY_UP_TO} ORDER BY e.number"""
_GOALS = f"WHERE e.type = 'goal' AND {DAY_UP_TO} ORDER BY e.number"
_CAMPAIGN_ENTRIES = f"""WHERE {DAY_UP_TO} AND e.number IN (
    SELECT number FROM entries
    WHERE campaign IS NOT NULL AND +type IN ('ask', 'seen', 'heard', 'paid')
    UNION ALL
    SELECT paid.number FROM entries ask CROSS JOIN entries paid ON paid.for_entry = ask.number
    WHERE ask.campaign IS NOT NULL AND +ask.type = 'ask' AND +paid.type = 'paid')
    ORDER BY e.day, e.number"""
"""Queries about asks for campaigns, payments for both, and what was seen and heard of them.

With CROSS JOIN the asks for campaigns are looked up first, and not all that is for any ask.
"""
_OBSERVATIONS = f"WHERE e.type IN ('seen', 'heard') AND {DAY_UP_TO} ORDER BY e.day, e.number"
_OBSERVATIONS_OF_CAMPAIGN = f"""WHERE e.type IN ('seen', 'heard') AND e.campaign = ?
    AND {DAY_UP_TO} ORDER BY e.day, e.number"""
_MOST_ASKED_GROUP = """SELECT g.label FROM entries e JOIN groups g ON g.number = e.group_number
    WHERE e.type = 'ask' GROUP BY g.number ORDER BY count(*) DESC, g.number LIMIT 1"""
_SAME_DAY_COUNTS = """SELECT g.label, count(*), sum(e.logged_on = e.day) FROM entries e
    LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type NOT IN ('income', 'need', 'wage', 'limit', 'wrote') AND e.day BETWEEN ? AND ?
    AND (? OR e.type NOT IN ('seen', 'heard'))
    GROUP BY e.group_number"""


_GROUP_DAYS = f"""SELECT label, min(day), max(day) FROM groups g JOIN (
        SELECT group_number, day FROM entries
        WHERE type IN ('ask', 'paid', 'goal', {", ".join(f"'{form}'" for form in Form)})
        AND {DAY_UP_TO}
        UNION ALL
        SELECT ask.group_number, e.day FROM entries e JOIN entries ask ON ask.number = e.for_entry
        WHERE e.type = 'answered' AND e.day <= ? AND +e.day >= '{EARLIEST}'
        AND ask.day {DAY_IN_RANGE})
    ON group_number = g.number GROUP BY g.number"""


class AskQueries(Store):
    """Queries about the asks of a book."""

    def load_pattern_facts(self, today: date) -> PatternFacts:
        """Return what patterns are made from, as of today."""
        return finish_steps(self.load_pattern_facts_in_steps(today))

    def load_pattern_facts_in_steps(self, today: date) -> Steps[PatternFacts]:
        """Return the same. In a large book each type of entry is a step."""
        with translate_db_errors(self._path):
            return (yield from fact_queries.load_pattern_facts(self._connection, today))

    def count_writes(self) -> int:
        """Return how many rows were written since the book was opened. It only grows."""
        (count,) = self._load(int, "SELECT total_changes()")
        return count

    def load_pledge_facts(self, today: date) -> PatternFacts:
        """Return what was asked, answered and paid as far as it tells of a yes, as of today."""
        return finish_steps(self.load_pledge_facts_in_steps(today))

    def load_pledge_facts_in_steps(self, today: date) -> Steps[PatternFacts]:
        """Return the same. In a large book each type of entry is a step."""
        with translate_db_errors(self._path):
            return (yield from fact_queries.load_pledge_facts(self._connection, today))

    def load_timeline_entries(self, last: date) -> list[StoredEntry]:
        """Return what the timelines of asks are made of, up to a day."""
        with translate_db_errors(self._path):
            return self._read_counted(
                f"{_ASK_ENTRIES} ORDER BY e.number", [format_last_counted_day(last)]
            )

    def _read_counted(self, condition_and_order: str, values: Sequence[str]) -> list[StoredEntry]:
        entries = read_entries(self._connection, condition_and_order, values)
        return list(filter_counted(entries, find_outside_range(self._connection)))

    def load_group_days(self, last: date) -> list[GroupDays]:
        """Return between which days each group has entries up to a day, by its number."""
        values = [format_last_counted_day(last)] * 2
        return self._load(
            lambda group, *days: GroupDays(group, *map(date.fromisoformat, days)),
            _GROUP_DAYS,
            *values,
        )

    def find_most_asked_group(self) -> GroupLabel:
        """Return the group with the most asks, the first one of several, or None without an ask."""
        labels = self._load(str, _MOST_ASKED_GROUP)
        return labels[0] if labels else None

    def load_money_back(self, last: date) -> list[MoneyBackFact]:
        """Return what came back of payments, and what groups gave the person, up to a day."""
        return self._load(
            lambda day, group, cents, of_payment: MoneyBackFact(
                date.fromisoformat(day), group, cents or 0, bool(of_payment)
            ),
            _MONEY_BACK,
            format_last_counted_day(last),
        )

    def load_goals(self, last: date) -> list[StoredEntry]:
        """Return the targets that groups named, up to a day."""
        return self._read_entries(_GOALS, format_last_counted_day(last))

    def load_campaign_entries(self, last: date) -> list[StoredEntry]:
        """Return the asks and payments for campaigns, and what others were asked for them.

        They are in the order of their days, up to a day.
        """
        with translate_db_errors(self._path):
            return self._read_counted(_CAMPAIGN_ENTRIES, [format_last_counted_day(last)])

    def load_observations(self, last: date, campaign: str | None = None) -> list[StoredEntry]:
        """Return what others were asked or gave, up to a day, in all or for one campaign.

        They are in the order of their days.
        """
        sql = _OBSERVATIONS if campaign is None else _OBSERVATIONS_OF_CAMPAIGN
        values = [*([] if campaign is None else [campaign]), format_last_counted_day(last)]
        return self._read_entries(sql, *values)

    def count_same_day_entries(
        self, first: date, last: date, *, with_observations: bool = True
    ) -> dict[GroupLabel, tuple[int, int]]:
        """Return how many entries each group has in these days, and how many were logged that day.

        Income, needs, wage and my line are about no group: they are set up, not witnessed. What
        the person wrote for themselves is not counted either. What others were asked or gave is
        counted only `with_observations`.
        """
        values = str(max(first, EARLIEST)), format_last_counted_day(last), with_observations
        rows = self._load(lambda group, *counts: (group, counts), _SAME_DAY_COUNTS, *values)
        return dict(rows)
