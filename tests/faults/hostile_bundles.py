"""What may be brought to `tracker import` and `view`: bundles in each form, with hostile parts."""

import csv
import json
from io import StringIO
from pathlib import Path
from random import Random

from tests.faults import hostile_text
from tests.importing.bundle_exchange import write_report
from tests.importing.damaged_bundle import build_content, damage_table
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN

DESCRIPTION = {
    "name": "tracker",
    "tracker": {"format": 2, "currency": "EUR", "left_out": ["words"]},
    "resources": [{"name": "entries", "path": "entries.csv"}],
}
TEXTS = ("words", "own_words", "label", "ref", "event", PRIVATE_NOTE_COLUMN)
"""Columns in which any text may stand, so that it is taken and comes back."""
SAID = ("words", "own_words")
"""Those that any type of entry may have."""


def make_bundle(folder: Path, rng: Random) -> Path:
    """A bundle at a place of its own: a folder, a table alone, or a report with a table in it."""
    table = _table(rng)
    description = json.dumps(_make_description(rng), ensure_ascii=bool(rng.randrange(2)))
    form = rng.randrange(4)
    if form == 0:
        path = folder / "report.pdf"
        name = "entries.csv" if rng.randrange(5) else hostile_text.make_accepted_text(rng)
        write_report(
            path, {name: table.decode(errors="replace"), "datapackage.json": _text(description)}
        )
        if rng.randrange(3) == 0:
            path.write_bytes(_tear(path.read_bytes(), rng))
        return path
    if form == 1:
        path = folder / "entries.csv"
        path.write_bytes(table)
        return path
    whole = folder / "bundle"
    whole.mkdir()
    (whole / "entries.csv").write_bytes(table)
    raw = hostile_text.encode_raw(description)
    (whole / "datapackage.json").write_bytes(_tear(raw, rng) if rng.randrange(10) == 0 else raw)
    return whole


def _text(said: str) -> str:
    return said.encode(errors="replace").decode()


def _table(rng: Random) -> bytes:
    dialect = rng.choice(list(Dialect))

    def damage(rows: list[dict[str, str]]) -> None:
        group = _cell(hostile_text.make_accepted_text(rng))
        for row in rows:
            row["group"] = group if row["group"] else ""
            for column in TEXTS:
                if row[column] or column in SAID:
                    row[column] = _cell(hostile_text.make_accepted_text(rng))
        if rng.randrange(2):
            rng.choice(rows)[rng.choice(ENTRY_COLUMNS)] = hostile_text.make_text(rng, 2)

    raw = hostile_text.encode_raw(damage_table(damage, dialect))
    match rng.randrange(20):
        case 0:
            return _tear(raw, rng)
        case 1:
            return hostile_text.encode_raw(_header(rng, dialect)) + raw
        case 2:
            return raw.decode(errors="replace").encode(rng.choice(("utf-16", "utf-8", ENCODING)))
        case _:
            return raw


def _cell(said: str) -> str:
    """A text as a table that Tracker wrote has it: guarded where a program would compute it."""
    return f"'{said}" if said[0] in "=+-@'\uff1d\uff0b\uff0d\uff20" else said


def _header(rng: Random, dialect: Dialect) -> str:
    stream = StringIO()
    names = next(csv.reader([build_content(dialect).splitlines()[0]], delimiter=dialect.separator))
    names[rng.randrange(len(names))] = hostile_text.make_text(rng, 2)
    dialect.write_rows(stream, [names])
    return stream.getvalue()


def _tear(raw: bytes, rng: Random) -> bytes:
    """Bytes with some of them gone, and others in their place."""
    start = rng.randrange(len(raw) + 1)
    end = min(len(raw), start + rng.randrange(30))
    return raw[:start] + hostile_text.encode_raw(hostile_text.make_piece(rng)) + raw[end:]


def _make_description(rng: Random) -> object:
    """The description of a bundle in which something is not as it should be."""
    made: dict[str, object] = json.loads(json.dumps(DESCRIPTION))
    strange: tuple[object, ...] = (
        hostile_text.make_text(rng, 2),
        10**400,
        -1,
        None,
        [],
        {},
        [hostile_text.make_accepted_text(rng)],
        True,
    )
    inner = made["tracker"]
    assert isinstance(inner, dict)
    match rng.randrange(8):
        case 0:
            inner[rng.choice((*inner, hostile_text.make_accepted_text(rng)))] = rng.choice(strange)
        case 1:
            made[rng.choice((*made, hostile_text.make_accepted_text(rng)))] = rng.choice(strange)
        case 2:
            return rng.choice(strange)
        case _:
            pass
    return made
