"""Two at once: the second says so in one sentence, and neither loses anything."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.book_actions import PASSPHRASE, make_story_book, open_with_passphrase
from tests.faults.processes import ROOT
from tests.pilot_actions import is_on, open_app, read_screen, type_in
from tests.strategies import count_examples
from tracker.screens.log.add_entry import AddEntryScreen

TIMES = count_examples(20)
"""How often each of the two logs."""
SENTENCE = "The notebook is open in another window. Close it there and try again."
LOGGING = """
import io, sys
from tracker.book.database import connection
from tracker.cli.main import run
connection.WAIT_MS = int(sys.argv[3])
connection._PRAGMAS = tuple(p for p in connection._PRAGMAS if not p.startswith("busy_timeout"))
done = 0
for turn in range(int(sys.argv[4])):
    sys.stdin = io.TextIOWrapper(io.BytesIO(f'meeting "{sys.argv[2]} {turn}"'.encode()))
    code = run(["--book", sys.argv[1], "--today", "2026-11-22", "log"])
    if code == 0:
        print("did", sys.argv[2], turn, file=sys.stderr, flush=True)
"""


def logging_process(path: Path, name: str, wait: int, times: int) -> "subprocess.Popen[str]":
    """A process that logs by the command, each time waiting at most so many milliseconds."""
    return subprocess.Popen(
        [sys.executable, "-c", LOGGING, str(path), name, str(wait), str(times)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0, 2000], ids=["impatient", "as it is"])
def test_two_commands_that_log_lose_nothing(tmp_path: Path, wait: int) -> None:
    path = tmp_path / "book.db"
    make_story_book(path, None)
    with (
        logging_process(path, "one", wait, TIMES) as one,
        logging_process(path, "two", wait, TIMES) as two,
    ):
        said = [process.communicate()[1] for process in (one, two)]
    lines = [line for each in said for line in each.splitlines()]
    acknowledged = {" ".join(line.split()[1:]) for line in lines if line.startswith("did ")}
    assert {line for line in lines if not line.startswith("did ")} <= {SENTENCE}
    with open_with_passphrase(path) as book:
        words = [getattr(item.entry, "words", None) or "" for item in book.load_entries()]
    assert {each for each in words if each.startswith(("one ", "two "))} == acknowledged
    assert len(lines) == 2 * TIMES
    if wait:
        assert len(acknowledged) == 2 * TIMES, "a command waits for the other"


@pytest.mark.usefixtures("full_keys", "quick_app")
async def test_the_app_keeps_a_command_out_until_it_is_left(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    make_story_book(path, PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert is_on(app, AddEntryScreen)
        phrase = tmp_path / "phrase"
        phrase.touch(mode=0o600)
        phrase.write_text(PASSPHRASE)
        command = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tracker", "--book", path, "--passphrase-file", phrase, "log"),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        _out, said = await command.communicate(b"meeting 2h\n")
        assert (command.returncode, said.decode()) == (1, f"{SENTENCE}\n")
        await type_in(pilot, "15 merch no\n")
        assert "merch" in read_screen(app)
    with open_with_passphrase(path) as book:
        assert [item.entry.word for item in book.load_entries()][-1] == "ask"
