"""The journal that SQLite keeps beside a book: it goes where the book goes."""

from pathlib import Path

from tracker.safe_files import keep_under_new_name, sync_folder, wipe_file


def build_journal_path(path: Path) -> Path:
    """Return where SQLite keeps what it needs to take back what is being saved."""
    return path.with_name(f"{path.name}-journal")


def replace_and_keep_former(temp_file: Path, path: Path, kept_path: Path) -> None:
    """Give a finished file the place of another, which is kept under a new name.

    A journal that belongs to the former file goes with it: SQLite would play it into the new one.
    """
    keep_under_new_name(path, kept_path)
    journal = build_journal_path(path)
    if journal.exists():
        journal.replace(build_journal_path(kept_path))
    temp_file.replace(path)
    sync_folder(path.parent)


def wipe_with_journal(path: Path) -> None:
    """Remove a book's file that nobody has open, and the journal that lies beside it."""
    wipe_file(path)
    wipe_file(build_journal_path(path))
