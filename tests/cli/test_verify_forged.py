"""`tracker verify` vouches for nothing that was changed, and says what it did not compare."""

import csv
import json
import shutil
from collections.abc import Callable
from functools import partial
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    NumberObject,
    PdfObject,
)

from tests.command_line import Result, Tracker
from tests.export.story_book import TODAY, example_book
from tests.factories import log_lines
from tests.importing import odd_pdf as odd
from tests.importing.witness_reports import a_witness, text
from tests.importing.witness_reports import report as another_report
from tests.strategies import pick_every
from tracker.book.open_book import open_book
from tracker.book.witness.hashes import format_root
from tracker.cli.main import run
from tracker.export.report.witness_file import WITNESS_FILE, encode_witness

LINES = (
    "2025-09-01 income 950/month",
    "2025-10-02 ask 50-450 donation pledged 50 #public_pledge @!circle",
    '2025-10-11 ask 15 merch gave 15 #in_public "buy it at circle"',
    "2025-10-12 ask 20 event no @!choir",
    "2025-10-20 ask 30/month dues no @circle",
)
NOT_COMPARED = "didn’t compare the words, totals and charts on the pages"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook, what a counsellor got of it in one file and in a folder, and one for a friend."""
    folder = tmp_path_factory.mktemp("kept")
    with example_book(folder, *LINES):
        pass
    for arguments in (
        ("--attach-tables", "--to", "one"),
        ("--to", "many"),
        ("--dialect", "semicolon", "--to", "comma"),
        ("--attach-tables", "--no-words", "--alias", "circle=readers", "--to", "alias"),
    ):
        *options, to = arguments
        code = run(["--book", str(folder / "b.db"), "export", *options, str(folder / to)])
        assert code == 0
    return folder


@pytest.fixture
def shown_reports(tracker: Tracker, kept_once: Path) -> Tracker:
    """The same again, to be changed; the notebook does not know any more what it showed."""
    shutil.copytree(kept_once, tracker.folder, dirs_exist_ok=True)
    with open_book(tracker.book) as book:
        book.export_log.clear()
    return tracker


def verify_after(tracker: Tracker, change: Callable[[PdfWriter], object]) -> Result:
    """What is said of a report after somebody changed it."""
    path = tracker.folder / "one" / "report.pdf"
    pdf = PdfWriter(clone_from=PdfReader(path))
    change(pdf)
    path.write_bytes(odd.write_pdf(pdf))
    return tracker("verify", str(path))


def replace_part(pdf: PdfWriter, name: str, content: bytes) -> None:
    odd.attached_stream(pdf, name).set_data(content)


def attached_files(pdf: PdfWriter, name: str) -> bytes:
    return odd.attached_stream(pdf, name).get_data()


def forge_table(change: Callable[[Rows], object], **own: Any) -> Callable[[PdfWriter], None]:
    """Change the attached table, and what its description says of it."""

    def forge(pdf: PdfWriter) -> None:
        content, rows = change_rows(attached_files(pdf, "entries.csv"), change)
        replace_part(pdf, "entries.csv", content)
        description = json.loads(attached_files(pdf, "datapackage.json"))
        description["tracker"] |= {"entries": rows, **own}
        replace_part(pdf, "datapackage.json", json.dumps(description).encode())

    return forge


def change_rows(content: bytes, change: Callable[[Rows], object]) -> tuple[bytes, int]:
    reader = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    rows = list(reader)
    change(rows)
    made = StringIO(newline="")
    writer = csv.DictWriter(made, reader.fieldnames or (), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode("utf-8-sig"), len(rows)


def cell(row: int, column: str, value: str) -> Callable[[Rows], object]:
    return lambda rows: rows[row].update({column: value})


def test_a_genuine_report_is_compared_as_far_as_it_can_be(shown_reports: Tracker) -> None:
    for name in ("one", "many", "comma"):
        result = shown_reports("verify", str(shown_reports.folder / name))
        assert (result.code, result.err) == (0, "")
        assert "has the same check code" in result.out
        assert "Unchanged entries in entries.csv: 6 of 6." in result.out
        assert NOT_COMPARED in result.out
        assert "didn’t compare these files:" in result.out
        assert "months.csv" in result.out
    result = shown_reports("verify", str(shown_reports.folder / "alias"))
    assert result.code == 0
    assert "There, your group circle is called readers." in result.out
    assert "Tracker can’t compare columns that were left out or replaced: words." in result.out


def test_what_this_notebook_wrote_is_known_byte_for_byte(tracker: Tracker, kept_once: Path) -> None:
    shutil.copytree(kept_once, tracker.folder, dirs_exist_ok=True)
    for path in ("one/report.pdf", "one", "many"):
        result = tracker("verify", str(tracker.folder / path))
        assert "This is exactly what your notebook saved on" in result.out
        assert NOT_COMPARED not in result.out
    found = json.loads(tracker("verify", str(tracker.folder / "one"), "--format", "json").out)
    assert found["saved_on"] is not None
    assert (found["not_checked"], found["differences"]) == ([], [])
    months = tracker.folder / "many" / "months.csv"
    months.write_bytes(months.read_bytes().replace(b"2025-10", b"2025-11"))
    result = tracker("verify", str(tracker.folder / "many"))
    assert "byte for byte" not in result.out
    assert NOT_COMPARED in result.out


def test_changed_words_on_the_pages_are_not_vouched_for(shown_reports: Tracker) -> None:
    def forge(pdf: PdfWriter) -> None:
        draw(pdf, 0, text("I was asked for 50,000.00"))

    result = verify_after(shown_reports, forge)
    assert NOT_COMPARED in result.out
    assert "byte for byte" not in result.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("forge", "said"),
    pick_every(
        2,
        [
            (
                forge_table(cell(1, "amount_low", "60.00")),
                "Entry 2, amount_low: 60.00 in this table, 50.00 in",
            ),
            (forge_table(cell(1, "date", "2025-10-03")), "Entry 2, date:"),
            (forge_table(cell(2, "words", "buy it now")), "Entry 3, words:"),
            (forge_table(cell(3, "id", "abcdefgh")), "Entry 4, id:"),
            (forge_table(cell(4, "answers", "")), "answers:"),
            (forge_table(cell(5, "group", "choir")), "Entry 6, group:"),
            (forge_table(cell(3, "entry", "44")), "Entry 44 wasn’t in the notebook then"),
            (forge_table(cell(3, "entry", "4" * 5000)), "Entry 4444"),
            (forge_table(lambda rows: rows.append({**rows[-1], "entry": "7"})), "Entry 7 wasn’t"),
            (forge_table(lambda rows: rows.append(rows[-1])), "or is there twice"),
            (
                forge_table(cell(1, "amount_low", "60.00"), left_out=["amount_low", "amount_high"]),
                "Entry 2, amount_low:",
            ),
            (forge_table(cell(1, "date", "2025-11-02"), left_out=["date"]), "Entry 2, date:"),
            (
                forge_table(
                    lambda rows: [
                        row.update(group={"circle": "choir", "choir": "circle"}[row["group"]])
                        for row in rows
                        if row["group"]
                    ]
                ),
                "Group circle is called",
            ),
            (
                forge_table(
                    lambda rows: [row.update(group="readers") for row in rows if row["group"]]
                ),
                "Group circle is called",
            ),
        ],
    ),
)
def test_a_changed_table_is_named(
    shown_reports: Tracker, forge: Callable[[PdfWriter], object], said: str
) -> None:
    result = verify_after(shown_reports, forge)
    assert (result.code, result.out) == (1, "")
    assert "This file differs from what your notebook held" in result.err
    assert "entries.csv. " in result.err
    assert said in result.err


def test_a_changed_table_is_told_to_a_program(shown_reports: Tracker) -> None:
    verify_after(shown_reports, forge_table(cell(1, "amount_low", "60.00")))
    result = shown_reports("verify", str(shown_reports.folder / "one"), "--format", "json")
    assert result.code == 1
    assert json.loads(result.out)["differences"] != []


def test_a_changed_table_in_a_folder_is_named(shown_reports: Tracker) -> None:
    path = shown_reports.folder / "many" / "entries.csv"
    path.write_bytes(change_rows(path.read_bytes(), cell(1, "amount_low", "60.00"))[0])
    result = shown_reports("verify", str(path.parent))
    assert (result.code, result.out) == (1, "")
    assert "Entry 2, amount_low: 60.00 in this table" in result.err
    path.write_text("no table")
    assert "must name the columns" in shown_reports("verify", str(path.parent)).err


def test_rows_that_stay_out_are_counted(shown_reports: Tracker) -> None:
    result = verify_after(shown_reports, forge_table(lambda rows: rows.pop()))
    assert "Unchanged entries in entries.csv: 5 of 6." in result.out
    result = verify_after(shown_reports, forge_table(lambda rows: rows.pop(), entries=9))
    assert (result.code, result.out) == (1, "")
    assert "has 4 rows but should have 9" in result.err


def dictionary(of: DictionaryObject, key: str) -> DictionaryObject:
    found = of[key]
    assert isinstance(found, DictionaryObject)
    return found


def last_code(change: Callable[[bytes], bytes]) -> Callable[[PdfWriter], None]:
    """Change the digits that the last page shows: the last text that is set in its own font."""

    def forge(pdf: PdfWriter) -> None:
        page = pdf.pages[-1]
        fonts = dictionary(dictionary(page, "/Resources"), "/Font")
        mono = next(
            name for name in fonts if str(dictionary(fonts, name)["/BaseFont"]).endswith("Mono")
        )
        drawn = ContentStream(page["/Contents"], pdf, "bytes")
        steps = drawn.operations
        at = max(place for place, (operands, _name) in enumerate(steps) if mono in operands)
        place = at + [operator for _operands, operator in steps[at:]].index(b"TJ")
        parts = [each for each in steps[place][0][0] if isinstance(each, ByteStringObject)]
        shown = ByteStringObject(change(b"".join(parts)))
        drawn.operations = [*steps[:place], ([odd.array(shown)], b"TJ"), *steps[place + 1 :]]
        page[odd.name("Contents")] = odd.stream(pdf, drawn.get_data())

    return forge


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda codes: b"", "no check code at the end"),
        (lambda codes: codes[:-2], "no check code at the end"),
        (
            lambda codes: codes[18:34] + codes[16:18] + codes[:16] + codes[34:],
            "isn’t the one attached to it",
        ),
    ],
)
def test_a_changed_code_on_the_page_is_refused(
    shown_reports: Tracker, change: Callable[[bytes], bytes], said: str
) -> None:
    result = verify_after(shown_reports, last_code(change))
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_the_witness_of_another_day_or_another_notebook_is_refused(shown_reports: Tracker) -> None:
    with open_book(shown_reports.book) as book:
        log_lines(book, "ask 5 merch no @circle", today=TODAY)
        newer = encode_witness(book.make_witness())
    for content in (newer, encode_witness(a_witness())):
        result = verify_after(
            shown_reports, partial(replace_part, name=WITNESS_FILE, content=content)
        )
        assert (result.code, result.out) == (1, "")
        assert "isn’t the one attached to it" in result.err
    (shown_reports.folder / "theirs.pdf").write_bytes(another_report(encode_witness(a_witness())))
    assert (
        "wasn’t made from this notebook"
        in shown_reports("verify", str(shown_reports.folder / "theirs.pdf")).err
    )


def listed_too(pdf: PdfWriter, name: str, content: bytes) -> None:
    """Let the PDF list one more file."""
    names = dictionary(dictionary(pdf.root_object, "/Names"), "/EmbeddedFiles")["/Names"]
    assert isinstance(names, ArrayObject)
    odd.list_files(pdf, *names, odd.text(name), odd.file_spec(pdf, name, content))


def second_in_the_tree(pdf: PdfWriter) -> None:
    listed_too(pdf, WITNESS_FILE, encode_witness(a_witness()))


def another_file(pdf: PdfWriter) -> None:
    listed_too(pdf, "more.txt", b"more")


def not_listed(pdf: PdfWriter) -> None:
    spec = odd.file_spec(pdf, WITNESS_FILE, encode_witness(a_witness()))
    pdf.root_object[odd.name("AF")] = odd.array(spec)


def note(pdf: PdfWriter, kind: str, **values: PdfObject) -> None:
    """Lay a note over the first page."""
    shown = odd.dictionary(
        Type=odd.name("Annot"), Subtype=odd.name(kind), Rect=odd.array(0, 0, 99, 99), **values
    )
    pdf.pages[0][odd.name("Annots")] = odd.indirect(pdf, odd.array(shown))


def in_a_note(pdf: PdfWriter) -> None:
    note(pdf, "FileAttachment", FS=odd.file_spec(pdf, "entries.csv", b"more"))


def a_note_on_top(pdf: PdfWriter) -> None:
    note(pdf, "FreeText", Contents=odd.text("500"))


def shown_as_another(pdf: PdfWriter) -> None:
    files = dictionary(odd.attached_spec(pdf, "entries.csv"), "/EF")
    files[odd.name("UF")] = odd.stream(pdf, b"what a reader sees")


def two_names(pdf: PdfWriter) -> None:
    odd.attached_spec(pdf, "months.csv")[odd.name("UF")] = odd.text("entries.txt")


def a_layer(pdf: PdfWriter) -> None:
    layers = odd.dictionary(OCGs=odd.array(), D=odd.dictionary())
    pdf.root_object[odd.name("OCProperties")] = layers


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (second_in_the_tree, "more than one witness.txt"),
        (another_file, "more.txt"),
        (not_listed, "added something"),
        (in_a_note, "added something"),
        (shown_as_another, "added something"),
        (two_names, "Tracker didn’t add"),
        (a_layer, "added something"),
        (a_note_on_top, "added something"),
    ],
)
def test_a_second_witness_or_what_was_added_is_refused(
    shown_reports: Tracker, forge: Callable[[PdfWriter], object], said: str
) -> None:
    result = verify_after(shown_reports, forge)
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_what_was_appended_is_refused(shown_reports: Tracker) -> None:
    path = shown_reports.folder / "one" / "report.pdf"
    whole = path.read_bytes()
    start = whole.rindex(b"startxref")
    update = b"1 0 obj\n<<>>\nendobj\n" + whole[start:]
    for raw in (whole + update, whole + b"more", b"#!/bin/sh\n" + whole):
        path.write_bytes(raw)
        result = shown_reports("verify", str(path))
        assert (result.code, result.out) == (1, "")
        assert "added something" in result.err or "damaged" in result.err


def white(pdf: PdfWriter, code: str) -> None:
    draw(pdf, 0, text(code, "1 g"))


def black(pdf: PdfWriter, code: str) -> None:
    draw(pdf, 0, text(code))


def forget_exports(pdf: PdfWriter, code: str) -> None:
    draw(pdf, -1, text(code, "3 Tr"))


def white_on_the_last(pdf: PdfWriter, code: str) -> None:
    draw(pdf, -1, text(code, "1 1 1 rg"))


def clear(pdf: PdfWriter, code: str) -> None:
    looks = odd.dictionary(Clear=odd.dictionary(ca=NumberObject(0)))
    dictionary(pdf.pages[-1], "/Resources")[odd.name("ExtGState")] = looks
    draw(pdf, -1, text(code, "/Clear gs"))


def in_a_drawing(pdf: PdfWriter, code: str) -> None:
    pdf.root_object[odd.name("Hidden")] = odd.stream(
        pdf, text(code), Type=odd.name("XObject"), Subtype=odd.name("Form"),
        BBox=odd.array(0, 0, 9, 9),
        Resources=odd.dictionary(Font=odd.dictionary(F=odd.courier())),
    )  # fmt: skip


def draw(pdf: PdfWriter, at: int, drawn: bytes) -> None:
    """Draw on a page, after all that is there."""
    page = pdf.pages[at]
    dictionary(dictionary(page, "/Resources"), "/Font")[odd.name("F")] = odd.courier()
    contents = odd.array(page.raw_get("/Contents"), odd.stream(pdf, drawn))
    page[odd.name("Contents")] = contents


HIDING = (white, black, forget_exports, white_on_the_last, clear, in_a_drawing)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hide", "keeps"), [*product(HIDING, [True]), *product(pick_every(3, HIDING), [False])]
)
@pytest.mark.long
def test_a_code_in_another_place_is_refused(
    shown_reports: Tracker, hide: Callable[[PdfWriter, str], None], keeps: bool
) -> None:
    with open_book(shown_reports.book) as book:
        code = format_root(book.make_witness().root)

    def forge(pdf: PdfWriter) -> None:
        if not keeps:
            last_code(lambda _codes: b"")(pdf)
        hide(pdf, code)

    result = verify_after(shown_reports, forge)
    assert (result.code, result.out) == (1, "")
    assert "a check code where Tracker prints none, or more than one" in result.err


def test_the_digits_on_paper_say_nothing_of_the_pages(shown_reports: Tracker) -> None:
    with open_book(shown_reports.book) as book:
        root = book.make_witness().root
    result = shown_reports("verify", root)
    assert NOT_COMPARED in result.out
    found = json.loads(shown_reports("verify", root, "--format", "json").out)
    assert (found["checked"], found["not_checked"]) == ([], ["pages"])
