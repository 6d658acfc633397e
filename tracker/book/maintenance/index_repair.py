"""Rebuild damaged indexes in a copy, which takes the book's place once it is verified.

An index repeats what the tables say, in another order. So it can be made anew without a loss.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, sentences
from tracker.book.database.errors import BookError
from tracker.book.files.atomic_files import begun_beside, placing_sentences, sync_file
from tracker.book.files.restore import put_in_place
from tracker.book.files.verified_copy import (
    COPY,
    attached_copy,
    differing_tables,
    page_findings,
    seal_findings,
    table_names,
    tie_findings,
)
from tracker.i18n import _

_DAMAGED_INDEX = re.compile(r"(missing from|wrong # of entries in|non-unique entry in) index \w+")
"""What SQLite's integrity check says of an index that does not fit its table."""


def is_index_damaged(findings: Sequence[str]) -> bool:
    """Return whether what a check found in a file's pages is about indexes and nothing else."""
    return bool(findings) and all(_DAMAGED_INDEX.search(each) for each in findings)


def repair_indexes(connection: Connection, path: Path, today: date) -> Path:
    """Put a copy with indexes made anew in the book's place; return where the former file is kept.

    The copy must be whole, and each row in it one of the book's. Raise BookError where it is not;
    then nothing was changed. The book is to be closed after this.
    """
    with placing_sentences(path), begun_beside(path) as begun:
        begun.write_bytes(connection.content)
        with sentences(begun), attached_copy(connection, begun):
            for table in table_names(connection, "main"):
                connection.execute(f"REINDEX {COPY}.{table}")
            found = [
                *seal_findings(connection, COPY),
                *page_findings(connection, COPY),
                *tie_findings(connection, COPY),
                *differing_tables(connection),
            ]
        if found:
            raise BookError(
                _("The index could not be repaired ({why}). Nothing was changed.").format(
                    why=found[0]
                )
            )
        sync_file(begun)
        connection.check_file()
        aside = put_in_place(begun, path, today)
    if aside is None:
        raise BookError(_("The notebook is gone. The repaired copy has taken its place."))
    return aside
