"""Files next to a book that are no backups, kept until the person removes them.

That is each book that a restored backup took the place of, and what was open when another program
changed the file. Backups do not replace them, and a new passphrase does not change them by itself.
The person sees what each opens with.

A kept book may be all that is left of what a person wrote. So another passphrase, `--replace` and
`erase` name it and ask, and never destroy it as an older copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tracker.book.database.connection import connect, is_encrypted, normalize_passphrase
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    WrongPassphraseError,
    translate_file_errors,
)
from tracker.book.files.backups import list_backups
from tracker.book.files.rescue import list_rescue_copies
from tracker.i18n import N_, _
from tracker.safe_files import has_hard_link, resolve_link, wipe_with_journal


class PassphraseMatch(Enum):
    """What opens a book that was kept aside, as far as Tracker can tell."""

    NO_PASSPHRASE = N_("It has no passphrase, so anyone can read it.")
    CURRENT = N_("It opens with the notebook’s passphrase.")
    FORMER = N_("It opens with the notebook’s old passphrase.")
    OTHER = N_("It has a different passphrase, or it’s damaged.")
    IN_USE = N_("It’s open in another window.")
    UNREADABLE = N_("Tracker can’t open it. It may be damaged.")

    @property
    def sentence(self) -> str:
        """Return it as a sentence."""
        return _(self.value)


@dataclass(frozen=True, slots=True)
class KeptBook:
    """A book that was kept aside: where, and what opens it."""

    path: Path
    passphrase_match: PassphraseMatch
    is_rescued: bool = False
    """Whether it was saved because another program changed the file of the open book."""


def find_kept_books(
    book: Path, current_passphrase: str | None, former_passphrase: str | None = None
) -> list[KeptBook]:
    """Return the books kept aside, the newest first. The passphrases are tried on each."""
    passphrases = [
        (PassphraseMatch.CURRENT, current_passphrase),
        (PassphraseMatch.FORMER, former_passphrase),
    ]
    kept_paths = [backup.path for backup in list_backups(book) if backup.is_aside]
    return [
        *(KeptBook(path, _match_passphrase(path, passphrases)) for path in kept_paths),
        *(
            KeptBook(path, _match_passphrase(path, passphrases), is_rescued=True)
            for path in reversed(list_rescue_copies(resolve_link(book)))
        ),
    ]


def remove_kept_book(path: Path) -> bool:
    """Remove a book that was kept aside. Return False if its content stays under another name.

    Raises BookError if the file refuses.
    """
    with translate_file_errors(path):
        is_cleared = not has_hard_link(path)
        wipe_with_journal(path)
    return is_cleared


def _match_passphrase(
    path: Path, passphrases: Sequence[tuple[PassphraseMatch, str | None]]
) -> PassphraseMatch:
    """Return which of the passphrases opens a file."""
    try:
        if not is_encrypted(path):
            return PassphraseMatch.NO_PASSPHRASE
        for match, passphrase in passphrases:
            if passphrase is not None and _is_opened_by(path, passphrase):
                return match
    except BookInUseError:
        return PassphraseMatch.IN_USE
    except BookError:
        return PassphraseMatch.UNREADABLE
    return PassphraseMatch.OTHER


def _is_opened_by(path: Path, passphrase: str) -> bool:
    try:
        connect(path, normalize_passphrase(passphrase), read_only=True).close()
    except WrongPassphraseError:
        return False
    return True
