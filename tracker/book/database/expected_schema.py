"""The schema that a book of each number has: what SQLite keeps once the migrations have run.

It is compared word for word with the one of each book that is opened (`schema_check`). A test holds
it against what the migrations make.
"""

from typing import NamedTuple

from tracker.book.database.readable_views import READABLE_VIEWS, WHOLE_VIEWS

SEQUENCE_TABLE = "sqlite_sequence"
"""Where SQLite keeps the last numbers that were given."""
_FIRST = (
    f"CREATE TABLE {SEQUENCE_TABLE}(name,seq)",
    """CREATE TABLE groups (
        number INTEGER PRIMARY KEY,
        label TEXT NOT NULL UNIQUE CHECK (length(label) > 0)
    ) STRICT""",
    """CREATE TABLE book (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        group_number INTEGER REFERENCES groups (number)
    ) STRICT""",
    """CREATE TABLE changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        did TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        undone_day TEXT CHECK (undone_day IS NULL OR undone_day IS date(undone_day, '+0 days'))
    ) STRICT""",
    """CREATE TABLE entries (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 8),
        change INTEGER NOT NULL REFERENCES changes (number),
        logged_on TEXT NOT NULL CHECK (logged_on IS date(logged_on, '+0 days')),
        type TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        month TEXT NOT NULL CHECK (month = substr(day, 1, 7)),
        group_number INTEGER REFERENCES groups (number),
        label TEXT,
        kind TEXT,
        every TEXT CHECK (every IN ('week', 'month', 'quarter', 'year')),
        until TEXT CHECK (until IS NULL OR until IS date(until, '+0 days')),
        low INTEGER CHECK (low BETWEEN 0 AND 999999999),
        high INTEGER CHECK (high BETWEEN low AND 999999999),
        percent INTEGER CHECK (percent BETWEEN 0 AND 10000),
        met INTEGER NOT NULL CHECK (met IN (0, 1)),
        for_entry INTEGER REFERENCES entries (number) CHECK (for_entry < number),
        campaign TEXT,
        hours INTEGER CHECK (hours > 0),
        words TEXT,
        by TEXT CHECK (by IN ('cash', 'transfer', 'card', 'debit')),
        ref TEXT,
        evidence TEXT NOT NULL CHECK (evidence IN ('documented', 'remembered', 'estimated')),
        private_note TEXT
    ) STRICT""",
    """CREATE TABLE answers (
        entry INTEGER NOT NULL REFERENCES entries (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        word TEXT NOT NULL CHECK (word IN ('no', 'later', 'yes', 'pledged', 'gave')),
        amount INTEGER CHECK (amount BETWEEN 1 AND 999999999),
        every TEXT CHECK (every IN ('week', 'month', 'quarter', 'year')),
        PRIMARY KEY (entry, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE circumstances (
        entry INTEGER NOT NULL REFERENCES entries (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        tag TEXT NOT NULL CHECK (length(tag) > 0),
        PRIMARY KEY (entry, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE versions (
        entry INTEGER NOT NULL,
        change INTEGER NOT NULL REFERENCES changes (number),
        id TEXT NOT NULL,
        logged_on TEXT NOT NULL,
        ended_on TEXT NOT NULL CHECK (ended_on IS date(ended_on, '+0 days')),
        fields TEXT NOT NULL CHECK (json_valid(fields)),
        PRIMARY KEY (entry, change)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE exports (
        path TEXT PRIMARY KEY,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days'))
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX entries_sums ON entries (type, month, group_number, kind, day, low, every)
        WHERE every IS NULL""",
    "CREATE INDEX entries_types ON entries (type, group_number)",
    "CREATE INDEX entries_standing ON entries (type) WHERE every IS NOT NULL",
    "CREATE INDEX entries_days ON entries (day)",
    "CREATE INDEX entries_groups ON entries (group_number)",
    "CREATE INDEX entries_for ON entries (for_entry) WHERE for_entry IS NOT NULL",
    "CREATE INDEX entries_labels ON entries (label) WHERE label IS NOT NULL",
    "CREATE INDEX entries_changes ON entries (change)",
    "CREATE INDEX circumstances_tags ON circumstances (tag)",
)
_SECOND = (
    """CREATE TABLE groups (
        number INTEGER PRIMARY KEY,
        label TEXT NOT NULL UNIQUE CHECK (length(label) > 0)
    , alias TEXT CHECK (length(alias) > 0), left_on TEXT
        CHECK (left_on IS NULL OR left_on IS date(left_on, '+0 days'))) STRICT""",
    """CREATE TABLE versions (
        entry INTEGER NOT NULL,
        change INTEGER NOT NULL REFERENCES changes (number),
        id TEXT NOT NULL,
        logged_on TEXT NOT NULL,
        ended_on TEXT NOT NULL CHECK (ended_on IS date(ended_on, '+0 days')),
        fields TEXT NOT NULL CHECK (json_valid(fields)), made_by INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (entry, change)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE exports (
        path TEXT PRIMARY KEY,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days'))
    , choices TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID""",
    """CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE drafts (
        number INTEGER PRIMARY KEY,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        text TEXT NOT NULL CHECK (length(text) > 0)
    ) STRICT""",
    "CREATE INDEX entries_campaigns ON entries (campaign) WHERE campaign IS NOT NULL",
    "CREATE INDEX versions_changes ON versions (change)",
)
_THIRD = (
    """CREATE TABLE letter (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        written_on TEXT NOT NULL CHECK (written_on IS date(written_on, '+0 days')),
        text TEXT NOT NULL CHECK (length(text) > 0),
        before_you_answer INTEGER NOT NULL CHECK (before_you_answer IN (0, 1)),
        first_ask INTEGER NOT NULL CHECK (first_ask IN (0, 1))
    ) STRICT""",
    """CREATE TABLE regular_meetings (
        group_number INTEGER PRIMARY KEY REFERENCES groups (number),
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        time TEXT NOT NULL CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
        since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
        answered_for TEXT
            CHECK (answered_for IS NULL OR answered_for IS date(answered_for, '+0 days'))
    ) STRICT""",
    """CREATE TABLE tags (
        tag TEXT PRIMARY KEY CHECK (length(tag) > 0),
        meaning TEXT NOT NULL CHECK (length(meaning) > 0)
    ) STRICT, WITHOUT ROWID""",
)
_FOURTH = (
    """CREATE TABLE changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        did TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        undone_day TEXT CHECK (undone_day IS NULL OR undone_day IS date(undone_day, '+0 days'))
    , undone_after INTEGER) STRICT""",
    """CREATE TABLE witness (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT""",
    """CREATE TABLE "exports" (
        number INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        choices TEXT NOT NULL DEFAULT '',
        fingerprint TEXT NOT NULL DEFAULT ''
    ) STRICT""",
)
_FIFTH = (
    """CREATE TABLE redo (
        position INTEGER PRIMARY KEY,
        change INTEGER NOT NULL UNIQUE REFERENCES changes (number)
    ) STRICT""",
    """CREATE TABLE undone_deletions (
        change INTEGER NOT NULL REFERENCES changes (number),
        entry INTEGER NOT NULL,
        PRIMARY KEY (change, entry)
    ) STRICT, WITHOUT ROWID""",
)
_SIXTH = tuple(f'CREATE VIEW "{name}" AS {select}' for name, select in READABLE_VIEWS.items())

