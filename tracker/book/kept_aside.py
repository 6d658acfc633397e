"""The books that a restored backup took the place of, kept until the person removes them.

No backup takes their place and no new passphrase reaches them by itself: what each opens with is
told instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tracker.book.backups import backups_of
from tracker.book.driver import checked_passphrase, connect, is_encrypted
from tracker.book.errors import BookError, WrongPassphrase
from tracker.book.placing import destroy_all_of, has_another_name, placing_sentences
from tracker.texts import N_, _


class Opens(Enum):
    """What opens a book that was kept aside, as far as Tracker can tell."""

    WITHOUT = N_("It has no passphrase: anyone can read it.")
    NOW = N_("It opens with the passphrase of the notebook.")
    BEFORE = N_("It opens with the passphrase that the notebook had before.")
    OTHERWISE = N_("It opens with another passphrase, or it is damaged.")
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


def kept_aside(book: Path, now: str | None, before: str | None = None) -> list[KeptAside]:
    """Return the books kept aside, the newest first; `now` and `before` are passphrases to try."""
    return [inspect_kept(each.path, now, before) for each in backups_of(book) if each.is_aside]


def inspect_kept(path: Path, now: str | None, before: str | None = None) -> KeptAside:
    """Return a book that was kept aside with what opens it; it is only read."""
    return KeptAside(path, _opening(path, [(Opens.NOW, now), (Opens.BEFORE, before)]))


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
    except BookError:
        return Opens.NOT
    return Opens.OTHERWISE


def _is_opened_by(path: Path, passphrase: str) -> bool:
    try:
        connect(path, checked_passphrase(passphrase), read_only=True).close()
    except WrongPassphrase:
        return False
    return True
