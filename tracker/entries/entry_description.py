"""The words for an entry on screen (“asked 50 €, donation”): its type, amount, answers, details.

The app has no word for what one owes. So the kind that lines and files call `debt` is shown as
loans.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.grammar import OPEN_AMOUNT_TYPES
from tracker.entries.hours import MINUTES_PER_HOUR
from tracker.entries.tags import format_tag_label
from tracker.entries.types import Answer, AnswerWord, Entry, Evidence
from tracker.i18n import (
    N_label,
    _label,
    format_amount,
    format_date,
    format_limit_percent,
    format_month,
    join_list,
)
from tracker.money import Cents, Hundredths
from tracker.months import Period

FormatAmount = Callable[[Cents], str]
"""How an amount is shown. Hidden amounts are shown as dots."""

TYPE_LABELS = {
    "ask": N_label("asked", "type of entry"),
    "seen": N_label("I saw", "type of entry"),
    "heard": N_label("I heard of", "type of entry"),
    "answered": N_label("answered", "type of entry"),
    "withdrew": N_label("no after all", "type of entry"),
    "paid": N_label("paid", "type of entry"),
    "cost": N_label("cost me", "type of entry"),
    "returned": N_label("refund", "type of entry"),
    "received": N_label("from the group", "type of entry"),
    "income": N_label("income", "type of entry"),
    "need": N_label("living costs", "type of entry"),
    "wage": N_label("wage", "type of entry"),
    "limit": N_label("my limit", "type of entry"),
    "goal": N_label("their goal", "type of entry"),
    "meeting": N_label("meeting", "type of entry"),
    "event": N_label("event", "type of entry"),
    "one-to-one": N_label("one-to-one", "type of entry"),
    "stall": N_label("stall", "type of entry"),
    "message": N_label("message", "type of entry"),
    "call": N_label("call", "type of entry"),
    "wrote": N_label("I wrote", "type of entry"),
}
"""The types of entries in the words of the screens."""

KIND_LABELS = {
    "donation": N_label("donation", "what for"),
    "dues": N_label("dues", "what for"),
    "merch": N_label("merch", "what for"),
    "event": N_label("event", "what for"),
    "literature": N_label("literature", "what for"),
    "other": N_label("other", "what for"),
    "food": N_label("food", "what for"),
    "rent": N_label("rent", "what for"),
    "energy": N_label("energy", "what for"),
    "transport": N_label("transport", "what for"),
    "health": N_label("health", "what for"),
    "debt": N_label("loans", "what for"),
}
"""What money is for, in the words of the screens."""

ANSWER_LABELS = {
    AnswerWord.NO: N_label("no", "answer"),
    AnswerWord.LATER: N_label("later", "answer"),
    AnswerWord.SILENT: N_label("no answer", "answer"),
    AnswerWord.YES: N_label("yes", "answer"),
    AnswerWord.PLEDGED: N_label("said yes to {amount}", "answer"),
    AnswerWord.GAVE: N_label("gave", "answer"),
}
PER_PERIOD = {
    Period.WEEK: N_label("{amount} a week"),
    Period.TWO_WEEKS: N_label("{amount} every two weeks"),
    Period.FOUR_WEEKS: N_label("{amount} every four weeks"),
    Period.MONTH: N_label("{amount} a month"),
    Period.QUARTER: N_label("{amount} a quarter"),
    Period.YEAR: N_label("{amount} a year"),
}
PERIOD_LABELS = {
    Period.WEEK: N_label("every week"),
    Period.TWO_WEEKS: N_label("every two weeks"),
    Period.FOUR_WEEKS: N_label("every four weeks"),
    Period.MONTH: N_label("every month"),
    Period.QUARTER: N_label("every quarter"),
    Period.YEAR: N_label("every year"),
}
"""How often something is, where no amount is known."""
NO_AMOUNT = N_label("no amount named")
UNKNOWN_AMOUNT = N_label("amount not known")


class EntryDescription(NamedTuple):
    """An entry in words, part by part. A part that the entry lacks is empty."""

    type_label: str
    amount: str
    kind: str
    answers: str
    tags: str
    words: str
    own_words: str
    details: str
    """What else it says, such as until when, for which entry, and how it was paid."""
    group: str
    private_note: str

    @property
    def sentence(self) -> str:
        """All of it on one line, without the private note."""
        head = (
            [self.type_label, self.amount]
            if self.amount and self.amount[0].isalpha()
            else [" ".join(filter(None, (self.type_label, self.amount)))]
        )
        quoted_words = f"“{self.words}”" if self.words else ""
        parts = (
            *head,
            self.kind,
            self.answers,
            self.details,
            self.tags,
            quoted_words,
            self.own_words,
        )
        return join_list(filter(None, parts))


def build_description(entry: Entry, format_money: FormatAmount = format_amount) -> EntryDescription:
    """Return an entry in words, in the person's language and locale."""
    row = flatten_entry(entry)
    answers = [_format_answer(answer, format_money) for answer in row.answers]
    return EntryDescription(
        type_label=_label(TYPE_LABELS[row.type]),
        amount=_format_amount(row, format_money),
        kind=_label(KIND_LABELS[row.kind]) if row.kind else "",
        answers=_join_answers(_count_repeated_answers(answers)),
        tags=format_tags(row.circumstances),
        words=row.words or "",
        own_words=row.own_words or "",
        details=join_list(_list_details(row)),
        group=row.group or "",
        private_note=row.private_note or "",
    )


