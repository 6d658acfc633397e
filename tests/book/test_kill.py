"""kill -9 at any moment while logging: what was acknowledged is there, and nothing by halves."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.strategies import EXAMPLES
from tracker.book.opening import create_book, open_book

ROUNDS = 20
LOGGER = """
import sys
from datetime import date
from pathlib import Path
from tracker.book.opening import open_book
from tracker.entries.types import Ask, Answer, AnswerWord, Kind, Paid
day = date(2026, 11, 22)
with open_book(Path(sys.argv[1]), sys.argv[2] or None) as book:
    print("ready", flush=True)
    while True:
        number = book.known().next_number
        ask = Ask(day=day, low=1500, high=1500, kind=Kind.MERCH, words="x" * 300,
                  answers=(Answer(AnswerWord.NO), Answer(AnswerWord.GAVE)))
        paid = Paid(day=day, amount=1500, kind=Kind.MERCH, for_entry=number)
        print(book.log([ask, paid], day)[-1].number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("passphrase", ["", "secret"], ids=["plain", "encrypted"])
def test_nothing_acknowledged_is_lost(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "book.db"
    create_book(path, currency="EUR", passphrase=passphrase or None).close()
    random = Random(1)
    acknowledged = 0
    for _round in range((ROUNDS // 4 if passphrase else ROUNDS // 2) * EXAMPLES):
        acknowledged = max(acknowledged, _killed_while_logging(path, passphrase, random))
        with open_book(path, passphrase or None) as book:
            numbers = [item.number for item in book.entries()]
            check = book._connection.execute("PRAGMA integrity_check").fetchall()
        assert numbers == list(range(1, len(numbers) + 1)), "an entry is missing"
        assert len(numbers) >= acknowledged, "an acknowledged entry is lost"
        assert len(numbers) % 2 == 0, "half a change was saved"
        assert check == [("ok",)]
    assert acknowledged > ROUNDS, "hardly anything was logged, so this proved nothing"


def _killed_while_logging(path: Path, passphrase: str, random: Random) -> int:
    """Log until killed after a random number of acknowledgements; gives the last of them."""
    with subprocess.Popen(
        [sys.executable, "-c", LOGGER, str(path), passphrase], stdout=subprocess.PIPE, text=True
    ) as logger:
        assert logger.stdout is not None
        assert logger.stdout.readline() == "ready\n"
        last = 0
        for _acknowledged in range(random.randrange(1, 12)):
            last = int(logger.stdout.readline())
        for _turn in range(random.randrange(2000)):
            pass
        os.kill(logger.pid, signal.SIGKILL)
        rest = logger.stdout.read().split("\n")
    whole = [int(line) for line in rest[:-1] if line]
    return max([last, *whole])
