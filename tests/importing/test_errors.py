"""Whatever happened to a bundle, one sentence names the place and the fix."""

import csv
import os
from io import StringIO
from pathlib import Path

import pytest

from tests.export.bundles import render_tables
from tests.export.story_book import TODAY as STORY_TODAY
from tests.export.story_book import example_book
from tests.factories import make_empty_book
from tests.importing.damaged_bundle import (
    TODAY,
    Damage,
    build_content,
    damage_table,
    entries,
    read_table,
)
from tests.texts.test_wording import SENTENCE_END, SENTENCE_START
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.bundle import ENTRIES_FILE, load_bundle
from tracker.export.files.export_folder import write_bundle
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.importing.bundle_reader import ImportingError, find_bundle, read_bundle


def set_cell(number: int, column: str, cell: str) -> Damage:
    return lambda rows: rows[number - 1].update({column: cell})


CELLS: list[tuple[int, str, str, str]] = [
    # The entry, its column, what stands there now, what the sentence says.
    (4, "date", "02.10.2025", "“02.10.2025” isn’t a date"),
    (4, "date", "2025-02-30", "There’s no such date as 2025-02-30"),
    (4, "date", "", "“(empty)” isn’t a date. Write the year, month and day, e.g. “2025-10-02”."),
    (4, "date", "1899-12-31", "A date must be between 1900-01-01"),
    (4, "date", "2025-11-23", "2025-11-23 is in the future"),
    (4, "date", "2025-W40-4", "“2025-W40-4” isn’t a date"),
    (4, "logged_on", "22/11/2025", "“22/11/2025” isn’t a date"),
    (4, "until", "2025-10-01", "is before the day of the entry"),
    (
        4,
        "entry",
        "",
        "The number is missing. Remove this line from the table. To add a new entry, type",
    ),
    (4, "entry", "3", "Entry 3 is here twice"),
    (4, "entry", "1000000000000", "” isn’t an entry number. Write it in digits, e.g. “12”."),
    (4, "entry", "4.0", "” isn’t an entry number. Write it in digits, e.g. “12”."),
    (4, "entry", "\u0664", "” isn’t an entry number. Write it in digits, e.g. “12”."),
    (4, "id", "", "The ID is missing. Remove this line from the table. To add a new entry, type"),
    (4, "id", "ID000004", "An ID has eight lower-case letters or digits"),
    (4, "id", "id000003", "Another entry has the ID id000003"),
    (4, "type", "asks", "Did you mean ask?"),
    (4, "type", "", "Use one of these: ask, answered"),
    (4, "kind", "donations", "Did you mean donation?"),
    (4, "kind", "food", "Use one of these: donation, dues"),
    (4, "kind", "", "needs this. Fill in this cell"),
    (4, "currency", "CHF", "This is in CHF, but your notebook is in EUR"),
    (4, "currency", "€", "Write its three letters"),
    (4, "amount_low", "5e3", "” isn’t a number in this file. Write it in digits, e.g. “50.00”."),
    (
        4,
        "amount_low",
        "1,234.00",
        "” isn’t a number in this file. Write it in digits, e.g. “50.00”.",
    ),
    (4, "amount_low", "50,00", "” isn’t a number in this file. Write it in digits, e.g. “50.00”."),
    (4, "amount_low", "-50.00", "” isn’t a number in this file. Write it in digits, e.g. “50.00”."),
    (4, "amount_low", "", "Only one end of the amount is filled in"),
    (4, "amount_low", "600.00", "Swap them: 450.00 and 600.00"),
    (
        4,
        "amount_high",
        "99999999.00",
        "” isn’t a number in this file. Write it in digits, e.g. “50.00”.",
    ),
    (4, "answers", "no; maybe; pledged", "“maybe” isn’t an answer"),
    (4, "answers", "pledged; no; pledged", "“pledged” isn’t an answer"),
    (
        4,
        "answers",
        "pledged 50.00; no; pledged 20.00/month",
        "“pledged 20.00/month” isn’t an answer",
    ),
    (4, "answers", "pledged 50; no; pledged", "“pledged 50” isn’t an answer"),
    (4, "answers", "pledged 50.00/moon; no; pledged", "“pledged 50.00/moon” isn’t an answer"),
    (4, "answers", "met", "“met” isn’t an answer"),
    (4, "answers", "no;pledged", "“no;pledged” isn’t an answer"),
    (4, "answers", "pledged 50.00; no", "“pledged 50.00” isn’t an answer"),
    (4, "answers", "no", "These answers don’t include a yes"),
    (4, "pledged", "", "“pledged” and an amount go together"),
    (4, "pledged_every", "moon", "Did you mean month?"),
    (4, "circumstances", "deadline;deadline", "A tag can have only letters, digits, _ and -"),
    (4, "circumstances", "deadline; deadline", "The same tag is here twice"),
    (4, "circumstances", "Deadline", ""),
    (4, "circumstances", "two words", "A tag can have only letters, digits, _ and -"),
    (4, "group", "all", "“all” means every group"),
    (4, "group", "12", "There’s no group with this number"),
    (4, "group", " ", "This cell has only spaces"),
    (5, "group", "Circle", "This is spelled circle above"),
    (5, "group", "", "The group is missing"),
    (4, "campaign", "office", ""),
    (8, "campaign", "Office", "This is spelled office above"),
    (4, "every", "monthly", "Did you mean month?"),
    (4, "by", "cash", "An entry of type ask has nothing here"),
    (4, "hours", "2", "An entry of type ask has nothing here"),
    (4, "hours", "0", "An entry of type ask has nothing here"),
    (7, "percent", "0.00", "An entry of type paid has nothing here"),
    (3, "percent", "200.00", "This percentage isn’t possible"),
    (3, "percent", "", "A limit needs an amount a month"),
    (3, "every", "month", "An entry of type limit has nothing here"),
    (5, "hours", "0", "The hours can’t be 0"),
    (5, "hours", "1:30", "” isn’t a number in this file. Write it in digits, e.g. “50.00”."),
    (5, "amount_low", "20.00", "An entry of type event has nothing here"),
    (5, "amount_high", "0.00", "An entry of type event has nothing here"),
    (5, "words", "=a, it's", "This cell has an apostrophe missing or too many"),
    (5, "words", "'a", "This cell has an apostrophe missing or too many"),
    (5, "words", "a\tb", "There’s a tab in this text"),
    (5, "words", "a\x00b", "U+0000"),
    (5, "words", "a\x1b[31mb", "U+001B"),
    (5, "words", "a\u2028b", "U+2028"),
    (5, "words", "a\nb", "U+000A"),
    (5, "words", "x" * 10_001, "Shorten it to 10000 or fewer"),
    (5, "private_note", " mine", "This text starts or ends with a space"),
    (5, "evidence", "", "Use one of these: documented, remembered, estimated"),
    (5, "evidence", "remembred", "Did you mean remembered?"),
    (6, "answers", "", ""),
    (6, "answers", "no", "An entry of type goal has nothing here"),
    (6, "campaign", "", "needs this. Fill in this cell"),
    (6, "pledged", "5.00", "These answers don’t include a yes"),
    (7, "amount_high", "16.00", "has the same amount in both columns"),
    (7, "amount_low", "0.00", "has the same amount in both columns"),
    (9, "for_entry", "9", "There’s no entry 9"),
    (9, "for_entry", "99", "There’s no entry 99"),
    (9, "for_entry", "5", "Entry 5 isn’t an ask"),
    (9, "kind", "donation", "Entry 8 is for"),
    (9, "date", "2025-10-19", "which is later than this one"),
    (9, "pledged", "20.00", "You said yes to what was asked. Write “30.00” here."),
    (9, "pledged", "", "You said yes to what was asked. Write “30.00” here."),
    (9, "pledged_every", "", "You said yes to what was asked. Write “month” here."),
    (10, "for_entry", "8", "Entry 8 isn’t a payment"),
]


