"""Translation, and numbers and dates as people read them, loaded when first used.

Gettext translates, the locale formats. Files, JSON and the entry line have one form everywhere and
use none of it.
"""

import gettext as _gettext
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracker.locale_data import (
    MONTH_SEPARATOR,
    PLAIN_LOCALE,
    LocaleData,
    find_month_name,
    find_territory,
    load_currencies,
    load_locale_data,
)

LOCALES = Path(__file__).parent / "locales"
PLACEHOLDER_BOX = "\N{WHITE SQUARE}"
"""Replaces a character that is not shown."""
INVISIBLE_CHARACTERS = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]"
)
"""Invisible characters that turn others around or hide. Not those that join letters or emoji."""
CONTROL_CHARACTERS = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
)
"""Characters that a terminal would act on, and lone surrogates, which it cannot be sent."""

_days_are_shown = ContextVar("days_are_shown", default=True)


@cache
def _load_translation() -> _gettext.NullTranslations:
    # Data: in people's files since 0.1. Never rename.
    return _gettext.translation("tracker", LOCALES, fallback=True)


CONTEXT_SEPARATOR = "\x04"
"""Separates a context from its text, as in gettext's own files."""


def _(text: str) -> str:
    """Return a sentence in the person's language."""
    return _translate(text)


def _label(text: str, context: str = "") -> str:
    """Return a label in the person's language: a name, a heading or a phrase without a full stop.

    The context says which meaning a word has here, e.g. `answer` or `legend`.
    """
    return _translate(N_label(text, context))


def _error(text: str) -> str:
    """Return an error in the person's language: what happened, then what to do."""
    return _translate(text)


def find_language() -> str:
    """Return the language that the texts are in, as `en` or `de`."""
    return _load_translation().info().get("language") or "en"


def ngettext(one: str, many: str, count: int) -> str:
    """Return the sentence for this count, in the person's language."""
    return _load_translation().ngettext(one, many, count)


def _label_plural(one: str, many: str, count: int, context: str = "") -> str:
    """Return the label for this count, in the person's language."""
    if not context:
        return _load_translation().ngettext(one, many, count)
    return _load_translation().npgettext(context, one, many, count)


def _error_plural(one: str, many: str, count: int) -> str:
    """Return the error for this count, in the person's language."""
    return _load_translation().ngettext(one, many, count)


def N_(text: str) -> str:
    """Mark a sentence for translation where it is defined. `_` translates it where it is shown."""
    return text


def N_label(text: str, context: str = "") -> str:
    """Mark a label for translation where it is defined. `_label` translates it where it is shown.

    The result includes the context, so `_label` needs none.
    """
    return f"{context}{CONTEXT_SEPARATOR}{text}" if context else text


def N_error(text: str) -> str:
    """Mark an error for translation where it is defined. `_error` translates it."""
    return text


@cache
def _translate(key: str) -> str:
    """Return the translation of a text, or of a context and a text, else the text itself."""
    translation = _load_translation().gettext(key)
    if translation == key and CONTEXT_SEPARATOR in key:
        return key.partition(CONTEXT_SEPARATOR)[2]
    return translation


def _find_locale_name(category: str) -> str:
    """Return the locale that the environment names, without its encoding."""
    # The system's own order. Babel's would let LANGUAGE decide how numbers are written.
    names = (os.environ.get(name, "") for name in ("LC_ALL", category, "LANG"))
    name = next(filter(None, names), "").partition(".")[0].partition("@")[0]
    return PLAIN_LOCALE if name in ("", "C", "POSIX") else name


@cache
def _load_locale_data(category: str) -> LocaleData:
    return load_locale_data(_find_locale_name(category))


def clear_locale_cache() -> None:
    """Clear language and locale, so they are read again from the environment when next needed."""
    _load_translation.cache_clear()
    _translate.cache_clear()
    _load_locale_data.cache_clear()


def make_printable(name: object) -> str:
    """Return a name for a sentence: a character that a terminal would act on becomes a box."""
    return "".join(sign if sign.isprintable() else PLACEHOLDER_BOX for sign in str(name))


