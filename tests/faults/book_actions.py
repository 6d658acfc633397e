"""What is done to a book while something goes wrong.

Every action is tried by each fault of this folder: the process killed (`test_kill`), a statement
that fails (`test_statements`), a disk that is full (`test_full_disk`). What must hold is the same
each time (`folders`): the folder holds what it held before the action or what it holds after it,
nothing between, and every book in it opens.

To have another action tried: one line in `BOOK_ACTIONS`. It has a name, what is laid at the book's
path before, and what is done: a function of that path and of how often it was done before.
`build_action` makes one of a function of the open book. The folder around the book is the action's
own; a passphrase, where the book has one, is `PASSPHRASE`.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

from tests.factories import GROUP, log_lines, make_book_in_memory, make_empty_book
from tests.strategies import EXAMPLES
from tracker.book.book import Book
from tracker.book.database.connection import connect, is_encrypted
from tracker.book.database.errors import FileAccessError, WrongPassphraseError
from tracker.book.database.schema_version import SCHEMA_VERSION
from tracker.book.files.backups import list_backups
from tracker.book.files.restore import restore
from tracker.book.open_book import create_book, open_book
from tracker.book.rekey import rekey
from tracker.book.stores.letter import Letter
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.types import Meeting
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.importing.bundle_diff import compare_bundle
from tracker.importing.bundle_reader import find_bundle
from tracker.importing.merge_plan import ImportDecisions, KeptSide, plan_merge

TODAY = date(2026, 11, 22)
PASSPHRASE, ANOTHER = "stew on thursday", "stew on saturday"
BOOKS = Path(__file__).parent.parent / "book" / "books"
"""A small book of each schema that ever landed."""
STORY = (
    "2025-09-01 income 950/month",
    "2025-09-01 need food 260/month",
    "2025-10-02 ask 50-450 donation pledged 50 +!office @!circle #public_pledge #!wet_shoes: aloud",
    '2025-10-11 event 14-16h +!fair #long_day #wet_shoes "each said one": no // cried later',
    "2025-10-11 ask 15 merch no gave 15 #in_public",
    "2025-10-20 ask 30/4weeks dues silent +fair #wet_shoes: by the door",
    "2025-11-03 ask 30/4weeks dues for last no",
    '2025-11-04 paid ? event +fair by cash @!"tea table"',
)
MORE = (
    "2026-01-04 seen 5 literature +office @circle: a box went round",
    "2026-01-05 meeting 2h20 #wet_shoes @circle",
)
TABLE = "entries.csv"
"""The table beside the book with what is to be imported."""

Lay = Callable[[Path, str | None], object]
"""Lays a book at a path, encrypted where there is a passphrase."""


@dataclass(frozen=True)
class BookAction:
    """Something a person does to the book at a path, which may be done several times."""

    name: str
    lay: Lay
    do: Callable[[Path, int], object]
    within: Callable[[Book, int], object] | None = None
    """The same in a book that is open; None where it opens or makes one by itself."""
    times: int = 6
    changes: bool = True
    """Whether the book is another one afterwards."""
    forgives: bool = False
    """Whether it may be done although a step failed."""


def build_action(
    name: str, lay: Lay, do: Callable[[Book, int], object], times: int = 6
) -> BookAction:
    """An action in a book that is opened for it and closed again."""

    def in_its_book(path: Path, turn: int) -> None:
        with open_with_passphrase(path) as book:
            do(book, turn)

    return BookAction(name, lay, in_its_book, do, times)


def find_passphrase(path: Path) -> str | None:
    """The one of the two passphrases that opens a file; None where it needs none."""
    if not is_encrypted(path):
        return None
    try:
        connect(path, PASSPHRASE).close()
    except WrongPassphraseError:
        return ANOTHER
    return PASSPHRASE


def open_with_passphrase(path: Path) -> Book:
    """The book at a path, with the passphrase that it has."""
    return open_book(path, find_passphrase(path))


def make_empty_file(path: Path, passphrase: str | None) -> None:
    """A book without an entry."""
    make_empty_book(path, GROUP, passphrase).close()


def make_story_book(path: Path, passphrase: str | None) -> None:
    """A book with something in every table, and with a past."""
    with make_empty_book(path, GROUP, passphrase) as book:
        for line in STORY:
            log_lines(book, line, today=TODAY)
        edit(book, 8)
        book.delete(8, TODAY)
        for turn in range(2):
            keep_draft(book, turn)
            set_setting(book, turn)
            remember_export(book, turn)
        write_letter(book, 9)
        answer_question(book, 0)
        link_entries(book, 1)
        book.tags.set_meaning("wet_shoes", "we stood in the rain")
        log_lines(book, "paid 1 merch", "paid 2 merch", today=TODAY)
        book.undo(TODAY)


def make_table_file(path: Path, passphrase: str | None) -> None:
    """An empty book, and the table of another one beside it."""
    make_empty_file(path, passphrase)
    with make_book_in_memory(GROUP) as book:
        log_lines(book, *STORY, today=TODAY)
        _write_entries(book, path.with_name(TABLE))


def make_story_and_table(path: Path, passphrase: str | None) -> None:
    """A book with a past, and beside it the table of its entries, where some differ or are new."""
    make_story_book(path, passphrase)
    with open_with_passphrase(path) as book:
        before = book.find_newest_change()
        edit(book, 9)
        log_lines(book, *MORE, today=TODAY)
        _write_entries(book, path.with_name(TABLE))
        while book.find_newest_change() != before:
            book.undo(TODAY)


def _write_entries(book: Book, table: Path) -> None:
    with table.open("w", encoding=ENCODING, newline="") as file:
        EntryTableWriter(book.currency, book.find_entry).write_table(
            file, Dialect.COMMA, book.load_entries(), private_notes=True
        )


def make_old_schema(schema: int, path: Path, passphrase: str | None) -> None:
    """The book of an earlier schema, again and again, so that each can be brought up to date."""
    for turn in range(3):
        book = Path(shutil.copy(BOOKS / f"schema_{schema}.db", path.with_name(f"{turn}.db")))
        if passphrase is not None:
            encrypt(book, passphrase)


def encrypt(path: Path, passphrase: str) -> None:
    """Encrypt a plain book in its place, value by value, in whatever schema it is."""
    plain = path.rename(path.with_suffix(".plain"))
    path.touch(mode=0o600)
    connection = connect(path, passphrase)
    connection.execute("ATTACH ? AS plain KEY ''", [str(plain)])
    connection.execute("SELECT sqlcipher_export('main', 'plain')").fetchall()
    for pragma in ("user_version", "application_id"):
        for (value,) in connection.execute(f"PRAGMA plain.{pragma}").fetchall():
            connection.execute(f"PRAGMA main.{pragma} = {value}")
    connection.close()
    plain.unlink()


def create(path: Path, turn: int) -> None:
    passphrase = PASSPHRASE if is_encrypted(path) else None
    with create_book(
        path.with_name(f"new {turn}.db"), currency="EUR", group="tea table", passphrase=passphrase
    ):
        pass


def migrate(path: Path, turn: int) -> None:
    open_with_passphrase(path.with_name(f"{turn}.db")).close()


def log(book: Book, turn: int) -> None:
    log_lines(
        book,
        f"ask {turn + 1} merch no gave {turn + 1} #deadline @circle",
        "meeting 2h // tired",
        today=TODAY,
    )


def log_with_drafts(book: Book, turn: int) -> None:
    meeting = read_line(
        f"meeting {turn + 1}h", book.load_parse_context(), LineDays.from_today(TODAY)
    )
    book.log(meeting, TODAY, [(f"ask {turn} mrch", TODAY), ("meting 2h", TODAY)])


def edit(book: Book, turn: int) -> None:
    words = f"each of us says a sum, the {turn}. time"
    item = book.find_entry(4)
    assert item is not None
    assert isinstance(item.entry, Meeting)
    book.edit(4, [replace(item.entry, words=words)], TODAY)


def delete(book: Book, _turn: int) -> None:
    book.delete(max(item.number for item in book.load_entries()), TODAY)


def undo(book: Book, _turn: int) -> None:
    book.undo(TODAY)


def make_undone_changes(path: Path, passphrase: str | None) -> None:
    """A book of which changes of each kind were undone: some logged, one edited, one deleted."""
    make_story_book(path, passphrase)
    with open_with_passphrase(path) as book:
        for turn in range(4):
            log(book, turn)
        book.delete(6, TODAY)
        while book.find_newest_change()[0] > 5:
            book.undo(TODAY)


def redo(book: Book, _turn: int) -> None:
    assert book.redo(TODAY).did


def import_table(path: Path, _turn: int) -> None:
    """As `tracker import` does it, into a book that is empty or not."""
    bundle = find_bundle(path.with_name(TABLE))
    with open_with_passphrase(path) as book:
        if book.is_empty():
            book.import_entries(bundle.read_entries(book.load_parse_context(), TODAY), TODAY)
            return
        plan = plan_merge(
            compare_bundle(bundle, book.load_parse_context(), book, TODAY),
            book,
            bundle,
            ImportDecisions(KeptSide.BUNDLE, True),
        )
        assert plan is not None
        plan.apply(book, TODAY)


def rename_tag(book: Book, turn: int) -> None:
    book.tags.rename("wet_shoes" if turn == 0 else f"rain_{turn - 1}", f"rain_{turn}", TODAY)


def keep_draft(book: Book, turn: int) -> None:
    book.drafts.save(f"ask {turn}", TODAY)


def set_setting(book: Book, turn: int) -> None:
    book.settings.set("theme", f"night {turn}")


def write_letter(book: Book, turn: int) -> None:
    book.letter.save(Letter(f"Sleep on it, {turn} nights.", TODAY, True, False))


def answer_question(book: Book, turn: int) -> None:
    """The first answer also saves the proposals."""
    book.group_questions.save_answer(1, 1, f"They said it {turn} times.", TODAY)


def link_entries(book: Book, turn: int) -> None:
    book.group_questions.link_entries(1, 1, range(1 + turn % 2, 4))


def reword_question(book: Book, turn: int) -> None:
    book.group_questions.reword(1, f"Where does the money go, part {turn}?")


def delete_question(book: Book, turn: int) -> None:
    book.group_questions.delete(turn + 1)


def keep_answer_draft(book: Book, turn: int) -> None:
    book.group_questions.save_draft(2, 1, f"They sa{turn * 'i'}")


def remember_export(book: Book, turn: int) -> None:
    book.export_log.record(Path("/shown"), TODAY - timedelta(days=turn), "all", "ab" * 32)


def forget_export(book: Book, _turn: int) -> None:
    book.export_log.remove_newest(Path("/shown"))


def call_group(book: Book, turn: int) -> None:
    book.groups.set_alias(1, f"readers {turn}")


def save_meeting_day(book: Book, turn: int) -> None:
    book.meeting_schedule.save(1, turn % 7, time(19), TODAY)


def back_up(path: Path, turn: int) -> None:
    """A copy more than the day before, and older ones that go."""
    with open_with_passphrase(path) as book:
        backup = book.maintenance.backups.make(TODAY + timedelta(days=turn))
    with open_with_passphrase(backup.path) as copy, open_with_passphrase(path) as book:
        assert list(copy.load_entries()) == list(book.load_entries())


def make_story_and_copy(path: Path, passphrase: str | None) -> None:
    """A book that went on after a copy of it was made."""
    make_story_book(path, passphrase)
    with open_with_passphrase(path) as book:
        book.maintenance.backups.make(TODAY)
        log(book, 0)


def put_copy_back(path: Path, _turn: int) -> None:
    copy = next(backup for backup in list_backups(path) if not backup.is_aside)
    restore(path, copy.path, find_passphrase(path), TODAY)


def change_passphrase(path: Path, _turn: int) -> None:
    """Another one, or one at all; and one copy with it in the place of the older ones."""
    former = find_passphrase(path)
    result = rekey(path, former, PASSPHRASE if former == ANOTHER else ANOTHER, TODAY)
    if result.error:
        # It is changed, and said of the copies that they are as they were.
        raise FileAccessError(result.error)


def erase(book: Book, turn: int) -> None:
    number = (4, 1, 2)[turn]
    if book.load_history(number):
        book.maintenance.erase(number)


BOOK_ACTIONS = (
    BookAction("create", make_empty_file, create, times=3),
    build_action("log", make_story_book, log),
    build_action("log with drafts", make_story_book, log_with_drafts),
    build_action("edit", make_story_book, edit),
    build_action("delete", make_story_book, delete),
    build_action("undo", make_story_book, undo),
    build_action("redo", make_undone_changes, redo),
    BookAction("import", make_table_file, import_table, times=1),
    BookAction("import into entries", make_story_and_table, import_table, times=1),
    build_action("rename a tag", make_story_book, rename_tag),
    build_action("keep a draft", make_story_book, keep_draft),
    build_action("make a setting", make_story_book, set_setting),
    build_action("write a letter", make_story_book, write_letter),
    build_action("answer a question", make_empty_file, answer_question),
    build_action("link entries to an answer", make_story_book, link_entries),
    build_action("reword a question", make_story_book, reword_question),
    build_action("delete a question", make_story_book, delete_question, times=5),
    build_action("keep a draft of an answer", make_story_book, keep_answer_draft),
    build_action("remember an export", make_story_book, remember_export),
    build_action("forget an export", make_story_book, forget_export, times=2),
    build_action("call a group", make_story_book, call_group),
    build_action("set a meeting", make_story_book, save_meeting_day),
    BookAction("back up", make_story_book, back_up, changes=False),
    BookAction("put a copy back", make_story_and_copy, put_copy_back, times=1, forgives=True),
    BookAction("change the passphrase", make_story_and_copy, change_passphrase, times=3),
    build_action("erase", make_story_book, erase, times=3),
    *(
        BookAction(f"migrate {n}", partial(make_old_schema, n), migrate, times=3)
        for n in range(1, SCHEMA_VERSION)
    ),
)
LESS_TOLD = ("migrate 2", "migrate 3", "migrate 4")
"""Each statement of these fails in `tests/book/database/test_migrations.py` as well."""
TRIED_ACTIONS = tuple(
    action for action in BOOK_ACTIONS if EXAMPLES > 1 or action.name not in LESS_TOLD
)
"""What is tried with each fault."""
BY_NAME = {action.name: action for action in BOOK_ACTIONS}
