"""Lines of every type, with each field that one may have, and the files that are made of them.

`python -m tests.export.every_type` writes `every_type`, of which a test tells each byte.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.factories import make_book_in_memory, read_entries
from tests.strategies import number_entries
from tracker.book.book import Book
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    load_bundle,
    render_files,
)
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.ledger import build_ledger

FOLDER = Path(__file__).with_suffix("")

LINES = """\
2026-01-01 income 950/month bakery
2026-01-02 income 120 for 2025-11: paid late
2026-01-03 need food 65/2weeks
2026-01-03 need rent 400/4weeks "the rent is due": I share
2026-01-04 wage 12.30
2026-01-04 limit 2.50%
2026-01-05 meeting 2h20 +!seminar #no_money @!"circle": as a guest
2026-01-06 event about 10-12h +seminar "come": long // tired
2026-01-07 goal 26000-28000 +!office reached: raised: twice
2026-01-08 goal about 20000 +office
2026-01-09 seen 50-450 donation +office +seminar #in_public: every member
2026-01-10 seen about 20/2weeks dues
2026-01-11 heard ? merch "they all bought" : I was told // by a friend
2026-01-12 ask 30/2weeks dues silent #private_ask
2026-01-13 answered silent for 14: I did not write back
2026-01-14 answered pledged 5/4weeks for 14
2026-01-15 withdrew for 14: too much
2026-01-16 ask about 50 donation yes +office +seminar: in the car
2026-01-17 paid ? dues +office +seminar: in the box
2026-01-18 paid about 20 event +seminar by cash
2026-01-19 paid 7/2weeks dues 'standing order'
2026-01-20 returned ? for 20: not all of it
2026-01-21 returned about 5 for 20 by cash
2026-01-22 received 10 @circle: for the bus
2026-01-23 cost 41 travel +seminar by card ref "ticket" documented
2026-01-24 cost ? +office @!choir
2026-01-25 wrote: it was fun // was it
2026-01-26 wrote: a : b // c
2026-01-27 paid 12 merch @choir
"""
TODAY = date(2026, 4, 1)
SELECTION = ExportSelection(private_notes=True, limit=True)
COVER = CoverNote(CoverReason.KEEP_COPY.sentence, has_helplines=False)
SUMMARY_FILE = "summary.txt"


@contextmanager
def open_book_of_every_type() -> Iterator[Book]:
    """Yield a book with these lines, with ids that are always the same."""
    with make_book_in_memory() as book:
        entries = read_entries(LINES.splitlines(), today=TODAY)
        book.import_entries(number_entries(entries, TODAY), TODAY)
        yield book


def build_files() -> dict[str, bytes]:
    """Return each file of a bundle that is text, the journal, and the summary as text."""
    with open_book_of_every_type() as book:
        data = load_bundle(book, TODAY, Dialect.COMMA, SELECTION, COVER)
        journal = build_ledger(book, TODAY, SELECTION)
    names = (ENTRIES_FILE, MONTHS_FILE, DATAPACKAGE_FILE, READ_ME_FILE)
    assert data.report is not None
    # The code at its foot is salted, and so another one each time.
    summary = render_text_preview(replace(data.report, witness_root=""), 76)
    return render_files(data, names) | journal | {SUMMARY_FILE: "\n".join([*summary, ""]).encode()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in build_files().items():
        (FOLDER / name).write_bytes(content)
