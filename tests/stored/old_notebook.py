"""Every stored name that there ever was, and a notebook of an early version to put them into.

`every_name.db` was made by a version of schema 2, the first that had settings: an import, a log, an
edit of each entry and two deletions, of which one was undone. `bundle` is what it had imported.
`every_name.json` has its entries as that version's own code wrote them, as they are hashed, and the
root of what stands, worked out from docs/explanation/checking-a-summary.md alone.
`whole_story.db` and its texts are the same of schema 7, with lines of every type
(`whole_story.txt`) and all that this schema added: each was edited, two were deleted, and the
newest change was undone. Nothing of these is ever
written anew. Some figures and words in them were later put in the place of others of the same size,
so that nobody can search for an account behind them.
"""

import json
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypedDict

from tracker.book.book import Book
from tracker.book.open_book import open_book
from tracker.book.witness.hashes import serialize_hashed_entry

HERE = Path(__file__).parent
BUNDLE = HERE / "bundle"
SECRET = bytes(range(32))
"""What the root was made with; a notebook of that version had none yet."""


class Keys(TypedDict):
    """Ids of keys: those that another key can be given to, those that stay, and former ones."""

    changeable: list[str]
    fixed: list[str]
    gone: list[str]


class Names(TypedDict):
    """Every stored name. One is added when it comes; none is ever taken out or spelt anew."""

    keys: Keys
    settings: dict[str, list[str]]
    """Each with values that stood in a notebook."""
    themes: list[str]
    changes: list[str]
    migrations: list[str]
    fields: list[str]
    words: dict[str, list[str]]
    circumstances: list[str]
    columns: dict[str, list[str]]
    datapackage: list[str]
    patterns: list[str]
    json: dict[str, list[str]]
    reasons: list[str]
    """Those of `export --why`."""
    written: dict[str, list[str]]
    """The names of files, by what they belong to."""
    ledger: list[str]
    """Accounts that are called the same in each journal."""
    commands: dict[str, dict[str, list[str] | str]]


class Texts(TypedDict):
    """Entries as they are hashed: those that stand, and what they were before."""

    standing: list[str]
    former: list[str]
    root: str


NAMES: Names = json.loads((HERE / "stored_names.json").read_text(encoding="utf-8"))
OLD, WHOLE_STORY = "every_name", "whole_story"
"""The two notebooks."""


def load_texts(name: str) -> Texts:
    """Return the entries of a notebook as they were hashed."""
    texts: Texts = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return texts


TEXTS = load_texts(OLD)


def write_settings(path: Path, settings: Mapping[str, str]) -> None:
    """Write settings as they stand in the file, whatever the code calls them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM settings")
        connection.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())


def read_settings(path: Path) -> dict[str, str]:
    """Read the settings that stand in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, value FROM settings").fetchall())


def copy_notebook(folder: Path, settings: Mapping[str, str] | None = None, name: str = OLD) -> Path:
    """Copy the old notebook, with these settings alone."""
    path = Path(shutil.copy(HERE / f"{name}.db", folder / "book.db"))
    write_settings(path, settings or {})
    return path


def open_old(folder: Path, settings: Mapping[str, str] | None = None) -> Book:
    """Open a copy of the old notebook, with these settings alone."""
    return open_book(copy_notebook(folder, settings))


def text_of(row: Sequence[Any], fields: Mapping[str, Any]) -> str:
    """Return an entry as it is hashed, from a row that begins with its number, id and day."""
    number, id_, logged_on = row[:3]
    return serialize_hashed_entry(number, id_, logged_on, fields).decode()
