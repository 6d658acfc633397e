"""The facts of a short account: what happened with one group, in exact figures.

They are numbers alone. No text of the notebook gets into this code, so none can get out. There is
none before three meetings: after one evening, its one amount and its one no tell who it is.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.patterns.answer_outcomes import NO_ACCEPTED_TAG, AnswerOutcomes
from tracker.analysis.patterns.meetings import MeetingPatterns
from tracker.analysis.patterns.pattern import Pattern, PatternName, select_shown_patterns
from tracker.analysis.patterns.pattern_facts import MEETING_FORMS, DayRange, PatternFacts
from tracker.entries.types import AnswerWord, Source
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month, Period
from tracker.steps import Steps

MONTHS_A_YEAR = 12
_ALL_DAYS = DayRange(date.min, date.max)
_PUBLIC_PLEDGE_TAG, _HELP_TAG, _TIME_TAG = "public_pledge", "help_received", "time_to_decide"


@dataclass(frozen=True, slots=True)
class RegularAsk:
    """The regular ask that comes to most: what it is a month, and as a share of the income then.

    A range counts with its higher end.
    """

    monthly: Cents
    is_monthly: bool
    share: Hundredths | None
    """The share of a month's income, or None where no income is known."""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What happened with one group, or with all where there is none. Nothing is rounded yet."""

    meetings: int
    duration: timedelta
    """From the first meeting to the last one."""
    money_at_meetings: Pattern | None
    """At how many meetings money came up, or was asked of the person. None with too few."""
    asks: int
    regular_ask: RegularAsk | None
    largest_ask: Cents | None
    """The largest amount that was asked for at once."""
    public_pledges: int
    public_pledges_seen: int
    noes: int
    """How often the person said no."""
    asked_again: int
    """How often a no was followed by another ask within a month."""
    noes_accepted: int
    times_helped: int
    times_to_decide: int
    given: Cents
    given_open: int
    """Payments of unknown amount."""
    share_given: Hundredths | None
    """The share of the income in the months whose income is known."""
    seen: int
    heard: int


def count_account_in_steps(
    pattern_facts: PatternFacts, table: MonthlyTable, group: GroupLabel, *, has_share: bool
) -> Steps[AccountFacts]:
    """Return what happened with a group, or with all of them. Where much happened, in steps.

    Without `has_share` there is no share of the income. Then the accounts of several groups tell no
    more of it than the account of one.
    """
    facts = pattern_facts.select_group(group)
    if facts.is_large:
        yield
    meetings = [time.day for time in facts.time_spent if time.form in MEETING_FORMS]
    money_at_meetings = _find_money_at_meetings(facts)
    if facts.is_large:
        yield
    outcomes = {each.name: each for each in AnswerOutcomes(facts, _ALL_DAYS).find_patterns()}
    if facts.is_large:
        yield
    total = _sum_group(table, group)
    one_off = [ask.high for ask in facts.asks if ask.every is None and ask.high]
    tags = _TagCounts(facts)
    sources = [each.source for each in facts.observations]
    return AccountFacts(
        meetings=len(meetings),
        duration=max(meetings) - min(meetings) if meetings else timedelta(),
        money_at_meetings=money_at_meetings,
        asks=len(facts.asks),
        regular_ask=_find_regular_ask(facts, table, has_share=has_share),
        largest_ask=max(one_off, default=None),
        public_pledges=tags.count_own(_PUBLIC_PLEDGE_TAG),
        public_pledges_seen=tags.count_seen(_PUBLIC_PLEDGE_TAG),
        noes=sum(answer.word is AnswerWord.NO for answer in facts.answers),
        asked_again=outcomes[PatternName.NO_THEN_ASKED_AGAIN].count or 0,
        noes_accepted=tags.count_own(NO_ACCEPTED_TAG),
        times_helped=tags.count_own(_HELP_TAG),
        times_to_decide=tags.count_own(_TIME_TAG),
        given=total.given if total else 0,
        given_open=total.given_open if total else 0,
        share_given=total.share_given if total and has_share else None,
        seen=sources.count(Source.SEEN),
        heard=sources.count(Source.HEARD),
    )


def _find_money_at_meetings(facts: PatternFacts) -> Pattern | None:
    patterns = MeetingPatterns(facts, _ALL_DAYS).find_money_patterns()
    shown = [pattern for pattern in select_shown_patterns(patterns) if pattern.has_enough]
    return shown[0] if shown else None


def _sum_group(table: MonthlyTable, group: GroupLabel) -> MonthRow | None:
    """Return the totals of a group, or of all, in an empty book None."""
    totals = sum_by_group(table.build_rows(group=group))
    wanted = ALL_GROUPS if group is None else group
    return next((total for total in totals if total.group == wanted), None)


def _find_regular_ask(
    facts: PatternFacts, table: MonthlyTable, *, has_share: bool
) -> RegularAsk | None:
    """Return the regular ask that comes to most, the newest one of several."""
    asks = [
        (ask.high * ask.every.times_a_year, ask.day, ask.number, ask)
        for ask in facts.asks
        if ask.high and ask.every is not None
    ]
    if not asks:
        return None
    a_year, _day, _number, ask = max(asks)
    monthly = (a_year + MONTHS_A_YEAR // 2) // MONTHS_A_YEAR
    income = _find_income(table, Month.from_date(ask.day)) if has_share else None
    return RegularAsk(
        monthly, is_monthly=ask.every is Period.MONTH, share=calculate_share(monthly, income)
    )


def _find_income(table: MonthlyTable, month: Month) -> Cents | None:
    """Return the income of a month. If it is not known, that of the next one where it is."""
    known = (each for each, cents in table.income_by_month.items() if each >= month and cents)
    first = min(known, default=None)
    return None if first is None else table.income_by_month[first]


class _TagCounts:
    """How many entries of the groups have a tag: the person's own, and what they saw."""

    def __init__(self, facts: PatternFacts) -> None:
        """Sort the entries by whether they are about others."""
        self._tags = facts.tags_by_entry
        self._own = {
            *(ask.number for ask in facts.asks),
            *(answer.entry for answer in facts.answers),
            *(time.number for time in facts.time_spent),
            *(payment.number for payment in facts.one_off_payments),
        }
        self._seen = {each.number for each in facts.observations if each.source is Source.SEEN}

    def count_own(self, tag: str) -> int:
        """Return how many of the person's own entries have it."""
        return sum(tag in self._tags.get(number, ()) for number in self._own)

    def count_seen(self, tag: str) -> int:
        """Return on how many entries of what they saw it is."""
        return sum(tag in self._tags.get(number, ()) for number in self._seen)
