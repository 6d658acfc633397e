"""The words for an entry on screen (“asked 50 €, donation”): its type, amount, answers, details."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.grammar import OPEN_AMOUNT_TYPES
from tracker.entries.hours import MINUTES_PER_HOUR
from tracker.entries.tags import format_tag_label
from tracker.entries.types import Answer, AnswerWord, Entry, Evidence
from tracker.i18n import N_, _, format_amount, format_date, format_limit_percent, format_month
from tracker.money import Cents, Hundredths
from tracker.months import Period

FormatAmount = Callable[[Cents], str]
"""How an amount is shown; hidden amounts are shown as dots."""

TYPE_LABELS = {
    "ask": N_("asked"),
    "seen": N_("I saw"),
    "heard": N_("I was told"),
    "answered": N_("answered"),
    "withdrew": N_("took back"),
    "paid": N_("paid"),
    "cost": N_("cost me"),
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
    "wrote": N_("I wrote"),
}
"""The types of entries in the words of the screens."""

KIND_LABELS = {
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

ANSWER_LABELS = {
    AnswerWord.NO: N_("no"),
    AnswerWord.LATER: N_("later"),
    AnswerWord.SILENT: N_("no answer"),
    AnswerWord.YES: N_("yes"),
    AnswerWord.PLEDGED: N_("yes to {amount}"),
    AnswerWord.GAVE: N_("gave"),
}
PER_PERIOD = {
    Period.WEEK: N_("{amount} a week"),
    Period.TWO_WEEKS: N_("{amount} every two weeks"),
    Period.FOUR_WEEKS: N_("{amount} every four weeks"),
    Period.MONTH: N_("{amount} a month"),
    Period.QUARTER: N_("{amount} a quarter"),
    Period.YEAR: N_("{amount} a year"),
}
NO_AMOUNT = N_("no amount named")
UNKNOWN_AMOUNT = N_("amount not known")


class EntryDescription(NamedTuple):
    """An entry in words, part by part; a part that the entry lacks is empty."""

    type_label: str
    amount: str
    kind: str
    answers: str
    tags: str
    words: str
    own_words: str
    details: str
    """Whatever else it says: until when, for which entry, how paid, which campaign."""
    group: str
    private_note: str

    @property
    def sentence(self) -> str:
        """All of it on one line, without the private note."""
        is_unknown = _(NO_AMOUNT) in self.amount or _(UNKNOWN_AMOUNT) in self.amount
        separator = ", " if is_unknown else " "
        head = separator.join(part for part in (self.type_label, self.amount) if part)
        quoted_words = f"“{self.words}”" if self.words else ""
        parts = (
            head,
            self.kind,
            self.answers,
            self.details,
            self.tags,
            quoted_words,
            self.own_words,
        )
        return ", ".join(part for part in parts if part)


def build_description(entry: Entry, format_money: FormatAmount = format_amount) -> EntryDescription:
    """Return an entry in words, in the person's language and locale."""
    row = flatten_entry(entry)
    answers = [_format_answer(answer, format_money) for answer in row.answers]
    return EntryDescription(
        type_label=_(TYPE_LABELS[row.type]),
        amount=_format_amount(row, format_money),
        kind=_(KIND_LABELS[row.kind]) if row.kind else "",
        answers=_(", then ").join(_count_repeated_answers(answers)),
        tags=format_tags(row.circumstances),
        words=row.words or "",
        own_words=row.own_words or "",
        details=", ".join(_list_details(row)),
        group=row.group or "",
        private_note=row.private_note or "",
    )


def format_tags(tags: Iterable[str]) -> str:
    """Return tags by their labels: `others could hear, time to decide`."""
    return ", ".join(map(format_tag_label, tags))


def _format_amount(row: FlatRow, format_money: FormatAmount) -> str:
    if row.percent is not None:
        return _("{percent} of income").format(percent=format_limit_percent(row.percent))
    if row.hours is not None:
        return _format_duration(row.hours, row.hours_high, row.minutes)
    if row.low is None or row.high is None:
        if row.type not in OPEN_AMOUNT_TYPES:
            return ""
        unknown = UNKNOWN_AMOUNT if row.type in ("paid", "cost", "returned") else NO_AMOUNT
        return _format_per_period(_(unknown), row.every)
    if row.low == row.high == 0 and row.every:
        return _("none") if row.type == "need" else _("no more")
    if row.low == row.high:
        every = Period.MONTH if row.type == "limit" else row.every
        text = _format_per_period(format_money(row.low), every)
        return _("{amount} an hour").format(amount=text) if row.type == "wage" else text
    ends = _("{low} to {high}").format(low=format_money(row.low), high=format_money(row.high))
    return _format_per_period(ends, row.every)


def _format_per_period(amount: str, every: Period | None) -> str:
    return _(PER_PERIOD[every]).format(amount=amount) if every else amount


def _format_duration(low: Hundredths, high: Hundredths | None, minutes: int | None) -> str:
    if minutes is not None:
        return _("{hours} h {minutes} min").format(
            hours=minutes // MINUTES_PER_HOUR, minutes=minutes % MINUTES_PER_HOUR
        )
    if high is None:
        return _("{hours} h").format(hours=_format_hours(low))
    return _("{low} to {high} h").format(low=_format_hours(low), high=_format_hours(high))


def _format_hours(hundredths: int) -> str:
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return text.rstrip("0").rstrip(".")


def _count_repeated_answers(answers: Iterable[str]) -> Iterable[str]:
    """Yield answers in their order; one that was given several times in a row is counted."""
    for answer, times in groupby(answers):
        count = sum(1 for _answer in times)
        if count == 1:
            yield answer
        elif count == 2:
            yield _("{answer} twice").format(answer=answer)
        else:
            yield _("{answer} {count} times").format(answer=answer, count=count)


def _format_answer(answer: Answer, format_money: FormatAmount) -> str:
    text = _(ANSWER_LABELS[answer.word])
    if answer.amount is None:
        return text
    return text.format(amount=_format_per_period(format_money(answer.amount), answer.every))


def _list_details(row: FlatRow) -> Iterable[str]:
    is_once = row.type in ("income", "need") and row.low and not row.every
    yield from filter(None, (_("once") if is_once else "", row.label))
    if row.until:
        yield _("until {day}").format(day=format_date(row.until))
    if row.for_entry is not None:
        yield _("for entry {number}").format(number=row.for_entry)
    if row.for_month is not None:
        yield _("for {month}").format(month=format_month(row.for_month.first_day))
    yield from filter(None, (row.campaign, row.event))
    if row.met:
        yield _("said to be met")
    if row.by:
        yield _("by {means}").format(means=_(MEANS_LABELS[row.by.value]))
    if row.ref:
        yield _("proof: {place}").format(place=row.ref)
    if row.evidence is not Evidence.REMEMBERED:
        yield _(EVIDENCE_LABELS[row.evidence])


MEANS_LABELS = {
    "cash": N_("cash"),
    "transfer": N_("transfer"),
    "card": N_("card"),
    "debit": N_("debit"),
}
EVIDENCE_LABELS = {
    Evidence.DOCUMENTED: N_("receipt"),
    Evidence.REMEMBERED: N_("from memory"),
    Evidence.ESTIMATED: N_("estimated"),
}
"""How the person knows, in the words of the screens."""
