"""The fingerprint of an export: it tells one copy from every other."""

from collections.abc import Mapping
from hashlib import sha256


def compute_fingerprint(files: Mapping[str, bytes]) -> str:
    """Return 64 hexadecimal digits of files, by their names and contents.

    SHA-256 over SHA-256 of each name in UTF-8 and SHA-256 of each content, in the order of names.
    """
    digest = sha256()
    for name in sorted(files):
        digest.update(sha256(name.encode()).digest())
        digest.update(sha256(files[name]).digest())
    return digest.hexdigest()
