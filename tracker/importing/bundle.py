"""A bundle read back into entries, for an empty book."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tracker.entries.types import Logged
from tracker.importing.refused import ImportingError, Misfit, at_cell, at_file
from tracker.importing.rows import Rows, other_currency
from tracker.importing.table import ALL_COLUMNS, read_table
from tracker.sharing.bundle import DATAPACKAGE, ENTRIES
from tracker.sharing.datapackage import FORMAT, OWN
from tracker.texts import _

__all__ = ["ImportingError", "read_bundle"]

_FOR_ENTRY = ALL_COLUMNS.index("for_entry")
_LARGEST_DESCRIPTION = 1_000_000
"""Bytes of a `datapackage.json` that is read."""


def read_bundle(path: Path, currency: str, today: date) -> Iterator[Logged]:
    """The entries of a bundle's folder, or of its `entries.csv`, for a book in this currency.

    They come one by one, in the order of their numbers; an ImportingError may come at any of
    them, so take all or none.
    """
    with _sentences(path):
        table = _entries_of(path)
        if path.is_dir():
            _check_description(path / DATAPACKAGE, currency)
        wanted = _numbers_wanted(table)
        with table.open("rb") as file:
            dialect, rows = read_table(table, file)
            reading = Rows(dialect, currency, today, wanted)
            for line, cells in rows:
                try:
                    item = reading.read(cells)
                except Misfit as misfit:
                    raise at_cell(table.name, line, misfit) from misfit
                yield item


def _entries_of(path: Path) -> Path:
    if path.is_dir():
        table = path / ENTRIES
        if not table.is_file():
            raise ImportingError(
                _("There is no {file} in {folder}; name the folder of a bundle.").format(
                    file=ENTRIES, folder=path
                )
            )
        return table
    if not path.is_file():
        raise ImportingError(
            _("There is no bundle at {path}; name its folder or its {file}.").format(
                path=path, file=ENTRIES
            )
        )
    return path


def _numbers_wanted(table: Path) -> frozenset[str]:
    """The entries that others belong to; so that no more than these need be kept in mind.

    Reading all of it first also finds a file that was cut before anything is written.
    """
    with table.open("rb") as file:
        return frozenset(cells[_FOR_ENTRY] for _line, cells in read_table(table, file).rows)


def _check_description(path: Path, currency: str) -> None:
    """What only `datapackage.json` knows: the currency of an empty bundle, and a newer form."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        text = file.read(_LARGEST_DESCRIPTION)
    try:
        description: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _("this cannot be read; export the bundle again, or name its entries.csv alone")
        raise at_file(path.name, message) from error
    own = description.get(OWN) if isinstance(description, dict) else None
    if not isinstance(own, dict):
        return
    form, theirs = own.get("format"), own.get("currency")
    if isinstance(form, int) and form > FORMAT:
        raise at_file(
            path.name, _("this was written by a newer version of Tracker; please install that one")
        )
    if isinstance(theirs, str) and theirs != currency:
        raise at_file(path.name, other_currency(theirs, currency))


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ImportingError(
            _("{path} cannot be read ({why}), so nothing was imported.").format(
                path=path, why=error.strerror
            )
        ) from error
