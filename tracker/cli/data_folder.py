"""The folder of the person's own notebook, and the one that earlier versions kept it in."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import BookError
from tracker.book.files.relocation import (
    DATA_FOLDER,
    FORMER_DATA_FOLDER,
    list_own_files,
    relocate_book,
)
from tracker.cli.file_ownership import find_doubt
from tracker.cli.terminal_prompt import is_interactive
from tracker.clock import find_local_day
from tracker.i18n import _, _error, _label, format_date, make_printable, ngettext, quote_for_shell

# Data: in people's files since 0.1, never rename.
LOCAL_BOOK = "tracker.db"
"""The book's file in a folder that keeps everything (`new --here`)."""
# Data: in people's files since 0.1, never rename.
BOOK_FILE, DEMO_FOLDER, BUNDLE_FOLDER = Path("book.db"), Path("demo"), Path("bundle")
_OWN_BOOKS = (DEMO_FOLDER / LOCAL_BOOK, BOOK_FILE)
"""The notebooks in the folder that Tracker moves: the sample story's first, the person's last."""


def find_data_folder() -> Path:
    """Return the platform's folder for this person's data of this program."""
    return _find_data_path(DATA_FOLDER)


def find_former_folder() -> Path:
    """Return the folder that earlier versions used."""
    return _find_data_path(FORMER_DATA_FOLDER)


def _find_data_path(name: str) -> Path:
    from platformdirs import user_data_path

    try:
        return user_data_path(name, appauthor=False).absolute()
    except RuntimeError as error:
        raise BookError(
            _error(
                "Tracker can’t find your home folder. Choose a file for your notebook: "
                "tracker --book FILE. For the sample story, choose a folder: tracker demo "
                "--to FOLDER"
            )
        ) from error


def find_book(named_path: Path | None) -> Path:
    """Return the notebook that was named, else that of this folder, else the person's own."""
    if named_path is not None:
        return _follow_moved_book(named_path)
    local_book = Path(LOCAL_BOOK)
    return _check_local_book(local_book) if local_book.is_file() else _find_own_book()


def _check_local_book(local_book: Path) -> Path:
    """Return the notebook of this folder, or the person's own where that is the one they want.

    Raises BookError if someone else may have put it there. One without a passphrase never replaces
    one with a passphrase, unless the person says so.
    """
    own_books = _find_own_books()
    if any(_is_same_file(local_book, book) for book in own_books):
        return _find_own_book()
    if doubt := find_doubt(local_book):
        raise BookError(_describe_doubt(doubt, local_book, own_books))
    if not _is_known_to_be(local_book, encrypted=True) and not all(
        _is_known_to_be(book, encrypted=False) for book in own_books
    ):
        chosen = _ask_which_book(local_book, *own_books)
        if chosen != local_book:
            return chosen if len(own_books) > 1 else _find_own_book()
    return local_book


def _find_own_books() -> list[Path]:
    """Return the paths of the person's own notebooks, also on a USB stick that isn't there."""
    places: list[Path] = []
    with suppress(BookError):
        places = [find_data_folder() / BOOK_FILE, find_former_folder() / BOOK_FILE]
    books = [path for path in places if os.path.lexists(path) or _is_broken_link(path.parent)]
    return books[:1] if len(books) > 1 and _is_same_file(*books) else books


def _is_broken_link(folder: Path) -> bool:
    return folder.is_symlink() and not folder.exists()


def _is_known_to_be(book: Path, *, encrypted: bool) -> bool:
    """Return whether a file is known to be encrypted, or known not to be."""
    try:
        return is_encrypted(book) is encrypted
    except BookError:
        return False


def _describe_doubt(doubt: str, local_book: Path, own_books: list[Path]) -> str:
    text = _(
        "Someone else may have put this notebook in the folder you are in: {path}. "
        "{doubt} That’s why Tracker doesn’t open it by itself. To open it anyway, "
        "type:"
    ).format(path=make_printable(local_book.absolute()), doubt=doubt)
    lines = [text, *_format_commands(local_book)]
    if own_books:
        lines += [_("To open your own, type:"), *_format_commands(*own_books)]
    return "\n".join(lines)


def _format_commands(*books: Path) -> Iterator[str]:
    """Yield what opens each of these notebooks, as it can be typed."""
    for book in books:
        yield f"  tracker --book {quote_for_shell(book.absolute())}"


def move_former_files() -> bool:
    """Move Tracker's files out of the former folder, and return whether the notebook moved."""
    former, folder = find_former_folder(), find_data_folder()
    if former.is_symlink() or not former.is_dir():
        return False
    moved = [
        relocate_book(former / name, folder / name, _find_folders_beside(former / name))
        for name in _OWN_BOOKS
    ]
    for place in (former, folder):
        if not os.path.lexists(place / BOOK_FILE):
            _remove_empty(place)
    return moved[-1]


