"""Amounts on an entry line: exact, a range or open, with currency and period (`30 EUR/month`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.entries.grammar import PERIOD_WORDS
from tracker.entries.parse_error import WrongRangeError
from tracker.entries.period_words import (
    HOUR,
    ONCE,
    UNIT_WORDS,
    find_period_of_word,
    is_frequency_word,
)
from tracker.entries.tokenizer import Token, TokenMark
from tracker.entries.word_matching import find_similar_word
from tracker.i18n import _error
from tracker.locale_data import load_currencies
from tracker.money import (
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    Cents,
    InvalidAmountError,
    describe_missing_digits,
    format_canonical,
    format_short,
    parse_cents,
)
from tracker.months import Period

_SIGN_LETTERS = "".join(sign for sign in CURRENCY_SIGNS.values() if len(sign) == 1)
_OTHER_CURRENCY_SIGNS = _SIGN_LETTERS + "¢₽₿₡₱₲₵₸₺₼₾"
_AMOUNT_STARTS = frozenset(".,+-\N{MINUS SIGN}?" + _OTHER_CURRENCY_SIGNS)
"""Characters besides digits with which an amount may start."""
_CENT_WORDS = frozenset({"cent", "cents", "ct", "cts", "penny", "pence"})
_MULTIPLIER_WORDS = frozenset(
    {"k", "hundred", "hundert", "thousand", "tausend", "tsd", "million", "mio"}
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read: `low` and `high` are None when it is open, `period` as it was written."""

    low: Cents | None
    high: Cents | None
    period: str | None
    token: Token
    token_count: int
    """How many tokens it took."""
    period_token_count: int = 0
    """How many of these say its period in words."""

    @property
    def every(self) -> Period | None:
        """Its period, or None without one and for `once`."""
        return Period(self.period) if self.period in PERIOD_WORDS else None


def looks_like_amount(token: Token) -> bool:
    """Return whether a token starts as an amount does."""
    if token.mark is not TokenMark.WORD:
        return False
    first = token.text[0]
    return first in _AMOUNT_STARTS or first.isdecimal()


def join_percent_sign(line: Sequence[Token], at: int) -> Token:
    """Return the token at a place, joined with a percent sign after it: `2 %`."""
    token = line[at]
    if at + 1 == len(line) or line[at + 1].mark is not TokenMark.WORD or line[at + 1].text != "%":
        return token
    end = line[at + 1].column + line[at + 1].length
    return token._replace(text=f"{token.text}%", length=end - token.column)


def read_amount(line: Sequence[Token], at: int, currency: str) -> Amount:
    """Read the amount that starts at a token, with its currency and period after it."""
    token = line[at]
    text, slash, period = token.text.partition("/")
    text = _strip_currency_sign(text, token, currency)
    token_count = 1
    if not slash and at + 1 < len(line) and line[at + 1].mark is TokenMark.WORD:
        unit, unit_slash, unit_period = line[at + 1].text.partition("/")
        if _is_currency(unit, line[at + 1], currency):
            slash, period, token_count = unit_slash, unit_period, 2
        else:
            _refuse_unit(text, unit.casefold().rstrip("."), line[at + 1])
    if (
        slash
        and (not period or period.isdecimal())
        and at + token_count < len(line)
        and line[at + token_count].folded_text in UNIT_WORDS
    ):
        period, token_count = period + line[at + token_count].text, token_count + 1
    if slash:
        period = _read_period(period, line[at + token_count - 1])
    low, high = _read_range(text, token)
    return Amount(low, high, period or None, token, token_count)


def _strip_currency_sign(text: str, token: Token, currency: str) -> str:
    sign = CURRENCY_SIGNS.get(currency)
    if sign and text.startswith(sign):
        return text[len(sign) :]
    if sign and text.endswith(sign):
        return text[: -len(sign)]
    if text[:1] in _OTHER_CURRENCY_SIGNS or text[-1:] in _OTHER_CURRENCY_SIGNS:
        raise token.build_error(describe_wrong_currency(currency))
    return text


