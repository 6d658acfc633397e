"""What this process keeps in memory: nobody else may read it, and little stays after the lock."""

import gc
import re
import sys
from contextlib import suppress
from functools import lru_cache

PR_SET_DUMPABLE = 4
"""The number by which Linux knows what is wished for with `prctl`."""
BLOCK_STEP, MAX_BLOCK = 16, 512
"""How the sizes differ in which Python keeps free memory, and the largest of them."""
BYTES_OVERHEAD = sys.getsizeof(b"")
"""Bytes that an object of bytes has beside these."""
OVERWRITE_BYTES = 1 << 22
"""Bytes that are overwritten of each of these sizes."""
TIMER_COUNT = 1000
"""Cancelled timers that are most of all there are, so that asyncio drops them."""
CACHED_FUNCTION = type(lru_cache(len))
"""What a function is that remembers what it was called with."""


def deny_memory_access() -> None:
    """Have Linux let no other program of this person read the memory, or hand it to a crash report.

    No other system has the like for a program to ask for.
    """
    if sys.platform == "linux":
        _call_libc("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def clear_memory() -> None:
    """Free what nothing needs any more and what functions remember, and give the memory back.

    What a function remembers of a text that it measured or cut is the text itself.
    """
    is_frozen = gc.get_freeze_count() > 0
    gc.unfreeze()
    for held in gc.get_objects():
        if isinstance(held, CACHED_FUNCTION):
            held.cache_clear()
    re.purge()
    gc.collect()
    _overwrite_free_blocks()
    if is_frozen:
        gc.freeze()
    if sys.platform == "linux":
        _call_libc("malloc_trim", 0)


def _overwrite_free_blocks() -> None:
    """Fill what Python keeps free for small objects with zeros: it clears nothing that it frees."""
    for size in range(
        BYTES_OVERHEAD + BLOCK_STEP - BYTES_OVERHEAD % BLOCK_STEP, MAX_BLOCK + 1, BLOCK_STEP
    ):
        _zeros = [bytes(size - BYTES_OVERHEAD) for _number in range(OVERWRITE_BYTES // size)]


def drop_cancelled_timers() -> None:
    """Have the running loop drop the timers that were cancelled, with the screens they were for.

    It keeps each until its time comes, unless there are many: so for a moment there are.
    """
    # Commands, which need the first function here, never load it.
    from asyncio import get_running_loop

    loop = get_running_loop()
    for _number in range(TIMER_COUNT):
        loop.call_later(1, int).cancel()


def _call_libc(name: str, *numbers: int) -> None:
    """Call a function of the C library, where there is one of this name."""
    with suppress(ImportError, OSError, AttributeError):
        from ctypes import CDLL

        getattr(CDLL(None), name)(*numbers)