def find_former_files() -> list[Path]:
    """Return what Tracker wrote in the folder of earlier versions and could not move."""
    if find_former_folder().is_symlink():
        return []
    places = [find_former_folder() / name for name in _OWN_BOOKS]
    return [path for place in places for path in list_own_files(place, _find_folders_beside(place))]


def _find_folders_beside(book: Path) -> list[Path]:
    """Return the folders that Tracker wrote beside a notebook, each with all that is in it."""
    from tracker.export.files.export_folder import find_default_folders

    bundle = book.parent / BUNDLE_FOLDER
    is_sample = book.name == LOCAL_BOOK and bundle.is_dir() and not bundle.is_symlink()
    return [*find_default_folders(book), *([bundle] if is_sample else [])]


def _remove_empty(folder: Path) -> None:
    """Remove those of Tracker's folders in which nothing is."""
    from tracker.book.files.backups import BACKUP_FOLDER as BACKUPS
    from tracker.export.files.export_folder import EXPORTS_FOLDER

    for place in (folder / DEMO_FOLDER, folder):
        for path in (place / BACKUPS, place / EXPORTS_FOLDER, place):
            with suppress(OSError):
                path.rmdir()


def _find_own_book() -> Path:
    """Return the person's own notebook, which is asked for where each folder has one."""
    own, former = find_data_folder() / BOOK_FILE, find_former_folder() / BOOK_FILE
    if move_former_files():
        click.echo(
            _("Your notebook has moved to {path}.").format(path=make_printable(own)), err=True
        )
    if os.path.lexists(own) and os.path.lexists(former):
        if _is_same_file(own, former):
            return own
        chosen = _ask_which_book(own, former)
        click.echo(
            _("If you don’t want to be asked again, move the other one to another folder."),
            err=True,
        )
        return chosen
    if os.path.lexists(own):
        return own
    return former if _is_broken_link(former.parent) or os.path.lexists(former) else own


def _is_same_file(first: Path, second: Path) -> bool:
    """Return whether both paths lead to one file."""
    return first.exists() and second.exists() and first.samefile(second)


def _ask_which_book(*books: Path) -> Path:
    """Ask which notebook to open, and change none of them."""
    count = ngettext("There is {count} notebook.", "There are {count} notebooks.", len(books))
    heading = count.format(count=len(books))
    if not is_interactive():
        type_one = _("To open one of them, type:")
        raise click.ClickException("\n".join((f"{heading} {type_one}", *_format_commands(*books))))
    click.echo(heading, err=True)
    for number, book in enumerate(books, 1):
        place = make_printable(book.absolute())
        click.echo(f"  {number}  {place}\n     {_describe_file(book)}", err=True)
    from tracker.app.terminal_echo import discard_input

    # The person may have typed the passphrase ahead, which the prompt would show.
    discard_input()
    numbers = [str(number) for number in range(1, len(books) + 1)]
    chosen = click.prompt(_("Which one do you want to open?"), type=click.Choice(numbers), err=True)
    return books[int(chosen) - 1]


def _describe_file(book: Path) -> str:
    try:
        status = book.stat()
    except OSError as error:
        return _("It can’t be read ({reason}).").format(reason=error.strerror)
    changed_on = find_local_day(status.st_mtime)
    description = _label("last changed on {day}, {size} kB").format(
        day=format_date(changed_on), size=-(-status.st_size // 1024)
    )
    return (
        f"{description}, {_label('no passphrase')}"
        if _is_known_to_be(book, encrypted=False)
        else description
    )


def _follow_moved_book(named_path: Path) -> Path:
    """Return the notebook that was named, also where it has moved from the place named.

    This is done each time. To do it only once, Tracker would have to keep a note of it, and a
    script with the former path would then find no notebook.
    """
    real = Path(os.path.realpath(named_path))
    if not {DATA_FOLDER, FORMER_DATA_FOLDER} & set(real.parts):
        return named_path
    try:
        folder, former = (
            Path(os.path.realpath(path)) for path in (find_data_folder(), find_former_folder())
        )
    except BookError:
        return named_path
    if real.is_relative_to(former):
        here, other = former, folder
    elif real.is_relative_to(folder):
        here, other = folder, former
    else:
        return named_path
    name = real.relative_to(here)
    if name in _OWN_BOOKS:
        move_former_files()
    moved = other / name
    if os.path.lexists(real) or not os.path.lexists(moved):
        return named_path
    if here == former:
        click.echo(
            _("Your notebook has moved to {path}. Use that path from now on.").format(
                path=make_printable(moved)
            ),
            err=True,
        )
    return moved