def quote_for_shell(name: object) -> str:
    """Return a path or a name as a shell reads it as one word, also where it cannot be shown."""
    text = str(name)
    if text.isprintable():
        from shlex import quote

        return quote(text)
    # Any shell's printf makes what cannot be shown of three octal digits.
    return "\"$(printf '{}')\"".format("".join(f"\\{byte:03o}" for byte in os.fsencode(text)))


def sanitize_text(text: str) -> str:
    """Return a person's text as it may be sent to a terminal.

    Characters that turn others around or are not seen are left out. One that a terminal would act
    on becomes a box, but for the ends of lines and tabs.
    """
    if text.isascii() and text.isprintable():
        return text
    return CONTROL_CHARACTERS.sub(PLACEHOLDER_BOX, INVISIBLE_CHARACTERS.sub("", text))


def format_amount(cents: int) -> str:
    """Return an amount as people read it, two decimals: `1,234.50`."""
    group, decimal = _find_separators()
    return f"{cents // 100:,}".replace(",", group) + f"{decimal}{cents % 100:02}"


def format_count(count: int) -> str:
    """Return a whole number as people read it: `2,820`."""
    return f"{count:,}".replace(",", _find_separators()[0])


def _find_separators() -> tuple[str, str]:
    """Return the separators of thousands and of decimals."""
    locale_data = _load_locale_data("LC_NUMERIC")
    return locale_data.thousands, locale_data.decimal


