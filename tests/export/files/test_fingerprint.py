"""The fingerprint differs for every other copy, and can be calculated by hand."""

from hashlib import sha256

from tracker.export.files.fingerprint import compute_fingerprint

FILES = {"b.csv": b"two", "a.txt": b"one"}


def test_it_hangs_on_names_and_contents_and_not_on_their_order() -> None:
    assert compute_fingerprint(FILES) == compute_fingerprint(dict(reversed(FILES.items())))
    others: tuple[dict[str, bytes], ...] = (
        {},
        {"a.txt": b"one"},
        {"a.txt": b"two", "b.csv": b"one"},
        {"a.txt": b"one", "b.csv": b"two."},
        {"a.tx": b"tone", "b.csv": b"two"},
        {"a.txtone": b"", "b.csv": b"two"},
    )
    found = {compute_fingerprint(files) for files in (FILES, *others)}
    assert len(found) == 7
    assert all(len(each) == 64 for each in found)


def test_it_is_worked_out_by_hand() -> None:
    parts = (b"a.txt", b"one", b"b.csv", b"two")
    assert (
        compute_fingerprint(FILES)
        == sha256(b"".join(sha256(p).digest() for p in parts)).hexdigest()
    )
