"""The command line, run in this process: its exit code, its output, its errors."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from tracker.cli.main import run
from tracker.i18n import clear_locale_cache

STORY = b"""2025-09-01 income 950/month
2025-09-01 need food 260/month
2025-09-01 limit 2%
2025-10-02 ask 50-450 donation pledged 50 #public_pledge
2025-10-11 ask 15 merch gave 15 #in_public
2025-10-11 paid 20 event
2025-10-20 ask 30/month dues no
"""
"""The lines of the first acceptance."""


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str


class Tracker:
    """Calls `tracker --book BOOK …` with some standard input."""

    _story_books: ClassVar[dict[bytes, bytes]] = {}

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.book = folder / "b.db"
        self._capture = capture

    def __call__(self, *arguments: str, stdin: bytes = b"", book: str | None = None) -> Result:
        self._capture.readouterr()
        before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        try:
            path = self.folder / book if book else self.book
            code = run(["--book", str(path), *arguments])
        finally:
            sys.stdin = before
        out, err = self._capture.readouterr()
        return Result(code, out, err)

    def with_story(self, more: bytes = b"") -> "Tracker":
        """Put a book with the story and more lines here, which the commands made once."""
        made = Tracker._story_books.get(more)
        if made is None:
            self.log_story()
            assert not more or self("log", stdin=more).code == 0
            Tracker._story_books[more] = self.book.read_bytes()
            return self
        self.book.write_bytes(made)
        self.book.chmod(0o600)
        return self

    def log_story(self) -> "Tracker":
        """Make a book with the story by the commands."""
        assert self("new", "--currency", "EUR", "--group", "circle", "--no-passphrase").code == 0
        assert self("log", stdin=STORY).code == 0
        return self


@pytest.fixture
def tracker(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Tracker:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("LC_ALL", "LANG", "LANGUAGE", "TRACKER_BOOK"):
        monkeypatch.delenv(name, raising=False)
    clear_locale_cache()
    return Tracker(tmp_path, capsys)


@pytest.fixture
def story(tracker: Tracker) -> Tracker:
    """Return the command line on a book with the story."""
    return tracker.with_story()
