"""Build the entry of a line from its fields, with the group, kind and periods of the notebook."""

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.entries.amounts import Amount, describe_hourly_pay, describe_unknown_period
from tracker.entries.field_parser import FieldParser
from tracker.entries.flat_row import FlatRow, InvalidFlatRowError, build_entry
from tracker.entries.gifts import FindReferencesBelow, find_gift_amounts, find_no_references
from tracker.entries.grammar import (
    ABOUT,
    ALLOWED_FIELDS,
    OPEN_AMOUNT_TYPES,
    PERIOD_WORDS,
    RANGE_TYPES,
    SOURCE_WORDS,
    list_kinds,
)
from tracker.entries.parse_error import MissingFieldError, ParseError
from tracker.entries.parse_error_text import (
    describe_inexact_amount,
    describe_missing_own_words,
    describe_no_period,
    quote_typed,
    suggest_typed,
)
from tracker.entries.period_words import HOUR
from tracker.entries.tokenizer import Token
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, Evidence, Means, Payment
from tracker.entries.validation import (
    LIMIT_IS_MISSING,
    EntryProblem,
    describe_missing_entry,
    find_problem,
    find_wrong_target,
)
from tracker.i18n import _error, join_list
from tracker.money import Cents, format_short
from tracker.months import Period

NEEDED_AMOUNTS = OPEN_AMOUNT_TYPES - frozenset(SOURCE_WORDS)
"""Types that are asked for an amount where the line has none, though it may be unknown."""


def build_entries(
    fields: FieldParser, day: date, find_references: FindReferencesBelow = find_no_references
) -> tuple[Entry, ...]:
    """Return a line's entry, then each gift's payment. Raise ParseError at what does not fit."""
    _refuse_period(fields)
    target = _find_target(fields)
    if fields.word in NEEDED_AMOUNTS and fields.amount is None:
        raise _build_missing_error(fields, "amount")
    if target is not None and fields.for_entry is not None:
        _refuse_problem(fields, find_wrong_target(fields.word, fields.for_entry, target))
    row = _build_row(fields, day, target)
    try:
        entry = build_entry(row)
    except InvalidFlatRowError as error:
        raise _build_missing_error(fields, error.column) from error
    _refuse_problem(fields, find_problem(entry, target))
    if not fields.gifts:
        return (entry,)
    ask_number = row.for_entry if fields.word == "answered" else fields.context.next_number
    gift_amounts = find_gift_amounts(fields, entry, target, find_references)
    return (entry, *(_build_payment(entry, cents, ask_number) for cents in gift_amounts))


def _refuse_problem(fields: FieldParser, problem: EntryProblem | None) -> None:
    if problem is not None:
        name = "hours" if problem.field in ("hours_high", "minutes") else problem.field
        raise fields.find_token(name).build_error(problem.message)


def _find_period(fields: FieldParser) -> str | None:
    """Return how often the line says it is, with the amount or apart from it."""
    if fields.amount is not None and fields.amount.period:
        return fields.amount.period
    return fields.period


def _refuse_period(fields: FieldParser) -> None:
    amount, period = fields.amount, _find_period(fields)
    if fields.word == "limit" and period not in (None, Period.MONTH):
        token = amount.token if amount else fields.find_token("period")
        raise token.build_error(
            _error(
                "A limit can’t have this period. Type an amount a month, or a percentage of income."
            )
        )
    if amount is None:
        return
    if amount.period and fields.period:
        raise fields.find_token("period").build_error(
            _error("This line has two periods. Remove one of them.")
        )
    _refuse_inexact_amount(fields, amount)
    if period is not None:
        _refuse_unknown_period(fields.word, period, amount.token)


def _refuse_inexact_amount(fields: FieldParser, amount: Amount) -> None:
    """Raise ParseError at a range or `?` that the type does not take.

    A person gave one sum, also where they don't remember it. So both ends of a range are offered as
    estimates, and the middle isn't, because nobody said it.
    """
    if amount.low is None:
        if fields.word in OPEN_AMOUNT_TYPES:
            return
    elif amount.low == amount.high or fields.word in RANGE_TYPES:
        return
    elif "about" in ALLOWED_FIELDS[fields.word]:
        raise amount.token.build_error(
            _error("This needs one amount, not a range. Type {low} or {high}.").format(
                low=quote_typed(_write_estimate(fields, amount.low)),
                high=quote_typed(_write_estimate(fields, amount.high or amount.low)),
            )
        )
    if fields.word in RANGE_TYPES:
        raise amount.token.build_error(
            _error("A goal needs an amount. Type it, e.g. 1000 or 1000-1200")
        )
    raise amount.token.build_error(describe_inexact_amount())


def _write_estimate(fields: FieldParser, cents: Cents) -> str:
    """Return the line with an estimate in place of a range, as far as it needs it."""
    period = _find_period(fields)
    every = f"/{period}" if period in PERIOD_WORDS else ""
    target = "last" if fields.is_for_last else fields.for_entry
    rest = fields.kind or (f"for {target}" if target else "")
    return f"{fields.word} {ABOUT} {format_short(cents)}{every} {rest}".rstrip()


