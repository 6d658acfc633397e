"""How the one gentle question of a day is put, and what its answers do."""

from datetime import date

from tracker.analysis.groups.prompts import (
    COST_PROMPTS,
    SKIPPED_FOREVER,
    Prompt,
    PromptKind,
    build_setting_key,
    find_prompt,
)
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.book.book import Book
from tracker.entries.types import Need, NeedKind, StoredEntry
from tracker.i18n import N_, NumberFormat, _
from tracker.months import Period
from tracker.screens.this_month.meeting_prompt import (
    ASKED,
    build_ask_line,
    describe_meeting_question,
    list_meeting_answers,
    save_meeting_answer,
)

# Data: in people's notebooks since 0.1; never rename.
LAST_ANSWER_SETTING, INCOME_CONFIRMED_SETTING = "question.last", "question.confirmed"
"""The settings with the day on which one was answered, and on which an income was confirmed."""
ADD, NONE, SAME, LATER, SKIP = "note", "none", "same", "later", "skip"
"""What the answers are called inside."""
COST_OF = {question: cost for cost, question in COST_PROMPTS.items()}
"""The questions that ask for a cost, and which."""
QUESTION_TEXTS = {
    PromptKind.FOOD: N_("What do you spend on food a month? Tracker needs it to say what is left."),
    PromptKind.RENT: N_("What rent do you pay a month? Tracker needs it to say what is left."),
    PromptKind.INCOME: N_(
        "What is your income a month? Then this shows what part of it goes to the group."
    ),
    PromptKind.LIMIT: N_("What is the most you’d want to give in a month? 0 is an answer."),
    PromptKind.STILL: N_("Is your income still {amount}?"),
}
LINE_BEGINNINGS = {
    PromptKind.FOOD: "need food ",
    PromptKind.RENT: "need rent ",
    PromptKind.INCOME: "income ",
    PromptKind.LIMIT: "limit ",
    PromptKind.STILL: "income ",
}
"""With what the line begins that answers a question."""


def find_todays_question(facts: MonthlyFacts, book: Book) -> Prompt | None:
    """The question of today; None when there is none, or none is wanted."""
    made = book.settings.load_all()
    skipped = {each.value: made.get(build_setting_key(each), "") for each in PromptKind}
    skipped = {
        each: kept for each, kept in skipped.items() if kept == SKIPPED_FOREVER or _parse_day(kept)
    }
    last, confirmed = (
        _parse_day(made.get(LAST_ANSWER_SETTING)),
        _parse_day(made.get(INCOME_CONFIRMED_SETTING)),
    )
    return find_prompt(
        facts, skipped, last, confirmed, book.meeting_schedule.find_unanswered_meeting(facts.today)
    )


def _parse_day(text: str | None) -> date | None:
    """The day that was kept; None where none was, or where what was kept is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def describe_question(question: Prompt, facts: MonthlyFacts, numbers: NumberFormat) -> str:
    """The question as it stands on the screen."""
    if question.meeting:
        return describe_meeting_question(
            question.meeting, facts.today, has_several_groups=len(facts.groups) > 1
        )
    amount = numbers.format_amount(question.income.amount) if question.income else ""
    return _(QUESTION_TEXTS[question.kind]).format(amount=amount)


def list_answers(question: Prompt) -> tuple[tuple[str, str], ...]:
    """Each answer, inside and on screen."""
    if question.meeting:
        return list_meeting_answers()
    rest = ((LATER, _("not now")), (SKIP, _("never ask again")))
    if question.kind is PromptKind.STILL:
        return ((SAME, _("yes")), (ADD, _("no, another")), *rest)
    none = ((NONE, _("none")),) if question.kind in COST_OF else ()
    return ((ADD, _("note it")), *none, *rest)


def build_answer_line(question: Prompt, answer: str, book: Book) -> str:
    """With what the line begins that is noted after an answer; empty where none is."""
    if question.meeting:
        return build_ask_line(question.meeting, book) if answer == ASKED else ""
    if answer != ADD:
        return ""
    income = question.income
    if income and (income.label or income.every is not Period.MONTH):
        from tracker.entries.bare_amount import write_line_without_amount

        # Without its label it would be an income beside it, and a week's amount a month's.
        return write_line_without_amount(income, book.currency)
    return LINE_BEGINNINGS[question.kind]


def save_answer(question: Prompt, answer: str, book: Book, today: date) -> list[StoredEntry]:
    """Keep what an answer means for the next question; gives what was noted by it."""
    settings = book.settings
    noted: list[StoredEntry] = []
    if question.meeting:
        noted = save_meeting_answer(question.meeting, answer, book, today)
    elif answer == NONE:
        noted = save_no_cost(COST_OF[question.kind], book, today)
    elif answer == SAME:
        settings.set(INCOME_CONFIRMED_SETTING, str(today))
    elif answer == LATER:
        settings.set(build_setting_key(question.kind), str(today))
    elif answer == SKIP:
        settings.set(build_setting_key(question.kind), SKIPPED_FOREVER)
    settings.set(LAST_ANSWER_SETTING, str(today))
    return noted


def save_no_cost(cost: NeedKind, book: Book, today: date) -> list[StoredEntry]:
    """Note from today on that there is no such cost; return what was noted."""
    return book.log([Need(day=today, amount=0, kind=cost, every=Period.MONTH)], today)
