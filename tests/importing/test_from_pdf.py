"""A report with its tables attached comes back like a bundle, password or not."""

import zlib
from pathlib import Path

import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, String

from tests.importing.damage import TODAY, content, entries
from tests.importing.shelf import report
from tracker.entries.known import Known
from tracker.importing import from_pdf
from tracker.importing.from_pdf import find_in_report, is_report
from tracker.importing.refused import ImportingError

DESCRIPTION = '{"tracker": {"format": 1, "currency": "EUR", "left_out": ["words"]}}'


def nobody() -> str | None:
    return None


@pytest.mark.parametrize("compress", [True, False])
def test_a_report_holds_the_entries_and_their_description(tmp_path: Path, compress: bool) -> None:
    files = {"entries.csv": content(), "datapackage.json": DESCRIPTION}
    path = report(tmp_path / "r.pdf", files, compress=compress)
    assert is_report(path)
    bundle = find_in_report(path, nobody)
    assert list(bundle.entries(Known("EUR"), TODAY)) == entries()
    assert bundle.left_out == {"words"}


def test_its_password_is_asked_for_and_may_be_wrong_or_missing(tmp_path: Path) -> None:
    path = report(tmp_path / "r.pdf", {"entries.csv": content()}, "größer 🧦")
    bundle = find_in_report(path, lambda: "größer 🧦")
    assert list(bundle.entries(Known("EUR"), TODAY)) == entries()
    with pytest.raises(ImportingError, match="This password does not open"):
        find_in_report(path, lambda: "grosser")
    with pytest.raises(ImportingError, match="has a password; give it with --password-file"):
        find_in_report(path, nobody)


@pytest.mark.parametrize(
    ("locked", "typed"),
    [("gr\u00fcn", "gru\u0308n"), ("m2 day", "m\u00b2\u00a0day"), ("gru\u0308n", "gru\u0308n")],
)
def test_a_password_opens_as_other_keyboards_and_programs_give_it(
    tmp_path: Path, locked: str, typed: str
) -> None:
    path = report(tmp_path / "r.pdf", {"entries.csv": content()}, locked)
    assert len(list(find_in_report(path, lambda: typed).entries(Known("EUR"), TODAY))) > 0
    with pytest.raises(ImportingError, match="does not open"):
        find_in_report(path, lambda: "\ud800")


def test_what_is_no_report_with_entries_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImportingError, match=r"There is no entries\.csv in"):
        find_in_report(report(tmp_path / "r.pdf", {"months.csv": ""}), nobody)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.7\nnothing more")
    assert is_report(torn)
    with pytest.raises(ImportingError, match="cannot be read as a report"):
        find_in_report(torn, nobody)
    path = report(tmp_path / "big.pdf", {"entries.csv": "x" * 2_000_000})
    monkeypatch.setattr(from_pdf, "LARGEST", 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ImportingError, match="cannot be read as a report"):
        find_in_report(path, nobody)


@pytest.mark.parametrize(
    "spec",
    [
        Dictionary(),
        Dictionary(EF=Dictionary()),
        Dictionary(EF=Array([])),
        Dictionary(EF=Dictionary(F=String("entries"))),
        Dictionary(EF=Dictionary(F=Dictionary())),
        Array([]),
        String("entries"),
    ],
    ids=["nothing", "no file", "a list", "a text", "a dictionary", "is a list", "is a text"],
)
def test_what_says_that_a_file_is_attached_and_holds_none_is_told(
    tmp_path: Path, spec: Object
) -> None:
    path = tmp_path / "r.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        tree = Dictionary(Names=Array([String("entries.csv"), spec]))
        pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
        pdf.save(path)
    with pytest.raises(ImportingError, match="cannot be read as a report"):
        find_in_report(path, nobody)


@pytest.mark.parametrize("names", [Array([]), Dictionary(EmbeddedFiles=String("none")), String("")])
def test_names_that_are_none_are_told(tmp_path: Path, names: Object) -> None:
    path = tmp_path / "r.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Names = names
        pdf.save(path)
    with pytest.raises(ImportingError, match=r"cannot be read as a report|no entries\.csv"):
        find_in_report(path, nobody)


@pytest.mark.parametrize("key", ["entries.csv", "another.csv"])
def test_two_tables_of_one_name_are_refused(tmp_path: Path, key: str) -> None:
    path = tmp_path / "r.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        specs = [
            AttachedFileSpec(pdf, text.encode(), filename="entries.csv").obj
            for text in (content(), "another")
        ]
        names = Array([String("entries.csv"), specs[0], String(key), specs[1]])
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
        pdf.save(path)
    with pytest.raises(ImportingError, match=r"more than one entries\.csv"):
        find_in_report(path, nobody)


def test_a_stream_that_is_not_what_it_says_is_told(tmp_path: Path) -> None:
    path = report(tmp_path / "r.pdf", {"entries.csv": content()}, compress=False)
    assert not is_report(tmp_path)
    for raw in (b"no zlib", zlib.compress(content().encode())[:-20]):
        with Pdf.open(path, allow_overwriting_input=True) as pdf:
            lies = next(each for each in pdf.objects if Name.EF in each).EF.F
            lies.write(raw, filter=Name.FlateDecode)
            pdf.save(path, compress_streams=False)
        with pytest.raises(ImportingError, match="cannot be read as a report"):
            find_in_report(path, nobody)
