"""Whether a file is the person's alone: nobody else owns it, writes to it, or can replace it.

Only file systems that keep owners can say so. On others, such as a USB stick's, the owner of each
file is whatever the mount says, so it doesn't show who put the file there.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tracker.i18n import _, make_printable

_OWNERLESS_TYPES = frozenset(
    [
        *("vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "drvfs"),
        *("cifs", "smb3", "smbfs", "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse", "prl_fs"),
    ]
)
"""Types of file systems, as Linux names them, of which no mount keeps owners, or few do."""
_MOUNTS = Path("/proc/self/mountinfo")
_NAMES_WITHOUT_LINKS = 1
"""How many names a file can have where there are no hard links: a file system without owners."""
_SIDE_FILE_ENDINGS = ("-journal", "-wal")
"""How files are called that SQLite plays into a book when it opens it."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ROOT = 0


def find_doubt(path: Path) -> str:
    """Return a sentence on why someone else may have put a file there, or an empty string.

    Windows has owners of another kind, which are not checked.
    """
    if sys.platform == "win32":
        return ""
    me = os.geteuid()
    real = path.parent.resolve() / path.name
    status = real.lstat()
    if not has_file_owners(real, status):
        return ""
    if doubt := _find_doubt_of_file(real, status, me):
        return doubt
    for beside in map(real.with_name, (f"{real.name}{ending}" for ending in _SIDE_FILE_ENDINGS)):
        if os.path.lexists(beside) and _find_doubt_of_file(beside, beside.lstat(), me):
            return _("Others can change {name} next to it.").format(
                name=make_printable(beside.name)
            )
    for folder in _list_folders(real):
        if _is_open_to_others(folder, {me, _ROOT}):
            return _("Others can change what is in {folder}.").format(folder=make_printable(folder))
    return ""


def _find_doubt_of_file(path: Path, status: os.stat_result, me: int) -> str:
    if stat.S_ISLNK(status.st_mode):
        return _("It is a link.")
    if status.st_uid != me:
        return _("It belongs to someone else.")
    return _("Others can write to it.") if _is_written_by_others(path, status) else ""


def _list_folders(path: Path) -> Iterator[Path]:
    """Yield the folders a file is in, up to the home folder: what is above that is trusted."""
    home = None
    with suppress(RuntimeError):
        home = Path.home().resolve()
    for folder in path.parents:
        yield folder
        if folder == home:
            return


def _is_open_to_others(folder: Path, trusted_users: set[int]) -> bool:
    """Return whether others can replace the files in a folder.

    In a sticky folder they can only replace their own.
    """
    status = folder.stat()
    is_sticky = bool(status.st_mode & stat.S_ISVTX)
    is_open = status.st_uid not in trusted_users or (
        not is_sticky and _is_written_by_others(folder, status)
    )
    return is_open and has_file_owners(folder, status)


def _is_written_by_others(path: Path, status: os.stat_result) -> bool:
    """Return whether anyone else may write to a file or a folder."""
    others = status.st_mode & _OTHERS_WRITE
    return bool(others) and not (others == stat.S_IWGRP and _is_own_group(path, status))


def _is_own_group(path: Path, status: os.stat_result) -> bool:
    """Return whether a user group is the person's own, as most systems create one for each user.

    With an access list, the group's permissions are the most that the list can give, so others may
    have them.
    """
    if sys.platform == "win32":
        return False
    import grp
    import pwd

    try:
        user = pwd.getpwuid(os.geteuid())
        group = grp.getgrgid(status.st_gid)
    except KeyError:
        return False
    is_own = user.pw_gid == status.st_gid and group.gr_name == user.pw_name
    return is_own and set(group.gr_mem) <= {user.pw_name} and not _has_further_permissions(path)


def _has_further_permissions(path: Path) -> bool:
    if sys.platform != "linux":
        return False
    try:
        return "system.posix_acl_access" in os.listxattr(path)
    except OSError:
        return False


def has_file_owners(path: Path, status: os.stat_result) -> bool:
    """Return whether the file system keeps the owner of a file, or True if that is unknown."""
    if sys.platform == "win32":
        return False
    try:
        mounts = os.fsdecode(_MOUNTS.read_bytes()).splitlines()
    except OSError:
        # Without such a list: a file system without hard links has no owners.
        try:
            return os.pathconf(path, "PC_LINK_MAX") != _NAMES_WITHOUT_LINKS
        except (OSError, ValueError):
            return True
    device = f"{os.major(status.st_dev)}:{os.minor(status.st_dev)}"
    for line in mounts:
        fields, _dash, kind = line.partition(" - ")
        if fields.split()[2] == device:
            return not _is_without_owners(*kind.split(" ", 2))
    return True


def _is_without_owners(kind: str, _source: str, options: str) -> bool:
    """Return whether a mount keeps no owners. WSL's mounts keep them only with an option."""
    is_windows = kind == "9p" and "aname=drvfs" in options
    option_words = options.replace(";", ",").split(",")
    return kind in _OWNERLESS_TYPES or (is_windows and "metadata" not in option_words)
