"""Where a book is, an empty one, and whether it is encrypted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import GROUP, PASSPHRASE, make_empty_book
from tracker.book.book import Book
from tracker.book.database import connection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the book of a test is."""
    return tmp_path / "book.db"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    """Yield an empty book of one group."""
    with make_empty_book(path, GROUP) as new:
        yield new


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be told at once that a book is open elsewhere, where the waiting is not what is tested."""
    pragmas = connection._PRAGMAS
    monkeypatch.setattr(connection, "WAIT_MS", 0)
    monkeypatch.setattr(
        connection, "_PRAGMAS", tuple(p for p in pragmas if not p.startswith("busy_timeout"))
    )


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    """Return the passphrase of a book, and none for a plain one."""
    key: str | None = request.param
    return key
