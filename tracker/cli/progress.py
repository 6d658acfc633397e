"""How far a long command is: one line on the terminal, wiped at the end."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tracker.cli.safe_output import unwrap_stream
from tracker.i18n import _

Item = TypeVar("Item")

DELAY_SECONDS = 1.0
"""Seconds after which somebody wants to know how far it is."""
INTERVAL_SECONDS = 0.2
"""Seconds between two looks at it."""
_CLEAR = "\r\x1b[2K"
"""Back to the beginning of the line, which is emptied."""


def report_progress(
    items: Iterable[Item], entries_per_item: int = 1, sentence: str = ""
) -> Iterator[Item]:
    """Pass items on and say how many entries there were, where a person sees it.

    `entries_per_item` says how many entries an item stands for, `sentence` what is counted instead.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    started_at, shown_at = time.monotonic(), 0.0
    try:
        for count, item in enumerate(items, start=1):
            yield item
            now = time.monotonic()
            if now - started_at >= DELAY_SECONDS and now - shown_at >= INTERVAL_SECONDS:
                shown_at = now
                line = sentence or _("Entries so far: {count}. Press ctrl+c to stop.")
                _write_status(_CLEAR + line.format(count=count * entries_per_item))
    finally:
        if shown_at:
            _write_status(_CLEAR)


@contextmanager
def show_status(sentence: str) -> Iterator[None]:
    """Say what is being done while it is, where a person sees it."""
    if not sys.stderr.isatty():
        yield
        return
    _write_status(_CLEAR + sentence)
    try:
        yield
    finally:
        _write_status(_CLEAR)


def _write_status(text: str) -> None:
    stream = unwrap_stream(sys.stderr)
    stream.write(text)
    stream.flush()