def _find_evidence(fields: FieldParser) -> Evidence:
    """Return how the person knows. `about` means an estimate.

    `about` is stored as `estimated`: a second word in files would have to be kept equal to it.
    """
    if fields.is_about and fields.evidence in (Evidence.DOCUMENTED, Evidence.REMEMBERED):
        raise fields.find_token("evidence").build_error(
            _error("“about” makes this an estimate. Remove “about” or “{evidence}”.").format(
                evidence=fields.evidence
            )
        )
    return (
        Evidence.ESTIMATED if fields.is_about else Evidence(fields.evidence or Evidence.REMEMBERED)
    )


def _refuse_unknown_period(word: str, period: str, token: Token) -> None:
    """Raise ParseError at the amount where its type has no such period."""
    if word == "wage" and period == HOUR:
        return
    if "period" not in ALLOWED_FIELDS[word]:
        raise token.build_error(describe_no_period(word))
    if period == HOUR and word == "income":
        raise token.build_error(describe_hourly_pay())
    if period == HOUR:
        raise token.build_error(describe_unknown_period())
    if period not in PERIOD_WORDS:
        raise token.build_error(describe_no_period(word))


def _find_target(fields: FieldParser) -> Entry | None:
    """Return the entry that `for` names, and replace `for last` by its number."""
    context = fields.context
    if fields.is_for_last:
        group = fields.group or context.default_group
        fields.for_entry = context.find_latest_ask(group)
        if fields.for_entry is None:
            raise fields.find_token("for_entry").build_error(
                _error(
                    "There’s no earlier ask of this group. Add the ask first, or type its number."
                )
            )
    if fields.for_entry is None:
        return None
    target = context.find_entry(fields.for_entry)
    if target is None:
        raise fields.find_token("for_entry").build_error(describe_missing_entry(fields.for_entry))
    return target


def _build_row(fields: FieldParser, day: date, target: Entry | None) -> FlatRow:
    allowed_fields = ALLOWED_FIELDS[fields.word]
    amount = fields.amount
    percent = fields.percent
    if amount is not None and percent is not None:
        raise fields.find_token("percent").build_error(
            _error("A limit is an amount or a percentage. Remove one of the two.")
        )
    period = _find_period(fields)
    every = Period(period) if period in PERIOD_WORDS and fields.word != "limit" else None
    ask = target if fields.word == "answered" else None
    ask_period = ask.every if isinstance(ask, Ask) else every
    group = fields.group or getattr(target, "group", None)
    if group is None and target is None and "group" in allowed_fields:
        group = fields.context.default_group
    return FlatRow(
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
        answers=_build_answers(fields, ask_period),
        met=fields.met,
        for_entry=fields.for_entry,
        campaign=fields.campaign,
        hours=fields.hours,
        circumstances=tuple(fields.circumstances),
        words=fields.words,
        by=Means(fields.by) if fields.by else None,
        ref=fields.ref,
        evidence=_find_evidence(fields),
        private_note=fields.private_note,
        for_month=fields.for_month,
        event=fields.event,
        hours_high=fields.hours_high,
        minutes=fields.minutes,
        own_words=fields.own_words,
    )


def _build_answers(fields: FieldParser, ask_period: Period | None) -> tuple[Answer, ...]:
    """Return the answers. A pledge without a period gets the ask's, one with `/once` gets none."""
    if not fields.answers:
        return ()
    answers = [answer for answer, _token in fields.answers]
    for index, answer in enumerate(answers):
        if answer.word is not AnswerWord.PLEDGED:
            continue
        period = fields.pledge_periods[index]
        if period is None:
            answers[index] = replace(answer, every=ask_period)
        elif period in PERIOD_WORDS:
            answers[index] = replace(answer, every=Period(period))
    return tuple(answers)


def _build_missing_error(fields: FieldParser, column: str) -> ParseError:
    """Return the error for what a type needs and the line lacks."""
    word = fields.word
    messages: dict[str, str] = {
        "amount": _error(
            "An amount is missing. Type it, or ? if no amount was named, e.g. {word} 50"
        ).format(word=word),
        "low": _error("An amount is missing. Type it, e.g. {word} 50").format(word=word),
        "kind": _error("What was it for? Type donation, dues, merch, event, literature or other."),
        "for_entry": _error("Which entry is this for? Type its number, e.g. {word} for 5").format(
            word=word
        ),
        "campaign": _error("What is the goal for? Type a name after +, e.g. goal 1000 +office"),
        "percent": _error(LIMIT_IS_MISSING),
        "own_words": describe_missing_own_words(),
    }
    if word != "ask":
        messages["amount"] = messages["low"]
        if word in NEEDED_AMOUNTS:
            messages["amount"] = _error(
                "An amount is missing. Type it, or ? if you don’t know it, e.g. {word} 50"
            ).format(word=word)
    elif fields.find_token("type").folded_text == AnswerWord.GAVE:
        messages["amount"] = suggest_typed("paid")
    if word == "need":
        messages["kind"] = _error("What is it for? Type one of these words: {kinds}").format(
            kinds=join_list(list_kinds(word))
        )
    token = fields.find_token("type")
    return MissingFieldError(messages[column], token.column, token.length)


def _build_payment(entry: Any, cents: int, ask_number: int | None) -> Payment:
    return Payment(
        day=entry.day,
        amount=cents,
        kind=entry.kind,
        group=entry.group,
        for_entry=ask_number,
        evidence=entry.evidence,
    )
