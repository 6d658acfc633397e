"""What is selected is included, and no file says a word of the rest."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.bundles import render_tables
from tests.export.story_book import LINES, example_book
from tests.export.story_book import TODAY as STORY_TODAY
from tests.factories import copy_empty_book
from tests.strategies import LAST_DAY, books, count_examples, number_entries
from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import Entry, Income, Limit, Need, Note, StoredEntry, Wage
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE, READ_ME_FILE, load_bundle, render_files
from tracker.export.privacy.omissions import Omissions
from tracker.export.privacy.redaction import find_entry_group
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.report.cover import CoverNote
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.csv_dialect import Dialect
from tracker.months import Month

COMMA = Dialect.COMMA
some = settings(max_examples=count_examples(8))
WITHOUT_OTHERS = ExportSelection(observations=False)
WITH_CHOIR = (
    *LINES,
    "2025-11-15 paid 7 dues @!choir",
    "2025-11-16 meeting 2h @choir",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books") / "book.db"


def entry_of_group(entry: Entry, group: str) -> Entry:
    """The entry about another group."""
    if isinstance(entry, Income | Need | Wage | Limit | Note):
        return entry
    return replace(entry, group=group)


def label(number: int) -> str:
    """A name that nothing else has in it."""
    return f"Zq{number}xylolith"


def alias(number: int) -> str:
    """Another such name."""
    return f"Wj{number}pseudonym"


@st.composite
def odd_books(draw: st.DrawFn) -> list[StoredEntry]:
    """Any book whose groups have names that nothing else has in it."""
    entries = draw(books())
    groups = {group: label(number) for number, group in enumerate(dict.fromkeys(map(_of, entries)))}
    return number_entries(
        entry if (group := _of(entry)) is None else entry_of_group(entry, groups[group])
        for entry in entries
    )


def _of(entry: Entry) -> str | None:
    group: str | None = getattr(entry, "group", None)
    return group


months = st.none() | st.dates(date(2019, 1, 1), LAST_DAY).map(Month.from_date)


def cells_of(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline="")))


@some
@given(odd_books(), months, months, st.data())
def test_no_file_says_what_stays_here(
    path: Path,
    items: list[StoredEntry],
    first: Month | None,
    last: Month | None,
    data: st.DataObject,
) -> None:
    labels = list(dict.fromkeys(filter(None, map(find_entry_group, items))))
    kept = data.draw(st.lists(st.sampled_from(labels), min_size=1, unique=True)) if labels else []
    renamed = data.draw(st.sets(st.sampled_from(kept))) if kept else set()
    names = {each: alias(labels.index(each)) if each in renamed else each for each in kept}
    choice = ExportSelection(first, last, names, private_notes=True)
    with copy_empty_book(path) as book:
        book.import_entries(items, LAST_DAY)
        try:
            contents = load_bundle(book, LAST_DAY, COMMA, choice)
        except SelectionError:
            assert (first and last and first > last) or not any(
                _is_included(item, choice) for item in items
            )
            return
    files = render_tables(contents)
    for gone in {*labels} - {*kept} | renamed:
        assert all(gone.encode() not in content for content in files.values())
        assert gone not in contents.groups
    along = {str(item.number) for item in items if _is_included(item, choice)}
    rows = cells_of(files[ENTRIES_FILE])
    assert {row["entry"] for row in rows} == along
    assert {row["for_entry"] for row in rows} <= {*along, ""}
    for row in cells_of(files[MONTHS_FILE]):
        assert (str(first) if first else "") <= row["month"] <= (str(last) if last else "9")


def _is_included(item: StoredEntry, choice: ExportSelection) -> bool:
    month = Month.from_date(item.entry.day)
    return (
        choice.includes_group(find_entry_group(item))
        and (choice.first is None or choice.first <= month)
        and (choice.last is None or month <= choice.last)
    )


@some
@given(odd_books(), st.data())
def test_the_figures_are_as_if_the_other_groups_had_never_been_noted(
    path: Path, items: list[StoredEntry], data: st.DataObject
) -> None:
    labels = list(dict.fromkeys(filter(None, map(find_entry_group, items))))
    kept = data.draw(st.lists(st.sampled_from(labels), min_size=1, unique=True)) if labels else []
    names = {each: alias(labels.index(each)) for each in kept}
    with copy_empty_book(path) as book:
        book.import_entries(items, LAST_DAY)
        chosen = load_bundle(book, LAST_DAY, COMMA, ExportSelection(groups=names))
    others = [
        item if group is None else replace(item, entry=entry_of_group(item.entry, names[group]))
        for item in items
        if (group := find_entry_group(item)) is None or group in names
    ]
    with copy_empty_book(path) as book:
        book.import_entries(others, LAST_DAY)
        alone = load_bundle(book, LAST_DAY, COMMA)
    rows = alone.rows if {*kept} == {*labels} else tuple(map(without_what_needs_all, alone.rows))
    assert (chosen.rows, chosen.groups, chosen.entries_csv) == (
        rows,
        alone.groups,
        alone.entries_csv,
    )


def without_what_needs_all(row: MonthRow) -> MonthRow:
    """A month without what can be told only with all that was given."""
    row = replace(row, left=None, beyond_left=None)
    return replace(row, limit=None, over_limit=None, months_over_limit=None)


@some
@given(odd_books(), months, months)
def test_a_month_says_the_same_in_an_extract(
    path: Path, items: list[StoredEntry], first: Month | None, last: Month | None
) -> None:
    if first and last and first > last:
        first, last = last, first
    with copy_empty_book(path) as book:
        book.import_entries(items, LAST_DAY)
        whole = load_bundle(book, LAST_DAY, COMMA)
        try:
            part = load_bundle(book, LAST_DAY, COMMA, ExportSelection(first, last))
        except SelectionError:
            part = None
    within = [
        row
        for row in whole.rows
        if (first is None or first <= row.month) and (last is None or row.month <= last)
    ]
    if part is None:
        assert not within
        return
    # A group that did nothing in these months has no row there.
    assert [row for row in within if row in part.rows] == list(part.rows)
    assert {row.month for row in part.rows} == {row.month for row in within}


@some
@given(odd_books())
def test_to_choose_everything_changes_no_byte(path: Path, items: list[StoredEntry]) -> None:
    with copy_empty_book(path) as book:
        book.import_entries(items, LAST_DAY)
        labels = book.load_monthly_facts(LAST_DAY).groups
        everything = ExportSelection(
            Month(1900, 1), Month(2199, 12), {each: each for each in labels}
        )
        assert render_tables(load_bundle(book, LAST_DAY, COMMA, everything)) == render_tables(
            load_bundle(book, LAST_DAY, COMMA)
        )


def page_of(files: dict[str, bytes]) -> str:
    """The page as running text."""
    return " ".join(files[READ_ME_FILE].decode("utf-8-sig").split())


def test_the_page_says_that_it_is_an_extract_and_names_nothing_else(tmp_path: Path) -> None:
    choice = ExportSelection(first=Month(2025, 10), groups={"circle": "readers"})
    with example_book(tmp_path, *WITH_CHOIR) as book:
        contents = load_bundle(book, STORY_TODAY, COMMA, choice)
        whole = page_of(render_tables(load_bundle(book, STORY_TODAY, COMMA)))
    files = render_files(contents)
    page = page_of(files)
    assert (
        "This is a selection: from October 2025 on. One other group is left out. "
        "One group has a different name here. Left out on purpose: how each month compares with a "
        "limit, what was left after living costs and giving (some of what was given may not be "
        "shown). "
        "Regular payments and income that began earlier count"
    ) in page
    assert "The 8 entries in this selection." in page
    assert "selection" not in whole
    assert all(b"choir" not in content and b"circle" not in content for content in files.values())
    assert contents.groups == ("readers",), "what the picture's title names"
    assert (contents.entry_count, contents.book_entry_count) == (8, 13)


def test_the_sums_are_those_of_the_months_and_groups_that_go_along(tmp_path: Path) -> None:
    lines = (*LINES, "2025-11-15 paid 7 dues @!choir")
    with example_book(tmp_path, *lines) as book:
        rows = load_bundle(
            book, STORY_TODAY, COMMA, ExportSelection(groups={"circle": "circle"})
        ).rows
    assert [row.group for row in rows] == ["all"] * 3
    assert [row.given for row in rows] == [0, 1500, 0]


TWO_GROUPS = (
    "2025-08-01 income 1000/month",
    "2025-08-01 need food 300/month",
    "2025-08-01 need rent 500/month",
    "2025-08-01 limit 2%",
    "2025-08-02 paid 30/month dues @!circle",
    "2025-08-03 paid {other}/month dues @!choir",
)
"""What is left, and whether it is above the line, hangs on what went to the choir."""


def two_groups(tmp_path: Path, other: str, groups: Mapping[str, str] | None) -> BundleData:
    (folder := tmp_path / f"{other}-{len(groups or ())}").mkdir()
    with example_book(folder, *(line.format(other=other) for line in TWO_GROUPS)) as book:
        cover = CoverNote("Because.")
        choice = ExportSelection(groups=groups, limit=True)
        return load_bundle(book, STORY_TODAY, COMMA, choice, cover)


def test_without_the_other_groups_nothing_is_told_that_their_gifts_would_change(
    tmp_path: Path,
) -> None:
    contents = two_groups(tmp_path, "170", {"circle": "circle"})
    assert contents.report is not None
    files = render_tables(contents)
    for row in cells_of(files[MONTHS_FILE]):
        assert (row["left"], row["beyond_left"], row["over_limit"]) == ("", "", "")
        assert (row["income"], row["needs"], row["share_given"]) == ("1000.00", "800.00", "3.00")
    text, told = page_of(files), " ".join(render_text_preview(contents.report, 76)).split()
    why = "what was left after living costs and giving (some of what was given may not be shown)"
    assert f"Left out on purpose: how each month compares with a limit, {why}." in text
    assert "This is only part of my notes." in " ".join(told)
    sums = text.partition("Totals, ")[2].partition("Columns of months.csv")[0]
    assert "Asked for" in sums
    for gone in (
        *("Left after living", "What was left", "out of living costs", "beyond"),
        *("my line", "that line", "my limit", "that limit"),
    ):
        assert gone not in sums
        assert gone not in " ".join(told)
    for gone in ("Left after living costs", "That left", "needed for living costs", "the limit"):
        assert gone not in sums
        assert gone not in " ".join(told)
    for series in (contents.series, contents.report.series):
        assert not any(point.limit for point in series.points)


@pytest.mark.parametrize("limit", [True, False])
def test_the_image_shows_the_limit_only_with_its_tick(tmp_path: Path, *, limit: bool) -> None:
    lines = ("2025-09-01 income 1000/month", "2025-09-01 limit 2%", "2025-10-02 paid 30 dues")
    with example_book(tmp_path, *lines) as book:
        contents = load_bundle(book, STORY_TODAY, COMMA, ExportSelection(limit=limit))
    assert any(point.limit for point in contents.series.points) is limit
    assert any(row.limit for row in contents.rows)


def test_with_all_groups_what_was_left_is_told(tmp_path: Path) -> None:
    contents = two_groups(tmp_path, "170", {"circle": "circle", "choir": "choir"})
    assert contents.report is not None
    months = cells_of(render_tables(contents)[MONTHS_FILE])
    everyone = [(row["left"], row["over_limit"]) for row in months if row["group"] == "all"]
    assert everyone == [("0.00", "true")] * 4
    told = " ".join(" ".join(render_text_preview(contents.report, 76)).split())
    assert "Left after living costs" in told
    assert "the most I wanted to give was" in told
    assert "some of what was given" not in told


def test_months_in_which_only_another_group_was_there_have_no_row(tmp_path: Path) -> None:
    lines = ("2025-06-01 meeting @!choir", "2025-10-02 ask 15 merch @!circle")
    with example_book(tmp_path, *lines) as book:
        contents = load_bundle(
            book, STORY_TODAY, COMMA, ExportSelection(groups={"circle": "circle"})
        )
    assert [row.month for row in contents.rows] == [Month(2025, 10), Month(2025, 11)]


def test_what_stands_since_before_the_range_is_counted_in_it(tmp_path: Path) -> None:
    lines = (
        "2025-08-03 income 950/month",
        "2025-08-05 limit 2%",
        "2025-08-20 ask 30/month dues yes",
        "2025-11-04 meeting",
    )
    with example_book(tmp_path, *lines) as book:
        contents = load_bundle(book, STORY_TODAY, COMMA, ExportSelection(first=Month(2025, 11)))
    (row,) = contents.rows
    assert (row.income, row.pledged, row.asked_high) == (95000, 3000, 3000)
    assert row.over_limit is False
    assert [cells["type"] for cells in cells_of(contents.entries_csv)] == ["meeting"]


def test_an_answer_to_an_ask_that_stays_here_says_what_was_promised_and_not_to_which(
    tmp_path: Path,
) -> None:
    with example_book(tmp_path) as book:
        contents = load_bundle(book, STORY_TODAY, COMMA, ExportSelection(first=Month(2025, 11)))
    answered, _ask = cells_of(contents.entries_csv)
    assert (answered["answers"], answered["for_entry"]) == ("later; yes", "")
    assert (answered["pledged"], answered["pledged_every"]) == ("30.00", "month")


def test_an_extract_that_ends_earlier_does_not_speak_of_a_month_that_is_not_over(
    tmp_path: Path,
) -> None:
    with example_book(tmp_path) as book:
        page = page_of(
            render_tables(
                load_bundle(book, STORY_TODAY, COMMA, ExportSelection(last=Month(2025, 10)))
            )
        )
    assert "This is a selection: up to October 2025." in page
    assert "wasn’t over" not in page


def test_a_group_that_did_nothing_in_these_months_is_not_named(tmp_path: Path) -> None:
    with example_book(tmp_path, *WITH_CHOIR) as book:
        contents = load_bundle(book, STORY_TODAY, COMMA, ExportSelection(last=Month(2025, 10)))
    assert contents.groups == ("circle",)
    assert all(b"choir" not in content for content in render_tables(contents).values())


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        (ExportSelection(Month(2025, 10), Month(2025, 9)), "Swap them"),
        (ExportSelection(first=Month(2026, 1)), "no entries in these months"),
        (ExportSelection(groups={}), "Choose at least one"),
        (ExportSelection(groups={"circle": "all"}), "“all” means every group"),
        (ExportSelection(groups={"circle": "7"}), "at least one letter"),
        (ExportSelection(groups={"circle": "a\nb"}), "can’t be shown"),
        (ExportSelection(groups={"circle": "Choir"}), "Another group is called “Choir”"),
        (ExportSelection(groups={"circle": "x", "choir": "X"}), "Another group is called “X”"),
    ],
)
def test_a_choice_that_makes_no_bundle_is_refused(
    tmp_path: Path, choice: ExportSelection, why: str
) -> None:
    with example_book(tmp_path, *WITH_CHOIR) as book, pytest.raises(SelectionError, match=why):
        load_bundle(book, STORY_TODAY, COMMA, choice)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (WITHOUT_OTHERS, "all months"),
        (ExportSelection(), "all months, with what others were asked or gave"),
        (replace(WITHOUT_OTHERS, own_words=False), "all months, without my own words"),
        (replace(WITHOUT_OTHERS, private_notes=True), "all months, with private notes"),
        (replace(WITHOUT_OTHERS, limit=True), "all months, with my limit in the summary"),
        (replace(WITHOUT_OTHERS, first=Month(2025, 10)), "from October 2025 on"),
        (replace(WITHOUT_OTHERS, last=Month(2025, 10)), "up to October 2025"),
        (
            ExportSelection(Month(2025, 10), Month(2025, 10), observations=False),
            "October 2025 only",
        ),
        (
            ExportSelection(
                Month(2025, 9), Month(2025, 10), {"circle": "readers"}, observations=False
            ),
            "from September 2025 to October 2025, circle as readers, without choir",
        ),
    ],
)
def test_the_log_says_what_was_chosen(choice: ExportSelection, words: str) -> None:
    assert choice.describe(["circle", "choir"]) == words


def test_nothing_left_out_is_not_spoken_of() -> None:
    assert Omissions().describe() == ""
    assert Omissions(income=True, groups=2).describe() == (
        "This is a selection. 2 other groups are left out. "
        "Left out on purpose: income and living costs as amounts."
    )
    assert not Omissions(renamed_groups=2).is_extract


def test_a_reader_of_the_page_is_not_told_of_groups_that_stay_out() -> None:
    left_out = Omissions(groups=2, renamed_groups=1)
    assert left_out.describe_to_reader() == (
        "This is only part of my notes. One group has a different name here."
    )


@pytest.mark.parametrize(
    "left_out",
    [
        Omissions(first=Month(2025, 10)),
        Omissions(income=True, percent_limit=True, limit=True),
        Omissions(labels=True),
        Omissions(words=True),
        Omissions(days=True),
    ],
)
def test_a_reader_is_not_told_what_to_demand(left_out: Omissions) -> None:
    assert left_out.describe_to_reader() == "This is only part of my notes."
    assert (
        Omissions(renamed_groups=1).describe_to_reader() == "One group has a different name here."
    )
    assert Omissions().describe_to_reader() == ""
