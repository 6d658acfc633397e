"""Differences between a file and the schema that its book should have.

Anyone who can write to a plain book can put a trigger, a view or another table into it, which
change or fake what is stored. So a book is opened only if its schema is the one that Tracker makes,
with its views and triggers word for word. What others keep in tables of their own is ignored, and
so are their indexes, if all those do is repeat.

No blank may differ: the books of all versions are alike, and a blank inside a rule can make it
refuse everything. Tables that a copy can't have are refused, because backups, erasing and another
passphrase would not work. The list of migrations may be false, which the second comparison finds.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from tracker.book.database.connection import Connection, connect_in_memory
from tracker.book.database.errors import ChangedSchemaError
from tracker.book.database.expected_schema import (
    EXPECTED_SCHEMAS,
    OWN_NAMES,
    SQLITE_UTILS_PARTS,
    Schema,
    SchemaPart,
)
from tracker.i18n import _label, make_printable

_AUTOINDEX_PREFIX = "sqlite_autoindex_"
"""How indexes are called that SQLite makes by itself."""
_COLLATIONS = frozenset({"BINARY", "NOCASE", "RTRIM"})
"""The orders of texts that each SQLite knows."""
_KINDS = frozenset({"table", "index"})
"""What others may add to a book, as SQLite writes it."""
_LONGEST_NAME = 60
"""How many letters of a name are shown."""


def refuse_changed_schema(connection: Connection, path: Path, number: int) -> None:
    """Raise ChangedSchemaError for a file with parts that could change or fake what is stored."""
    differences = find_schema_differences(connection, number)
    if differences:
        raise ChangedSchemaError(path, differences)


def find_schema_differences(connection: Connection, number: int) -> list[str]:
    """Return what in a file is not as a book of this number has it, each named in words."""
    expected = EXPECTED_SCHEMAS.get(number)
    if expected is None:
        return [_label("its version number")]
    with allow_any_names(connection):
        rows = _load_parts(connection)
        differences = [*_find_strange_parts(rows, expected), *_find_missing_parts(rows, expected)]
        differences += _find_shared_pages(rows)
        foreign_parts = [part for part, _root in rows if not _is_own(part)]
        if foreign_parts and not differences:
            differences = [*_find_refusing_indexes(connection), *_find_refusing_tables(connection)]
            differences += _find_uncopyable_tables(foreign_parts)
    return differences


def has_foreign_parts(connection: Connection, schema: str) -> bool:
    """Return whether a file has anything that Tracker does not make."""
    with allow_any_names(connection):
        return not all(_is_own(part) for part, _root in _load_parts(connection, schema))


def find_ignored_names(connection: Connection) -> list[str]:
    """Return the names of harmless things that other programs keep in a file."""
    with allow_any_names(connection):
        rows = _load_parts(connection)
    return sorted(_shorten_name(part.name) for part, _root in rows if _is_foreign(part))


@contextmanager
def allow_any_names(connection: Connection) -> Iterator[None]:
    """Read names also where they are no text in UTF-8, which SQLite does not look at."""
    former_factory = connection.raw.text_factory
    connection.raw.text_factory = lambda name: name.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.raw.text_factory = former_factory


def _load_parts(connection: Connection, schema: str = "main") -> list[tuple[SchemaPart, int]]:
    """Return each part of a file, and the page that it begins on, or 0 if it has none."""
    # SQLite reads each as a text, whatever it is kept as.
    texts = ", ".join(f"CAST({column} AS TEXT)" for column in ("type", "name", "tbl_name", "sql"))
    rows = connection.execute(f"SELECT {texts}, rootpage FROM {schema}.sqlite_schema")
    return [
        (SchemaPart(*part), root if isinstance(root, int) else 0) for *part, root in rows.fetchall()
    ]


def _is_foreign(part: SchemaPart) -> bool:
    return not _is_own(part) and part.name.lower() not in SQLITE_UTILS_PARTS


def _is_own(part: SchemaPart) -> bool:
    """Return whether a part is called as ours is, or is one that comes with it."""
    name = part.name.lower()
    is_usual = name in OWN_NAMES or name.startswith(_AUTOINDEX_PREFIX)
    return is_usual or part.sql == SQLITE_UTILS_PARTS.get(name, "")


def _find_strange_parts(rows: list[tuple[SchemaPart, int]], expected: Schema) -> Iterator[str]:
    """Yield parts that run by themselves, and parts that only have one of our names."""
    for part, root in rows:
        name = part.name.lower()
        if part.kind in ("view", "trigger") and part == expected.get(name):
            continue
        if part.kind == "trigger":
            template = _label("the trigger {name}")
        elif part.kind == "view":
            template = _label("the view {name}")
        elif _is_disguised(part) or (
            name in OWN_NAMES and (part != expected.get(name) or root <= 1)
        ):
            template = _label("{name} (not the way Tracker makes it)")
        elif root <= 1:
            # A module of SQLite provides its content.
            template = _label("the virtual table {name}")
        else:
            continue
        yield template.format(name=_shorten_name(part.name))


def _is_disguised(part: SchemaPart) -> bool:
    """Return whether SQLite may take a part for another one than it is called.

    It reads names up to a NUL, and kinds in capitals, too.
    """
    return part.kind not in _KINDS or "\0" in f"{part.name}{part.table}"


def _find_missing_parts(rows: list[tuple[SchemaPart, int]], expected: Schema) -> Iterator[str]:
    names = {part.name.lower() for part, _root in rows}
    for name in expected:
        if name not in names:
            yield _label("{name} (missing)").format(name=name)


def _find_shared_pages(rows: list[tuple[SchemaPart, int]]) -> Iterator[str]:
    """Yield parts that begin on the page of another part, so saving in one changes the other."""
    first: dict[int, str] = {}
    for part, root in rows:
        name = _shorten_name(part.name)
        if root in first:
            yield _label("{name} (in place of {other})").format(name=name, other=first[root])
        elif root:
            first[root] = name


_INDEXES = """SELECT s.name, s.tbl_name, l."unique", l.partial OR x.cid = -2, x.coll
    FROM main.sqlite_schema s JOIN pragma_index_list(s.tbl_name) l ON l.name = s.name
    JOIN pragma_index_xinfo(s.name) x WHERE s.type = 'index' AND s.sql IS NOT NULL"""


def _find_refusing_indexes(connection: Connection) -> Iterator[str]:
    """Yield other programs' indexes that can block or remove saved rows, or block backups.

    On a table of ours one without equals takes out a row that an entry replaces. One with a
    condition or a formula fails on some values, on any table also when it is copied. Plain ones
    only repeat what is there.
    """
    named = {}
    for name, table, is_unique, is_formula, collation in connection.execute(_INDEXES).fetchall():
        is_on_ours = table.lower() in OWN_NAMES
        refuses = is_formula or str(collation).upper() not in _COLLATIONS
        if name.lower() not in OWN_NAMES and (refuses or (is_unique and is_on_ours)):
            named[name] = is_on_ours
    for name, is_on_ours in named.items():
        refusing = _label("the index {name} (it can block saving)")
        template = refusing if is_on_ours else _label("the index {name} (it can block backups)")
        yield template.format(name=_shorten_name(name))


_REFERENCES = """SELECT DISTINCT s.name, f."table" FROM main.sqlite_schema s
    JOIN pragma_foreign_key_list(s.name) f WHERE s.type = 'table'"""


def _find_refusing_tables(connection: Connection) -> Iterator[str]:
    """Yield tables of others that refer to ours: what they refer to could not be deleted."""
    for name, other in connection.execute(_REFERENCES).fetchall():
        if name.lower() not in OWN_NAMES and other.lower() in OWN_NAMES:
            yield _label("the table {name} (it can block deleting)").format(
                name=_shorten_name(name)
            )


def _find_uncopyable_tables(parts: list[SchemaPart]) -> Iterator[str]:
    """Yield tables of others that SQLite could not make again in a copy of the file."""
    with closing(connect_in_memory()) as connection:
        for pragma in ("trusted_schema = OFF", "writable_schema = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for part in parts:
            if part.kind == "table" and not _is_recreatable(connection, part.sql or ""):
                yield _label("the table {name} (it blocks backups)").format(
                    name=_shorten_name(part.name)
                )


def _is_recreatable(connection: Connection, sql: str) -> bool:
    try:
        connection.execute(sql.encode("utf-8", "replace").decode())
    except (dbapi2.Error, dbapi2.Warning, ValueError):
        return False
    return True


def _shorten_name(name: str) -> str:
    return make_printable(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…")
