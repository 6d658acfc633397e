"""Reports for tests: of the sample story, of a few lines, of any entries."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

from tests.export import sample_bundle
from tests.factories import make_empty_book
from tracker.book.book import Book
from tracker.entries.types import StoredEntry
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.blocks import FooterBlock, FrameBlock, ReportBlock, ReportDocument
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.report.model import Report
from tracker.export.tables.csv_dialect import Dialect
from tracker.sample import STORY_GROUP, STORY_TODAY

ROOT = "0123456789abcdef" * 4
COVER = CoverNote(CoverReason.TELL_ME.sentence, "evenings, on the old number")


@contextmanager
def open_story_book(folder: Path) -> Iterator[Book]:
    with make_empty_book(folder / "story.db", STORY_GROUP) as book:
        book.import_entries(sample_bundle.number_story(), STORY_TODAY)
        yield book


@contextmanager
def open_book_of(folder: Path, entries: Sequence[StoredEntry], today: date) -> Iterator[Book]:
    with make_empty_book(folder / "any.db") as book:
        book.import_entries(entries, today)
        yield book


def build_report_of(
    book: Book,
    today: date = STORY_TODAY,
    choice: ExportSelection | None = None,
    cover: CoverNote = COVER,
    *,
    with_income: bool = True,
    with_words: bool = True,
    root: str = "",
) -> Report:
    """The report as the bundle gathers it; with a root of its own, as the book's is salted."""
    choice = replace(
        choice or ExportSelection(), income=with_income, words=with_words, own_words=with_words
    )
    report = load_bundle(book, today, Dialect.COMMA, choice, cover).report
    assert report is not None
    return replace(report, witness_root=root)


def list_blocks(pages: ReportDocument) -> Iterator[ReportBlock]:
    """Every block of a document, those in frames as well."""
    yield from _flatten_blocks((*pages.page_one, *pages.more_pages))


def _flatten_blocks(blocks: Iterable[ReportBlock]) -> Iterator[ReportBlock]:
    for block in blocks:
        yield block
        if isinstance(block, FrameBlock | FooterBlock):
            yield from _flatten_blocks(block.blocks)


def list_strings(value: object) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for each in fields(value) for text in list_strings(getattr(value, each.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for text in list_strings(pair)]
    if isinstance(value, list | tuple | frozenset):
        return [text for each in value for text in list_strings(each)]
    return []
