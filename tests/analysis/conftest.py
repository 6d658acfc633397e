"""A factory of books on the disk, for every test and every example."""

import pytest

from tests.analysis.book_factory import BookFactory


@pytest.fixture(scope="module")
def book_factory(tmp_path_factory: pytest.TempPathFactory) -> BookFactory:
    """Return a factory that makes books in a folder of its own."""
    return BookFactory(tmp_path_factory.mktemp("books"))