_SEVENTH = (
    """CREATE TABLE "entries" (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 8),
        change INTEGER NOT NULL REFERENCES changes (number),
        logged_on TEXT NOT NULL CHECK (logged_on IS date(logged_on, '+0 days')),
        type TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        month TEXT NOT NULL CHECK (month = coalesce(for_month, substr(day, 1, 7))),
        for_month TEXT CHECK (for_month IS NULL OR (type = 'income'
            AND for_month IS substr(date(for_month || '-01', '+0 days'), 1, 7))),
        group_number INTEGER REFERENCES groups (number),
        label TEXT,
        kind TEXT,
        every TEXT CHECK (every IN ('week', '2weeks', '4weeks', 'month', 'quarter', 'year')),
        until TEXT CHECK (until IS NULL OR until IS date(until, '+0 days')),
        low INTEGER CHECK (low BETWEEN 0 AND 999999999),
        high INTEGER CHECK (high BETWEEN low AND 999999999),
        percent INTEGER CHECK (percent BETWEEN 0 AND 10000),
        met INTEGER NOT NULL CHECK (met IN (0, 1)),
        for_entry INTEGER REFERENCES entries (number) CHECK (for_entry < number),
        campaign TEXT,
        event TEXT,
        hours INTEGER CHECK (hours > 0),
        hours_high INTEGER CHECK (hours_high > coalesce(hours, hours_high)),
        minutes INTEGER CHECK (minutes IS NULL
            OR (minutes > 0 AND hours IS (minutes * 100 + 30) / 60)),
        words TEXT,
        own_words TEXT,
        by TEXT CHECK (by IN ('cash', 'transfer', 'card', 'debit')),
        ref TEXT,
        evidence TEXT NOT NULL CHECK (evidence IN ('documented', 'remembered', 'estimated')),
        private_note TEXT
    ) STRICT""",
    """CREATE TABLE "answers" (
        entry INTEGER NOT NULL REFERENCES entries (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        word TEXT NOT NULL CHECK (word IN ('no', 'later', 'yes', 'pledged', 'gave', 'silent')),
        amount INTEGER CHECK (amount BETWEEN 1 AND 999999999),
        every TEXT CHECK (every IN ('week', '2weeks', '4weeks', 'month', 'quarter', 'year')),
        PRIMARY KEY (entry, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX entries_sums ON entries (type, month, group_number, kind, day, low, every)
        WHERE every IS NULL""",
    "CREATE INDEX entries_types ON entries (type, group_number)",
    "CREATE INDEX entries_standing ON entries (type) WHERE every IS NOT NULL",
    "CREATE INDEX entries_days ON entries (day)",
    "CREATE INDEX entries_groups ON entries (group_number)",
    "CREATE INDEX entries_for ON entries (for_entry) WHERE for_entry IS NOT NULL",
    "CREATE INDEX entries_labels ON entries (label) WHERE label IS NOT NULL",
    "CREATE INDEX entries_changes ON entries (change)",
    "CREATE INDEX entries_campaigns ON entries (campaign) WHERE campaign IS NOT NULL",
    "CREATE INDEX entries_events ON entries (event) WHERE event IS NOT NULL",
    *(f'CREATE VIEW "{name}" AS {select}' for name, select in WHOLE_VIEWS.items()),
)