def _refuse_unit(text: str, unit: str, token: Token) -> None:
    """Refuse what makes another amount of the figures before it."""
    if unit in _MULTIPLIER_WORDS:
        raise token.build_error(describe_missing_digits())
    if unit in _CENT_WORDS:
        cents = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 50
        raise token.build_error(
            _error("Cents are written after a point. Type: {amount}").format(
                amount=format_canonical(cents)
            )
        )


def describe_wrong_currency(currency: str) -> str:
    """Return the error message for an amount in another currency than the notebook's."""
    return _error(
        "Amounts in this notebook are in {currency}. Type the amount in {currency}."
    ).format(currency=currency)


def _is_currency(unit: str, token: Token, currency: str) -> bool:
    if unit.upper() == currency or unit == CURRENCY_SIGNS.get(currency):
        return True
    codes = CURRENCY_NAMES.get(unit.casefold(), ())
    if currency in codes:
        return True
    if is_frequency_word(unit.casefold() or "-"):
        return False
    # Any three letters are refused: a silently wrong figure is worse than a label in quotes.
    is_sign = unit in CURRENCY_SIGNS.values() or (unit in _OTHER_CURRENCY_SIGNS and unit)
    if codes or is_sign or is_currency_code(unit):
        raise token.build_error(describe_wrong_currency(currency))
    return False


def is_currency_code(word: str) -> bool:
    """Return whether a word is the three letters of a currency, in whatever case."""
    return len(word) == 3 and word.isascii() and word.upper() in load_currencies()


def _read_period(text: str, token: Token) -> str:
    folded = text.casefold()
    if folded == ONCE:
        return folded
    name = find_period_of_word(folded)
    if name in PERIOD_WORDS or name == HOUR:
        return str(name)
    if name is not None or folded[:1].isdecimal():
        raise token.build_error(describe_unknown_period())
    hint = find_similar_word(folded, PERIOD_WORDS) or "month"
    raise token.build_error(
        _error(
            "Tracker doesn’t know this period. After the slash, type week, 2weeks, 4weeks, month,"
            " quarter or year, e.g. /{period}"
        ).format(period=hint)
    )


def describe_unknown_period(label: str = "") -> str:
    """Return the error message for a period that Tracker doesn't have.

    `label` is the words in quotes, where they may be a label instead.
    """
    if label:
        return _error(
            "Tracker counts by week, 2weeks, 4weeks, month, quarter or year. Work out the amount"
            " for one of these, such as “30/month”. To use the words as a label, type: {label}"
        ).format(label=label)
    return _error(
        "Tracker counts by week, 2weeks, 4weeks, month, quarter or year. Work out the amount for"
        " one of these, e.g. 30/month"
    )


def describe_hourly_pay(label: str = "") -> str:
    """Return the error message for an hour as the period of an income.

    `label` is the words in quotes, where they may be a label instead.
    """
    if label:
        return _error(
            "An income can’t be per hour. For hourly pay, type “wage 12”. For an income, use week,"
            " 2weeks, 4weeks, month, quarter or year. To use the words as a label, type: {label}"
        ).format(label=label)
    return _error(
        "An income can’t be per hour. For hourly pay, type “wage 12”. For an income, use week,"
        " 2weeks, 4weeks, month, quarter or year."
    )


def _read_range(text: str, token: Token) -> tuple[Cents | None, Cents | None]:
    if text == "?":
        return None, None
    low_text, dash, high_text = text.partition("-")
    try:
        if not dash or not low_text:
            low = high = parse_cents(text)
        else:
            low, high = parse_cents(low_text), parse_cents(high_text)
    except InvalidAmountError as error:
        raise token.build_error(str(error)) from error
    if dash and low_text:
        _refuse_wrong_range(low, high, token)
    return low, high


def _refuse_wrong_range(low: Cents, high: Cents, token: Token) -> None:
    if low == high:
        raise token.build_error(
            _error("Both ends of this range are the same. Type: {amount}").format(
                amount=format_short(low)
            )
        )
    if low > high:
        message = _error("This range starts with the larger amount. Type: {low}-{high}").format(
            low=format_short(high), high=format_short(low)
        )
        raise WrongRangeError(message, token.column, token.length)
    if low == 0:
        raise token.build_error(
            _error("A range can’t start at 0. Type 0.01 or more as its first amount.")
        )
