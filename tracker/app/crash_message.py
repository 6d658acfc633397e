"""What is said of a mistake in the program: its kind and its place, nothing that was in memory."""

import traceback
from pathlib import Path

from tracker.i18n import _


def describe_crash(error: BaseException) -> str:
    """The sentence for a person whom a mistake has stopped."""
    # What Textual says of a worker that failed holds the mistake itself, and has no place.
    within = getattr(error, "error", None)
    error = within if isinstance(within, BaseException) else error
    return _(
        "Tracker had to stop because of a mistake in it ({kind}, {where}). What was noted is saved."
    ).format(kind=type(error).__name__, where=_locate_error(error))


def _locate_error(error: BaseException) -> str:
    """File and line where an error arose, without the folders of this machine."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}:{frames[-1].lineno}"
