"""The command line: what a person types, one file a command, each loaded when it is called."""

import os
import signal
import sys
from contextlib import suppress
from types import TracebackType
from typing import NoReturn


def main() -> NoReturn:
    """Run the command of this process, and end it with its exit code."""
    _leave_no_trace()
    _open_closed_streams()
    _handle_end_signals()
    try:
        from tracker.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 1
    _end_process(code)


def _end_process(code: int) -> NoReturn:
    """End now, because Python would wait for threads whose drawings nobody needs."""
    if loader := sys.modules.get("tracker.charts.image.matplotlib_loader"):
        loader.remove_temporary_folders()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    if guard := sys.modules.get("tracker.app.terminal_guard"):
        guard.GUARD.stop()
    os._exit(code)


def _print_crash(
    _kind: type[BaseException], error: BaseException, _frames: TracebackType | None
) -> None:
    """Print the kind of error and its place, and nothing from memory."""
    from tracker.app.crash_message import describe_crash

    sys.stderr.write(f"{describe_crash(error)}\n")


def _open_closed_streams() -> None:
    """Replace each standard stream that was closed (`<&-`), or a file would take its number."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _handle_end_signals() -> None:
    """End cleanly when the window closes or a key ends the process, so unfinished files go."""

    def end(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    # What a shell runs in the background ignores ctrl+c, and has no terminal to read from. What was
    # started like that and asks a person is stopped by it all the same.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN and sys.stdin.isatty():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave_no_trace() -> None:
    """Create files for this person only, log no keys, and protect the memory.

    No core dump and no traceback shows it, and other programs cannot read it.
    """
    os.umask(0o077)
    sys.excepthook = _print_crash
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    from tracker.app.memory import deny_memory_access

    deny_memory_access()
    if sys.platform == "win32":  # it writes no core dumps
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    # With 0, Linux still hands the whole memory to a program that collects crashes. With 1 it
    # doesn't, and writes no file.
    least = 1 if sys.platform == "linux" and most else 0
    resource.setrlimit(resource.RLIMIT_CORE, (least, most))
