"""People to talk to: dated, by country, one's own first, without a book and without a trace."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tracker.helplines import (
    COUNTRIES,
    HELPLINES,
    SEVERAL_COUNTRIES,
    describe_emergency_numbers,
    describe_helpline,
    describe_languages,
    find_own_country,
    list_by_country,
)
from tracker.i18n import clear_locale_cache


def test_everybody_is_told_with_the_year_and_nothing_is_written(tracker: Tracker) -> None:
    done = tracker("people")
    assert done.code == 0
    for contact in HELPLINES:
        assert describe_helpline(contact) in done.out
        assert describe_helpline(contact).endswith(f" · as of {contact.found_year})")
    assert " · German, French, Italian · as of " in done.out
    assert "Numbers change, so please check." in done.out
    assert list(tracker.folder.iterdir()) == []


def test_the_emergency_numbers_come_first_in_a_block_of_their_own(tracker: Tracker) -> None:
    block, _empty, others = tracker("people").out.partition("\n\n")
    assert block == describe_emergency_numbers()
    assert all(number in block for number in ("112", "999", "911", "000"))
    assert others.startswith("Germany\n  ")


def test_no_compiled_file_tells_since_when_they_were_asked_for(tmp_path: Path) -> None:
    there = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    there.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "tracker", "people"]
    assert subprocess.run(command, env=there, capture_output=True, check=True).stdout
    compiled = [path.name for path in tmp_path.rglob("*.pyc")]
    assert any(name.startswith("main.") for name in compiled)
    assert not any(name.startswith(("people.", "helplines.")) for name in compiled)


def test_one_country_alone(tracker: Tracker) -> None:
    out = tracker("people", "--country", "at").out
    emergency, empty, *lines = out.splitlines()
    assert (emergency, empty) == (describe_emergency_numbers(), "")
    assert lines[0] == "Austria"
    assert lines[1].startswith("  TelefonSeelsorge: 142 (")
    assert "Germany" not in out
    refused = tracker("people", "--country", "XX")
    assert refused.code == 2
    assert "for “XX”. Type one of these: DE, AT" in refused.err


def test_ones_own_country_comes_first(
    monkeypatch: pytest.MonkeyPatch, german: Callable[[], None]
) -> None:
    for locale, first in (("de_CH.UTF-8", "Switzerland"), ("fr_FR", "France"), ("C", "Germany")):
        monkeypatch.setenv("LC_ALL", locale)
        clear_locale_cache()
        names = [name for name, _people in list_by_country()]
        assert names[0] == first
        assert len(names) == len(set(names)) == len(COUNTRIES)


def test_ones_country_is_that_of_the_money_and_not_of_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert find_own_country()[0] == "United States"
    monkeypatch.setenv("LC_MONETARY", "de_AT.UTF-8")
    assert find_own_country()[0] == "Austria"
    # Where nobody is known, those of several countries.
    monkeypatch.setenv("LC_MONETARY", "pl_PL.UTF-8")
    assert {contact.contact for contact in find_own_country()[1]} == {"116 123"}


def test_each_of_them_can_be_reached_and_says_what_for() -> None:
    assert {contact.country for contact in HELPLINES} == set(COUNTRIES)
    for contact in HELPLINES:
        for way in contact.contact.split(", "):
            assert re.fullmatch(r"[0-9 ]+|[a-z-]+(\.[a-z]+)+", way), way
        assert contact.purpose
        assert contact.languages or contact.country == SEVERAL_COUNTRIES


PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "people-to-talk-to.md"


def test_the_page_on_people_names_the_same_people() -> None:
    page = PAGE.read_text("utf-8")
    for contact in HELPLINES:
        about = (contact.purpose, describe_languages(contact), str(contact.found_year))
        row = " | ".join((COUNTRIES[contact.country], contact.name, contact.contact, *about))
        assert f"| {row} |" in page, row


def test_where_says_how_everything_is_removed(tracker: Tracker) -> None:
    tracker.with_story()
    tracker("--today", "2025-11-01", "export")
    tracker("chart", "p.png")
    tracker("backup")
    lines = tracker("--today", "2025-11-01", "where", "--all").out.splitlines()
    how = dict(zip(lines[::2], lines[1::2], strict=False))
    assert "remove this file" in how[str(tracker.book)]
    backups = "  Backups of this notebook. If you don’t want them, delete this folder."
    saved = "  Saved on Nov 1, 2025. If you don’t want it, delete this"
    assert backups == how[str(tracker.folder / "backups")]
    assert how[str(tracker.folder / "exports" / "2025-11-01")] == f"{saved} folder."
    assert how[str(tracker.folder / "p.png")].endswith("If you don’t want it, delete this file.")
    (tracker.folder / "p.png").unlink()
    assert "no longer there" in tracker("where", "--all").out
    assert lines[-1].startswith("The list can’t have files that you moved")


def test_where_names_what_is_left_of_a_book_that_was_never_made(tracker: Tracker) -> None:
    begun = tracker.folder / ".b.db.0a1b2c3d.new"
    begun.touch()
    told = tracker("where", "--all").out
    assert "There’s no notebook here yet" in told
    assert f"{begun}\n  Left over from" in told
