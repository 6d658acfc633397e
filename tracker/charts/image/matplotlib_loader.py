"""Loads matplotlib with one font of its own, without leaving a folder in the home folder.

At its first import matplotlib writes a list of all fonts of the machine into a cache folder, which
takes a third of a second and stays. Here the folder is a temporary one, removed right after the
import, and holds a list with the one font that comes with matplotlib: nothing is searched, nothing
is left, and the same figures give the same image on every machine. Another version of matplotlib
may not know the list. It then searches, which is slower and gives the same image.

The person's own settings for matplotlib are not read: a `matplotlibrc` may be broken, and
`MPLBACKEND` may name a window that is not installed.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

from tracker.i18n import _error

FONT = "DejaVu Sans"
LIST_VERSION = "3.11.0"
"""The version of the list that matplotlib reads. A test notices when it changes."""
FOLDER_VARIABLE = "MPLCONFIGDIR"
SETTING_VARIABLES = (FOLDER_VARIABLE, "MPLBACKEND", "MATPLOTLIBRC")
"""The environment variables that matplotlib reads."""
SETTINGS_FILE = "matplotlibrc"
"""What matplotlib reads first, from the folder in which the program was started."""
_TEMPORARY_FOLDERS: set[str] = set()
"""The folders that are there just now."""

_FONT_LIST = {
    "_version": LIST_VERSION,
    "_FontManager__default_weight": "normal",
    "default_size": None,
    "defaultFamily": {"ttf": FONT, "afm": "Helvetica"},
    "afmlist": [],
    "ttflist": [
        {
            "fname": "fonts/ttf/DejaVuSans.ttf",
            "index": 0,
            "name": FONT,
            "style": "normal",
            "variant": "normal",
            "weight": 400,
            "stretch": "normal",
            "size": "scalable",
            "__class__": "FontEntry",
        }
    ],
    "__class__": "FontManager",
}


class ImageError(Exception):
    """An image that could not be drawn. Its text is for the person."""


@contextmanager
def isolate_matplotlib() -> Iterator[None]:
    """Keep matplotlib, while it is imported in here, to a folder that is removed afterwards.

    Raises ImageError where it cannot be imported.
    """
    try:
        with _make_temporary_folder() as folder, _ignore_user_settings():
            Path(folder, f"fontlist-v{LIST_VERSION}.json").write_text(
                json.dumps(_FONT_LIST), "utf-8"
            )
            os.environ[FOLDER_VARIABLE] = folder
            yield
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise build_image_error(error) from error


def build_image_error(error: Exception) -> ImageError:
    """Return the error that says why matplotlib, or a file of it, cannot be loaded."""
    return ImageError(
        _error(
            "The image can’t be drawn: matplotlib can’t be loaded ({why}). Check that there "
            "is room in the folder for temporary files. If there is, install Tracker again."
        ).format(why=getattr(error, "strerror", None) or type(error).__name__)
    )


@contextmanager
def _ignore_user_settings() -> Iterator[None]:
    """Let matplotlib read no settings but its own."""
    before = {name: os.environ.pop(name) for name in SETTING_VARIABLES if name in os.environ}
    exists = os.path.exists

    def exists_for_it(path: int | str | bytes | PathLike[str] | PathLike[bytes]) -> bool:
        return path != SETTINGS_FILE and exists(path)

    os.path.exists = exists_for_it
    try:
        yield
    finally:
        os.path.exists = exists
        for name in SETTING_VARIABLES:
            os.environ.pop(name, None)
        os.environ.update(before)


@contextmanager
def _make_temporary_folder() -> Iterator[str]:
    """Make a folder that is removed at the end.

    Its name is known before it is there: a signal may end the process as soon as it is.
    """
    folder = Path(gettempdir(), f"tmp{secrets.token_hex(8)}")
    _TEMPORARY_FOLDERS.add(str(folder))
    try:
        folder.mkdir(mode=0o700)
        yield str(folder)
    finally:
        rmtree(folder, ignore_errors=True)
        _TEMPORARY_FOLDERS.discard(str(folder))


def remove_temporary_folders() -> None:
    """Remove the folders of unfinished imports in threads, before the process ends."""
    for folder in tuple(_TEMPORARY_FOLDERS):
        rmtree(folder, ignore_errors=True)
