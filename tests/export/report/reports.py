"""Reports for tests: of the sample story, of a few lines, of any entries."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

from tests.export import sample_bundle
from tests.factories import new_book
from tracker.book.book import Book
from tracker.entries.types import StoredEntry
from tracker.export.bundle import prepared
from tracker.export.privacy.selection import Choice
from tracker.export.report.blocks import Block, Document, Foot, Frame
from tracker.export.report.cover import Cover, Why
from tracker.export.report.model import Report
from tracker.export.tables.csv_dialect import Dialect
from tracker.sample import STORY_GROUP, STORY_TODAY

ROOT = "0123456789abcdef" * 4
COVER = Cover(Why.TELL_ME.sentence, "evenings, on the old number")


@contextmanager
def story_book(folder: Path) -> Iterator[Book]:
    with new_book(folder / "story.db", STORY_GROUP) as book:
        book.import_entries(sample_bundle.number_story(), STORY_TODAY)
        yield book


@contextmanager
def any_book(folder: Path, entries: Sequence[StoredEntry], today: date) -> Iterator[Book]:
    with new_book(folder / "any.db") as book:
        book.import_entries(entries, today)
        yield book


def report_in(
    book: Book,
    today: date = STORY_TODAY,
    choice: Choice | None = None,
    cover: Cover = COVER,
    *,
    with_income: bool = True,
    with_words: bool = True,
    root: str = "",
) -> Report:
    """The report as the bundle gathers it; with a root of its own, as the book's is salted."""
    choice = replace(choice or Choice(), income=with_income, words=with_words)
    report = prepared(book, today, Dialect.COMMA, choice, cover).report
    assert report is not None
    return replace(report, root=root)


def blocks_of(pages: Document) -> Iterator[Block]:
    """Every block of a document, those in frames as well."""
    yield from _flat((*pages.first, *pages.more))


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Frame | Foot):
            yield from _flat(block.blocks)


def strings(value: object) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for each in fields(value) for text in strings(getattr(value, each.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for text in strings(pair)]
    if isinstance(value, list | tuple | frozenset):
        return [text for each in value for text in strings(each)]
    return []
