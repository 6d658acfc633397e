"""Many entries that are saved as they are read: all of them or none, in little memory."""

import gc
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.factories import is_whole, log_lines, make_empty_book
from tests.faults.steps import watch_steps
from tracker.book.book import MOST_UNSAVED, Book
from tracker.book.database.row_mapping import BATCH_SIZE
from tracker.book.open_book import open_book
from tracker.entries.types import Entry, Form, Meeting, StoredEntry

TODAY = date(2025, 10, 8)
MANY = 3 * BATCH_SIZE + 1
GOES_WRONG_AT = 2 * BATCH_SIZE + BATCH_SIZE // 2
"""So some of them are written and others are not."""
ENTRY = Meeting(day=TODAY, form=Form.MEETING, hours=200)

Save = Callable[[Book, Iterable[Entry]], int]


def log(book: Book, entries: Iterable[Entry]) -> int:
    """Log entries."""
    return book.log_stream(entries, TODAY)


def import_numbered(book: Book, entries: Iterable[Entry]) -> int:
    """Import entries, with numbers and ids."""
    items = (
        StoredEntry(number, f"{number:08}", TODAY, entry)
        for number, entry in enumerate(entries, start=1)
    )
    return book.import_entries(items, TODAY)


SAVES = {save.__name__: save for save in (log, import_numbered)}
each_save = pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)


def fail_within(fail: Callable[[], object]) -> Iterator[Entry]:
    """Yield entries, and fail in the midst of them."""
    for _count in range(GOES_WRONG_AT):
        yield ENTRY
    fail()


def kill_within(path: str, save: str) -> None:
    """End the process without a word while many entries are saved."""
    with open_book(Path(path)) as book:
        SAVES[save](book, fail_within(lambda: os.kill(os.getpid(), signal.SIGKILL)))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills in another way")
@each_save
def test_what_is_killed_leaves_the_book_as_it_was(tmp_path: Path, save: Save) -> None:
    path = tmp_path / "b.db"
    make_empty_book(path).close()
    code = f"from tests.book.test_streams import *; kill_within({str(path)!r}, {save.__name__!r})"
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with open_book(path) as book:
        assert book.is_empty()
        assert book.find_newest_change() == (0, 0)
        assert is_whole(book, TODAY)


@each_save
def test_what_is_cancelled_leaves_the_book_as_it_was(tmp_path: Path, save: Save) -> None:
    def cancel() -> None:
        raise KeyboardInterrupt

    with make_empty_book(tmp_path / "b.db") as book:
        with pytest.raises(KeyboardInterrupt):
            save(book, fail_within(cancel))
        assert book.is_empty()
        assert save(book, [ENTRY] * MANY) == MANY
        assert book.find_newest_change() == (1, MANY)
        assert is_whole(book, TODAY)


def count_statements(path: Path, save: Save, count: int) -> Counter[str]:
    """Return how often each statement is run to save so many entries."""
    steps = Counter[str]()
    make_empty_book(path).close()

    def count_step(sql: str) -> None:
        steps[sql] += not sql.startswith("a row of ")

    with watch_steps(count_step), open_book(path) as book:
        steps.clear()
        save(book, [ENTRY] * count)
    return steps


@each_save
def test_a_thousand_entries_take_one_query_and_three_inserts(tmp_path: Path, save: Save) -> None:
    few, many = (
        count_statements(tmp_path / f"{batches}.db", save, batches * BATCH_SIZE)
        for batches in (2, 5)
    )
    more = {sql: count - few[sql] for sql, count in many.items() if count > few[sql]}
    assert max(more.values()) == 3
    assert len(more) <= 4


@each_save
def test_only_the_last_entries_are_in_memory(tmp_path: Path, save: Save) -> None:
    most = 0

    def make_entries() -> Iterator[Entry]:
        nonlocal most
        for number in range(8 * BATCH_SIZE):
            if number % BATCH_SIZE == 0:
                alive = sum(isinstance(item, Meeting | StoredEntry) for item in gc.get_objects())
                most = max(most, alive)
            yield Meeting(day=TODAY, form=Form.MEETING, hours=1 + number)

    with make_empty_book(tmp_path / "b.db") as book:
        gc.collect()
        before = sum(isinstance(item, Meeting | StoredEntry) for item in gc.get_objects())
        save(book, make_entries())
    assert most - before <= 4 * BATCH_SIZE


def test_entries_are_in_the_book_while_later_ones_are_read(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "b.db") as book:

        def make_entries() -> Iterator[Entry]:
            for number in range(1, MANY):
                if number > MOST_UNSAVED:
                    assert book.find_entry(number - MOST_UNSAVED) is not None
                yield ENTRY

        book.log_stream(make_entries(), TODAY)


def test_drafts_are_read_after_the_entries(tmp_path: Path) -> None:
    order = []

    def make_entries() -> Iterator[Entry]:
        yield ENTRY
        order.append("entries")

    def make_drafts() -> Iterator[tuple[str, date]]:
        order.append("drafts")
        yield "ask 5", TODAY

    with make_empty_book(tmp_path / "b.db") as book:
        assert book.log_stream(make_entries(), TODAY, make_drafts()) == 1
        assert [draft.text for draft in book.drafts.load_all()] == ["ask 5"]
    assert order == ["entries", "drafts"]


def test_nothing_to_save_is_no_change(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "b.db") as book:
        assert book.log_stream([], TODAY) == 0
        assert book.find_newest_change() == (0, 0)


def test_each_entry_has_an_id_of_its_own(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "b.db") as book:
        log_lines(book, "meeting 2h", "meeting 3h", today=TODAY)
        book.log_stream([ENTRY] * MANY, TODAY)
        ids = {item.id for item in book.load_entries()}
    assert len(ids) == MANY + 2
    assert {len(id_) for id_ in ids} == {8}
