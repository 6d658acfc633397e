"""A `tracker.db` in the current folder never takes entries unseen that are for one's own."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from tests.book.former_folder import LINES, make_notebook, read_contents
from tests.cli.test_data_folder import Command, command, data, new, old
from tests.factories import make_empty_book
from tracker.book.open_book import open_book
from tracker.cli import data_folder, file_ownership
from tracker.cli.data_folder import LOCAL_BOOK
from tracker.i18n import quote_for_shell

PHRASE = "stew on thursday"
__all__ = ["command", "data", "new", "old"]


@pytest.fixture
def here(data: Path) -> Path:
    """The notebook in the folder that a person is in, as somebody may have put it there."""
    path = Path(LOCAL_BOOK).absolute()
    make_notebook(path, None)
    return path


def write(path: Path, passphrase: str | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    make_empty_book(path, passphrase=passphrase).close()


@pytest.mark.parametrize("place", ["new", "old"])
def test_a_planted_plain_notebook_takes_no_entry_from_an_encrypted_one(
    place: str, here: Path, old: Path, new: Path, command: Command
) -> None:
    own = {"new": new, "old": old}[place]
    write(own, PHRASE)
    before = read_contents(here.parent)
    for arguments in (("log",), ("entries",), ("where",), ("months", "--format", "json"), ()):
        refused = command(*arguments, stdin="2025-10-14 meeting 1h\n")
        assert (refused.code, refused.out) == (1, "")
        first, *commands = refused.err.splitlines()
        assert first == "There are 2 notebooks. To open one of them, type:"
        assert commands == [f"  tracker --book {here}", f"  tracker --book {own}"]
    assert read_contents(here.parent) == before
    assert own.exists()


def test_the_commands_that_are_named_work_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    folder = tmp_path / "it's $HOME \x1b[31m\u202e\"`x`%s\\"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "my data"))
    write(tmp_path / "my data" / "notebook-tracker" / "book.db", PHRASE)
    write(folder / LOCAL_BOOK, None)
    refused = command("where")
    assert refused.code == 1
    assert "\x1b" not in refused.err
    assert "\u202e" not in refused.err
    places = []
    for line in refused.err.splitlines()[1:]:
        typed = line.replace("tracker", shlex.join([sys.executable, "-m", "tracker"]), 1)
        run = subprocess.run(
            ["sh", "-c", f"{typed} where"],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        places.append(run.stdout)
    assert [each.rpartition("/")[2] for each in places] == ["tracker.db\n", "book.db\n"]
    assert places[0].startswith(f"{tmp_path}/it's $HOME ")


@pytest.mark.parametrize(
    "name", ["plain", "it's", "\x1b]0;x\x07", "\udcff", "a\u202eb", "ü 名\n%s"]
)
def test_a_word_for_the_shell_is_that_name_again_and_can_be_shown(name: str) -> None:
    word = quote_for_shell(f"{name}.db")
    assert word.isprintable()
    found = subprocess.run(["sh", "-c", f"printf %s {word}"], capture_output=True, check=True)
    assert found.stdout == os.fsencode(f"{name}.db")


@pytest.mark.parametrize("answer", [1, 2])
def test_on_a_terminal_a_person_is_asked_which_of_the_two(
    answer: int, here: Path, new: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(new, PHRASE)
    monkeypatch.setattr(data_folder, "is_interactive", lambda: True)
    asked = command("where", stdin=f"x\n{answer}\n")
    assert asked.out == f"{(here, new)[answer - 1]}\n"
    first, second = asked.err.split("  2  ")
    assert f"  1  {here}\n" in first
    assert first.endswith("kB, no passphrase\n")
    assert second.startswith(f"{new}\n")
    assert ", no passphrase" not in second
    assert asked.err.count("Tracker uses the notebook in this folder") == (answer == 1)


CHOOSING = """
import select
from pathlib import Path
from tracker.cli.data_folder import _ask_which_book

