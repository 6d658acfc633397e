"""What `restore` kept aside, on the command line: named, asked about on a terminal, never taken."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pexpect
import pytest

from tests.cli.test_log_wizard import start
from tests.command_line import Result, Tracker
from tracker.book.database.connection import PLAIN_HEADER
from tracker.book.files.backups import list_backups
from tracker.book.open_book import open_book
from tracker.book.rekey import rekey
from tracker.cli import kept_books

OLD, NEW, OTHER = "a pot of tea", "a kettle under nine stairs", "two spoons"


def find_kept_paths(tracker: Tracker) -> list[Path]:
    return [each.path for each in list_backups(tracker.book) if each.is_aside]


def restore_one(tracker: Tracker) -> Path:
    """Make a backup of the plain book and restore it; gives what was kept."""
    assert tracker("backup").code == 0
    copies = list_backups(tracker.book)
    number = next(place for place, each in enumerate(copies, 1) if not each.is_aside)
    assert tracker("restore", str(number)).code == 0
    return find_kept_paths(tracker)[0]


@pytest.fixture
def story(tracker: Tracker) -> Tracker:
    """A plain story of which one book was kept aside."""
    restore_one(tracker.with_story())
    return tracker


def write_passphrase(tracker: Tracker, text: str) -> str:
    file = tracker.folder / "words"
    file.write_text(f"{text}\n")
    file.chmod(0o600)
    return str(file)


def encrypt(tracker: Tracker, *more: str, stdin: bytes = b"") -> Result:
    file = write_passphrase(tracker, NEW)
    return tracker("passphrase", "--new-passphrase-file", file, *more, stdin=stdin)


class Answers:
    """What a person answers at a terminal."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.asked = 0
        self.hidden: list[str] = []

    def begin(self, *hidden: str) -> None:
        """Be asked from now on; these are typed unseen."""
        self.hidden = list(hidden)
        self._patch.setattr(kept_books, "is_interactive", lambda: True)
        self._patch.setattr(kept_books, "ask_hidden", self._answer)

    def _answer(self, _question: str, *, default: str) -> str:
        self.asked += 1
        return self.hidden.pop(0) if self.hidden else default


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)


def test_without_a_terminal_it_stays_and_is_named_with_what_opens_it(story: Tracker) -> None:
    (kept,) = find_kept_paths(story)
    result = encrypt(story)
    assert (result.code, result.err) == (0, "")
    place = result.out.splitlines().index(f"  {kept}")
    assert result.out.splitlines()[place + 1] == "    It has no passphrase, so anyone can read it."
    assert "Tracker never removes such a file by itself." in result.out
    file = story.folder / "another"
    file.write_text("a third one, longer")
    given = ("--passphrase-file", write_passphrase(story, NEW))
    rekey(kept, None, NEW, kept_day(story))
    result = story(*given, "passphrase", "--new-passphrase-file", str(file))
    assert "It opens with the notebook’s old passphrase." in result.out
    result = story("--passphrase-file", str(file), "backup", "--replace")
    assert "It has a different passphrase, or it’s damaged." in result.out
    open_book(kept, NEW).close()


def kept_day(story: Tracker) -> date:
    return next(each.day for each in list_backups(story.book) if each.is_aside)


def test_what_was_erased_may_be_in_it_and_it_is_named(story: Tracker) -> None:
    (kept,) = find_kept_paths(story)
    result = story("erase", "5", "--yes", "--backups", "replace")
    assert "1 older backup deleted." in result.out
    assert "Other versions of your notebook may still have it." in result.out
    assert str(kept) in result.out
    with open_book(kept) as book:
        assert book.find_entry(5) is not None


def test_what_was_saved_when_the_file_was_changed_is_named_as_well(story: Tracker) -> None:
    with open_book(story.book) as book:
        rescued = book.rescue(date(2026, 11, 22))
    told = "When another program changed the notebook file, Tracker saved what you had open:"
    for command in (("backup", "--replace"), ("erase", "5", "--yes", "--backups", "replace")):
        lines = story(*command).out.splitlines()
        place = lines.index(told)
        assert lines[place + 1].strip() == str(rescued)
        assert lines[place + 2].strip() == "It has no passphrase, so anyone can read it."
    assert f"{told}\n  {rescued}\n    It has no passphrase, so anyone can" in encrypt(story).out
    with open_book(rescued) as book:
        assert book.find_entry(5) is not None