@pytest.mark.parametrize(("number", "column", "cell", "expected"), CELLS)
def test_a_damaged_cell_is_named(
    tmp_path: Path, number: int, column: str, cell: str, expected: str
) -> None:
    text = damage_table(set_cell(number, column, cell))
    if not expected:
        assert len(read_table(tmp_path, text)) == len(entries())
        return
    with pytest.raises(ImportingError) as refused:
        read_table(tmp_path, text)
    sentence = str(refused.value)
    assert expected in sentence
    assert f"entries.csv, line {number + 1}" in sentence
    message = sentence.removeprefix("Nothing was imported: ").partition(": ")[2]
    assert SENTENCE_START.search(message)
    assert SENTENCE_END.search(message)
    assert "\n" not in sentence
    assert len(sentence) < 400


def test_a_huge_cell_is_refused(tmp_path: Path) -> None:
    text = damage_table(set_cell(5, "words", "x" * 200_000))
    # Other code may move the limit of csv, which is one for the whole process.
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(ImportingError, match="line 6: A cell here is too large"):
            read_table(tmp_path, text)
        csv.field_size_limit(1_000_000)
        with pytest.raises(ImportingError, match="column words: This text has 200000 characters"):
            read_table(tmp_path, text)
    finally:
        csv.field_size_limit(before)


