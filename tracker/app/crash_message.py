"""The sentence about an error in the program: its kind and place, nothing that was in memory."""

import traceback
from pathlib import Path

from tracker.i18n import _error


def describe_crash(error: BaseException) -> str:
    """Return the sentence for a person whose app an error has stopped."""
    error = find_cause(error)
    return _error("Tracker crashed ({kind} in {where}). Your entries are safe.").format(
        kind=type(error).__name__, where=_locate_error(error)
    )


def find_cause(error: BaseException) -> BaseException:
    """Return the error itself: Textual's error of a worker that failed only holds it."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _locate_error(error: BaseException) -> str:
    """Return file and line where an error arose, without the folders of this machine."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}:{frames[-1].lineno}"
