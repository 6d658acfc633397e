"""The schema of a book, as numbered migrations. A released migration never changes.

Tables, indexes and new columns are written as SQL: the file keeps their words, and sqlite-utils
would write others. All else goes through its own methods.
"""

import secrets

from sqlite_utils import Database, Migrations

from tracker.book.database.expected_schema import TOTALS_TRIGGERS
from tracker.book.database.readable_views import READABLE_VIEWS, WHOLE_VIEWS

# Data: in people's notebooks since 0.1. Never rename. So are the names of the migrations below: one
# that is called otherwise would run again.
migrations = Migrations("tracker")

# The words are written out here: a migration must not change when the code's vocabulary grows.
# `x IS date(x, '+0 days')` refuses days the calendar lacks. `x = date(x)` lets 2026-02-30 pass.
_FIRST = (
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
    # What an entry was before a change took it away or replaced it. Private notes keep no history.
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
    # Covers every sum of the monthly table, so its cost does not grow with the entries' text.
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


@migrations(name="m001_first")
def m001_first(db: Database) -> None:
    """The book, its groups, its entries with answers and circumstances, and their history."""
    for sql in _FIRST:
        db.execute(sql)


_SECOND = (
    """ALTER TABLE groups ADD COLUMN alias TEXT CHECK (length(alias) > 0)""",
    """ALTER TABLE groups ADD COLUMN left_on TEXT
        CHECK (left_on IS NULL OR left_on IS date(left_on, '+0 days'))""",
    # The change that had made what a version keeps. So far only first states were kept, by undo.
    """ALTER TABLE versions ADD COLUMN made_by INTEGER NOT NULL DEFAULT 0""",
    """UPDATE versions SET made_by = change""",
    """ALTER TABLE exports ADD COLUMN choices TEXT NOT NULL DEFAULT ''""",
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


@migrations(name="m002_changing")
def m002_changing(db: Database) -> None:
    """Entries that are edited and deleted, drafts, settings, aliases, the log of what was shown."""
    for sql in _SECOND:
        db.execute(sql)


_THIRD = (
    # One letter to oneself. It is read at the moments that were chosen, and on asking.
    """CREATE TABLE letter (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        written_on TEXT NOT NULL CHECK (written_on IS date(written_on, '+0 days')),
        text TEXT NOT NULL CHECK (length(text) > 0),
        before_you_answer INTEGER NOT NULL CHECK (before_you_answer IN (0, 1)),
        first_ask INTEGER NOT NULL CHECK (first_ask IN (0, 1))
    ) STRICT""",
    # When a group meets. Monday is 0. The last meeting that was answered for is not asked again.
    """CREATE TABLE regular_meetings (
        group_number INTEGER PRIMARY KEY REFERENCES groups (number),
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        time TEXT NOT NULL CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
        since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
        answered_for TEXT
            CHECK (answered_for IS NULL OR answered_for IS date(answered_for, '+0 days'))
    ) STRICT""",
    # What the person's own tags mean, in their words.
    """CREATE TABLE tags (
        tag TEXT PRIMARY KEY CHECK (length(tag) > 0),
        meaning TEXT NOT NULL CHECK (length(meaning) > 0)
    ) STRICT, WITHOUT ROWID""",
)


@migrations(name="m003_the_asking")
def m003_the_asking(db: Database) -> None:
    """A letter to oneself, regular meetings, and what one's own tags mean."""
    for sql in _THIRD:
        db.execute(sql)


_FOURTH = (
    # What witnesses are salted with. Every book has it: one made with the first report would tell,
    # after the log of what was shown is cleared, that there was one.
    """CREATE TABLE witness (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT""",
    # The newest change when one was undone, so the current entries of any time are known.
    # Of those taken back so far it need not be known, since nothing was witnessed yet.
    """ALTER TABLE changes ADD COLUMN undone_after INTEGER""",
    """UPDATE changes SET undone_after = number WHERE undone_day IS NOT NULL""",
    # Each showing by itself, also at a place that something was written to before. The numbers
    # begin again in an emptied table, so none of them tells how many there were.
    """CREATE TABLE showings (
        number INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        choices TEXT NOT NULL DEFAULT '',
        fingerprint TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """INSERT INTO showings (path, day, choices)
        SELECT path, day, choices FROM exports ORDER BY day, path""",
)


@migrations(name="m004_showing")
def m004_showing(db: Database) -> None:
    """The secret of witnesses, and each showing with a fingerprint of what was written."""
    for sql in _FOURTH:
        db.execute(sql)
    db.table("exports").drop()
    db.rename_table("showings", "exports")
    db.table("witness").insert({"only": 1, "secret": secrets.token_bytes(32)})


_FIFTH = (
    # The changes that were undone and that redo makes again, the newest last. What they had made is
    # in `versions`. So nothing of what a person wrote is kept a second time.
    """CREATE TABLE redo (
        position INTEGER PRIMARY KEY,
        change INTEGER NOT NULL UNIQUE REFERENCES changes (number)
    ) STRICT""",
    # What an undone change had deleted: for its redo, and to know the current entries meanwhile.
    # Of those undone so far it is not known.
    """CREATE TABLE undone_deletions (
        change INTEGER NOT NULL REFERENCES changes (number),
        entry INTEGER NOT NULL,
        PRIMARY KEY (change, entry)
    ) STRICT, WITHOUT ROWID""",
)


@migrations(name="m005_redo")
def m005_redo(db: Database) -> None:
    """What was undone and can be redone, and what undone changes had deleted."""
    for sql in _FIFTH:
        db.execute(sql)


@migrations(name="m006_readable_views")
def m006_readable_views(db: Database) -> None:
    """Views for people who look into a notebook with another program."""
    for name, select in READABLE_VIEWS.items():
        db.create_view(name, select)


_OLD_COLUMNS = """number, id, change, logged_on, type, day, month, group_number, label, kind, every,
    until, low, high, percent, met, for_entry, campaign, hours, words, by, ref, evidence,
    private_note"""
_SEVENTH = (
    # Checks cannot be changed, so both tables are made again. Foreign keys are off meanwhile: else
    # the answers would go with the entries.
    """CREATE TABLE new_entries (
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
    f"INSERT INTO new_entries ({_OLD_COLUMNS}) SELECT {_OLD_COLUMNS} FROM entries ORDER BY number",
    # No number is given a second time, also not that of a deleted entry.
    """DELETE FROM sqlite_sequence WHERE name = 'new_entries'""",
    """INSERT INTO sqlite_sequence (name, seq)
        SELECT 'new_entries', seq FROM sqlite_sequence WHERE name = 'entries'""",
    """CREATE TABLE new_answers (
        entry INTEGER NOT NULL REFERENCES entries (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        word TEXT NOT NULL CHECK (word IN ('no', 'later', 'yes', 'pledged', 'gave', 'silent')),
        amount INTEGER CHECK (amount BETWEEN 1 AND 999999999),
        every TEXT CHECK (every IN ('week', '2weeks', '4weeks', 'month', 'quarter', 'year')),
        PRIMARY KEY (entry, position)
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO new_answers SELECT entry, position, word, amount, every FROM answers",
)
_SEVENTH_INDEXES = (
    # Covers every sum of the monthly table, so its cost does not grow with the entries' text.
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
)


@migrations(name="m007_whole_story")
def m007_whole_story(db: Database) -> None:
    """What others were asked and gave, own words, events, unknown amounts, more periods."""
    for name in READABLE_VIEWS:
        db.view(name).drop()
    for sql in _SEVENTH:
        db.execute(sql)
    for name in ("answers", "entries"):
        db.table(name).drop()
        db.rename_table(f"new_{name}", name)
    for sql in _SEVENTH_INDEXES:
        db.execute(sql)
    for name, select in WHOLE_VIEWS.items():
        db.create_view(name, select)


_EIGHTH = (
    # What entries add up to, so no reader adds them up. `monthly_totals.py` keeps it right.
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
    # The first ask of each chain with a yes that repeats: it goes on until today, whenever that is.
    "CREATE TABLE regular_pledges (ask INTEGER PRIMARY KEY) STRICT",
    # 0 once entries were changed without the totals. Then they are recounted.
    """CREATE TABLE totals_state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
    ) STRICT""",
    "INSERT INTO totals_state SELECT 1, NOT EXISTS (SELECT 1 FROM entries)",
    *TOTALS_TRIGGERS.values(),
    # The totals are what it was made for.
    "DROP INDEX entries_sums",
)


@migrations(name="m008_kept_totals")
def m008_kept_totals(db: Database) -> None:
    """Totals by month that are kept, and what notices that entries changed without them."""
    for sql in _EIGHTH:
        db.execute(sql)


_NINTH = (
    # What the person wants to know of any group, in their own words.
    """CREATE TABLE group_questions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        question TEXT NOT NULL CHECK (length(question) > 0)
    ) STRICT""",
    # What they found out. Without a group it is about one that the notebook does not name yet.
    """CREATE TABLE group_answers (
        number INTEGER PRIMARY KEY,
        question INTEGER NOT NULL REFERENCES group_questions (number) ON DELETE CASCADE,
        group_number INTEGER REFERENCES groups (number),
        answer TEXT NOT NULL CHECK (length(answer) > 0),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days'))
    ) STRICT""",
    # By number: an entry that is deleted can come back, and then it is linked again.
    """CREATE TABLE group_answer_entries (
        answer INTEGER NOT NULL REFERENCES group_answers (number) ON DELETE CASCADE,
        entry INTEGER NOT NULL,
        PRIMARY KEY (answer, entry)
    ) STRICT, WITHOUT ROWID""",
)


@migrations(name="m009_questions")
def m009_questions(db: Database) -> None:
    """Questions to a group, their answers, and the entries that show those."""
    for sql in _NINTH:
        db.execute(sql)


def migrate(db: Database, number: int | None = None) -> None:
    """Bring a book's schema up to date, or up to an earlier number."""
    names = [migration.name for migration in migrations.pending(db)]
    migrations.apply(db, stop_before=[] if number is None else names[number : number + 1])