def test_the_column_at_fault_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportingError) as refused:
        read_table(tmp_path, damage_table(set_cell(4, "date", "02.10.2025")))
    assert str(refused.value) == (
        "Nothing was imported: entries.csv, line 5, column date: “02.10.2025” isn’t a date. Write "
        "the year, month and day, e.g. “2025-10-02”."
    )


@pytest.mark.parametrize("dialect", Dialect)
def test_the_undamaged_file_is_read_in_either_dialect(tmp_path: Path, dialect: Dialect) -> None:
    assert read_table(tmp_path, build_content(dialect)) == entries()
    assert read_table(tmp_path, build_content(dialect).encode()) == entries(), (
        "without a byte order mark"
    )


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    def turn_around(rows: list[dict[str, str]]) -> None:
        rows[:] = [dict(reversed(row.items())) for row in rows]

    assert read_table(tmp_path, damage_table(turn_around)) == entries()


def test_plain_quoting_and_line_ends_of_another_program_do(tmp_path: Path) -> None:
    text = build_content().replace("\r\n", "\n").replace('"id000001"', "id000001")
    assert read_table(tmp_path, text) == entries()


def test_amounts_may_have_lost_their_noughts(tmp_path: Path) -> None:
    assert read_table(tmp_path, build_content().replace('"950.00"', '"950"')) == entries()
    semicolon = build_content(Dialect.SEMICOLON).replace('"260,00"', '"260"').replace("2,00", "2,0")
    assert read_table(tmp_path, semicolon) == entries()


@pytest.mark.parametrize("first", ["sep=,", '"sep=,"', "sep=;"])
def test_the_line_that_excel_writes_for_itself_is_let_be(tmp_path: Path, first: str) -> None:
    assert read_table(tmp_path, f"{first}\r\n" + build_content()) == entries()
    with pytest.raises(ImportingError, match=r"line 6, column date: “2\.10\.25” isn’t a date"):
        read_table(tmp_path, f"{first}\r\n" + damage_table(set_cell(4, "date", "2.10.25")))


