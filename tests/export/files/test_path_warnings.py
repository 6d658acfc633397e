"""The warnings about the place of an export."""

from pathlib import Path

import pytest

from tracker.export.files.path_warnings import describe_path_risk


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DOWNLOAD_DIR", raising=False)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "book.db").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("stick/for-a-friend", ""),
        ("notes/for-a-friend", "next to your notebook"),
        ("Dropbox/x", "looks synced"),
        ("Dropbox (Personal)/x", "looks synced"),
        ("OneDrive - Firm/x", "looks synced"),
        ("Nextcloud", "looks synced"),
        ("boxes/x", ""),
        ("Downloads/x/y", "look in Downloads first"),
    ],
)
def test_a_place_that_others_read_is_named(home: Path, folder: str, said: str) -> None:
    sentence = describe_path_risk(home / folder, home / "notes" / "book.db")
    assert said in sentence
    assert bool(said) == bool(sentence)


def test_a_folder_that_a_program_marks_as_copied_is_named(home: Path) -> None:
    (home / "plain" / ".stfolder").mkdir(parents=True)
    assert "looks synced" in describe_path_risk(home / "plain" / "x", home / "notes" / "book.db")


def test_a_link_is_followed_and_one_in_a_circle_is_no_obstacle(home: Path) -> None:
    (home / "Dropbox").mkdir()
    (home / "elsewhere").symlink_to(home / "Dropbox")
    (home / "round").symlink_to(home / "round")
    book = home / "notes" / "book.db"
    assert "looks synced" in describe_path_risk(home / "elsewhere" / "x", book)
    assert describe_path_risk(home / "round" / "x", book) == ""
