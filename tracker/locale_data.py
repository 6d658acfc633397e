"""How each locale writes numbers and dates, and the currency of its country: tables from CLDR.

`tools/locale_data.py` makes them of what Babel knows. Babel itself takes 33 MB, and a tenth of the
time to the first screen, so it is installed for the tests alone.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

PLAIN_LOCALE = "en_US_POSIX"
"""The locale that is used where the environment names no locale."""
TABLE = Path(__file__).with_suffix(".tsv")
"""A line for each way to write: the locales that have it, then the fields of `LocaleData`."""
ALIASES = Path(__file__).with_name("locale_aliases.tsv")
"""Languages and countries that some systems call by another name, and the locale or country."""
CURRENCIES = Path(__file__).with_name("currencies.tsv")
"""Every currency that there ever was, each with the countries that it is the money of now."""
MONTH_SEPARATOR = "|"
"""The separator between twelve names of months, or seven of weekdays."""


class LocaleData(NamedTuple):
    """How one locale writes. A pattern names its parts as CLDR does: `%(d)s %(MMM)s %(y)s`."""

    thousands: str
    decimal: str
    full_date: str
    day: str
    month: str
    short_month: str
    short_names: str
    """The months within a date, shortened, January first (`MMM`)."""
    names: str
    """The months within a date (`MMMM`)."""
    short_alone: str
    """The months when written alone, shortened (`LLL`)."""
    alone: str
    """The months when written alone (`LLLL`)."""
    initials: str
    weekday_date: str
    """A day with its weekday, as in `Thu, 5 Nov 2026`."""
    weekdays: str
    """The weekdays, shortened, Monday first (`E`)."""

    def format_date(self, pattern: str, day: date) -> str:
        """Return a day in one of the patterns."""
        return pattern % {
            "y": day.year,
            "M": day.month,
            "MM": f"{day.month:02}",
            "MMM": find_month_name(day, self.short_names),
            "MMMM": find_month_name(day, self.names),
            "LLL": find_month_name(day, self.short_alone),
            "LLLL": find_month_name(day, self.alone),
            "d": day.day,
            "dd": f"{day.day:02}",
            "E": self.weekdays.split(MONTH_SEPARATOR)[day.weekday()],
        }


def find_month_name(day: date, names: str) -> str:
    """Return the name of the day's month among twelve."""
    return names.split(MONTH_SEPARATOR)[day.month - 1]


@cache
def load_locale_data(name: str) -> LocaleData:
    """Return how the locale of this name writes, or the plain locale if there is no such one."""
    return LocaleData(*_find_row(name)[1].split("\t"))


def find_territory(name: str) -> str:
    """Return the country of a locale as CLDR calls it, or an empty text if it names none."""
    known_as, _fields = _find_row(name)
    return "" if known_as == PLAIN_LOCALE else _find_territory(known_as)


@cache
def load_currencies() -> dict[str, list[str]]:
    """Return every currency that there ever was, with the countries that have it now."""
    rows = (line.split("\t") for line in CURRENCIES.read_text(encoding="utf-8").splitlines())
    return {currency: territories.split() for currency, territories in rows}


def _find_row(name: str) -> tuple[str, str]:
    """Return the name that the table has for a locale, and its fields."""
    # Only the row that is read is decoded.
    rows = [line.partition(b"\t") for line in TABLE.read_bytes().split(b"\n")]
    for known_as in _list_names(name):
        encoded_name = known_as.encode(errors="replace")
        for names, _tab, fields in rows:
            if encoded_name in names.split(b" "):
                return known_as, fields.decode()
    raise KeyError(PLAIN_LOCALE)


def _list_names(name: str) -> Iterator[str]:
    """Yield what the table may call a locale: itself, then its language, then the plain one."""
    yield name
    aliases = dict(line.split("\t") for line in ALIASES.read_text(encoding="utf-8").splitlines())
    language, *parts = name.split("_")
    language = aliases.get(language.lower(), language.lower())
    parts = [part.title() if len(part) == 4 else part.upper() for part in parts]
    parts = [aliases.get(part, part) for part in parts]
    # Another name of a language may include its usual country. Any other country replaces that.
    base = language.partition("_")[0] if _find_territory(language) else language
    yield "_".join((base, *parts)) if parts else language
    yield language
    yield PLAIN_LOCALE


def _find_territory(name: str) -> str:
    territory = name.rpartition("_")[2]
    return territory if territory.isupper() or territory.isdecimal() else ""
