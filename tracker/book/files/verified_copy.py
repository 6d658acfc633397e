"""A copy of a whole book in its own file, trusted only after it was read again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from tracker.book.database.connection import PLAIN_HEADER, Connection, translate_db_errors
from tracker.book.database.errors import BookError
from tracker.book.database.expected_schema import OWN_TABLES
from tracker.book.database.schema_check import has_foreign_parts
from tracker.i18n import _error
from tracker.safe_files import sync_file

COPY_SCHEMA = "copy"
"""What a copy is called while it is looked at next to the book it was made of."""
_FILE_PRAGMAS = ("user_version", "application_id")
"""How SQLite says what a file is. `sqlcipher_export` copies neither."""


def copy_book(
    connection: Connection, temp_file: Path, *, allows_broken_links: bool = False
) -> None:
    """Write the whole book into a file that was just begun. The same passphrase opens it.

    With `allows_broken_links` a copy may have those that the book has.

    VACUUM INTO reads every page, so a damaged book is never copied over good backups.
    """
    known_damage = find_broken_links(connection) if allows_broken_links else []
    with translate_db_errors(temp_file):
        connection.execute("VACUUM INTO ?", [temp_file.absolute().as_uri()])
        _check_same_key(connection, temp_file)
        sync_file(temp_file)
        with attach_copy(connection, temp_file):
            _compare_with_book(connection, known_damage)


def copy_with_new_passphrase(
    connection: Connection, temp_file: Path, passphrase: str | None
) -> None:
    """Write the whole book into a file that was just begun, which another passphrase opens.

    None: no passphrase, so anyone can read it. Every row is compared with the book's.
    """
    with translate_db_errors(temp_file):
        with attach_copy(connection, temp_file, passphrase or ""):
            # Nobody needs half of it, and all of it is made to last below.
            for pragma in ("synchronous", "journal_mode"):
                connection.execute(f"PRAGMA {COPY_SCHEMA}.{pragma} = OFF")
            connection.execute(f"SELECT sqlcipher_export('{COPY_SCHEMA}')").fetchall()
            for name in _FILE_PRAGMAS:
                (value,) = connection.execute(f"PRAGMA main.{name}").fetchall()[0]
                connection.execute(f"PRAGMA {COPY_SCHEMA}.{name} = {value}")
        _check_encryption(temp_file, passphrase is not None)
        sync_file(temp_file)
        with attach_copy(connection, temp_file, passphrase or ""):
            _compare_with_book(connection, [])
            if find_differing_tables(connection):
                raise _build_mismatch_error()


def find_differing_tables(connection: Connection) -> list[str]:
    """Return the tables that have other rows in the copy, each read without any index."""
    return [
        table for table in list_own_tables(connection, "main") if _is_different(connection, table)
    ]


def _is_different(connection: Connection, table: str) -> bool:
    ours, theirs = (
        f"SELECT * FROM {schema}.{table} NOT INDEXED" for schema in ("main", COPY_SCHEMA)
    )
    return any(
        connection.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone() is not None
        for one, other in ((ours, theirs), (theirs, ours))
    )


def find_file_damage(connection: Connection, schema: str = "main") -> list[str]:
    """Return what is wrong with a file as a whole, in SQLite's words, after a quick check."""
    return [
        *find_encryption_damage(connection, schema),
        *find_page_damage(connection, schema, every_row=False),
        *find_broken_links(connection, schema),
    ]


MOST_FINDINGS = 5
"""How many findings of one kind are named: one damaged page has many."""


def find_encryption_damage(connection: Connection, schema: str = "main") -> list[str]:
    """Return the pages of an encrypted book that are not as they were written."""
    rows = connection.execute(f"PRAGMA {schema}.cipher_integrity_check").fetchall()
    return [text for (text,) in rows[:MOST_FINDINGS]]


def find_page_damage(
    connection: Connection, schema: str = "main", *, every_row: bool = True
) -> list[str]:
    """Return what is wrong with the structure of pages. Without `every_row` indexes are trusted.

    Where others keep something in the file as well, the rows of our tables alone are looked at.
    """
    check = "integrity_check" if every_row else "quick_check"
    if not has_foreign_parts(connection, schema):
        return list(_split_findings(connection, f"PRAGMA {schema}.{check}({MOST_FINDINGS})"))[
            :MOST_FINDINGS
        ]
    findings: list[str] = []
    for table in list_own_tables(connection, schema):
        findings += _split_findings(connection, f"PRAGMA {schema}.{check}('{table}')")
    with suppress(dbapi2.DatabaseError):
        findings += _split_findings(connection, f"PRAGMA {schema}.{check}", _PAGE_FINDING_PREFIX)
    return list(dict.fromkeys(findings))[:MOST_FINDINGS]


