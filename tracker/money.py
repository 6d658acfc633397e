"""Money in whole cents and shares in hundredths of a percent. Nothing here is ever a float."""

import re
import unicodedata
from typing import TypeAlias

from tracker.i18n import _error
from tracker.locale_data import load_currencies

Cents: TypeAlias = int
"""An amount in hundredths of the notebook's currency."""
Hundredths: TypeAlias = int
"""A share in hundredths of a percent: 368 is 3.68 percent."""

LARGEST_AMOUNT: Cents = 999_999_999
"""9,999,999.99, the largest amount of one entry."""

CURRENCY_SIGNS = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "JPY": "¥",
    "PLN": "zł",
    "INR": "₹",
    "KRW": "₩",
}
CURRENCY_SIGNS |= {
    "UAH": "₴",
    "TRY": "₺",
    "CZK": "Kč",
    "ILS": "₪",
    "NGN": "₦",
    "VND": "₫",
    "PHP": "₱",
}
"""What people write for a currency, beside its three letters."""

WITHOUT_SMALL_UNIT = {
    "BIF",
    "BYR",
    "CLP",
    "DJF",
    "ESP",
    "GNF",
    "ISK",
    "ITL",
    "JPY",
    "KMF",
    "KRW",
    "LUF",
}
WITHOUT_SMALL_UNIT |= {"MGF", "PYG", "RWF", "TRL", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}
WITH_OTHER_UNIT = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", "CLF", "UYW"}
NOT_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XFO", "XFU", "XPD", "XPT", "XRE"}
NOT_MONEY |= {"XSU", "XTS", "XUA", "XXX"}
NOT_IN_HUNDREDTHS = frozenset(WITHOUT_SMALL_UNIT | WITH_OTHER_UNIT | NOT_MONEY)
"""Currencies without a smaller unit, with one of another size, and what is no money at all."""
_NAMES = {
    "euro euros": "EUR",
    "dollar dollars": "USD CAD AUD NZD SGD HKD",
    "pound pounds quid": "GBP",
    "franc francs franken": "CHF",
    "krone kroner kronor": "DKK NOK SEK",
    "zloty zlotys": "PLN",
    "yen": "JPY",
    "rupee rupees": "INR",
}
CURRENCY_NAMES = {
    name: tuple(codes.split()) for names, codes in _NAMES.items() for name in names.split()
}
"""The currencies that people call so."""

_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,'\u2019 ][0-9]{3})+(?:[.,][0-9]{1,2})?")


def explain_currency_refusal(code: str) -> str:
    """Return why no new notebook can be kept in a currency, or an empty text if one can."""
    if code not in load_currencies():
        if not code:
            return _error("The currency is missing. Type its three letters, such as EUR.")
        return _error(
            "Tracker doesn’t know the currency {code}. Type its three letters, e.g. EUR"
        ).format(code=code[:30])
    if code in NOT_IN_HUNDREDTHS:
        return _error(
            "Tracker can’t use {code} yet, because it counts in hundredths and {code} has none."
            " Choose another currency, such as EUR."
        ).format(code=code)
    return ""


class InvalidAmountError(ValueError):
    """A text that is no amount. The message says why, and what to type."""


def parse_cents(text: str) -> Cents:
    """Read `50`, `12.5` or `12,50` into cents. Raise InvalidAmountError with what to type."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        raise InvalidAmountError(_explain_amount_error(text))
    whole, part = match[1].lstrip("0") or "0", (match[2] or "").ljust(2, "0")
    if len(whole) > 7:
        raise InvalidAmountError(_error("This amount is too large. Type 9999999.99 or less."))
    return int(whole) * 100 + int(part)


def _explain_amount_error(text: str) -> str:
    if not text:
        return _error("An amount is missing. Type it, e.g. 50 or 12.50")
    if text[0] in "+-\N{MINUS SIGN}":
        return _error("An amount can’t have a plus or minus sign. Type it without, e.g. 50")
    if _THOUSANDS.fullmatch(text):
        digits = re.split(r"[.,](?=[0-9]{1,2}$)", text)
        plain = ".".join([re.sub("[^0-9]", "", digits[0]), *digits[1:]])
        return _error("An amount can’t have a thousands separator. Type: {amount}").format(
            amount=plain
        )
    if re.fullmatch(r"[0-9]+[.,][0-9]{3,}", text):
        return _error("An amount has two decimals at most. Type e.g. 12.50")
    if re.fullmatch(r"[0-9.,]+[eE][-+]?[0-9]+", text):
        return describe_missing_digits()
    if any(unicodedata.category(letter) == "Nd" and not letter.isascii() for letter in text):
        return _error("Tracker reads only the digits 0 to 9. Type the amount with these.")
    return _error("Tracker can’t read this amount. Type it, e.g. 50 or 12.50")


def describe_missing_digits() -> str:
    """Return the error message for an amount that isn't written out, such as `2 thousand`."""
    return _error("Tracker needs the amount in digits. Type all of them, e.g. 1000")


def format_canonical(cents: Cents) -> str:
    """Return an amount as files and JSON have it: `950.00`."""
    return f"{cents // 100}.{cents % 100:02}"


def format_short(cents: Cents) -> str:
    """Return an amount as the entry line has it: `950`, `12.50`."""
    return format_canonical(cents).removesuffix(".00")


def calculate_share(part: Cents, whole: Cents | None) -> Hundredths | None:
    """Return what percentage `part` is of `whole`, half up, or None without a whole."""
    if not whole or whole < 0:
        return None
    return (part * 20_000 + whole) // (2 * whole)
