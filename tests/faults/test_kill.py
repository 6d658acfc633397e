"""kill -9 during an action: what was acknowledged is there, nothing by halves, all books open.

Once before each step, and once at any moment, also in the midst of saving. The size of the second
grows with TRACKER_EXAMPLES.
"""

from itertools import count
from pathlib import Path
from random import Random

import pytest

from tests.faults.book_actions import PASSPHRASE, TRIED_ACTIONS, BookAction
from tests.faults.folders import contents_of_books, list_states, make_start_folder, open_all
from tests.faults.processes import Processes, ProcessReport
from tests.faults.tallies import write_tally
from tests.strategies import EXAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_disk_is_waited_for")]
STRIDE = 1 if EXAMPLES > 1 else 61
"""How many steps further the next kill comes; a prime: each kind of step has its turn."""
ROUNDS = EXAMPLES
"""Kills at any moment, of each action."""
each_action = pytest.mark.parametrize("action", TRIED_ACTIONS, ids=lambda action: action.name)


def check(action: BookAction, passphrase: str | None, folder: Path, report: ProcessReport) -> None:
    """It holds what was acknowledged, or one more that was not yet; and it opens."""
    assert not report.refused
    states = list_states(action, passphrase, report.did + 1)
    assert contents_of_books(folder) in states[report.did : report.did + 2]
    open_all(folder)


@each_action
def test_before_each_step(tmp_path: Path, action: BookAction, children: Processes) -> None:
    folder = tmp_path / "folder"
    for step in count(2, STRIDE):
        passphrase = PASSPHRASE if step % 2 else None
        report = children.do(action, make_start_folder(action, passphrase, folder), step=step)
        check(action, passphrase, folder, report)
        if report.did:
            write_tally(kills_at_a_step=step // STRIDE)
            return


@each_action
@pytest.mark.long
def test_at_any_moment(tmp_path: Path, action: BookAction, children: Processes) -> None:
    random = Random(action.name)
    folder = tmp_path / "folder"
    longest = 0.01 * action.times
    reports = []
    for _round in range(ROUNDS):
        passphrase = random.choice([None, PASSPHRASE])
        path = make_start_folder(action, passphrase, folder)
        report = children.do(action, path, after=random.uniform(0, longest))
        check(action, passphrase, folder, report)
        reports.append(report)
        # The next kill comes sooner where all was done before this one, and later where nothing.
        longest *= 0.8 if report.did == action.times else 1 if report.did else 1.2
    write_tally(
        kills_at_any_moment=ROUNDS,
        kills_while_saving=sum(report.while_saving for report in reports),
        acknowledged=sum(report.did for report in reports),
    )