print("typed?", flush=True)
select.select([0], [], [])
print("chosen:", _ask_which_book(Path("a"), Path("b")))
"""
"""Asks once a line waits that was typed ahead."""


def test_a_passphrase_that_was_typed_ahead_is_no_answer(tmp_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable, ["-c", CHOOSING], cwd=str(tmp_path), encoding="utf-8", timeout=20
    )
    child.expect_exact("typed?")
    child.sendline(PHRASE)
    child.expect_exact("Which one do you want to open?")
    child.sendline("2")
    child.expect(pexpect.EOF)
    assert "chosen: b" in (child.before or "")
    assert PHRASE not in (child.before or "")


@pytest.mark.parametrize("state", ["empty", "cut off", "away", "folder away"])
def test_an_own_notebook_that_cannot_be_read_now_may_be_an_encrypted_one(
    state: str, here: Path, new: Path, command: Command, tmp_path: Path
) -> None:
    new.parent.parent.mkdir(parents=True, exist_ok=True)
    if state == "folder away":
        new.parent.symlink_to(tmp_path / "stick")
    else:
        new.parent.mkdir()
    if state == "away":
        new.symlink_to(tmp_path / "stick" / "book.db")
    elif state != "folder away":
        new.write_bytes(os.urandom(0 if state == "empty" else 5000))
    refused = command("entries")
    assert refused.code == 1
    assert f"tracker --book {new}" in refused.err


@pytest.mark.parametrize("own", [None, "plain", "encrypted"])
def test_the_notebook_of_this_folder_is_used_with_a_line_and_clean_output(
    own: str | None, data: Path, new: Path, command: Command, tmp_path: Path
) -> None:
    path = Path(LOCAL_BOOK).absolute()
    if own == "encrypted":
        # One with a passphrase is nobody else's.
        write(path, PHRASE)
    else:
        make_notebook(path, None)
    if own is not None:
        write(new, PHRASE if own == "encrypted" else None)
    (tmp_path / "phrase").write_text(PHRASE)
    (tmp_path / "phrase").chmod(0o600)
    found = command("--passphrase-file", tmp_path / "phrase", "entries", "--format", "json")
    assert found.code == 0
    assert found.err == f"Tracker uses the notebook in this folder: {path}\n"
    assert isinstance(json.loads(found.out), list | dict)


def test_nothing_is_said_of_the_default_or_of_one_that_was_named(
    here: Path, new: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(new, PHRASE)
    here.chmod(0o666)
    assert command("--book", LOCAL_BOOK, "entries").err == ""
    monkeypatch.setenv("TRACKER_BOOK", LOCAL_BOOK)
    logged = command("log", stdin="2025-10-14 meeting 1h\n")
    assert (logged.code, logged.err) == (0, "")
    monkeypatch.delenv("TRACKER_BOOK")
    here.unlink()
    assert command("where").err == ""


def test_a_link_to_the_own_notebook_is_the_own_notebook(
    data: Path, new: Path, command: Command
) -> None:
    write(new, PHRASE)
    Path(LOCAL_BOOK).symlink_to(new)
    found = command("where")
    assert (found.out, found.err) == (f"{new}\n", "")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_keeps_nobody_from_the_own_notebook(
    make: Callable[[str], None], data: Path, new: Path, command: Command
) -> None:
    write(new, PHRASE)
    make(LOCAL_BOOK)
    found = command("where")
    assert (found.out, found.err) == (f"{new}\n", "")


def test_a_new_notebook_of_this_folder_is_made_without_a_word_of_another(
    data: Path, new: Path, command: Command
) -> None:
    write(new, PHRASE)
    made = command("new", "--here", "--no-passphrase")
    assert (made.code, made.err) == (0, "")


def others_own(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)


def group_writes(path: Path, _patch: pytest.MonkeyPatch) -> None:
    path.chmod(0o660)


def all_write(path: Path, _patch: pytest.MonkeyPatch) -> None:
    path.chmod(0o606)


def group_writes_to_folder(path: Path, _patch: pytest.MonkeyPatch) -> None:
    path.parent.chmod(0o770)


def all_write_to_folder(path: Path, _patch: pytest.MonkeyPatch) -> None:
    path.parent.chmod(0o707)


def all_write_above(path: Path, _patch: pytest.MonkeyPatch) -> None:
    path.parent.parent.chmod(0o777)


def journal_of_others(path: Path, _patch: pytest.MonkeyPatch) -> None:
    # In a sticky folder nobody replaces the book, but SQLite would play this into it.
    path.parent.chmod(0o1777)
    journal = path.with_name(f"{path.name}-journal")
    journal.touch()
    journal.chmod(0o666)


def is_a_link(path: Path, _patch: pytest.MonkeyPatch) -> None:
    path.rename(path.with_name("mine.db"))
    path.symlink_to("mine.db")


Plant = Callable[[Path, pytest.MonkeyPatch], None]
DOUBTS: dict[Plant, str] = {
    others_own: "belongs to someone else",
    group_writes: "Others can write to it",
    all_write: "Others can write to it",
    group_writes_to_folder: "Others can change what is in",
    all_write_to_folder: "Others can change what is in",
    all_write_above: "Others can change what is in",
    journal_of_others: "Others can change tracker.db-journal next to it",
    is_a_link: "It is a link",
}


@pytest.mark.parametrize("plant", DOUBTS, ids=lambda plant: plant.__name__)
@pytest.mark.parametrize("passphrase", [None, PHRASE], ids=["plain", "encrypted"])
def test_a_notebook_that_somebody_else_may_have_put_there_is_refused(
    plant: Plant,
    passphrase: str | None,
    data: Path,
    new: Path,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_ownership, "_is_own_group", lambda _path, _found: False)
    path = Path(LOCAL_BOOK).absolute()
    write(path, passphrase)
    write(new, None)
    plant(path, monkeypatch)
    refused = command("log", stdin="2025-10-14 meeting 1h\n")
    assert refused.code == 1
    assert DOUBTS[plant] in refused.err
    assert f"  tracker --book {path}\n" in refused.err
    assert f"  tracker --book {new}\n" in refused.err
    opened = command("--book", path, "where")
    assert (opened.code, opened.err) == (0, "")


def test_in_a_sticky_folder_nobody_replaces_what_is_mine(here: Path, command: Command) -> None:
    here.parent.chmod(0o1777)
    assert command("entries").code == 0


def test_a_group_of_ones_own_is_nobody_else(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import grp
    import pwd

    here.chmod(0o660)
    me = pwd.getpwuid(os.geteuid())
    members: list[str] = []

    def group(_number: int) -> grp.struct_group:
        return grp.struct_group((me.pw_name, "x", me.pw_gid, members))

    monkeypatch.setattr(grp, "getgrgid", group)
    os.chown(here, -1, me.pw_gid)
    assert file_ownership.find_doubt(here) == ""
    monkeypatch.setattr(file_ownership, "_has_further_permissions", lambda _path: True)
    assert file_ownership.find_doubt(here) == "Others can write to it."
    monkeypatch.undo()
    monkeypatch.setattr(grp, "getgrgid", group)
    members.append("somebody")
    assert file_ownership.find_doubt(here) == "Others can write to it."


MOUNTED = {
    "vfat /dev/sdb1 rw,fmask=0000": "",
    "exfat /dev/sdb1 rw": "",
    "9p C:\\134 rw,aname=drvfs;path=C:\\;uid=1000;symlinkroot=/mnt/,mmap": "",
    "9p C:\\134 rw,aname=drvfs;path=C:\\;uid=1000;metadata;symlinkroot=/mnt/,mmap": "Others",
    "9p share rw,trans=virtio": "Others",
    "ext4 /dev/sda1 rw": "Others",
}


@pytest.mark.parametrize("mounted", MOUNTED)
def test_only_a_file_system_that_keeps_owners_is_asked_for_them(
    mounted: str, here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here.chmod(0o666)
    here.parent.chmod(0o777)
    device = here.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "22 1 0:5 / /proc rw,relatime shared:5 - proc proc rw\n"
        f"30 1 {number} / /a\\040-\\040b rw,relatime shared:1 master:2 - {mounted}\n"
    )
    monkeypatch.setattr(file_ownership, "_MOUNTS", mounts)
    doubt = file_ownership.find_doubt(here)
    assert doubt.startswith(MOUNTED[mounted])
    assert bool(doubt) is bool(MOUNTED[mounted])


@pytest.mark.parametrize("most", [1, 127])
def test_without_a_list_of_mounts_hard_links_tell(
    most: int, here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here.chmod(0o666)
    monkeypatch.setattr(file_ownership, "_MOUNTS", tmp_path / "none")
    monkeypatch.setattr(os, "pathconf", lambda _path, _name: most)
    assert bool(file_ownership.find_doubt(here)) is (most > 1)


def test_the_entry_goes_where_the_line_says(here: Path, command: Command) -> None:
    assert command("log", stdin="2025-10-14 meeting 1h\n").code == 0
    with open_book(here) as book:
        assert len(list(book.load_entries())) == len(LINES) + 1
