"""Commands that maintain the book (`check`, `backup`, `restore` …): their words and exit codes."""

import json
import shlex
from contextlib import closing
from pathlib import Path

import pytest

from tests.book.maintenance.test_index_repair import damage_index
from tests.command_line import Tracker
from tracker.book.database.connection import connect
from tracker.book.files.backups import list_backups
from tracker.cli.main import run

NEW = b"a kettle under nine stairs\n"


def encrypt_story(story: Tracker) -> str:
    """Give the story's book a passphrase; gives the name of the file that has it."""
    file = story.folder / "words"
    file.write_bytes(NEW)
    assert story("passphrase", "--new-passphrase-file", str(file)).code == 0
    return str(file)


def with_words(story: Tracker, *arguments: str) -> tuple[int, str, str]:
    result = story("--passphrase-file", str(story.folder / "words"), *arguments)
    return result.code, result.out, result.err


def find_page_end(path: Path, name: str) -> int:
    """Return where the first page of a table or an index ends in the file."""
    with closing(connect(path, NEW.decode().strip())) as connection:
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        ((page,),) = connection.execute(sql, (name,)).fetchall()
    return int(size) * int(page)


def test_check_says_in_plain_lines_what_it_looked_at(story: Tracker) -> None:
    result = story("check")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].startswith("Encryption: none, because there’s no passphrase")
    assert "Entries: all 8 can be read, with their answers and tags." in lines
    assert lines[-1] == "No problems found."


def test_check_as_json_is_the_same_whatever_the_language(story: Tracker) -> None:
    found = json.loads(story("check", "--format", "json").out)
    parts = ["seals", "pages", "tables", "ties", "money", "entries", "days", "history", "months"]
    assert [each["looked_at"] for each in found] == parts
    assert all(each["found"] == [] for each in found)


def test_check_names_the_copy_that_is_whole(story: Tracker) -> None:
    encrypt_story(story)
    assert with_words(story, "backup")[0] == 0
    content = bytearray(story.book.read_bytes())
    content[find_page_end(story.book, "entries_days") - 100] ^= 1
    story.book.write_bytes(content)
    code, out, err = with_words(story, "check")
    assert code == 1
    assert "Encryption: HMAC verification failed for page" in out
    assert "The backup from" in err
    assert "is undamaged and has 8 entries. To restore it, type: tracker restore 1" in err
    content[50] ^= 1
    story.book.write_bytes(content)
    code, out, err = with_words(story, "check")
    assert (code, out) == (1, "")
    assert "(its beginning)" in err
    assert "tracker restore 1" in err
    assert with_words(story, "restore", "1")[0] == 0
    assert with_words(story, "check")[0] == 0


def test_check_tells_of_a_copy_that_anybody_can_read(story: Tracker) -> None:
    story("backup")
    file = story.folder / "words"
    file.write_bytes(NEW)
    result = story("passphrase", "--new-passphrase-file", str(file), "--backups", "keep")
    assert "These backups open the same way as before" in result.out
    assert "1 backup has no passphrase" in with_words(story, "check")[2]


