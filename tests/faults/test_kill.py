"""kill -9 while a deed is done: what was acknowledged is there, nothing by halves, all books open.

Once before each step, and once at any moment, also in the midst of saving. The size of the second
grows with TRACKER_EXAMPLES.
"""

from itertools import count
from pathlib import Path
from random import Random

import pytest

from tests.faults.book_actions import BOOK_ACTIONS, PASSPHRASE, BookAction
from tests.faults.folders import contents_of_books, lay_beginning, list_states, open_all
from tests.faults.processes import Processes, ProcessReport
from tests.faults.tallies import write_tally
from tests.strategies import EXAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_disk_is_waited_for")]
STRIDE = 1 if EXAMPLES > 1 else 29
"""How many steps further the next kill comes; a prime: each kind of step has its turn."""
ROUNDS = EXAMPLES
"""Kills at any moment, of each deed."""
each_deed = pytest.mark.parametrize("deed", BOOK_ACTIONS, ids=lambda deed: deed.name)


def check(deed: BookAction, passphrase: str | None, folder: Path, said: ProcessReport) -> None:
    """It holds what was acknowledged, or one more that was not yet; and it opens."""
    assert not said.refused
    states = list_states(deed, passphrase)
    assert contents_of_books(folder) in states[said.did : said.did + 2]
    open_all(folder)


@each_deed
def test_before_each_step(tmp_path: Path, deed: BookAction, children: Processes) -> None:
    folder = tmp_path / "folder"
    for step in count(2, STRIDE):
        passphrase = PASSPHRASE if step % 2 else None
        said = children.do(deed, lay_beginning(deed, passphrase, folder), step=step)
        check(deed, passphrase, folder, said)
        if said.did:
            write_tally(kills_at_a_step=step // STRIDE)
            return


@each_deed
def test_at_any_moment(tmp_path: Path, deed: BookAction, children: Processes) -> None:
    random = Random(deed.name)
    folder = tmp_path / "folder"
    longest = 0.01 * deed.times
    found = []
    for _round in range(ROUNDS):
        passphrase = random.choice([None, PASSPHRASE])
        path = lay_beginning(deed, passphrase, folder)
        said = children.do(deed, path, after=random.uniform(0, longest))
        check(deed, passphrase, folder, said)
        found.append(said)
        # The next kill comes sooner where all was done before this one, and later where nothing.
        longest *= 0.8 if said.did == deed.times else 1 if said.did else 1.2
    write_tally(
        kills_at_any_moment=ROUNDS,
        kills_while_saving=sum(said.while_saving for said in found),
        acknowledged=sum(said.did for said in found),
    )
