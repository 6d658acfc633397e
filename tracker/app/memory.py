"""The memory of this process: no other program may read it, and little stays after the lock."""

import gc
import re
import sys
from contextlib import suppress
from functools import lru_cache

PR_SET_DUMPABLE = 4
"""The number of the option of `prctl` on Linux."""
M_ARENA_MAX = -8
"""The number of the option of `mallopt` for how many heaps the C library has."""
BLOCK_STEP, MAX_BLOCK = 16, 512
"""The step between the sizes of Python's small blocks of memory, and the largest of them."""
BYTES_OVERHEAD = sys.getsizeof(b"")
"""Bytes that an object of bytes takes next to its content."""
OVERWRITE_BYTES = 1 << 22
"""Bytes that are overwritten of each size of block."""
TIMER_COUNT = 1000
"""So many cancelled timers that asyncio drops all that are cancelled."""
CACHED_FUNCTION = type(lru_cache(len))
"""The type of a function with a cache."""


def deny_memory_access() -> None:
    """Keep other programs of this user from reading the memory, and prevent core dumps (Linux).

    No other system offers that to a program.

    macOS has only PT_DENY_ATTACH, which ends Tracker under a debugger and guards no memory, so it
    is not used.
    """
    if sys.platform == "linux":
        _call_libc("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def share_memory_of_threads() -> None:
    """Let all threads use one heap (Linux).

    What a thread frees in a heap of its own stays there: nobody writes over it after its end.
    """
    if sys.platform == "linux":
        _call_libc("mallopt", M_ARENA_MAX, 1)


def clear_memory() -> None:
    """Free what nothing needs any more and the caches of functions, and give the memory back.

    The cache of a function that measured or cut a text holds the text itself.

    A passphrase that was pasted stays once in memory of the C library. Without this it was there
    four times, and each word of an entry up to twelve times.
    """
    is_frozen = gc.get_freeze_count() > 0
    gc.unfreeze()
    for tracked in gc.get_objects():
        if isinstance(tracked, CACHED_FUNCTION):
            tracked.cache_clear()
    re.purge()
    gc.collect()
    _overwrite_free_blocks()
    if is_frozen:
        gc.freeze()
    if sys.platform == "linux":
        _call_libc("malloc_trim", 0)


def _overwrite_free_blocks() -> None:
    """Fill the small blocks that Python keeps free with zeros: it clears nothing that it frees."""
    for size in range(
        BYTES_OVERHEAD + BLOCK_STEP - BYTES_OVERHEAD % BLOCK_STEP, MAX_BLOCK + 1, BLOCK_STEP
    ):
        _zeros = [bytes(size - BYTES_OVERHEAD) for _number in range(OVERWRITE_BYTES // size)]


def drop_cancelled_timers() -> None:
    """Make the running loop drop its cancelled timers, with the screens they were for.

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
