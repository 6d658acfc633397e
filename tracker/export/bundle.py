"""The bundle: every file for one trusted person, made in memory.

`BundleBuilder` reads the open book, some entries at a time, and `load_bundle` reads all at once.
Both run where the book is open. `render_export` needs only their data, typesets the report, draws
the image, and may run in another thread. Only the chosen files are built, each once. The same book
on the same day gives the same bytes, except for a report with a password. No file contains the date
on which it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, TextIOWrapper
from itertools import chain

from tracker.analysis.monthly.evidence import GivenByEvidence, sum_given_by_evidence
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.book.book import Book
from tracker.book.entry_batches import EntryBatch
from tracker.entries.types import Limit, Note
from tracker.export.export_options import ExportOptions
from tracker.export.privacy.name_hints import NameHints
from tracker.export.privacy.omissions import Omissions
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.redaction import (
    is_type_withheld,
    list_redacted_columns,
    redact_batch,
    redact_facts,
    reveals_income,
)
from tracker.export.privacy.selection import EVERYTHING, ExportSelection, SelectionError
from tracker.export.report.cover import CoverNote
from tracker.export.report.witness_file import WITNESS_FILE, encode_witness
from tracker.export.tables.bundle_data import BundleData, TableTags
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.datapackage import (
    OBSERVATIONS,
    OTHER_GROUPS,
    OTHER_MONTHS,
    render_datapackage,
)
from tracker.export.tables.entry_batch_writer import EntryBatchWriter
from tracker.export.tables.months_csv import render_months_csv
from tracker.export.tables.read_me import encode_read_me
from tracker.export.tables.worksheet import ignore_progress
from tracker.i18n import _error
from tracker.months import LATEST, is_in_range

# Data: in people's files since 0.1. Never rename.
ENTRIES_FILE, MONTHS_FILE, IMAGE_FILE = "entries.csv", "months.csv", "share.png"
READ_ME_FILE, DATAPACKAGE_FILE = "READ-ME.txt", "datapackage.json"
REPORT_FILE, WORKBOOK_FILE = "report.pdf", "bundle.xlsx"
BUNDLE_FILES = (READ_ME_FILE, IMAGE_FILE, MONTHS_FILE, ENTRIES_FILE, DATAPACKAGE_FILE)
"""The files of a bundle with tables, without the report."""
ATTACHED_TABLES = (MONTHS_FILE, ENTRIES_FILE, DATAPACKAGE_FILE)
"""The tables that are attached to a report if it is the only file."""
MINOR_TAG = "minor_involved"


class BundleBuilder:
    """A bundle that is being read from an open book. Every method raises BookError."""

    def __init__(
        self,
        book: Book,
        today: date,
        dialect: Dialect,
        selection: ExportSelection = EVERYTHING,
        cover_note: CoverNote | None = None,
        *,
        has_tables: bool = True,
    ) -> None:
        """Begin to read. Raise SelectionError if the selection does not fit the book.

        Without a cover note there is no report. `has_tables` says whether there are tables.
        """
        self._selection = selection
        self._is_restricted = selection.has_restrictions
        self._cover_note = cover_note
        self._today = today
        self._dialect = dialect
        self._book = book
        self._currency = book.currency
        self._facts = book.load_monthly_facts(today)
        selection.check_fits(self._facts.groups)
        if not selection.observations and not self._facts.observations:
            # Nothing of them is left out, so a book without them is whole.
            self._is_restricted = replace(selection, observations=True).has_restrictions
        aliases = {group.label: group.alias for group in book.groups.load_all() if group.alias}
        self._pseudonyms = Pseudonyms(selection, self._facts.groups, aliases)
        self._reading = book.begin_reading(with_witness=cover_note is not None)
        self._content = BytesIO()
        self._stream = TextIOWrapper(self._content, encoding=ENCODING, newline="")
        self._table = self._begin_table() if has_tables else None
        self._included_numbers: set[int] = set()
        """The numbers of the included entries."""
        self._included_groups: set[str] = set()
        """The names of the groups that these entries are about."""
        self._named_groups: set[str] = set()
        """The names of the groups that any entry is about which this export may have."""
        self._read_count = self._entry_count = self._observation_count = 0
        self._first_day: str | None = None
        """The earliest day of the included groups, also before the first month."""
        self._is_cut_before = self._is_cut_after = False
        self._mentions_minor = False
        self._name_hints = NameHints(selection, self._pseudonyms.replace_in_text)

    def _begin_table(self) -> EntryBatchWriter:
        """Write the head of `entries.csv`, and return the writer of its rows."""
        return EntryBatchWriter(
            self._stream,
            self._dialect,
            self._currency,
            days=self._selection.days,
            private_notes=self._selection.private_notes,
        )

    def read_batches(self) -> Iterator[int]:
        """Read the entries in batches, and yield after each how many were read so far."""
        for batch in self._reading.read_batches():
            self._read_count += len(batch)
            batch.map_values("logged_on", self._repair_logged_day)
            self._select_entries(batch)
            if batch:
                self._entry_count += len(batch)
                self._mentions_minor |= any(
                    MINOR_TAG in tags for tags in batch.columns["circumstances"]
                )
                self._name_hints.scan_batch(batch)
                if self._table is not None:
                    if self._is_restricted:
                        self._redact_batch(batch)
                    self._table.write(batch)
            yield self._read_count

    def build_data(self) -> BundleData:
        """Return what was read. Raise SelectionError if the selection includes nothing."""
        first_day = date.fromisoformat(self._first_day) if self._first_day else None
        selection, facts = self._selection, replace(self._facts, first_day=first_day)
        if self._is_restricted:
            facts = redact_facts(facts, selection, first_day)
        if self._is_restricted and not selection.observations:
            groups = [group for group in facts.groups if group in self._named_groups]
            facts = replace(facts, groups=groups)
        table = MonthlyTable(facts)
        rows = table.build_rows(selection.first, selection.last)
        if selection.last and selection.last < table.current_month:
            self._is_cut_after = True
        groups = list(facts.groups)
        if self._is_cut_before or self._is_cut_after:
            groups, rows = self._drop_inactive_groups(groups, rows)
        if self._is_restricted and self._read_count and not (rows or self._entry_count):
            raise SelectionError(self._explain_emptiness())
        omissions = self._collect_omissions(groups)
        data = BundleData(
            dialect=self._dialect,
            has_private_notes=selection.private_notes,
            currency=self._currency,
            current_month=table.current_month,
            groups=tuple(groups),
            rows=tuple(rows),
            given_by_evidence=self._sum_given(rows),
            entry_count=self._entry_count,
            book_entry_count=self._read_count + omissions.undated_entries,
            omissions=omissions,
            has_limit=bool(self._list_limits()),
            shows_limit=selection.limit,
            possible_names=tuple(self._name_hints.names),
            mentions_minor=self._mentions_minor,
        )
        if self._table is not None:
            data = self._add_tables(data, self._table)
        return data if self._cover_note is None else self._add_report(data, facts, self._cover_note)

    def _explain_emptiness(self) -> str:
        """Return why nothing is included, and what to do."""
        if self._observation_count:
            return _error(
                "There is nothing here but what others were asked or gave. Include that, or choose"
                " other months."
            )
        return _error("There are no entries in these months. Choose other months.")

    def _drop_inactive_groups(
        self, groups: Iterable[str], rows: Iterable[MonthRow]
    ) -> tuple[list[str], list[MonthRow]]:
        """Return the groups with an entry or an amount in these months, and the rows of these."""
        active_groups = self._included_groups.union(row.group for row in rows if row.has_activity)
        shown_groups = [name for name in groups if name in active_groups]
        row_groups = {ALL_GROUPS, *shown_groups} if len(shown_groups) > 1 else {ALL_GROUPS}
        return shown_groups, [row for row in rows if row.group in row_groups]

    def _add_tables(self, data: BundleData, table: EntryBatchWriter) -> BundleData:
        """Return the data with both tables, and what was taken out of them."""
        self._stream.flush()
        redacted_columns = (
            *list_redacted_columns(self._selection),
            *sorted(self._pseudonyms.changed_columns),
        )
        return replace(
            data,
            entries_csv=self._content.getvalue(),
            months_csv=render_months_csv(self._dialect, data.rows, income=data.has_income),
            table_tags=self._collect_table_tags(table),
            redacted_columns=tuple(dict.fromkeys(redacted_columns)),
        )

    def _collect_table_tags(self, table: EntryBatchWriter) -> TableTags:
        """Return the tags in the table of entries, with the meanings that are shown."""
        meanings = self._book.tags.load_meanings() if self._selection.own_words else {}
        return TableTags(
            names=tuple(sorted(table.used_tags)),
            own_meanings=self._pseudonyms.replace_in_meanings(meanings, table.used_tags),
            has_others=table.has_tags_of_others,
        )

    def _add_report(
        self, data: BundleData, facts: MonthlyFacts, cover_note: CoverNote
    ) -> BundleData:
        """Return the data with the report, and the asks that it can describe."""
        # Only an export with a report needs what builds it.
        from tracker.export.report_builder import build_report

        witness = self._reading.make_witness()
        report, asks = build_report(
            self._book,
            data,
            facts,
            self._selection,
            cover_note,
            self._today,
            pseudonyms=self._pseudonyms,
            root=witness.root,
        )
        return replace(data, report=report, asks=asks, witness=witness)

    def _sum_given(self, rows: Sequence[MonthRow]) -> GivenByEvidence:
        """Return what the included groups were given, by shown name and evidence."""
        if not rows:
            return {}
        selection = self._selection
        sums = sum_given_by_evidence(self._facts, rows[0].month, rows[-1].month)
        return {
            (group and selection.rename_group(group), evidence): cents
            for (group, evidence), cents in sums.items()
            if selection.includes_group(group)
        }

    def _repair_logged_day(self, day: str) -> str:
        """Return a day that can be imported. An impossible day of saving becomes today."""
        return day if is_in_range(date.fromisoformat(day)) else str(self._today)

    def _select_entries(self, batch: EntryBatch) -> None:
        """Keep the included entries, under the names that are shown."""
        selection, columns = self._selection, batch.columns
        if selection.groups is not None:
            batch.keep([selection.includes_group(group) for group in columns["group"]])
            batch.map_values("group", selection.rename_group)
        self._drop_withheld(batch)
        if not batch:
            return
        months = (f"{month}-01" for month in columns["for_month"] if month)
        self._first_day = min(chain([self._first_day or str(LATEST)], columns["day"], months))
        self._named_groups.update(filter(None, columns["group"]))
        self._cut_months(batch)
        if not selection.income:
            batch.keep(
                [
                    not reveals_income(*values)
                    for values in zip(columns["type"], columns["percent"], strict=True)
                ]
            )
        self._included_groups.update(filter(None, columns["group"]))
        if self._is_restricted:
            self._included_numbers.update(columns["number"])

    def _drop_withheld(self, batch: EntryBatch) -> None:
        """Drop the entries of types that leave no trace, and count what others were asked."""
        types, selection = batch.columns["type"], self._selection
        withheld = {type_ for type_ in set(types) if is_type_withheld(type_, selection)}
        if not withheld:
            return
        if self._is_restricted:
            self._observation_count += sum(
                type_ in withheld and type_ != Note.word and selection.includes_day(day)
                for type_, day in zip(
                    types, map(date.fromisoformat, batch.columns["day"]), strict=True
                )
            )
        batch.keep([type_ not in withheld for type_ in types])

    def _cut_months(self, batch: EntryBatch) -> None:
        """Drop the entries of other months, and remember on which side any were."""
        selection = self._selection
        if selection.first is None and selection.last is None:
            return
        days = [date.fromisoformat(day) for day in batch.columns["day"]]
        self._is_cut_before |= any(map(selection.is_before, days))
        self._is_cut_after |= any(map(selection.is_after, days))
        batch.keep(list(map(selection.includes_day, days)))

    def _redact_batch(self, batch: EntryBatch) -> None:
        """Take out everything that is left out of these entries."""
        redact_batch(batch, self._selection)
        included = self._included_numbers
        batch.map_values("for_entry", lambda number: number if number in included else None)
        self._pseudonyms.replace_in_batch(batch)

    def _list_limits(self) -> list[Limit]:
        """Return every limit that the person set, whatever is included."""
        return [item.entry for item in self._facts.other_entries if isinstance(item.entry, Limit)]

    def _collect_omissions(self, included: Sequence[str]) -> Omissions:
        selection, labels = self._selection, self._facts.groups
        included_labels = [label for label in labels if selection.includes_group(label)]
        limits = self._list_limits()
        wrong_days = self._book.day_repair.load_wrong()
        return Omissions(
            undated_entries=self._reading.entry_count - self._read_count,
            corrected_entries=sum(is_in_range(item.entry.day) for item in wrong_days),
            first=selection.first if self._is_cut_before else None,
            last=selection.last if self._is_cut_after else None,
            groups=len(labels) - len(included_labels),
            renamed_groups=sum(
                selection.rename_group(label) != label and selection.rename_group(label) in included
                for label in included_labels
            ),
            income=not selection.income,
            limit=bool(limits) and (not selection.income or len(included_labels) < len(labels)),
            percent_limit=not selection.income
            and any(limit.percent is not None for limit in limits),
            labels=not selection.labels,
            words=not selection.words,
            own_words=not selection.own_words,
            observations=self._observation_count,
            days=not selection.days,
        )


def load_bundle(
    book: Book,
    today: date,
    dialect: Dialect,
    selection: ExportSelection = EVERYTHING,
    cover_note: CoverNote | None = None,
    *,
    has_tables: bool = True,
) -> BundleData:
    """Return the data of a bundle of an open book. Raise BookError or SelectionError."""
    builder = BundleBuilder(book, today, dialect, selection, cover_note, has_tables=has_tables)
    for _count in builder.read_batches():
        pass
    return builder.build_data()


def render_files(data: BundleData, names: Iterable[str] = BUNDLE_FILES) -> dict[str, bytes]:
    """Return these files of an export by their names. Each is built once."""
    return {name: _RENDERERS[name](data) for name in names}


def _render_datapackage(data: BundleData) -> bytes:
    return render_datapackage(
        data.currency,
        data.dialect,
        entry_count=data.entry_count,
        private_notes=data.has_private_notes,
        income=data.has_income,
        days=not data.omissions.days,
        extract=_describe_extract(data.omissions),
        redacted_columns=data.redacted_columns,
    )


def _describe_extract(omissions: Omissions) -> list[str]:
    """Return which entries are left out, in the words of `datapackage.json`."""
    parts = (
        (OTHER_MONTHS, omissions.first or omissions.last),
        (OTHER_GROUPS, omissions.groups),
        (OBSERVATIONS, omissions.observations),
    )
    return [word for word, is_left_out in parts if is_left_out]


def render_export(
    data: BundleData,
    options: ExportOptions,
    report_progress: Callable[[int], None] = ignore_progress,
) -> dict[str, bytes]:
    """Return every file of an export by its name, the report first. `data` has what was chosen.

    `report_progress` gets from time to time how many rows were written. What it raises ends the
    work.
    """
    from tracker.export.report.typesetting import typeset_report

    if data.report is None or (options.has_tables and not data.entries_csv):
        raise ValueError("this data was built without the report or without the tables")
    attachments = render_files(data, _list_attached_tables(options))
    if data.witness is not None:
        attachments[WITNESS_FILE] = encode_witness(data.witness)
    files = {
        REPORT_FILE: typeset_report(data.report, attachments=attachments, password=options.password)
    }
    if options.is_report_only:
        return files
    report_progress(0)
    files |= render_files(data)
    if options.has_workbook:
        from tracker.export.tables.workbook import render_workbook

        files[WORKBOOK_FILE] = render_workbook(data, report_progress)
    return files


def list_attachments(options: ExportOptions) -> tuple[str, ...]:
    """Return the names of the files within the report."""
    return (*_list_attached_tables(options), WITNESS_FILE)


def _list_attached_tables(options: ExportOptions) -> tuple[str, ...]:
    return ATTACHED_TABLES if options.has_tables and options.is_report_only else ()


def _draw_image(data: BundleData) -> bytes:
    # matplotlib takes longer to import than all the rest: only a bundle that is made pays for it.
    from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart

    return draw_monthly_chart(data.series, ImageFormat.PNG, data.groups)


_RENDERERS: dict[str, Callable[[BundleData], bytes]] = {
    READ_ME_FILE: encode_read_me,
    IMAGE_FILE: _draw_image,
    MONTHS_FILE: lambda data: data.months_csv,
    ENTRIES_FILE: lambda data: data.entries_csv,
    DATAPACKAGE_FILE: _render_datapackage,
}
"""What builds each file of a bundle of tables."""
