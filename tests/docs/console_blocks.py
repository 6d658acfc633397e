"""Runs the commands of a page of the docs as a person would, and says where the page differs.

`python -m tests.docs.console_blocks PAGE…` prints what differs, and `--write` puts the outputs as
they are now into the pages.
"""

import asyncio
import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pexpect
import pytest
from textual.events import Key, Paste
from textual.keys import key_to_character

from tests.book.write_failures import use_full_keys
from tests.docs.page_blocks import (
    ANY_LINES,
    Block,
    Step,
    parse_page,
    replace_block,
)
from tests.docs.page_home import Home, make_home
from tests.pilot_actions import read_screen
from tests.walks import wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.cli.data_folder import find_book
from tracker.clock import FixedClock
from tracker.sample import STORY_TODAY

DEMO = "tracker demo --to story"
PATIENCE = 60
"""Seconds that a command may take on a busy machine."""
QUIET = 0.15
"""Seconds without output after which a line without an end is a prompt."""
ESCAPE_CODE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>()].?)")


def run_command(command: str, home: Home) -> str:
    """Return what a command writes where nobody can be asked."""
    if command == DEMO and not any(home.path.iterdir()):
        folder, output = run_demo()
        shutil.copytree(folder, home.path, dirs_exist_ok=True)
        return output
    return run_in_shell(command, home)


@cache
def run_demo() -> tuple[Path, str]:
    """Return a copy of the home in which the sample story was written, and what it said.

    Many pages begin with it. It takes as long as ten other commands, and keeps no path of its home.
    """
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    with make_home() as home:
        output = run_in_shell(DEMO, home)
        assert str(home.path).encode() not in (home.path / "story" / "tracker.db").read_bytes()
        shutil.copytree(home.path, folder, dirs_exist_ok=True)
    return folder, output


def run_in_shell(command: str, home: Home) -> str:
    """Return what a command writes in a shell of its own, without a terminal."""
    done = subprocess.run(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=home.environment,
        cwd=home.path,
        timeout=PATIENCE,
        check=False,
    )
    return home.show_paths(done.stdout.decode())


def run_in_terminal(command: str, home: Home, answers: list[str]) -> str:
    """Return what a terminal shows of a command, and take what is typed from `answers`.

    A prompt is a line without an end after which nothing comes. At a prompt for which there is no
    answer, the command is stopped.
    """
    child: pexpect.spawn[bytes] = pexpect.spawn(
        "bash",
        ["-c", command],
        dimensions=(24, 80),
        env=home.environment,
        cwd=str(home.path),
    )
    output = b""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            output += child.read_nonblocking(65536, timeout=QUIET)
        except pexpect.TIMEOUT:
            if not is_prompt(output):
                continue
            if not answers:
                output += b"\n(no answer is left for this prompt)\n"
                break
            child.send(f"{answers.pop(0)}\n")
            output += _read_after_answer(child)
        except pexpect.EOF:
            break
    child.close(force=True)
    return home.show_paths(clean_screen_text(output.decode()))


def _read_after_answer(child: "pexpect.spawn[bytes]") -> bytes:
    """Return what comes next after an answer: at least the line's end."""
    try:
        return child.read_nonblocking(65536, timeout=PATIENCE)
    except pexpect.EOF:
        return b""


def is_prompt(output: bytes) -> bool:
    """Return whether an output ends in a line that waits for an answer."""
    last = clean_screen_text(output.decode(errors="replace")).rpartition("\n")[2]
    return bool(last.strip())


def clean_screen_text(text: str) -> str:
    """Return an output of a terminal without its codes, each line as it was at last."""
    lines = ESCAPE_CODE.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def run_app(block: Block, home: Home) -> list[str]:
    """Return the lines of the screen after the keys of a block, and quit the app."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("XDG", "LC_", "LANG"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home.path))
        patch.setenv("LANG", "C.UTF-8")
        patch.chdir(home.path)
        path = home.path / block.file if block.file else find_book(None)
        with use_full_keys():
            return home.show_paths(asyncio.run(_press(path, block.steps or []))).split("\n")


async def _press(path: Path, steps: Sequence[Step]) -> str:
    app = TrackerApp(path, FixedClock(STORY_TODAY), None)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        for step in steps:
            text = step.text
            app.post_message(Paste(text) if step.is_pasted else Key(text, key_to_character(text)))
            await wait_until_settled(pilot)
        screen = read_screen(app) if app.is_running else ""
        if app.is_running:
            app.post_message(Key("ctrl+q", None))
            await wait_until_settled(pilot)
    return screen


def matches(shown: Sequence[str], output: Sequence[str]) -> bool:
    """Return whether a page shows this output, where `...` is any number of lines."""
    pattern = "".join(
        "(?:.*\n)*" if line == ANY_LINES else re.escape(f"{line}\n") for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in output)) is not None


def split_output(output: str) -> list[str]:
    """Return the lines of an output without blanks at their ends, and no empty ones at its end."""
    return [line.rstrip() for line in output.rstrip().split("\n")] if output.strip() else []


@dataclass
class PageRun:
    """A page after its commands ran: what differs, and the page with the outputs as they are."""

    faults: list[str]
    text: str


def run_page(text: str, name: str = "page") -> PageRun:
    """Run all commands and keys of a page in one new home."""
    run = PageRun([], text)
    new_lines: list[tuple[Block, list[str]]] = []
    with make_home() as home:
        for block in parse_page(text):
            if block.tag == "console":
                new_lines.append((block, _run_console(block, home, run, name)))
            elif block.steps is not None:
                new_lines.append((block, _run_screen(block, home, run, name)))
    for block, lines in reversed(new_lines):
        run.text = replace_block(run.text, block, lines)
    return run


def _run_console(block: Block, home: Home, run: PageRun, name: str) -> list[str]:
    answers = None if block.answers is None else list(block.answers)
    lines: list[str] = []
    for command in block.list_commands():
        if answers is None:
            output = split_output(run_command(command.text, home))
        else:
            output = split_output(run_in_terminal(command.text, home, answers))
        is_same = matches(command.shown, output)
        if not is_same:
            place = f"{name}:{command.line}: {command.source[0]}"
            run.faults.append(f"{place}\n{show_difference(command.shown, output)}")
        lines += [*command.source, *(command.shown if is_same else output)]
    if answers:
        run.faults.append(f"{name}:{block.line}: nothing asked for these answers: {answers}")
    return lines


def _run_screen(block: Block, home: Home, run: PageRun, name: str) -> list[str]:
    screen = run_app(block, home)
    lacking = [
        line
        for line in block.lines
        if line != ANY_LINES and not any(line.strip() in shown for shown in screen)
    ]
    if lacking or not block.lines:
        shown = "\n".join(screen)
        missing = "\n".join(f"-{line}" for line in lacking)
        run.faults.append(f"{name}:{block.line}: the screen lacks\n{missing}\nit is\n{shown}")
        return screen
    return block.lines


def show_difference(shown: Sequence[str], output: Sequence[str]) -> str:
    """Return what differs: `-` is in the page, `+` is the true output."""
    return "\n".join([*unified_diff(shown, output, "page", "output", "", "", 1, "")][2:])


def main(arguments: Sequence[str]) -> int:
    """Print what differs in pages, or write the outputs into them."""
    names = [name for name in arguments if name != "--write"]
    differs = False
    for name in names:
        run = run_page(Path(name).read_text("utf-8"), name)
        differs = differs or bool(run.faults)
        if "--write" in arguments:
            Path(name).write_text(run.text, "utf-8")
        sys.stdout.write("".join(f"{fault}\n\n" for fault in run.faults))
    return int(differs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
