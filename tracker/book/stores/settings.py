"""Settings: what the person chose about the app, kept in the book and nowhere else."""

from collections.abc import Mapping

from tracker.book.database.store import Store


class SettingsStore(Store):
    """Names and values as text."""

    def load_all(self) -> dict[str, str]:
        """Return every setting that was made."""
        return dict(self._load(lambda *row: row, "SELECT name, value FROM settings"))

    def get(self, name: str, default: str = "") -> str:
        """Return the value of a setting, the default where it was never made."""
        return self.load_all().get(name, default)

    def set(self, name: str, value: str | None) -> None:
        """Make a setting. None takes it back to what it was at first."""
        self.set_all({name: value})

    def set_all(self, values: Mapping[str, str | None]) -> None:
        """Make several settings, all of them or none."""
        with self._transaction() as connection:
            for name, value in values.items():
                connection.execute("DELETE FROM settings WHERE name = ?", [name])
                if value is not None:
                    connection.execute("INSERT INTO settings VALUES (?, ?)", [name, value])
