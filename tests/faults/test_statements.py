"""The n-th step of an action fails, for every n: all of it is done or nothing, in one sentence.

Once as a disk that is full for a moment, and once as one that stays full, so that not even the
taking back is answered. In a book that is open it can be done again right away.
"""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tests.faults.book_actions import PASSPHRASE, TRIED_ACTIONS, BookAction, open_with_passphrase
from tests.faults.folders import contents_of_books, list_states, make_start_folder, open_all
from tests.faults.steps import Failing, watch_steps
from tests.faults.tallies import write_tally
from tests.strategies import EXAMPLES
from tracker.book.database.errors import FileAccessError

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_disk_is_waited_for")]
STRIDE = 1 if EXAMPLES > 1 else 23
"""How many steps further the next one fails."""
BOOKS = [None, PASSPHRASE] if EXAMPLES > 1 else [None]
each_book = pytest.mark.parametrize("passphrase", BOOKS, ids=lambda each: "locked" if each else "")


def check_refusal(do: Callable[[], object], failing: Failing, *, forgives: bool = False) -> None:
    """Do it; where a step fails that is said in one sentence."""
    try:
        do()
    except FileAccessError as error:
        sentence = str(error)
        assert sentence.endswith("."), failing.last
        assert "\n" not in sentence, failing.last
    else:
        assert not failing.last or forgives, failing.last


@each_book
@pytest.mark.parametrize("action", TRIED_ACTIONS, ids=lambda action: action.name)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_all_of_it_is_done_or_nothing(
    tmp_path: Path,
    action: BookAction,
    passphrase: str | None,
    lasting: bool,
) -> None:
    folder = tmp_path / "folder"
    before, after = list_states(action, passphrase)[:2]
    for step in count(1 + lasting, STRIDE):
        path = make_start_folder(action, passphrase, folder)
        failing = Failing(step, lasting=lasting)
        with watch_steps(failing):
            check_refusal(partial(action.do, path, 0), failing, forgives=action.forgives)
        if not failing.last:
            write_tally(steps_that_failed=step // STRIDE)
            break
        assert contents_of_books(folder) in (before, after), failing.last
        open_all(folder)


@each_book
@pytest.mark.parametrize(
    "action", [each for each in TRIED_ACTIONS if each.within], ids=lambda each: each.name
)
def test_an_open_book_goes_on_where_it_was(
    tmp_path: Path, action: BookAction, passphrase: str | None
) -> None:
    assert action.within is not None
    folder = tmp_path / "folder"
    states = list_states(action, passphrase, 2)
    failing = Failing(0)
    for step in count(1, STRIDE):
        path = make_start_folder(action, passphrase, folder)
        with watch_steps(failing), open_with_passphrase(path) as book:
            failing.begin(step)
            check_refusal(partial(action.within, book, 0), failing)
            failed = failing.last
            failing.begin(0)
            assert not book._connection.in_transaction, failed
            action.within(book, 0 if failed else 1)
        assert contents_of_books(folder) == states[1 if failed else 2]
        if not failed:
            break
