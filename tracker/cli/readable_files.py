"""Files that stay readable when a notebook gets a passphrase: lists, keeps or removes them.

Without a terminal they are kept, because an export may be the only one there is.
"""

from functools import partial
from pathlib import Path

import click

from tracker.book.open_book import open_book
from tracker.cli.kept_books import KeptBookAction, ask_action, remove_file
from tracker.cli.messages import make_visible
from tracker.cli.options import Command
from tracker.cli.terminal_prompt import is_interactive
from tracker.i18n import _


def readable_option(command: Command) -> Command:
    """Add the option for what to do with files that stay readable."""
    return click.option(
        "--readable",
        type=click.Choice([KeptBookAction.KEEP.value, KeptBookAction.REMOVE.value]),
        help=_(
            "Keep, or remove for good, what Tracker saved without a passphrase: "
            "exports, images, and backups in other folders."
        ),
    )(command)


def handle_readable_files(path: Path, passphrase: str | None, chosen: str | None) -> None:
    """List files that anyone can still read, and keep or remove each one."""
    from tracker.export.files.readable_copies import find_readable_copies, remove_readable_copy

    with open_book(path, passphrase, is_writing=False) as book:
        copies = find_readable_copies(book.path, book.export_log.load_all())
    if not copies:
        return
    click.echo(
        _(
            "These can still be read without the passphrase. Tracker can list only "
            "files that it saved itself and that haven’t been moved:"
        )
    )
    for copy in copies:
        click.echo(f"  {make_visible(copy.path)}\n    {copy.description}")
    if chosen is None and not is_interactive():
        click.echo(_("They weren’t changed. Remove them when you no longer need them."))
    for copy in copies:
        if not copy.is_removable:
            continue
        question = _("Keep it, or remove it for good?")
        action = ask_action(
            str(copy.path), chosen, [KeptBookAction.KEEP, KeptBookAction.REMOVE], question
        )
        if action is KeptBookAction.REMOVE:
            remove_file(copy.path, partial(remove_readable_copy, copy))
