"""What is not selected is in no byte of any table, and hidden names are in no text."""

import csv
import json
import re
from dataclasses import fields, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.bundles import render_tables
from tests.export.story_book import LINES, example_book
from tests.export.story_book import TODAY as STORY_TODAY
from tests.factories import copy_empty_book
from tests.strategies import LAST_DAY, books, count_examples, number_entries
from tracker.entries.parse_error import LONGEST_TEXT
from tracker.entries.types import Entry, Income, Need, Wage
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    load_bundle,
)
from tracker.export.privacy.name_matching import extract_letters
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.tables.csv_dialect import Dialect

COMMA = Dialect.COMMA
WORDS, LABEL, REF, NOTE = "Zwordsq", "Zlabelq", "Zrefq", "Znoteq"
"""Texts that nothing else has in it."""
OF_INCOME = 7_654_321
"""Cents that no sum of other amounts is likely to be."""
OF_WHAT_STAYS = ("income", "needs", "share_after_needs", "left", "beyond_left", "over_limit")
"""The columns that are empty without income."""


def mark_entry(entry: Entry) -> Entry:
    """The entry with texts, and amounts of income, that are found again anywhere."""
    names = {field.name for field in fields(entry)}
    texts: dict[str, Any] = {"words": WORDS, "label": LABEL, "ref": REF}
    changes = {name: text for name, text in texts.items() if name in names and getattr(entry, name)}
    changes["private_note"] = NOTE
    if isinstance(entry, Income | Need | Wage):
        changes["amount"] = OF_INCOME
    return replace(entry, **changes)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@settings(max_examples=count_examples(8))
@given(books(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_what_is_not_ticked_is_in_no_byte(
    folder: Path, entries: list[Entry], income: bool, labels: bool, words: bool, notes: bool
) -> None:
    items = number_entries(mark_entry(entry) for entry in entries)
    choice = ExportSelection(income=income, labels=labels, words=words, private_notes=notes)
    with copy_empty_book(folder / "book.db") as book:
        book.import_entries(items, LAST_DAY)
        files = render_tables(load_bundle(book, LAST_DAY, COMMA, choice))
    whole = b"".join(files.values())
    for text, goes_along in ((WORDS, words), (LABEL, labels), (REF, labels), (NOTE, notes)):
        assert goes_along or text.encode() not in whole
    if not income:
        assert b"76543.21" not in whole
        assert b"76,543.21" not in whole
        types = {row["type"] for row in rows_of(files[ENTRIES_FILE])}
        assert not types & {"income", "need", "wage"}
        for row in rows_of(files[MONTHS_FILE]):
            assert not any(row[name] for name in OF_WHAT_STAYS)
        assert not any(row["percent"] for row in rows_of(files[ENTRIES_FILE]))


def rows_of(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline="")))


NAMED = (
    *LINES,
    "2025-11-15 paid 7 dues 'for the choir' @!choir",
    '2025-11-16 meeting 2h @circle #!circle_night "the Circle needs you, says the choir"',
    "2025-11-17 goal 900 +!circle-house @circle // the CIRCLE again",
)


def test_names_that_stay_give_way_in_every_text(tmp_path: Path) -> None:
    choice = ExportSelection(groups={"circle": "readers"}, private_notes=True)
    with example_book(tmp_path, *NAMED) as book:
        book.groups.set_alias(2, "singers")
        files = render_tables(load_bundle(book, STORY_TODAY, COMMA, choice))
    whole = b"".join(files.values()).decode().casefold()
    assert all(name not in whole for name in ("circle", "choir", "singers"))
    rows = {row["type"]: row for row in rows_of(files[ENTRIES_FILE])}
    assert rows["meeting"]["words"] == "the readers needs you, says the [other group]"
    assert rows["meeting"]["circumstances"] == "readers_night"
    assert rows["goal"]["campaign"] == "readers-house"
    assert rows["goal"]["private_note"] == "the readers again"


def test_the_description_says_which_columns_were_touched(tmp_path: Path) -> None:
    with example_book(tmp_path, *NAMED) as book:
        whole = render_tables(load_bundle(book, STORY_TODAY, COMMA))
        choice = ExportSelection(groups={"circle": "readers"}, labels=False)
        part = render_tables(load_bundle(book, STORY_TODAY, COMMA, choice))
    assert "left_out" not in json.loads(whole[DATAPACKAGE_FILE])["tracker"]
    touched = json.loads(part[DATAPACKAGE_FILE])["tracker"]["left_out"]
    assert touched == ["label", "ref", "campaign", "circumstances", "private_note", "words"]


