"""The entry that the fields of a line make, with what the book adds: group, kind, periods."""

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.entries.amounts import hourly, other_period
from tracker.entries.field_parser import Fields
from tracker.entries.flat_row import Columns, NoSuchEntry, from_columns
from tracker.entries.gifts import Below, nothing_below, read_gifts
from tracker.entries.grammar import PERIODS, TAKES
from tracker.entries.parse_error import Refusal
from tracker.entries.parse_error_text import no_period
from tracker.entries.period_words import HOUR
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, Evidence, Means, Paid
from tracker.entries.validation import NO_LIMIT, Problem, problem, wrong_target
from tracker.i18n import _
from tracker.months import Period


def make_entries(fields: Fields, day: date, below: Below = nothing_below) -> tuple[Entry, ...]:
    """The entry of a line, then the payment of each gift; raises Refusal at what does not fit."""
    _refuse_period(fields)
    target = _target(fields)
    if fields.word == "ask" and fields.amount is None:
        raise _missing(fields, "amount")
    if target is not None and fields.for_entry is not None:
        _refuse(fields, wrong_target(fields.word, fields.for_entry, target))
    row = _row(fields, day, target)
    try:
        entry = from_columns(row)
    except NoSuchEntry as error:
        raise _missing(fields, error.column) from error
    _refuse(fields, problem(entry, target))
    ask_number = row.for_entry if fields.word == "answered" else fields.known.next_number
    given = read_gifts(fields, entry, target, below)
    return (entry, *(_payment(entry, cents, ask_number) for cents in given))


def _refuse(fields: Fields, wrong: Problem | None) -> None:
    if wrong is not None:
        raise fields.place(wrong.field).refused(wrong.message)


def _refuse_period(fields: Fields) -> None:
    amount = fields.amount
    period = (amount.period if amount else None) or fields.period
    if fields.word == "limit" and period not in (None, Period.MONTH):
        token = amount.token if amount else fields.place("period")
        raise token.refused(_("a limit is an amount a month, or a percentage"))
    if amount is None:
        return
    if amount.period and fields.period:
        raise fields.place("period").refused(_("this is said twice; leave one out"))
    token = amount.token
    exact = amount.low is not None and amount.low == amount.high
    if not exact and fields.word != "ask":
        raise token.refused(_("one exact amount stands here, like 50"))
    if period is None or (fields.word == "wage" and period == HOUR):
        return
    if period == HOUR and "period" in TAKES[fields.word]:
        raise token.refused(hourly() if fields.word == "income" else other_period())
    if period not in PERIODS or "period" not in TAKES[fields.word]:
        raise token.refused(no_period(fields.word))


def _target(fields: Fields) -> Entry | None:
    """The entry that `for` names; `for last` becomes its number."""
    known = fields.known
    if fields.for_last:
        group = fields.group or known.default_group
        fields.for_entry = known.last_ask(group)
        if fields.for_entry is None:
            raise fields.place("for_entry").refused(_("there is no earlier ask to refer to"))
    if fields.for_entry is None:
        return None
    target = known.entry(fields.for_entry)
    if target is None:
        raise fields.place("for_entry").refused(
            _("there is no entry {number}").format(number=fields.for_entry)
        )
    return target


def _row(fields: Fields, day: date, target: Entry | None) -> Columns:
    takes = TAKES[fields.word]
    amount = fields.amount
    percent = fields.percent
    if amount is not None and percent is not None:
        raise fields.place("percent").refused(_("this is said twice; leave one out"))
    said = (amount.period if amount else None) or fields.period
    every = Period(said) if said in PERIODS and fields.word != "limit" else None
    asked = target if fields.word == "answered" else None
    standing = asked.every if isinstance(asked, Ask) else every
    group = fields.group or getattr(target, "group", None)
    if group is None and target is None and "group" in takes:
        group = fields.known.default_group
    return Columns(
        type=fields.word,
        day=day,
        group=group,
        label=fields.label,
        kind=fields.kind or getattr(target, "kind", None),
        every=every,
        until=fields.until,
        low=amount.low if amount else None,
        high=amount.high if amount else None,
        percent=percent,
        answers=_answers(fields, standing),
        met=fields.met,
        for_entry=fields.for_entry,
        campaign=fields.campaign,
        hours=fields.hours,
        circumstances=tuple(fields.circumstances),
        words=fields.words,
        by=Means(fields.by) if fields.by else None,
        ref=fields.ref,
        evidence=Evidence(fields.evidence or Evidence.REMEMBERED),
        private_note=fields.private_note,
    )


def _answers(fields: Fields, standing: Period | None) -> tuple[Answer, ...]:
    """The answers; a pledge without a period takes the ask's, `/once` none."""
    answers = []
    for index, (answer, _token) in enumerate(fields.answers):
        if answer.word is AnswerWord.PLEDGED:
            period = fields.pledge_periods[index]
            every = standing if period is None else Period(period) if period in PERIODS else None
            answers.append(replace(answer, every=every))
        else:
            answers.append(answer)
    return tuple(answers)


def _missing(fields: Fields, column: str) -> Refusal:
    """The refusal for what a type needs and the line lacks."""
    word = fields.word
    messages: dict[str, str] = {
        "amount": _("an amount is missing, like {word} 50; ? says that none was named").format(
            word=word
        ),
        "low": _("an amount is missing, like {word} 50").format(word=word),
        "kind": _("what was it for? write donation, dues, merch, event, literature or other"),
        "for_entry": _("which entry? write its number: {word} for 5").format(word=word),
        "campaign": _("a goal names its campaign, like goal 1000 +office"),
        "percent": _(NO_LIMIT),
    }
    if word != "ask":
        messages["amount"] = messages["low"]
    elif fields.place("type").folded == AnswerWord.GAVE:
        messages["amount"] = _("did you mean {word}?").format(word="paid")
    if word == "need":
        messages["kind"] = _(
            "what is it for? write food, rent, energy, transport, health, debt or other"
        )
    return fields.place("type").refused(messages[column])


def _payment(entry: Any, cents: int, ask_number: int | None) -> Paid:
    return Paid(
        day=entry.day,
        amount=cents,
        kind=entry.kind,
        group=entry.group,
        for_entry=ask_number,
        evidence=entry.evidence,
    )
