"""The progress of a long command: one line in the terminal, cleared at the end."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tracker.cli.safe_output import unwrap_stream
from tracker.i18n import _

Item = TypeVar("Item")

DELAY_SECONDS = 1.0
"""Seconds before progress is shown."""
INTERVAL_SECONDS = 0.2
"""Seconds between two updates."""
_CLEAR = "\r\x1b[2K"
"""Go to the beginning of the line and clear it."""


def report_progress(
    items: Iterable[Item], entries_per_item: int = 1, sentence: str = ""
) -> Iterator[Item]:
    """Yield the items, and show in a terminal how many entries there were.

    Each item counts as `entries_per_item` entries. `sentence` replaces the text.
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
    """Show in a terminal what is being done, while it is done."""
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