def test_six_states_of_a_book_get_six_sentences(story: Tracker) -> None:
    encrypt_story(story)
    whole, words = story.book.read_bytes(), str(story.folder / "words")
    wrong = story.folder / "wrong"
    wrong.write_text("another one")
    for file in (Path(words), wrong):
        file.chmod(0o600)
    said = []

    def said_of(content: bytes | None, file: str = words) -> None:
        story.book.unlink(missing_ok=True)
        if content is not None:
            story.book.write_bytes(content)
        result = story("--passphrase-file", file, "months")
        assert result.code == 1
        assert len(result.err.splitlines()) == 1
        said.append(result.err)

    said_of(whole, str(wrong))
    said_of(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
    said_of(b"")
    said_of(None)
    said_of(whole[:-1000])
    assert len(set(said)) == len(said)
    for sentence, words_of_it in zip(
        said,
        ("doesn’t open", "its beginning", "is empty", "no notebook at", "part of it is missing"),
        strict=True,
    ):
        assert words_of_it in sentence


def test_a_copy_is_made_elsewhere_and_anew(story: Tracker) -> None:
    stick = story.folder / "stick"
    result = story("backup", "--to", str(stick))
    assert result.code == 0
    assert result.out == f"Backed up and checked: {list_backups(story.book, stick)[0].path}\n"
    assert "Anyone who finds it can read it" in result.err
    assert str(list_backups(story.book, stick)[0].path) in story("where", "--all").out.splitlines()
    for _time in range(3):
        story("backup")
    result = story("backup", "--replace")
    assert "3 older backups deleted." in result.out
    assert [each.number for each in list_backups(story.book)] == [4]
    assert story("backup", "--replace", "--to", str(stick)).code == 2


def test_where_lists_the_folder_of_the_copies(story: Tracker) -> None:
    folder = str(story.folder / "backups")
    assert folder not in story("where", "--all").out
    story("backup")
    assert folder in story("where", "--all").out.splitlines()
    assert folder not in story("where").out


def test_where_says_that_there_is_no_passphrase_and_its_way_out_works(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tracker.folder / "words"
    file.write_bytes(NEW)
    for book in ("my book.db", "-odd.db"):
        tracker("new", "--currency", "EUR", "--no-passphrase", book=book)
        told = tracker("where", book=book)
        assert told.out == f"{tracker.folder / book}\n", "a program may read the path"
        said, _sign, words = told.err.strip().partition(" To set one, type: ")
        assert said == "Your notebook has no passphrase. Anyone with the file can read it."
        assert run([*shlex.split(words)[1:], "--new-passphrase-file", str(file)]) == 0
        assert tracker("where", book=book).err == ""


def test_where_names_what_a_killed_process_left_and_what_was_kept(story: Tracker) -> None:
    stick = story.folder / "stick"
    story("backup", "--to", str(stick))
    (elsewhere,) = list_backups(story.book, stick)
    for _time in range(2):
        story("backup")
    assert story("restore", "2").code == 0
    (kept,) = (each for each in list_backups(story.book) if each.is_aside)
    left = [
        kept.path.with_name(".b-2026-11-22-1.db.ab12cd34.old"),
        elsewhere.path.with_name(f".{elsewhere.path.name}.ab12cd34.new"),
        story.folder / ".b.db.ab12cd34.new",
    ]
    others = [
        kept.path.with_name(".b-x-2026-11-22-1.db.ab12cd34.old"),
        story.folder / ".b.db.x.ab12cd34.new",
    ]
    for each in (*left, *others):
        each.write_bytes(b"feelings")
    lines = story("where", "--all").out.splitlines()
    for each in (*left, kept.path):
        assert "delete this file." in lines[lines.index(str(each)) + 1]
    assert set(map(str, others)) & set(lines) == set()


def test_restore_lists_whatever_names_there_are(story: Tracker) -> None:
    story("backup")
    (copy,) = list_backups(story.book)
    for name in ("1900-01-01-1", "2199-12-31-7", "2026-11-22-999999999", "2026-11-22-kept-1001"):
        (copy.path.parent / f"b-{name}.db").write_bytes(copy.path.read_bytes())
    for name in ("9999-12-31-999999999", "0001-01-01-1", "2026-02-30-1"):
        (copy.path.parent / f"b-{name}.db").write_bytes(copy.path.read_bytes())
    listed = story("restore").out
    assert listed.count("8 entries, no passphrase") == 5
    assert story("backup").code == 0
    assert list_backups(story.book)[0].day == copy.day


def test_where_tells_a_link_from_the_book_and_that_it_has_another_name(story: Tracker) -> None:
    link, other = story.folder / "link.db", story.folder / "other.db"
    link.symlink_to(story.book)
    first, how, second, what, *_rest = story("where", "--all", book="link.db").out.splitlines()
    assert (first, second) == (str(story.book), str(link))
    assert "remove this file" in how
    assert "A link to your notebook." in what
    other.hardlink_to(story.book)
    assert "a second name on this disk" in story("where", "--all").out.splitlines()[1]
    refused = story("passphrase", "--six-words")
    assert (refused.code, refused.out) == (1, ""), "before any word is shown"
    assert "Remove the second name or replace it with a copy" in refused.err


def test_restore_lists_what_there_is_and_keeps_the_book_aside(story: Tracker) -> None:
    assert (
        story("restore").err
        == f"There are no backups of {story.book} yet. To make one, type: tracker backup\n"
    )
    story("backup", "--to", str(story.folder / "backups"))
    story("undo")
    listed = story("restore").out
    assert "8 entries, no passphrase" in listed
    result = story("restore", "1")
    assert result.code == 0
    assert "The notebook as it was before is kept here: " in result.out
    assert story("entries").out.count("\n") > 7
    assert "kept when you restored another" in story("restore").out
    assert story("restore", "9").code == 2
    assert story("restore", "nowhere.db").code == 1
    assert (
        story("restore", str(story.book)).err
        == "This is the notebook itself. Choose one of its backups.\n"
    )


def test_a_passphrase_is_set_changed_and_removed(story: Tracker) -> None:
    story("backup")
    file = story.folder / "words"
    file.write_bytes(NEW)
    result = story("passphrase", "--new-passphrase-file", str(file))
    assert result.code == 0
    assert "The notebook is now encrypted" in result.out
    assert "1 older backup deleted." in result.out
    assert story("months").code == 1
    both = NEW + b"short\n"
    changed = story(
        "--passphrase-file", "-", "passphrase", "--new-passphrase-file", "-", stdin=both
    )
    assert changed.code == 0
    assert "opens with the new passphrase" in changed.out
    assert "A computer could guess this, because it’s short" in changed.err
    result = story("--passphrase-file", "-", "passphrase", "--remove", stdin=b"short\n")
    assert "no passphrase now" in result.out
    assert story("months").code == 0
    assert (
        story("passphrase", "--remove").err
        == "This notebook has no passphrase, so there is nothing to remove.\n"
    )


def test_six_words_are_told_once_and_open_it(story: Tracker) -> None:
    result = story("passphrase", "--six-words")
    words = result.out.splitlines()[1].strip()
    assert len(words.split()) == 6
    assert story("--passphrase-file", "-", "months", stdin=words.encode()).code == 0
    made = story("new", "--six-words", "--currency", "EUR", book="other.db")
    words = made.out.splitlines()[1].strip()
    assert story("--passphrase-file", "-", "check", stdin=words.encode(), book="other.db").code == 0


@pytest.mark.parametrize("columns", [80, 60, 30, 4])
@pytest.mark.parametrize("command", [("passphrase",), ("export", "--to", "out")])
def test_six_words_are_cut_between_words_alone(
    story: Tracker, monkeypatch: pytest.MonkeyPatch, columns: int, command: tuple[str, ...]
) -> None:
    longest = "abandoned backspace cabdriver daredevil earthlike fabricate"
    monkeypatch.setattr("tracker.export.report.password.generate_six_words", lambda: longest)
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = story(*command, "--six-words").out.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.endswith("see them again:")) + 1
    count = 1 if columns == 80 else 2 if columns == 60 else 3 if columns == 30 else 6
    own = lines[begin : begin + count]
    assert " ".join(own).split() == longest.split()
    assert all(line.startswith("  ") and len(line) <= max(columns, 11) for line in own)


def test_what_is_to_be_said_about_a_passphrase_is_asked_for(story: Tracker) -> None:
    before = story.book.read_bytes()
    assert "--new-passphrase-file" in story("passphrase").err
    assert story("passphrase", "--remove", "--six-words").code == 2
    empty = story("passphrase", "--new-passphrase-file", "-", stdin=b"\n")
    assert (empty.code, empty.out) == (1, "")
    assert story("passphrase", "--six-words", book="none.db").code == 1
    assert story.book.read_bytes() == before


def test_an_entry_is_erased_once_that_was_said(story: Tracker) -> None:
    story("backup")
    refused = story("erase", "5")
    assert refused.code == 2
    assert "can’t be undone" in refused.err
    result = story("erase", "5", "--yes")
    assert result.code == 0
    assert "   5  2025-10-11  asked 15.00" in result.out
    assert "These entries stay, but no longer belong to it: 6" in result.out
    assert "1 backup still has it." in result.out
    assert "tracker backup --replace" in result.out
    assert story("history", "5").code == 1
    result = story("erase", "6", "--yes", "--backups", "replace")
    assert "New backup: " in result.out
    assert story("erase", "5", "--yes").err == (
        "There’s no entry 5, and there never was. Choose another number.\n"
    )
    assert story("check").code == 0


def test_the_story_that_was_played_and_looked_at_can_be_played_again(
    tracker: Tracker, tmp_path: Path
) -> None:
    assert tracker("demo").code == 0
    (book,) = (tmp_path / "home").rglob("demo/tracker.db")
    assert tracker("backup", book=str(book)).code == 0
    assert tracker("demo").code == 0
    assert list_backups(book) == []


def test_totals_that_are_not_those_of_the_entries_are_counted_again(tracker: Tracker) -> None:
    tracker.with_story()
    before = tracker("months").out
    connection = connect(tracker.book, None)
    connection.execute("UPDATE monthly_totals SET low = low + 100 WHERE type = 'paid'")
    connection.close()
    assert tracker("months").out != before
    found = tracker("check")
    assert found.code == 1
    assert "no entry is lost. To add them up again, type: tracker check --repair" in found.err
    asked = tracker("check", "--repair")
    assert (asked.code, tracker("months").out == before) == (2, False)
    repaired = tracker("check", "--repair", "--yes")
    assert (repaired.code, repaired.err) == (0, "")
    assert tracker("check").code == 0
    assert tracker("months").out == before


def test_a_damaged_index_is_repaired_on_request(tracker: Tracker) -> None:
    tracker.with_story()
    before = tracker("months").out
    connection = connect(tracker.book, None)
    damage_index(connection, "entries_days")
    connection.close()
    found = tracker("check")
    assert found.code == 1
    assert (
        "An index is damaged, but no entry is lost. To repair it, type: tracker check" in found.err
    )
    asked = tracker("check", "--repair")
    assert asked.code == 2
    assert "Nothing was changed." in asked.err
    repaired = tracker("check", "--repair", "--yes")
    assert repaired.code == 0
    assert "The damaged file is kept here:" in repaired.out
    assert tracker("check").code == 0
    assert tracker("months").out == before
