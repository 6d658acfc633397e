"""What the library would do beyond reading a PDF is not done."""

import logging
import zlib
from pathlib import Path

import pytest
from pypdf import apply_configuration

from tests.importing.bombs import stream, with_file
from tracker.importing.pdf_file import open_pdf
from tracker.importing.subprocess_answer import UnreadFileError


def page_texts(path: Path) -> list[str]:
    with open_pdf(path, ()) as pdf:
        return [page.black_text for page in pdf.read_page_texts()]


def test_no_other_program_is_started(tmp_path: Path) -> None:
    program, started = tmp_path / "jbig2dec", tmp_path / "started"
    program.write_text(f"#!/bin/sh\ntouch {started}\necho jbig2dec 0.19\n")
    program.chmod(0o700)
    path = tmp_path / "r.pdf"
    path.write_bytes(with_file(stream(b"x" * 100, b"/Filter/JBIG2Decode"), stream(b"x")))
    with apply_configuration(jbig2dec_binary=str(program)), pytest.raises(UnreadFileError):
        page_texts(path)
    assert not started.exists()


def test_a_page_that_is_damaged_is_not_mended(tmp_path: Path) -> None:
    path, packed = tmp_path / "r.pdf", zlib.compress(b"BT (seen) Tj ET " * 100, 0)
    path.write_bytes(with_file(stream(packed, b"/Filter/FlateDecode"), stream(b"x")))
    assert "seen" in page_texts(path)[0]
    damaged = packed[:5] + b"\0\0" + packed[7:]
    path.write_bytes(with_file(stream(damaged, b"/Filter/FlateDecode"), stream(b"x")))
    with pytest.raises(UnreadFileError):
        page_texts(path)


def test_what_it_remarks_reaches_no_terminal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.pdf"
    logging.getLogger("pypdf").setLevel(logging.NOTSET)
    whole = with_file(stream(b""), stream(b"x"))
    path.write_bytes(whole.replace(b"\n4 0 obj\n", b"\n4  0 obj"))
    assert page_texts(path) == [""]
    assert (caplog.records, capfd.readouterr()) == ([], ("", ""))
