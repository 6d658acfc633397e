"""What is kept beside a book until the person removes it, and is no backup.

That is each book that a restored backup took the place of, and what was open when another program
changed the file. No backup takes their place and no new passphrase reaches them by itself: what
each opens with is told instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tracker.book.database.connection import checked_passphrase, connect, is_encrypted
from tracker.book.database.errors import BookError, OpenElsewhere, WrongPassphrase
from tracker.book.files.atomic_files import (
    destroy_all_of,
    has_another_name,
    placing_sentences,
    true_place,
)
from tracker.book.files.backups import backups_of
from tracker.book.files.rescue import rescue_copies
from tracker.i18n import N_, _


class Opens(Enum):
    """What opens a book that was kept aside, as far as Tracker can tell."""

    WITHOUT = N_("It has no passphrase: anyone can read it.")
    NOW = N_("It opens with the passphrase of the notebook.")
    BEFORE = N_("It opens with the passphrase that the notebook had before.")
    OTHERWISE = N_("It opens with another passphrase, or it is damaged.")
    IN_USE = N_("It is open in another window.")
    NOT = N_("Tracker cannot open it. It may be damaged.")

    @property
    def told(self) -> str:
        """Return it as a sentence."""
        return _(self.value)


@dataclass(frozen=True, slots=True)
class KeptAside:
    """A book that was kept aside: where, and what opens it."""

    path: Path
    opens: Opens
    is_rescued: bool = False
    """Whether it is what was open when another program changed the file."""


def kept_aside(book: Path, now: str | None, before: str | None = None) -> list[KeptAside]:
    """Return the books kept aside, the newest first; `now` and `before` are passphrases to try."""
    tried = [(Opens.NOW, now), (Opens.BEFORE, before)]
    aside = [each.path for each in backups_of(book) if each.is_aside]
    return [
        *(KeptAside(path, _opening(path, tried)) for path in aside),
        *(
            KeptAside(path, _opening(path, tried), is_rescued=True)
            for path in reversed(rescue_copies(true_place(book)))
        ),
    ]


def remove_kept(path: Path) -> bool:
    """Remove a book that was kept aside; False where its content stays under another name.

    Raises BookError where the file refuses.
    """
    with placing_sentences(path):
        is_cleared = not has_another_name(path)
        destroy_all_of(path)
    return is_cleared


def _opening(path: Path, tried: Sequence[tuple[Opens, str | None]]) -> Opens:
    """Return which of the passphrases opens a file."""
    try:
        if not is_encrypted(path):
            return Opens.WITHOUT
        for opens, passphrase in tried:
            if passphrase is not None and _is_opened_by(path, passphrase):
                return opens
    except OpenElsewhere:
        return Opens.IN_USE
    except BookError:
        return Opens.NOT
    return Opens.OTHERWISE


def _is_opened_by(path: Path, passphrase: str) -> bool:
    try:
        connect(path, checked_passphrase(passphrase), read_only=True).close()
    except WrongPassphrase:
        return False
    return True
