"""SECURITY.md names the versions that are bundled, and code and tests that exist."""

import re
from pathlib import Path

from sqlcipher3 import dbapi2

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")


def test_the_versions_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([\w-]+)==([\w.]+)", lock, re.MULTILINE))
    rows = re.findall(r"^\| ([\w-]+) ([\d.]+)(?: or ([\d.]+))?", PAGE, re.MULTILINE)
    named = {(name, version) for name, *versions in rows for version in versions if version}
    assert len(rows) == 7
    assert named <= locked


def test_the_libraries_in_the_driver_are_those_it_has() -> None:
    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'words'")
    cipher, provider = (
        connection.execute(f"PRAGMA {name}").fetchone()[0].split()
        for name in ("cipher_version", "cipher_provider_version")
    )
    connection.close()
    assert (
        f"SQLCipher {cipher[0]}, SQLite {dbapi2.sqlite_version}, {' '.join(provider[:2])}" in PAGE
    )


def test_the_code_and_the_tests_that_are_named_exist() -> None:
    paths = re.findall(r"`((?:tracker|tests)/[\w/.]+)`", PAGE)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
