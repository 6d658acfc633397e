"""A bundle in a zip file is read in memory; hostile and torn ones are refused."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.damaged_bundle import TODAY, build_content, entries
from tracker.entries.parse_context import ParseContext
from tracker.importing import packed_bundle
from tracker.importing.errors import ImportingError
from tracker.importing.packed_bundle import find_bundle_in_zip, is_zip

pytestmark = pytest.mark.usefixtures("read_in_process")
DESCRIPTION = '{"tracker": {"format": 1, "currency": "EUR", "left_out": ["words"]}}'


def zip_files(path: Path, files: dict[str, str], packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return path


@pytest.mark.parametrize("folder", ["", "for a friend/", "home/me/out/", "out\\"])
@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_the_bundle_is_found_in_its_folder_or_in_none(
    tmp_path: Path, folder: str, packed: int
) -> None:
    files = {f"{folder}entries.csv": build_content(), f"{folder}datapackage.json": DESCRIPTION}
    files |= {"__MACOSX/entries.csv": "a Mac's own", "datapackage.json": DESCRIPTION}
    path = zip_files(tmp_path / "out.zip", files, packed)
    before = sorted(tmp_path.rglob("*"))
    assert is_zip(path)
    bundle = find_bundle_in_zip(path)
    assert list(bundle.read_entries(ParseContext("EUR"), TODAY)) == entries()
    assert bundle.emptied_columns == {"words"}
    assert sorted(tmp_path.rglob("*")) == before


def test_the_description_of_another_folder_is_not_taken(tmp_path: Path) -> None:
    files = {"a/entries.csv": build_content(), "b/datapackage.json": DESCRIPTION}
    assert find_bundle_in_zip(zip_files(tmp_path / "out.zip", files)).emptied_columns == set()


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "There’s no entries.csv in .*Zip the whole folder"),
        ({"report.pdf": "%PDF-"}, "There’s no entries.csv in"),
        ({"../entries.csv": build_content()}, "There’s no entries.csv in"),
        ({"/entries.csv": build_content()}, "There’s no entries.csv in"),
        (
            {"a/entries.csv": build_content(), "b/entries.csv": build_content()},
            "more than one entries.csv",
        ),
        ({"entries.csv": "no table"}, "Its first line must name the columns"),
    ],
)
def test_what_is_not_there_or_there_twice_is_told(
    tmp_path: Path, files: dict[str, str], why: str
) -> None:
    with pytest.raises(ImportingError, match=why):
        find_bundle_in_zip(zip_files(tmp_path / "out.zip", files))


def lock(raw: bytes) -> bytes:
    """The same zip, each of whose files says it has a password."""
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.index(sign) + at
        raw = raw[:place] + struct.pack("<H", 1) + raw[place + 2 :]
    return raw


def repack(raw: bytes) -> bytes:
    """The same zip, whose file is packed in a way that is not read."""
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = raw.index(sign) + at
        raw = raw[:place] + struct.pack("<H", 9) + raw[place + 2 :]
    return raw


def many(raw: bytes) -> bytes:
    """The same zip, whose end says that a list of any length may follow."""
    place = raw.rindex(b"PK\x05\x06")
    return raw[:place] + b"PK\x06\x07" + bytes(16) + raw[place:]


def long_list(raw: bytes) -> bytes:
    """The same zip, whose list of files is said to be very long."""
    place = raw.rindex(b"PK\x05\x06") + 12
    return raw[:place] + struct.pack("<L", 50_000_000) + raw[place + 4 :]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lock, "has a password, so nothing was imported. Unpack it"),
        (repack, "can’t be read as a zip file"),
        (many, "can’t be read as a zip file"),
        (long_list, "can’t be read as a zip file"),
        (lambda raw: raw[:-30], "can’t be read as a zip file"),
        (lambda raw: raw[:4], "can’t be read as a zip file"),
        (lambda raw: raw[:60] + bytes(40) + raw[100:], "can’t be read as a zip file"),
    ],
)
def test_a_hostile_or_torn_zip_is_refused_in_a_sentence(
    tmp_path: Path, spoil: Callable[[bytes], bytes], why: str
) -> None:
    path = zip_files(tmp_path / "out.zip", {"entries.csv": build_content()})
    path.write_bytes(spoil(path.read_bytes()))
    assert is_zip(path)
    with pytest.raises(ImportingError, match=why):
        find_bundle_in_zip(path)


def test_a_small_zip_with_a_huge_table_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zip_files(tmp_path / "out.zip", {"entries.csv": "x" * 2_000_000})
    monkeypatch.setattr(packed_bundle, "LARGEST_FILE", 1_000_000)
    with pytest.raises(ImportingError, match="can’t be read as a zip file"):
        find_bundle_in_zip(path)
