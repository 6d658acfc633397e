"""Reports that an earlier version wrote with another library are verified and imported."""

from datetime import date
from pathlib import Path

import pytest

from tracker.entries.parse_context import ParseContext
from tracker.importing.packed_bundle import find_bundle_in_pdf
from tracker.importing.witness_reader import read_witness

REPORTS = Path(__file__).parent / "reports"
PASSWORD = "gr\u00fcn 7"
ROOT = "94064eab28f2e6b7c9acf02f909921578830c81149fec7826bac37fd6de57b8c"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("locked.pdf", id="with a password"),
        pytest.param("packed.pdf", id="saved again by another program, in streams of objects"),
    ],
)
def test_one_is_verified_and_imported(name: str) -> None:
    found = read_witness(REPORTS / name, PASSWORD)
    assert found.witness.root == ROOT
    assert found.other_files == ("datapackage.json", "entries.csv", "months.csv")
    bundle = find_bundle_in_pdf(REPORTS / name, lambda: PASSWORD)
    assert len(list(bundle.read_entries(ParseContext("EUR"), date(2026, 11, 12)))) == 6
