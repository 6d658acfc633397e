"""The command line: what a person types, one file a command, each loaded when it is called."""

import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command of this process, and end it with its exit code."""
    _leave_no_trace()
    _open_what_is_closed()
    _clean_up_when_ended()
    try:
        from tracker.cli.commands import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(1)


def _open_what_is_closed() -> None:
    """Stand in for a standard stream that was closed (`<&-`), so that no file takes its number."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _clean_up_when_ended() -> None:
    """End in order when the window closes: what was begun is taken away again."""

    def end(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def _leave_no_trace() -> None:
    """Files for this person only, no memory in a core dump, no log of what Textual sees."""
    os.umask(0o077)
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    try:
        import resource
    except ImportError:  # Windows writes no core dumps
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