def format_percent(hundredths: int, decimals: int = 1) -> str:
    """Return a share as people read it: 368 hundredths of a percent are `3.7 %`."""
    step = 10 ** (2 - decimals)
    rounded = (hundredths + step // 2) // step
    whole, part = divmod(rounded, 10**decimals)
    decimal = f"{_find_separators()[1]}{part:0{decimals}}" if decimals else ""
    return f"{whole}{decimal}\N{NO-BREAK SPACE}%"


def format_limit_percent(hundredths: int) -> str:
    """Return the percent of my limit without trailing zeros: `2 %`, `2.5 %`."""
    decimals = 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2
    return format_percent(hundredths, decimals)


HIDDEN_NUMBER = "•••"
"""Replaces a number while amounts are hidden."""
NUMBER_PATTERN = re.compile(r"\d(?:[\d.,:'’\N{NO-BREAK SPACE}]*\d)?")
"""A number with its separators, also a day or a time."""


class NumberFormat(NamedTuple):
    """How amounts and shares are shown: as they are, or hidden from people nearby."""

    is_hidden: bool = False

    def format_amount(self, cents: int) -> str:
        """Return an amount as people read it, or dots."""
        return HIDDEN_NUMBER if self.is_hidden else format_amount(cents)

    def format_percent(self, hundredths: int, decimals: int = 1) -> str:
        """Return a share as people read it, or dots."""
        if self.is_hidden:
            return f"{HIDDEN_NUMBER}\N{NO-BREAK SPACE}%"
        return format_percent(hundredths, decimals)

    def format_tenths(self, tenths: int) -> str:
        """Return a count in tenths as people read it, `3.6`, or dots."""
        text = f"{format_count(tenths // 10)}{_find_separators()[1]}{tenths % 10}"
        return HIDDEN_NUMBER if self.is_hidden else text

    def mask_numbers(self, text: str) -> str:
        """Return a text as it is, or with dots in the place of every number."""
        return NUMBER_PATTERN.sub(HIDDEN_NUMBER, text) if self.is_hidden else text


def mask_digits(text: str) -> str:
    """Return a text with a dot for each digit, as long as before."""
    return re.sub(r"\d", "•", text)


@contextmanager
def hide_days() -> Iterator[None]:
    """Show the month in place of each day, for a copy that has no days."""
    before = _days_are_shown.set(False)
    try:
        yield
    finally:
        _days_are_shown.reset(before)


def has_visible_days() -> bool:
    """Return whether days are shown, not their months."""
    return _days_are_shown.get()


def format_day(day: date) -> str:
    """Return a day as people read it, without the year: `20 Nov`."""
    if not has_visible_days():
        return format_month_name(day)
    locale_data = _load_locale_data("LC_TIME")
    return locale_data.format_date(locale_data.day, day)


def format_date(day: date) -> str:
    """Return a day as people read it, with the year: `20 Nov 2025`."""
    if not has_visible_days():
        return format_short_month(day)
    locale_data = _load_locale_data("LC_TIME")
    return locale_data.format_date(locale_data.full_date, day)


def format_weekday_date(day: date) -> str:
    """Return a day as people read it, with its weekday: `Thu, 20 Nov 2025`."""
    if not has_visible_days():
        return format_short_month(day)
    locale_data = _load_locale_data("LC_TIME")
    return locale_data.format_date(locale_data.weekday_date, day)


def format_month(day: date) -> str:
    """Return a month as people read it: `November 2025`."""
    locale_data = _load_locale_data("LC_TIME")
    return locale_data.format_date(locale_data.month, day)


def format_short_month(day: date) -> str:
    """Return a month as people read it next to another: `Nov 2025`."""
    locale_data = _load_locale_data("LC_TIME")
    return locale_data.format_date(locale_data.short_month, day)


def format_months(first: date, last: date) -> str:
    """Return the months from one day to another: `September 2025 to November 2025`, or one."""
    return _join_ends(format_month(first), format_month(last))


def format_short_months(first: date, last: date) -> str:
    """Return the months from one day to another: `Sep 2025 to Nov 2025`, or one: `Nov 2025`."""
    return _join_ends(format_short_month(first), format_short_month(last))


def _join_ends(first: str, last: str) -> str:
    return first if first == last else _label("{first} to {last}").format(first=first, last=last)


def format_month_name(day: date) -> str:
    """Return a month's name, shortened: `Nov`."""
    return find_month_name(day, _load_locale_data("LC_TIME").short_alone)


def format_month_initial(day: date) -> str:
    """Return a month's initial: `N`."""
    return find_month_name(day, _load_locale_data("LC_TIME").initials)


def has_decimal_comma() -> bool:
    """Return whether amounts are written with a comma here (the default dialect follows it)."""
    return _load_locale_data("LC_NUMERIC").decimal == ","


def is_month_first() -> bool:
    """Return whether a date has its month before its day here, as in `Nov 20, 2025`."""
    pattern = _load_locale_data("LC_TIME").full_date
    return pattern.index("%(M") < pattern.index("d)s")


def list_date_patterns() -> tuple[str, ...]:
    """Return how days are written here, naming their parts as `LocaleData` does."""
    locale_data = _load_locale_data("LC_TIME")
    return locale_data.weekday_date, locale_data.full_date, locale_data.day


def list_weekday_names() -> tuple[str, ...]:
    """Return the names of the weekdays here, Monday first, as written within a date."""
    return tuple(_load_locale_data("LC_TIME").weekdays.split(MONTH_SEPARATOR))


def list_month_names() -> tuple[tuple[str, ...], ...]:
    """Return the names of each month here, January first, as written within a date and alone."""
    data = _load_locale_data("LC_TIME")
    lists = (data.short_names, data.names, data.short_alone, data.alone)
    return tuple(zip(*(names.split(MONTH_SEPARATOR) for names in lists), strict=True))


def find_local_currency() -> str:
    """Return the currency of the locale's country, `EUR` where it names none."""
    territory = find_territory(_find_locale_name("LC_MONETARY"))
    currencies = load_currencies().items()
    return next((code for code, territories in currencies if territory in territories), "EUR")


def find_local_country() -> str:
    """Return the two letters of the locale's country, or an empty text if it names none."""
    # Of its money: many read English and live elsewhere.
    letters = _find_locale_name("LC_MONETARY").rpartition("_")[2]
    return letters if len(letters) == 2 and letters.isupper() else ""


def join_list(parts: Iterable[str]) -> str:
    """Return parts joined for reading: `no, later, yes`."""
    return ", ".join(parts)
