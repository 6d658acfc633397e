"""A bare number typed where one amount is asked for: the whole entry line that it makes."""

import re
from dataclasses import replace
from typing import NamedTuple

from tracker.entries.amounts import is_currency_code, looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.grammar import ALLOWED_FIELDS, PERIOD_WORDS
from tracker.entries.line_writer import write_line
from tracker.entries.parse_error import ParseError
from tracker.entries.period_words import split_period
from tracker.entries.tokenizer import TokenMark, tokenize
from tracker.entries.types import Entry, Evidence, Need
from tracker.money import CURRENCY_NAMES, CURRENCY_SIGNS

_COST_LINES = ("need food", "need rent")
"""Lines that ask what is paid each month, also where that is nothing."""
_EXPECTED_LINES = {"income": ("income", "/month"), "need": ("need other", "/month")} | {
    cost: (cost, "/month") for cost in _COST_LINES
}
"""What a line that is only its type asks for, and what follows the amount."""

_SUM_WORDS = re.compile(
    r"\s+(?:net|netto|gross|brutto|after tax(?:es)?|nach steuern|total)\s*$", re.IGNORECASE
)
"""Words that say of an income which sum it is, and not what brought it."""


class BareAmountLine(NamedTuple):
    """The line that a bare number makes, and how far the typed text was shifted in it."""

    line: str
    shift: int


def complete_bare_amount(beginning: str, typed: str) -> BareAmountLine | None:
    """Return the line of a bare number typed after its beginning, or None for anything else."""
    expected = _find_expected_amount(beginning)
    if expected is None:
        return None
    before, after, unit = expected
    start = len(typed) - len(typed.lstrip())
    head = beginning.strip()
    if typed[start:].startswith(head + " ") and not after:
        start += len(head) + 1
    whole, slashes, note = typed[start:].partition("//")
    bare = _SUM_WORDS.sub("", whole) if before == "income" else whole
    if not _is_bare(bare):
        return None
    start += len(bare) - len(bare.lstrip())
    label = whole[len(bare) :].strip()
    amount, period = split_period(bare.strip())
    if period:
        # What is said replaces the period that was begun with.
        head, _space, last = before.rpartition(" ")
        before, unit = head if last.startswith("/") else before, f"/{period}"
    elif "/" in amount or "%" in amount or not (amount.strip("0., ") or before in _COST_LINES):
        unit = ""
    parts = (before, amount + unit, label, after, f"//{note}" if slashes else "")
    line = " ".join(part for part in parts if part)
    return BareAmountLine(line, len(before) + bool(before) - start)


def _find_expected_amount(beginning: str) -> tuple[str, str, str] | None:
    """Return what comes before the amount, what comes after it, and its period or `%`."""
    head = beginning.strip()
    try:
        tokens = tokenize(head)
    except ParseError:
        return None
    at = 1 if tokens and looks_like_day(tokens[0]) else 0
    word = tokens[at].folded_text if at < len(tokens) and tokens[at].mark is TokenMark.WORD else ""
    if word not in ALLOWED_FIELDS or "amount" not in ALLOWED_FIELDS[word]:
        return None
    token = next(filter(looks_like_amount, tokens[at + 1 :]), None)
    if token is None or tokens[tokens.index(token) - 1].folded_text == "for":
        before, unit = _EXPECTED_LINES.get(head.casefold(), (head, ""))
        return before, "", unit
    if not token.text.strip("0").partition("/")[0]:
        # What ends something is no question for an amount.
        return None
    end = token.column - 1 + token.length
    period = split_period(token.text)[1]
    unit = f"/{period}" if period else "%" * token.text.endswith("%")
    return head[: token.column - 1].rstrip(), head[end:].strip(), unit


def _is_bare(text: str) -> bool:
    """Return whether a text is only an amount, with its currency and period."""
    try:
        tokens = tokenize(split_period(text.strip())[0])
    except ParseError:
        return False
    words = [token.text for token in tokens]
    if (
        not tokens
        or not looks_like_amount(tokens[0])
        or looks_like_day(tokens[0])
        or len(tokens) > 2
    ):
        return False
    return len(tokens) == 1 or _is_unit(words[1])


def _is_unit(word: str) -> bool:
    is_currency = word in CURRENCY_SIGNS.values() or is_currency_code(word)
    return is_currency or word == "%" or word.casefold() in CURRENCY_NAMES


def write_line_without_amount(entry: Entry, currency: str) -> str:
    """Return the line that would save an entry today, without its amount."""
    bare = replace(entry, private_note=None, evidence=Evidence.REMEMBERED)
    words = write_line(bare, currency).split(" ")[1:]
    amount = words.pop(2 if isinstance(entry, Need) else 1)
    period = amount.partition("/")[2]
    return " ".join([*words, f"/{period}"] if period in PERIOD_WORDS else words) + " "
