"""Do each action in a process of its own, which may be killed.

Asked on standard input, a line of JSON each: the action's name, the path of the book, at which step
the process kills itself (0: never), and how many bytes a file may have (0: any). On standard output
it says the number of the process, then `did` after each time that the action was done, `saving` and
`saved` around each COMMIT, `refused` with the sentence where it was refused, and at last `ended`.
A process that is split off costs a thousandth of a second; a Python of its own a third.
"""

import json
import os
import resource
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from tests.book.write_failures import QUICK_ROUNDS, set_default_rounds
from tests.faults.book_actions import BY_NAME, open_with_passphrase
from tests.faults.steps import wait_for_no_disk, watch_steps
from tracker.book.database.errors import BookError


def say(word: object) -> None:
    """One line, at once."""
    os.write(sys.stdout.fileno(), f"{word}\n".encode())


class FatalStep:
    """Ends the process at a step; tells when a COMMIT begins and when it is done."""

    def __init__(self, step: int) -> None:
        """Count from here."""
        self._step = step
        self._count = 0
        self._saving = False

    def __call__(self, sql: str) -> None:
        """Die where it is time to."""
        self._count += 1
        if self._count == self._step:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._saving:
            say("saved")
        self._saving = sql == "COMMIT"
        if self._saving:
            say("saving")


def do(name: str, path: Path, step: int, most: int) -> None:
    """Do an action as often as it can be done; inside a book it is done while that stays open."""
    if most:
        wait_for_no_disk()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    action = BY_NAME[name]
    try:
        with watch_steps(FatalStep(step)), ExitStack() as stack:
            book = stack.enter_context(open_with_passphrase(path)) if action.within else None
            for turn in range(action.times):
                if action.within and book:
                    action.within(book, turn)
                else:
                    action.do(path, turn)
                say("did")
    except BookError as refused:
        say(f"refused {refused}")


def serve() -> None:
    """Do what is asked, one after another."""
    os.umask(0o077)
    set_default_rounds(QUICK_ROUNDS)
    for line in sys.stdin:
        name, path, step, most = json.loads(line)
        number = os.fork()
        if number == 0:
            try:
                say(os.getpid())
                do(name, Path(path), step, most)
            finally:
                os._exit(0)
        os.waitpid(number, 0)
        say("ended")


if __name__ == "__main__":
    serve()
