"""Warnings about the place of an export: a synced folder, Downloads, or next to the book."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tracker.book.book import Book
from tracker.book.stores.computer_use import is_login_shared
from tracker.i18n import _

SYNC_FOLDER_NAMES = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "nextcloud",
    "owncloud",
    "icloud",
    "icloud drive",
    "mobile documents",
    "syncthing",
    "seafile",
    "pcloud",
    "pclouddrive",
    "megasync",
    "mega",
    "box sync",
    "tresorit",
    "protondrive",
    "proton drive",
    "sync",
)
"""Names of folders that programs copy to other devices, as their makers write them."""
SYNC_MARKER_FILES = (".stfolder", ".dropbox", ".dropbox.cache", ".sync_folder", ".owncloudsync.log")
"""Files that such programs put into the folders they copy."""


def describe_path_risk(folder: Path, book: Path) -> str:
    """Return a warning about the place for an export, or an empty string.

    `book` is the book's file. Nothing is refused: the person decides.
    """
    places = [_resolve_path(folder), *_resolve_path(folder).parents]
    if any(_is_synced(place) for place in places):
        return _(
            "This folder looks synced. Anyone who uses your other devices could read the"
            " files there."
        )
    if any(
        _is_same_path(place, downloads)
        for place in places
        for downloads in _find_download_folders()
    ):
        return _("People look in Downloads first. Choose another folder if you can.")
    if book.is_file() and any(_is_same_path(place, book.parent) for place in places):
        return _("This is next to your notebook. Anyone who finds one finds both.")
    return ""


def describe_shared_login(book: Book) -> str:
    """Return where files are safer if others use the same login, or an empty string."""
    if not is_login_shared(book.settings.load_all()):
        return ""
    return _("Others use this login. A USB stick or paper is safer than a folder on this computer.")


def _is_synced(place: Path) -> bool:
    name = place.name.casefold()
    # OneDrive - Firm, Dropbox (Personal)
    first = name.split(" - ")[0].split(" (")[0]
    return first in SYNC_FOLDER_NAMES or any(
        os.path.lexists(place / marker) for marker in SYNC_MARKER_FILES
    )


def _find_download_folders() -> Iterator[Path]:
    from platformdirs import user_downloads_path

    # Without a home there are none.
    with suppress(RuntimeError):
        yield user_downloads_path()
        yield from (Path.home() / name for name in ("Downloads", "Download"))


def _is_same_path(path: Path, other: Path) -> bool:
    return os.path.normcase(_resolve_path(other)) == os.path.normcase(path)


def _resolve_path(path: Path) -> Path:
    """Return where a path leads, or the path as it is if its links form a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
