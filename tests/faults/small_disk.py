"""Do every action on a small disk on which less and less is free, and look at what is there then.

`python -m tests.faults.small_disk FOLDER`; the folder is the whole disk. Fails with what is wrong.
"""

import os
import sys
from pathlib import Path

from tests.book.write_failures import QUICK_ROUNDS, set_default_rounds
from tests.faults.book_actions import PASSPHRASE, TRIED_ACTIONS, BookAction
from tests.faults.folders import contents_of_books, list_states, make_start_folder, open_all
from tests.faults.steps import wait_for_no_disk
from tests.faults.tallies import write_tally
from tests.strategies import EXAMPLES
from tracker.book.database.errors import FileAccessError

FREE = (0, 1, 2, 3, 4, 6, 8, 12, 20, 40) if EXAMPLES > 1 else (2,)
"""Pages of 4096 bytes that are free when the action begins."""
KINDS = (None, PASSPHRASE) if EXAMPLES > 1 else (None,)
PAGE = 4096


def fill(disk: Path, free: int) -> Path:
    """Fill a disk but for some pages."""
    filler = disk / "filler"
    status = os.statvfs(disk)
    pages = status.f_bavail * status.f_frsize // PAGE - free
    filler.write_bytes(b"\0" * (pages * PAGE))
    return filler


def try_on_disk(disk: Path, action: BookAction, passphrase: str | None, free: int) -> bool:
    """Do an action with so many pages free; return whether it was refused."""
    folder = disk / "folder"
    before, after = list_states(action, passphrase)[:2]
    path = make_start_folder(action, passphrase, folder)
    filler = fill(disk, free)
    sentence = ""
    try:
        action.do(path, 0)
    except FileAccessError as error:
        sentence = str(error)
        if not sentence.endswith(".") or "\n" in sentence:
            raise
    finally:
        filler.unlink()
    if contents_of_books(folder) not in (before, after):
        raise AssertionError(f"{action.name}, {free} pages free: {sentence or 'done'}")
    if not sentence and contents_of_books(folder) != after:
        raise AssertionError(f"{action.name}, {free} pages free: told as done")
    open_all(folder)
    return bool(sentence)


def main(disk: Path) -> None:
    """Try all of it."""
    wait_for_no_disk()
    set_default_rounds(QUICK_ROUNDS)
    refused = [
        try_on_disk(disk, action, passphrase, free)
        for action in TRIED_ACTIONS
        for passphrase in KINDS
        for free in FREE
    ]
    write_tally(full_disks=len(refused), refused=sum(refused))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
