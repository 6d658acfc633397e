"""A notebook in the folder of earlier versions, with all that Tracker writes beside one."""

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlcipher3 import dbapi2

from tests.factories import GROUP, TODAY, log_lines, make_empty_book
from tracker.book.files.backups import list_backups
from tracker.book.files.relocation import DATA_FOLDER, FORMER_DATA_FOLDER
from tracker.book.files.restore import restore
from tracker.book.open_book import open_book
from tracker.safe_files import build_journal_path

DAY = "2026-11-22"
LINES = ("2025-10-11 ask 15 merch no", "2025-10-12 meeting 2h", "2025-10-13 paid 20 event")
FOREIGN = ("notes.txt", "data/index.db", "backups/mine.db", "demo/mine.txt", "exports/mine/a.csv")
"""Files of somebody else's in that folder."""


def make_former_folder(data: Path, passphrase: str | None = None) -> Path:
    """Lay it in a folder for programs' data; return the notebook's path."""
    book = data / FORMER_DATA_FOLDER / "book.db"
    make_notebook(book, passphrase)
    (copy, *_rest) = list_backups(book)
    restore(book, copy.path, passphrase, TODAY)
    (aside,) = (each.path for each in list_backups(book) if each.is_aside)
    # A journal with nothing that SQLite takes back; it belongs to the file beside it.
    build_journal_path(aside).write_bytes(bytes(512))
    (book.parent / "backups" / ".book-2026-11-01-1.db.0a1b2c3d.old").write_bytes(b"half a copy")
    make_notebook(book.parent / "demo" / "tracker.db", None)
    make_exports(book.parent / "demo" / "bundle")
    make_exports(book.parent / "exports" / DAY)
    make_exports(book.parent / "exports" / f".{DAY}-2.tracker-new-0a1b2c3d")
    for name in FOREIGN:
        path = book.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"somebody else's {name}")
    with open_book(book, passphrase) as opened:
        for place in (book.parent / "exports" / DAY, book.parent / "mine", Path("/elsewhere")):
            opened.export_log.record(place, TODAY, "all")
    # As a kill leaves it.
    (book.parent / ".book.db.0a1b2c3d.new").write_bytes(b"half a book")
    build_journal_path(book).touch()
    return book


def make_notebook(path: Path, passphrase: str | None) -> None:
    """Lay a notebook with entries and two backups."""
    shutil.copytree(
        _make_notebook(path.name, passphrase, _read_rounds()), path.parent, dirs_exist_ok=True
    )


def _make_notebook(name: str, passphrase: str | None, rounds: str) -> Path:
    """Make a notebook once, to be copied, for each of the ways in which a test makes keys."""
    folder = Path(_find_shelf().name) / f"{passphrase} {rounds} {name}"
    if folder.exists():
        return folder
    with make_empty_book(folder / name, GROUP, passphrase) as book:
        for line in LINES:
            log_lines(book, line)
        for _time in range(2):
            book.maintenance.backups.make_without_pruning(TODAY)
    return folder


def _read_rounds() -> str:
    """Return with how many rounds keys are made just now."""
    with closing(dbapi2.connect(":memory:")) as connection:
        return str(connection.execute("PRAGMA cipher_default_kdf_iter").fetchone()[0])


_shelves: list[TemporaryDirectory[str]] = []
"""No cache of a function: the app's lock empties those."""


def _find_shelf() -> TemporaryDirectory[str]:
    if not _shelves:
        _shelves.append(TemporaryDirectory(prefix="notebooks-"))
    return _shelves[0]


def make_exports(folder: Path) -> None:
    """Lay what was written to be shown."""
    folder.mkdir(parents=True)
    (folder / "entries.csv").write_text("what was shown")


def read_contents(folder: Path) -> dict[str, bytes]:
    """Return what each file of a folder holds, by its path in there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def check_moved(data: Path, before: dict[str, bytes]) -> None:
    """Check that each file that was in the former folder is in one place, unchanged."""
    ours = {name: content for name, content in before.items() if name not in FOREIGN}
    ours.pop("book.db-journal", None)
    assert read_contents(data / DATA_FOLDER) == ours
    assert read_contents(data / FORMER_DATA_FOLDER) == {name: before[name] for name in FOREIGN}
