"""A file that may come from anyone, read in a child process with little memory and time."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from threading import Timer

from tracker.export.report.password import list_typed_variants
from tracker.i18n import _error, make_printable
from tracker.importing.subprocess_answer import (
    SubprocessAnswer,
    UnreadFileError,
    UnreadReason,
    read_answer,
)
from tracker.importing.subprocess_program import ReadRequest

TIMEOUT_SECONDS = 60
"""How long it may take in all: a computer that does other things, too, is slow."""
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    f"from {ReadRequest.__module__} import serve_request; serve_request()"
)
_LOADER_FAILED = 127
"""How a process of Linux ends where a library finds no memory to start with."""
_PASSED_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What of the environment an interpreter may need to start."""


def read_pdf(
    path: Path,
    size_limits: Mapping[str, int],
    ask_password: Callable[[], str | None],
    *,
    with_checks: bool = False,
) -> SubprocessAnswer | None:
    """Return what is in a PDF, or None if it has a password and nobody gives it.

    Raises UnreadFileError.
    """
    request = ReadRequest(str(path), dict(size_limits), with_checks=with_checks)
    try:
        return read_in_subprocess(request)
    except UnreadFileError as error:
        if error.reason is not UnreadReason.LOCKED:
            raise
    password = ask_password()
    if password is None:
        return None
    return read_in_subprocess(replace(request, passwords=list_typed_variants(password)))


def read_in_subprocess(request: ReadRequest) -> SubprocessAnswer:
    """Return what a child process finds in a file. Raises UnreadFileError, however it ends.

    The child starts fresh, without the book or a passphrase in its memory. Whatever ends the wait,
    such as ctrl+c, ends the child, and so does the end of this process.
    """
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", "-c", _PROGRAM, *filter(None, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _PASSED_VARIABLES if name in os.environ},
        start_new_session=True,
    ) as process:
        timer = Timer(TIMEOUT_SECONDS, process.kill)
        timer.start()
        try:
            return _exchange(process, request)
        except (EOFError, OSError) as error:
            is_late = timer.finished.is_set()
            raise UnreadFileError(
                UnreadReason.TIME if is_late else _explain_end(process.wait())
            ) from error
        finally:
            timer.cancel()
            timer.join()


def _exchange(process: subprocess.Popen[bytes], request: ReadRequest) -> SubprocessAnswer:
    """Hand the request over and read the answer, while the child holds its end of the pipe."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    try:
        process.stdin.write(json.dumps(asdict(request)).encode() + b"\n")
        process.stdin.flush()
        return read_answer(process.stdout, request.size_limits)
    finally:
        process.kill()
        # What the child did not take is still to be written, and nobody takes it.
        with suppress(OSError):
            process.stdin.close()


def _explain_end(code: int) -> UnreadReason:
    """Say why a child ended that gave no answer."""
    names = {-number: number.name for number in signal.Signals} | {_LOADER_FAILED: "loader"}
    match names.get(code):
        case "SIGXCPU":
            return UnreadReason.TIME
        case "SIGKILL" | "SIGABRT" | "loader":
            return UnreadReason.MEMORY
    return UnreadReason.UNREADABLE


def describe_overload(reason: UnreadReason, path: Path) -> str:
    """Return a sentence for a file that needs too much to be read, or an empty text."""
    if reason is UnreadReason.MEMORY:
        return _error(
            "{path} needs more memory than any file from Tracker, so Tracker stopped reading "
            "it. Ask for another copy."
        ).format(path=make_printable(path))
    if reason is UnreadReason.TIME:
        return _error(
            "{path} takes longer to read than any file from Tracker, so Tracker stopped. Ask "
            "for another copy."
        ).format(path=make_printable(path))
    return ""
