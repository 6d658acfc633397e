"""A bit of a book's file flips: no wrong figure is ever shown as right, nor a traceback at all.

In an encrypted book every bit is guarded: what is read is what was written, or it is refused. In a
plain one SQLite itself does not notice (an amount may be another amount); what can be hoped for is
a sentence where the value makes no sense.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import pytest

from tests.command_line import Result, Tracker
from tests.faults.book_actions import PASSPHRASE, make_story_book
from tests.faults.tallies import write_tally
from tests.strategies import count_examples

FLIPS = count_examples(20)
"""Places of each book at which a bit is flipped; 200 with TRACKER_EXAMPLES=10."""
COMMANDS = (("entries", "--format", "json"), ("months", "--format", "json"), ("history", "4"))
MORE = (("how-often",), ("total",), ("timeline",), ("where", "--all"), ("undo",))
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_disk_is_waited_for")]


def flips(whole: bytes, places: Sequence[int]) -> Iterator[bytes]:
    """The file with one bit flipped, at some of these places."""
    random = Random(len(whole))
    for _flip in range(FLIPS):
        torn = bytearray(whole)
        torn[random.choice(places)] ^= 1 << random.randrange(8)
        yield bytes(torn)


def is_plain(result: Result) -> bool:
    """Whether a command was done, or refused in one sentence; else fails."""
    assert "Traceback" not in result.err
    if result.code:
        assert result.code == 1
        assert result.out == ""
        assert result.err.count("\n") == 1, result.err
        assert result.err.endswith(".\n"), result.err
    return result.code == 0


def test_of_an_encrypted_book(tracker: Tracker) -> None:
    make_story_book(tracker.book, PASSPHRASE)
    (tracker.folder / "phrase").touch(mode=0o600)
    (tracker.folder / "phrase").write_text(PASSPHRASE)
    keyed = ("--passphrase-file", "phrase", "--today", "2026-11-22")
    right = [tracker(*keyed, *command) for command in COMMANDS]
    assert all(is_plain(result) for result in right)
    found: Counter[bool] = Counter()
    whole = tracker.book.read_bytes()
    for torn in flips(whole, range(len(whole))):
        tracker.book.write_bytes(torn)
        for command, before in zip(COMMANDS, right, strict=True):
            now = tracker(*keyed, *command)
            if is_plain(now):
                assert now == before
            found[is_plain(now)] += 1
    write_tally(flips=FLIPS, refused=found[False], harmless=found[True])


def test_of_a_plain_book(tracker: Tracker) -> None:
    make_story_book(tracker.book, None)
    found: Counter[bool] = Counter()
    whole = tracker.book.read_bytes()
    somewhere = [place for place, byte in enumerate(whole) if byte]
    for torn in flips(whole, somewhere):
        tracker.book.write_bytes(torn)
        for command in COMMANDS:
            now = tracker("--today", "2026-11-22", *command)
            found[is_plain(now)] += 1
    write_tally(flips=FLIPS, refused=found[False], shown=found[True])
