"""Write tracker/locale_data.tsv from Babel: `make pictures`, after another Babel was locked."""

import sys
from collections.abc import Iterator
from importlib import reload

from babel import localedata
from babel.core import Locale, UnknownLocaleError

from tracker.locale_data import TABLE, LocaleData, read_babel_locale


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


def render_table() -> str:
    """Return the table; it is the same on every machine."""
    names_by_data: dict[LocaleData, list[str]] = {}
    for name in sorted(set(list_locales())):
        names_by_data.setdefault(read_fresh(name), []).append(name)
    return "".join(
        "\t".join((" ".join(names), *data)) + "\n" for data, names in names_by_data.items()
    )


def main() -> None:
    """Write the table."""
    TABLE.write_text(render_table(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TABLE.name}\n")


if __name__ == "__main__":
    main()
