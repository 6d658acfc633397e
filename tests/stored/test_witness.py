"""What is hashed of an entry, and what a friend was given, are read and made as before."""

import hmac
import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from tests.command_line import Tracker
from tests.stored.old_notebook import NAMES, SECRET, TEXTS, copy_notebook, text_of
from tracker.book.database.row_mapping import SELECT, extract_history_fields
from tracker.book.open_book import open_book
from tracker.export.report.witness_file import encode_witness

FORMER = "SELECT entry, id, logged_on, fields FROM versions ORDER BY entry, change"


def notebook_with_secret(folder: Path) -> Path:
    """Copy the old notebook, brought up to date, with the secret that the root was made with."""
    path = copy_notebook(folder)
    open_book(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE witness SET secret = ?", [SECRET])
    return path


def make_hash(text: str) -> str:
    """Return a hash as docs/reference/witness.md has it."""
    entry = text.encode()
    salt = hmac.digest(SECRET, b"salt" + entry, "sha256")
    return sha256(b"\x00" + salt + entry).hexdigest()


def make_padding(place: int) -> str:
    return hmac.digest(SECRET, b"fill" + place.to_bytes(8, "big"), "sha256").hex()


def make_old_witness() -> bytes:
    """Return the file that a friend of that time would have, made without any code of today."""
    hashes = [make_hash(text) for text in TEXTS["standing"]]
    hashes += [make_padding(place) for place in range(64 - len(hashes))]
    return "\n".join(["tracker witness 1", TEXTS["root"], *sorted(hashes), ""]).encode()


def test_each_entry_and_each_version_is_hashed_as_before(tmp_path: Path) -> None:
    with open_book(copy_notebook(tmp_path)) as book:
        connection = book._connection
        standing = connection.execute(f"{SELECT} ORDER BY e.number").fetchall()
        former = connection.execute(FORMER).fetchall()
    texts = [text_of(row, extract_history_fields(row)) for row in standing]
    assert texts == TEXTS["standing"]
    texts = [text_of(row, json.loads(row[3])) for row in former]
    assert texts == TEXTS["former"]


def test_the_root_of_an_old_notebook_is_as_before_and_found_again(tmp_path: Path) -> None:
    with open_book(notebook_with_secret(tmp_path)) as book:
        witness = book.make_witness()
        assert witness.root == TEXTS["root"]
        assert encode_witness(witness) == make_old_witness()
        book.undo(book.find_entries([1])[0].logged_on)
        assert book.witness_queries.find_witness(TEXTS["root"]) == witness


def test_a_witness_of_before_is_verified_and_told_by_the_same_names(tracker: Tracker) -> None:
    notebook_with_secret(tracker.folder)
    file = tracker.folder / "witness.txt"
    file.write_bytes(make_old_witness())
    assert tracker("undo", "--yes", book="book.db").code == 0
    assert tracker("undo", "--yes", book="book.db").code == 0
    done = tracker("verify", str(file), "--format", "json", book="book.db")
    result = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(result) == NAMES["json"]["verify"]
    assert result["root"] == TEXTS["root"]
    numbers = [int(json.loads(text)["entry"]) for text in TEXTS["standing"]]
    assert result["unchanged"] == numbers[:-1]
    assert (result["changed"], result["newer"], result["unknown"]) == ([34], [33], 0)
