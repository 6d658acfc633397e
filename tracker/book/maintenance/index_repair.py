"""Rebuild damaged indexes in a copy, which takes the book's place once it is verified.

An index repeats what the tables say, in another order. So it can be made again without a loss.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.errors import BookError, translate_file_errors
from tracker.book.files.restore import install_book_file
from tracker.book.files.verified_copy import (
    COPY_SCHEMA,
    attach_copy,
    find_broken_links,
    find_differing_tables,
    find_encryption_damage,
    find_page_damage,
    list_own_tables,
)
from tracker.i18n import _error
from tracker.safe_files import sync_file, temp_file_beside

_DAMAGED_INDEX = re.compile(r"(missing from|wrong # of entries in|non-unique entry in) index \w+")
"""What SQLite's integrity check says of an index that does not fit its table."""


def is_index_damaged(findings: Sequence[str]) -> bool:
    """Return whether what a check found in a file's pages is about indexes and nothing else."""
    return bool(findings) and all(_DAMAGED_INDEX.search(finding) for finding in findings)


def repair_indexes(connection: Connection, path: Path, today: date) -> Path:
    """Replace the book with a copy whose indexes are rebuilt. Return where the former one is kept.

    The copy must be intact and have exactly the book's rows. Raises BookError if it does not. Then
    nothing was changed. The book is to be closed after this.
    """
    with translate_file_errors(path), temp_file_beside(path) as temp_file:
        temp_file.write_bytes(connection.content)
        with translate_db_errors(temp_file), attach_copy(connection, temp_file):
            for table in list_own_tables(connection, "main"):
                connection.execute(f"REINDEX {COPY_SCHEMA}.{table}")
            damage = [
                *find_encryption_damage(connection, COPY_SCHEMA),
                *find_page_damage(connection, COPY_SCHEMA),
                *find_broken_links(connection, COPY_SCHEMA),
                *find_differing_tables(connection),
            ]
        if damage:
            raise BookError(
                _error("The index couldn’t be repaired ({why}). Nothing was changed.").format(
                    why=damage[0]
                )
            )
        sync_file(temp_file)
        connection.check_file()
        kept_path = install_book_file(temp_file, path, today)
    if kept_path is None:
        raise BookError(_error("The notebook file is gone. The repaired copy is now in its place."))
    return kept_path
