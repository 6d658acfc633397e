"""Where the person's own notebook is: in no folder that others delete, and found after a move."""

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import platformdirs
import pytest
from platformdirs.api import PlatformDirsABC
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from tests.book.former_folder import (
    LINES,
    check_moved,
    make_former_folder,
    make_notebook,
    read_contents,
)
from tests.command_line import Result
from tracker.book.database import connection
from tracker.book.files.backups import BACKUP_FOLDER as BACKUPS
from tracker.book.files.relocation import DATA_FOLDER, FORMER_DATA_FOLDER
from tracker.book.open_book import open_book
from tracker.cli import data_folder
from tracker.cli.data_folder import BUNDLE_FOLDER, LOCAL_BOOK
from tracker.cli.demo import find_demo_folder
from tracker.cli.main import run
from tracker.export.files.export_folder import EXPORTS_FOLDER
from tracker.i18n import format_date

CLEARED = {
    ".cache",
    ".thumbnails",
    "akonadi",
    "baloo",
    "cache",
    "caches",
    "gnome-tracker",
    "gvfs-metadata",
    "indexer",
    "localsearch",
    "nepomuk",
    "recently-used.xbel",
    "recoll",
    "temp",
    "thumbnails",
    "tinysparql",
    "tmp",
    "tracker",
    "tracker-miners",
    "tracker2",
    "tracker3",
    "trash",
    "zeitgeist",
}
"""Names that indexers and caches have, and that cleaners and lists for backups leave out."""
Command = Callable[..., Result]
PLAIN = "Your notebook has no passphrase."


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for programs' data, and a working folder elsewhere."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "data"


@pytest.fixture
def old(data: Path) -> Path:
    return data / FORMER_DATA_FOLDER / "book.db"


@pytest.fixture
def new(data: Path) -> Path:
    return data / DATA_FOLDER / "book.db"


@pytest.fixture
def command(data: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object, stdin: str = "") -> Result:
        capsys.readouterr()
        before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        try:
            code = run([str(each) for each in arguments])
        finally:
            sys.stdin = before
        out, err = capsys.readouterr()
        # Said of each plain notebook; this is about where they are.
        told = [line for line in err.splitlines(keepends=True) if not line.startswith(PLAIN)]
        return Result(code, out, "".join(told))

    return call


