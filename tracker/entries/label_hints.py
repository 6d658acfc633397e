"""Hints for words that would become a label, though something else is meant (`may`, `cash`)."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.entries.amounts import describe_wrong_currency, is_currency_code
from tracker.entries.grammar import ALLOWED_FIELDS, ANSWER_WORDS, MEANS_WORDS, WEEKDAYS
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error_text import suggest_word
from tracker.entries.period_words import UNIT_WORDS, suggest_period
from tracker.entries.tokenizer import Token, fold, quote_label
from tracker.i18n import _error
from tracker.money import CURRENCY_NAMES, CURRENCY_SIGNS

_EVIDENCE_HINTS = {"receipt": "documented", "estimate": "estimated", "guess": "estimated"}
_EVIDENCE_HINTS |= dict.fromkeys(
    ("about", "approx", "approximately", "around", "ca", "circa", "etwa", "roughly", "ungefähr"),
    "estimated",
)
_MONTH_NAMES = (
    "january jan february feb march mar april apr may june jun july jul august aug september sept"
    " sep october oct november nov december dec januar februar märz maerz mai juni juli oktober okt"
    " dezember dez"
)
_MONTHS = frozenset(_MONTH_NAMES.split())
_SINCE_WORDS = frozenset(
    {"from", "since", "starting", "in", "until", "till", "ab", "seit", "bis", "im"}
)
_RELATIVE_WORDS = frozenset({"last", "next", "letzte", "letzten", "letztes", "nächste", "nächsten"})
_OCCASIONS = frozenset({"time", "meeting", "weekend", "session"})
_MEANS_PREFIXES = frozenset({"in", "per", "with", "via", "mit", "as"})
_PLAIN_MONTHS = _MONTHS - {"may", "mai", "jan", "mar", "jun", "sep"}
"""Months that are rather a month than a word or a name."""


def suggest_label_fix(label: Sequence[Token], word: str, context: ParseContext) -> str:
    """Return what to type for words that may not be a label, or an empty text if they are one."""
    words = [token.folded_text.strip(".,;:()") for token in label]
    return (
        _suggest_field(words, word)
        or _suggest_date(words, word)
        or _suggest_period(words)
        or _suggest_currency(label[-1], context.currency, is_alone=len(label) == 1)
        or _suggest_name(label, word, context)
    )


def _suggest_field(words: Sequence[str], word: str) -> str:
    last, is_alone = words[-1], len(words) == 1
    if (
        last in MEANS_WORDS
        and "by" in ALLOWED_FIELDS[word]
        and (is_alone or (len(words) == 2 and words[0] in _MEANS_PREFIXES))
    ):
        return suggest_word(f"by {last}")
    if not is_alone:
        return ""
    if last in _EVIDENCE_HINTS:
        return suggest_word(_EVIDENCE_HINTS[last])
    if last in ANSWER_WORDS:
        return _error(
            "An answer belongs to an ask. Type “answered {answer} for 5” with the number of the"
            " ask. If it’s a label, put it in 'single quotes'."
        ).format(answer={"pledged": "pledged 50", "gave": "gave 20"}.get(last, last))
    return ""


def _suggest_date(words: Sequence[str], word: str) -> str:
    # An event may be a march.
    only_word = words[0] if len(words) == 1 and (words[0] != "march" or word != "paid") else ""
    if only_word in _PLAIN_MONTHS or any(
        (previous in _SINCE_WORDS and name in _MONTHS)
        or (previous in _RELATIVE_WORDS and len(name) > 2 and name in UNIT_WORDS)
        for previous, name in pairwise(words)
    ):
        return describe_date_fix()
    return ""


def describe_date_fix() -> str:
    """Say where a date is written."""
    return _error(
        "Is this a date? Type it first in the line, such as 2025-09-01. If it’s a label, put it in"
        " 'single quotes'."
    )


def is_time_word(word: str) -> bool:
    """Return whether a word after `last` says when: `for last week`."""
    return word in UNIT_WORDS or word in _MONTHS or word in _OCCASIONS or word[:3] in WEEKDAYS


def _suggest_period(words: Sequence[str]) -> str:
    suggestion = suggest_period(words)
    return suggest_word(suggestion) if suggestion else ""


def _suggest_currency(last: Token, currency: str, *, is_alone: bool) -> str:
    if not is_alone:
        return ""
    codes, code = CURRENCY_NAMES.get(last.folded_text, ()), last.text.upper()
    is_code = code in CURRENCY_SIGNS or (last.text.isupper() and is_currency_code(last.text))
    if currency in codes or code == currency:
        return _error(
            "The currency is in the wrong place. Type it right after the amount, e.g. 50 {currency}"
        ).format(currency=currency)
    return describe_wrong_currency(currency) if codes or is_code else ""


def _suggest_name(label: Sequence[Token], word: str, context: ParseContext) -> str:
    text = " ".join(token.text for token in label)
    if (
        "group" in ALLOWED_FIELDS[word]
        and fold(text) in context.groups
        and text not in context.labels
    ):
        name = text if len(label) == 1 else f'"{text}"'
        return suggest_word(f"@{name}")
    if "_" in text and fold(text) in context.tags:
        return _error(
            "A tag belongs to an ask or a meeting. If it’s a label, type: {label}"
        ).format(label=quote_label(text))
    return ""
