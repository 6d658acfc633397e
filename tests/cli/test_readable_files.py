"""What stays readable when a notebook gets a passphrase: named, and removed only if it is ours."""

from pathlib import Path

import pytest

from tests.command_line import Result, Tracker
from tracker.book.files.backups import list_backups
from tracker.book.open_book import open_book
from tracker.cli import kept_books, readable_files

NEW = "a kettle under nine stairs"
NAMED = "These can still be read without the passphrase."
STAYS = "so it won’t delete it"


@pytest.fixture
def story(tracker: Tracker) -> Tracker:
    """A plain story of which everything was written that can be written."""
    tracker.with_story()
    assert tracker("export").code == 0
    assert tracker("export", "--to", "for a friend", "--for", "friend").code == 0
    assert tracker("export", "--six-words", "--to", "locked").code == 0
    for command in ("chart", "timeline"):
        assert tracker(command, f"{command}.png").code == 0
    assert tracker("backup", "--to", "stick").code == 0
    assert tracker("backup").code == 0
    return tracker


def files_written(story: Tracker) -> list[Path]:
    """Every place of the story that anybody can read."""
    (dated,) = (story.folder / "exports").iterdir()
    (backup,) = list_backups(story.book, story.folder / "stick")
    names = ("for a friend", "chart.png", "timeline.png")
    return [dated, backup.path, *(story.folder / name for name in names)]


def encrypt(story: Tracker, *more: str, stdin: bytes = b"") -> Result:
    file = story.folder / "words"
    file.write_text(NEW)
    file.chmod(0o600)
    return story("passphrase", "--new-passphrase-file", str(file), *more, stdin=stdin)


def test_without_a_terminal_all_of_it_is_named_and_stays(story: Tracker) -> None:
    places = files_written(story)
    result = encrypt(story)
    assert (result.code, result.err) == (0, "")
    named = result.out.partition(NAMED)[2]
    assert "Tracker can list only files that it saved itself" in named
    for place in places:
        assert f"  {place}\n    It hasn’t changed since Tracker saved it." in named
        assert place.exists()
    assert "locked" not in named, "nobody reads it without its password"
    assert f"{story.folder / 'backups'}" not in named, "those were dealt with before"
    assert "Remove them when you no longer need them." in named


def test_a_script_can_have_it_removed_by_saying_so(story: Tracker) -> None:
    places = files_written(story)
    result = encrypt(story, "--readable", "remove")
    assert (result.code, result.err) == (0, "")
    for place in places:
        assert f"Removed: {place}" in result.out
        assert not place.exists()
    assert not (story.folder / "exports").exists()
    assert (story.folder / "locked" / "report.pdf").exists()
    open_book(story.book, NEW).close()


def test_what_was_changed_or_never_known_is_named_and_never_removed(story: Tracker) -> None:
    dated, backup, friend, chart, timeline = files_written(story)
    (dated / "my own notes.txt").write_text("mine")
    backup.write_bytes(story.book.read_bytes())
    (friend / "report.pdf").write_bytes(b"another file")
    chart.unlink()
    chart.symlink_to(story.book)
    with open_book(story.book) as book:
        # As an earlier version left it: a place without a fingerprint.
        for shown in book.export_log.load_all():
            if shown.path == timeline:
                book.export_log.set_fingerprint(timeline, "")
    kept = {each: each.read_bytes() for each in (backup, timeline, friend / "report.pdf")}
    result = encrypt(story, "--readable", "remove")
    assert "Removed:" not in result.out
    for place in (dated, backup, friend, chart, timeline):
        _before, _at, told = result.out.partition(f"  {place}\n")
        assert STAYS in told.splitlines()[0]
    assert all(each.read_bytes() == content for each, content in kept.items())
    assert (dated / "my own notes.txt").exists()
    assert chart.is_symlink()
    open_book(story.book, NEW).close()


def test_what_was_never_finished_and_a_list_that_was_cleared(story: Tracker) -> None:
    (dated,) = (story.folder / "exports").iterdir()
    begun = story.folder / f".for a friend.tracker-new-{'0' * 16}"
    begun.mkdir()
    (begun / "entries.csv").write_text("half of it")
    result = encrypt(story, "--readable", "remove")
    assert f"  {begun}\n    Tracker started writing this and never finished." in result.out
    assert not begun.exists()
    assert not dated.exists()


def test_a_cleared_list_leaves_the_dated_folder_to_be_named(story: Tracker) -> None:
    (dated,) = (story.folder / "exports").iterdir()
    with open_book(story.book) as book:
        book.export_log.clear()
    result = encrypt(story, "--readable", "remove")
    assert f"  {dated}\n" in result.out
    assert dated.exists()


def test_on_a_terminal_each_is_asked_about_and_enter_keeps_it(
    story: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = files_written(story)
    for module in (kept_books, readable_files):
        monkeypatch.setattr(module, "is_interactive", lambda: True)
    result = encrypt(story, stdin=b"remove\ny\n\nremove\n\nkeep\n\n")
    assert result.code == 0
    removed = [place for place in places if not place.exists()]
    assert len(removed) == 1
    assert f"Removed: {removed[0]}" in result.out


def test_nothing_is_named_where_all_is_locked_or_gone(tracker: Tracker) -> None:
    tracker.with_story()
    assert tracker("export", "--six-words", "--to", "locked").code == 0
    assert tracker("chart", "gone.png").code == 0
    (tracker.folder / "gone.png").unlink()
    result = encrypt(tracker)
    assert NAMED not in result.out
    assert "Tracker can’t delete older copies elsewhere" in result.out