def test_empty_columns_and_lines_at_the_end_are_let_be(tmp_path: Path) -> None:
    lines = build_content().splitlines()
    text = "\r\n".join(f"{line},," for line in [*lines, "," * 30, '""' + ',""' * 30])
    assert read_table(tmp_path, text) == entries()


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    head, *lines = build_content().splitlines()
    assert read_table(tmp_path, "\r\n".join([head, *reversed(lines)])) == entries()
    turned = damage_table(set_cell(4, "date", "soon")).splitlines()
    text = "\r\n".join([turned[0], *reversed(turned[1:])])
    with pytest.raises(ImportingError, match="line 8, column date"):
        read_table(tmp_path, text)


def test_a_campaign_may_have_no_goal(tmp_path: Path) -> None:
    (entry,) = read_line(
        "2025-11-01 ask 5 merch +!office", ParseContext("EUR"), LineDays.from_today(TODAY)
    )
    item = StoredEntry(1, "id000001", TODAY, entry)
    stream = StringIO()
    EntryTableWriter("EUR").write_table(stream, Dialect.COMMA, [item], private_notes=False)
    assert read_table(tmp_path, stream.getvalue()) == [item]


def test_what_belongs_to_an_entry_that_stayed_out_is_told_and_left_out(tmp_path: Path) -> None:
    text = damage_table(lambda rows: [rows[8].update(for_entry=""), rows[9].update(for_entry="")])
    assert read_table(tmp_path, text) == entries()[:8]
    assert find_bundle(tmp_path).orphans == (10, 11)
    with pytest.raises(ImportingError, match="line 10, column until: An entry of"):
        read_table(
            tmp_path, damage_table(lambda rows: rows[8].update(for_entry="", until="2025-12-01"))
        )


def without_column(column: str) -> Damage:
    return lambda rows: [row.pop(column) for row in rows]


def with_column(column: str) -> Damage:
    return lambda rows: [row.update({column: ""}) for row in rows]


