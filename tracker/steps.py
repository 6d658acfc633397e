"""Long work in short steps, so that an app can paint and take keys in between."""

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")
Steps: TypeAlias = Generator[None, None, Result]
"""Work that yields between two steps and returns its result at the end."""
LARGE = 10_000
"""From so many entries on, counting all of them is long work."""


def finish_steps(steps: Steps[Result]) -> Result:
    """Take all steps at once, and return the result."""
    while True:
        try:
            take_step(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def take_step(steps: Steps[Result]) -> None:
    """Take the next step. Raises StopIteration with the result if it was the last one."""
    with pause_garbage_collection():
        next(steps)


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Pause garbage collection, which takes a third of the time with 100,000 tuples."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