_COUNTED_COLUMNS = (
    "number, type, day, month, for_month, group_number, kind, every, until, low, high, for_entry,"
    " evidence"
)
TOTALS_TRIGGERS = {
    f"{table}_{name}": f"""CREATE TRIGGER {table}_{name} AFTER {event} ON {table}
    BEGIN UPDATE totals_state SET is_current = 0 WHERE is_current; END"""
    for table, columns in (("entries", f" OF {_COUNTED_COLUMNS}"), ("answers", ""))
    for name, event in (
        ("inserted", "INSERT"),
        ("updated", f"UPDATE{columns}"),
        ("deleted", "DELETE"),
    )
}
"""What notices that entries changed, by name. Code that changes the totals, too, then says so."""
_EIGHTH = (
    """CREATE TABLE monthly_totals (
        month TEXT NOT NULL,
        type TEXT NOT NULL,
        group_number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        entries INTEGER NOT NULL,
        low INTEGER NOT NULL,
        high INTEGER NOT NULL,
        unknown INTEGER NOT NULL,
        estimated INTEGER NOT NULL,
        documented INTEGER NOT NULL,
        PRIMARY KEY (month, type, group_number, kind)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE regular_pledges (ask INTEGER PRIMARY KEY) STRICT",
    """CREATE TABLE totals_state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
    ) STRICT""",
    *TOTALS_TRIGGERS.values(),
)
_REMOVED_BY_EIGHTH = ("entries_sums",)
_NINTH = (
    """CREATE TABLE group_questions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        question TEXT NOT NULL CHECK (length(question) > 0)
    ) STRICT""",
    """CREATE TABLE group_answers (
        number INTEGER PRIMARY KEY,
        question INTEGER NOT NULL REFERENCES group_questions (number) ON DELETE CASCADE,
        group_number INTEGER REFERENCES groups (number),
        answer TEXT NOT NULL CHECK (length(answer) > 0),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days'))
    ) STRICT""",
    """CREATE TABLE group_answer_entries (
        answer INTEGER NOT NULL REFERENCES group_answers (number) ON DELETE CASCADE,
        entry INTEGER NOT NULL,
        PRIMARY KEY (answer, entry)
    ) STRICT, WITHOUT ROWID""",
)


class SchemaPart(NamedTuple):
    """A table, an index, a view or a trigger, as SQLite's list of them has it."""

    kind: str
    name: str
    table: str
    """The table that it belongs to, or its own name for a table or a view."""
    sql: str | None
    """None for an index that SQLite made by itself, for a column without equals."""


