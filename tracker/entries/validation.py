"""The rules that every entry has to keep, whether it was typed as a line or read from a bundle."""

from datetime import date
from typing import NamedTuple

from tracker.entries.hours import MAX_HOURS, has_hundredths, round_to_hundredths
from tracker.entries.parse_error import LONGEST_TEXT
from tracker.entries.types import (
    AnswerWord,
    Ask,
    Entry,
    Income,
    LaterAnswer,
    Limit,
    Meeting,
    Need,
    Payment,
    Refund,
    Withdrawal,
)
from tracker.i18n import N_, _
from tracker.money import LARGEST_AMOUNT, Hundredths

FULL_PERCENT: Hundredths = 10_000
"""100 percent, the highest a person's own line can be."""
LIMIT_IS_MISSING = N_(
    "a limit needs a percentage or an amount a month, written after the word limit"
)
"""Shown where a limit has none, without an example: people would hold on to its number."""


class EntryProblem(NamedTuple):
    """What is wrong with an entry: the field at fault, and a message that says how to write it."""

    field: str
    message: str


def find_problem(entry: Entry, target: Entry | None) -> EntryProblem | None:
    """Return the first thing wrong with an entry, None when nothing is.

    `target` is the entry that its `for` names; None where it names none, or where there is none
    such in the book.
    """
    return (
        _check_reference(entry, target)
        or _check_amount(entry)
        or _check_limit(entry)
        or _check_hours(entry)
        or _check_month(entry)
        or _check_answers(entry, target)
        or _check_until(entry)
        or _check_texts(entry)
    )


def _check_reference(entry: Entry, target: Entry | None) -> EntryProblem | None:
    number: int | None = getattr(entry, "for_entry", None)
    if number is None:
        return None
    if target is None:
        return EntryProblem("for_entry", _("there is no entry {number}").format(number=number))
    problem = find_wrong_target(entry.word, number, target)
    if problem is not None:
        return problem
    if entry.day < target.day:
        return EntryProblem(
            "for_entry",
            _("entry {number} is of {day}, which is later than this one").format(
                number=number, day=target.day
            ),
        )
    for name in ("kind", "group"):
        if getattr(entry, name) != getattr(target, name):
            return EntryProblem(
                name,
                _("entry {number} gives the {name}: {value}; leave this out").format(
                    number=number,
                    name=_("kind") if name == "kind" else _("group"),
                    value=getattr(target, name) or _("none"),
                ),
            )
    return None


def find_wrong_target(word: str, number: int, target: Entry) -> EntryProblem | None:
    """Return what is wrong with the entry that one of a type refers to; None when nothing is."""
    target_class = Payment if word == Refund.word else Ask
    if isinstance(target, target_class):
        return None
    if isinstance(target, LaterAnswer | Withdrawal) and target_class is Ask:
        message = _("entry {number} answers an ask; write for {ask}").format(
            number=number, ask=target.for_entry
        )
    else:
        message = _("entry {number} is no line of {wanted}").format(
            number=number, wanted=target_class.word
        )
    return EntryProblem("for_entry", message)


def _check_amount(entry: Entry) -> EntryProblem | None:
    low: int | None = getattr(entry, "low", getattr(entry, "amount", None))
    high: int | None = getattr(entry, "high", low)
    if low is None or high is None:
        if low != high:
            return EntryProblem("amount", _("one end of the amount is missing"))
        if isinstance(entry, Payment) and entry.every is not None:
            return EntryProblem(
                "amount", _("what repeats needs an amount. One that you estimate is about 20")
            )
        return None
    if not 0 <= low <= high <= LARGEST_AMOUNT:
        return EntryProblem("amount", _("an amount lies between 0.01 and 9999999.99"))
    if low == 0 and not _is_zero_allowed(entry):
        return EntryProblem("amount", _("an amount starts at 0.01"))
    return None


def _is_zero_allowed(entry: Entry) -> bool:
    """Return whether 0 is allowed: it says that there is none, or ends something recurring."""
    if isinstance(entry, Payment):
        return entry.every is not None
    return isinstance(entry, Income | Need | Limit)


