"""How far a long command is: one line on the terminal that is gone again at the end."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tracker.cli.safe_output import unguarded
from tracker.i18n import _

Item = TypeVar("Item")

LONG = 1.0
"""Seconds after which somebody wants to know how far it is."""
OFTEN = 0.2
"""Seconds between two looks at it."""
_CLEAR = "\r\x1b[2K"
"""Back to the beginning of the line, which is emptied."""


def counted(items: Iterable[Item], each: int = 1, sentence: str = "") -> Iterator[Item]:
    """Pass items on and say how many entries there were, where a person sees it.

    `each` is how many entries an item stands for; `sentence` says what is counted instead.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    began, told_at = time.monotonic(), 0.0
    try:
        for count, item in enumerate(items, start=1):
            yield item
            now = time.monotonic()
            if now - began >= LONG and now - told_at >= OFTEN:
                told_at = now
                line = sentence or _("Entries so far: {count}. ctrl+c stops it.")
                _put(_CLEAR + line.format(count=count * each))
    finally:
        if told_at:
            _put(_CLEAR)


@contextmanager
def said(sentence: str) -> Iterator[None]:
    """Say what is being done while it is, where a person sees it."""
    if not sys.stderr.isatty():
        yield
        return
    _put(_CLEAR + sentence)
    try:
        yield
    finally:
        _put(_CLEAR)


def _put(text: str) -> None:
    stream = unguarded(sys.stderr)
    stream.write(text)
    stream.flush()
