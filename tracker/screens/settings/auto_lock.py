"""The setting after how many minutes without a key an encrypted book locks."""

from collections.abc import Mapping

# Data: in people's notebooks since 0.1; never rename.
IDLE_SETTING = "idle_minutes"
"""The name of the setting."""
DEFAULT_IDLE_MINUTES = 10
"""What holds where nothing else was chosen."""
MAX_IDLE_MINUTES = 999


def parse_idle_minutes(settings: Mapping[str, str]) -> int:
    """Return after how many minutes without a key an encrypted book locks; 0 for never."""
    text = settings.get(IDLE_SETTING, str(DEFAULT_IDLE_MINUTES)).strip() or "0"
    if len(text) > len(str(MAX_IDLE_MINUTES)) or not (text.isascii() and text.isdigit()):
        return DEFAULT_IDLE_MINUTES
    return int(text)
