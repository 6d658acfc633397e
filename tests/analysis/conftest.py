"""Books on the disk for figures: made once, copied for each test and each example."""

import pytest

from tests.analysis.book_factory import BookFactory


@pytest.fixture(scope="module")
def book_factory(tmp_path_factory: pytest.TempPathFactory) -> BookFactory:
    """A folder that gives a new book of given entries as often as it is asked."""
    return BookFactory(tmp_path_factory.mktemp("book_factory"))