FILES: list[tuple[str | bytes, str]] = [
    ("", "This file is empty"),
    ("\r\n", "This file is empty"),
    ("hello", "This isn’t an entries.csv"),
    ('"month","group","given"\r\n"2025-10","all","1.00"\r\n', "This isn’t an entries.csv"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This isn’t UTF-8 text"),
    (build_content().encode("utf-16"), "This isn’t UTF-8 text"),
    (
        damage_table(set_cell(5, "group", "K\u00f6ln")).encode("cp1252"),
        "line 6: This isn’t UTF-8 text",
    ),
    (damage_table(without_column("hours")), "column hours: This column is missing"),
    (damage_table(with_column("mood")), "column mood: Tracker doesn’t know this column"),
    (
        damage_table(with_column("")).replace('"only mine",""', '"only mine","x"'),
        "line 6: A column without a name isn’t empty here",
    ),
    (build_content().replace('"id"', '""', 1), "column (empty): Tracker doesn’t know this column"),
    (build_content().replace('"words"', '"id"', 1), "column id: This column is here twice"),
    (
        build_content()[: build_content().index('"1.5"') + 3],
        "line 6: The file ends in the middle of a cell",
    ),
    (
        build_content()[: build_content().index('"1.5"')],
        "line 6: This line has 20 cells, but the header line has 31",
    ),
    (
        build_content().replace('"950.00",', '"950.00" x,', 1),
        'line 2: There’s an unpaired " here',
    ),
    (build_content() + '11,,,"",\r\n', "line 12: This line has 5 cells"),
    (
        build_content() + '"new"' + ',""' * 30 + "\r\n",
        "line 12, column entry: “new” isn’t an entry number",
    ),
    (
        build_content().replace('"950.00","950.00"', "950,00,950,00"),
        "the header line has 31. Check where cells begin and end. A text or",
    ),
    (build_content() + "x" * 2_000_000, "line 12: This line is too long"),
    (build_content().replace(",", "\t"), "This isn’t an entries.csv"),
    (
        damage_table(
            lambda rows: [row.update({f"x{n}": "" for n in range(10_000)}) for row in rows]
        ),
        "line 1, column x0: Tracker doesn’t know this column",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_a_damaged_file_is_named(tmp_path: Path, text: str | bytes, expected: str) -> None:
    with pytest.raises(ImportingError) as refused:
        read_table(tmp_path, text)
    assert expected in str(refused.value)


def test_a_bundle_that_fails_late_leaves_the_book_empty(tmp_path: Path) -> None:
    (tmp_path / "entries.csv").write_text(damage_table(set_cell(10, "amount_low", "x")))
    with make_empty_book(tmp_path / "b.db") as book:
        with pytest.raises(ImportingError):
            book.import_entries(read_bundle(tmp_path, "EUR", TODAY), TODAY)
        assert book.is_empty()
        assert book.load_parse_context().groups == {}


def test_places_that_hold_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match="There’s nothing to import at"):
        list(read_bundle(tmp_path / "nowhere", "EUR", TODAY))
    with pytest.raises(ImportingError, match=r"There’s no entries\.csv in"):
        list(read_bundle(tmp_path, "EUR", TODAY))
    with pytest.raises(ImportingError, match="can’t be read"):
        list(read_bundle(tmp_path / ("x" * 300), "EUR", TODAY))
    with pytest.raises(ImportingError, match="There’s nothing to import at"):
        list(read_bundle(tmp_path / "a\x00b", "EUR", TODAY))


def test_pipes_devices_and_loops_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("pipe", "loop", "/dev/zero"):
        with pytest.raises(ImportingError, match="There’s nothing to import at"):
            find_bundle(tmp_path / name)
    folder = tmp_path / "bundle"
    folder.mkdir()
    os.mkfifo(folder / "entries.csv")
    with pytest.raises(ImportingError, match=r"There’s no entries\.csv in"):
        find_bundle(folder)
    (folder / "entries.csv").unlink()
    (folder / "entries.csv").write_text(build_content())
    os.mkfifo(folder / "datapackage.json")
    (tmp_path / "link").symlink_to(folder)
    assert list(read_bundle(tmp_path / "link", "EUR", TODAY)) == entries()


def test_a_path_in_a_bundle_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(
        '{"tracker": {"format": 1}, "resources": [{"path": "../../entries.csv"}]}'
    )
    items = read_table(
        tmp_path, damage_table(lambda rows: [row.update(group="../x") for row in rows[3:]])
    )
    assert {getattr(item.entry, "group", None) for item in items} == {None, "../x"}


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (
            '{"tracker": {"format": 1, "currency": "CHF"}}',
            "This is in CHF, but your notebook is in EUR",
        ),
        ('{"tracker": {"format": 3, "currency": "EUR"}}', "A newer version of Tracker"),
        ("{", "This file can’t be read"),
        ("[" * 100_000, "This file can’t be read"),
    ],
)
def test_the_description_is_believed(tmp_path: Path, description: str, expected: str) -> None:
    (tmp_path / "datapackage.json").write_text(description)
    (tmp_path / "entries.csv").write_text(build_content().splitlines()[0])
    with pytest.raises(ImportingError, match=expected):
        list(read_bundle(tmp_path, "EUR", TODAY))
    assert list(read_bundle(tmp_path / "entries.csv", "EUR", TODAY)) == []


def test_a_table_cut_between_two_rows_is_noticed_by_the_count_in_the_description(
    tmp_path: Path,
) -> None:
    with example_book(tmp_path) as book:
        contents = load_bundle(book, STORY_TODAY, Dialect.COMMA)
    write_bundle(render_tables(contents), tmp_path / "out")
    table = tmp_path / "out" / ENTRIES_FILE
    table.write_bytes(b"".join(table.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(ImportingError, match=r"This file has 10 rows but should have 11"):
        list(read_bundle(tmp_path / "out", "EUR", STORY_TODAY))
    assert len(list(read_bundle(table, "EUR", STORY_TODAY))) == 10, "alone it is what is meant"
