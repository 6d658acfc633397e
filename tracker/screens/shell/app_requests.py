"""Messages with which a screen asks the app, which alone opens the book and saves settings.

They are not in their screens' modules, so the app knows them before the first paint and still
imports each screen only when it is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from textual.message import Message


class RequestSender(Protocol):
    """A screen that shows how its request went."""

    def show_message(self, sentence: str) -> None:
        """Show why it cannot be done."""

    def clear_passphrase(self) -> None:
        """Forget what was typed."""


class PassphraseRequestSender(RequestSender, Protocol):
    """A screen that asks for another passphrase of an open book."""

    def refuse_current(self) -> None:
        """Show that the current passphrase is another one."""


class StartRequest(Message):
    """A book is to be set up: the person has something to note."""


@dataclass
class NewBookRequest(Message):
    """A book is to be made. Without a passphrase it is not encrypted."""

    sender: RequestSender
    currency: str
    group: str | None
    passphrase: str | None = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings that the book begins with."""


@dataclass
class UnlockRequest(Message):
    """The book is to be opened with the passphrase that was typed."""

    sender: RequestSender
    passphrase: str = field(repr=False)


@dataclass
class NewPassphraseRequest(Message):
    """The book is to open with another passphrase, or None for none."""

    sender: PassphraseRequestSender
    current_passphrase: str | None = field(repr=False)
    new_passphrase: str | None = field(repr=False)


@dataclass
class ThemeRequest(Message):
    """Another theme is to be shown and saved."""

    name: str


class KeymapPageRequest(Message):
    """The screen of the keys is to be opened."""


@dataclass
class KeymapRequest(Message):
    """Other keys are to be used and saved: the key by the action's id."""

    keymap: Mapping[str, str]


@dataclass
class EditRequest(Message):
    """The entry of this number is to be edited, or an entry is to be made of a thought."""

    number: int
    as_typed: bool = False


@dataclass
class DraftRequest(Message):
    """The person wants to go on with the draft of this number."""

    number: int