@pytest.mark.parametrize(
    "command",
    [
        ("backup", "--replace"),
        ("erase", "5", "--yes", "--copies", "keep"),
        ("passphrase", "--new-passphrase-file", "words"),
    ],
)
def test_a_script_can_have_it_removed_and_only_by_saying_so(
    story: Tracker, command: tuple[str, ...]
) -> None:
    write_passphrase(story, NEW)
    restore_one(story)
    assert story(*command, "--kept", "keep").code == 0
    assert len(find_kept_paths(story)) == 2
    if command[0] == "passphrase":
        command = ("--passphrase-file", "words", *command)
    if command[0] == "erase":
        command = ("erase", "6", *command[2:])
    result = story(*command, "--kept", "remove")
    assert result.code == 0
    assert result.out.count("Removed: ") == 2
    assert "never removes" not in result.out
    assert find_kept_paths(story) == []
    assert story("backup", "--kept", "remove").code == 2


def test_on_a_terminal_nothing_is_removed_by_enter_or_by_halves(
    story: Tracker, person: Answers
) -> None:
    (kept,) = find_kept_paths(story)
    person.begin()
    for answers in (b"\n", b"keep\n", b"remove\n\n", b"remove\nn\n"):
        result = story("backup", "--replace", stdin=answers)
        assert result.code == 0, answers
        assert find_kept_paths(story) == [kept]
    result = story("backup", "--replace", stdin=b"remove\ny\n")
    assert f"Removed: {kept}" in result.out
    assert find_kept_paths(story) == []


def test_on_a_terminal_it_can_get_the_new_passphrase(story: Tracker, person: Answers) -> None:
    (plain,) = find_kept_paths(story)
    before = restore_one(story)
    rekey(before, None, OLD, kept_day(story))
    other = restore_one(story)
    rekey(other, None, OTHER, kept_day(story))
    rekey(story.book, None, OLD, kept_day(story))
    person.begin("wrong", "  ", OTHER)
    given = ("--passphrase-file", write_passphrase(story, OLD))
    file = story.folder / "new"
    file.write_text(NEW)
    result = story(
        *given, "passphrase", "--new-passphrase-file", "new", stdin=b"change\nchange\nchange\n"
    )
    assert result.code == 0
    assert person.asked == 3, "only for the one that the former passphrase does not open"
    assert "This passphrase doesn’t open" in result.err
    for each in (plain, before, other):
        open_book(each, NEW).close()
        assert f"It now opens the same way as the notebook: {each}" in result.out
    given = ("--passphrase-file", str(file))
    result = story(*given, "passphrase", "--remove", stdin=b"change\nkeep\nkeep\n")
    assert other.read_bytes().startswith(PLAIN_HEADER)
    assert not before.read_bytes().startswith(PLAIN_HEADER)


def test_on_a_terminal_an_unknown_passphrase_keeps_it(story: Tracker, person: Answers) -> None:
    (kept,) = find_kept_paths(story)
    rekey(kept, None, OTHER, kept_day(story))
    before = kept.read_bytes()
    person.begin("wrong", "")
    assert encrypt(story, "--backups", "rekey", stdin=b"change\n").code == 0
    assert person.asked == 2
    assert kept.read_bytes() == before


@pytest.fixture
def child(story: Tracker) -> Iterator["pexpect.spawn[str]"]:
    rekey(find_kept_paths(story)[0], None, OTHER, kept_day(story))
    spawned = start(story.book, "passphrase")
    yield spawned
    spawned.close(force=True)


def test_a_real_terminal_shows_no_passphrase_and_enter_keeps_it(
    story: Tracker, child: "pexpect.spawn[str]"
) -> None:
    (kept,) = find_kept_paths(story)
    before = kept.read_bytes()
    for question in ("New passphrase", "Repeat it"):
        child.expect_exact(question)
        child.sendline(NEW)
    child.expect_exact("It has a different passphrase, or it’s damaged.")
    child.expect_exact("(keep, remove, change) [keep]")
    child.sendline("change")
    for typed in ("wrong", ""):
        child.expect_exact("Its own passphrase")
        child.sendline(typed)
    child.expect(pexpect.EOF)
    assert child.wait() == 0
    assert kept.read_bytes() == before
