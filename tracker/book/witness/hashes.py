"""The check code: a hash of every current entry, and one root hash of all.

    salt = HMAC-SHA-256(secret, "salt" + entry)
    hash = SHA-256(00 + salt + entry)
    padding = HMAC-SHA-256(secret, "fill" + its index from 0, eight bytes)
    bucket = SHA-256(01 + its hashes and padding, sorted)
    root = SHA-256(02 + all buckets)

`entry` is the entry's canonical text (`serialize_hashed_entry`). Its salt is computed, not stored.
So a hash stays the same as long as its entry does, through undo and every other change, and the
book does not grow. The salt depends on the whole text, so giving someone an entry with its salt
reveals that hash and nothing else. Without the 32 random bytes of the book's secret, a hash says
nothing even to someone who guesses the entry ("ask 30 dues no" is easy to guess), and two books
share no hash. Even someone who knows the secret cannot make another entry fit: that would be a
collision of SHA-256.

Padding makes the number of hashes a power of two, so a selection does not tell how many entries are
left out. Hashes are sorted, so they tell no order. There are 256 buckets, one for each first byte
of a hash, so the root after one more change is quick to compute: a printed root is found by trying
all changes. A deeper tree is not needed, because the verifier has all hashes, or the book to
compute them.

docs/explanation/checking-a-summary.md, "By hand", checks all of it with a few lines of Python.
"""

import hmac
import json
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FEWEST_HASHES = 64
"""Hashes of a witness at least."""
HASH_DIGITS = 64
"""Hexadecimal digits of a root and of a hash."""
_DIGITS_IN_GROUP = 8
_EMPTY_VALUES: tuple[Any, ...] = (None, [])
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",\n", ":"))


@dataclass(frozen=True, slots=True)
class Witness:
    """The root, and the hashes that it was made from, all in hexadecimal digits."""

    root: str
    hashes: tuple[str, ...]


def serialize_hashed_entry(
    number: int, id_: str, logged_on: str, fields: Mapping[str, Any]
) -> bytes:
    """Return an entry as it is hashed: JSON, its names sorted, without spaces, in UTF-8.

    `fields` are what history keeps of it, so no private note. What is empty is left out: a column
    that a later version adds changes no hash of an entry that does not use it.
    """
    hashed_fields = {
        name: value
        for name, value in fields.items()
        if value is not False and value not in _EMPTY_VALUES
    }
    # Data: in people's notebooks since 0.1. Never rename.
    hashed_fields |= {"entry": number, "id": id_, "logged_on": logged_on}
    return serialize_entries([hashed_fields])[0]


def serialize_entries(entries: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """Return the texts of entries, as `serialize_hashed_entry` does, of all that is in them.

    That is their number, their id, the day on which they were saved and no empty field. Made at
    once they take a third of the time.
    """
    if not entries:
        return []
    # No text in JSON has a line break: each is between two fields, two values or two entries.
    lines = _ENCODER.encode(entries)[1:-1].replace("},\n{", "}\n{").replace(",\n", ",")
    return lines.encode().split(b"\n")


def hash_entry(secret: bytes, entry: bytes) -> bytes:
    """Return the hash of an entry's text."""
    return next(hash_entries(secret, [entry]))


def hash_entries(secret: bytes, entries: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the hash of each entry's text."""
    # Data: in people's notebooks since 0.1. Never rename.
    keyed = hmac.new(secret, b"salt", "sha256")
    for entry in entries:
        salt = keyed.copy()
        salt.update(entry)
        yield sha256(b"\x00" + salt.digest() + entry).digest()


def make_padding(secret: bytes, index: int) -> bytes:
    """Return a hash that no entry has."""
    # Data: in people's notebooks since 0.1. Never rename.
    return hmac.digest(secret, b"fill" + index.to_bytes(8), "sha256")


def count_padding(entries: int) -> int:
    """Return how many hashes of padding go with so many of entries."""
    return max(FEWEST_HASHES, 1 << (entries - 1).bit_length() if entries else 0) - entries


class HashBuckets:
    """Hashes of entries and padding in their buckets. Each may be there once.

    With one plain hash each change would cost 30 ms at 100,000 entries, with buckets it is 0.1 ms.
    There is no deeper tree: the person who verifies has the book, so nobody would read a proof of
    one hash. Padding hides how many entries were left out.
    """

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        """Begin with these."""
        self._buckets: list[list[bytes]] = [[] for _bucket in range(256)]
        self._hashes = [b""] * 256
        self._touched = set(range(256))
        for entry_hash in sorted(hashes):
            self._buckets[entry_hash[0]].append(entry_hash)

    def add(self, entry_hash: bytes) -> None:
        """Put one more into its bucket."""
        insort(self._buckets[entry_hash[0]], entry_hash)
        self._touched.add(entry_hash[0])

    def remove(self, entry_hash: bytes) -> None:
        """Take one out that is there."""
        bucket = self._buckets[entry_hash[0]]
        del bucket[bisect_left(bucket, entry_hash)]
        self._touched.add(entry_hash[0])

    def compute_root(self) -> str:
        """Return the root of all of them."""
        for bucket in self._touched:
            self._hashes[bucket] = sha256(b"\x01" + b"".join(self._buckets[bucket])).digest()
        self._touched.clear()
        return sha256(b"\x02" + b"".join(self._hashes)).hexdigest()

    def make_witness(self) -> Witness:
        """Return all of them with their root."""
        return Witness(
            self.compute_root(), tuple(e.hex() for bucket in self._buckets for e in bucket)
        )


def build_witness(secret: bytes, hashes: Collection[bytes]) -> Witness:
    """Return the witness of these hashes of entries."""
    padding = (make_padding(secret, index) for index in range(count_padding(len(hashes))))
    return HashBuckets([*hashes, *padding]).make_witness()


def format_root(root: str) -> str:
    """Return a root as it is printed: eight groups of eight digits, to be read from paper."""
    return " ".join(
        root[start : start + _DIGITS_IN_GROUP] for start in range(0, len(root), _DIGITS_IN_GROUP)
    )
