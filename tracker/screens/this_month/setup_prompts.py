"""The one question of the day on This month: its text, its answers, and what each answer saves."""

from datetime import date

from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import (
    COST_PROMPTS,
    SKIPPED_FOREVER,
    Prompt,
    PromptKind,
    build_setting_key,
    find_prompt,
)
from tracker.book.book import Book
from tracker.entries.types import Need, NeedKind, StoredEntry
from tracker.i18n import N_, NumberFormat, _, _label
from tracker.months import Period
from tracker.screens.this_month.meeting_prompt import (
    ASKED,
    build_meeting_ask_line,
    describe_meeting_prompt,
    list_meeting_answers,
    save_meeting_answer,
)

# Data: in people's notebooks since 0.1, never rename.
LAST_ANSWER_SETTING, INCOME_CONFIRMED_SETTING = "question.last", "question.confirmed"
"""The settings for the day of the last answer, and the day an income was confirmed."""
ADD, NONE, SAME, LATER, SKIP = "note", "none", "same", "later", "skip"
"""The names of the answers in code."""
COST_BY_PROMPT = {kind: cost for cost, kind in COST_PROMPTS.items()} | {
    PromptKind.OTHER_COSTS: NeedKind.OTHER
}
"""The prompts that ask for a cost, and which cost."""
PROMPT_TEXTS = {
    PromptKind.FOOD: N_(
        "How much do you spend on food each month? Tracker needs it to show what’s left."
    ),
    PromptKind.RENT: N_(
        "How much rent do you pay each month? Tracker needs it to show what’s left."
    ),
    PromptKind.INCOME: N_(
        "What’s your monthly income? You’ll then see what share goes to the group."
    ),
    PromptKind.OTHER_COSTS: N_(
        "What else do you have to pay each month, such as power or travel? One amount is enough."
    ),
    PromptKind.LIMIT: N_("What is the most you’d want to give in a month? 0 is an answer."),
    PromptKind.STILL: N_("Is your income {amount} now?"),
}
LINE_BEGINNINGS = {
    PromptKind.FOOD: "need food ",
    PromptKind.RENT: "need rent ",
    PromptKind.INCOME: "income ",
    PromptKind.OTHER_COSTS: "need other ",
    PromptKind.LIMIT: "limit ",
    PromptKind.STILL: "income ",
}
"""The beginning of the entry line that answers a prompt."""


def find_todays_prompt(
    facts: MonthlyFacts, book: Book, evening: date | None = None
) -> Prompt | None:
    """Return the prompt of today, or None if there is nothing to ask or it was switched off.

    `evening` is the day before today while last evening is not over.
    """
    values = book.settings.load_all()
    skipped = {kind.value: values.get(build_setting_key(kind), "") for kind in PromptKind}
    skipped = {
        kind: value
        for kind, value in skipped.items()
        if value == SKIPPED_FOREVER or _parse_day(value)
    }
    last, confirmed = (
        _parse_day(values.get(LAST_ANSWER_SETTING)),
        _parse_day(values.get(INCOME_CONFIRMED_SETTING)),
    )
    return find_prompt(
        facts,
        skipped,
        last,
        confirmed,
        book.meeting_schedule.find_unanswered_meeting(facts.today),
        history=book.load_prompt_history(evening or facts.today, facts.today),
    )


def _parse_day(text: str | None) -> date | None:
    """Return the day in a setting, or None if it is empty or no day."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def describe_prompt(prompt: Prompt, facts: MonthlyFacts, numbers: NumberFormat) -> str:
    """Return the question that a prompt asks on screen."""
    if prompt.meeting:
        return describe_meeting_prompt(
            prompt.meeting, facts.today, has_several_groups=len(facts.groups) > 1
        )
    amount = numbers.format_amount(prompt.income.amount) if prompt.income else ""
    return _(PROMPT_TEXTS[prompt.kind]).format(amount=amount)


def list_answers(prompt: Prompt) -> tuple[tuple[str, str], ...]:
    """Return each answer: its name in code and its text on screen."""
    if prompt.meeting:
        return list_meeting_answers()
    rest = ((LATER, _label("not now")), (SKIP, _label("don’t ask again")))
    if prompt.kind is PromptKind.STILL:
        return ((SAME, _label("yes", "answer")), (ADD, _label("no, it changed")), *rest)
    none = ((NONE, _label("nothing")),) if prompt.kind in COST_BY_PROMPT else ()
    return ((ADD, _label("add it")), *none, *rest)


def build_answer_line(prompt: Prompt, answer: str, book: Book) -> str:
    """Return the beginning of the entry line for an answer, empty if it needs no line."""
    if prompt.meeting:
        return build_meeting_ask_line(prompt.meeting, book) if answer == ASKED else ""
    if answer != ADD:
        return ""
    income = prompt.income
    if income and (income.label or income.every is not Period.MONTH):
        from tracker.entries.bare_amount import write_line_without_amount

        # Without its label it would be a second income, and a week's amount would be a month's.
        return write_line_without_amount(income, book.currency)
    return LINE_BEGINNINGS[prompt.kind]


def save_answer(prompt: Prompt, answer: str, book: Book, today: date) -> list[StoredEntry]:
    """Save an answer and the settings it changes. Return the entries that it adds."""
    settings = book.settings
    saved: list[StoredEntry] = []
    if prompt.meeting:
        saved = save_meeting_answer(prompt.meeting, answer, book, today)
    elif answer == NONE:
        saved = save_no_cost(COST_BY_PROMPT[prompt.kind], book, today)
    elif answer == SAME:
        settings.set(INCOME_CONFIRMED_SETTING, str(today))
    elif answer == LATER:
        settings.set(build_setting_key(prompt.kind), str(today))
    elif answer == SKIP:
        settings.set(build_setting_key(prompt.kind), SKIPPED_FOREVER)
    settings.set(LAST_ANSWER_SETTING, str(today))
    return saved


def save_no_cost(cost: NeedKind, book: Book, today: date) -> list[StoredEntry]:
    """Save that there is no such cost from today on. Return the new entry."""
    return book.log([Need(day=today, amount=0, kind=cost, every=Period.MONTH)], today)
