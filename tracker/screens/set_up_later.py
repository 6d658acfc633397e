"""Set up later: how the one gentle question of a day is put, and what its answers do."""

from datetime import date

from tracker.book.settings import Settings
from tracker.figures.facts import Facts
from tracker.figures.questions import NEVER, GentleQuestion, Question, gentle_question
from tracker.texts import N_, Numbers, _

LAST, CONFIRMED = "question.last", "question.confirmed"
"""The settings with the day on which one was answered, and on which an income was confirmed."""
NOTE, SAME, LATER, SKIP = "note", "same", "later", "skip"
"""What the answers are called inside."""
TEXTS = {
    Question.INCOME: N_("What do you earn a month? Then this shows what part of it goes there."),
    Question.NEEDS: N_("What do you need to live on? Then this shows what is left."),
    Question.LIMIT: N_("Do you want a line of your own, like 2 % of what you earn?"),
    Question.STILL: N_("Is it still {amount} that you earn?"),
}
LINES = {
    Question.INCOME: "income ",
    Question.NEEDS: "need ",
    Question.LIMIT: "limit ",
    Question.STILL: "income ",
}
"""With what the line begins that answers a question."""


def setting_of(question: Question) -> str:
    """The setting that says until when a question rests, or that it rests for good."""
    return f"question.{question}"


def todays_question(facts: Facts, settings: Settings) -> GentleQuestion | None:
    """The question of today; None when there is none, or none is wanted."""
    made = settings.all()
    skipped = {each.value: made.get(setting_of(each), "") for each in Question}
    skipped = {each: kept for each, kept in skipped.items() if kept == NEVER or _day(kept)}
    return gentle_question(facts, skipped, _day(made.get(LAST)), _day(made.get(CONFIRMED)))


def _day(text: str | None) -> date | None:
    """The day that was kept; None where none was, or where what was kept is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def sentence(question: GentleQuestion, numbers: Numbers) -> str:
    """The question as it stands on the screen."""
    amount = numbers.amount(question.income.amount) if question.income else ""
    return _(TEXTS[question.about]).format(amount=amount)


def answers(question: GentleQuestion) -> tuple[tuple[str, str], ...]:
    """Each answer, inside and on screen."""
    rest = ((LATER, _("not now")), (SKIP, _("do not ask this")))
    if question.about is Question.STILL:
        return ((SAME, _("yes")), (NOTE, _("no, note it")), *rest)
    return ((NOTE, _("note it")), *rest)


def take_answer(question: GentleQuestion, answer: str, settings: Settings, today: date) -> None:
    """Keep what an answer means for the next question."""
    settings.set(LAST, str(today))
    if answer == SAME:
        settings.set(CONFIRMED, str(today))
    elif answer == LATER:
        settings.set(setting_of(question.about), str(today))
    elif answer == SKIP:
        settings.set(setting_of(question.about), NEVER)
