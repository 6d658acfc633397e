"""The setting for auto-lock: the minutes without a key press after which a book locks."""

from collections.abc import Mapping

# Data: in people's notebooks since 0.1, never rename.
IDLE_SETTING = "idle_minutes"
"""The name of the setting."""
DEFAULT_IDLE_MINUTES = 10
"""Used until the person chooses another number."""
MAX_IDLE_MINUTES = 999


def parse_idle_minutes(settings: Mapping[str, str]) -> int:
    """Return the minutes without a key press after which an encrypted book locks, 0 for never."""
    text = settings.get(IDLE_SETTING, str(DEFAULT_IDLE_MINUTES)).strip() or "0"
    if len(text) > len(str(MAX_IDLE_MINUTES)) or not (text.isascii() and text.isdigit()):
        return DEFAULT_IDLE_MINUTES
    return int(text)
