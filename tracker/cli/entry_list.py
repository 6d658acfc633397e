"""The entries that `tracker undo` and `tracker redo` changed, line by line."""

from collections.abc import Sequence
from dataclasses import replace

import click

from tracker.entries.line_writer import write_line
from tracker.entries.types import Ask, StoredEntry
from tracker.i18n import _label_plural

MOST_SHOWN = 20
"""Entries undone or redone that are shown line by line."""


def print_entry_lines(
    items: Sequence[StoredEntry], currency: str, most: int, *, err: bool = False
) -> None:
    """Print entries as lines without their private notes, and how many more there are."""
    entries = {item.number: item.entry for item in items}
    for item in items[:most]:
        target = entries.get(getattr(item.entry, "for_entry", None) or 0)
        entry = replace(item.entry, private_note=None)
        line = write_line(entry, currency, target.every if isinstance(target, Ask) else None)
        click.echo(f"{item.number:>4}  {line}", err=err)
    more = len(items) - most
    if more > 0:
        click.echo(
            _label_plural("and {count} more", "and {count} more", more).format(count=more), err=err
        )
