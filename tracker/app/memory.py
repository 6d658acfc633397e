"""What this process keeps in memory: nobody else may read it."""

import sys
from contextlib import suppress

PR_SET_DUMPABLE = 4
"""The number by which Linux knows the wish of `prctl`."""


def refuse_readers() -> None:
    """Have Linux let no other program of the same person read this process's memory.

    It also lets nobody see its open files, and writes no core dump. Other systems have nothing of
    the kind that a program may ask for.
    """
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):
        from ctypes import CDLL

        CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