Schema = dict[str, SchemaPart]
"""Parts by their names in small letters, since SQLite tells no others apart."""


def _build_schema(*statements: str) -> Schema:
    schema = {}
    for sql in statements:
        _create, kind, named, *_more = sql.split(maxsplit=3)
        name = named.partition("(")[0].strip('"')
        table = sql.partition(" ON ")[2].split()[0] if kind in ("INDEX", "TRIGGER") else name
        schema[name] = SchemaPart(kind.lower(), name, table, sql)
        if kind == "TABLE" and " UNIQUE" in sql:
            by_itself = f"sqlite_autoindex_{name}_1"
            schema[by_itself] = SchemaPart("index", by_itself, name, None)
    return schema


EXPECTED_SCHEMAS: dict[int, Schema] = {1: _build_schema(*_FIRST)}
"""What a book of each schema number has."""
for _number, _changed, _removed in (
    (2, _SECOND, ()),
    (3, _THIRD, ()),
    (4, _FOURTH, ()),
    (5, _FIFTH, ()),
    (6, _SIXTH, ()),
    (7, _SEVENTH, ()),
    (8, _EIGHTH, _REMOVED_BY_EIGHTH),
    (9, _NINTH, ()),
):
    EXPECTED_SCHEMAS[_number] = EXPECTED_SCHEMAS[_number - 1] | _build_schema(*_changed)
    for _name in _removed:
        del EXPECTED_SCHEMAS[_number][_name]

DERIVED_TABLES = ("monthly_totals", "regular_pledges", "totals_state")
"""Tables that repeat what the entries say, and that are made of them again."""
_TEMPORARY_TABLES = ("showings", "new_entries", "new_answers")
"""How migrations call a table for a moment."""
OWN_NAMES = frozenset(
    {*_TEMPORARY_TABLES, *(name for schema in EXPECTED_SCHEMAS.values() for name in schema)}
)
"""The names of all that is ours, in any number."""
OWN_TABLES = frozenset(
    part.name
    for schema in EXPECTED_SCHEMAS.values()
    for part in schema.values()
    if part.kind == "table"
)
SQLITE_UTILS_PARTS = {
    "_sqlite_migrations": """CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT""",
    "idx__sqlite_migrations_migration_set_name": (
        """CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")"""
    ),
}
"""Where sqlite-utils keeps which migrations were done. Other versions may make it another way."""
