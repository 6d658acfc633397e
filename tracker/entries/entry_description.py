"""How an entry reads for a person: in the preview, after logging, among the last entries."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from tracker.entries.flat_row import Columns, to_columns
from tracker.entries.types import Answer, AnswerWord, Entry, Evidence
from tracker.i18n import N_, _, shown_amount, shown_date, shown_limit_percent
from tracker.money import Cents
from tracker.months import Period

Shown = Callable[[Cents], str]
"""How an amount is shown; hidden amounts are shown as dots."""

WHAT = {
    "ask": N_("asked"),
    "answered": N_("answered"),
    "withdrew": N_("took back"),
    "paid": N_("paid"),
    "returned": N_("came back"),
    "received": N_("received"),
    "income": N_("income"),
    "need": N_("to live on"),
    "wage": N_("wage"),
    "limit": N_("my line"),
    "goal": N_("their target"),
    "meeting": N_("meeting"),
    "event": N_("event"),
    "one-to-one": N_("one-to-one"),
    "stall": N_("stall"),
    "message": N_("message"),
    "call": N_("call"),
}
"""The types of entries in the words of the screens."""

KINDS = {
    "donation": N_("donation"),
    "dues": N_("dues"),
    "merch": N_("merch"),
    "event": N_("event"),
    "literature": N_("literature"),
    "other": N_("other"),
    "food": N_("food"),
    "rent": N_("rent"),
    "energy": N_("energy"),
    "transport": N_("transport"),
    "health": N_("health"),
    "debt": N_("debt"),
}
"""What money is for, in the words of the screens."""

ANSWERS = {
    AnswerWord.NO: N_("no"),
    AnswerWord.LATER: N_("later"),
    AnswerWord.YES: N_("yes"),
    AnswerWord.PLEDGED: N_("yes to {amount}"),
    AnswerWord.GAVE: N_("gave"),
}
SPOKEN = {
    "no_accepted": N_("no was accepted"),
    "no_not_accepted": N_("no was not accepted"),
}
"""Tags that read as a riddle when their words only stand beside one another."""
PER = {
    Period.WEEK: N_("{amount} a week"),
    Period.MONTH: N_("{amount} a month"),
    Period.QUARTER: N_("{amount} a quarter"),
    Period.YEAR: N_("{amount} a year"),
}
NO_AMOUNT = N_("no amount named")


class Reading(NamedTuple):
    """An entry in words, part by part; a part that the entry lacks is empty."""

    what: str
    amount: str
    kind: str
    answers: str
    how: str
    said: str
    more: str
    """Whatever else it says: until when, for which entry, how paid, which campaign."""
    group: str
    private_note: str

    @property
    def sentence(self) -> str:
        """All of it on one line, without the private note."""
        between = ", " if _(NO_AMOUNT) in self.amount else " "
        head = between.join(part for part in (self.what, self.amount) if part)
        said = f"“{self.said}”" if self.said else ""
        parts = (head, self.kind, self.answers, self.more, self.how, said)
        return ", ".join(part for part in parts if part)


def reading(entry: Entry, shown: Shown = shown_amount) -> Reading:
    """An entry in the person's language and locale."""
    row = to_columns(entry)
    return Reading(
        what=_(WHAT[row.type]),
        amount=_amount(row, shown),
        kind=_(KINDS[row.kind]) if row.kind else "",
        answers=_(", then ").join(_in_turn(_answer(answer, shown) for answer in row.answers)),
        how=spoken(row.circumstances),
        said=row.words or "",
        more=", ".join(_more(row)),
        group=row.group or "",
        private_note=row.private_note or "",
    )


def spoken(tags: Iterable[str]) -> str:
    """Tags as words: `in public, deadline`."""
    return ", ".join(_(SPOKEN[tag]) if tag in SPOKEN else tag.replace("_", " ") for tag in tags)


def _amount(row: Columns, shown: Shown) -> str:
    if row.percent is not None:
        return _("{percent} of income").format(percent=shown_limit_percent(row.percent))
    if row.hours is not None:
        return _("{hours} h").format(hours=_hours(row.hours))
    if row.low is None or row.high is None:
        return _per(_(NO_AMOUNT), row.every) if row.type == "ask" else ""
    if row.low == row.high == 0 and row.every:
        return _("none") if row.type == "need" else _("no more")
    if row.low == row.high:
        every = Period.MONTH if row.type == "limit" else row.every
        text = _per(shown(row.low), every)
        return _("{amount} an hour").format(amount=text) if row.type == "wage" else text
    ends = _("{low} to {high}").format(low=shown(row.low), high=shown(row.high))
    return _per(ends, row.every)


def _per(amount: str, every: Period | None) -> str:
    return _(PER[every]).format(amount=amount) if every else amount


def _hours(hundredths: int) -> str:
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return text.rstrip("0").rstrip(".")


def _in_turn(answers: Iterable[str]) -> Iterable[str]:
    """Answers in the order they were given; one that was given again and again is counted."""
    for answer, times in groupby(answers):
        count = sum(1 for _each in times)
        told = {1: "{answer}", 2: _("{answer} twice")}.get(count, _("{answer} {count} times"))
        yield told.format(answer=answer, count=count)


def _answer(answer: Answer, shown: Shown) -> str:
    text = _(ANSWERS[answer.word])
    if answer.amount is None:
        return text
    return text.format(amount=_per(shown(answer.amount), answer.every))


def _more(row: Columns) -> Iterable[str]:
    if row.type in ("income", "need") and row.low and not row.every:
        yield _("once")
    if row.label:
        yield row.label
    if row.until:
        yield _("until {day}").format(day=shown_date(row.until))
    if row.for_entry is not None:
        yield _("for entry {number}").format(number=row.for_entry)
    if row.campaign:
        yield row.campaign
    if row.met:
        yield _("said to be met")
    if row.by:
        yield _("by {means}").format(means=_(MEANS[row.by.value]))
    if row.ref:
        yield _("proof: {place}").format(place=row.ref)
    if row.evidence is not Evidence.REMEMBERED:
        yield _(EVIDENCE[row.evidence])


MEANS = {"cash": N_("cash"), "transfer": N_("transfer"), "card": N_("card"), "debit": N_("debit")}
EVIDENCE = {
    Evidence.DOCUMENTED: N_("receipt"),
    Evidence.REMEMBERED: N_("from memory"),
    Evidence.ESTIMATED: N_("estimated"),
}
"""How the person knows, in the words of the screens."""
