"""A small file that becomes huge, or never ends, is refused in one sentence that names it."""

import resource
import zlib
from collections.abc import Callable
from functools import partial
from itertools import cycle, product
from pathlib import Path

import pytest

from tests.importing import bombs
from tests.importing.damaged_bundle import build_content
from tests.importing.witness_reports import a_witness, pages
from tests.strategies import EXAMPLES
from tracker.export.report.witness_file import WITNESS_FILE, encode_witness
from tracker.importing import subprocess_program, subprocess_reader
from tracker.importing.bundle_reader import LARGEST_FILE, find_bundle
from tracker.importing.errors import ImportingError
from tracker.importing.packed_bundle import find_bundle_in_pdf, find_bundle_in_zip
from tracker.importing.witness_reader import WitnessError, read_witness

MOST = subprocess_program.MEMORY + 200_000_000
"""Bytes that a child may have taken, its libraries included."""
MOST_HERE = 50_000_000
"""Bytes by which this process may grow."""


def nobody() -> str | None:
    return None


def memory_used(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * 1024


def refusal_of(read: Callable[[], object], path: Path) -> str:
    """The sentence of a refusal, which took little memory in both processes."""
    before = memory_used(resource.RUSAGE_SELF)
    # The largest child so far counts: one of another test may have been larger.
    most = max(MOST, memory_used(resource.RUSAGE_CHILDREN))
    with pytest.raises((ImportingError, WitnessError)) as error:
        read()
    here = memory_used(resource.RUSAGE_SELF)
    assert here - before < MOST_HERE
    # Until its program starts, a child shares the memory of this process, and the system counts
    # that as the child's. After many other tests that may be more than a child may take.
    assert memory_used(resource.RUSAGE_CHILDREN) <= max(most, here)
    said = str(error.value)
    assert path.name in said or "entries.csv" in said
    assert "\n" not in said
    return said


def import_bundle(path: Path) -> object:
    return find_bundle_in_pdf(path, nobody)


DOORS = (import_bundle, read_witness)
"""What reads a report of somebody; both read it in the same way."""
TAKEN = (
    list(product(bombs.REFUSED, DOORS))
    if EXAMPLES > 1
    else list(zip(bombs.REFUSED, cycle(DOORS)))[::2]
)


@pytest.mark.slow
@pytest.mark.parametrize(("bomb", "read"), TAKEN, ids=lambda each: each.__name__)
@pytest.mark.long
def test_a_pdf_that_becomes_huge_is_refused(
    tmp_path: Path, bomb: Callable[[], bytes], read: Callable[[Path], object]
) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    refusal_of(lambda: read(path), path)


@pytest.mark.parametrize("bomb", bombs.HARMLESS, ids=lambda bomb: bomb.__name__)
def test_a_pdf_that_only_says_that_it_is_huge_is_refused(
    tmp_path: Path, bomb: Callable[[], bytes]
) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    refusal_of(lambda: read_witness(path), path)


def test_a_page_that_becomes_huge_is_refused_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bombs.page_in_layers())
    assert path.stat().st_size < 10_000
    assert "needs more memory than any file from Tracker" in refusal_of(
        lambda: read_witness(path), path
    )


def test_a_pdf_that_takes_for_ever_is_refused_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bombs.page_in_rows())
    monkeypatch.setattr(subprocess_reader, "TIMEOUT_SECONDS", 1.5)
    said = refusal_of(lambda: read_witness(path), path)
    assert "takes longer to read than any file from Tracker" in said


def test_a_report_with_a_huge_file_beside_its_witness_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    files = {WITNESS_FILE: encode_witness(a_witness()), "entries.csv": b"\0" * (LARGEST_FILE + 1)}
    path.write_bytes(pages(b"", files=files))
    refusal_of(lambda: read_witness(path), path)


@pytest.mark.parametrize("told", [bombs.HUGE, 10, 0])
@pytest.mark.parametrize("name", ["entries.csv", "a/datapackage.json"])
def test_a_zip_that_becomes_huge_is_refused(tmp_path: Path, name: str, told: int) -> None:
    path = tmp_path / "bomb.zip"
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    table = packing.compress(build_content().encode()) + packing.flush()
    members = [(name, bombs.huge_member(), told)]
    if name != "entries.csv":
        members.append(("a/entries.csv", table, len(build_content().encode())))
    path.write_bytes(bombs.archive(members))
    assert path.stat().st_size < bombs.HUGE / 900
    refusal_of(lambda: find_bundle_in_zip(path), path)


def test_a_zip_whose_files_lie_over_one_another_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(bombs.archive([("entries.csv", bombs.huge_member(), bombs.HUGE)], 9_000))
    assert "more than one entries.csv" in refusal_of(lambda: find_bundle_in_zip(path), path)
    path.write_bytes(bombs.archive([("more.txt", b"x", 1)], 100_000))
    assert "can’t be read as a zip file" in refusal_of(lambda: find_bundle_in_zip(path), path)


def test_a_huge_table_or_description_in_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"
    with path.open("w") as file:
        file.write(build_content())
        file.truncate(bombs.HUGE)
    for place in (path, tmp_path):
        assert "over 100 MB" in refusal_of(partial(find_bundle, place), path)
    path.write_text(build_content(), encoding="utf-8")
    with (tmp_path / "datapackage.json").open("w") as file:
        file.write("[" * 100)
        file.truncate(bombs.HUGE)
    refusal_of(lambda: find_bundle(tmp_path), tmp_path / "datapackage.json")
