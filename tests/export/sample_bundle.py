"""The bundle of the sample story, as it lies in `exports/sample`.

`python -m tests.export.sample_bundle` makes it anew; a test compares.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.factories import make_empty_book
from tracker.entries.types import StoredEntry
from tracker.export.bundle import load_bundle, render_export
from tracker.export.export_options import ExportOptions
from tracker.export.files.export_folder import write_bundle
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import clear_locale_cache
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story_days

FOLDER = Path(__file__).parents[2] / "exports" / "sample"
SPEECH = {"LANGUAGE": "en", "LC_ALL": "en_US.UTF-8"}
"""In whose words the page and the picture speak."""


def make_bundle(folder: Path) -> dict[str, bytes]:
    """The files of the bundle; the words follow the environment."""
    with make_empty_book(folder / "sample.db", STORY_GROUP) as book:
        book.import_entries(number_story(), STORY_TODAY)
        # A book of its own would have a secret of its own, and its page another root each time.
        book._connection.execute("UPDATE witness SET secret = ?", [bytes(32)])
        showing = ExportOptions(Dialect.COMMA)
        contents = load_bundle(
            book, STORY_TODAY, Dialect.COMMA, showing.selection, showing.cover_note
        )
        return render_export(contents, showing)


def number_story() -> Iterator[StoredEntry]:
    """Yield the entries of the story, each logged on the day that the story says."""
    entries = ((day, entry) for day, logged in load_story_days() for entry in logged)
    for number, (day, entry) in enumerate(entries, start=1):
        yield StoredEntry(number, f"story{number:03}", day, entry)


def main() -> None:
    """Make the bundle anew."""
    os.environ.update(SPEECH)
    clear_locale_cache()
    with TemporaryDirectory() as name:
        files = make_bundle(Path(name))
    shutil.rmtree(FOLDER, ignore_errors=True)
    write_bundle(files, FOLDER)
    # In the repository it is for everybody.
    FOLDER.chmod(0o755)
    for path in FOLDER.iterdir():
        path.chmod(0o644)


if __name__ == "__main__":
    main()
