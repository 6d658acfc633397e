"""Copy the rows of our tables out of a file with another schema into a new one.

Nothing else comes along: no trigger, no view, no table of others. Each row goes through the rules
of our own tables, and is compared with the one it was made of. The new file takes the book's place
once it is verified. The former one is kept.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2

from tracker.book.database.connection import (
    Connection,
    block_writers,
    connect,
    connect_in_memory,
    is_encrypted,
    normalize_passphrase,
    transaction,
    translate_db_errors,
    wrap_in_sqlite_utils,
)
from tracker.book.database.errors import BookError, PassphraseNeededError, translate_file_errors
from tracker.book.database.expected_schema import (
    DERIVED_TABLES,
    EXPECTED_SCHEMAS,
    OWN_NAMES,
    SEQUENCE_TABLE,
)
from tracker.book.database.file_guard import FileGuard
from tracker.book.database.migrations import migrate
from tracker.book.database.monthly_totals import refresh_totals
from tracker.book.database.schema_check import allow_any_names, find_schema_differences
from tracker.book.database.schema_version import APPLICATION_ID, check_application_id
from tracker.book.database.upgrade import WITH_TOTALS
from tracker.book.files.restore import install_book_file
from tracker.book.files.verified_copy import (
    find_broken_links,
    find_encryption_damage,
    find_page_damage,
)
from tracker.entries.parse_context import LARGEST_NUMBER
from tracker.i18n import _error, _label
from tracker.safe_files import resolve_link, sync_file, temp_file_beside

TableColumns = dict[str, list[str]]
"""The columns of each of our tables, in their order."""
_AMBIGUOUS_TABLES = """WITH tables AS (
        SELECT lower(printf('%s', name)) AS name, rootpage FROM main.sqlite_schema
        WHERE lower(printf('%s', type)) = 'table' AND rootpage > 0
    )
    SELECT a.name, b.name FROM tables a JOIN tables b
    ON a.name <= b.name AND (a.name = b.name) <> (a.rootpage = b.rootpage)"""
"""Two tables on one page, and a table that is there twice. `printf` ends a name as SQLite does."""
_SINGLE_ROW_TABLES = ("book", "witness")
"""Tables with one row, without which there is no book."""


_NUMBERED_TABLES = {
    "entries": """SELECT max(number) FROM entries UNION ALL SELECT max(entry) FROM versions
        UNION ALL SELECT 0""",
    "changes": "SELECT max(number) FROM changes UNION ALL SELECT 0",
    "group_questions": "SELECT max(number) FROM group_questions UNION ALL SELECT 0",
}
"""Tables whose numbers are never given twice, and which of them are in use."""


def rebuild_book(path: Path, passphrase: str | None, today: date) -> Path:
    """Put a new file with the rows of our tables in the book's place. Return where it is kept.

    Raises BookError if a table or a column of ours is missing, or a row breaks a rule of ours.
    Then nothing was changed.
    """
    path = resolve_link(path)
    key = _find_key(path, passphrase)
    with (
        translate_file_errors(path),
        temp_file_beside(path) as temp_file,
        closing(FileGuard(path)) as guard,
        block_writers(path, key, any_schema=True),
    ):
        guard.accept()
        with (
            closing(connect(path, key, is_exclusive=False, any_schema=True)) as former,
            translate_db_errors(path),
        ):
            check_application_id(former, path)
            with closing(connect(temp_file, key)) as new:
                _copy_all_rows(former, new)
        if is_encrypted(temp_file) is (key is None):
            raise BookError(
                _error("The copy couldn’t be encrypted, so nothing was changed. Try again.")
            )
        sync_file(temp_file)
        guard.check()
        kept_path = install_book_file(temp_file, path, today)
    if kept_path is None:
        raise BookError(_error("The notebook file is gone. The repaired copy is now in its place."))
    return kept_path


def _find_key(path: Path, passphrase: str | None) -> str | None:
    if not is_encrypted(path):
        return None
    if passphrase is None:
        raise PassphraseNeededError(
            _error("This notebook is encrypted. Give its passphrase with --passphrase-file.")
        )
    return normalize_passphrase(passphrase)


def _copy_all_rows(former: Connection, new: Connection) -> None:
    """Copy each row, and make sure that the new file is whole and has what the former one has."""
    number = _find_schema_number(former)
    new.execute("PRAGMA foreign_keys = OFF")
    with transaction(new):
        columns = _create_tables(new, number)
        for table, names in columns.items():
            _copy_rows(former, new, table, names)
        _copy_last_numbers(former, new)
        if number >= WITH_TOTALS:
            refresh_totals(new)
        new.execute(f"PRAGMA user_version = {number}")
        new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    problems = [
        *find_schema_differences(new, number),
        *find_encryption_damage(new),
        *find_page_damage(new),
        *find_broken_links(new),
        *(
            table
            for table in columns
            if _count_rows(former, table, columns) != _count_rows(new, table, columns)
        ),
        *(
            table
            for table in _SINGLE_ROW_TABLES
            if table in columns and not _count_rows(new, table, columns)
        ),
    ]
    if problems:
        raise _build_repair_error(problems[0])


def _create_tables(connection: Connection, number: int) -> TableColumns:
    """Make the tables of a book of this number, empty. Return their columns."""
    migrate(wrap_in_sqlite_utils(connection), number)
    tables = [part.name for part in EXPECTED_SCHEMAS[number].values() if part.kind == "table"]
    tables = [table for table in tables if table not in (SEQUENCE_TABLE, *DERIVED_TABLES)]
    for table in tables:
        # A migration gives each book a secret.
        connection.execute(f"DELETE FROM {table}")
    return {table: _load_columns(connection, table) for table in tables}


def _load_columns(connection: Connection, table: str) -> list[str]:
    """Return the columns of a table in which something is stored, or none if it is no table."""
    with allow_any_names(connection):
        rows = connection.execute(
            """SELECT lower(c.name) FROM main.sqlite_schema s JOIN pragma_table_xinfo(s.name) c
            WHERE s.type = 'table' AND s.rootpage > 1 AND lower(s.name) = ? AND c.hidden = 0""",
            [table],
        ).fetchall()
    return [name for (name,) in rows]


def _find_schema_number(former: Connection) -> int:
    """Return the schema number of a file by its tables and columns, whatever it says itself.

    All of one number are there, and none that came later: nothing of ours is left behind.
    """
    with allow_any_names(former):
        ambiguous_pairs = [
            pair
            for pair in former.execute(_AMBIGUOUS_TABLES).fetchall()
            if OWN_NAMES.issuperset(pair)
        ]
    for first, second in ambiguous_pairs:
        template = (
            _label("there are two tables named {name}")
            if first == second
            else _label("{name} is in place of {other}")
        )
        raise _build_repair_error(template.format(name=first, other=second))
    examples = {number: _build_example(number) for number in EXPECTED_SCHEMAS}
    known_columns: dict[str, set[str]] = {}
    for columns in examples.values():
        for table, names in columns.items():
            known_columns.setdefault(table, set()).update(names)
    present_columns = {
        table: names & set(_load_columns(former, table)) for table, names in known_columns.items()
    }
    strange = {
        number: [
            each for each in known_columns if set(columns.get(each, ())) != present_columns[each]
        ]
        for number, columns in examples.items()
    }
    number = min(reversed(strange), key=lambda each: len(strange[each]))
    if strange[number]:
        raise _build_repair_error(
            _label("part of {name} is missing").format(name=strange[number][0])
        )
    return number


def _build_example(number: int) -> TableColumns:
    with closing(connect_in_memory()) as connection:
        return _create_tables(connection, number)


def _read_rows(
    connection: Connection, table: str, names: list[str]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table as they are there, and not as an index says."""
    columns = ", ".join(f'"{name}"' for name in names)
    return iter(connection.execute(f'SELECT {columns} FROM main."{table}" NOT INDEXED'))