def format_tags(tags: Iterable[str]) -> str:
    """Return tags by their labels: `others could hear, time to decide`."""
    return ", ".join(map(format_tag_label, tags))


def _format_amount(row: FlatRow, format_money: FormatAmount) -> str:
    if row.percent is not None:
        return _label("{percent} of income").format(percent=format_limit_percent(row.percent))
    if row.hours is not None:
        return format_duration(row.hours, row.hours_high, row.minutes)
    if row.low is None or row.high is None:
        if row.type not in OPEN_AMOUNT_TYPES:
            return ""
        unknown = NO_AMOUNT if row.type == "ask" else UNKNOWN_AMOUNT
        return join_list(
            (_label(unknown), *([_label(PERIOD_LABELS[row.every])] if row.every else []))
        )
    if row.low == row.high == 0 and row.every:
        return _label("none", "living costs") if row.type == "need" else _label("ended", "regular")
    if row.low == row.high:
        every = Period.MONTH if row.type == "limit" else row.every
        text = _format_per_period(format_money(row.low), every)
        return _label("{amount} an hour").format(amount=text) if row.type == "wage" else text
    ends = _label("{low} to {high}").format(low=format_money(row.low), high=format_money(row.high))
    return _format_per_period(ends, row.every)


def _format_per_period(amount: str, every: Period | None) -> str:
    return _label(PER_PERIOD[every]).format(amount=amount) if every else amount


def format_duration(low: Hundredths, high: Hundredths | None, minutes: int | None) -> str:
    """Return hours as one text: `2 h`, `2 to 3 h`, or `2 h 20 min` where minutes are known."""
    if minutes is not None:
        return _label("{hours} h {minutes} min").format(
            hours=minutes // MINUTES_PER_HOUR, minutes=minutes % MINUTES_PER_HOUR
        )
    if high is None:
        return _label("{hours} h").format(hours=_format_hours(low))
    return _label("{low} to {high} h").format(low=_format_hours(low), high=_format_hours(high))


def _format_hours(hundredths: int) -> str:
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return text.rstrip("0").rstrip(".")


def _count_repeated_answers(answers: Iterable[str]) -> Iterable[str]:
    """Yield answers in their order. One that was given several times in a row is counted."""
    for answer, times in groupby(answers):
        count = sum(1 for _answer in times)
        if count == 1:
            yield answer
        elif count == 2:
            yield _label("{answer} twice").format(answer=answer)
        else:
            yield _label("{answer} {count} times").format(answer=answer, count=count)


def _join_answers(answers: Iterable[str]) -> str:
    """Return answers in their order: `no twice, then said yes to 25.00`."""
    text = ""
    for answer in answers:
        then = _label("{earlier}, then {answer}").format(earlier=text, answer=answer)
        text = then if text else answer
    return text


def _format_answer(answer: Answer, format_money: FormatAmount) -> str:
    text = _label(ANSWER_LABELS[answer.word])
    if answer.amount is None:
        return text
    return text.format(amount=_format_per_period(format_money(answer.amount), answer.every))


def _list_details(row: FlatRow) -> Iterable[str]:
    is_once = row.type in ("income", "need") and row.low and not row.every
    yield from filter(None, (_label("once", "how often") if is_once else "", row.label))
    if row.until:
        yield _label("until {day}").format(day=format_date(row.until))
    if row.for_entry is not None:
        yield _label("for entry {number}").format(number=row.for_entry)
    if row.for_month is not None:
        yield _label("for {month}").format(month=format_month(row.for_month.first_day))
    yield from filter(None, (row.campaign, row.event))
    if row.met:
        yield _label("they say it was reached")
    if row.by:
        yield _label(PAID_BY_LABELS[row.by.value])
    if row.ref:
        yield _label("receipt: {place}").format(place=row.ref)
    is_said_by_receipt = row.ref and row.evidence is Evidence.DOCUMENTED
    if row.evidence is not Evidence.REMEMBERED and not is_said_by_receipt:
        yield _label(EVIDENCE_LABELS[row.evidence])


MEANS_LABELS = {
    "cash": N_label("cash", "paid by"),
    "transfer": N_label("transfer", "paid by"),
    "card": N_label("card", "paid by"),
    "debit": N_label("debit", "paid by"),
}
"""The choices of how something was paid."""
PAID_BY_LABELS = {
    "cash": N_label("in cash"),
    "transfer": N_label("by transfer"),
    "card": N_label("by card"),
    "debit": N_label("by direct debit"),
}
"""How something was paid, among the details of an entry."""
EVIDENCE_LABELS = {
    Evidence.DOCUMENTED: N_label("receipt", "how you know"),
    Evidence.REMEMBERED: N_label("from memory", "how you know"),
    Evidence.ESTIMATED: N_label("estimated", "how you know"),
}
"""How the person knows, in the words of the screens."""
