"""The totals with a group, from the first entry to the last day with it, or to today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis.groups.group_activity import MoneyBackFact, build_group_activity, sum_until
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import HourSum, PatternFacts, sum_hours
from tracker.entries.types import Form
from tracker.money import Cents

GOOD_TAGS = ("help_received", "no_money", "no_accepted", "time_to_decide")
"""The tags whose entries are counted as what was good, in the order of the sentences."""


@dataclass(frozen=True, slots=True)
class GroupClosing:
    """The totals up to and including the last day. What came after is counted separately."""

    group: GroupLabel
    """Its label, or None for all entries of a notebook that names no group."""
    first_day: date | None
    """The day of the first entry, or None if there is none by the last day."""
    last_day: date
    """The last day with the group, or today."""
    given: Cents
    given_estimated: Cents
    """The part of `given` that the person estimated."""
    given_open: int
    """How many payments have no known amount, and are not in `given`."""
    returned: Cents
    returned_open: int
    received: Cents
    times_by_form: Mapping[Form, int]
    """How often they met in each of the forms that count as meetings, and were used."""
    meetings_with_hours: int
    hours: HourSum
    """Of the meetings with hours."""
    asks: int
    noes: int
    """How many of these asks got a no by then."""
    asks_after: int
    given_after: Cents
    given_after_estimated: Cents
    given_after_open: int
    money_back_after: Cents
    """What came back or was received after the last day."""
    money_back_after_open: int
    good: Mapping[str, int]
    """How many entries have each of the `GOOD_TAGS`, those that none has left out."""

    @property
    def meetings(self) -> int:
        """How often they met, in any of the forms that count as meetings."""
        return sum(self.times_by_form.values())


def build_closing(
    pattern_facts: PatternFacts,
    money_back: Sequence[MoneyBackFact],
    group: GroupLabel,
    last_day: date,
) -> GroupClosing:
    """Return the totals with a group, or of all entries for None, up to a day."""
    facts = pattern_facts.select_group(group)
    activity = build_group_activity(facts, group)
    asks = [ask for ask in activity.asks if ask.day <= last_day]
    meetings = [meeting for meeting in activity.meetings if meeting.day <= last_day]
    forms = [meeting.form for meeting in meetings]
    given = sum_until(activity.given_by_day, last_day)
    estimated = sum_until(activity.estimated_by_day, last_day)
    given_open = sum_until(activity.unknown_by_day, last_day)
    money_back_of_group = [fact for fact in money_back if group in (None, fact.group)]
    by_then = [fact for fact in money_back_of_group if fact.day <= last_day]
    returned = [fact.cents for fact in by_then if fact.is_refund]
    after = [fact.cents for fact in money_back_of_group if fact.day > last_day]
    return GroupClosing(
        group=group,
        first_day=activity.first_day
        if activity.first_day and activity.first_day <= last_day
        else None,
        last_day=last_day,
        given=given,
        given_estimated=estimated,
        given_open=given_open,
        returned=sum(returned),
        returned_open=returned.count(0),
        received=sum(fact.cents for fact in by_then if not fact.is_refund),
        times_by_form={form: forms.count(form) for form in Form if form in forms},
        meetings_with_hours=sum(meeting.hours is not None for meeting in meetings),
        hours=sum_hours(meetings),
        asks=len(asks),
        noes=sum(ask.no_on is not None and ask.no_on <= last_day for ask in asks),
        asks_after=len(activity.asks) - len(asks),
        given_after=sum(activity.given_by_day.values()) - given,
        given_after_estimated=sum(activity.estimated_by_day.values()) - estimated,
        given_after_open=sum(activity.unknown_by_day.values()) - given_open,
        money_back_after=sum(after),
        money_back_after_open=after.count(0),
        good=_count_good(facts, last_day),
    )


def _count_good(pattern_facts: PatternFacts, last_day: date) -> dict[str, int]:
    """Return how many of the person's own asks, answers and meetings have each good tag."""
    day_by_entry = {ask.number: ask.day for ask in pattern_facts.asks}
    day_by_entry |= {answer.entry: answer.day for answer in pattern_facts.answers}
    day_by_entry |= {time.number: time.day for time in pattern_facts.time_spent}
    tags = [
        tag
        for entry, entry_tags in pattern_facts.tags_by_entry.items()
        if entry in day_by_entry and day_by_entry[entry] <= last_day
        for tag in entry_tags
    ]
    return {tag: tags.count(tag) for tag in GOOD_TAGS if tag in tags}
