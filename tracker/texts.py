"""Words, amounts and dates as people read them: gettext and the locale, loaded when first used.

Files, JSON and the entry line keep one canonical form and never come here.
"""

import gettext as _gettext
import os
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel.core import Locale

LOCALES = Path(__file__).parent / "locales"
PLAIN = "en_US_POSIX"
"""What is shown where the environment names no locale."""


@cache
def _translation() -> _gettext.NullTranslations:
    return _gettext.translation("tracker", LOCALES, fallback=True)


def _(text: str) -> str:
    """The text in the person's language."""
    return _translation().gettext(text)


def language() -> str:
    """The language that the texts are in, as `en` or `de`."""
    return _translation().info().get("language") or "en"


def ngettext(one: str, many: str, count: int) -> str:
    """The text for this count, in the person's language."""
    return _translation().ngettext(one, many, count)


@cache
def _locale(category: str) -> "Locale":
    from babel.core import Locale, UnknownLocaleError

    # The system's own order; Babel's would let LANGUAGE decide how numbers are written.
    names = (os.environ.get(name, "") for name in ("LC_ALL", category, "LANG"))
    name = next(filter(None, names), "").partition(".")[0].partition("@")[0]
    try:
        return Locale.parse(PLAIN if name in ("", "C", "POSIX") else name)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(PLAIN)


def forget_locale() -> None:
    """Read language and locale anew from the environment when they are next needed."""
    _translation.cache_clear()
    _locale.cache_clear()
    _separators.cache_clear()


def shown_amount(cents: int) -> str:
    """An amount as people read it, two decimals: `1,234.50`."""
    group, decimal = _separators()
    return f"{cents // 100:,}".replace(",", group) + f"{decimal}{cents % 100:02}"


@cache
def _separators() -> tuple[str, str]:
    """What stands between thousands and before decimals; Babel's own formatting costs 40 times."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _locale("LC_NUMERIC")
    return get_group_symbol(locale), get_decimal_symbol(locale)


def shown_percent(hundredths: int, decimals: int = 1) -> str:
    """A share as people read it: 368 hundredths of a percent are `3.7 %`."""
    step = 10 ** (2 - decimals)
    rounded = (hundredths + step // 2) // step
    whole, part = divmod(rounded, 10**decimals)
    decimal = f"{_separators()[1]}{part:0{decimals}}" if decimals else ""
    return f"{whole}{decimal}\N{NO-BREAK SPACE}%"


def shown_limit_percent(hundredths: int) -> str:
    """The percent of my line without idle zeros: `2 %`, `2.5 %`."""
    decimals = 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2
    return shown_percent(hundredths, decimals)


HIDDEN = "•••"
"""What stands for a number while amounts are hidden."""
_FIGURE = re.compile(r"\d(?:[\d.,:'’\N{NO-BREAK SPACE}]*\d)?")


class Numbers(NamedTuple):
    """How amounts and shares are shown: as they are, or hidden, so that nobody reads along."""

    hidden: bool = False

    def amount(self, cents: int) -> str:
        """An amount as people read it, or dots."""
        return HIDDEN if self.hidden else shown_amount(cents)

    def percent(self, hundredths: int, decimals: int = 1) -> str:
        """A share as people read it, or dots."""
        if self.hidden:
            return f"{HIDDEN}\N{NO-BREAK SPACE}%"
        return shown_percent(hundredths, decimals)

    def tenths(self, tenths: int) -> str:
        """A count in tenths as people read it, `3.6`, or dots."""
        return HIDDEN if self.hidden else f"{tenths // 10}{_separators()[1]}{tenths % 10}"

    def words(self, text: str) -> str:
        """What was said as it is, or with dots in the place of every figure."""
        return _FIGURE.sub(HIDDEN, text) if self.hidden else text


def shown_day(day: date) -> str:
    """A day as people read it, without the year: `20 Nov`."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=_locale("LC_TIME"))


def shown_date(day: date) -> str:
    """A day as people read it, with the year: `20 Nov 2025`."""
    from babel.dates import format_date

    return format_date(day, "medium", locale=_locale("LC_TIME"))


def shown_month(first: date) -> str:
    """A month as people read it: `November 2025`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", first, locale=_locale("LC_TIME"))


def shown_short_month(first: date) -> str:
    """A month as people read it beside another: `Nov 2025`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMM", first, locale=_locale("LC_TIME"))


def short_month(first: date) -> str:
    """A month's name, shortened: `Nov`."""
    from babel.dates import format_date

    return format_date(first, "LLL", locale=_locale("LC_TIME"))


def letter_month(first: date) -> str:
    """A month's initial: `N`."""
    from babel.dates import format_date

    return format_date(first, "LLLLL", locale=_locale("LC_TIME"))


def uses_decimal_comma() -> bool:
    """Whether amounts are written with a comma here (the default dialect follows it)."""
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(_locale("LC_NUMERIC")) == ","


def local_currency() -> str:
    """The currency of the locale's country, `EUR` where it names none."""
    from babel.numbers import get_territory_currencies

    locale = _locale("LC_MONETARY")
    territory = None if str(locale) == PLAIN else locale.territory
    currencies = get_territory_currencies(territory) if territory else []
    return currencies[-1] if currencies else "EUR"


def listed(parts: Iterable[str]) -> str:
    """Parts joined for reading: `no, later, yes`."""
    return ", ".join(parts)


def N_(text: str) -> str:
    """Mark a text for translation where it stands; `_` translates it where it is shown."""
    return text
