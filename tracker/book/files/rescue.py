"""Save the open book as a new file when another program changed its file.

A change that was refused after the commit is not in it. It was not called saved, and its line is
still there, so it would be in the book twice.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.errors import BookError, translate_file_errors
from tracker.book.files.backups import ASIDE_MARK, find_backup_folder
from tracker.book.files.verified_copy import COPY_SCHEMA, attach_copy, find_file_damage
from tracker.book.stores.drafts import Draft
from tracker.book.stores.group_questions import ANSWERS_SETTING
from tracker.book.stores.letter import DRAFT_SETTING
from tracker.i18n import _error
from tracker.safe_files import FOLDER_MODE, publish, sync_file, temp_file_beside

# Data: in people's files since 0.1. Never rename.
RESCUE_MARK = "rescued"
"""The word in the name of such a file."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """Text that was typed and could not be saved in the book, because its file was changed."""

    drafts: Sequence[Draft] = ()
    """Drafts. One whose number is not positive is new."""
    letter: str | None = None
    """The letter that was begun, as the setting has it, or None if none was."""
    answers: str | None = None
    """The answers that were begun, as the setting has them, or None if none was."""


def list_rescue_copies(book: Path) -> list[Path]:
    """Return the files next to a book in which an open book was saved.

    Backups of such a file are among them: nobody who looks after the book would find those. In a
    folder that cannot be read none is found.
    """
    stem, suffix, day = re.escape(book.stem), re.escape(book.suffix), r"\d{4}-\d\d-\d\d"
    rescued, backup = rf"(?:-{RESCUE_MARK}-{day}-\d+)+", rf"-{day}(?:-{ASIDE_MARK})?-\d+"
    names = {
        book.parent: re.compile(f"{stem}{rescued}{suffix}"),
        find_backup_folder(book): re.compile(f"{stem}{rescued}{backup}{suffix}"),
    }
    copies: list[Path] = []
    for folder, name in names.items():
        with suppress(OSError):
            found = sorted(folder.iterdir()) if folder.is_dir() else ()
            copies += [path for path in found if name.fullmatch(path.name) and path.is_file()]
    return copies


def save_rescue_copy(path: Path, content: bytes, today: date) -> Path:
    """Write a book's bytes into a new file next to `path`, and return its path.

    The file is read again before it gets its name. Raise BookError if it cannot be written.
    """
    return _write_rescue_copy(path, content, today, None, TypedText())


def rescue_book(connection: Connection, path: Path, today: date, typed_text: TypedText) -> Path:
    """Save an open book's bytes and typed text as a new file next to it. Return its path.

    The file is opened with the book's own key, and checked, before it gets its name.
    """
    return _write_rescue_copy(path, connection.content, today, connection, typed_text)


def _write_rescue_copy(
    path: Path, content: bytes, today: date, connection: Connection | None, typed_text: TypedText
) -> Path:
    with translate_file_errors(path):
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with temp_file_beside(path) as temp_file:
            temp_file.write_bytes(content)
            sync_file(temp_file)
            if not content or temp_file.read_bytes() != content:
                raise BookError(
                    _error("The new file doesn’t match the notebook, so it wasn’t kept. Try again.")
                )
            if connection is not None:
                _add_typed_text(connection, temp_file, typed_text)
                sync_file(temp_file)
            return _publish_under_free_name(temp_file, path, today)


def _publish_under_free_name(temp_file: Path, path: Path, today: date) -> Path:
    number = 1
    while True:
        target = path.with_name(f"{path.stem}-{RESCUE_MARK}-{today}-{number}{path.suffix}")
        try:
            publish(temp_file, target)
        except FileExistsError:
            number += 1
        else:
            return target


def _add_typed_text(connection: Connection, temp_file: Path, typed_text: TypedText) -> None:
    """Open the copy on the book's own connection, check it, and add the typed text."""
    with translate_db_errors(temp_file), attach_copy(connection, temp_file):
        damage = find_file_damage(connection, COPY_SCHEMA)
        if damage:
            raise BookError(
                _error("The new file can’t be read ({why}), so it wasn’t kept. Try again.").format(
                    why=damage[0]
                )
            )
        for draft in typed_text.drafts:
            connection.execute(
                f"INSERT OR REPLACE INTO {COPY_SCHEMA}.drafts (number, day, text) VALUES (?, ?, ?)",
                [draft.number if draft.number > 0 else None, str(draft.day), draft.text],
            )
        for name, value in (
            (DRAFT_SETTING, typed_text.letter),
            (ANSWERS_SETTING, typed_text.answers),
        ):
            if value is not None:
                connection.execute(
                    f"INSERT OR REPLACE INTO {COPY_SCHEMA}.settings VALUES (?, ?)", [name, value]
                )
