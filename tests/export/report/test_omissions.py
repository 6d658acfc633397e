"""What is not selected is in no part of the report: values, pages, drawings."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from getpass import getuser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.pdf_reader import list_objects, open_pdf, unpack_object
from tests.export.report.reports import build_report_of, list_strings, open_book_of
from tests.export.story_book import TODAY as STORY_TODAY
from tests.export.story_book import example_book
from tests.strategies import EXAMPLES, LAST_DAY, books, number_entries
from tracker.entries.types import (
    Ask,
    Cost,
    Entry,
    Income,
    LaterAnswer,
    Meeting,
    MoneyFromGroup,
    Need,
    Observation,
    Payment,
    Refund,
    Withdrawal,
)
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report import typesetting
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.report.document import build_document
from tracker.export.report.model import Report
from tracker.export.report.text_preview import render_text_preview
from tracker.export.report.typesetting import typeset_report
from tracker.months import Month

LINES = (
    '2025-08-01 ask 5 donation no #in_public "zqbefore"',
    "2025-09-01 income 1717.17/month 'zqlabel'",
    "2025-09-01 need food 260.61/month 'zqlabel'",
    "2025-09-02 wage 31.31 // zqprivate",
    '2025-10-02 ask 50-450 donation pledged 50 #public_pledge @!zqreal "zqwords" // zqprivate',
    "2025-10-03 paid 50 for 5 by transfer ref \"zqref\" 'zqlabel' documented // zqprivate",
    '2025-10-04 ask 15 merch no @!zqother "zqwords zqother" // zqprivate',
    "2025-10-05 ask 15 merch for last no no gave 15",
    "2025-10-06 goal 400 +!zqcampaign @zqreal: zqown",
    '2025-10-06 limit 80 "zqown": zqown // zqprivate',
    '2025-10-07 seen 77-88 donation +zqcampaign @zqreal "zqunsaid": zqmine // zqprivate',
    "2025-10-08 heard 77 donation @zqother: zqmine",
    "2025-10-09 cost 99.99 'zqlabel' +!zqevent @zqreal ref \"zqref\": zqown",
    "2025-10-10 wrote: zqown // zqprivate",
    "2025-10-11 paid ? dues @zqother: zqown",
    "2025-10-12 paid ? dues @zqreal: zqown",
    '2025-11-20 ask 66 event no @zqreal "zqafter"',
)
NOT_COUNTED = ("77.00", "88.00")
"""Amounts of others, which are in no sum."""
NARROW = ExportSelection(
    Month(2025, 9),
    Month(2025, 10),
    groups={"zqreal": "the others"},
    labels=False,
    observations=False,
)
COVER = CoverNote(CoverReason.KEEP_COPY.sentence)


def typst_data_of(report: Report) -> str:
    """All that the page is set from, its drawings included."""
    pages = build_document(report)
    blocks = (*pages.page_one, *pages.more_pages)
    return json.dumps(
        [typesetting._serialise_block(block, typesetting.PAGE_FITS[0].plot) for block in blocks],
        default=str,
    )


def bytes_of(pdf: bytes) -> Iterator[bytes]:
    """The bytes of a PDF, and of everything packed in it."""
    yield pdf
    yield from map(unpack_object, list_objects(open_pdf(pdf)))


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Report:
    with example_book(tmp_path_factory.mktemp("narrow"), *LINES) as book:
        return build_report_of(
            book, STORY_TODAY, NARROW, COVER, with_income=False, with_words=False
        )


def test_nothing_that_was_not_ticked_is_in_the_values_or_the_pages(narrow: Report) -> None:
    assert "the others" in narrow.groups
    preview = "\n".join(render_text_preview(narrow, 200))
    assert "without one payment whose amount I don’t know" in preview, (
        "that of the other group is left out"
    )
    assert "2 payments" not in preview
    for told in (
        *list_strings(narrow),
        typst_data_of(narrow),
        *render_text_preview(narrow, 76),
    ):
        for secret in ("zq", "1717", "1,717", "260.61", "31.31", "66.00", *NOT_COUNTED):
            assert secret not in told


def test_nothing_that_was_not_ticked_is_in_any_byte(narrow: Report) -> None:
    home, user = str(Path.home()).encode(), getuser().encode()
    for raw in bytes_of(typeset_report(narrow, attachments={"months.csv": b"month"})):
        # Two letters alone also come up by chance where bytes are packed.
        assert not re.search(rb"zq[a-z]{3}", raw)
        assert not (len(home) > 2 and home in raw)
        assert not (len(user) > 2 and b"/" + user in raw)
        assert b"mpl-data" not in raw


def test_what_was_ticked_is_there(tmp_path: Path) -> None:
    with example_book(tmp_path, *LINES) as book:
        told = "\n".join(render_text_preview(build_report_of(book, STORY_TODAY), 76))
    seen = ("“zqunsaid”", "In my words: zqmine", "77.00 to 88.00", "campaign “zqcampaign”")
    for ticked in ("zqreal", "zqother", "zqwords", "zqbefore", "zqafter", *seen):
        assert ticked in told
    event = (
        "“zqevent” (October 2025): I spent 99.99 on it, which the group didn’t get. That was for"
        " “zqlabel”."
    )
    assert event in " ".join(told.split())
    assert "That is without 2 payments whose amount I don’t know." in " ".join(told.split())
    for never in ("zqprivate", "zqref", "zqown"):
        assert never not in told


def test_no_text_of_a_limit_is_in_the_values(tmp_path: Path) -> None:
    with example_book(tmp_path, *LINES) as book:
        report = build_report_of(book, STORY_TODAY, ExportSelection(limit=True))
    assert any(row.limit for row in report.rows)
    assert not [text for text in list_strings(report) if "zqown" in text or "zqprivate" in text]


def _name_tick(entry: Entry, *, is_shown: bool) -> str:
    """Return the tick that a text of an entry needs besides its own. Without `is_shown`: never."""
    if isinstance(entry, Observation):
        return "others"
    return "" if is_shown else "never"


def mark_entry(entry: Entry) -> Entry:
    """The entry with a mark in whatever a report never tells, or only with its tick."""
    if entry.private_note:
        entry = replace(entry, private_note="zqprivate")
    if entry.own_words:
        is_shown = isinstance(entry, Ask | LaterAnswer | Withdrawal | Payment | Refund)
        entry = replace(entry, own_words=f"zq{_name_tick(entry, is_shown=is_shown)}own")
    if entry.words:
        is_shown = isinstance(entry, Ask | LaterAnswer | Meeting)
        entry = replace(entry, words=f"zq{_name_tick(entry, is_shown=is_shown)}words")
    match entry:
        case Payment() | MoneyFromGroup() | Cost():
            label, ref = entry.label and "zqlabel", entry.ref and "zqref"
            return replace(entry, label=label, ref=ref)
        case Income(label=str()) | Need(label=str()):
            return replace(entry, label="zqlabel")
    return entry


@settings(max_examples=6 * EXAMPLES)
@given(books(), st.booleans(), st.booleans(), st.data())
def test_of_any_book_nothing_is_told_that_was_not_ticked(
    entries: Sequence[Entry], with_words: bool, with_others: bool, data: st.DataObject
) -> None:
    labels = sorted({group for entry in entries if (group := getattr(entry, "group", None))})
    shown = {
        label: f"name {place}" for place, label in enumerate(labels) if data.draw(st.booleans())
    }
    choice = ExportSelection(groups=shown or None, labels=False, observations=with_others)
    with (
        TemporaryDirectory() as name,
        open_book_of(Path(name), number_entries(map(mark_entry, entries)), LAST_DAY) as book,
    ):
        report = build_report_of(
            book, LAST_DAY, choice, COVER, with_income=False, with_words=with_words
        )
    told = [*list_strings(report), *render_text_preview(report, 76)]
    assert not any(row.income or row.needs or row.left or row.limit for row in report.rows)
    secrets = {"zqprivate", "zqlabel", "zqref", "zqnever"}
    secrets |= set() if with_words else {"zqwords", "zqown"}
    secrets |= set() if with_words and with_others else {"zqothers"}
    assert with_others or not report.observations
    assert with_others or not any(row.seen or row.heard for row in report.rows)
    assert not [text for text in told if any(secret in text for secret in secrets)]
    if shown:
        groups = {ask.timeline.group for ask in report.asks} | set(report.groups)
        assert groups <= {None, *shown.values()}
