"""How matplotlib is loaded: with one font of its own, leaving no folder in the home.

At its first import matplotlib writes a list of all fonts of the machine into a cache folder, which
takes a third of a second and stays. Here the folder is a temporary one, removed right after the
import, and holds a list with the one font that comes with matplotlib: nothing is searched, nothing
is left, and the same figures give the same picture on every machine. Another version of matplotlib
may not know the list; it then searches, which is slower and no less right.
"""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

FONT = "DejaVu Sans"
LIST_VERSION = "3.11.0"
"""Which form of the list matplotlib reads; a test notices when it no longer does."""
FOLDER = "MPLCONFIGDIR"
_THERE: set[str] = set()
"""The folders that are there just now."""

_FONTS = {
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


@contextmanager
def leaving_nothing() -> Iterator[None]:
    """While matplotlib is imported in here, it keeps to a folder that is removed afterwards."""
    # A matplotlibrc that lies about in the working folder is reported to the terminal otherwise.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    before = os.environ.get(FOLDER)
    with TemporaryDirectory() as folder, _to_be_taken_away(folder):
        Path(folder, f"fontlist-v{LIST_VERSION}.json").write_text(json.dumps(_FONTS), "utf-8")
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[FOLDER]
            else:
                os.environ[FOLDER] = before


@contextmanager
def _to_be_taken_away(folder: str) -> Iterator[None]:
    _THERE.add(folder)
    try:
        yield
    finally:
        _THERE.discard(folder)


def take_away() -> None:
    """Remove the folders of imports that a thread has not done with; then the process must end."""
    for folder in tuple(_THERE):
        rmtree(folder, ignore_errors=True)
