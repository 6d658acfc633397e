"""`tracker verify` vouches for nothing that was changed, and says what it did not compare."""

import csv
import json
import shutil
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pikepdf import (
    Array,
    AttachedFileSpec,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Operator,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from tests.cli.conftest import Result, Tracker
from tests.importing.witness_files import a_witness, text
from tests.importing.witness_files import report as another_report
from tests.sharing.story import TODAY, told_book
from tracker.book.opening import open_book
from tracker.book.witness import in_groups
from tracker.cli.commands import run
from tracker.entries.line import Days, read_line
from tracker.sharing.witness_file import WITNESS, to_file

LINES = (
    "2025-09-01 income 950/month",
    "2025-10-02 ask 50-500 donation pledged 50 #public_pledge @!circle",
    '2025-10-11 ask 15 merch gave 15 #in_public "buy it at circle"',
    "2025-10-12 ask 20 event no @!choir",
    "2025-10-20 ask 30/month dues no @circle",
)
NOT_COMPARED = "did not compare the words, sums and charts on the pages"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook, what a counsellor got of it in one file and in a folder, and one for a friend."""
    folder = tmp_path_factory.mktemp("kept")
    with told_book(folder, *LINES):
        pass
    for arguments in (
        ("--one-file", "--to", "one"),
        ("--to", "many"),
        ("--dialect", "semicolon", "--to", "comma"),
        ("--one-file", "--no-words", "--alias", "circle=readers", "--to", "alias"),
    ):
        *options, to = arguments
        code = run(["--book", str(folder / "b.db"), "export", *options, str(folder / to)])
        assert code == 0
    return folder


@pytest.fixture
def shown(tracker: Tracker, kept: Path) -> Tracker:
    """The same again, to be changed; the notebook does not know any more what it showed."""
    shutil.copytree(kept, tracker.folder, dirs_exist_ok=True)
    with open_book(tracker.book) as book:
        book.exports.forget_all()
    return tracker


def changed(tracker: Tracker, change: Callable[[Pdf], object], name: str = "one") -> Result:
    """What is said of a report after somebody changed it."""
    path = tracker.folder / name / "report.pdf"
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)
    return tracker("verify", str(path))


def put(pdf: Pdf, name: str, content: bytes) -> None:
    del pdf.attachments[name]
    pdf.attachments[name] = AttachedFileSpec(pdf, content, filename=name)


def held(pdf: Pdf, name: str) -> bytes:
    return pdf.attachments[name].get_file().read_bytes()


def in_table(change: Callable[[Rows], object], **own: Any) -> Callable[[Pdf], None]:
    """Change the attached table, and what its description says of it."""

    def forge(pdf: Pdf) -> None:
        content, rows = with_rows(held(pdf, "entries.csv"), change)
        put(pdf, "entries.csv", content)
        description = json.loads(held(pdf, "datapackage.json"))
        description["tracker"] |= {"entries": rows, **own}
        put(pdf, "datapackage.json", json.dumps(description).encode())

    return forge


def with_rows(content: bytes, change: Callable[[Rows], object]) -> tuple[bytes, int]:
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


def test_a_genuine_report_is_compared_as_far_as_it_can_be(shown: Tracker) -> None:
    for name in ("one", "many", "comma"):
        result = shown("verify", str(shown.folder / name))
        assert (result.code, result.err) == (0, "")
        assert "has the same check code" in result.out
        assert "In entries.csv 6 of 6 entries are as they were then." in result.out
        assert NOT_COMPARED in result.out
        assert "did not compare these files:" in result.out
        assert "months.csv" in result.out
    result = shown("verify", str(shown.folder / "alias"))
    assert result.code == 0
    assert "The group circle has the name readers there." in result.out
    assert "can’t be compared: words." in result.out


def test_what_this_notebook_wrote_is_known_byte_for_byte(tracker: Tracker, kept: Path) -> None:
    shutil.copytree(kept, tracker.folder, dirs_exist_ok=True)
    for path in ("one/report.pdf", "one", "many"):
        result = tracker("verify", str(tracker.folder / path))
        assert "This is, byte for byte, what this notebook saved on" in result.out
        assert NOT_COMPARED not in result.out
    found = json.loads(tracker("verify", str(tracker.folder / "one"), "--format", "json").out)
    assert found["saved_on"] is not None
    assert (found["not_checked"], found["differences"]) == ([], [])
    months = tracker.folder / "many" / "months.csv"
    months.write_bytes(months.read_bytes().replace(b"2025-10", b"2025-11"))
    result = tracker("verify", str(tracker.folder / "many"))
    assert "byte for byte" not in result.out
    assert NOT_COMPARED in result.out


def test_changed_words_on_the_pages_are_not_vouched_for(shown: Tracker) -> None:
    def forge(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(text("I was asked for 50,000.00"), prepend=False)

    result = changed(shown, forge)
    assert NOT_COMPARED in result.out
    assert "byte for byte" not in result.out


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (in_table(cell(1, "amount_low", "60.00")), "Entry 2, amount_low: 60.00 here, 50.00 in"),
        (in_table(cell(1, "date", "2025-10-03")), "Entry 2, date:"),
        (in_table(cell(2, "words", "buy it now")), "Entry 3, words:"),
        (in_table(cell(3, "id", "abcdefgh")), "Entry 4, id:"),
        (in_table(cell(4, "answers", "")), "answers:"),
        (in_table(cell(5, "group", "choir")), "Entry 6, group:"),
        (in_table(cell(3, "entry", "44")), "Entry 44 was not in the notebook then"),
        (in_table(lambda rows: rows.append({**rows[-1], "entry": "7"})), "Entry 7 was not"),
        (in_table(lambda rows: rows.append(rows[-1])), "or is there twice"),
        (
            in_table(cell(1, "amount_low", "60.00"), left_out=["amount_low", "amount_high"]),
            "Entry 2, amount_low:",
        ),
        (in_table(cell(1, "date", "2025-11-02"), left_out=["date"]), "Entry 2, date:"),
        (
            in_table(
                lambda rows: [
                    row.update(group={"circle": "choir", "choir": "circle"}[row["group"]])
                    for row in rows
                    if row["group"]
                ]
            ),
            "group:",
        ),
        (
            in_table(lambda rows: [row.update(group="readers") for row in rows if row["group"]]),
            "group:",
        ),
    ],
)
def test_a_changed_table_is_named(
    shown: Tracker, forge: Callable[[Pdf], object], said: str
) -> None:
    result = changed(shown, forge)
    assert (result.code, result.out) == (1, "")
    assert "entries.csv is not what this notebook held" in result.err
    assert said in result.err
    result = shown("verify", str(shown.folder / "one"), "--format", "json")
    assert result.code == 1
    assert json.loads(result.out)["differences"] != []


def test_a_changed_table_in_a_folder_is_named(shown: Tracker) -> None:
    path = shown.folder / "many" / "entries.csv"
    path.write_bytes(with_rows(path.read_bytes(), cell(1, "amount_low", "60.00"))[0])
    result = shown("verify", str(path.parent))
    assert (result.code, result.out) == (1, "")
    assert "Entry 2, amount_low: 60.00 here" in result.err
    path.write_text("no table")
    assert "does not name the columns" in shown("verify", str(path.parent)).err


def test_rows_that_stay_out_are_counted(shown: Tracker) -> None:
    result = changed(shown, in_table(lambda rows: rows.pop()))
    assert "In entries.csv 5 of 6 entries are as they were then." in result.out
    result = changed(shown, in_table(lambda rows: rows.pop(), entries=9))
    assert (result.code, result.out) == (1, "")
    assert "has 4 rows where 9 were written" in result.err


def last_code(change: Callable[[bytes], bytes]) -> Callable[[Pdf], None]:
    """Change the digits that the last page shows: the last text that is set in its own font."""

    def forge(pdf: Pdf) -> None:
        page = pdf.pages[-1]
        fonts = page.obj.Resources.Font.items()
        mono = next(name for name, font in fonts if str(font.BaseFont).endswith("Mono"))
        drawn = list(parse_content_stream(page))
        at = max(place for place, each in enumerate(drawn) if mono in map(str, each.operands))
        place = at + [each.operator for each in drawn[at:]].index(Operator("TJ"))
        parts = [each for each in Array(drawn[place].operands[0]) if isinstance(each, String)]
        shown = Array([String(change(b"".join(map(bytes, parts))))])
        drawn[place] = ContentStreamInstruction([shown], Operator("TJ"))
        page.Contents = pdf.make_stream(unparse_content_stream(drawn))

    return forge


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda codes: b"", "shows no check code at the end"),
        (lambda codes: codes[:-2], "shows no check code at the end"),
        (lambda codes: codes[18:34] + codes[16:18] + codes[:16] + codes[34:], "is not the one of"),
    ],
)
def test_a_changed_code_on_the_page_is_refused(
    shown: Tracker, change: Callable[[bytes], bytes], said: str
) -> None:
    result = changed(shown, last_code(change))
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_the_witness_of_another_day_or_another_notebook_is_refused(shown: Tracker) -> None:
    with open_book(shown.book) as book:
        book.log(read_line("ask 5 merch no @circle", book.known(), Days.on(TODAY)), TODAY)
        newer = to_file(book.witness())
    for content in (newer, to_file(a_witness())):
        result = changed(shown, partial(put, name=WITNESS, content=content))
        assert (result.code, result.out) == (1, "")
        assert "is not the one of the witness in it" in result.err
    (shown.folder / "theirs.pdf").write_bytes(another_report(to_file(a_witness())))
    assert "not made from this book" in shown("verify", str(shown.folder / "theirs.pdf")).err


def second_in_the_tree(pdf: Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles
    other = AttachedFileSpec(pdf, to_file(a_witness()), filename=WITNESS).obj
    listed = [*(names.get("/Names") or names.Kids[0].Names), String(WITNESS), other]
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array(listed))


def another_file(pdf: Pdf) -> None:
    pdf.attachments["more.txt"] = AttachedFileSpec(pdf, b"more", filename="more.txt")


def not_listed(pdf: Pdf) -> None:
    spec = AttachedFileSpec(pdf, to_file(a_witness()), filename=WITNESS).obj
    pdf.Root.AF = Array([pdf.make_indirect(spec)])


def in_a_note(pdf: Pdf) -> None:
    spec = AttachedFileSpec(pdf, b"more", filename="entries.csv").obj
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=spec
    )
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


def shown_as_another(pdf: Pdf) -> None:
    spec = pdf.attachments["entries.csv"].obj
    spec.EF.UF = pdf.make_stream(b"what a reader sees")


def two_names(pdf: Pdf) -> None:
    pdf.attachments["months.csv"].obj.UF = String("entries.txt")


def a_layer(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


def a_note_on_top(pdf: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([0, 0, 99, 99]), Contents=String("500")
    )
    pdf.pages[0].Annots = pdf.make_indirect(Array([note]))


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (second_in_the_tree, "more than one witness.txt"),
        (another_file, "more.txt"),
        (not_listed, "added something"),
        (in_a_note, "added something"),
        (shown_as_another, "added something"),
        (two_names, "didn’t put there"),
        (a_layer, "added something"),
        (a_note_on_top, "added something"),
    ],
)
def test_a_second_witness_or_what_was_added_is_refused(
    shown: Tracker, forge: Callable[[Pdf], object], said: str
) -> None:
    result = changed(shown, forge)
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_what_was_appended_is_refused(shown: Tracker) -> None:
    path = shown.folder / "one" / "report.pdf"
    whole = path.read_bytes()
    start = whole.rindex(b"startxref")
    update = b"1 0 obj\n<<>>\nendobj\n" + whole[start:]
    for raw in (whole + update, whole + b"more", b"#!/bin/sh\n" + whole):
        path.write_bytes(raw)
        result = shown("verify", str(path))
        assert (result.code, result.out) == (1, "")
        assert "added something" in result.err or "damaged" in result.err


def white(pdf: Pdf, code: str) -> None:
    draw(pdf, 0, text(code, "1 g"))


def black(pdf: Pdf, code: str) -> None:
    draw(pdf, 0, text(code))


def unseen(pdf: Pdf, code: str) -> None:
    draw(pdf, -1, text(code, "3 Tr"))


def white_on_the_last(pdf: Pdf, code: str) -> None:
    draw(pdf, -1, text(code, "1 1 1 rg"))


def clear(pdf: Pdf, code: str) -> None:
    pdf.pages[-1].obj.Resources.ExtGState = Dictionary(Clear=Dictionary(ca=0))
    draw(pdf, -1, text(code, "/Clear gs"))


def in_a_drawing(pdf: Pdf, code: str) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    pdf.Root.Hidden = pdf.make_stream(
        text(code), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
        Resources=Dictionary(Font=Dictionary(F=font)),
    )  # fmt: skip


def draw(pdf: Pdf, page: int, drawn: bytes) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    pdf.pages[page].obj.Resources.Font.F = font
    pdf.pages[page].contents_add(drawn)


@pytest.mark.parametrize("hide", [white, black, unseen, white_on_the_last, clear, in_a_drawing])
@pytest.mark.parametrize("keeps", [True, False], ids=["beside its own", "in its place"])
def test_a_code_in_another_place_is_refused(
    shown: Tracker, hide: Callable[[Pdf, str], None], keeps: bool
) -> None:
    with open_book(shown.book) as book:
        code = in_groups(book.witness().root)

    def forge(pdf: Pdf) -> None:
        if not keeps:
            last_code(lambda _codes: b"")(pdf)
        hide(pdf, code)

    result = changed(shown, forge)
    assert (result.code, result.out) == (1, "")
    assert "a check code in a place where Tracker prints none, or more than one" in result.err


def test_the_digits_on_paper_say_nothing_of_the_pages(shown: Tracker) -> None:
    with open_book(shown.book) as book:
        root = book.witness().root
    result = shown("verify", root)
    assert NOT_COMPARED in result.out
    found = json.loads(shown("verify", root, "--format", "json").out)
    assert (found["checked"], found["not_checked"]) == ([], ["pages"])
