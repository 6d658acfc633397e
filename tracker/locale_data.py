"""How each locale writes numbers and dates: a table made from Babel, and Babel for what it lacks.

Babel loads and merges everything it knows of a locale before it says how a month is called, which
takes as long as a tenth of the way to the first screen. `tools/conventions.py` asks it beforehand.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel.core import Locale

PLAIN = "en_US_POSIX"
"""What is shown where the environment names no locale."""
TABLE = Path(__file__).with_suffix(".tsv")
"""A line for each way to write: the locales that have it, then the fields of `Conventions`."""
BETWEEN = "|"
"""What stands between twelve names of months."""


NEW_NAMES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "tl": "fil"}
NEW_NAMES |= {"sh": "sr_Latn"}
"""Languages that some systems call by a name from before, and what Babel calls them."""


class Conventions(NamedTuple):
    """How one locale writes; a pattern names its parts as CLDR does: `%(d)s %(MMM)s %(y)s`."""

    thousands: str
    decimal: str
    full_date: str
    day: str
    month: str
    short_month: str
    short_names: str
    """The months within a date, shortened, January first; `MMM`."""
    names: str
    """The months within a date; `MMMM`."""
    short_alone: str
    """The months where they stand alone, shortened; `LLL`."""
    alone: str
    """The months where they stand alone; `LLLL`."""
    initials: str

    def written(self, pattern: str, day: date) -> str:
        """A day in one of the patterns."""
        return pattern % {
            "y": day.year,
            "M": day.month,
            "MM": f"{day.month:02}",
            "MMM": name_of(day, self.short_names),
            "MMMM": name_of(day, self.names),
            "LLL": name_of(day, self.short_alone),
            "LLLL": name_of(day, self.alone),
            "d": day.day,
            "dd": f"{day.day:02}",
        }


def name_of(day: date, names: str) -> str:
    """The name of the day's month among twelve."""
    return names.split(BETWEEN)[day.month - 1]


def conventions_of(name: str) -> Conventions:
    """How the locale of this name writes; as the plain one where there is none such."""
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        names, _tab, fields = line.partition("\t")
        if name in names.split(" "):
            return Conventions(*fields.split("\t"))
    return told_by_babel(locale_of(name))


def locale_of(name: str) -> "Locale":
    """Babel's locale of this name, that of its language, or the plain one where there is none."""
    from babel.core import Locale, UnknownLocaleError

    language, mark, rest = name.partition("_")
    language = NEW_NAMES.get(language.lower(), language)
    for known in (f"{language}{mark}{rest}", language):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(known)
    return Locale.parse(PLAIN)


def told_by_babel(locale: "Locale") -> Conventions:
    """What Babel knows of a locale's way to write."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    skeletons, within, alone = (
        locale.datetime_skeletons,
        locale.months["format"],
        locale.months["stand-alone"],
    )
    # All days here lie in one era, and the year that a week belongs to is no year of a month.
    constant = {"%(G)s": locale.eras["abbreviated"][1], "%(Y)s": "%(y)s"}

    def pattern(format_: str) -> str:
        for part, instead in constant.items():
            format_ = format_.replace(part, instead)
        return format_

    def twelve(names: dict[int, str]) -> str:
        return BETWEEN.join(names[number] for number in range(1, 13))

    return Conventions(
        thousands=get_group_symbol(locale),
        decimal=get_decimal_symbol(locale),
        full_date=pattern(locale.date_formats["medium"].format),
        day=pattern(skeletons["MMMd"].format),
        month=pattern(skeletons["yMMMM"].format),
        short_month=pattern(skeletons["yMMM"].format),
        short_names=twelve(within["abbreviated"]),
        names=twelve(within["wide"]),
        short_alone=twelve(alone["abbreviated"]),
        alone=twelve(alone["wide"]),
        initials=twelve(alone["narrow"]),
    )
