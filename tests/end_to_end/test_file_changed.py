"""The real program, while another program changes its file: no entry that was called saved is lost.

Saved means that it was painted so. Large: TRACKER_EXAMPLES=50 for fifty rounds of each.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from types import FunctionType

import pytest

from tests.end_to_end.terminal import Terminal
from tests.factories import make_empty_book
from tests.strategies import EXAMPLES, pick_every
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book

PASSPHRASE = "six plain words"
AT = ("--today", "2026-11-12")
CTRL_L, CTRL_Q, DOWN, ENTER = "\x0c", "\x11", "\x1b[B", "\r"
ASKED = "Keep using what was open"


def older(book: Path) -> Path:
    """A copy of the book as a sync folder may bring back: from before the run."""
    return book.with_name("older.db")


def mv(book: Path) -> None:
    shutil.copy(older(book), book.with_name("coming.db"))
    book.with_name("coming.db").replace(book)


def cat(book: Path) -> None:
    book.write_bytes(older(book).read_bytes())


def rm(book: Path) -> None:
    book.unlink()


def truncate(book: Path) -> None:
    os.truncate(book, 4096)


CHANGES = (mv, cat, rm, truncate)
Change = Callable[[Path], None]
CASES = tuple(product((None, PASSPHRASE), CHANGES))
"""Each change of a plain book, and of an encrypted one."""


def name_case(part: object) -> str:
    """Return what one half of a case is called."""
    if part is None:
        return "plain"
    return part.__name__ if isinstance(part, FunctionType) else "encrypted"


class Round:
    """One run of the app on a fresh book, which says what it called saved."""

    def __init__(self, home: Path, passphrase: str | None) -> None:
        home.mkdir()
        self.home = home
        self.book = home / "book.db"
        self.passphrase = passphrase
        make_empty_book(self.book, passphrase=passphrase).close()
        shutil.copy(self.book, older(self.book))
        self.saved: list[str] = []
        self.app = Terminal(("--book", str(self.book), *AT), home, columns=100)
        self.unlock()
        self.app.press("a")
        self.app.wait_for("Add an entry")

    def unlock(self) -> None:
        """Type the passphrase, where there is one."""
        if self.passphrase:
            self.app.wait_for("Passphrase")
            self.app.press(self.passphrase + ENTER)
        self.app.wait_for("This month ·")

    def type_line(self) -> str:
        """Type an entry and press enter, unless the question comes up meanwhile; gives its mark."""
        mark = f"mark{len(self.saved)}x"
        self.app.press(f'15 merch no "{mark}"')
        self.app.wait_until(
            lambda: mark in self.app.text or ASKED in self.app.text, f"{mark} or the question"
        )
        if ASKED not in self.app.text:
            self.app.press(ENTER)
        return mark

    def save(self) -> None:
        """Save an entry, until the screen says so."""
        mark = self.type_line()
        listed = re.compile(rf"^ *(saved)? +\d+ .*{mark}", re.MULTILINE)
        self.app.wait_until(lambda: bool(listed.search(self.app.text)), f"{mark} to be saved")
        self.saved.append(mark)

    def answer(self, keys: str) -> None:
        """Choose how to go on."""
        self.app.wait_for(ASKED)
        self.app.press(keys + ENTER)
        self.app.wait_until_gone(ASKED)

    def end(self) -> None:
        """Leave, and look that each entry that was called saved is in one of the files."""
        self.app.measure_quit()
        found = "".join(self.words_of(path) for path in sorted(self.home.glob("*.db")))
        assert [mark for mark in self.saved if mark not in found] == []

    def words_of(self, path: Path) -> str:
        """What was said in the entries of a book, as far as it opens."""
        try:
            with open_book(path, self.passphrase) as book:
                return " ".join(str(item.entry) for item in book.load_entries())
        except BookError:
            return ""


@pytest.fixture
def rounds(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Iterator[Round]]:
    made: list[Round] = []

    def each() -> Iterator[Round]:
        for number in range(EXAMPLES):
            made.append(Round(tmp_path / str(number), request.param))
            yield made[-1]

    yield each()
    for one in made:
        one.app.close()


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("rounds", "change"), pick_every(5, CASES), indirect=["rounds"], ids=name_case
)
@pytest.mark.long
def test_the_file_is_changed_between_two_saves(change: Change, rounds: Iterator[Round]) -> None:
    for number, one in enumerate(rounds):
        for _time in range(1 + number % 3):
            one.save()
        change(one.book)
        one.type_line()
        one.answer(DOWN if number % 2 and change is not rm else "")
        if "Part of /" not in one.app.text and number % 2 == 0:
            one.unlock()
            one.app.press("a")
            one.app.wait_for("Add an entry")
            one.app.press("\x15")
            one.save()
        one.end()


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("rounds", "change"), pick_every(8, CASES[2:] + CASES[:2]), indirect=["rounds"], ids=name_case
)
def test_the_file_is_changed_and_one_leaves_at_once(
    change: Change, rounds: Iterator[Round]
) -> None:
    for one in rounds:
        one.save()
        one.save()
        change(one.book)
        one.end()
        assert b"Your open notebook was saved as" in one.app.raw


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("rounds", "change"),
    [(PASSPHRASE, change) for change in pick_every(4, reversed(CHANGES))],
    indirect=["rounds"],
    ids=name_case,
)
def test_the_file_is_changed_while_it_is_locked(change: Change, rounds: Iterator[Round]) -> None:
    for number, one in enumerate(rounds):
        one.save()
        one.app.press(CTRL_L)
        one.app.wait_for("This notebook is locked")
        change(one.book)
        one.app.press(PASSPHRASE + ENTER)
        one.answer(DOWN if number % 2 and change is not rm else "")
        one.end()
