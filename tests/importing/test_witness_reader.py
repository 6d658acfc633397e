"""A witness is read as it was written, or refused in one sentence that names the file."""

import os
import re
from pathlib import Path
from random import Random

import pytest

from tests.importing.witness_reports import a_witness, report
from tests.strategies import EXAMPLES
from tracker.export.report.witness_file import encode_witness
from tracker.i18n import make_printable
from tracker.importing import witness_reader
from tracker.importing.bundle_reader import LARGEST_FILE
from tracker.importing.witness_reader import PasswordSource, WitnessError, read_witness

pytestmark = pytest.mark.usefixtures("read_in_process")
WITNESS = a_witness()
FILE = encode_witness(WITNESS)
OLD_FILE = FILE.replace(b"check code 1", b"tracker witness 1")
"""As version 0.1 wrote it."""
EMOJI = "\N{SPARKLES}" * 42
"""126 bytes: one that is longer than 127 cannot be that of a PDF."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.pdf"


def refusal_of(path: Path, content: bytes | None = None, password: PasswordSource = None) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WitnessError) as found:
        read_witness(path, password)
    sentence = str(found.value)
    assert make_printable(path.name) in sentence
    assert "\n" not in sentence
    return sentence


def test_the_file_says_what_it_is_the_root_and_every_leaf() -> None:
    lines = FILE.decode("ascii").split("\n")
    assert lines == ["check code 1", WITNESS.root, *WITNESS.hashes, ""]
    assert b"tracker" not in FILE


@pytest.mark.parametrize(
    "content",
    [FILE, report(FILE), FILE.replace(b"\n", b"\r\n"), FILE[:-1], OLD_FILE, report(OLD_FILE)],
    ids=["alone", "in a report", "line ends of Windows", "no last line end", "old", "old report"],
)
def test_it_is_read_from_its_own_file_and_from_a_report(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert read_witness(path).witness == WITNESS
    assert read_witness(path.parent).witness == WITNESS, "the folder that the report lies in"


def test_a_large_one_is_read(path: Path) -> None:
    large = a_witness(3000)
    path.write_bytes(report(encode_witness(large)))
    assert read_witness(path).witness == large


def test_one_that_is_not_packed_is_read(path: Path) -> None:
    path.write_bytes(report(FILE, packed=False))
    assert FILE in path.read_bytes()
    assert read_witness(path).witness == WITNESS


@pytest.mark.parametrize(
    "password", ["a", "pass word", "gr\u00fcn", EMOJI], ids=["letter", "words", "umlaut", "emoji"]
)
def test_a_report_with_a_password_wants_it(path: Path, password: str) -> None:
    path.write_bytes(report(FILE, password))
    assert read_witness(path, password).witness == WITNESS
    assert read_witness(path, lambda: password).witness == WITNESS
    assert "has a password" in refusal_of(path)
    assert "doesn’t open" in refusal_of(path, password="another")
    assert "doesn’t open" in refusal_of(path, password=lambda: "")
    assert "doesn’t open" in refusal_of(path, password="\ud800")


def test_a_password_typed_as_another_keyboard_spells_it_opens_too(path: Path) -> None:
    path.write_bytes(report(FILE, "gr\u00fcn"))
    assert read_witness(path, "gru\u0308n").witness == WITNESS
    path.write_bytes(report(FILE, "m2 day"))
    assert read_witness(path, "m\u00b2\u00a0day").witness == WITNESS


def test_a_password_is_not_asked_for_where_there_is_none(path: Path) -> None:
    path.write_bytes(report(FILE))

    def asked() -> str:
        raise AssertionError("asked for nothing")

    assert read_witness(path, asked).witness == WITNESS


def change_leaf(content: bytes) -> bytes:
    digit = content[-3:-2]
    return content[:-3] + (b"1" if digit == b"0" else b"0") + content[-2:]


@pytest.mark.parametrize(
    "changed",
    [
        change_leaf(FILE),
        FILE.replace(WITNESS.root.encode(), b"0" * 64),
        FILE.replace(WITNESS.hashes[3].encode() + b"\n", b""),
        FILE + b"0" * 64 + b"\n",
        FILE + b"and more\n",
        FILE[:-30],
        FILE[: len("check code 1\n") + 65],
        FILE.replace(WITNESS.hashes[3].encode(), WITNESS.hashes[3].upper().encode()),
        b"check code 1\n",
        b"tracker witness 1\n",
    ],
    ids=[
        "leaf",
        "root",
        "one less",
        "one more",
        "text",
        "cut",
        "root only",
        "case",
        "no root",
        "no old root",
    ],
)
@pytest.mark.parametrize("form", [bytes, report], ids=["alone", "in a report"])
def test_one_that_was_changed_shows_nothing(path: Path, changed: bytes, form: type[bytes]) -> None:
    assert "changed or cut off after it was made" in refusal_of(path, form(changed))


def test_one_whose_objects_are_in_other_places_is_refused(path: Path) -> None:
    whole = report(FILE)
    places = list(re.finditer(rb"\d{10} 00000 n", whole))
    assert len(places) > 5
    for place in places:
        moved = b"%010d" % (int(place[0][:10]) + 1)
        changed = whole[: place.start()] + moved + whole[place.start() + 10 :]
        assert "damaged" in refusal_of(path, changed)


def test_what_holds_no_witness_is_said(path: Path) -> None:
    for content in (b"", b"hello", bytes(5000), report(b"x", called="entries.csv"), b"PK\x03\x04"):
        assert "no check code in" in refusal_of(path, content)
    assert "newer version" in refusal_of(path, FILE.replace(b"code 1", b"code 2"))
    assert "newer version" in refusal_of(path, OLD_FILE.replace(b"witness 1", b"witness 2"))
    assert "damaged" in refusal_of(path, b"%PDF-1.7\nand nothing more")
    assert "damaged" in refusal_of(path, report(FILE)[:400])


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert "no check code in" in refusal_of(fifo)
    assert "no check code in" in refusal_of(Path("/dev/zero"))
    assert "There’s no file" in refusal_of(tmp_path / "nothing")
    assert "There’s no file" in refusal_of(tmp_path / "a\x00b")
    assert "There’s no file" in refusal_of(tmp_path / "fifo" / "inside")
    with pytest.raises(WitnessError, match=r"There’s no file .*report\.pdf"):
        read_witness(tmp_path)
    assert "can’t be read" in refusal_of(tmp_path / ("x" * 300))


def test_a_huge_one_is_refused_without_being_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert "too large" in refusal_of(path)
    monkeypatch.setattr(witness_reader, "LARGEST_WITNESS", 10_000)
    bomb = FILE + b"0" * 5_000_000
    packed = report(bomb)
    assert len(packed) < 20_000
    assert "changed or cut" in refusal_of(path, packed)


@pytest.mark.slow
def test_damage_anywhere_is_refused_or_does_no_harm(path: Path) -> None:
    random = Random(7)
    whole = [report(FILE), report(FILE, "a")]
    for _round in range(40 * EXAMPLES):
        content = bytearray(random.choice(whole))
        start = random.randrange(len(content))
        match random.randrange(3):
            case 0:
                for _byte in range(random.randrange(1, 6)):
                    content[random.randrange(len(content))] = random.randrange(256)
            case 1:
                del content[start : start + random.randrange(1, 40)]
            case _:
                del content[start:]
        path.write_bytes(content)
        try:
            found = read_witness(path, "a")
        except WitnessError:
            continue
        assert found.witness == WITNESS
