"""The folder of an export is written whole and for this person alone, or not at all."""

import errno
import os
import resource
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export.story_book import TODAY, example_book
from tracker.export.files.export_folder import (
    ExportError,
    choose_default_folder,
    remove_copy,
    write_bundle,
)

FILES = {"entries.csv": b"one", "months.csv": b"two" * 1000}


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _open_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("place", ["out", "new/deep/out", "given", "link"])
def test_the_files_lie_in_the_folder_for_the_person_alone(tmp_path: Path, place: str) -> None:
    (tmp_path / "given").mkdir(mode=0o755)
    (tmp_path / "link").symlink_to(tmp_path / "given")
    folder = tmp_path / place
    write_bundle(FILES, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir()} == {0o600}
    assert not [name for name in everything_in(tmp_path) if ".tracker-new-" in name]
    if place.startswith("new"):
        assert mode(tmp_path / "new") == 0o700


def test_where_the_person_stands_can_be_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_bundle(FILES, Path())
    assert everything_in(tmp_path) == sorted(FILES)
    write_bundle(FILES, Path("again"))
    assert (tmp_path / "again" / "entries.csv").read_bytes() == b"one"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    write_bundle(FILES, tmp_path / "out")
    with pytest.raises(ExportError, match="is not empty"):
        write_bundle({"entries.csv": b"newer"}, tmp_path / "out")
    assert (tmp_path / "out" / "entries.csv").read_bytes() == b"one"


def a_file(folder: Path) -> Path:
    (folder / "file").write_text("mine")
    return folder / "file"


def in_a_file(folder: Path) -> Path:
    return a_file(folder) / "out"


def dangling(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "nowhere")
    return folder / "link"


PLACES: list[tuple[Callable[[Path], Path], str]] = [
    (a_file, "is not a folder"),
    (in_a_file, "inside something that isn’t a folder"),
    (dangling, "is not a folder"),
    (lambda folder: folder / ("x" * 300), "too long"),
    (lambda folder: folder / "a\x00b", "Choose another one"),
    (lambda folder: folder / "a\x00b" / "out", "Choose another one"),
]


@pytest.mark.parametrize(("place", "expected"), PLACES)
def test_a_place_that_cannot_be_is_told(
    tmp_path: Path, place: Callable[[Path], Path], expected: str
) -> None:
    folder = place(tmp_path)
    before = everything_in(tmp_path)
    with pytest.raises(ExportError, match=expected) as refused:
        write_bundle(FILES, folder)
    assert str(refused.value).count(".") >= 1
    assert everything_in(tmp_path) == before


def failing(after: int, error: BaseException) -> Callable[[int], None]:
    """A file system that does its work so many times, and then fails."""
    left = iter(range(after))

    def fsync(handle: int) -> None:
        if next(left, None) is None:
            raise error

    return fsync


@pytest.mark.parametrize("stopped_at", range(4))
@pytest.mark.parametrize("place", ["out", "given"])
def test_a_stop_in_the_last_step_leaves_a_copy_that_is_known_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: int, place: str
) -> None:
    """Nothing lies anywhere that the log does not name, at whichever fsync the stop comes."""
    with example_book(tmp_path / "book") as book:
        (tmp_path / "given").mkdir()
        before, fsync = everything_in(tmp_path), os.fsync
        folder = tmp_path / place
        stop = failing(stopped_at, KeyboardInterrupt())

        def counted(handle: int) -> None:
            stop(handle)
            fsync(handle)

        def write(files: dict[str, bytes]) -> None:
            with (
                book.export_log.record_while_writing(folder, TODAY),
                monkeypatch.context() as patch,
            ):
                patch.setattr("os.fsync", counted)
                write_bundle(files, folder)

        if place == "out" or stopped_at < len(FILES) + 1:
            with pytest.raises(KeyboardInterrupt):
                write(FILES)
        else:
            write(FILES)
        lies = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
        assert lies in ([], sorted(FILES))
        assert [shown.path for shown in book.export_log.load_all()] == ([folder] if lies else [])
        if not lies:
            assert everything_in(tmp_path) == before


@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize("place", ["out", "new/deep/out", "given"])
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "x"), "The disk is full"),
        (OSError(errno.EROFS, "x"), "aren’t allowed to write to"),
        (OSError(errno.EIO, "x"), "can’t write to"),
        (KeyboardInterrupt(), ""),
    ],
)
def test_a_failure_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    expected: str,
    place: str,
    after: int,
) -> None:
    (tmp_path / "given").mkdir(mode=0o755)
    monkeypatch.setattr("os.fsync", failing(after, error))
    with pytest.raises(ExportError if expected else KeyboardInterrupt) as refused:
        write_bundle(FILES, tmp_path / place)
    assert expected in str(refused.value)
    assert everything_in(tmp_path) == ["given"]
    assert mode(tmp_path / "given") == 0o755


def test_a_real_limit_on_room_is_told(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(ExportError, match="The disk is full"):
            write_bundle(FILES, tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert everything_in(tmp_path) == []


def test_somebody_elses_file_is_never_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two write into one empty folder; the later one finds it empty, and then is refused."""
    folder = tmp_path / "given"
    folder.mkdir()
    monkeypatch.setattr("os.fsync", lambda _handle: (folder / "months.csv").write_bytes(b"theirs"))
    with pytest.raises(ExportError):
        write_bundle(FILES, folder)
    assert (folder / "months.csv").read_bytes() == b"theirs"
    assert everything_in(folder) == ["months.csv"]


def test_a_plain_book_has_a_dated_place_beside_it(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        exports = tmp_path / "exports"
        assert choose_default_folder(book, TODAY) == exports / "2025-11-22"
        for name in ("2025-11-22", "2025-11-22-2"):
            write_bundle(FILES, exports / name)
        assert choose_default_folder(book, TODAY) == exports / "2025-11-22-3"


def test_an_encrypted_book_has_none(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase="three plain words") as book:
        assert choose_default_folder(book, TODAY) is None


@pytest.mark.parametrize("exists", [False, True])
def test_a_place_that_keeps_other_bytes_is_said_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    folder = tmp_path / "stick"
    if exists:
        folder.mkdir()

    def lossy(path: Path, content: bytes) -> None:
        path.write_bytes(content[:-1])

    monkeypatch.setattr("tracker.export.files.export_folder.write_private_file", lossy)
    with pytest.raises(ExportError, match="save the files correctly"):
        write_bundle(FILES, folder)
    assert everything_in(tmp_path) == (["stick"] if exists else [])


def test_a_copy_is_removed_with_its_folder(tmp_path: Path) -> None:
    write_bundle(FILES, tmp_path / "out")
    assert remove_copy(FILES, tmp_path / "out")
    assert everything_in(tmp_path) == []
    assert remove_copy(FILES, tmp_path / "out"), "there is nothing left to remove"


def test_what_is_not_the_copy_stays(tmp_path: Path) -> None:
    write_bundle(FILES, tmp_path / "out")
    (tmp_path / "out" / "entries.csv").write_bytes(b"changed since")
    (tmp_path / "out" / "mine.txt").touch()
    assert not remove_copy(FILES, tmp_path / "out")
    assert everything_in(tmp_path / "out") == ["entries.csv", "mine.txt"]
