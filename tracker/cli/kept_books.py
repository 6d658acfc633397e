"""Notebooks that `restore` kept: prints what opens each, and asks what to do with it."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

import click

from tracker.book.database.errors import BookError, InvalidPassphraseError, WrongPassphraseError
from tracker.book.files.kept_books import KeptBook, PassphraseMatch, remove_kept_book
from tracker.book.rekey import rekey_kept_book
from tracker.cli.messages import make_visible
from tracker.cli.options import Command
from tracker.cli.secret_prompt import retry_prompt
from tracker.cli.terminal_prompt import ask_hidden, is_interactive
from tracker.i18n import _, _error, _label, ngettext


class KeptBookAction(StrEnum):
    """What to do with a notebook that was kept."""

    # Data: in people's scripts since 0.1, never rename.
    KEEP = "keep"
    REMOVE = "remove"
    CHANGE = "change"
    """It gets the passphrase that the notebook has now."""


def kept_option(command: Command) -> Command:
    """Add the option for what to do with notebooks that were kept."""
    return click.option(
        "--kept",
        type=click.Choice([KeptBookAction.KEEP.value, KeptBookAction.REMOVE.value]),
        help=_(
            "Keep, or remove for good, notebooks that restore kept, and what was saved "
            "when another program changed the file."
        ),
    )(command)


def handle_kept_books(books: Sequence[KeptBook], chosen: str | None) -> None:
    """List notebooks that were kept, and keep or remove each as the option or the person says."""
    _print_kept_books(books, chosen)
    for book in books:
        action = ask_action(
            book.path.name,
            chosen,
            [KeptBookAction.KEEP, KeptBookAction.REMOVE],
            _("Keep it, or remove it for good?"),
        )
        _apply_action(book, action)


def handle_kept_after_rekey(
    path: Path, books: Sequence[KeptBook], chosen: str | None, former: str | None, new: str | None
) -> None:
    """List kept notebooks after the one at `path` got another passphrase, and ask about each.

    One that already opens like the notebook is not asked about.
    """
    question = _("Keep it, remove it for good, or change it to the new passphrase?")
    if new is None:
        question = _("Keep it, remove it for good, or change it to have no passphrase?")
    _print_kept_books(books, chosen)
    for book in books:
        if chosen is None and book.passphrase_match is (
            PassphraseMatch.NO_PASSPHRASE if new is None else PassphraseMatch.CURRENT
        ):
            continue
        if book.passphrase_match in (PassphraseMatch.UNREADABLE, PassphraseMatch.IN_USE):
            actions_and_question = (
                [KeptBookAction.KEEP, KeptBookAction.REMOVE],
                _("Keep it, or remove it for good?"),
            )
        else:
            actions_and_question = list(KeptBookAction), question
        action = ask_action(book.path.name, chosen, *actions_and_question)
        if action is KeptBookAction.CHANGE:
            _rekey_kept_book(path, book, former, new)
        else:
            _apply_action(book, action)


def _print_kept_books(books: Sequence[KeptBook], chosen: str | None) -> None:
    if not books:
        return
    restored = [book for book in books if not book.is_rescued]
    rescued = [book for book in books if book.is_rescued]
    if restored:
        click.echo(
            ngettext(
                "When you restored a backup, Tracker kept the notebook that was there before:",
                "When you restored backups, Tracker kept the notebooks that were there before:",
                len(restored),
            )
        )
    _print_paths(restored)
    if rescued:
        click.echo(
            _("When another program changed the notebook file, Tracker saved what you had open:")
        )
    _print_paths(rescued)
    if chosen is None and not is_interactive():
        click.echo(_("Tracker never removes such a file by itself. Remove it when you want to."))


def _print_paths(books: Sequence[KeptBook]) -> None:
    for book in books:
        click.echo(f"  {make_visible(book.path)}\n    {book.passphrase_match.sentence}")


def ask_action(
    name: str, chosen: str | None, actions: Sequence[KeptBookAction], question: str
) -> KeptBookAction:
    """Return what to do with a file. Without an option and a person it stays."""
    if chosen is not None:
        return KeptBookAction(chosen)
    if not is_interactive():
        return KeptBookAction.KEEP
    click.echo(make_visible(name), err=True)
    answer: str = click.prompt(
        question,
        type=click.Choice([action.value for action in actions]),
        default=KeptBookAction.KEEP.value,
        err=True,
    )
    if answer == KeptBookAction.REMOVE and not click.confirm(
        _("Nothing can bring it back. Remove it for good?"), default=False, err=True
    ):
        return KeptBookAction.KEEP
    return KeptBookAction(answer)


def _apply_action(book: KeptBook, action: KeptBookAction) -> None:
    if action is KeptBookAction.REMOVE:
        remove_file(book.path, partial(remove_kept_book, book.path))


def remove_file(path: Path, remove: Callable[[], bool]) -> None:
    """Remove a file for good and print that. `remove` returns whether all of it is gone."""
    try:
        is_cleared = remove()
    except BookError as error:
        click.echo(str(error), err=True)
        return
    click.echo(_("Removed: {path}").format(path=make_visible(path)))
    if not is_cleared:
        click.echo(
            _("That file has a second name on this disk. It is still there under that name.")
        )


def _rekey_kept_book(path: Path, book: KeptBook, former: str | None, new: str | None) -> None:
    """Give a kept notebook the new passphrase, asking for its own one up to three times."""

    def ask() -> bool | None:
        own_passphrase = ask_hidden(
            _label("Its own passphrase (press enter to leave it as it is)"), default=""
        )
        return rekey_kept_book(path, new, book.path, own_passphrase) if own_passphrase else None

    try:
        if book.passphrase_match is PassphraseMatch.OTHER:
            is_cleared = retry_prompt(ask, WrongPassphraseError, InvalidPassphraseError)
        else:
            own_passphrase = former if book.passphrase_match is PassphraseMatch.FORMER else None
            is_cleared = rekey_kept_book(path, new, book.path, own_passphrase)
    except (WrongPassphraseError, InvalidPassphraseError):
        click.echo(_error("None of these passphrases opens it, so it was left as it is."), err=True)
        return
    except BookError as error:
        click.echo(str(error), err=True)
        return
    if is_cleared is None:
        return
    click.echo(
        _("It now opens the same way as the notebook: {path}").format(path=make_visible(book.path))
    )
    if not is_cleared:
        click.echo(_("The old data in this file couldn’t be wiped."))
