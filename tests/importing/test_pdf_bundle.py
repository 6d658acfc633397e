"""A report with its tables attached comes back like a bundle, password or not."""

import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, PdfObject

from tests.importing.bundle_exchange import write_report
from tests.importing.damaged_bundle import TODAY, build_content, entries
from tests.importing.odd_pdf import (
    array,
    attach,
    attached_stream,
    dictionary,
    file_spec,
    list_files,
    name,
    text,
    write_pdf,
)
from tracker.entries.parse_context import ParseContext
from tracker.importing import packed_bundle
from tracker.importing.errors import ImportingError
from tracker.importing.packed_bundle import find_bundle_in_pdf, is_pdf

pytestmark = pytest.mark.usefixtures("read_in_process")
DESCRIPTION = '{"tracker": {"format": 1, "currency": "EUR", "left_out": ["words"]}}'


def nobody() -> str | None:
    return None


def name_file(**values: PdfObject) -> DictionaryObject:
    return dictionary(F=text("entries.csv"), UF=text("entries.csv"), **values)


def a_page() -> PdfWriter:
    pdf = PdfWriter()
    pdf.add_blank_page(595, 842)
    return pdf


@pytest.mark.parametrize("compress", [True, False])
def test_a_report_holds_the_entries_and_their_description(tmp_path: Path, compress: bool) -> None:
    files = {"entries.csv": build_content(), "datapackage.json": DESCRIPTION}
    path = write_report(tmp_path / "r.pdf", files, compress=compress)
    assert is_pdf(path)
    bundle = find_bundle_in_pdf(path, nobody)
    assert list(bundle.read_entries(ParseContext("EUR"), TODAY)) == entries()
    assert bundle.emptied_columns == {"words"}


def test_its_password_is_asked_for_and_may_be_wrong_or_missing(tmp_path: Path) -> None:
    path = write_report(tmp_path / "r.pdf", {"entries.csv": build_content()}, "größer 🧦")
    bundle = find_bundle_in_pdf(path, lambda: "größer 🧦")
    assert list(bundle.read_entries(ParseContext("EUR"), TODAY)) == entries()
    with pytest.raises(ImportingError, match="This password doesn’t open"):
        find_bundle_in_pdf(path, lambda: "grosser")
    with pytest.raises(ImportingError, match=r"has a password\. Give it with --password-file"):
        find_bundle_in_pdf(path, nobody)


@pytest.mark.parametrize(
    ("locked", "typed"),
    [("gr\u00fcn", "gru\u0308n"), ("m2 day", "m\u00b2\u00a0day"), ("gru\u0308n", "gru\u0308n")],
)
def test_a_password_opens_as_other_keyboards_and_programs_give_it(
    tmp_path: Path, locked: str, typed: str
) -> None:
    path = write_report(tmp_path / "r.pdf", {"entries.csv": build_content()}, locked)
    assert (
        len(list(find_bundle_in_pdf(path, lambda: typed).read_entries(ParseContext("EUR"), TODAY)))
        > 0
    )
    with pytest.raises(ImportingError, match="doesn’t open"):
        find_bundle_in_pdf(path, lambda: "\ud800")


def test_what_is_no_report_with_entries_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImportingError, match=r"There’s no entries\.csv in"):
        find_bundle_in_pdf(write_report(tmp_path / "r.pdf", {"months.csv": ""}), nobody)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.7\nnothing more")
    assert is_pdf(torn)
    with pytest.raises(ImportingError, match="can’t be read as a summary"):
        find_bundle_in_pdf(torn, nobody)
    path = write_report(tmp_path / "big.pdf", {"entries.csv": "x" * 2_000_000})
    monkeypatch.setattr(packed_bundle, "LARGEST_FILE", 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ImportingError, match="can’t be read as a summary"):
        find_bundle_in_pdf(path, nobody)


@pytest.mark.parametrize(
    "spec",
    [
        dictionary(),
        name_file(),
        name_file(EF=dictionary()),
        name_file(EF=array()),
        name_file(EF=dictionary(F=text("entries"))),
        name_file(EF=dictionary(F=dictionary())),
        array(),
        text("entries"),
    ],
    ids=[
        "nothing",
        "a name",
        "no file",
        "a list",
        "a text",
        "a dictionary",
        "is a list",
        "is a text",
    ],
)
def test_what_says_that_a_file_is_attached_and_holds_none_is_told(
    tmp_path: Path, spec: PdfObject
) -> None:
    path, pdf = tmp_path / "r.pdf", a_page()
    list_files(pdf, text("entries.csv"), spec)
    path.write_bytes(write_pdf(pdf))
    with pytest.raises(ImportingError, match="can’t be read as a summary"):
        find_bundle_in_pdf(path, nobody)


@pytest.mark.parametrize("names", [array(), dictionary(EmbeddedFiles=text("none")), text("")])
def test_names_that_are_none_are_told(tmp_path: Path, names: PdfObject) -> None:
    path, pdf = tmp_path / "r.pdf", a_page()
    pdf.root_object[name("Names")] = names
    path.write_bytes(write_pdf(pdf))
    with pytest.raises(ImportingError, match=r"can’t be read as a summary|no entries\.csv"):
        find_bundle_in_pdf(path, nobody)


@pytest.mark.parametrize("key", ["entries.csv", "another.csv"])
def test_two_tables_of_one_name_are_refused(tmp_path: Path, key: str) -> None:
    path, pdf = tmp_path / "r.pdf", a_page()
    one, other = (
        file_spec(pdf, "entries.csv", table.encode()) for table in (build_content(), "another")
    )
    list_files(pdf, text("entries.csv"), one, text(key), other)
    path.write_bytes(write_pdf(pdf))
    with pytest.raises(ImportingError, match=r"more than one entries\.csv"):
        find_bundle_in_pdf(path, nobody)


def test_a_stream_that_is_not_what_it_says_is_told(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    assert not is_pdf(tmp_path)
    packed = zlib.compress(build_content().encode())
    for raw in (b"no zlib", packed[:-20], packed[:-1], packed[:-4] + b"\0\0\0\0", b""):
        pdf = a_page()
        attach(pdf, {"entries.csv": raw}, packed=False)
        attached_stream(pdf, "entries.csv")[name("Filter")] = name("FlateDecode")
        path.write_bytes(write_pdf(pdf))
        with pytest.raises(ImportingError, match="can’t be read as a summary"):
            find_bundle_in_pdf(path, nobody)
