"""Who else can read a file that holds a passphrase or a password."""

import os
import stat
import sys
from pathlib import Path

from tracker.cli.file_ownership import has_file_owners
from tracker.i18n import _, quote_for_shell

PASSED_ON_FOLDERS = (Path("/dev"), Path("/proc"))
"""Where a shell or another program puts its pipes, which are no files to change."""


def describe_readers(file: Path, status: os.stat_result) -> str:
    """Return a sentence on who else can read a file and what to do, or an empty string."""
    if sys.platform == "win32" or not stat.S_ISREG(status.st_mode):
        return ""
    if any(file.is_relative_to(place) for place in PASSED_ON_FOLDERS) or not has_file_owners(
        file, status
    ):
        return ""
    name = str(file) if not str(file).startswith("-") else f"./{file}"
    if status.st_uid != os.geteuid():
        return _(
            "{file} belongs to another user, who can read it. Use a file of your own instead."
        ).format(file=quote_for_shell(name))
    if status.st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return _("Other users can read this file. To keep it for yourself: {command}").format(
            command=f"chmod 600 {quote_for_shell(name)}"
        )
    return ""
