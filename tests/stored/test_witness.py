"""What is hashed of an entry, and what a friend was given, are read and made as before."""

import hmac
import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tests.stored.old_notebook import (
    NAMES,
    OLD,
    SECRET,
    TEXTS,
    WHOLE_STORY,
    copy_notebook,
    load_texts,
    text_of,
)
from tracker.book.database.row_mapping import extract_history_fields, read_rows
from tracker.book.open_book import open_book
from tracker.export.report.witness_file import encode_witness

FORMER = "SELECT entry, id, logged_on, fields FROM versions ORDER BY entry, change"


each_notebook = pytest.mark.parametrize("name", [OLD, WHOLE_STORY])


def notebook_with_secret(folder: Path, name: str = OLD) -> Path:
    """Copy a notebook, brought up to date, with the secret that the root was made with."""
    path = copy_notebook(folder, name=name)
    open_book(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE witness SET secret = ?", [SECRET])
    return path


def make_hash(text: str) -> str:
    """Return a hash as docs/explanation/checking-a-summary.md has it."""
    entry = text.encode()
    salt = hmac.digest(SECRET, b"salt" + entry, "sha256")
    return sha256(b"\x00" + salt + entry).hexdigest()


def make_padding(place: int) -> str:
    return hmac.digest(SECRET, b"fill" + place.to_bytes(8, "big"), "sha256").hex()


def make_old_witness(name: str = OLD) -> bytes:
    """Return the file that a friend of that time would have, made without any code of today."""
    texts = load_texts(name)
    hashes = [make_hash(text) for text in texts["standing"]]
    hashes += [make_padding(place) for place in range(64 - len(hashes))]
    return "\n".join(["tracker witness 1", texts["root"], *sorted(hashes), ""]).encode()


@each_notebook
def test_each_entry_and_each_version_is_hashed_as_before(tmp_path: Path, name: str) -> None:
    wanted = load_texts(name)
    with open_book(copy_notebook(tmp_path, name=name)) as book:
        connection = book._connection
        standing = list(read_rows(connection, "ORDER BY e.number"))
        former = connection.execute(FORMER).fetchall()
    texts = [text_of(row, extract_history_fields(row)) for row in standing]
    assert texts == wanted["standing"]
    texts = [text_of(row, json.loads(row[3])) for row in former]
    assert texts == wanted["former"]


@each_notebook
def test_the_root_of_an_old_notebook_is_as_before_and_found_again(
    tmp_path: Path, name: str
) -> None:
    root = load_texts(name)["root"]
    with open_book(notebook_with_secret(tmp_path, name)) as book:
        witness = book.make_witness()
        assert witness.root == root
        heading, *hashes = encode_witness(witness).splitlines()
        old_heading, *old_hashes = make_old_witness(name).splitlines()
        assert hashes == old_hashes
        assert heading != old_heading, "the old one names the program"
        book.undo(book.find_entries([1])[0].logged_on)
        assert book.witness_queries.find_witness(root) == witness


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
