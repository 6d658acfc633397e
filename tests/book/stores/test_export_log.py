"""The log of what was shown: every showing, with a fingerprint, and nothing once it is cleared."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.book.book import Book
from tracker.book.open_book import open_book
from tracker.book.stores.export_log import ExportRecord, _decode_path, _encode_path

FIRST, SECOND = date(2026, 11, 22), date(2026, 11, 29)
PLACE = Path("/for/a-friend-of-mine")
PRINT = "0123456789abcdef" * 4


def test_each_showing_stays_also_at_a_place_that_was_used_before(book: Book) -> None:
    assert book.export_log.find_last_day() is None
    with book.export_log.record_while_writing(PLACE, FIRST, "all months", PRINT):
        pass
    with book.export_log.record_while_writing(PLACE, SECOND):
        pass
    book.export_log.record(Path("/earlier"), date(2026, 11, 1))
    assert book.export_log.load_all() == [
        ExportRecord(date(2026, 11, 1), Path("/earlier"), ""),
        ExportRecord(FIRST, PLACE, "all months", PRINT),
        ExportRecord(SECOND, PLACE, ""),
    ]
    assert book.export_log.find_last_day() == FIRST, "a picture that was saved is no showing"


def test_a_showing_that_came_to_nothing_takes_no_earlier_one_along(book: Book) -> None:
    book.export_log.record(PLACE, FIRST, "all months", PRINT)
    with pytest.raises(OSError, match="full"):
        fail_to_write(book)
    assert book.export_log.load_all() == [ExportRecord(FIRST, PLACE, "all months", PRINT)]
    book.export_log.remove_newest(Path("/never"))
    assert len(book.export_log.load_all()) == 1


@given(
    st.lists(st.sampled_from([b"\\", b"x", b"\\xff", b"\\x5c", b"\xff", b"\xc3\xa9", b"ff", b"a"]))
)
def test_a_place_of_any_bytes_comes_back(parts: list[bytes]) -> None:
    place = Path(os.fsdecode(b"/" + b"".join(parts)))
    assert _decode_path(_encode_path(place)) == place
    _encode_path(place).encode()


def test_a_place_that_is_no_utf_8_is_found_again(book: Book) -> None:
    place = Path(os.fsdecode(os.fsencode(book.path.parent) + b"/caf\xe9"))
    book.export_log.record(place, FIRST)
    assert [shown.path for shown in book.export_log.load_all()] == [place]
    book.export_log.remove_newest(place)
    assert book.export_log.load_all() == []


def fail_to_write(book: Book) -> None:
    with book.export_log.record_while_writing(PLACE, SECOND, "other"):
        assert len(book.export_log.load_all()) == 2, "it is known before anything lies there"
        raise OSError("full")


def test_a_fingerprint_that_is_known_later_goes_to_the_newest_showing(book: Book) -> None:
    book.export_log.record(PLACE, FIRST)
    book.export_log.record(PLACE, SECOND)
    book.export_log.record(Path("/other"), SECOND)
    book.export_log.set_fingerprint(PLACE, PRINT)
    assert [shown.fingerprint for shown in book.export_log.load_all()] == ["", PRINT, ""]


def test_a_cleared_log_leaves_no_trace_in_the_file(book: Book) -> None:
    empty = load_numbers(book)
    for number in range(40):
        book.export_log.record(PLACE / str(number), FIRST, "circle as the readers", PRINT)
    assert b"a-friend-of-mine" in book.path.read_bytes()
    book.export_log.clear()
    content = book.path.read_bytes()
    for text in (b"a-friend-of-mine", b"the readers", PRINT.encode()):
        assert text not in content
    assert book.export_log.load_all() == []
    assert book.export_log.find_last_day() is None
    assert load_numbers(book) == empty, "a number tells how many there were"
    with_path = book.path
    book.close()
    with open_book(with_path) as again:
        again.export_log.record(PLACE, SECOND)
        assert again._connection.execute("SELECT number FROM exports").fetchall() == [(1,)]


def load_numbers(book: Book) -> list[tuple[object, ...]]:
    return book._connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
