"""What in a file differs from the schema that its book should have.

Anyone who can write to a plain book can put a trigger, a view or another table into it, which
change or fake what is stored. So a book is opened only if its schema is the one that Tracker makes.
What others keep in tables of their own is ignored, and so are their indexes, if all those do is
repeat.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from tracker.book.database.connection import Connection, connect_in_memory
from tracker.book.database.errors import ChangedSchema
from tracker.book.database.schema import EXPECTED, OF_SQLITE_UTILS, OURS, Part, Schema
from tracker.i18n import _, make_printable

_BY_ITSELF = "sqlite_autoindex_"
"""How indexes are called that SQLite makes by itself."""
_COLLATIONS = frozenset({"BINARY", "NOCASE", "RTRIM"})
"""The orders of texts that each SQLite knows."""
_KINDS = frozenset({"table", "index"})
"""What a book may have, as SQLite writes it."""
_LONG = 60
"""How many letters of a name are shown."""


def refuse_changed_schema(connection: Connection, path: Path, number: int) -> None:
    """Raise ChangedSchema for a file with parts that could change or fake what is stored."""
    found = find_differences(connection, number)
    if found:
        raise ChangedSchema(path, found)


def find_differences(connection: Connection, number: int) -> list[str]:
    """Return what in a file is not as a book of this number has it, each named in words."""
    expected = EXPECTED.get(number)
    if expected is None:
        return [_("its version number")]
    with any_names(connection):
        rows = _rows(connection)
        found = [*_find_strange(rows, expected), *_find_missing(rows, expected)]
        found += _find_shared(rows)
        others = [part for part, _root in rows if not _is_usual(part)]
        if others and not found:
            found = [*_find_refusing_indexes(connection), *_find_refusing_tables(connection)]
            found += _find_uncopied(others)
    return found


def has_others(connection: Connection, schema: str) -> bool:
    """Return whether a file has anything that Tracker does not make."""
    with any_names(connection):
        return not all(_is_usual(part) for part, _root in _rows(connection, schema))


def find_ignored(connection: Connection) -> list[str]:
    """Return the names of what others keep in a file, which does nothing to what is ours."""
    with any_names(connection):
        rows = _rows(connection)
    return sorted(_shown(part.name) for part, _root in rows if _is_foreign(part))


@contextmanager
def any_names(connection: Connection) -> Iterator[None]:
    """Read names also where they are no text in UTF-8, which SQLite does not look at."""
    before = connection.raw.text_factory
    connection.raw.text_factory = lambda name: name.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.raw.text_factory = before


def _rows(connection: Connection, schema: str = "main") -> list[tuple[Part, int]]:
    """Return each part of a file, and the page that it begins on; 0 where it has none."""
    # SQLite reads each as a text, whatever it is kept as.
    texts = ", ".join(f"CAST({column} AS TEXT)" for column in ("type", "name", "tbl_name", "sql"))
    rows = connection.execute(f"SELECT {texts}, rootpage FROM {schema}.sqlite_schema")
    return [(Part(*part), root if isinstance(root, int) else 0) for *part, root in rows.fetchall()]


def _is_foreign(part: Part) -> bool:
    return not _is_usual(part) and part.name.lower() not in OF_SQLITE_UTILS


def _is_usual(part: Part) -> bool:
    """Return whether a part is called as ours is, or is one that comes with it."""
    name = part.name.lower()
    is_usual = name in OURS or name.startswith(_BY_ITSELF)
    return is_usual or part.sql == OF_SQLITE_UTILS.get(name, "")


def _find_strange(rows: list[tuple[Part, int]], expected: Schema) -> Iterator[str]:
    """Yield what runs by itself, and what has one of our names and is not ours."""
    for part, root in rows:
        name = part.name.lower()
        if part.kind == "trigger":
            told = _("the trigger {name}")
        elif part.kind == "view":
            told = _("the view {name}")
        elif _is_disguised(part) or (name in OURS and (part != expected.get(name) or root <= 1)):
            told = _("{name} (not as Tracker makes it)")
        elif root <= 1:
            # A module of SQLite makes up what is in it.
            told = _("the virtual table {name}")
        else:
            continue
        yield told.format(name=_shown(part.name))


def _is_disguised(part: Part) -> bool:
    """Return whether SQLite may take a part for another one than it is called.

    It reads names up to a NUL, and kinds in capitals, too.
    """
    return part.kind not in _KINDS or "\0" in f"{part.name}{part.table}"


def _find_missing(rows: list[tuple[Part, int]], expected: Schema) -> Iterator[str]:
    there = {part.name.lower() for part, _root in rows}
    for name in expected:
        if name not in there:
            yield _("{name} (missing)").format(name=name)


def _find_shared(rows: list[tuple[Part, int]]) -> Iterator[str]:
    """Yield what begins on the page of another part: what is saved in one changes the other."""
    first: dict[int, str] = {}
    for part, root in rows:
        name = _shown(part.name)
        if root in first:
            yield _("{name} (in the place of {other})").format(name=name, other=first[root])
        elif root:
            first[root] = name


_INDEXES = """SELECT s.name, s.tbl_name, l."unique", l.partial OR x.cid = -2, x.coll
    FROM main.sqlite_schema s JOIN pragma_index_list(s.tbl_name) l ON l.name = s.name
    JOIN pragma_index_xinfo(s.name) x WHERE s.type = 'index' AND s.sql IS NOT NULL"""


def _find_refusing_indexes(connection: Connection) -> Iterator[str]:
    """Yield indexes of others that can refuse, or take out, what is saved, or cannot be copied.

    On a table of ours one without equals takes out a row that an entry replaces. One with a
    condition or a formula fails on some values, on any table also when it is copied. Plain ones
    only repeat what is there.
    """
    named = {}
    for name, table, is_unique, is_formula, collation in connection.execute(_INDEXES).fetchall():
        is_on_ours = table.lower() in OURS
        refuses = is_formula or str(collation).upper() not in _COLLATIONS
        if name.lower() not in OURS and (refuses or (is_unique and is_on_ours)):
            named[name] = is_on_ours
    for name, is_on_ours in named.items():
        refusing = _("the index {name} (it can refuse what you save)")
        told = refusing if is_on_ours else _("the index {name} (it can stop backups)")
        yield told.format(name=_shown(name))


_TIES = """SELECT DISTINCT s.name, f."table" FROM main.sqlite_schema s
    JOIN pragma_foreign_key_list(s.name) f WHERE s.type = 'table'"""


def _find_refusing_tables(connection: Connection) -> Iterator[str]:
    """Yield tables of others that refer to ours: what they refer to could not be deleted."""
    for name, other in connection.execute(_TIES).fetchall():
        if name.lower() not in OURS and other.lower() in OURS:
            yield _("the table {name} (it can refuse what you delete)").format(name=_shown(name))


def _find_uncopied(others: list[Part]) -> Iterator[str]:
    """Yield tables of others that SQLite could not make again in a copy of the file."""
    with closing(connect_in_memory()) as connection:
        for pragma in ("trusted_schema = OFF", "writable_schema = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for part in others:
            if part.kind == "table" and not _is_made_again(connection, part.sql or ""):
                yield _("the table {name} (it stops backups)").format(name=_shown(part.name))


def _is_made_again(connection: Connection, sql: str) -> bool:
    try:
        connection.execute(sql.encode("utf-8", "replace").decode())
    except (dbapi2.Error, dbapi2.Warning, ValueError):
        return False
    return True


def _shown(name: str) -> str:
    return make_printable(name if len(name) <= _LONG else f"{name[:_LONG]}…")
