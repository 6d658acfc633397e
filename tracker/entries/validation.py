"""The rules that every entry has to keep, whether it was typed as a line or read from a bundle."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, get_args

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
from tracker.i18n import N_error, _error
from tracker.money import LARGEST_AMOUNT, Hundredths, format_canonical, format_short

FULL_PERCENT: Hundredths = 10_000
"""100 percent, the highest that a limit can be."""
LIMIT_IS_MISSING = N_error(
    "A limit needs an amount a month, or a percentage of income. Type it after the word limit."
)
"""Shown where a limit has none, without an example: people would hold on to its number."""


class EntryProblem(NamedTuple):
    """What is wrong with an entry: the field at fault, and a message that says how to write it."""

    field: str
    message: str


def find_problem(entry: Entry, target: Entry | None) -> EntryProblem | None:
    """Return the first thing wrong with an entry, None when nothing is.

    `target` is the entry that its `for` names, or None if it names none or there is none
    such in the notebook.
    """
    return (
        _check_reference(entry, target)
        or _check_amount(entry)
        or _check_limit(entry)
        or _check_hours(entry)
        or _check_month(entry)
        or _check_answers(entry, target)
        or _check_until(entry)
        or find_text_problem(entry)
    )


def _check_reference(entry: Entry, target: Entry | None) -> EntryProblem | None:
    number: int | None = getattr(entry, "for_entry", None)
    if number is None:
        return None
    if target is None:
        return EntryProblem("for_entry", describe_missing_entry(number))
    problem = find_wrong_target(entry.word, number, target)
    if problem is not None:
        return problem
    if entry.day < target.day:
        return EntryProblem(
            "for_entry",
            _error(
                "Entry {number} is dated {day}, which is later than this one. Check the date and"
                " the number."
            ).format(number=number, day=target.day),
        )
    for name in ("kind", "group"):
        if getattr(entry, name) != getattr(target, name):
            return EntryProblem(
                name,
                _describe_other_value(name, number, getattr(target, name)),
            )
    return None


def describe_missing_entry(number: int) -> str:
    """Say that no entry has this number."""
    return _error("There’s no entry {number}. Check the number.").format(number=number)


def _describe_other_value(name: str, number: int, value: str | None) -> str:
    """Say that an entry has the kind or the group of the one it belongs to."""
    if name == "kind":
        return _error("Entry {number} is for {kind}, so this is too. Leave out the kind.").format(
            number=number, kind=value
        )
    if value is None:
        return _error("Entry {number} has no group, so this has none. Leave out the group.").format(
            number=number
        )
    return _error(
        "Entry {number} is about the group {group}, so this is too. Leave out the group."
    ).format(number=number, group=value)


def find_wrong_target(word: str, number: int, target: Entry) -> EntryProblem | None:
    """Return what is wrong with the entry that one of a type refers to, or None if nothing is."""
    target_class = Payment if word == Refund.word else Ask
    if isinstance(target, target_class):
        return None
    if isinstance(target, LaterAnswer | Withdrawal) and target_class is Ask:
        message = _error("Entry {number} belongs to an ask. Type the number of the ask: for {ask}")
        return EntryProblem("for_entry", message.format(number=number, ask=target.for_entry))
    message = (
        _error("Entry {number} isn’t an ask. Type the number of the ask.")
        if target_class is Ask
        else _error("Entry {number} isn’t a payment. Type the number of the payment.")
    )
    return EntryProblem("for_entry", message.format(number=number))


def _check_amount(entry: Entry) -> EntryProblem | None:
    low: int | None = getattr(entry, "low", getattr(entry, "amount", None))
    high: int | None = getattr(entry, "high", low)
    if low is None or high is None:
        if low != high:
            return EntryProblem(
                "amount",
                _error(
                    "Only one end of the amount is filled in. Fill in both, or leave both empty."
                ),
            )
        if isinstance(entry, Payment) and entry.every is not None:
            return EntryProblem(
                "amount",
                _error("A regular payment needs an amount. If you’re not sure, type: about 20"),
            )
        return None
    if low > high:
        return EntryProblem(
            "amount",
            _error(
                "The first amount is larger than the second. Swap them: {low} and {high}"
            ).format(low=format_canonical(high), high=format_canonical(low)),
        )
    if not 0 <= low <= high <= LARGEST_AMOUNT:
        return EntryProblem("amount", _describe_impossible_amount())
    if low == 0 and not _is_zero_allowed(entry):
        return EntryProblem("amount", describe_zero_amount())
    return None


def _describe_impossible_amount() -> str:
    return _error("This amount isn’t possible. Type one from 0.01 to 9999999.99.")


def describe_zero_amount() -> str:
    """Say that 0 is no amount here."""
    return _error("The amount can’t be 0. Type 0.01 or more.")


def _is_zero_allowed(entry: Entry) -> bool:
    """Return whether 0 is allowed: it says that there is none, or ends something recurring."""
    if isinstance(entry, Payment):
        return entry.every is not None
    return isinstance(entry, Income | Need | Limit)


def _check_limit(entry: Entry) -> EntryProblem | None:
    if not isinstance(entry, Limit):
        return None
    if (entry.percent is None) == (entry.amount is None):
        return EntryProblem("percent", _error(LIMIT_IS_MISSING))
    if entry.percent is not None and not 0 <= entry.percent <= FULL_PERCENT:
        return EntryProblem(
            "percent", _error("This percentage isn’t possible. Type one from 0 to 100.")
        )
    return None


def _check_hours(entry: Entry) -> EntryProblem | None:
    if not isinstance(entry, Meeting):
        return None
    if entry.hours is not None and entry.hours <= 0:
        return EntryProblem(
            "hours", _error("The hours can’t be 0. Leave them out if you don’t know them.")
        )
    high = entry.hours_high
    if high is not None and high > MAX_HOURS:
        return EntryProblem("hours_high", _error("These hours are too many. Type 999 at most."))
    if high is not None and (entry.hours is None or high <= entry.hours):
        return EntryProblem("hours_high", _describe_hours_range(entry.hours, high))
    if entry.minutes is not None and (
        has_hundredths(entry.minutes)
        or round_to_hundredths(entry.minutes) != entry.hours
        or entry.hours_high is not None
    ):
        return EntryProblem(
            "minutes",
            _error(
                "These minutes don’t fit the hours. Leave them out, unless the hours are rounded,"
                " e.g. 140 minutes for 2.33 hours"
            ),
        )
    return None


def _describe_hours_range(low: Hundredths | None, high: Hundredths) -> str:
    """Say that a range of hours lacks an end, or has them the wrong way round."""
    if low is None:
        return _error("The first number of hours is missing. Fill in both, or leave both empty.")
    if low == high or not high:
        return _error("The second number isn’t larger than the first. Remove it.")
    return _error(
        "The second number isn’t larger than the first. Swap them: {low} and {high}"
    ).format(low=format_short(high), high=format_short(low))


def _check_month(entry: Entry) -> EntryProblem | None:
    if isinstance(entry, Income) and entry.for_month is not None and entry.every is not None:
        return EntryProblem(
            "for_month",
            _error("A regular income counts in every month. Leave out “for {month}”.").format(
                month=entry.for_month
            ),
        )
    return None


def _check_answers(entry: Entry, target: Entry | None) -> EntryProblem | None:
    if isinstance(entry, LaterAnswer) and not entry.answers:
        return EntryProblem(
            "answers",
            _error("Your answer is missing. Type no, later, yes, silent, pledged 50 or gave 20."),
        )
    if not isinstance(entry, Ask | LaterAnswer):
        return None
    ask = entry if isinstance(entry, Ask) else target
    for answer in entry.answers:
        is_exact = isinstance(ask, Ask) and ask.low is not None and ask.low == ask.high
        if answer.word is AnswerWord.YES and not is_exact:
            return EntryProblem(
                "answers",
                _error(
                    "The ask has no exact amount. Type the amount you said yes to, e.g. pledged 50"
                ),
            )
        if (answer.word is AnswerWord.PLEDGED) != (answer.amount is not None):
            return EntryProblem(
                "answers", _error("“pledged” and an amount go together. Type both, e.g. pledged 50")
            )
        if answer.amount is not None and not 0 < answer.amount <= LARGEST_AMOUNT:
            return EntryProblem("answers", _describe_impossible_amount())
    return None


def _check_until(entry: Entry) -> EntryProblem | None:
    until: date | None = getattr(entry, "until", None)
    if until is None:
        return None
    if until < entry.day:
        return EntryProblem(
            "until",
            _error("{until} is before the day of the entry. Type a later date.").format(
                until=until
            ),
        )
    if isinstance(entry, Limit) or getattr(entry, "every", None) is not None:
        return None
    if isinstance(entry, Ask) and any(answer.every for answer in entry.answers):
        return None
    return EntryProblem(
        "until", _error("Only something regular can end. Add how often it is, e.g. 30/month")
    )


_TEXT_FIELDS = (
    *("group", "label", "campaign", "event", "words", "own_words", "ref", "private_note"),
)
_READ_TEXTS: dict[type[Entry], Callable[[Any], tuple[str | None, ...]]] = {
    cls: attrgetter(*({field.name for field in fields(cls)} & {*_TEXT_FIELDS}))
    for cls in get_args(Entry)
}
"""Returns the texts of an entry of a class, which are three at least."""


def find_text_problem(entry: Entry) -> EntryProblem | None:
    """Return that the texts of an entry are too long, or None if they are not."""
    texts = filter(None, _READ_TEXTS[type(entry)](entry))
    length = sum(map(len, (*texts, *getattr(entry, "circumstances", ()))))
    if length <= LONGEST_TEXT:
        return None
    return EntryProblem(
        "words",
        _error("This entry has {count} characters of text. Shorten it to {most} at most.").format(
            count=length, most=LONGEST_TEXT
        ),
    )
