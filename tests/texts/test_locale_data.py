"""Days and numbers are written as Babel writes them, in every locale, without loading Babel."""

import subprocess
import sys
from datetime import date
from importlib import reload
from pathlib import Path

import pytest
from babel import localedata
from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from tests.strategies import EXAMPLES
from tools.locale_data import read_fresh, render_table
from tracker import i18n
from tracker.locale_data import PLAIN_LOCALE, TABLE, load_locale_data

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


def test_babel_is_not_loaded_for_what_the_table_knows() -> None:
    code = (
        "import sys; from datetime import date; from tracker import i18n; i18n.format_amount(5);"
        " i18n.format_month(date(2026, 5, 1)); sys.exit('babel' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
