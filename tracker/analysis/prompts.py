"""The gentle question of today, one a day at most: about the last meeting, or what to set up.

Each of them can be ignored, put off or skipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.analysis.groups.meeting_schedule import PastMeeting
from tracker.analysis.monthly.essential_costs import EssentialCosts
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.entries.types import Income, NeedKind
from tracker.months import Month

# Data: in people's notebooks since 0.1. Never rename.
SKIPPED_FOREVER = "never"
"""The setting of a question that is skipped for good, else the ISO day it was put off on."""
SNOOZE_PERIOD = timedelta(days=14)
"""How long a question that was put off is not asked again."""
CONFIRM_INCOME_AFTER = timedelta(days=90)
"""How long after its start or confirmation Tracker asks about a regular income."""


class PromptKind(StrEnum):
    """What Tracker may ask about. Setup questions are in the order in which they are asked."""

    # Data: in people's notebooks since 0.1. Never rename.
    FOOD = "needs"
    """Named after all living costs, which the first versions asked for at once."""
    RENT = "rent"
    INCOME = "income"
    OTHER_COSTS = "other_costs"
    LIMIT = "limit"
    """Asked only after the first ask: before it there is nothing to limit."""
    STILL = "still"
    MEETING = "meeting"
    """The last regular meeting. It comes before the others and is not skipped like them."""


COST_PROMPTS = {NeedKind.FOOD: PromptKind.FOOD, NeedKind.RENT: PromptKind.RENT}
"""The question about each cost without which no amount left is shown."""


@dataclass(frozen=True, slots=True)
class PromptHistory:
    """What decides whether anything is asked today, which may have begun last evening."""

    is_first_day: bool = False
    """Whether the first change was made today."""
    has_ask: bool = False
    """Whether the person was ever asked for money."""
    is_quiet_day: bool = False
    """Whether an ask is of today, or an ask or own words were saved today."""
    has_other_costs: bool = False
    """Whether a living cost beside food and rent was ever added, also one of nothing."""


def build_setting_key(question: PromptKind) -> str:
    """Return the key of the setting that says since when a question is put off or skipped."""
    # Data: in people's notebooks since 0.1. Never rename.
    return f"question.{question}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question of today, with the regular income or the meeting that it asks about."""

    kind: PromptKind
    income: Income | None = None
    meeting: PastMeeting | None = None


def find_prompt(
    facts: MonthlyFacts,
    snoozed: Mapping[str, str],
    last_prompt_day: date | None = None,
    income_confirmed_on: date | None = None,
    meeting: PastMeeting | None = None,
    *,
    history: PromptHistory,
) -> Prompt | None:
    """Return the first question to ask today, or None if there is none.

    `snoozed` has what was put off or skipped, by the question's name. `last_prompt_day` is the last
    day on which one was answered, put off or skipped. `income_confirmed_on` is the last on which
    the person said that the regular income is still the same. `meeting` is the last regular one
    that nothing was added about.
    """
    if last_prompt_day == facts.today or history.is_first_day or history.is_quiet_day:
        return None
    if meeting is not None:
        return Prompt(PromptKind.MEETING, meeting=meeting)
    if not facts.has_group_entries:
        return None
    for prompt in _find_open_prompts(facts, income_confirmed_on, history):
        if not _is_snoozed(snoozed.get(prompt.kind), facts.today):
            return prompt
    return None


def _find_open_prompts(
    facts: MonthlyFacts, income_confirmed_on: date | None, history: PromptHistory
) -> Iterator[Prompt]:
    """Yield what the book does not know, or has not been confirmed for a while."""
    for cost in EssentialCosts(facts).find_unknown(Month.from_date(facts.today)):
        yield Prompt(COST_PROMPTS[cost])
    if facts.first_income is None:
        yield Prompt(PromptKind.INCOME)
    if not history.has_other_costs:
        yield Prompt(PromptKind.OTHER_COSTS)
    if history.has_ask and facts.first_limit is None:
        yield Prompt(PromptKind.LIMIT)
    income = _find_newest_recurring_income(facts)
    if (
        income
        and facts.today - max(income.day, income_confirmed_on or income.day) >= CONFIRM_INCOME_AFTER
    ):
        yield Prompt(PromptKind.STILL, income)


def _is_snoozed(snoozed: str | None, today: date) -> bool:
    """Return whether a question is skipped for good, or was put off a short while ago."""
    if snoozed is None:
        return False
    if snoozed == SKIPPED_FOREVER:
        return True
    return timedelta(0) <= today - date.fromisoformat(snoozed) < SNOOZE_PERIOD


def _find_newest_recurring_income(facts: MonthlyFacts) -> Income | None:
    """Return the ongoing income that started last, or starts in the rest of this month.

    Of those with the same label, only the newest is ongoing. After `0/month` there is none.
    """
    newest: dict[str | None, tuple[date, int, Income]] = {}
    for item in facts.other_entries:
        entry = item.entry
        if isinstance(entry, Income) and entry.every:
            newest_of_label = newest.get(entry.label)
            if newest_of_label is None or newest_of_label[:2] < (entry.day, item.number):
                newest[entry.label] = (entry.day, item.number, entry)
    ongoing = [
        (day, number, income)
        for day, number, income in newest.values()
        if income.amount and (income.until is None or income.until >= facts.today)
    ]
    return max(ongoing)[2] if ongoing else None
