"""One gentle question a day at most: about the last regular meeting, or what is set up later.

Each of them can be left alone, put off or skipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.analysis.groups.meeting_schedule import PassedMeeting
from tracker.analysis.monthly.essential_costs import Costs
from tracker.analysis.monthly.facts import Facts
from tracker.entries.types import Income, NeedKind
from tracker.months import Month

# Data: in people's notebooks since 0.1; never rename.
NEVER = "never"
"""What is kept of a question that is skipped for good; else the ISO day it was put off on."""
PUT_OFF = timedelta(days=14)
"""For how long a question that was put off is not asked again."""
STILL_AFTER = timedelta(days=90)
"""How long a standing income stands before it is asked about."""


class Question(StrEnum):
    """What may be asked; what is to be set up in the order in which it is."""

    # Data: in people's notebooks since 0.1; never rename.
    FOOD = "needs"
    """Named after all needs, which the first versions asked for at once."""
    RENT = "rent"
    INCOME = "income"
    LIMIT = "limit"
    STILL = "still"
    MEETING = "meeting"
    """The last regular meeting; it goes before the others and is not skipped like them."""


OF_COST = {NeedKind.FOOD: Question.FOOD, NeedKind.RENT: Question.RENT}
"""The question of each cost without which what is left is not told."""


def setting_of(question: Question) -> str:
    """Return the setting that says until when a question rests, or that it rests for good."""
    # Data: in people's notebooks since 0.1; never rename.
    return f"question.{question}"


@dataclass(frozen=True, slots=True)
class GentleQuestion:
    """The question of today, with the standing income or the meeting that it asks about."""

    about: Question
    income: Income | None = None
    meeting: PassedMeeting | None = None


def gentle_question(
    facts: Facts,
    skipped: Mapping[str, str],
    asked_last: date | None = None,
    confirmed: date | None = None,
    meeting: PassedMeeting | None = None,
) -> GentleQuestion | None:
    """The first question that today leaves open; None when there is none to ask.

    `skipped` has what was put off or skipped, by the question's name. `asked_last` is the last
    day on which one was answered, put off or skipped; `confirmed` the last on which the person
    said that the standing income is still the same; `meeting` the last regular one of which
    nothing is noted.
    """
    if asked_last == facts.today:
        return None
    if meeting is not None:
        return GentleQuestion(Question.MEETING, meeting=meeting)
    if not facts.begun:
        return None
    for question in _open(facts, confirmed):
        if not _rests(skipped.get(question.about), facts.today):
            return question
    return None


def _open(facts: Facts, confirmed: date | None) -> Iterator[GentleQuestion]:
    """What the book does not know, or has not heard for a while."""
    for cost in Costs(facts).unknown(Month.of(facts.today)):
        yield GentleQuestion(OF_COST[cost])
    if facts.first_income is None:
        yield GentleQuestion(Question.INCOME)
    if facts.first_limit is None:
        yield GentleQuestion(Question.LIMIT)
    income = _newest_standing_income(facts)
    if income and facts.today - max(income.day, confirmed or income.day) >= STILL_AFTER:
        yield GentleQuestion(Question.STILL, income)


def _rests(skipped: str | None, today: date) -> bool:
    """Whether a question is skipped for good, or was put off a short while ago."""
    if skipped is None:
        return False
    if skipped == NEVER:
        return True
    return timedelta(0) <= today - date.fromisoformat(skipped) < PUT_OFF


def _newest_standing_income(facts: Facts) -> Income | None:
    """Of the incomes that stand today, or start in this month's rest, the one that started last.

    Of those with one label the newest alone stands; with `0/month` none does.
    """
    newest: dict[str | None, tuple[date, int, Income]] = {}
    for item in facts.others:
        entry = item.entry
        if isinstance(entry, Income) and entry.every:
            known = newest.get(entry.label)
            if known is None or known[:2] < (entry.day, item.number):
                newest[entry.label] = (entry.day, item.number, entry)
    standing = [
        (day, number, income)
        for day, number, income in newest.values()
        if income.amount and (income.until is None or income.until >= facts.today)
    ]
    return max(standing)[2] if standing else None
