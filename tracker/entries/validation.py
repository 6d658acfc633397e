"""What must hold of an entry, however it came: typed as a line, or read from a bundle."""

from datetime import date
from typing import NamedTuple

from tracker.entries.parse_error import LONGEST_TEXT
from tracker.entries.types import (
    Answered,
    AnswerWord,
    Ask,
    Entry,
    Income,
    Limit,
    Meeting,
    Need,
    Paid,
    Returned,
    Withdrew,
)
from tracker.i18n import N_, _
from tracker.money import LARGEST, Hundredths

ALL_OF_IT: Hundredths = 10_000
"""100 percent, the highest a person's own line can be."""
NO_LIMIT = N_("a limit needs a percentage or an amount a month, written after the word limit")
"""Told where a limit names none, without an example: any number would be one to hold on to."""


class Problem(NamedTuple):
    """What does not hold: the field at fault and the mend in one sentence."""

    field: str
    message: str


def problem(entry: Entry, target: Entry | None) -> Problem | None:
    """The first thing wrong with an entry, None when all is well.

    `target` is the entry that its `for` names; None where it names none, or where there is none
    such in the book.
    """
    return (
        _tie(entry, target)
        or _amount(entry)
        or _limit(entry)
        or _hours(entry)
        or _answers(entry, target)
        or _until(entry)
        or _texts(entry)
    )


def _tie(entry: Entry, target: Entry | None) -> Problem | None:
    number: int | None = getattr(entry, "for_entry", None)
    if number is None:
        return None
    if target is None:
        return Problem("for_entry", _("there is no entry {number}").format(number=number))
    wrong = wrong_target(entry.word, number, target)
    if wrong is not None:
        return wrong
    if entry.day < target.day:
        return Problem(
            "for_entry",
            _("entry {number} is of {day}, which is later than this one").format(
                number=number, day=target.day
            ),
        )
    for name in ("kind", "group"):
        if getattr(entry, name) != getattr(target, name):
            return Problem(
                name,
                _("entry {number} gives the {name}: {value}; leave this out").format(
                    number=number,
                    name=_("kind") if name == "kind" else _("group"),
                    value=getattr(target, name) or _("none"),
                ),
            )
    return None


def wrong_target(word: str, number: int, target: Entry) -> Problem | None:
    """What is wrong with the entry to which one of a type shall belong; None when nothing is."""
    wanted = Paid if word == Returned.word else Ask
    if isinstance(target, wanted):
        return None
    if isinstance(target, Answered | Withdrew) and wanted is Ask:
        message = _("entry {number} answers an ask; write for {ask}").format(
            number=number, ask=target.for_entry
        )
    else:
        message = _("entry {number} is no line of {wanted}").format(
            number=number, wanted=wanted.word
        )
    return Problem("for_entry", message)


def _amount(entry: Entry) -> Problem | None:
    low: int | None = getattr(entry, "low", getattr(entry, "amount", None))
    high: int | None = getattr(entry, "high", low)
    if low is None or high is None:
        return None if low == high else Problem("amount", _("one end of the amount is missing"))
    if not 0 <= low <= high <= LARGEST:
        return Problem("amount", _("an amount lies between 0.01 and 9999999.99"))
    if low == 0 and not _may_be_zero(entry):
        return Problem("amount", _("an amount starts at 0.01"))
    return None


def _may_be_zero(entry: Entry) -> bool:
    """0 says that there is none, or ends something standing."""
    if isinstance(entry, Paid):
        return entry.every is not None
    return isinstance(entry, Income | Need | Limit)


def _limit(entry: Entry) -> Problem | None:
    if not isinstance(entry, Limit):
        return None
    if (entry.percent is None) == (entry.amount is None):
        return Problem("percent", _(NO_LIMIT))
    if entry.percent is not None and not 0 <= entry.percent <= ALL_OF_IT:
        return Problem("percent", _("a percentage lies between 0 and 100"))
    return None


def _hours(entry: Entry) -> Problem | None:
    if isinstance(entry, Meeting) and entry.hours is not None and entry.hours <= 0:
        return Problem("hours", _("hours start at 0.01; leave them out where they are not known"))
    return None


def _answers(entry: Entry, target: Entry | None) -> Problem | None:
    if isinstance(entry, Answered) and not entry.answers:
        return Problem("answers", _("an answer is missing: no, later, yes, pledged 50 or gave 20"))
    if not isinstance(entry, Ask | Answered):
        return None
    ask = entry if isinstance(entry, Ask) else target
    for answer in entry.answers:
        exact = isinstance(ask, Ask) and ask.low is not None and ask.low == ask.high
        if answer.word is AnswerWord.YES and not exact:
            return Problem(
                "answers",
                _("the ask names no exact amount; write what was promised, like pledged 50"),
            )
        if (answer.word is AnswerWord.PLEDGED) != (answer.amount is not None):
            return Problem("answers", _("pledged stands with an amount, like pledged 50"))
        if answer.amount is not None and not 0 < answer.amount <= LARGEST:
            return Problem("answers", _("an amount lies between 0.01 and 9999999.99"))
    return None


def _until(entry: Entry) -> Problem | None:
    until: date | None = getattr(entry, "until", None)
    if until is None:
        return None
    if until < entry.day:
        return Problem("until", _("{until} lies before the entry's own day").format(until=until))
    if isinstance(entry, Limit) or getattr(entry, "every", None) is not None:
        return None
    if isinstance(entry, Ask) and any(answer.every for answer in entry.answers):
        return None
    return Problem("until", _("until needs something standing, like 30/month"))


_TEXTS = ("group", "label", "campaign", "words", "ref", "private_note")


def _texts(entry: Entry) -> Problem | None:
    texts = [getattr(entry, name, None) or "" for name in _TEXTS]
    length = sum(map(len, (*texts, *getattr(entry, "circumstances", ()))))
    if length <= LONGEST_TEXT:
        return None
    return Problem(
        "words",
        _("the texts of this entry have {count} characters, and {most} are the most").format(
            count=length, most=LONGEST_TEXT
        ),
    )
