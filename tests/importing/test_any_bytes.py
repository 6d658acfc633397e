"""Whatever the bytes: entries come out, or one sentence, and never anything else."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_book_in_memory
from tests.importing.bundle_exchange import load_state
from tests.importing.damaged_bundle import TODAY, build_content, damage_table, entries, read_table
from tests.strategies import ANY_LETTERS, KEYWORDS, NAUGHTY, count_examples
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN
from tracker.importing.bundle_diff import compare_bundle
from tracker.importing.bundle_reader import ImportingError, build_files_in_memory, survey_bundle
from tracker.importing.merge_plan import ImportDecisions, KeptSide, plan_merge

ROWS = 10
NEAR = ("0", "0.00", "1", "8", "30.00", "month", "ask", "paid", "goal", "2025-10-02", "yes", "met")

cells = st.one_of(
    st.sampled_from((*NAUGHTY, *KEYWORDS, *NEAR, "")),
    st.text(ANY_LETTERS, max_size=20),
)
places = st.tuples(
    st.integers(0, ROWS - 1), st.sampled_from((*ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN)), cells
)


def try_reading(text: str | bytes) -> None:
    with TemporaryDirectory() as folder, suppress(ImportingError):
        read_table(Path(folder), text)


def try_merging(text: str | bytes, keep: KeptSide) -> None:
    """Import it beside what it once was: whatever happens, nothing is left half done."""
    raw = text if isinstance(text, bytes) else text.encode(ENCODING)
    with make_book_in_memory() as book:
        book.import_entries(entries(), TODAY)
        before, following = load_state(book), book.load_parse_context().next_number
        try:
            contents = survey_bundle(build_files_in_memory("a bundle", raw, None))
            found = compare_bundle(contents, book.load_parse_context(), book, TODAY)
            plan = plan_merge(found, book, contents, ImportDecisions(keep))
            assert plan is not None
            plan.apply(book, TODAY)
        except ImportingError:
            assert (load_state(book), book.load_parse_context().next_number) == (before, following)
            return
        if plan.new_entries or plan.changed_entries:
            assert book.undo(TODAY).did == "import"
        assert load_state(book) == before


@settings(max_examples=count_examples(30))
@given(st.one_of(st.binary(max_size=200), st.text(ANY_LETTERS, max_size=80).map(str.encode)))
def test_any_bytes(noise: bytes) -> None:
    try_reading(noise)
    header = build_content().splitlines()[0].encode()
    try_reading(header + b"\r\n" + noise)


@settings(max_examples=count_examples(50))
@given(
    st.lists(places, min_size=1, max_size=3), st.sampled_from(Dialect), st.sampled_from(KeptSide)
)
def test_any_cells(changes: list[tuple[int, str, str]], dialect: Dialect, keep: KeptSide) -> None:
    def damage(rows: list[dict[str, str]]) -> None:
        for row, column, cell in changes:
            rows[row][column] = cell

    text = damage_table(damage, dialect)
    try_reading(text)
    try_merging(text, keep)


@settings(max_examples=count_examples(30))
@given(st.data(), st.sampled_from(Dialect))
def test_bytes_lost_doubled_or_changed(data: st.DataObject, dialect: Dialect) -> None:
    raw = build_content(dialect).encode(ENCODING)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 50)))
    put = data.draw(st.one_of(st.just(b""), st.just(raw[start:end] * 2), st.binary(max_size=5)))
    torn = raw[:start] + put + raw[end:]
    try_reading(torn)
    try_merging(torn, KeptSide.BUNDLE)
