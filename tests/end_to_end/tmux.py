"""A tmux of a test's own, which keeps what scrolls away: what it can still show was not wiped."""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.end_to_end.terminal import ENTRIES_HEADING, PATIENCE, build_environment


class Tmux:
    """One window with a shell in it."""

    def __init__(self, place: str, home: Path) -> None:
        self._command = ("tmux", "-S", f"{place}/t", "-f", os.devnull)
        self._environment = build_environment(home)
        self("new-session", "-d", "-x", "80", "-y", "24", "sh", "-i")

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self._command, *arguments],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env=self._environment,
        )
        return done.stdout

    def type(self, text: str) -> None:
        """Type a text as it stands."""
        self("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys by tmux' names for them."""
        self("send-keys", *keys)

    def run(self, command: Sequence[str]) -> None:
        """Have the shell run a command."""
        self.type(shlex.join(command))
        self.press("Enter")

    @property
    def read_screen(self) -> str:
        """What stands on the screen."""
        return self("capture-pane", "-p")

    @property
    def read_everything(self) -> str:
        """What tmux can still show: the screen, the one behind it, and all that scrolled away."""
        behind = self("capture-pane", "-p", "-q", "-a", "-S", "-")
        return self("capture-pane", "-p", "-S", "-") + behind

    def wait_until_in_shell(self) -> None:
        """Wait until nothing runs in front of the shell, and it has said so."""
        self.wait_for(
            lambda _screen: self.read_window_value("#{pane_current_command}") in ("sh", "bash")
        )
        self.run(["echo", "it is over"])
        self.wait_for(lambda screen: bool(re.search(r"^(\$ )?it is over$", screen, re.MULTILINE)))

    def read_window_value(self, what: str) -> str:
        """What tmux knows of its window."""
        return self("display-message", "-p", what).strip()

    def wait_for(self, holds: Callable[[str], bool]) -> None:
        """Wait until something holds of the screen."""
        end = time.monotonic() + PATIENCE
        while not holds(self.read_screen):
            assert time.monotonic() < end, f"waited in vain; the screen was:\n{self.read_screen}"
            time.sleep(0.05)

    def show_words(self, words: str) -> None:
        """Wait for the screen of this month, and show the words that are folded on it."""
        self.wait_for(lambda screen: ENTRIES_HEADING in screen)
        self.press("w")
        self.wait_for(lambda screen: words in screen)


@contextmanager
def start_tmux(home: Path) -> Iterator[Tmux]:
    """A tmux whose programs have this home; it is gone afterwards."""
    # The name of a socket may be no longer than a hundred letters.
    with TemporaryDirectory(prefix="t") as place:
        tmux = Tmux(place, home)
        try:
            yield tmux
        finally:
            tmux("kill-server")
