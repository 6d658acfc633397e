"""What a friend is given to bear witness: a hash of every entry as it stands, and one root of all.

    salt = HMAC-SHA-256(secret, "salt" + entry)
    leaf = SHA-256(00 + salt + entry)
    fill = HMAC-SHA-256(secret, "fill" + its place from 0, eight bytes)
    drawer = SHA-256(01 + its leaves and fills, sorted)
    root = SHA-256(02 + all drawers)

`entry` is the entry's canonical text (`serialize_hashed_entry`). Its salt is worked out, not kept:
so a leaf stays the same while its entry does, through undo and every other change, and the book
does not grow. It hangs on the whole text, so that the salt of one entry, told to somebody together
with the entry, opens that leaf and nothing else. Without the 32 random bytes of the book's secret a
leaf says nothing even to somebody who guesses the entry ("ask 30 dues no" is soon guessed), and two
books share no leaf. The one who knows the secret cannot make another entry fit either: that would
be a collision of SHA-256.

Fills make the number of leaves a power of two, so that an extract does not tell how many entries
stay out of it. Sorted, leaves tell no order. There are 256 drawers, one for each first byte of a
leaf, so that the root after one more change costs little: from paper it is found by trying them
all. More of a tree is not needed, since who verifies has all leaves, or the book to make them anew.
"""

import hmac
import json
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FEWEST_HASHES = 64
"""Leaves of a witness at least."""
HASH_DIGITS = 64
"""Hexadecimal digits of a root and of a leaf."""
_DIGITS_IN_GROUP = 8
_EMPTY_VALUES: tuple[Any, ...] = (None, [])
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Witness:
    """The root, and the leaves that it was made from, all in hexadecimal digits."""

    root: str
    hashes: tuple[str, ...]


def serialize_hashed_entry(
    number: int, id_: str, logged_on: str, fields: Mapping[str, Any]
) -> bytes:
    """An entry as it is hashed: JSON, its names sorted, without spaces, in UTF-8.

    `fields` are what history keeps of it, so no private note. What is empty is left out: a column
    that a later version adds changes no leaf of an entry that does not use it.
    """
    hashed_fields = {
        name: value
        for name, value in fields.items()
        if value is not False and value not in _EMPTY_VALUES
    }
    # Data: in people's notebooks since 0.1; never rename.
    hashed_fields |= {"entry": number, "id": id_, "logged_on": logged_on}
    return _ENCODER.encode(hashed_fields).encode()


def hash_entry(secret: bytes, entry: bytes) -> bytes:
    """The leaf of an entry's text."""
    # Data: in people's notebooks since 0.1; never rename.
    salt = hmac.digest(secret, b"salt" + entry, "sha256")
    return sha256(b"\x00" + salt + entry).digest()


def make_padding(secret: bytes, index: int) -> bytes:
    """A leaf that no entry has."""
    # Data: in people's notebooks since 0.1; never rename.
    return hmac.digest(secret, b"fill" + index.to_bytes(8), "sha256")


def count_padding(entries: int) -> int:
    """How many fills go with so many leaves of entries."""
    return max(FEWEST_HASHES, 1 << (entries - 1).bit_length() if entries else 0) - entries


class HashBuckets:
    """Leaves and fills in their drawers; each may be there once."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        """Begin with these."""
        self._buckets: list[list[bytes]] = [[] for _bucket in range(256)]
        self._hashes = [b""] * 256
        self._touched = set(range(256))
        for entry_hash in sorted(hashes):
            self._buckets[entry_hash[0]].append(entry_hash)

    def add(self, entry_hash: bytes) -> None:
        """Lay one more into its drawer."""
        insort(self._buckets[entry_hash[0]], entry_hash)
        self._touched.add(entry_hash[0])

    def remove(self, entry_hash: bytes) -> None:
        """Take one out that is there."""
        bucket = self._buckets[entry_hash[0]]
        del bucket[bisect_left(bucket, entry_hash)]
        self._touched.add(entry_hash[0])

    def compute_root(self) -> str:
        """The root of all of them."""
        for bucket in self._touched:
            self._hashes[bucket] = sha256(b"\x01" + b"".join(self._buckets[bucket])).digest()
        self._touched.clear()
        return sha256(b"\x02" + b"".join(self._hashes)).hexdigest()

    def make_witness(self) -> Witness:
        """All of them with their root."""
        return Witness(
            self.compute_root(), tuple(e.hex() for bucket in self._buckets for e in bucket)
        )


def build_witness(secret: bytes, hashes: Collection[bytes]) -> Witness:
    """The witness of these leaves of entries."""
    padding = (make_padding(secret, index) for index in range(count_padding(len(hashes))))
    return HashBuckets([*hashes, *padding]).make_witness()


def format_root(root: str) -> str:
    """A root as it is printed: eight groups of eight digits, to be read from paper."""
    return " ".join(
        root[start : start + _DIGITS_IN_GROUP] for start in range(0, len(root), _DIGITS_IN_GROUP)
    )
