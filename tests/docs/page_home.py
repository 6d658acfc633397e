"""The home in which the commands of a page run, and their environment."""

import os
import random
import shutil
import string
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.docs.page_blocks import ROOT
from tracker.sample import STORY_TODAY

HOME_SHOWN = "/home/you"
SHIM = """\
#!/bin/sh
for word; do
    [ "$word" = --today ] && exec {python} -P -m tracker "$@"
done
exec {python} -P -m tracker --today {today} "$@"
"""
"""The command `tracker`, for which today is the day on which the sample story stops."""


@dataclass(frozen=True)
class Home:
    """The folder in which a page's commands run, and their environment."""

    path: Path
    environment: dict[str, str]

    def show_paths(self, text: str) -> str:
        """Return an output in which the home is `/home/you`."""
        text = text.replace(str(self.path), HOME_SHOWN)
        return text.replace(self.environment["TMPDIR"], "/tmp")


@contextmanager
def make_home() -> Iterator[Home]:
    """Make a home whose path is as long as `/home/you`, because lines break where it is shown."""
    while True:
        name = "".join(random.choices(string.ascii_lowercase, k=4))
        path = Path("/tmp", name)
        try:
            path.mkdir(mode=0o700)
            break
        except FileExistsError:
            continue
    beside = Path(tempfile.mkdtemp())
    try:
        yield Home(path, build_environment(path, beside))
    finally:
        shutil.rmtree(path)
        shutil.rmtree(beside)


def build_environment(home: Path, beside: Path) -> dict[str, str]:
    """Return the environment of a page's commands; `tracker` itself is in a folder beside it."""
    shim = beside / "bin" / "tracker"
    temporary = beside / "tmp"
    for folder in (shim.parent, temporary):
        folder.mkdir()
    shim.write_text(SHIM.format(python=sys.executable, today=STORY_TODAY))
    shim.chmod(0o700)
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG", "LC_", "LANG", "TRACKER", "TEXTUAL", "MPL", "PYTHON"))
        and name not in {"NO_COLOR", "FORCE_COLOR", "LINES", "PAGER", "EDITOR", "VISUAL"}
    }
    return {
        **inherited,
        "HOME": str(home),
        "PWD": str(home),
        "PATH": f"{shim.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "TERM": "xterm-256color",
        "TMPDIR": str(temporary),
        "TZ": "UTC",
    }
