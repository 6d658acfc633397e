"""The setting that says who else uses the computer, and what follows from a shared login."""

from collections.abc import Mapping
from enum import StrEnum

from tracker.book.stores.auto_lock import IDLE_SETTING, parse_idle_minutes
from tracker.i18n import N_

# Data: in people's notebooks since 0.1. Never rename.
COMPUTER_SETTING = "computer"
"""The name of the setting."""
SHARED_IDLE_MINUTES = 2
"""The minutes until auto-lock where others use the same login."""
SHARED_PLAIN_WARNING = N_(
    "You said someone else uses this login. Without a passphrase they can open your notebook."
)
"""What it means that a notebook has no passphrase where others use the same login."""


class ComputerUse(StrEnum):
    """Who else uses the computer."""

    # Data: in people's notebooks since 0.1. Never rename.
    NOBODY = "no"
    OWN_LOGIN = "own_login"
    SAME_LOGIN = "same_login"


def find_computer_use(settings: Mapping[str, str]) -> ComputerUse | None:
    """Return who else uses the computer, or None if that was never answered."""
    value = settings.get(COMPUTER_SETTING)
    return next((use for use in ComputerUse if use == value), None)


def is_login_shared(settings: Mapping[str, str]) -> bool:
    """Return whether others use the same login, so nothing is saved there unasked."""
    return find_computer_use(settings) is ComputerUse.SAME_LOGIN


def build_use_settings(use: ComputerUse, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that an answer changes. Auto-lock never becomes later than it was.

    A shared login also sets auto-lock to two minutes, if it was longer or off. Any other answer
    leaves the minutes as they are.
    """
    changed = {COMPUTER_SETTING: use.value}
    if use is ComputerUse.SAME_LOGIN and not (
        0 < parse_idle_minutes(settings) <= SHARED_IDLE_MINUTES
    ):
        changed[IDLE_SETTING] = str(SHARED_IDLE_MINUTES)
    return changed