@pytest.mark.parametrize("paths", [Unix, MacOS])
def test_no_part_of_the_default_path_is_a_name_that_cleaners_know(
    paths: type[PlatformDirsABC], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", paths)
    monkeypatch.chdir("/")
    places = [
        data_folder.find_book(None),
        find_demo_folder() / LOCAL_BOOK,
        find_demo_folder() / BUNDLE_FOLDER,
    ]
    base = paths("any", appauthor=False).user_data_path.parent
    parts = {part for place in places for part in place.relative_to(base).parts}
    assert parts == {DATA_FOLDER, "book.db", "demo", "tracker.db", "bundle"}
    assert not {part.casefold() for part in (*parts, BACKUPS, EXPORTS_FOLDER)} & CLEARED
    assert FORMER_DATA_FOLDER in CLEARED, "which is why it was given up"


@pytest.mark.parametrize("passphrase", [None, "stew on thursday"], ids=["plain", "encrypted"])
def test_the_next_start_moves_ours_alone_and_says_so_once(
    data: Path, new: Path, command: Command, passphrase: str | None
) -> None:
    make_former_folder(data, passphrase)
    before = read_contents(data / FORMER_DATA_FOLDER)
    found = command("where")
    assert found.out == f"{new}\n"
    assert found.err == f"Your notebook has moved to {new}.\n"
    check_moved(data, before)
    assert command("where") == Result(0, f"{new}\n", "")
    with open_book(new, passphrase) as book:
        assert len(list(book.load_entries())) == len(LINES)
        paths = [each.path for each in book.export_log.load_all()]
    day = data / DATA_FOLDER / "exports" / "2026-11-22"
    assert paths == [day, data / FORMER_DATA_FOLDER / "mine", Path("/elsewhere")]
    assert day.is_dir()


def test_the_former_folder_goes_when_nothing_is_in_it(
    data: Path, old: Path, command: Command
) -> None:
    make_notebook(old, None)
    make_notebook(old.parent / "demo" / LOCAL_BOOK, None)
    (old.parent / "exports").mkdir()
    assert command("entries").code == 0
    assert [each.name for each in data.iterdir()] == [DATA_FOLDER]


def test_a_command_that_wants_no_notebook_moves_none(old: Path, command: Command) -> None:
    make_notebook(old, None)
    assert command("people").code == 0
    assert old.exists()


def test_the_former_path_is_followed_each_time_with_a_sentence(
    old: Path, new: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notebook(old, None)
    said = f"Your notebook has moved to {new}. Use that path from now on.\n"
    for _time in range(2):
        found = command("--book", old, "where")
        assert (found.out, found.err) == (f"{new}\n", said)
    assert command("--book", new, "where").err == ""
    monkeypatch.setenv("TRACKER_BOOK", str(old))
    logged = command("log", stdin="2025-10-14 meeting 1h\n")
    assert (logged.code, logged.err) == (0, said)
    assert not old.parent.exists()
    with open_book(new) as book:
        assert len(list(book.load_entries())) == len(LINES) + 1


def test_the_former_path_is_followed_however_it_is_spelt(
    old: Path, new: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notebook(old, None)
    link = Path("notebook.db").absolute()
    link.symlink_to(old)
    monkeypatch.chdir(old.parent)
    for named in ("book.db", link, old.parent / ".." / FORMER_DATA_FOLDER / "book.db"):
        assert "has moved to" in command("--book", named, "entries").err
        monkeypatch.chdir(link.parent)
        Path(FORMER_DATA_FOLDER).mkdir(exist_ok=True)
    assert new.exists()
    assert not old.exists()


def test_the_new_path_can_be_named_before_the_move(old: Path, new: Path, command: Command) -> None:
    make_notebook(old, None)
    assert command("--book", new, "entries").code == 0
    assert new.exists()


def test_the_sample_story_is_followed_as_well(old: Path, new: Path, command: Command) -> None:
    sample, moved = (each.parent / "demo" / LOCAL_BOOK for each in (old, new))
    make_notebook(sample, None)
    found = command("--book", sample, "entries")
    assert (found.code, found.err.count(str(moved))) == (0, 1)
    assert not old.parent.exists()


def test_another_notebook_in_the_former_folder_is_somebody_elses(
    old: Path, command: Command
) -> None:
    make_notebook(old, None)
    mine = old.with_name("mine.db")
    make_notebook(mine, None)
    assert command("--book", mine, "where") == Result(0, f"{mine}\n", "")
    assert old.exists(), "only its own default moves"


def test_the_notebook_of_this_folder_comes_first(old: Path, command: Command) -> None:
    make_notebook(old, None)
    make_notebook(Path(LOCAL_BOOK), None)
    assert command("where").out == f"{Path(LOCAL_BOOK).absolute()}\n"
    assert old.exists()


def test_no_new_notebook_is_made_beside_the_former_one(
    old: Path, new: Path, command: Command
) -> None:
    make_notebook(old, None)
    made = command("new", "--no-passphrase")
    assert made.code == 1
    assert f"{new} already exists" in made.err
    with open_book(new) as book:
        assert len(list(book.load_entries())) == len(LINES)


def test_of_two_notebooks_none_is_chosen_without_asking(
    old: Path, new: Path, command: Command
) -> None:
    for place in (old, new):
        make_notebook(place, None)
    before = read_contents(old.parent), read_contents(new.parent)
    refused = command("entries")
    assert refused.code == 1
    assert refused.err == (
        "There are 2 notebooks. To open one of them, type:\n"
        f"  tracker --book {new}\n  tracker --book {old}\n"
    )
    for place in (old, new):
        assert command("--book", place, "where") == Result(0, f"{place}\n", "")
    assert (read_contents(old.parent), read_contents(new.parent)) == before


@pytest.mark.parametrize("answer", ["1", "2"])
def test_of_two_notebooks_a_person_chooses_by_day_and_size(
    old: Path, new: Path, command: Command, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (old, new):
        make_notebook(place, None)
    day = datetime(2023, 11, 14, 12).astimezone()
    os.utime(old, (0, day.timestamp()))
    monkeypatch.setattr(data_folder, "is_interactive", lambda: True)
    before = read_contents(old.parent), read_contents(new.parent)
    asked = command("where", stdin=f"3\n{answer}\n")
    assert asked.out == f"{(new, old)[int(answer) - 1]}\n"
    size = -(-old.stat().st_size // 1024)
    assert f"  2  {old}\n     last changed on {format_date(day.date())}, {size} kB, " in asked.err
    assert f"  1  {new}\n     last changed on " in asked.err
    assert (read_contents(old.parent), read_contents(new.parent)) == before


def test_one_notebook_under_both_names_is_no_choice(
    old: Path, new: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notebook(new, None)
    old.parent.symlink_to(new.parent)
    assert command("where") == Result(0, f"{new}\n", "")
    old.parent.unlink()
    old.parent.mkdir()
    old.symlink_to(new)
    assert command("where") == Result(0, f"{new}\n", "")
    assert old.is_symlink(), "the link stays the person's"
    old.unlink()
    old.hardlink_to(new)
    monkeypatch.setattr(data_folder, "relocate_book", lambda *_places: False)
    assert command("where").out == f"{new}\n", "its move was cut short and cannot be finished now"


@pytest.mark.parametrize("link", ["folder", "book", "lost folder", "lost book"])
def test_a_notebook_placed_by_a_link_is_used_there(
    old: Path, new: Path, command: Command, link: str
) -> None:
    make_notebook(old, None)
    stick = old.parent.with_name("stick")
    place = old.parent if "folder" in link else old
    place.rename(stick)
    place.symlink_to(stick)
    if link.startswith("lost"):
        stick.rename(stick.with_name("away"))
        refused = command("entries")
        assert (refused.code, str(old) in refused.err) == (1, True), "no other is begun"
        return
    assert command("entries").out.count("\n") >= len(LINES)
    assert place.is_symlink()
    assert not new.parent.exists()


def test_a_notebook_that_cannot_move_is_used_there(
    old: Path, new: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notebook(old, None)
    monkeypatch.setattr(connection, "WAIT_MS", 0)
    monkeypatch.setattr(data_folder, "relocate_book", lambda *_places: False)
    for named in ((), ("--book", old), ("--book", new)):
        found = command(*named, "entries")
        assert (found.code, found.err) == (0, "")
        assert found.out.count("\n") >= len(LINES)
    assert not new.parent.exists()


def test_where_names_your_own_notebook_too_in_a_folder_with_another(
    new: Path, command: Command, tmp_path: Path
) -> None:
    for place in (new, tmp_path / LOCAL_BOOK):
        make_notebook(place, None)
    assert command("--book", new, "backup").code == 0
    shown = command("--book", tmp_path / LOCAL_BOOK, "where", "--all").out.splitlines()
    for path in (tmp_path / LOCAL_BOOK, new, new.parent / "backups"):
        assert shown.count(str(path)) == 1


def test_where_names_both_places_while_something_is_left(
    old: Path, new: Path, command: Command
) -> None:
    for place in (old, old.parent / "demo" / LOCAL_BOOK, new, new.parent / "demo" / LOCAL_BOOK):
        make_notebook(place, None)
    (old.parent / "notes.txt").write_text("somebody else's")
    told = command("--book", new, "where", "--all").out.splitlines()
    for path in (new, old, old.parent / "demo" / LOCAL_BOOK):
        assert told.count(str(path)) == 1
    assert str(min((old.parent / "backups").iterdir())) in told
    assert str(old.parent / "notes.txt") not in told
    told = command("--book", old, "where", "--all").out.splitlines()
    for path in (new, old, old.parent / "backups", old.parent / "demo" / LOCAL_BOOK):
        assert told.count(str(path)) == 1
