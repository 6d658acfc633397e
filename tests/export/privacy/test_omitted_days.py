"""Months instead of days: no file says on which day anything happened or was saved."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import validate
from hypothesis import given, settings

from tests.command_line import Tracker
from tests.export.bundles import prepare_bundle, render_tables
from tests.export.report.reports import list_blocks, open_story_book
from tests.export.story_book import LINES, example_book
from tests.export.story_book import TODAY as STORY_DAY
from tests.strategies import EXAMPLES, books
from tracker.book.book import Book
from tracker.cli import export_arguments
from tracker.entries.types import Ask, Entry, Income, Limit, Need, Payment
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    READ_ME_FILE,
    load_bundle,
    render_files,
)
from tracker.export.files.export_folder import write_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.blocks import AskDaysBlock, TimelineBlock
from tracker.export.report.cover import CoverNote
from tracker.export.report.document import build_document
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.ledger import LEDGER_FILE, build_ledger
from tracker.export.tables.workbook import render_workbook
from tracker.i18n import format_date, format_day
from tracker.months import Month
from tracker.sample import STORY_TODAY

MONTHS_ONLY = ExportSelection(days=False)
ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def on_first(entries: Sequence[Entry]) -> list[Entry]:
    """The same entries, each on the first day of its month, an end on the last."""
    return [_on_first(entry) for entry in entries]


def _on_first(entry: Entry) -> Entry:
    entry = replace(entry, day=Month.from_date(entry.day).first_day)
    if isinstance(entry, Ask | Payment | Income | Need | Limit) and entry.until:
        return replace(entry, until=Month.from_date(entry.until).last_day)
    return entry


@settings(max_examples=6 * EXAMPLES)
@given(books())
def test_entries_are_the_same_on_whichever_day_of_a_month_they_were(entries: list[Entry]) -> None:
    one = prepare_bundle(entries, choice=MONTHS_ONLY)
    other = prepare_bundle(on_first(entries), choice=MONTHS_ONLY)
    assert without_ids(one.entries_csv) == without_ids(other.entries_csv)
    for row in csv.DictReader(StringIO(one.entries_csv.decode("utf-8-sig"), newline="")):
        for column in ("date", "logged_on", "until"):
            assert re.fullmatch(r"\d{4}-\d\d|", row[column])


def without_ids(table: bytes) -> bytes:
    return re.sub(rb'(?m)^("\d+"),"[0-9a-z]{8}"', rb"\1", table)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Book]:
    with open_story_book(tmp_path) as book:
        yield book


def days_of(book: Book) -> set[date]:
    """Every day that is saved in a book."""
    found = {item.logged_on for item in book.load_entries()} | {STORY_TODAY}
    for item in book.load_entries():
        found |= {item.entry.day, getattr(item.entry, "until", None) or item.entry.day}
    return found


def test_no_file_of_the_story_has_any_of_its_days(story: Book) -> None:
    contents = load_bundle(
        story, STORY_TODAY, Dialect.COMMA, MONTHS_ONLY, CoverNote("Please read it.")
    )
    assert contents.report is not None
    texts = {name: raw.decode("utf-8-sig") for name, raw in render_tables(contents).items()}
    texts["ledger"] = build_ledger(story, STORY_TODAY, MONTHS_ONLY)[LEDGER_FILE].decode()
    texts["summary"] = "\n".join(render_text_preview(contents.report, 300))
    with ZipFile(BytesIO(render_workbook(contents))) as packed:
        texts["workbook"] = packed.read("xl/sharedStrings.xml").decode()
    ways = [format_date, format_day, date.isoformat]
    told = [re.escape(way(day)) for day in days_of(story) for way in ways if day.day > 1]
    any_day = re.compile(rf"\b(?:{'|'.join(told)})\b")
    for name, text in texts.items():
        assert not any_day.search(text), name
    dated = re.findall(r"(?m)^\d{4}-\d\d-(\d\d) ", texts["ledger"])
    assert set(dated) == {"01"}
    assert "is dated the first of its month" in " ".join(texts["ledger"].split("\n; "))


def test_the_summary_neither_draws_days_nor_counts_them(story: Book) -> None:
    def told(choice: ExportSelection) -> str:
        report = load_bundle(story, STORY_TODAY, Dialect.COMMA, choice, CoverNote("Read.")).report
        assert report is not None
        drawn = [
            block
            for block in list_blocks(build_document(report))
            if isinstance(block, TimelineBlock)
        ]
        assert bool(drawn) is choice.days
        return "\n".join(render_text_preview(report, 300))

    counted = re.compile(r"\d days? later|on the same day|Days in between|within [\d.]+ days?\.")
    with_days, months = told(ExportSelection()), told(MONTHS_ONLY)
    assert counted.search(with_days)
    assert re.findall(r".*(?:\d days? later|on the same day|Days in between).*", months) == []
    assert re.search(r"within 30 days\.", months), "the span that is looked at is the same for all"
    assert "This is only part of my notes." in months


def test_what_happened_in_a_month_stands_together(tmp_path: Path) -> None:
    lines = ("2025-10-02 ask 30 dues no", "2025-10-20 ask 30 dues for 1 no", "2025-11-01 meeting")
    with example_book(tmp_path, *lines) as book:
        report = load_bundle(book, STORY_DAY, Dialect.COMMA, MONTHS_ONLY, CoverNote("Read.")).report
    assert report is not None
    (days,) = (
        block for block in list_blocks(build_document(report)) if isinstance(block, AskDaysBlock)
    )
    (row,) = days.days
    assert row.day == "October 2025"
    assert row.steps.replace("\N{NO-BREAK SPACE}", " ").count("I was asked") == 2


@pytest.mark.parametrize("dialect", Dialect)
def test_frictionless_finds_nothing_wrong_and_is_told_months(
    tmp_path: Path, dialect: Dialect
) -> None:
    lines = (*LINES, "2025-10-03 paid 5/week dues until 2025-11-20")
    with example_book(tmp_path, *lines) as book:
        files = render_files(load_bundle(book, STORY_DAY, dialect, MONTHS_ONLY))
    write_bundle(files, tmp_path / "out")
    report = validate(str(tmp_path / "out" / DATAPACKAGE_FILE))
    assert report.valid, report.flatten(["type", "message"])
    package = json.loads(files[DATAPACKAGE_FILE])
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    for name in ("date", "logged_on", "until"):
        assert fields[name]["type"] == "yearmonth"
        assert "month" in fields[name]["description"]
    assert package["tracker"]["days"] is False
    page = " ".join(files[READ_ME_FILE].decode("utf-8-sig").split())
    assert "The month it happened." in page
    assert "Days are left out. Months are written year-month: 2025-10." in page
    assert "Dates are written" not in page


def test_with_days_nothing_is_said_of_it(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        files = render_tables(load_bundle(book, STORY_DAY, Dialect.COMMA))
    assert "days" not in json.loads(files[DATAPACKAGE_FILE])["tracker"]
    assert b"2025-10-02" in files[ENTRIES_FILE]


@pytest.fixture
def tracker(tracker: Tracker, drawn_once: None) -> Tracker:
    """The story; its pages are drawn once."""
    return tracker.with_story()


@pytest.mark.parametrize("what", ["out", "out/entries.csv"])
def test_such_a_table_is_looked_at_and_not_imported(tracker: Tracker, what: str) -> None:
    assert tracker("export", "--no-days", "--to", "out").code == 0
    looked = tracker("view", what)
    assert looked.code == 0, looked.err
    assert "This copy has months instead of days." in looked.out
    assert "2025-10  " in looked.out
    assert not ISO_DAY.search(looked.out)
    assert "after living costs" not in looked.out, "what is counted rests on days"
    for options in ((), ("--dry-run",), ("--keep", "import")):
        refused = tracker("import", what, *options)
        assert refused.code == 1
        assert (
            "Nothing was imported: entries.csv: This file has months instead of days, and an entry"
            " needs its day. Export it again with --days, or look at it with “tracker view”."
        ) in " ".join(refused.err.split())


def test_tables_in_the_summary_are_looked_at_and_not_imported(tracker: Tracker) -> None:
    assert tracker("export", "--no-days", "--attach-tables", "--to", "out").code == 0
    assert "months instead of days" in tracker("view", "out/report.pdf").out
    assert "months instead of days" in tracker("import", "out/report.pdf").err


def test_an_empty_book_takes_none_of_it_either(tracker: Tracker) -> None:
    assert tracker("export", "--no-days", "--to", "out").code == 0
    assert tracker("--book", "new.db", "new", "--no-passphrase", "--currency", "EUR").code == 0
    assert "months instead of days" in tracker("--book", "new.db", "import", "out").err
    assert not tracker("--book", "new.db", "entries").out


@pytest.mark.parametrize("months", [True, False])
def test_a_person_at_a_terminal_is_told_and_asked(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, months: bool
) -> None:
    asked: list[str] = []

    def confirm(question: str, **_options: object) -> bool:
        asked.append(question)
        return months

    monkeypatch.setattr(export_arguments, "is_interactive", lambda: True)
    monkeypatch.setattr("click.confirm", confirm)
    result = tracker("export", "--to", "out")
    assert (
        "From exact days and amounts, people in the group could tell who wrote this." in result.err
    )
    assert asked == ["Show months instead of days?"]
    written = (tracker.folder / "out" / ENTRIES_FILE).read_text(encoding="utf-8-sig")
    assert bool(ISO_DAY.search(written)) is not months
    for said in (("--days",), ("--no-days",), ("--for", "me")):
        assert "People in the group" not in tracker("export", *said, "--to", said[-1]).err
    assert len(asked) == 1


def test_without_a_terminal_days_go_along_and_nothing_is_asked(tracker: Tracker) -> None:
    result = tracker("export", "--to", "out")
    assert result.code == 0
    assert "People in the group" not in result.err
    written = (tracker.folder / "out" / ENTRIES_FILE).read_text(encoding="utf-8-sig")
    assert ISO_DAY.search(written)


def test_the_log_names_the_choice() -> None:
    without_others = replace(MONTHS_ONLY, observations=False)
    assert without_others.describe([]) == "all months, with months instead of days"
