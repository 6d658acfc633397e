"""How each locale writes numbers and dates: a table made from Babel, and Babel for what it lacks.

Babel loads and merges everything it knows of a locale before it says how a month is called, which
takes a tenth of the time to the first screen. `tools/locale_data.py` asks it beforehand.
"""

from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel.core import Locale

PLAIN_LOCALE = "en_US_POSIX"
"""The locale that is used where the environment names no locale."""
TABLE = Path(__file__).with_suffix(".tsv")
"""A line for each way to write: the locales that have it, then the fields of `LocaleData`."""
MONTH_SEPARATOR = "|"
"""The separator between twelve names of months, or seven of weekdays."""


RENAMED_LANGUAGES = {
    "no": "nb",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "tl": "fil",
}
RENAMED_LANGUAGES |= {"sh": "sr_Latn"}
"""Languages that some systems call by a name from before, and what Babel calls them."""


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
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        names, _tab, fields = line.partition("\t")
        if name in names.split(" "):
            return LocaleData(*fields.split("\t"))
    return read_babel_locale(find_babel_locale(name))


def find_babel_locale(name: str) -> "Locale":
    """Return Babel's locale of this name, that of its language, or the plain one."""
    from babel.core import Locale, UnknownLocaleError

    language, mark, rest = name.partition("_")
    language = RENAMED_LANGUAGES.get(language.lower(), language)
    for identifier in (f"{language}{mark}{rest}", language):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(identifier)
    return Locale.parse(PLAIN_LOCALE)


def read_babel_locale(locale: "Locale") -> LocaleData:
    """Return what Babel knows of how a locale writes."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    skeletons, in_dates, alone = (
        locale.datetime_skeletons,
        locale.months["format"],
        locale.months["stand-alone"],
    )
    # All days here are in one era, and the year that a week belongs to is no year of a month.
    constant = {"%(G)s": locale.eras["abbreviated"][1], "%(Y)s": "%(y)s"}
    # A weekday is always shortened.
    constant |= dict.fromkeys(("%(EEE)s", "%(EEEE)s", "%(ccc)s"), "%(E)s")

    def convert_pattern(format_: str) -> str:
        for part, replacement in constant.items():
            format_ = format_.replace(part, replacement)
        return format_

    def join_months(names: dict[int, str]) -> str:
        return MONTH_SEPARATOR.join(names[number] for number in range(1, 13))

    return LocaleData(
        thousands=get_group_symbol(locale),
        decimal=get_decimal_symbol(locale),
        full_date=convert_pattern(locale.date_formats["medium"].format),
        day=convert_pattern(skeletons["MMMd"].format),
        month=convert_pattern(skeletons["yMMMM"].format),
        short_month=convert_pattern(skeletons["yMMM"].format),
        short_names=join_months(in_dates["abbreviated"]),
        names=join_months(in_dates["wide"]),
        short_alone=join_months(alone["abbreviated"]),
        alone=join_months(alone["wide"]),
        initials=join_months(alone["narrow"]),
        weekday_date=convert_pattern(skeletons["yMMMEd"].format),
        weekdays=MONTH_SEPARATOR.join(
            locale.days["format"]["abbreviated"][number] for number in range(7)
        ),
    )
