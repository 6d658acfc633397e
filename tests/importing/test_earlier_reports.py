"""Reports that an earlier version wrote with another library are verified and imported.

That version wrote them twice: the second time with another range, so that nobody can search for an
account behind them.
"""

from datetime import date
from pathlib import Path

import pytest

from tracker.entries.parse_context import ParseContext
from tracker.importing.packed_bundle import find_bundle_in_pdf
from tracker.importing.witness_reader import read_witness

REPORTS = Path(__file__).parent / "reports"
PASSWORD = "gr\u00fcn 7"
ROOT = "9e055f5d37fc5a479709a54a4c1987d1624d5a6179b74c6df9ea74b50659da1c"


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
