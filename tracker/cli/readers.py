"""Who else can read a file that holds a passphrase or a password."""

import os
import shlex
import stat
import sys
from pathlib import Path

from tracker.texts import _

WITHOUT_OWNERS = (
    *("9p", "cifs", "drvfs", "exfat", "fuseblk", "hfs"),
    *("msdos", "ntfs", "ntfs3", "smb3", "vboxsf", "vfat"),
)
"""File systems in which every file seems to be everyone's, whatever `chmod` says."""
PASSED_ON = (Path("/dev"), Path("/proc"))
"""Where the name of what a shell or another program hands over is: no file to be changed."""


def readers_told(file: Path, found: os.stat_result) -> str:
    """Return a sentence on who else can read a file, with the way out; empty where nobody can."""
    if sys.platform == "win32" or not stat.S_ISREG(found.st_mode):
        return ""
    if any(file.is_relative_to(place) for place in PASSED_ON) or not _keeps_owners(found.st_dev):
        return ""
    name = str(file) if not str(file).startswith("-") else f"./{file}"
    if found.st_uid != os.geteuid():
        return _(
            "{file} belongs to another user, who can read it. Keep this in a file of your own."
        ).format(file=shlex.quote(name))
    if found.st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return _("Other users can read this file. To keep it for yourself: {command}").format(
            command=shlex.join(["chmod", "600", name])
        )
    return ""


def _keeps_owners(device: int) -> bool:
    """Return whether the file system of a device keeps owners, as far as the system says."""
    number = f"{os.major(device)}:{os.minor(device)}"
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    for line in mounts.splitlines():
        mount, _dash, kind = line.partition(" - ")
        if mount.split()[2:3] == [number]:
            return kind.split(" ")[0] not in WITHOUT_OWNERS
    return True