_PAGE_FINDING_PREFIX = "*** in database"
"""How a finding begins that is about pages of any table, and not about rows."""


def _split_findings(connection: Connection, sql: str, start: str = "") -> Iterator[str]:
    """Yield what a check found. Some of it comes in one piece, line under line."""
    for (text,) in connection.execute(sql):
        if text.startswith(start):
            yield from (line for line in text.splitlines() if line != "ok")


def find_broken_links(connection: Connection, schema: str = "main") -> list[str]:
    """Return the rows of our tables that refer to a row that is not there."""
    arguments = [""]
    if has_foreign_parts(connection, schema):
        arguments = [f"('{table}')" for table in list_own_tables(connection, schema)]
    checks = [f"PRAGMA {schema}.foreign_key_check{argument}" for argument in arguments]
    rows = [row for sql in checks for row in connection.execute(sql).fetchall()]
    # SQLite has an order of its own, which a copy may not have.
    return sorted(f"{table} {row} → {parent}" for table, row, parent, _key in rows)[:MOST_FINDINGS]


@contextmanager
def attach_copy(connection: Connection, file: Path, key: str | None = None) -> Iterator[None]:
    """Open a copy on the book's own connection. Without a key it is the book's."""
    sql, values = f"ATTACH ? AS {COPY_SCHEMA}", [file.absolute().as_uri()]
    if key is not None:
        sql, values = f"{sql} KEY ?", [*values, key]
    connection.execute(sql, values)
    try:
        yield
    except BaseException:
        # Report what went wrong, not that half a copy could not be removed.
        with suppress(BookError), translate_db_errors(file):
            connection.execute(f"DETACH {COPY_SCHEMA}")
        raise
    connection.execute(f"DETACH {COPY_SCHEMA}")


def _check_same_key(connection: Connection, temp_file: Path) -> None:
    """Make sure that the passphrase makes the same key of the copy: the salt is the book's."""
    with temp_file.open("rb") as file:
        header = file.read(len(PLAIN_HEADER))
    salt = connection.execute("PRAGMA main.cipher_salt").fetchone()
    if header != (PLAIN_HEADER if not salt or not salt[0] else bytes.fromhex(salt[0])):
        raise _build_mismatch_error()


def _check_encryption(temp_file: Path, is_wanted: bool) -> None:
    with temp_file.open("rb") as file:
        is_plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    if is_plain is is_wanted:
        raise BookError(
            _error("The copy couldn’t be encrypted, so nothing was changed. Try again.")
        )


def _compare_with_book(connection: Connection, known_damage: list[str]) -> None:
    """Read the copy again: it has no other damage, and as much in it as the book."""
    if find_file_damage(connection, COPY_SCHEMA) != known_damage or _count_rows(
        connection, COPY_SCHEMA
    ) != _count_rows(connection, "main"):
        raise _build_mismatch_error()


def _count_rows(connection: Connection, schema: str) -> dict[str, int]:
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {schema}.{table}").fetchall()[0][0]
        for table in list_own_tables(connection, schema)
    }
    pragmas = {
        name: connection.execute(f"PRAGMA {schema}.{name}").fetchall()[0][0]
        for name in _FILE_PRAGMAS
    }
    return counts | pragmas


def list_own_tables(connection: Connection, schema: str) -> list[str]:
    """Return our tables in a file, in the order of their names, which need no quotes.

    What is in those of others may not even be readable, and is nobody's entries.
    """
    ours = ", ".join(f"'{name}'" for name in sorted(OWN_TABLES))
    rows = connection.execute(
        f"""SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name IN ({ours})
        ORDER BY name"""
    )
    return [name for (name,) in rows.fetchall()]


def _build_mismatch_error() -> BookError:
    return BookError(
        _error(
            "The copy doesn’t match the notebook, so nothing was changed. To check the "
            "notebook, type “tracker check” in a terminal."
        )
    )
