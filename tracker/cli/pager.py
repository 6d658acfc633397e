"""Show a long text a screen at a time in `less`, which keeps nothing of it."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Sequence

import click

from tracker.cli.safe_output import unwrap_stream
from tracker.i18n import _label
from tracker.text_width import measure_cells

NO_PAGERS = ("", "cat")
"""What people set PAGER to who want no pager."""
OWN_ENVIRONMENT = {
    # Show bold text, and quit at ctrl+c. The person's own options could leave the text on screen.
    "LESS": "RK",
    "LESSHISTFILE": "-",
    "LESSSECURE": "1",
    # A file with keys could set each of these to something else.
    "LESSKEY": os.devnull,
    "LESSKEYIN": os.devnull,
}
"""What less finds in its environment in place of the person's own LESS variables."""


def show_lines(lines: Sequence[str], plain_lines: Sequence[str]) -> None:
    """Print lines that fit on the terminal, or show them in less. `plain_lines` have no codes."""
    pager = _find_pager() if _is_longer_than_terminal(plain_lines) else None
    text = "\n".join(lines) + "\n"
    if pager is None:
        click.echo(text, nl=False, file=unwrap_stream(sys.stdout))
    else:
        _run_pager(pager, text)


def _is_longer_than_terminal(lines: Sequence[str]) -> bool:
    """Return whether lines and the next prompt need more rows than the terminal has."""
    columns, rows = shutil.get_terminal_size()
    return sum(1 + max(0, measure_cells(line) - 1) // columns for line in lines) >= rows


def _find_pager() -> str | None:
    """Return where less is, or None without a terminal, without less, or where none is wanted.

    Other pagers may keep a history or leave the page on the screen, so PAGER only turns it off.
    """
    is_wanted = os.environ.get("PAGER", "less").strip() not in NO_PAGERS
    can_show = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return shutil.which("less") if is_wanted and can_show else None


def _run_pager(pager: str, text: str) -> None:
    """Show a text in less until the person leaves it."""
    import subprocess

    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("LESS")
    } | OWN_ENVIRONMENT
    encoding = sys.stdout.encoding or "utf-8"
    # Other programs named less don't know this option, so it isn't an argument.
    environment["LESS"] += f"Ps{_build_prompt()}$"
    # At ctrl+c less ends, and Tracker after it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        subprocess.run(
            [pager], input=text.encode(encoding, "replace"), env=environment, check=False
        )
    finally:
        signal.signal(signal.SIGINT, before)


def _build_prompt() -> str:
    """Return what less shows in its last row: the keys, and at the end only how to leave."""
    more, close = (
        re.sub(r"([?:.%\\])", r"\\\1", text) for text in (_label("space More"), _label("q Close"))
    )
    return f" ?e{close}:{more}  {close}."
