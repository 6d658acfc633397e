"""The commands of docs/how-to/without-tracker.md open the notebook, as the page says."""

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import apsw
import pytest
from sqlcipher3 import dbapi2

from tests.book.write_failures import QUICK_ROUNDS, ROUNDS, set_default_rounds
from tests.export.story_book import TODAY, example_book
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.monthly.totals import sum_by_group
from tracker.book.open_book import open_book

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "without-tracker.md"
PASSPHRASE = "it's the längste of them"


def commands() -> list[str]:
    """Every command of the page, with this passphrase."""
    blocks = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    quoted = PASSPHRASE.replace("'", "''")
    text = "".join(blocks).replace("your passphrase", quoted)
    return [command.strip() for command in re.split(r";\n", text) if command.strip()]


@pytest.fixture(scope="module")
def kept_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book as the program makes it, to be copied."""
    set_default_rounds(ROUNDS)
    with example_book(tmp_path_factory.mktemp("kept"), passphrase=PASSPHRASE) as made:
        path = made.path
    set_default_rounds(QUICK_ROUNDS)
    return path


@pytest.fixture
def book(tmp_path: Path, kept_book: Path, full_keys: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(kept_book, tmp_path))


def recover(connection: Any) -> list[Any]:
    """Run the page's commands; gives what each said."""
    return [connection.execute(command).fetchall() for command in commands()]


def test_the_commands_of_the_page_read_the_book_with_sqlciphers_own_settings(book: Path) -> None:
    connection = dbapi2.connect(str(book), isolation_level=None)
    try:
        _key, counted, entries, *_export, sealed, whole = recover(connection)
    finally:
        connection.close()
    assert counted == [(11,)]
    assert [entries[3][-1], entries[4][-1]] == ["pledged", "no,no,gave"]
    assert "cried later" in {row[-2] for row in entries}
    assert (sealed, whole) == ([], [("ok",)])
    plain = sqlite3.connect("plain.db")
    try:
        assert plain.execute("SELECT count(*) FROM entries").fetchall() == [(11,)]
    finally:
        plain.close()


def test_an_implementation_that_shares_no_code_with_sqlcipher_reads_the_figures(book: Path) -> None:
    before = book.read_bytes()
    connection = apsw.Connection(str(book), flags=apsw.SQLITE_OPEN_READONLY)
    format_ = re.findall(r"`(PRAGMA (?:cipher|legacy) = [^`]+)`", PAGE.read_text(encoding="utf-8"))
    key, counted, entries = commands()[:3]
    for command in (*format_, key):
        connection.execute(command)
    assert connection.execute(counted).fetchall() == [(11,)]
    whole = dbapi2.connect(str(book))
    whole.execute(key)
    assert connection.execute(entries).fetchall() == whole.execute(entries).fetchall()
    whole.close()
    paid = "SELECT sum(low) FROM entries WHERE type = 'paid'"
    with open_book(book, PASSPHRASE, is_writing=False) as opened:
        (total,) = sum_by_group(MonthlyTable(opened.load_monthly_facts(TODAY)).build_rows())
    assert connection.execute(paid).fetchall() == [(total.given,)]
    connection.close()
    assert book.read_bytes() == before


def test_that_implementation_does_not_open_it_with_another_passphrase(book: Path) -> None:
    connection = apsw.Connection(str(book), flags=apsw.SQLITE_OPEN_READONLY)
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", "key = 'another'"):
        connection.execute(f"PRAGMA {pragma}")
    with pytest.raises(apsw.NotADBError):
        connection.execute("SELECT count(*) FROM entries")
    connection.close()


@pytest.mark.sqlcipher
def test_the_sqlcipher_shell_opens_it(book: Path) -> None:
    shell = shutil.which("sqlcipher")
    if shell is None:
        pytest.skip("sqlcipher is not installed")
    version = subprocess.run(
        [shell, ":memory:", "PRAGMA cipher_version"], capture_output=True, text=True, check=True
    )
    if not version.stdout.startswith("4"):
        pytest.skip("this sqlcipher is older than 4")
    result = subprocess.run(
        [shell, str(book)],
        input=";\n".join(commands()) + ";\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "11" in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == "ok"
    assert result.stderr == ""