def _count_rows(
    connection: Connection, table: str, columns: TableColumns
) -> Counter[tuple[object, ...]]:
    return Counter(_read_rows(connection, table, columns[table]))


def _copy_rows(former: Connection, new: Connection, table: str, names: list[str]) -> None:
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    try:
        new.executemany(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', _read_rows(former, table, names)
        )
    except dbapi2.IntegrityError as error:
        reason = _label("{table} has a value that can’t be right").format(table=table)
        raise _build_repair_error(reason) from error


def _copy_last_numbers(former: Connection, new: Connection) -> None:
    """Give no number again that was given once, as far as that can be known."""
    has_sequence = _load_columns(former, SEQUENCE_TABLE) == ["name", "seq"]
    for table, used in _NUMBERED_TABLES.items():
        if not _load_columns(new, table):
            continue
        sql = (
            f"SELECT max(seq) FROM {SEQUENCE_TABLE}"
            f" WHERE name = '{table}' AND typeof(seq) = 'integer'"
        )
        lasts = [*(former.execute(sql) if has_sequence else ()), *new.execute(used)]
        last = max(last or 0 for (last,) in lasts if (last or 0) <= LARGEST_NUMBER)
        new.execute(f"DELETE FROM {SEQUENCE_TABLE} WHERE name = ?", [table])
        if last:
            new.execute(f"INSERT INTO {SEQUENCE_TABLE} VALUES (?, ?)", [table, last])


def _build_repair_error(reason: str) -> BookError:
    return BookError(
        _error("The notebook couldn’t be repaired ({why}). Nothing was changed.").format(why=reason)
    )
