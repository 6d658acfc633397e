"""The book opens without Tracker: the commands of docs/recovery.md do what the page says."""

import re
import shutil
import sqlite3
import subprocess
from importlib import import_module, util
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tests.sharing.story import told_book

PAGE = Path(__file__).parents[2] / "docs" / "recovery.md"
PASSPHRASE = "it's the längste of them"


def commands() -> list[str]:
    """Every command of the page, with this passphrase."""
    blocks = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    quoted = PASSPHRASE.replace("'", "''")
    text = "".join(blocks).replace("your passphrase", quoted)
    return [command.strip() for command in re.split(r";\n", text) if command.strip()]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with told_book(tmp_path, passphrase=PASSPHRASE) as made:
        path = made.path
    monkeypatch.chdir(tmp_path)
    return path


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
    assert "cried later" in {row[7] for row in entries}
    assert (sealed, whole) == ([], [("ok",)])
    plain = sqlite3.connect("plain.db")
    try:
        assert plain.execute("SELECT count(*) FROM entries").fetchall() == [(11,)]
    finally:
        plain.close()


@pytest.mark.skipif(util.find_spec("apsw") is None, reason="apsw-sqlite3mc is not installed")
def test_another_implementation_of_the_format_opens_it(book: Path) -> None:
    connection = import_module("apsw").Connection(str(book))
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4"):
        connection.execute(f"PRAGMA {pragma}")
    key, count = commands()[:2]
    connection.execute(key)
    assert connection.execute(count).fetchall() == [(11,)]


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
    told = subprocess.run(
        [shell, str(book)],
        input=";\n".join(commands()) + ";\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "11" in told.stdout.splitlines()
    assert told.stdout.splitlines()[-1] == "ok"
    assert told.stderr == ""
