"""Bare words that would be a label, though something else is meant by them."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.entries.amounts import names_currency, other_currency
from tracker.entries.grammar import ANSWERS, MEANS, TAKES, WEEKDAYS
from tracker.entries.parse_context import Known
from tracker.entries.parse_error_text import did_you_mean, quote_label
from tracker.entries.period_words import UNITS, slip_of_period
from tracker.entries.tokenizer import Token, fold
from tracker.i18n import _
from tracker.money import CURRENCY_NAMES, SIGNS

_EVIDENCE = {"receipt": "documented", "estimate": "estimated", "guess": "estimated"}
_EVIDENCE |= dict.fromkeys(
    ("about", "approx", "approximately", "around", "ca", "circa", "etwa", "roughly", "ungefähr"),
    "estimated",
)
_MONTH_NAMES = (
    "january jan february feb march mar april apr may june jun july jul august aug september sept"
    " sep october oct november nov december dec januar februar märz maerz mai juni juli oktober okt"
    " dezember dez"
)
_MONTHS = frozenset(_MONTH_NAMES.split())
_FROM = frozenset({"from", "since", "starting", "in", "until", "till", "ab", "seit", "bis", "im"})
_LAST = frozenset({"last", "next", "letzte", "letzten", "letztes", "nächste", "nächsten"})
_OCCASIONS = frozenset({"time", "meeting", "weekend", "session"})
_BY = frozenset({"in", "per", "with", "via", "mit", "as"})
_NO_NAMES = _MONTHS - {"may", "mai", "jan", "mar", "jun", "sep"}
"""Months that are rather a month than a word or a name."""


def find_meaning(label: Sequence[Token], word: str, known: Known) -> str:
    """Return what to write for a label that means something else; empty where it is one."""
    words = [token.folded.strip(".,;:()") for token in label]
    return (
        _as_fields(words, word)
        or _as_day(words, word)
        or _as_period(words)
        or _as_currency(label[-1], known.currency, is_alone=len(label) == 1)
        or _as_name(label, word, known)
    )


def _as_fields(words: Sequence[str], word: str) -> str:
    last, alone = words[-1], len(words) == 1
    if last in MEANS and "by" in TAKES[word] and (alone or (len(words) == 2 and words[0] in _BY)):
        return did_you_mean(f"by {last}")
    if not alone:
        return ""
    if last in _EVIDENCE:
        return did_you_mean(_EVIDENCE[last])
    if last in ANSWERS:
        return _(
            "an answer belongs to an ask: answered {answer} for 5. A label is written in 'quotes'"
        ).format(answer={"pledged": "pledged 50", "gave": "gave 20"}.get(last, last))
    return ""


def _as_day(words: Sequence[str], word: str) -> str:
    # An event may be a march.
    alone = words[0] if len(words) == 1 and (words[0] != "march" or word != "paid") else ""
    if alone in _NO_NAMES or any(
        (before in _FROM and name in _MONTHS)
        or (before in _LAST and len(name) > 2 and name in UNITS)
        for before, name in pairwise(words)
    ):
        return date_fix()
    return ""


def date_fix() -> str:
    """Say where a date is written."""
    return _("write the date first, such as 2025-09-01. A label is written in 'quotes'")


def is_time(word: str) -> bool:
    """Whether a word behind `last` says when: `for last week`."""
    return word in UNITS or word in _MONTHS or word in _OCCASIONS or word[:3] in WEEKDAYS


def _as_period(words: Sequence[str]) -> str:
    slip = slip_of_period(words)
    return did_you_mean(slip) if slip else ""


def _as_currency(last: Token, currency: str, *, is_alone: bool) -> str:
    if not is_alone:
        return ""
    named, code = CURRENCY_NAMES.get(last.folded, ()), last.text.upper()
    is_code = code in SIGNS or (last.text.isupper() and names_currency(last.text))
    if currency in named or code == currency:
        return _("write the currency right after the amount, such as 50 {currency}").format(
            currency=currency
        )
    return other_currency(currency) if named or is_code else ""


def _as_name(label: Sequence[Token], word: str, known: Known) -> str:
    text = " ".join(token.text for token in label)
    if "group" in TAKES[word] and fold(text) in known.groups and text not in known.labels:
        name = text if len(label) == 1 else f'"{text}"'
        return did_you_mean(f"@{name}")
    if "_" in text and fold(text) in known.tags:
        return _(
            "a tag belongs to an ask or a meeting. A label is written in quotes: {label}"
        ).format(label=quote_label(text))
    return ""
