"""The sample bundle in the repository is what the story makes today."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import validate

from tests.export.pdf_reader import unpack
from tests.export.sample_bundle import FOLDER, SPEECH, make_bundle
from tracker.export.bundle import BUNDLE_FILES, DATAPACKAGE_FILE, IMAGE_FILE, REPORT_FILE
from tracker.i18n import clear_locale_cache
from tracker.importing.bundle_reader import read_bundle
from tracker.sample import STORY_CURRENCY, STORY_TODAY, load_story_entries

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pixels(picture: bytes) -> tuple[bytes, bytes]:
    """What a PNG shows: its header and its pixels, however they were packed."""
    assert picture.startswith(SIGNATURE)
    at, header, data = len(SIGNATURE), b"", b""
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        name, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        header, data = (body if name == b"IHDR" else header), data + body * (name == b"IDAT")
        at += 12 + length
    return header, zlib.decompress(data)


def test_it_is_what_the_story_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SPEECH.items():
        monkeypatch.setenv(name, value)
    clear_locale_cache()
    try:
        files = make_bundle(tmp_path)
    finally:
        monkeypatch.undo()
        clear_locale_cache()
    mend = "make it anew: python -m tests.export.sample_bundle"
    assert {path.name for path in FOLDER.iterdir()} == {REPORT_FILE, *BUNDLE_FILES} == set(files)
    content: dict[str, Callable[[bytes], object]] = {IMAGE_FILE: pixels, REPORT_FILE: unpack}
    for name, made_now in files.items():
        seen: Callable[[bytes], object] = content.get(name, bytes)
        kept = (FOLDER / name).read_bytes()
        assert seen(kept) == seen(made_now), f"{name} differs; {mend}"


def test_programs_and_import_can_read_it() -> None:
    assert validate(str(FOLDER / DATAPACKAGE_FILE)).valid
    items = list(read_bundle(FOLDER, STORY_CURRENCY, STORY_TODAY))
    story = enumerate(load_story_entries(), start=1)
    assert [item.number for item in items] == [
        number for number, entry in story if entry.word != "wrote"
    ], "thoughts are left out"
    assert all(item.entry.private_note is None for item in items)
