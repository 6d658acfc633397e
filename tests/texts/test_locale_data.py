"""Days and numbers are written as Babel writes them, in every locale, without Babel."""

from collections.abc import Iterator
from datetime import date
from importlib import reload

import pytest
from babel import localedata
from babel.core import Locale, get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_territory_currencies

from tests.strategies import EXAMPLES, pick_every
from tools.locale_data import (
    find_babel_locale,
    read_fresh,
    render_aliases,
    render_currencies,
    render_table,
)
from tracker import i18n
from tracker.locale_data import (
    ALIASES,
    CURRENCIES,
    PLAIN_LOCALE,
    TABLE,
    load_currencies,
    load_locale_data,
)

DAYS = [date(2026, month, 2 * month + 3) for month in range(1, 13)] + [date(1900, 1, 1)]
YEAR_OF_WEEKS = "gd"
"""Scottish Gaelic, whose short months Babel gives the year of their week."""


@pytest.mark.slow
def test_the_table_is_what_babel_says_now() -> None:
    mend = "make pictures writes the table anew"
    if EXAMPLES > 1:
        assert render_table() == TABLE.read_text(encoding="utf-8"), mend
    for name in _pick_locales():
        assert load_locale_data(name) == read_fresh(name), mend


def _pick_locales() -> list[str]:
    """A locale a line; of every sixth line only where no more is asked for."""
    names = [line.split("\t")[0].split(" ")[-1] for line in TABLE.read_text("utf-8").splitlines()]
    return names if EXAMPLES > 1 else ["ja_JP", "de_AT", *names[::6]]


@pytest.mark.slow
def test_every_day_and_amount_is_written_as_babel_writes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in _pick_locales():
        # What Babel looks up for one locale it leaves in the data that the next one inherits.
        reload(localedata)
        monkeypatch.setenv("LC_ALL", f"{name}.UTF-8")
        i18n.clear_locale_cache()
        locale = Locale.parse(name)
        for day in DAYS:
            assert i18n.format_date(day) == format_date(day, "medium", locale)
            assert i18n.format_day(day) == format_skeleton("MMMd", day, locale=locale)
            assert i18n.format_month(day) == format_skeleton("yMMMM", day, locale=locale)
            if locale.language != YEAR_OF_WEEKS:
                assert i18n.format_short_month(day) == format_skeleton("yMMM", day, locale=locale)
            assert i18n.format_month_name(day) == format_date(day, "LLL", locale)
            weekday = locale.days["format"]["abbreviated"][day.weekday()]
            assert weekday in i18n.format_weekday_date(day)
            assert i18n.format_month_initial(day) == format_date(day, "LLLLL", locale)
        in_threes = format_decimal(1234567.89, "#,##0.00", locale)
        assert i18n.format_amount(123456789) == in_threes


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("en_GB", "Thu, 5 Nov 2026"),
        ("en_US", "Thu, Nov 5, 2026"),
        ("de_DE", "Do., 5. Nov. 2026"),
        ("ja_JP", "2026年11月5日(木)"),
    ],
)
def test_a_day_with_its_weekday_is_written_as_people_write_it(
    monkeypatch: pytest.MonkeyPatch, name: str, shown: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{name}.UTF-8")
    i18n.clear_locale_cache()
    assert i18n.format_weekday_date(date(2026, 11, 5)) == shown


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("zh_TW", "zh_Hant_TW"),
        ("sr_RS", "sr_Cyrl_RS"),
        ("iw_IL", "he_IL"),
        ("DE_at", "de_AT"),
        ("en_XX", PLAIN_LOCALE),
        ("de-DE", PLAIN_LOCALE),
        ("nothing of the kind", PLAIN_LOCALE),
    ],
)
def test_what_systems_call_a_locale_is_found_too(name: str, known_as: str) -> None:
    expected = read_fresh(known_as)
    reload(localedata)
    assert load_locale_data(name) == expected


def test_the_names_and_currencies_are_what_babel_says_now() -> None:
    mend = "make pictures writes the tables anew"
    assert render_aliases() == ALIASES.read_text(encoding="utf-8"), mend
    assert render_currencies() == CURRENCIES.read_text(encoding="utf-8"), mend


def _list_system_names() -> Iterator[str]:
    """Names that systems give, from before or by another standard, alone and with countries."""
    for line in ALIASES.read_text(encoding="utf-8").splitlines():
        name, other = line.split("\t")
        if name.islower():
            yield from (name, f"{name}_{other.rpartition('_')[2]}")
        else:
            yield from (f"en_{name}", f"sr_{name}", f"nl_{name}")
    yield from ("no_NO", "sh_RS", "chi_TW", "cmn_HK", "aze_IR", "bh_NP", "en_DE", "de_US", "fil_PH")


@pytest.mark.slow
def test_another_name_of_a_locale_means_what_babel_takes_it_for() -> None:
    for name in pick_every(9, list(_list_system_names())):
        expected = load_locale_data(str(find_babel_locale(name)))
        assert load_locale_data(name) == expected, name


def test_the_currency_is_that_of_the_country_now(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {name.rpartition("_")[2]: name for row in _list_rows() for name in row}
    for name in (*names.values(), "de", "en_UK", "iw", "chi", "chi_TW", "no_NO", "de_US", "C"):
        monkeypatch.setenv("LC_ALL", f"{name}.UTF-8")
        locale = find_babel_locale(name)
        territory = None if str(locale) == PLAIN_LOCALE else locale.territory
        currencies = get_territory_currencies(territory) if territory else []
        assert i18n.find_local_currency() == (currencies[-1] if currencies else "EUR"), name


def _list_rows() -> list[list[str]]:
    return [line.split("\t")[0].split(" ") for line in TABLE.read_text("utf-8").splitlines()]


def test_every_currency_is_known() -> None:
    assert load_currencies().keys() == get_global("all_currencies").keys()
