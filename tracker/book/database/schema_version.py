"""How a file says that it is a book, and which version of the schema it has."""

from pathlib import Path

from tracker.book.database.connection import Connection
from tracker.book.database.errors import NewerBookError, NotABookError
from tracker.i18n import _error, make_printable

# Data: in people's notebooks since 0.1. Never rename.
APPLICATION_ID = 0x54524B52
"""`TRKR`: how a book says that it is one (SQLite's application_id)."""
SCHEMA_VERSION = 9
"""The number of migrations a book of this version has (SQLite's user_version)."""
READABLE_SCHEMA = 5
"""From this number on a book is read as it is. What it lacks is added for the time of reading."""


def check_application_id(connection: Connection, path: Path) -> int:
    """Return the schema version of an opened file. Raises NotABookError or NewerBookError."""
    application = connection.execute("PRAGMA application_id").fetchone()
    version = connection.execute("PRAGMA user_version").fetchone()
    if application is None or application[0] != APPLICATION_ID or version is None:
        raise NotABookError(
            _error(
                "{path} isn’t a Tracker notebook. Nothing was changed. Check the name of the file."
            ).format(path=make_printable(path))
        )
    if version[0] > SCHEMA_VERSION:
        raise NewerBookError(
            _error(
                "A newer version of Tracker made this notebook. Install that version to open it."
            )
        )
    return int(version[0])
