"""Two books and a bundle between them: written from one, damaged, read into the other."""

from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path

from pypdf import PdfWriter

from tests.factories import log_lines, make_book_in_memory
from tests.importing.odd_pdf import attach, write_pdf
from tracker.book.book import Book
from tracker.entries.types import Entry, StoredEntry
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.importing.bundle_diff import BundleDiff, compare_bundle
from tracker.importing.bundle_reader import BundleContents, build_files_in_memory, survey_bundle
from tracker.importing.merge_plan import ImportDecisions, KeptSide, plan_merge

TODAY = date(2026, 12, 31)


def make_book(*lines: str) -> Book:
    """A book with these lines, each a change of its own."""
    book = make_book_in_memory()
    for line in lines:
        log_lines(book, line, today=TODAY)
    return book


def write_entry_table(
    book: Book, items: Iterable[StoredEntry] | None = None, *, notes: bool = True
) -> str:
    """The table of a book's entries, or of some of them."""
    stream = StringIO()
    entries = EntryTableWriter(book.currency, book.find_entry)
    chosen = book.load_entries() if items is None else items
    entries.write_table(stream, Dialect.COMMA, chosen, private_notes=notes)
    return stream.getvalue()


def survey_table(table: str, description: str | None = None) -> BundleContents:
    """A bundle with this table."""
    return survey_bundle(
        build_files_in_memory(
            "a bundle", table.encode(), None if description is None else description.encode()
        )
    )


def compare_table(book: Book, table: str, description: str | None = None) -> BundleDiff:
    """What a book makes of a bundle."""
    return compare_bundle(survey_table(table, description), book.load_parse_context(), book, TODAY)


def import_table(
    book: Book,
    table: str,
    description: str | None = None,
    *,
    keep: KeptSide | None = None,
    bring_back: bool = False,
) -> BundleDiff:
    """Import a bundle, as the command does; the differences must be decided."""
    contents = survey_table(table, description)
    if book.is_empty():
        book.import_entries(contents.read_entries(book.load_parse_context(), TODAY), TODAY)
        return BundleDiff()
    found = compare_bundle(contents, book.load_parse_context(), book, TODAY)
    plan = plan_merge(found, book, contents, ImportDecisions(keep, bring_back))
    assert plan is not None
    plan.apply(book, TODAY)
    return found


def load_state(book: Book) -> tuple[list[StoredEntry], list[str]]:
    """What stands in a book, its groups included."""
    return list(book.load_entries()), sorted(book.load_parse_context().groups)


def map_by_id(book: Book) -> dict[str, Entry]:
    """The entries by their ids, what they belong to by id as well: numbers differ between books."""
    return {item.id: item.entry for item in book.load_entries()}


def write_report(
    path: Path, attached: dict[str, str], password: str = "", *, compress: bool = True
) -> Path:
    """A report with these files attached."""
    pdf = PdfWriter()
    pdf.add_blank_page(595, 842)
    files = {name: text.encode("utf-8-sig") for name, text in attached.items()}
    attach(pdf, files, packed=compress)
    path.write_bytes(write_pdf(pdf, password))
    return path
