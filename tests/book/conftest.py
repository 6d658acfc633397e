"""A passphrase that opens at once where a test opens many books; the format stays the same."""

from collections.abc import Iterator

import pytest

from tests.book.failing import default_rounds

ROUNDS = 256_000
"""SQLCipher 4's own."""


@pytest.fixture
def quick_keys() -> Iterator[None]:
    default_rounds(1000)
    yield
    default_rounds(ROUNDS)
