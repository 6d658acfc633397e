"""What others were asked or gave leaves the notebook only with its own tick, in every file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.command_line import Tracker
from tests.export.bundles import prepare_bundle, render_tables
from tests.export.tables.xlsx_reader import read_workbook
from tests.factories import log_lines, make_book_in_memory
from tests.importing.bundle_exchange import import_table
from tests.strategies import BookShape, books, count_examples
from tracker.book.book import Book
from tracker.entries.types import Entry, Observation
from tracker.export.bundle import DATAPACKAGE_FILE, ENTRIES_FILE, READ_ME_FILE, load_bundle
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.workbook import render_workbook
from tracker.months import Month

TODAY = date(2026, 4, 1)
COVER = CoverNote(CoverReason.JUST_KNOW.sentence)
WITHOUT = ExportSelection(observations=False)
LINES = (
    '2025-11-05 seen 50.50 donation +!zqvan @!zqfirst "zqquote": zqmine',
    "2026-01-05 meeting 2h @!circle #no_money",
    "2026-01-06 ask 30/month dues no @circle",
    "2026-01-07 paid 20 event @circle",
    "2026-02-07 seen 51.51 donation +zqvan @circle #!zqtag",
    "2026-02-08 heard 45.60 merch @!zqchoir",
)
STORY_LINES = (
    '2025-10-05 seen 50.50 donation +!zqvan "zqquote": zqmine',
    "2025-10-06 seen 51.51 donation +zqvan",
    "2025-10-08 heard 45.60 merch",
)
"""More lines of the story that the commands are tried with."""
MARKS = ("zq", "50.50", "51.51", "45.60")


@pytest.fixture
def book() -> Iterator[Book]:
    with make_book_in_memory() as book:
        log_lines(book, *LINES, today=TODAY)
        yield book


def show_all(book: Book, selection: ExportSelection) -> str:
    """Return what stands in every file with tables, the workbook and the summary."""
    data = load_bundle(book, TODAY, Dialect.COMMA, selection, COVER)
    assert data.report is not None
    workbook = read_workbook(render_workbook(data)).parts
    parts = [part for name, part in workbook.items() if "theme" not in name]
    files = [*render_tables(data).values(), *parts]
    return "\n".join(
        [each.decode("utf-8", "replace") for each in files]
        + render_text_preview(data.report, 76)
        + [repr(data.report)]
    )


def test_without_the_tick_it_is_in_no_file(book: Book) -> None:
    shown = show_all(book, WITHOUT)
    for mark in (*MARKS, "2025-11", "November 2025"):
        assert mark not in shown
    assert "“circle”" in shown
    whole = show_all(book, ExportSelection())
    for mark in MARKS:
        assert mark in whole


def test_the_files_say_how_many_are_left_out_and_the_summary_does_not(book: Book) -> None:
    data = load_bundle(book, TODAY, Dialect.COMMA, WITHOUT, COVER)
    assert data.report is not None
    files = render_tables(data)
    read_me = " ".join(files[READ_ME_FILE].decode("utf-8-sig").split())
    assert "Left out on purpose: what others were asked or gave (3 entries)." in read_me
    assert "“zq" not in read_me
    own_property = json.loads(files[DATAPACKAGE_FILE])["tracker"]
    assert own_property["extract"] == ["observations"]
    assert own_property["entries"] == 3
    summary = " ".join(" ".join(render_text_preview(data.report, 76)).split())
    assert "This is only part of my notes." in summary
    assert "others were asked" not in summary


def test_only_those_of_the_included_months_are_counted(book: Book) -> None:
    data = load_bundle(book, TODAY, Dialect.COMMA, replace(WITHOUT, first=Month(2026, 1)))
    assert data.omissions.observations == 2
    assert data.omissions.first is None, "nothing else is before"


def test_a_notebook_without_them_is_whole_without_the_tick() -> None:
    with make_book_in_memory() as book:
        log_lines(book, *LINES[1:4], today=TODAY)
        with_tick, without = (
            render_tables(load_bundle(book, TODAY, Dialect.COMMA, selection))
            for selection in (ExportSelection(), WITHOUT)
        )
    assert with_tick == without
    assert "extract" not in json.loads(without[DATAPACKAGE_FILE])["tracker"]


def test_a_notebook_with_nothing_else_says_what_to_include() -> None:
    with make_book_in_memory() as book:
        log_lines(book, LINES[0], today=TODAY)
        with pytest.raises(SelectionError, match="Include that"):
            load_bundle(book, TODAY, Dialect.COMMA, WITHOUT)


def test_names_are_asked_about_only_where_they_are_shown() -> None:
    with make_book_in_memory() as book:
        log_lines(book, *LINES[1:3], "2026-01-08 seen 5 merch: then Marta paid", today=TODAY)
        assert load_bundle(book, TODAY, Dialect.COMMA).possible_names == ("Marta",)
        assert load_bundle(book, TODAY, Dialect.COMMA, WITHOUT).possible_names == ()


def test_what_is_left_out_stays_in_a_notebook_that_imports_the_rest(book: Book) -> None:
    table = load_bundle(book, TODAY, Dialect.COMMA, WITHOUT).entries_csv.decode("utf-8-sig")
    entries = list(book.load_entries())
    import_table(book, table)
    assert list(book.load_entries()) == entries
    with make_book_in_memory() as other:
        import_table(other, table)
        types = [item.entry.word for item in other.load_entries()]
    assert types == ["meeting", "ask", "paid"]


@settings(max_examples=count_examples(15))
@given(books(BookShape(most=8)))
def test_without_the_tick_a_bundle_is_as_if_they_had_never_been_written(
    entries: list[Entry],
) -> None:
    others = [entry for entry in entries if not isinstance(entry, Observation)]
    if len(others) == len(entries) or not others:
        return
    without, never = prepare_bundle(entries, choice=WITHOUT), prepare_bundle(others)
    assert without.months_csv == never.months_csv
    assert without.groups == never.groups
    assert without.entry_count == never.entry_count


@pytest.mark.parametrize(
    ("options", "is_there"),
    [
        ((), False),
        (("--for", "me"), True),
        (("--seen-heard",), True),
        (("--for", "me", "--no-seen-heard"), False),
        (("--attach-tables",), False),
    ],
)
def test_on_the_command_line(tracker: Tracker, options: tuple[str, ...], *, is_there: bool) -> None:
    tracker = tracker.with_story("\n".join(STORY_LINES).encode())
    result = tracker("export", *options, "--to", "out")
    assert result.code == 0, result.err
    left_out = "what others were asked or gave (3 entries)"
    assert (left_out in result.out) is not is_there
    if "--attach-tables" not in options:
        table = (tracker.folder / "out" / ENTRIES_FILE).read_text("utf-8-sig")
        assert ("zqvan" in table) is is_there


@pytest.mark.parametrize(
    ("options", "words", "own_words"),
    [
        ((), True, True),
        (("--no-words",), False, False),
        (("--no-words", "--own-words"), False, True),
        (("--no-own-words",), True, False),
    ],
)
def test_own_words_have_their_own_option(
    tracker: Tracker, options: tuple[str, ...], *, words: bool, own_words: bool
) -> None:
    tracker = tracker.with_story(b'2025-10-06 ask 30/month dues no "zqsaid": zqmine\n')
    assert tracker("export", *options, "--to", "out").code == 0
    table = (tracker.folder / "out" / ENTRIES_FILE).read_text("utf-8-sig")
    assert ("zqsaid" in table) is words
    assert ("zqmine" in table) is own_words


@pytest.mark.parametrize(
    ("options", "is_warned"),
    [
        (("--seen-heard",), True),
        ((), False),
        (("--for", "me"), False),
        (("--for", "friend", "--seen-heard"), False),
    ],
)
def test_a_counsellor_may_have_to_act_for_someone_under_18(
    tracker: Tracker, options: tuple[str, ...], *, is_warned: bool
) -> None:
    lines = (*STORY_LINES, "2025-10-09 heard 45 donation #minor_involved")
    tracker = tracker.with_story("\n".join(lines).encode())
    result = tracker("export", *options, "--to", "out")
    assert result.code == 0, result.err
    assert ("a counsellor may have to act on it" in " ".join(result.err.split())) is is_warned
    assert Path(tracker.folder / "out").exists()