def test_a_tag_with_a_name_that_gives_way_keeps_its_meaning(tmp_path: Path) -> None:
    line = '2025-11-16 ask 5 merch no @circle #!circle_night #!late "come"'
    choice = ExportSelection(groups={"circle": "readers"})
    with example_book(tmp_path, line) as book:
        book.tags.set_meaning("circle_night", "the evening of the circle")
        book.tags.set_meaning("late", "after ten")
        report = load_bundle(book, STORY_TODAY, COMMA, choice, CoverNote("Because.")).report
    assert report is not None
    assert report.tag_meanings == {
        "readers_night": "the evening of the readers",
        "late": "after ten",
    }


def test_names_that_stay_give_way_in_what_is_typed_for_the_page(tmp_path: Path) -> None:
    cover = CoverNote("The Circle and the choir asked.", "not through the choir, nor @Circle")
    choice = ExportSelection(groups={"circle": "readers"})
    with example_book(tmp_path, *NAMED) as book:
        report = load_bundle(book, STORY_TODAY, COMMA, choice, cover).report
        ready = CoverNote(CoverReason.KEEP_COPY.sentence)
        kept = load_bundle(book, STORY_TODAY, COMMA, choice, ready).report
        whole = load_bundle(book, STORY_TODAY, COMMA, ExportSelection(), cover).report
        with pytest.raises(SelectionError, match="Please shorten it to 300"):
            load_bundle(book, STORY_TODAY, COMMA, choice, CoverNote("circle " * 42))
    assert report is not None
    assert report.cover_note.reason == "The readers and the [other group] asked."
    assert report.cover_note.safe_contact == "not through the [other group], nor @readers"
    assert kept is not None
    assert kept.cover_note == ready
    assert whole is not None
    assert whole.cover_note == cover


def test_a_short_name_gives_way_only_as_a_word_of_its_own(tmp_path: Path) -> None:
    lines = ('2025-11-16 meeting @!ab "ab ovo, says ab about AB"',)
    with example_book(tmp_path, *lines) as book:
        files = render_tables(
            load_bundle(book, STORY_TODAY, COMMA, ExportSelection(groups={"ab": "readers"}))
        )
    (row,) = rows_of(files[ENTRIES_FILE])
    assert row["words"] == "readers ovo, says readers about readers"


def test_an_extract_without_income_says_so_and_stays_importable(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        files = render_tables(
            load_bundle(
                book,
                STORY_TODAY,
                COMMA,
                ExportSelection(income=False, words=False, own_words=False),
            )
        )
    page = " ".join(files[READ_ME_FILE].decode("utf-8-sig").split())
    assert "This is a selection." in page
    assert (
        "Left out on purpose: income and living costs as amounts, a limit as a share of income, "
        "how each month compares with a limit, what was said, own words."
    ) in page
    assert "Each month’s income is rounded in steps of 25 %" in page
    assert "Living costs" not in page


def test_a_line_as_an_amount_goes_along_and_none_in_percent_is_spoken_of(tmp_path: Path) -> None:
    with example_book(tmp_path, "2025-09-01 limit 20", "2025-10-02 paid 30 dues @!circle") as book:
        files = render_tables(load_bundle(book, STORY_TODAY, COMMA, ExportSelection(income=False)))
    page = " ".join(files[READ_ME_FILE].decode("utf-8-sig").split())
    assert "income and living costs as amounts, how each month compares with a limit." in page
    assert [row["type"] for row in rows_of(files[ENTRIES_FILE])] == ["limit", "paid"]
    assert not any(row["over_limit"] for row in rows_of(files[MONTHS_FILE]))


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Reading circle", "Reading  circle, Reading-circle, ReadingCircle, Readingcircles"),
        ("Reading circle", "READING_CIRCLE and \u201creading\u2028circle\u201d"),
        ("SPD", "the SPD, spd, #spd_evening, spd_x"),
        ("Straße", "STRASSE, Strasse, Straße"),
        ("Grüne Äste", "Gru\u0308ne A\u0308ste, gr\u00adüne\u00a0Äste, GRUNE ASTE"),
        ("office", "o\ufb03ce, \uff4f\uff46\uff46\uff49\uff43\uff45, the Office's"),
        ("İstanbul", "İstanbul, istanbul, ISTANBUL and i̇stanbul"),
    ],
)
def test_a_name_gives_way_however_it_is_spelt(label: str, typed: str) -> None:
    renaming = Pseudonyms(ExportSelection(groups={label: "readers"}), [label], {})
    text = renaming.replace_in_text(typed)
    assert extract_letters(label).text.replace(" ", "") not in re.sub(
        "[ -]", "", extract_letters(text).text
    )
    assert "readers" in text


def test_a_short_name_leaves_everyday_words_alone_and_a_long_text_stays_within_its_bounds() -> None:
    renaming = Pseudonyms(ExportSelection(groups={"ab": "r" * 40}), ["ab"], {})
    assert renaming.replace_in_text("about the cab, abba") == "about the cab, abba"
    assert renaming.replace_in_tag("ab_evening") == "r" * 40 + "_evening"
    assert len(renaming.replace_in_text("ab " * 3000)) == LONGEST_TEXT
