"""Books on the disk for figures: made once, copied for each test and each example."""

import pytest

from tests.analysis.book_factory import Shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A folder that gives a new book of given entries as often as it is asked."""
    return Shelf(tmp_path_factory.mktemp("shelf"))
