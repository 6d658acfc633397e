"""Settings: what the person chose about the app, kept in the book and nowhere else."""

from pathlib import Path

from tracker.book.database.connection import Connection, transaction, translate_db_errors


class SettingsStore:
    """Names and values as text. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        self._connection = connection
        self._path = path

    def load_all(self) -> dict[str, str]:
        """Return every setting that was made."""
        with translate_db_errors(self._path):
            rows = self._connection.execute("SELECT name, value FROM settings")
            return {row[0]: row[1] for row in rows}

    def get(self, name: str, default: str = "") -> str:
        """Return the value of a setting, the default where it was never made."""
        return self.load_all().get(name, default)

    def set(self, name: str, value: str | None) -> None:
        """Make a setting; None takes it back to what it was at first."""
        with translate_db_errors(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM settings WHERE name = ?", [name])
            if value is not None:
                self._connection.execute("INSERT INTO settings VALUES (?, ?)", [name, value])
