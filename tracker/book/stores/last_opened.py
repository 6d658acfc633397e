"""The setting for what is done with the time at which the notebook was last opened."""

from collections.abc import Mapping
from enum import StrEnum

# Data: in people's notebooks since 0.1. Never rename.
LAST_OPENED_USE_SETTING = "last_opened.use"
"""The name of the setting."""


class LastOpenedUse(StrEnum):
    """Where the time is shown, and when it is saved."""

    # Data: in people's notebooks since 0.1. Never rename.
    SETTINGS = ""
    """It is shown in Settings, and saved with the next change."""
    THIS_MONTH = "month"
    """It is shown on This month, too."""
    EACH_OPENING = "each"
    """It is shown on This month, and saved at each opening, which changes the file's date."""


def find_last_opened_use(settings: Mapping[str, str]) -> LastOpenedUse:
    """Return what the person chose."""
    value = settings.get(LAST_OPENED_USE_SETTING, "")
    return next((use for use in LastOpenedUse if use == value), LastOpenedUse.SETTINGS)
