"""A file that the app makes in a thread."""

from pathlib import Path

import pytest

from tests.factories import fail_with, make_book_in_memory
from tracker.charts.image.matplotlib_loader import ImageError
from tracker.export.files.export_folder import ExportError, write_file
from tracker.screens.shell.cancellable_write import CancellableWrite


def test_an_image_that_cannot_be_drawn_is_an_export_that_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    with make_book_in_memory() as book:
        writing = CancellableWrite(
            book.export_log, path, fail_with(ImageError("No picture.")), write_file
        )
        with pytest.raises(ExportError, match=r"^No picture\.$"):
            writing.write()
    assert not path.exists()
