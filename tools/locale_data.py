"""Write the tables of tracker/locale_data.py from Babel: `make pictures`, after another Babel.

Babel is asked about each locale as if it were the first one, because it leaves what it looked up in
the data that other locales inherit.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import reload

from babel import localedata
from babel.core import Locale, UnknownLocaleError, get_global
from babel.numbers import get_decimal_symbol, get_group_symbol

from tracker.locale_data import (
    ALIASES,
    CURRENCIES,
    MONTH_SEPARATOR,
    PLAIN_LOCALE,
    TABLE,
    LocaleData,
)

RENAMED_LANGUAGES = {
    "no": "nb",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "tl": "fil",
    "sh": "sr_Latn",
}
"""Languages that some systems call by a name from before, and what Babel calls them."""


def find_babel_locale(name: str) -> Locale:
    """Return Babel's locale of this name, that of its language, or the plain one."""
    language, mark, rest = name.partition("_")
    language = RENAMED_LANGUAGES.get(language.lower(), language)
    for identifier in (f"{language}{mark}{rest}", language):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(identifier)
    return Locale.parse(PLAIN_LOCALE)


def list_locales() -> Iterator[str]:
    """Yield locales as Babel calls them, and as systems do, which leave out the usual script."""
    for identifier in localedata.locale_identifiers():
        yield identifier
        parts = identifier.split("_")
        if len(parts) == 3 and len(parts[1]) == 4:
            short = f"{parts[0]}_{parts[2]}"
            try:
                if str(Locale.parse(short)) == identifier:
                    yield short
            except UnknownLocaleError:
                continue


def read_fresh(name: str) -> LocaleData:
    """Return what Babel says of a locale when it is the first that it is asked about.

    What it looks up for one locale it leaves in the data that the next one inherits: Japanese after
    another would call November M11.
    """
    reload(localedata)
    return read_babel_locale(Locale.parse(name))


def read_babel_locale(locale: Locale) -> LocaleData:
    """Return what Babel knows of how a locale writes."""
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


def render_table() -> str:
    """Return the table; it is the same on every machine."""
    names_by_data: dict[LocaleData, list[str]] = {}
    for name in sorted(set(list_locales())):
        names_by_data.setdefault(read_fresh(name), []).append(name)
    return "".join(
        "\t".join((" ".join(names), *data)) + "\n" for data, names in names_by_data.items()
    )


def render_aliases() -> str:
    """Return the other names of languages, in small letters, and of countries, in capitals."""
    known = {identifier.partition("_")[0] for identifier in localedata.locale_identifiers()}
    others = {**get_global("likely_subtags"), **get_global("language_aliases"), **RENAMED_LANGUAGES}
    aliases = {
        name: str(find_babel_locale(name))
        for name, other in others.items()
        if name.isalpha() and other.partition("_")[0] in known
    }
    rows = [
        (name, locale)
        for name, locale in aliases.items()
        if locale != PLAIN_LOCALE and (name not in known or name in RENAMED_LANGUAGES)
    ]
    rows += [
        (name, territories[0])
        for name, territories in get_global("territory_aliases").items()
        if len(name) == 2
    ]
    return "".join(f"{name}\t{other}\n" for name, other in sorted(rows))


def render_currencies() -> str:
    """Return every currency with the countries that pay with it, from now on."""
    territories: dict[str, list[str]] = {code: [] for code in get_global("all_currencies")}
    for territory, periods in get_global("territory_currencies").items():
        current = [code for code, _start, end, is_tender in periods if is_tender and not end]
        if current:
            territories[current[-1]].append(territory)
    return "".join(
        f"{code}\t{' '.join(sorted(names))}\n" for code, names in sorted(territories.items())
    )


def main() -> None:
    """Write the tables."""
    for file, text in (
        (TABLE, render_table()),
        (ALIASES, render_aliases()),
        (CURRENCIES, render_currencies()),
    ):
        file.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