def _check_limit(entry: Entry) -> EntryProblem | None:
    if not isinstance(entry, Limit):
        return None
    if (entry.percent is None) == (entry.amount is None):
        return EntryProblem("percent", _(LIMIT_IS_MISSING))
    if entry.percent is not None and not 0 <= entry.percent <= FULL_PERCENT:
        return EntryProblem("percent", _("a percentage lies between 0 and 100"))
    return None


def _check_hours(entry: Entry) -> EntryProblem | None:
    if not isinstance(entry, Meeting):
        return None
    if entry.hours is not None and entry.hours <= 0:
        return EntryProblem(
            "hours", _("hours start at 0.01; leave them out where they are not known")
        )
    low = MAX_HOURS if entry.hours is None else entry.hours
    if entry.hours_high is not None and entry.hours_high > MAX_HOURS:
        return EntryProblem("hours_high", _("999 hours are the most"))
    if entry.hours_high is not None and entry.hours_high <= low:
        return EntryProblem("hours_high", _("in a range the smaller number stands first"))
    if entry.minutes is not None and (
        has_hundredths(entry.minutes)
        or round_to_hundredths(entry.minutes) != entry.hours
        or entry.hours_high is not None
    ):
        return EntryProblem(
            "minutes",
            _(
                "this is only for a time that hundredths of an hour cannot hold, like 140 for 2.33 "
                "(leave it empty otherwise)"
            ),
        )
    return None


def _check_month(entry: Entry) -> EntryProblem | None:
    if isinstance(entry, Income) and entry.for_month is not None and entry.every is not None:
        return EntryProblem(
            "for_month",
            _("what repeats counts in each month. Leave out for {month}").format(
                month=entry.for_month
            ),
        )
    return None


def _check_answers(entry: Entry, target: Entry | None) -> EntryProblem | None:
    if isinstance(entry, LaterAnswer) and not entry.answers:
        return EntryProblem(
            "answers", _("an answer is missing: no, later, yes, pledged 50 or gave 20")
        )
    if not isinstance(entry, Ask | LaterAnswer):
        return None
    ask = entry if isinstance(entry, Ask) else target
    for answer in entry.answers:
        is_exact = isinstance(ask, Ask) and ask.low is not None and ask.low == ask.high
        if answer.word is AnswerWord.YES and not is_exact:
            return EntryProblem(
                "answers",
                _("the ask names no exact amount; write what was promised, like pledged 50"),
            )
        if (answer.word is AnswerWord.PLEDGED) != (answer.amount is not None):
            return EntryProblem("answers", _("pledged stands with an amount, like pledged 50"))
        if answer.amount is not None and not 0 < answer.amount <= LARGEST_AMOUNT:
            return EntryProblem("answers", _("an amount lies between 0.01 and 9999999.99"))
    return None


def _check_until(entry: Entry) -> EntryProblem | None:
    until: date | None = getattr(entry, "until", None)
    if until is None:
        return None
    if until < entry.day:
        return EntryProblem(
            "until", _("{until} lies before the entry's own day").format(until=until)
        )
    if isinstance(entry, Limit) or getattr(entry, "every", None) is not None:
        return None
    if isinstance(entry, Ask) and any(answer.every for answer in entry.answers):
        return None
    return EntryProblem("until", _("until needs something standing, like 30/month"))


_TEXT_FIELDS = (
    *("group", "label", "campaign", "event", "words", "own_words", "ref", "private_note"),
)


def _check_texts(entry: Entry) -> EntryProblem | None:
    texts = [getattr(entry, name, None) or "" for name in _TEXT_FIELDS]
    length = sum(map(len, (*texts, *getattr(entry, "circumstances", ()))))
    if length <= LONGEST_TEXT:
        return None
    return EntryProblem(
        "words",
        _("the texts of this entry have {count} characters, and {most} are the most").format(
            count=length, most=LONGEST_TEXT
        ),
    )
