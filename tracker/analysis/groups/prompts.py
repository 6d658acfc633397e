"""One gentle question a day at most: about the last regular meeting, or what is set up later.

Each of them can be left alone, put off or skipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.analysis.groups.meeting_schedule import PastMeeting
from tracker.analysis.monthly.essential_costs import EssentialCosts
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.entries.types import Income, NeedKind
from tracker.months import Month

# Data: in people's notebooks since 0.1; never rename.
SKIPPED_FOREVER = "never"
"""What is kept of a question that is skipped for good; else the ISO day it was put off on."""
SNOOZE_PERIOD = timedelta(days=14)
"""For how long a question that was put off is not asked again."""
CONFIRM_INCOME_AFTER = timedelta(days=90)
"""How long a standing income stands before it is asked about."""


class PromptKind(StrEnum):
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


COST_PROMPTS = {NeedKind.FOOD: PromptKind.FOOD, NeedKind.RENT: PromptKind.RENT}
"""The question of each cost without which what is left is not told."""


def build_setting_key(question: PromptKind) -> str:
    """Return the setting that says until when a question rests, or that it rests for good."""
    # Data: in people's notebooks since 0.1; never rename.
    return f"question.{question}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question of today, with the standing income or the meeting that it asks about."""

    kind: PromptKind
    income: Income | None = None
    meeting: PastMeeting | None = None


def find_prompt(
    facts: MonthlyFacts,
    snoozed: Mapping[str, str],
    last_prompt_day: date | None = None,
    income_confirmed_on: date | None = None,
    meeting: PastMeeting | None = None,
) -> Prompt | None:
    """The first question that today leaves open; None when there is none to ask.

    `skipped` has what was put off or skipped, by the question's name. `last_prompt_day` is the last
    day on which one was answered, put off or skipped; `confirmed` the last on which the person
    said that the standing income is still the same; `meeting` the last regular one of which
    nothing is noted.
    """
    if last_prompt_day == facts.today:
        return None
    if meeting is not None:
        return Prompt(PromptKind.MEETING, meeting=meeting)
    if not facts.has_group_entries:
        return None
    for question in _find_open_prompts(facts, income_confirmed_on):
        if not _is_snoozed(snoozed.get(question.kind), facts.today):
            return question
    return None


def _find_open_prompts(facts: MonthlyFacts, income_confirmed_on: date | None) -> Iterator[Prompt]:
    """What the book does not know, or has not heard for a while."""
    for cost in EssentialCosts(facts).find_unknown(Month.from_date(facts.today)):
        yield Prompt(COST_PROMPTS[cost])
    if facts.first_income is None:
        yield Prompt(PromptKind.INCOME)
    if facts.first_limit is None:
        yield Prompt(PromptKind.LIMIT)
    income = _find_newest_recurring_income(facts)
    if (
        income
        and facts.today - max(income.day, income_confirmed_on or income.day) >= CONFIRM_INCOME_AFTER
    ):
        yield Prompt(PromptKind.STILL, income)


def _is_snoozed(snoozed: str | None, today: date) -> bool:
    """Whether a question is skipped for good, or was put off a short while ago."""
    if snoozed is None:
        return False
    if snoozed == SKIPPED_FOREVER:
        return True
    return timedelta(0) <= today - date.fromisoformat(snoozed) < SNOOZE_PERIOD


def _find_newest_recurring_income(facts: MonthlyFacts) -> Income | None:
    """Of the incomes that stand today, or start in this month's rest, the one that started last.

    Of those with one label the newest alone stands; with `0/month` none does.
    """
    newest: dict[str | None, tuple[date, int, Income]] = {}
    for item in facts.other_entries:
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
